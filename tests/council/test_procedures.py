"""Procedure files: all load and lint clean, say how sure they are; a bad one is refused with its file and line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.council.made import often
from tocsin.council import BadProcedure, procedure, procedures, read_procedure
from tocsin.council.procedure import OUTCOMES

COLLECTED = [
    "osce-vd11-uma",
    "osce-vd11-hazard",
    "csce-berlin-1991",
    "osce-hd-vienna",
    "osce-hd-moscow",
    "osce-silence",
    "csce-consensus-minus-one",
    "csce-directed-conciliation",
    "sco-charter-16",
    "sco-political-response",
    "sco-rats-request",
    "cica-consensus",
    "csto-art2",
    "nato-art4",
    "oas-rio",
    "au-psc",
    "ecowarn",
    "asean-troika",
    "un-art35",
    "un-art51",
    "unga-76-262",
    "unga-377",
    "iaea-early-notification",
    "iaea-safeguards-reports",
    "cwc-art9",
    "incsea",
    "un-arms-register",
    "icao-annex13",
    "un-fact-finding",
]
OF_THE_HOUSE = ("silence", "support-and-convene", "consultation", "hotline", "meeting", "tasks")

HEAD = 'title = "T"\nsource = "S"\nconfidence = "high"\nenabled = true\n'
ITEM = '[[item]]\nid = "text"\nkind = "decide"\nby = "members"\nrule = { kind = "consensus" }\n'


def test_the_twenty_nine_collected_procedures_and_those_of_the_house_are_there():
    assert sorted(procedures()) == sorted((*COLLECTED, *OF_THE_HOUSE))
    assert len(COLLECTED) == 29


@pytest.mark.parametrize("name", sorted((*COLLECTED, *OF_THE_HOUSE)))
def test_a_procedure_says_its_source_and_how_sure_it_is(name):
    found = procedure(name)

    assert found.source
    assert found.confidence in ("high", "medium", "low")
    assert all(step.title for step in found.steps)
    if "from memory" in str(found.source):
        assert found.unchecked, "what no source was seen for is marked"
        assert all(step.unchecked for step in found.steps)


def test_procedures_about_persons_are_disabled():
    assert [name for name, p in procedures().items() if not p.enabled] == ["sco-rats-request"]


def test_an_unknown_procedure_is_answered_with_those_there_are():
    with pytest.raises(BadProcedure, match="no procedure 'quiet'; there is asean-troika"):
        procedure("quiet")


BAD = {
    "no TOML": (HEAD + "[[item]\n", 5, "no TOML"),
    "a head that ends early": (HEAD + "[[item", 5, "no TOML"),
    "no confidence": ('title = "T"\n', 1, "missing required field"),
    "an unknown key": (HEAD + ITEM + "colour = 1\n", 5, "colour"),
    "an unknown kind": (HEAD + ITEM.replace('"decide"', '"vote"'), 5, "vote"),
    "no items": (HEAD + "item = []\n", 1, "at least one [[item]]"),
    "an unknown role": (HEAD + ITEM.replace('by = "members"', 'by = "council"'), 8, "unknown role 'council'"),
    "a role nobody holds": (HEAD + '[roles]\ncouncil = "somebody"\n' + ITEM, 6, "nobody holds"),
    "an outsider who acts": (HEAD + '[roles]\nagency = "outside"\n' + ITEM.replace('"members"', '"agency"'), 10, "outside the forum"),
    "a guard on nothing": (HEAD + ITEM + 'after = { other = ["held"] }\n', 10, "which is no item"),
    "a guard that never comes": (
        HEAD + ITEM + '[[item]]\nid = "b"\nkind = "do"\nby = "members"\nafter = { text = ["done"] }\n',
        14,
        "text never ends as 'done'; it ends as adopted",
    ),
    "a ring": (
        HEAD + ITEM + 'after = { b = ["done"] }\n[[item]]\nid = "b"\nkind = "do"\nby = "members"\nafter = { text = ["adopted"] }\n',
        10,
        "can never open",
    ),
    "silence without a clock": (HEAD + ITEM.replace("consensus", "silence"), 9, "never ends without a clock"),
    "silence that only waits": (
        HEAD + ITEM.replace("consensus", "silence") + 'clock = { words = "soon" }\n',
        9,
        "never ends without a clock",
    ),
    "no rule": (HEAD + ITEM.replace('rule = { kind = "consensus" }\n', ""), 6, "needs a rule"),
    "two clocks in one": (HEAD + ITEM + 'clock = { elapsed = "PT1H", working_days = 2 }\n', 10, "one of elapsed"),
    "no duration": (HEAD + ITEM + 'clock = { elapsed = "48 hours" }\n', 10, "write PT48H"),
    "a clock from nowhere": (HEAD + ITEM + 'clock = { elapsed = "PT1H", from = "noon" }\n', 10, "cannot start from 'noon'"),
    "an outcome of another kind": (HEAD + ITEM + 'outcomes = ["held"]\n', 10, "cannot end as 'held'"),
    "no fraction": (HEAD + ITEM.replace('"consensus"', '"majority", threshold = "most"'), 9, "most"),
    "a quorum of nothing": (HEAD + ITEM.replace('"consensus"', '"majority", quorum = "1/0"'), 9, ""),
    "support in a decision": (HEAD + ITEM.replace('"consensus"', '"support", threshold = 3'), 9, "of the kind support"),
    "an unknown verb": (HEAD + 'always = ["shout"]\n' + ITEM, 5, "unknown verb 'shout'"),
    "an item twice": (HEAD + ITEM + ITEM, 6, "twice"),
    "a mode without its table": (HEAD + ITEM + 'mode = ["silence"]\n', 10, "needs a table"),
    "an endless toll": (HEAD + ITEM.replace('"consensus"', '"silence", toll = { window = "P1M", grace = "PT1H", cap = "P1D" }') + 'clock = { elapsed = "PT1H" }\n', 9, "no fixed length"),
    "an ignored role": (HEAD + ITEM.replace('"consensus"', '"consensus", ignore = "x"'), 9, "unknown role 'x'"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_procedure_is_refused_with_its_line(name):
    text, line, said = BAD[name]

    with pytest.raises(BadProcedure) as refused:
        read_procedure(text, "bad")

    assert f"bad.toml:{line}: " in str(refused.value)
    assert said in str(refused.value)


@often
@given(
    st.text(max_size=80)
    | st.sampled_from(sorted(OUTCOMES)).map(lambda k: HEAD + ITEM.replace("decide", k))
)
def test_strangers_files_are_only_ever_a_bad_procedure(text):
    try:
        found = read_procedure(text, "strange")
    except BadProcedure:
        return
    assert found.steps
