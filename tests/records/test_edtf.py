"""EDTF as the specification writes it: which strings are dates, at which level, and which days they may mean."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import vectors
from tocsin.records import BadDate, edtf

CASES = (  # text, first day, last day; "" is open
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("1985-04-12/..", "1985-04-12", ""),
    ("/1985", "", "1985-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("2001-29", "2001-09-01", "2001-11-30"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[1760-01,1760-12..]", "1760-01-01", ""),
    ("{..1984}", "", "1984-12-31"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("200X-02-29", "2000-02-29", "2008-02-29"),
)
CHARACTERS = st.text("0123456789XYSE-/.,[]{}?~%TZ:", max_size=30)


@pytest.mark.parametrize(("text", "first", "last"), CASES)
def test_a_date_means_these_days(text, first, last):
    found = edtf(text)
    days = [date.fromordinal(d).isoformat() if d else "" for d in (found.first, found.last)]
    assert days == [first, last]


def test_the_examples_of_the_specification_are_dates_and_their_counterparts_are_not():
    cases = vectors("ledger/edtf_cases")
    both = {
        "2004-06-~01/2004-06-~20",
        "2004-06-11%",
        "2004-06-XX/2004-07-03",
    }  # of two levels there
    for level, texts in cases["valid"].items():
        assert {t for t in texts if edtf(t).level != int(level)} <= both
    for text in cases["invalid"]:
        with pytest.raises(BadDate):
            edtf(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1" * 1001, "at most 1000"),
        ("../..", "open on both sides"),
        ("2005/2004", "ends before it begins"),
        ("[XXXX-12]", "names no year"),
        ("Y1E13", "years go to"),
        ("1950S5", "significant ones at most"),
        ("1X50", "known digits behind unknown ones"),
        ("2001-21-05", "has no days"),
        ("2001-06-31", "has no day 31"),
    ],
)
def test_a_bad_date_says_what_is_wrong_with_it(text, why):
    with pytest.raises(BadDate, match=why):
        edtf(text)


def test_doubt_is_kept_apart_from_the_days():
    assert edtf("1984?").uncertain and not edtf("1984?").approximate
    assert edtf("2004-06~-11").approximate and not edtf("2004-06~-11").uncertain
    assert edtf("1984%").uncertain and edtf("1984%").approximate


def test_an_open_year_says_so():
    found = edtf("XXXX-02-29")
    assert found.open_year and found.first == found.last == date(2000, 2, 29).toordinal()


@given(st.dates())
def test_a_day_is_that_day(day):
    found = edtf(day.isoformat())
    assert found.first == found.last == day.toordinal() and found.level == 0


@given(st.integers(-9998, 9999).filter(bool))
def test_every_year_has_all_its_days_and_follows_the_one_before(year):
    this, before = (
        edtf(f"{year:0{5 if year < 0 else 4}}"),
        edtf(f"{year - 1:0{5 if year < 1 else 4}}"),
    )
    assert this.last - this.first in (364, 365) and this.first == before.last + 1


@given(CHARACTERS | st.text(max_size=30))
def test_a_stranger_s_text_is_a_date_or_a_bad_date(text):
    with contextlib.suppress(BadDate):
        found = edtf(text)
        assert (
            found.first is None
            or found.last is None
            or found.first <= found.last
            or found.open_year
        )
