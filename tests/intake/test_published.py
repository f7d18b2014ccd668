"""Dates of publication: as precise as they are written, and never guessed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.pages import LEAD, TITLE
from tocsin.intake import Given, reports
from tocsin.intake.published import find, from_jalali, published


@pytest.mark.parametrize(
    "written, value, precision",
    [
        ("21 July 2025 17:38", "2025-07-21T17:38", "moment"),
        ("Sep 3, 2025, 5:25 PM", "2025-09-03T17:25", "moment"),
        ("September 3, 2025 at 12:05 a.m. EDT", "2025-09-03T00:05", "moment"),
        ("Mon, 21 Jul 2025 17:38:09 +0300", "2025-07-21T17:38:09+03:00", "moment"),
        ("Mon, 21 Jul 2025 17:38:09 GMT", "2025-07-21T17:38:09Z", "moment"),
        ("5:25 PM EDT, July 21, 2025", "2025-07-21T17:25", "moment"),
        ("17:38 21.07.2025", "2025-07-21T17:38", "moment"),
        ("17:38 | Monday, 21 July 2025", "2025-07-21T17:38", "moment"),
        ("2025-07-21T17:38:00.123Z", "2025-07-21T17:38:00Z", "moment"),
        ("2025-07-21T17:38:00+03:00", "2025-07-21T17:38:00+03:00", "moment"),
        ("2025-07-21 17:38", "2025-07-21T17:38", "moment"),
        ("2025-07-21", "2025-07-21", "day"),
        ("20250721", "2025-07-21", "day"),
        ("2025/07/21", "2025-07-21", "day"),
        ("Published: Monday, 21st of July 2025", "2025-07-21", "day"),
        ("21.07.2025, 17:38", "2025-07-21T17:38", "moment"),
        ("21/07/2025", "2025-07-21", "day"),
        ("07/21/2025", "2025-07-21", "day"),
        ("03/07/2025", "2025", "year"),
        ("07/07/2025", "2025-07-07", "day"),
        ("July 2025", "2025-07", "month"),
        ("2025-07", "2025-07", "month"),
        ("2025", "2025", "year"),
        ("Publié le 21 juillet 2025 à 17h38", "2025-07-21T17:38", "moment"),
        ("21 июля 2025 г., 17:38", "2025-07-21T17:38", "moment"),
        ("21 يوليو 2025", "2025-07-21", "day"),
        ("٢١ تموز ٢٠٢٥", "2025-07-21", "day"),
        ("۳۰ تیر ۱۴۰۴ - ۱۷:۳۸", "2025-07-21T17:38", "moment"),
        ("1404/04/30", "2025-07-21", "day"),
        ("2025年7月21日 17:38", "2025-07-21T17:38", "moment"),
        ("21. Juli 2025", "2025-07-21", "day"),
        ("21 de julio de 2025", "2025-07-21", "day"),
        ("21 Temmuz 2025", "2025-07-21", "day"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(written, value, precision):
    found, wrong = published(written, "text")

    assert (found.value, found.precision, found.how, wrong) == (value, precision, "text", False)
    assert found.written in " ".join(written.split())


@pytest.mark.parametrize(
    "written",
    [
        "31 February 2025",
        "2025-02-30",
        "3 May 2190",
        "14 October 1066",
        "1066",
        "2025-13-01",
        "32/01/2025",
        "99.99.2025",
        "3 May 2025, 13:05 pm",
        "31 مهر 1404",
    ],
)
def test_a_day_that_cannot_be_is_no_date_and_is_said_to_be_none(written):
    assert published(written, "text") == (None, True)


@pytest.mark.parametrize(
    "written", ["", "soon", "yesterday", "3 May", "17:38", "Tuesday", "2025 people", "1,234,567"]
)
def test_words_without_a_year_are_no_date_and_nothing_is_guessed(written):
    assert published(written, "text") == (None, False)


def test_a_day_after_the_capture_cannot_be():
    captured = datetime(2025, 7, 21, 12, tzinfo=UTC)

    assert published("22 July 2025", "text", captured)[0].value == "2025-07-22"
    assert published("25 July 2025", "text", captured) == (None, True)
    assert published("August 2025", "text", captured) == (None, True)
    assert published("2025", "text", captured)[0].value == "2025"


@pytest.mark.parametrize(
    "lines, value, flags",
    [
        ("3 May 2024", "2024-05-03", ()),
        ("Updated: 5 May 2024\nPublished: 3 May 2024", "2024-05-03", ()),
        ("31 February 2024", None, ("no-date", "bad-date")),
        ("Published: 3 May 2190", None, ("no-date", "bad-date")),
        ("3 May 1066", None, ("no-date", "bad-date")),
        ("Tuesday", None, ("no-date",)),
        ("", None, ("no-date",)),
    ],
)
def test_a_page_without_a_date_or_with_one_that_cannot_be_says_so(lines, value, flags):
    [report] = reports(f"{TITLE}\n{lines}\n\n{LEAD}\n{LEAD[:90]} again.".encode(), "a")

    assert (report.published and report.published.value) == value
    assert report.flags == flags


def test_a_given_date_that_nobody_can_read_is_a_bad_date():
    [report] = reports(LEAD.encode(), "a", given=Given(published="once upon a time"))

    assert report.published is None
    assert {"no-date", "bad-date"} <= set(report.flags)


def test_the_calendar_of_iran_follows_the_days_one_by_one():
    day = date(1999, 3, 21)
    for year in range(1378, 1410):
        assert from_jalali(year, 1, 1) == (day.year, day.month, day.day)
        leap = from_jalali(year, 12, 30) != (0, 0, 0)
        day += timedelta(days=366 if leap else 365)

    # Nowruz as it was celebrated: 1379 and 1403 were long years.
    assert (from_jalali(1380, 1, 1), from_jalali(1404, 1, 1)) == ((2001, 3, 21), (2025, 3, 21))


@given(
    st.text(max_size=80)
    | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}( \d\d:\d\d)?", fullmatch=True)
)
def test_any_words_are_a_date_or_none(words):
    moment = find(words)

    assert moment is None or 0 <= moment.start < moment.end <= len(words)
