"""The register as it stood, what each version changed, and how an incident grows by newer reports without a loss."""

from datetime import timedelta

from msgspec import structs

from tests.register.made import MEETING, MOMENT, POST, WHEN, at
from tests.register.test_opening import opened
from tocsin.records import Answer, Called, Fact, Question
from tocsin.register import Edit, as_of, grown, history, revise, same_happening

FIRST = opened()
LATER = MOMENT + timedelta(hours=3)
MORE = Answer(value="2030-08", passages=(at(POST, "Four people"),), origins=1)


def revised(**changes):
    return revise(
        FIRST, Edit(seen=FIRST, changes=changes, by="BRE", at=LATER, note="newer reports")
    )


def with_answer(facts, property_, answer):
    return tuple(
        structs.replace(f, answers=(*f.answers, answer)) if f.property == property_ else f
        for f in facts
    )


def test_the_register_stands_as_it_stood_at_any_moment():
    second = revised(status="closed")
    both = [second, FIRST]

    assert as_of(both, MOMENT - timedelta(seconds=1)) == {}
    assert as_of(both, MOMENT) == {FIRST.number: FIRST}
    assert as_of(both, LATER) == {FIRST.number: second}


def test_each_version_says_what_it_changed_by_whom_and_why():
    second = revised(status="closed", facts=with_answer(FIRST.facts, "when", MORE))
    opening, change = history([second, FIRST])

    assert opening.lines == (f"opened: {FIRST.title}",)
    assert (change.by, change.why, change.at) == ("BRE", "newer reports", LATER)
    assert change.lines == ("fact when: + 2030-08", "status: open → closed")


def test_a_new_fact_a_turned_relation_and_a_settled_question_are_lines_of_their_own():
    told = Fact(
        property="killed", status="agree", answers=(Answer(value="4", passages=(), origins=1),)
    )
    turned = structs.replace(FIRST.facts[0], status="differ")
    settled = tuple(structs.replace(q, resolution="assessment-1") for q in FIRST.questions)
    second = revised(facts=(turned, *FIRST.facts[1:], told), questions=settled)

    lines = list(history([FIRST, second]))[1].lines
    assert f"fact {turned.property}: status {FIRST.facts[0].status} → differ" in lines
    assert "fact killed: new, 4" in lines
    assert f"question {FIRST.questions[0].property}: resolution open → assessment-1" in lines


def test_newer_reports_add_answers_and_passages_and_take_nothing_away():
    here = structs.replace(WHEN.answers[0], passages=(at(POST, "1 July 2030"),), origins=2)
    fresh = structs.replace(
        FIRST,
        facts=(structs.replace(WHEN, answers=(here, MORE), status="update"),),
        called=(Called(party="COS", state="said", words="a closure"),),
    )
    changes = grown(FIRST, fresh)
    second = revised(**changes)

    (when,) = (f for f in second.facts if f.property == "when")
    assert when.status == "update"
    assert [a.value for a in when.answers] == [*(a.value for a in WHEN.answers), "2030-08"]
    assert set(WHEN.answers[0].passages) | {at(POST, "1 July 2030")} == set(
        when.answers[0].passages
    )
    assert "COS" in {c.party for c in second.called if c.state == "said"}
    assert grown(second, fresh) == {}


def test_an_incident_finds_its_happening_among_those_of_newer_reports_or_none():
    other = structs.replace(MEETING, date="2029-01-01", place="Elsewhere")

    assert same_happening(FIRST, [other, MEETING]) == MEETING
    assert same_happening(FIRST, [other]) is None
    assert same_happening(FIRST, [MEETING, MEETING]) is None


def test_what_the_newer_reports_contradict_becomes_a_question_and_old_questions_take_the_answers():
    asked = Question(property="when", answers=WHEN.answers)
    bare = structs.replace(FIRST, questions=(asked,))
    fact = structs.replace(WHEN, status="contradict", answers=(*WHEN.answers, MORE))
    fresh = structs.replace(FIRST, happenings=(structs.replace(MEETING, facts=(fact,)),))

    assert grown(bare, fresh)["questions"][0].answers == (*WHEN.answers, MORE)
    assert grown(structs.replace(bare, questions=()), fresh)["questions"][0].property == "when"
