"""Whether two incidents are one is said by people, can be said otherwise later, and nothing said is lost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.made import MOMENT
from tocsin.records import Sameness
from tocsin.register import BadSameness, same, standing_verdicts, united


def said(a, b, verdict, hour=0, by="AVA"):
    return Sameness(
        a=a,
        b=b,
        verdict=verdict,
        by=by,
        at=MOMENT + timedelta(hours=hour),
        reason="same day and place",
    )


def test_the_newest_judgement_of_a_pair_counts_whichever_way_it_is_named():
    first, second = said("1", "2", "same"), said("2", "1", "different", hour=1, by="BRE")

    assert united("12", [first]) == (("1", "2"),)
    assert united("12", [second, first]) == (("1",), ("2",))
    assert standing_verdicts([second, first]) == {frozenset("12"): second}


def test_a_merge_can_be_undone_and_made_again():
    steps = [said("1", "2", v, hour=h) for h, v in enumerate(("same", "different", "same"))]
    assert [united("12", steps[: n + 1]) for n in range(3)] == [
        (("1", "2"),),
        (("1",), ("2",)),
        (("1", "2"),),
    ]


def test_a_pair_judged_different_stays_apart_though_a_third_would_join_it():
    judged = [said("1", "2", "same"), said("2", "3", "same"), said("1", "3", "different")]
    assert united("123", judged) == (("1", "2"), ("3",))


def test_unsure_joins_nothing():
    assert united("12", [said("1", "2", "unsure")]) == (("1",), ("2",))


@pytest.mark.parametrize(("pair", "reason"), [(("1", "1"), "x"), (("1", "2"), " ")])
def test_a_judgement_is_about_two_and_has_a_reason(pair, reason):
    with pytest.raises(BadSameness):
        same(Sameness(a=pair[0], b=pair[1], verdict="same", by="AVA", at=MOMENT, reason=reason))


@given(st.lists(st.tuples(st.sampled_from("1234"), st.sampled_from("1234"), st.sampled_from(["same", "different", "unsure"])), max_size=8))  # fmt: skip
def test_every_incident_stands_in_one_group_and_no_group_holds_a_pair_judged_different(rows):
    judged = [said(a, b, v, hour=n) for n, (a, b, v) in enumerate(rows) if a != b]
    groups = united("1234", judged)

    assert sorted(n for g in groups for n in g) == list("1234")
    for pair, one in standing_verdicts(judged).items():
        assert one.verdict != "different" or not any(pair <= set(g) for g in groups)
