"""Dates of the solar Hijri calendar (Iran, Afghanistan) as Gregorian ones."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tocsin.reading.almanac import Value, View

LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)
EPOCH = date(1921, 3, 21)  # 1 Farvardin 1300
FIRST, LAST = 1300, 1500  # years the 33-year cycle is right for
LEAPS = frozenset([1, 5, 9, 13, 17, 22, 26, 30])


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a solar Hijri one, by the 33-year cycle; None outside 1300 to 1500 or if there is no such day."""
    if not FIRST <= year < LAST or not 1 <= month <= 12:
        return None
    length = LENGTHS[month - 1] + (month == 12 and year % 33 in LEAPS)
    if not 1 <= day <= length:
        return None
    before = (year - FIRST) * 365 + sum(y % 33 in LEAPS for y in range(FIRST, year))
    return EPOCH + timedelta(days=before + sum(LENGTHS[: month - 1]) + day - 1)


def jalali(said: Mapping[str, str], view: View, _: Mapping[str, Any]) -> Value | None:
    """A day, month or year of the solar Hijri calendar; a month and a year as the interval of Gregorian days they are."""
    year = int(said["year"]) if "year" in said else None
    if "jmonth" not in said:
        return _span(year, 1, 12) if year else None
    month = int(said["jmonth"])
    if "day" not in said:
        return _span(year, month, month) if year else None
    day = int(said["day"])
    if year is not None:
        found = gregorian(year, month, day)
        return Value(found.isoformat(), "DATE", "day") if found else None
    return _nearest(month, day, view)


def _span(year: int, first: int, last: int) -> Value | None:
    if year >= LAST:
        return Value(f"{year}", "DATE", "year")  # a Gregorian year after the word for "year"
    end = LENGTHS[last - 1] + (last == 12 and year % 33 in LEAPS)
    a, b = gregorian(year, first, 1), gregorian(year, last, end)
    if a is None or b is None:
        return None
    grain = "month" if first == last else "year"
    return Value(f"{a.isoformat()}/{b.isoformat()}", "DATE", grain)


def _nearest(month: int, day: int, view: View) -> Value | None:
    if view.day is None:
        return None
    around = view.day.year - 621
    days = (gregorian(y, month, day) for y in (around - 1, around, around + 1))
    seen = view.day
    best = min((d for d in days if d is not None), key=lambda d: abs((d - seen).days), default=None)
    return Value(best.isoformat(), "DATE", "day", True) if best else None
