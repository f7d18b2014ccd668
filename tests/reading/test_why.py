"""The chain behind a claim: every step is told with its words, and so is the step at which something was left out."""

import pytest

from tests.reading.invented import reader, report
from tocsin.reading import Why, kit, why
from tocsin.reading.why import written

TEXT = (
    "Avaria's foreign minister accused Brennia of reportedly shelling a village in Costmark.\n"
    "The troops may attack Dorland. Avaria met its demands. The weather was fine all day."
)
CHINESE = "据称，武装分子绑架了三名联合国工作人员。天气晴朗。"


def at(words: str, text: str = TEXT, language: str = "en") -> Why:
    tools = reader() if language == "en" else kit(language)
    return why(report(text), tools, text.index(words))


def test_a_claim_is_told_from_the_gate_to_the_atlas() -> None:
    found = at("accused")
    act = found.acts[0]

    assert (found.step, found.gate) == ("read", "accused")
    assert "Brennia/NNP/dobj>accused" in (found.parse or "")
    assert act.category == "ACCUSE allege"
    assert [(s.side, s.slot, s.words, s.codes) for s in act.sides] == [
        ("who", "subj", "Avaria's foreign minister", "AVA GOV"),
        ("whom", "obj", "Brennia", "BRE"),
    ]
    assert act.sides[0].known == ("country Avaria (atlas)", "role noun foreign minister (atlas)")
    assert act.by == "the outlet"


def test_the_line_that_fired_is_the_rule_of_the_claim_and_stands_in_the_file() -> None:
    found = at("accused")

    fired = [t for act in found.acts for t in act.tried if not t.lacks]
    assert {t.place for t in fired} <= {c.rule for c in found.claims}
    assert fired[0].written == written("en", fired[0].place)
    assert fired[0].written.startswith("accuse\tv")


def test_lines_are_told_up_to_the_one_that_fits_with_what_the_others_lack() -> None:
    tried = at("met its").acts[0].tried

    assert [t.lacks for t in tried[:-1]] and all(t.lacks for t in tried[:-1])


@pytest.mark.parametrize(
    ("words", "reality", "by_words"),
    [("shelling", "alleged", "reportedly"), ("attack Dorland", "hypothetical", "may")],
)
def test_reality_comes_with_the_words_that_made_it(words: str, reality: str, by_words: str) -> None:
    act = next(a for a in at(words).acts if a.words == words.split()[0])

    assert (act.reality, act.reality_words) == (reality, by_words)


def test_whose_words_an_act_is_comes_with_its_cue() -> None:
    act = next(a for a in at("shelling").acts if a.words == "shelling")

    assert act.by == "Avaria's foreign minister"
    assert (act.by_words or "").startswith("accused")


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("weather", "no word in it is a predicate of the lexicon"),
        ("\n", "between two sentences"),
    ],
)
def test_where_no_claim_stands_the_step_is_told(words: str, step: str) -> None:
    found = at(words)

    assert (found.step, found.claims) == (step, ())


def test_a_sentence_that_the_gate_keeps_out_says_so() -> None:
    assert at("猫", "猫。", "en").step.startswith("the gate kept it out")


def test_a_language_without_a_grammar_says_so() -> None:
    assert at("Katzen", "Katzen schlafen.", "de").step.startswith("no acts are read in 'de'")


def test_a_place_beyond_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="which has 9 characters"):
        why(report("Avaria is"), reader(), 9)


def test_patterns_tell_the_same_chain() -> None:
    act = next(a for a in at("绑架", CHINESE, "zh").acts if a.category)

    assert (act.category, act.reality, act.reality_words) == ("ASSAULT abduct", "alleged", "据称")
    assert [(s.side, s.slot, s.codes) for s in act.sides] == [
        ("who", "subj", "UAF"),
        ("whom", "obj", "UN"),
    ]
    assert written("zh", act.tried[0].place).startswith("绑架")
    assert at("晴朗", CHINESE, "zh").step == "no word in it is a predicate of the lexicon"
