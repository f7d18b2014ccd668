"""The calendar: days, weeks, quarters; what a phrase is seen from, and what it comes to."""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from tocsin.records import DateType

DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
GRAINS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "E": "decade", "C": "century",
    "WE": "week", "2W": "week", "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip


class View(NamedTuple):
    """Where a phrase is read from: the day it is seen from (None: not known), the last date the text gave,

    whether the sentence looks ahead (1), back (-1) or does not say (0), and the last quarter the text spoke of.
    """

    day: date | None
    how: Literal["published", "text", "none"]
    last: str | None = None
    ahead: int = 0
    quarter: str | None = None


class Value(NamedTuple):
    """A TIMEX3 value with its type and granularity; `seen` says that the day of the view was used."""

    value: str
    type: DateType
    grain: str
    seen: bool = False


def added(day: date, months: int) -> date:
    """The day so many months away, at most the 28th where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    if not 12 <= index < 9999 * 12:
        return day
    try:
        return day.replace(year=index // 12, month=index % 12 + 1)
    except ValueError:
        return day.replace(year=index // 12, month=index % 12 + 1, day=28)


def moved(day: date, days: int) -> date:
    """The day so many days away; the same day where the calendar has no such day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def week(day: date) -> str:
    """The ISO week: "1998-W08"."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def at_grain(day: date, unit: str) -> str:
    """The unit that holds a day: "1998", "1998-03", "1998-W11", "1998-Q1", "199", "1998-03-12"."""
    return {
        "Y": f"{day.year:04}", "M": f"{day.year:04}-{day.month:02}", "W": week(day), "2W": week(day),
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}", "E": f"{day.year // 10:03}",
        "C": f"{day.year // 100:02}", "WE": week(day) + "-WE",
    }.get(unit, day.isoformat())  # fmt: skip


def shifted(day: date, unit: str, n: int) -> str:
    """The unit that lies n units away from the one that holds a day."""
    if unit in DAYS:
        return at_grain(moved(day, n * DAYS[unit]), unit)
    return at_grain(added(day.replace(day=1), n * MONTHS[unit]), unit)


def sure(year: int, month: int, day: int) -> bool:
    """Is there such a day? The 29th of February of an unknown year (0) is."""
    return (
        1 <= month <= 12 and 1 <= day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def year_for(month: int, day: int, view: View) -> int | None:
    """The year of a month or day told without one: the nearest, behind us unless the sentence looks ahead."""
    seen = view.day
    if seen is None:
        return None
    if view.how == "text":
        return seen.year
    near = []
    for year in (seen.year - 1, seen.year, seen.year + 1):
        gap = (year - seen.year) * 365 + (month - seen.month) * 30.4 + day - seen.day
        wrong = (view.ahead > 0 and gap < -31) or (view.ahead < 0 and gap > 31)
        doubt = 255 if wrong else 60 if view.ahead == 0 and gap > 31 else 0
        near.append((abs(gap) + doubt, year))
    return min(near)[1]


def opened(unit: str) -> str:
    """The unit where nothing says which: "XXXX-XX" for a month."""
    return {
        "Y": "XXXX",
        "M": "XXXX-XX",
        "D": "XXXX-XX-XX",
        "Q": "XXXX-QX",
        "E": "XXX",
        "C": "XX",
    }.get(unit, "XXXX-WXX")


def date_of(value: str | None) -> date | None:
    """The day a TIMEX3 value begins with; the first of a month or year; None if it has no year."""
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if m is None:
        return None
    try:
        return date(int(m[1]), int(m[2] or 1), int(m[3] or 1))
    except ValueError:
        return None
