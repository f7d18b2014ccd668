"""Versions of an incident: nothing is lost, nobody overwrites another."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.made import MEETING, MOMENT, POST, REPORTS, WHEN, WIRE
from tests.register.test_opening import opened
from tocsin.atlas import LoadedTitle
from tocsin.records import Answer, Assessment, Incident, Question, name_of
from tocsin.register import (
    BadRevision,
    Edit,
    OldVersion,
    assessed,
    difference,
    moved,
    passages,
    revise,
)

FIRST = opened()
LATER = MOMENT + timedelta(hours=3)


def edit(seen: Incident = FIRST, **changes: Any) -> Edit:
    return Edit(seen=seen, changes=changes, by="BRE", at=LATER, note="a better title")


def test_a_revision_names_the_version_before_it_and_who_made_it() -> None:
    second = revise(FIRST, edit(title="Talks in Port Selm, 1 July 2030"))

    assert second.supersedes == name_of(FIRST)
    assert (second.revised_by, second.revised_at, second.note) == ("BRE", LATER, "a better title")
    assert (second.opened_by, second.opened_at, second.number) == ("desk", MOMENT, "2030-1")
    assert [change.field for change in difference(FIRST, second)] == [
        "title", "supersedes", "note", "revised_at", "revised_by",
    ]  # fmt: skip


def test_an_edit_of_an_old_version_is_refused_with_the_difference() -> None:
    second = revise(FIRST, edit(status="closed"))

    with pytest.raises(OldVersion, match="which differs in status, supersedes") as caught:
        revise(second, edit(title="Talks"))

    assert caught.value.difference[0].before == "open"
    assert caught.value.difference[0].after == "closed"
    assert revise(second, edit(second, title="Talks")).status == "closed"


@pytest.mark.parametrize(
    "field", ["number", "opened_at", "opened_by", "supersedes", "revised_by", "colour"]
)
def test_what_is_fixed_stays(field: str) -> None:
    with pytest.raises(BadRevision, match=f"changes {field}; it may change title"):
        revise(FIRST, edit(**{field: "x"}))


def test_an_edit_that_changes_nothing_is_none() -> None:
    with pytest.raises(BadRevision, match="changes nothing"):
        revise(FIRST, edit())


def test_a_title_that_judges_is_refused() -> None:
    with pytest.raises(LoadedTitle):
        revise(FIRST, edit(title="The aggression of 1 July"))


@given(st.sets(st.sampled_from(WHEN.answers)))
def test_no_answer_is_ever_taken_away(left: set[Answer]) -> None:
    less = Question(property="when", answers=tuple(a for a in WHEN.answers if a in left))
    if len(left) == len(WHEN.answers):
        assert revise(FIRST, edit(questions=(less,))).questions == (less,)
        return
    with pytest.raises(
        BadRevision,
        match=r"takes the answer '2030-0.* from the question 'when'; answers are only added",
    ):
        revise(FIRST, edit(questions=(less,)))


def test_a_fact_keeps_its_answers_and_takes_new_ones() -> None:
    more = msgspec.structs.replace(
        WHEN, answers=(*WHEN.answers, Answer(value="2030-07", passages=(), origins=1))
    )

    assert revise(FIRST, edit(facts=(more, *FIRST.facts[1:]))).facts[0] == more
    with pytest.raises(BadRevision, match="from the fact"):
        revise(FIRST, edit(facts=()))


def assessment(**more: Any) -> Assessment:
    said: dict[str, Any] = {"about": name_of(FIRST), "by": "the League", "at": MOMENT, "method": "two readers",
                            "credibility": 1, "reviewed_by": "BRE", **more}  # fmt: skip
    return Assessment(**said)


def test_only_a_reviewed_judgement_of_a_person_confirms() -> None:
    assert assessed(FIRST, []) == "contested"
    for weak in (
        {"credibility": 2},
        {"reviewed_by": None},
        {"reviewed_by": "the League"},
        {"about": "incident-x"},
    ):
        assert assessed(FIRST, [assessment(**weak)]) == "contested"
    assert assessed(FIRST, [assessment()]) == "confirmed by the League"
    later = assessment(by="DOR", at=LATER)
    assert (
        assessed(FIRST, [later, assessment()])
        == assessed(FIRST, [assessment(), later])
        == "confirmed by DOR"
    )


def test_a_question_that_was_settled_contests_no_more() -> None:
    settled = msgspec.structs.replace(FIRST.questions[0], resolution="assessment-1")

    assert assessed(revise(FIRST, edit(questions=(settled,))), []) == "reported independently"


def test_passages_that_moved_or_were_lost_are_flagged_and_none_is_dropped() -> None:
    texts = {name: report.text for name, report in REPORTS.items()}
    assert moved(FIRST, texts) == ()

    changed = {POST: "Corrected. " + texts[POST], WIRE: texts[WIRE].replace("June", "May")}
    flagged = {(one.passage.report, one.passage.quote): one.state for one in moved(FIRST, changed)}

    assert flagged[POST, "1 July 2030"] == "moved"
    assert flagged[WIRE, "June"] == "lost"
    assert {one.passage for one in moved(FIRST, {})} == set(passages(FIRST))
    assert set(MEETING.passages) < set(passages(FIRST))
