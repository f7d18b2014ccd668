"""Markings: nobody sees of a product what he may not see of each of its sources."""

from collections.abc import Set
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import Marking
from tocsin.sharing import audience, join, lowers
from tocsin.sharing.markings import LEVELS

NOW = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)
BODIES: dict[str, Set[str]] = {
    "AVA": {"ports"}, "BRE": {"ports", "energy"}, "COS": set(), "DOR": {"energy"},
}  # fmt: skip
few = st.sets(st.sampled_from([*BODIES, "ELS"])).map(lambda found: tuple(sorted(found)))
made = st.builds(
    Marking,
    tlp=st.sampled_from(LEVELS),
    compartments=st.sets(st.sampled_from(["ports", "energy"])).map(lambda f: tuple(sorted(f))),
    release=st.none() | few,
    originator_control=st.booleans(),
    no_attribution=st.booleans(),
    exercise=st.booleans(),
    embargo=st.none() | st.sampled_from([NOW, datetime(2032, 1, 1, tzinfo=UTC)]),
)
markings = st.none() | made


@given(st.lists(markings, max_size=4), st.randoms())
def test_the_order_of_sources_makes_no_difference_and_twice_is_once(
    given: Any, random: Any
) -> None:
    again = [*given, *given]
    random.shuffle(again)

    assert join(again) == join(given)


@given(markings, markings, markings)
def test_a_product_of_products_is_marked_as_one_of_all_sources(a: Any, b: Any, c: Any) -> None:
    assert join([join([a, b]), c]) == join([a, join([b, c])]) == join([a, b, c])


@given(st.lists(markings, min_size=1, max_size=4), st.sampled_from([*BODIES]))
def test_nobody_sees_a_product_who_may_not_see_each_source(given: Any, own: str) -> None:
    seen = audience(join(given), own, BODIES, NOW)

    assert own in seen
    for one in given:
        assert seen <= audience(one, own, BODIES, NOW)


CASES: list[tuple[Marking | None, set[str]]] = [
    (None, {"AVA"}),
    (Marking(tlp="TLP:GREEN"), {"AVA"}),
    (Marking(tlp="TLP:CLEAR"), {"AVA", "BRE", "COS", "DOR"}),
    (Marking(tlp="TLP:CLEAR", compartments=("energy",)), {"AVA", "BRE", "DOR"}),
    (Marking(tlp="TLP:RED", release=("BRE", "COS")), {"AVA", "BRE", "COS"}),
    (Marking(tlp="TLP:RED", release=("BRE", "COS"), compartments=("ports",)), {"AVA", "BRE"}),
    (Marking(tlp="TLP:RED", release=("ELSEWHERE",)), {"AVA"}),
    (Marking(tlp="TLP:CLEAR", embargo=datetime(2031, 7, 17, tzinfo=UTC)), {"AVA"}),
    (Marking(tlp="TLP:AMBER", release=("BRE",), embargo=NOW), {"AVA", "BRE"}),
]


@pytest.mark.parametrize(("marking", "sees"), CASES)
def test_the_audience_is_an_explicit_list(marking: Marking | None, sees: set[str]) -> None:
    assert audience(marking, "AVA", BODIES, NOW) == sees


LOWERED = [
    (Marking(tlp="TLP:AMBER", release=("BRE",)), Marking(tlp="TLP:GREEN", release=("BRE",)), True),
    (Marking(tlp="TLP:AMBER", release=("BRE",)), Marking(tlp="TLP:AMBER", release=("BRE", "COS")), True),
    (Marking(tlp="TLP:AMBER"), Marking(tlp="TLP:AMBER", release=("COS",)), True),
    (Marking(tlp="TLP:AMBER", no_attribution=True), Marking(tlp="TLP:AMBER"), True),
    (Marking(tlp="TLP:AMBER", compartments=("ports",)), Marking(tlp="TLP:AMBER"), True),
    (Marking(tlp="TLP:CLEAR"), Marking(tlp="TLP:CLEAR", release=("BRE",)), False),
    (Marking(tlp="TLP:GREEN", release=("BRE",)), Marking(tlp="TLP:RED", release=()), False),
    (Marking(tlp="TLP:GREEN", release=("BRE",)), Marking(tlp="TLP:GREEN", release=("BRE",)), False),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "lower"), LOWERED)
def test_lowering_is_known_from_the_join(before: Marking, after: Marking, lower: bool) -> None:
    assert lowers(before, after) is lower


@given(made, made)
def test_what_does_not_lower_shows_nothing_to_anybody_new(before: Marking, after: Marking) -> None:
    if not lowers(before, after):
        assert audience(after, "AVA", BODIES, NOW) <= audience(before, "AVA", BODIES, NOW)


def test_what_a_marking_says_about_itself_is_not_inherited() -> None:
    sealed = Marking(tlp="TLP:GREEN", release=("BRE",), of="incident-1", by="AVA", at=NOW)

    assert join([sealed]) == Marking(tlp="TLP:GREEN", release=("BRE",))
