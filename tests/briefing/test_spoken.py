"""Dates, lists and counts in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.briefing.spoken import bounds, counted, joined, sort_key, when


@pytest.mark.parametrize(
    ("value", "after_a_verb"),
    [
        ("2031-03-04", "on 4 March 2031"),
        ("2031-03", "in March 2031"),
        ("2031", "in 2031"),
        ("XXXX-04-13", "on 13 April, year not stated"),
        ("XXXX-04", "in April, year not stated"),
        ("XXXX", "(year not stated)"),
        ("2031-06-13/2031-06-24", "from 13 to 24 June 2031"),
        ("2031-03-04T18:00", "on 4 March 2031"),
        ("2031-03-04~", "on about 4 March 2031"),
        ("2031-13-04", "(2031-13-04)"),
        ("soon", "(soon)"),
        ("2031-06-13/..", "since 13 June 2031"),
    ],
)
def test_an_edtf_date_is_said_as_precisely_as_it_is_known(value, after_a_verb):
    assert when(value) == after_a_verb


@given(st.text(max_size=24))
def test_any_text_can_be_said_as_a_date(value):
    assert isinstance(when(value), str)
    assert bounds(value) is None or bounds(value)[0] <= bounds(value)[1]


@given(st.dates())
def test_a_day_means_itself(at: date):
    assert bounds(at.isoformat()) == (at, at)


@given(st.dates(), st.dates())
def test_days_are_ordered_as_the_calendar_orders_them(a: date, b: date):
    assert (sort_key(a.isoformat()) < sort_key(b.isoformat())) == (a < b)


def test_open_years_and_no_dates_come_last():
    assert sorted(["XXXX-04-13", None, "2031-01-01"], key=sort_key) == [
        "2031-01-01",
        "XXXX-04-13",
        None,
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_a_list_reads_aloud(words, said):
    assert joined(words) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "no origins"), (1, "one origin"), (12, "twelve origins"), (1300, "1,300 origins")],
)
def test_a_count_is_a_word_up_to_twelve(count, said):
    assert counted(count, "origin") == said
