"""The proof that nothing was invented refuses whatever was."""

import msgspec
import pytest

from tests.briefing.league import DOSSIER, READINGS, REPORTS, STORY, A
from tocsin.atlas import loaded_words
from tocsin.briefing import Brief, Item, Sentence, brief, held
from tocsin.briefing.spoken import joined
from tocsin.briefing.templates import fill, slots_of, templates

SHEET = brief(DOSSIER, STORY)


def with_title(sentence: Sentence) -> Brief:
    return msgspec.structs.replace(SHEET, title=sentence)


def line() -> Sentence:
    """The sentence of the meeting, to be spoiled."""
    return next(
        g.head
        for s in SHEET.sections
        for g in s.groups
        if g.head and g.head.template == "line.actual.both"
    )


def spoiled(slot: str, **change) -> Sentence:
    """The line of the meeting with the first item of a slot changed and its text made to fit."""
    whole = line()
    slots = tuple(
        msgspec.structs.replace(
            s, items=(msgspec.structs.replace(s.items[0], **change), *s.items[1:])
        )
        if s.name == slot
        else s
        for s in whole.slots
    )
    text = fill(whole.template, {s.name: joined([i.text for i in s.items]) for s in slots})
    return msgspec.structs.replace(whole, slots=slots, text=text)


CASES = [
    (
        "a text that is not its template",
        msgspec.structs.replace(line(), text="They met."),
        "is not what",
    ),
    (
        "an unknown template",
        msgspec.structs.replace(line(), template="line.invented"),
        "no template",
    ),
    (
        "another day than the one read",
        spoiled("when", text="on 5 March 2031"),
        "in words",
    ),
    (
        "a name no reading resolved",
        spoiled("initiators", text="Nobody", value="Nobody"),
        "resolves",
    ),
    ("a name without a mention", spoiled("initiators", passages=()), "no mention"),
    ("a verb of no table", spoiled("did", text="brutally beat"), "no word for an act"),
    ("a characterising word", spoiled("initiators", text="the regime of Avaria"), "characterises"),
    ("a passage out of reach", spoiled("initiators", passages=(99,)), "lacks"),
]


@pytest.mark.parametrize(("sentence", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_was_invented_is_found(sentence, why):
    faults = held(with_title(sentence), REPORTS, READINGS)

    assert any(why in f.why for f in faults), faults


def test_a_passage_that_does_not_stand_is_found():
    moved = msgspec.structs.replace(REPORTS[A], text="X" + REPORTS[A].text)

    faults = held(SHEET, {**REPORTS, A: moved}, READINGS)

    assert any("does not stand" in f.why for f in faults)


def test_a_report_that_is_missing_is_found():
    faults = held(SHEET, {n: r for n, r in REPORTS.items() if n != A}, READINGS)

    assert any(f"there is no {A}" in f.why for f in faults)


def test_a_quotation_is_word_for_word():
    quoted = next(
        s
        for part in SHEET.sections
        for g in part.groups
        for s in g.sentences
        if s.template == "quote.direct"
    )
    slots = tuple(
        msgspec.structs.replace(
            s, items=(Item(text="a sitting office", how="named", passages=(0,)),)
        )
        if s.name == "words"
        else s
        for s in quoted.slots
    )
    text = fill(quoted.template, {s.name: joined([i.text for i in s.items]) for s in slots})

    faults = held(with_title(msgspec.structs.replace(quoted, slots=slots, text=text)), REPORTS)

    assert any("stands in none" in f.why for f in faults)


def test_a_count_is_never_above_the_reports_behind_it():
    basis = next(
        s
        for part in SHEET.sections
        for g in part.groups
        for s in g.sentences
        if s.template == "basis.many"
    )
    slots = tuple(
        msgspec.structs.replace(s, items=(msgspec.structs.replace(s.items[0], value="9"),))
        if s.name == "origins"
        else s
        for s in basis.slots
    )

    faults = held(with_title(msgspec.structs.replace(basis, slots=slots)), REPORTS)

    assert any("more than the reports" in f.why for f in faults)


def test_no_template_characterises():
    for name, text in templates().items():
        assert not loaded_words(text), name


def test_every_template_has_slots_that_can_be_filled():
    for name, text in templates().items():
        values = dict.fromkeys(slots_of(text), "x")
        filled = fill(name, values)
        assert "{" not in filled, name
        assert "[" not in filled, name


def test_a_template_without_its_optional_slots_still_reads():
    assert fill("line.actual.by", {"initiators": "avaria", "did": "met"}) == "Avaria met."
