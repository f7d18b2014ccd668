"""EDTF dates as days from and to: years, months, days, open years and intervals, and how two of them stand.

Source: Extended Date/Time Format, Library of Congress, 2019, the parts a report needs: level 0 dates and intervals,
level 1 qualifiers (read past), seasons and unspecified digits, and of level 2 an unspecified year before a month.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

PART = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?[?~%]?(?:T.*)?"
)
SEASONS = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (12, 2),
}  # of the north; nobody writes the others
COMMON_YEAR = 2001  # stands in for a year left open
LEAP_YEAR = 2000


class Bounds(NamedTuple):
    """Days [first, last], both included, as ordinals; of no particular year if `open_year`."""

    first: int
    last: int
    open_year: bool = False

    def meets(self, other: "Bounds") -> bool:
        """Whether some day could be in both; an open year takes every year."""
        return self.apart(other) == 0

    def apart(self, other: "Bounds") -> int:
        """Days between the two, 0 if they touch; with an open year, in the year that brings them nearest."""
        if not (self.open_year or other.open_year):
            return max(0, self.first - other.last, other.first - self.last)
        one, two = (self, other) if self.open_year else (other, self)
        return min(max(0, y.first - two.last, two.first - y.last) for y in one._years(two))

    def within(self, other: "Bounds") -> bool:
        """Whether every day of this is in the other."""
        one_open = self.open_year or other.open_year
        return (
            self.meets(other) if one_open else other.first <= self.first and self.last <= other.last
        ) and (self.last - self.first <= other.last - other.first)

    def _years(self, near: "Bounds") -> list["Bounds"]:
        """These days of an open year, in each year around `near`."""
        start, end = date.fromordinal(self.first), self.last - self.first
        years = range(date.fromordinal(near.first).year - 1, date.fromordinal(near.last).year + 2)
        firsts = [_day(min(max(y, 1), 9998), start.month, start.day) for y in years]
        return [Bounds(first, first + end) for first in firsts]


def bounds(text: str) -> Bounds | None:
    """The days that an EDTF string spans; None if it is none of the forms above or names no day at all."""
    first, slash, last = text.partition("/")
    start = _part(first)
    if not slash:
        return start
    end = _part(last)
    if not start or not end or start.open_year != end.open_year:
        return start if last in ("", "..") else end if first in ("", "..") else None
    if end.last < start.first:
        return Bounds(start.first, end.last + 365, True) if start.open_year else None
    return Bounds(start.first, end.last, start.open_year)


def _part(text: str) -> Bounds | None:
    match = PART.fullmatch(text)
    if not match or match["year"] == "0000":
        return None
    year, month, day = match.group("year", "month", "day")
    if "X" not in year:
        return _in_year(int(year), int(year), month, day)
    if year == "XXXX":
        found = _in_year(COMMON_YEAR, COMMON_YEAR, month, day) or _in_year(
            LEAP_YEAR, LEAP_YEAR, month, day
        )
        return Bounds(found.first, found.last, True) if found and month and month != "XX" else None
    if not re.fullmatch(r"\d+X+", year) or month or year.startswith("000"):
        return None
    return _in_year(max(1, int(year.replace("X", "0"))), int(year.replace("X", "9")), None, None)


def _in_year(year: int, until: int, month: str | None, day: str | None) -> Bounds | None:
    if month is None or month == "XX":
        return Bounds(_day(year, 1, 1), _day(until, 12, 31))
    if month in SEASONS:
        one, three = SEASONS[month]
        over = year + (three < one)
        return (
            Bounds(_day(year, one, 1), _day(over, three, 28))
            if day is None and over < 10000
            else None
        )
    if "X" in month or not 1 <= int(month) <= 12:
        return None
    length = monthrange(year, int(month))[1]
    if day is None or day == "XX":
        return Bounds(_day(year, int(month), 1), _day(year, int(month), length))
    if "X" in day or not 1 <= int(day) <= length:
        return None
    only = _day(year, int(month), int(day))
    return Bounds(only, only)


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, min(day, monthrange(year, month)[1])).toordinal()
