import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import Quantity
from tocsin.stories import Count, count, narrowed, relation

SMALL = st.integers(0, 60)
COUNTS = st.builds(
    lambda low, more, day, scope: Count(low, None if more is None else low + more, day, scope),
    SMALL,
    SMALL | st.none(),
    st.integers(1, 5) | st.none(),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (Quantity(kind="killed", best=8), 8, 8),
        (Quantity(kind="killed", low=8), 8, None),
        (Quantity(kind="killed", low=8, best=9, high=12), 8, 12),
        (Quantity(kind="killed", best=100, qualifier="about"), 80, 120),
        (Quantity(kind="killed", low=200, qualifier="more than"), 200, None),
        (Quantity(kind="killed", high=9, qualifier="up to"), 0, 9),
    ],
)
def test_a_quantity_allows_a_range_of_numbers(said, low, high):
    assert count(said)[:2] == (low, high)


def test_a_quantity_without_a_number_is_no_count():
    assert count(Quantity(kind="killed", qualifier="many")) is None


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ([Count(8, 8), Count(8, 8)], "agree"),
        ([Count(8, None), Count(9, 9)], "compatible"),
        ([Count(60, 60), Count(60, None)], "compatible"),
        ([Count(8, 8), Count(9, 9)], "contradict"),
        ([Count(3, None), Count(10, 10)], "update"),
        ([Count(70, None), Count(80, 120)], "update"),
        ([Count(200, None), Count(400, None)], "update"),
        ([Count(3, 3, day=1), Count(10, 10, day=2)], "update"),
        ([Count(10, 10, day=1), Count(3, 3, day=2)], "contradict"),
        ([Count(150, None, day=1), Count(189, 189, day=1)], "contradict"),
        ([Count(8, 8), Count(9, 9, scope=True)], "scope"),
        ([Count(5, 5)], "agree"),
    ],
)
def test_counts_of_several_reports_stand_to_one_another(counts, status):
    assert relation(counts) == status


def test_a_careful_sentence_opens_what_a_bare_title_closes():
    assert narrowed([Count(3, 3), Count(3, None)]) == Count(3, None)


def test_a_report_that_gives_two_near_numbers_is_taken_to_say_between():
    assert narrowed([Count(8, 8), Count(9, 9)]) == Count(8, 9)


def test_a_number_far_from_a_reports_first_is_of_something_else():
    assert narrowed([Count(10, 10), Count(20_000, None)]) == Count(10, 10)


@given(COUNTS, COUNTS)
def test_which_count_comes_first_makes_no_difference(one, other):
    assert one.meets(other) == other.meets(one)
    assert relation([one, other]) == relation([other, one])


@given(COUNTS)
def test_saying_a_thing_twice_changes_nothing(one):
    assert narrowed([one, one]) == one == narrowed([one])


@given(COUNTS)
def test_a_count_meets_and_agrees_with_itself(one):
    assert one.meets(one)
    assert relation([one, one]) == "agree"


@given(st.lists(COUNTS, min_size=1, max_size=5), st.randoms())
def test_the_order_of_reports_changes_no_relation(counts, chance):
    shuffled = list(counts)
    chance.shuffle(shuffled)

    assert relation(counts) == relation(shuffled)
