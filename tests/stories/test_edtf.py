from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.stories import Bounds, bounds

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
WRITTEN = st.one_of(
    DAYS.map(lambda d: d.isoformat()),
    DAYS.map(lambda d: d.isoformat()[:7]),
    DAYS.map(lambda d: d.isoformat()[:4]),
    DAYS.map(lambda d: "XXXX" + d.isoformat()[4:]),
    DAYS.map(lambda d: "XXXX" + d.isoformat()[4:7]),
    st.tuples(DAYS, DAYS).map(lambda two: f"{min(two)}/{max(two)}"),
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2031-07-15", "2031-07-15", "2031-07-15"),
        ("2031-07-15T09:30Z", "2031-07-15", "2031-07-15"),
        ("2031-07", "2031-07-01", "2031-07-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("2031-XX", "2031-01-01", "2031-12-31"),
        ("2031-07~", "2031-07-01", "2031-07-31"),
        ("2031-22", "2031-06-01", "2031-08-28"),
        ("2031-06-13/2031-06-24", "2031-06-13", "2031-06-24"),
        ("2031-06/..", "2031-06-01", "2031-06-30"),
    ],
)
def test_an_edtf_date_spans_the_days_it_names(written, first, last):
    found = bounds(written)

    assert found == Bounds(
        date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "XXXX",
        "XXXX-XX",
        "2031-13",
        "2031-02-30",
        "0000",
        "Tuesday",
        "P12D",
        "XXXX-WXX-2",
        "2031-07-XX5",
        "/",
    ],
)
def test_what_names_no_day_has_no_bounds(written):
    assert bounds(written) is None


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("2031-06", "2031-06-13/2031-06-24", True),
        ("2031-06", "2031-07", False),
        ("XXXX-04-13", "2031-04-13", True),
        ("XXXX-04-13", "2031-04", True),
        ("XXXX-04-13", "2031-04-14", False),
        ("XXXX-04", "XXXX-04-01", True),
        ("XXXX-12-31", "2032-01-01", False),
        ("2031", "2031-07-15", True),
    ],
)
def test_two_dates_meet_if_some_day_could_be_both(one, other, meets):
    assert bounds(one).meets(bounds(other)) is meets


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2031-07-15", "2031-07-18", 3),
        ("XXXX-12-31", "2032-01-02", 2),
        ("XXXX-04-13", "2031-04-15", 2),
    ],
)
def test_dates_are_apart_by_the_days_between_them(one, other, apart):
    assert bounds(one).apart(bounds(other)) == apart


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("2031-06-13", "2031-06", True),
        ("2031-06", "2031-06-13", False),
        ("XXXX-06-13", "2031-06", True),
        ("2031-07-13", "2031-06", False),
    ],
)
def test_a_narrow_date_lies_within_a_wide_one(one, other, within):
    assert bounds(one).within(bounds(other)) is within


@given(WRITTEN, WRITTEN)
def test_how_far_two_dates_are_apart_does_not_depend_on_which_comes_first(one, other):
    assert bounds(one).apart(bounds(other)) == bounds(other).apart(bounds(one))


@given(WRITTEN)
def test_every_date_meets_and_lies_within_itself(written):
    found = bounds(written)

    assert found.meets(found)
    assert found.within(found)


@given(st.text(alphabet="0123456789X-/.~?T", max_size=24) | st.text(max_size=12))
def test_any_text_has_bounds_in_order_or_none(written):
    found = bounds(written)

    assert found is None or found.first <= found.last
