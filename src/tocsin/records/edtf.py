"""EDTF: dates as exact as they are known, from the day to "some day of the 1560s", and the days they may mean.

Source: Extended Date/Time Format, Library of Congress, 2019 (ISO 8601-2), levels 0, 1 and 2.
"""

import re
from calendar import monthrange
from typing import NamedTuple

_DATE = re.compile(
    r"(?P<b0>[?~%]?)(?P<year>-?[0-9X]{4})(?P<a0>[?~%]?)"
    r"(?:-(?P<b1>[?~%]?)(?P<month>[0-9X]{2})(?P<a1>[?~%]?)"
    r"(?:-(?P<b2>[?~%]?)(?P<day>[0-9X]{2})(?P<a2>[?~%]?))?)?"
)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?"
)
_LONG_YEAR = re.compile(r"Y(-?)(\d{5,12}|(\d{1,9})E(\d{1,2}))(?:S(\d{1,2}))?")
_SHORT_YEAR = re.compile(r"(-?)(\d{4})S(\d{1,2})")
_PERIODS = {  # level 1: seasons, read as of the north; level 2: of the north, of the south, and parts of the year
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
LEAP_YEAR = 2000  # stands in for a year left open: it has every day there is
LARGEST_YEAR = 10**12
LONGEST = 1000  # characters


class BadDate(ValueError):
    """A string that is no EDTF; the message says what is wrong with it."""


class Edtf(NamedTuple):
    """What an EDTF string says.

    first, last   the days it may mean, both included, counted from 1 for 0001-01-01 (as Python's ordinals, but for
                  any year); None where that side is open or not known
    level         0, 1 or 2: the lowest that has this form
    uncertain, approximate   "?" and "~" ("%" is both), anywhere in it
    open_year     no year is said; the days are those of a leap year that stands in for it
    """

    first: int | None
    last: int | None
    level: int
    uncertain: bool = False
    approximate: bool = False
    open_year: bool = False


def edtf(text: str) -> Edtf:
    """The date, interval or set that `text` writes. Raises BadDate."""
    if len(text) > LONGEST:
        raise BadDate(f"{len(text)} characters; a date has at most {LONGEST}")
    if text[:1] in ("[", "{"):
        return _set(text)
    start, slash, end = text.partition("/")
    if not slash:
        return _date(text)
    return _interval(text, start, end)


def _interval(text: str, start: str, end: str) -> Edtf:
    open_ends = [side in ("", "..") for side in (start, end)]
    if all(open_ends):
        raise BadDate(f"{text!r} is open on both sides; one side is a date")
    sides = [None if o else _date(side) for o, side in zip(open_ends, (start, end), strict=True)]
    said = [side for side in sides if side is not None]
    first, last = sides[0] and sides[0].first, sides[1] and sides[1].last
    open_year = any(side.open_year for side in said)
    if first is not None and last is not None and last < first and not open_year:
        raise BadDate(f"{text!r} ends before it begins")
    level = max(int(any(open_ends)), *(side.level for side in said))
    return _merged(said, first, last, level)._replace(open_year=open_year)


def _set(text: str) -> Edtf:
    """One of a set in brackets, all of a set in braces: the days from the first to the last of them."""
    if text[-1:] != {"[": "]", "{": "}"}[text[0]] or not text[1:-1]:
        raise BadDate(f"{text!r} is no set: dates between [ and ] or {{ and }}, apart by commas")
    firsts, lasts, said = [], [], list[Edtf]()
    for member in text[1:-1].split(","):
        start, dots, end = member.partition("..")
        ends = [_date(side) if side else None for side in ((start, end) if dots else (start,))]
        said += [side for side in ends if side is not None]
        firsts.append(ends[0] and ends[0].first)
        lasts.append(ends[-1] and ends[-1].last)
    if not said or any(side.open_year for side in said):
        raise BadDate(f"{text!r} names no year")
    first = None if None in firsts else min(filter(None, firsts))
    last = None if None in lasts else max(filter(None, lasts))
    return _merged(said, first, last, 2)


def _merged(said: list[Edtf], first: int | None, last: int | None, level: int) -> Edtf:
    uncertain = any(side.uncertain for side in said)
    return Edtf(first, last, level, uncertain, any(side.approximate for side in said))


def _date(text: str) -> Edtf:
    if moment := _MOMENT.fullmatch(text):
        return _plain(moment[1], _DATE.fullmatch(moment[1]))
    if found := _LONG_YEAR.fullmatch(text) or _SHORT_YEAR.fullmatch(text):
        return _year(text, found)
    return _plain(text, _DATE.fullmatch(text))


def _year(text: str, found: re.Match[str]) -> Edtf:
    """A year of more than four digits, or with an exponent, or with only so many significant digits."""
    digits, significant = found[2], found[found.re.groups]
    year = int(found[3]) * 10 ** int(found[4]) if "E" in digits else int(digits)
    if year > LARGEST_YEAR:
        raise BadDate(f"{text!r}: years go to {LARGEST_YEAR}")
    level = 2 if significant or "E" in digits else 1
    step = 1
    if significant:
        if not 0 < int(significant) <= len(str(year)):
            raise BadDate(
                f"{text!r}: a year of {len(str(year))} digits has as many significant ones at most"
            )
        step = 10 ** (len(str(year)) - int(significant))
    low, high = year // step * step, year // step * step + step - 1
    if found[1]:
        low, high = -high, -low
    return Edtf(_day(low, 1, 1), _day(high, 12, 31), level)


def _plain(text: str, found: re.Match[str] | None) -> Edtf:
    if found is None:
        raise BadDate(f"{text!r} is no date: YYYY, YYYY-MM, YYYY-MM-DD, X for a digit not known")
    year, month, day = found["year"], found["month"], found["day"]
    open_year = year.lstrip("-") == "XXXX"
    if not open_year and not re.fullmatch(r"-?\d+X*", year):
        raise BadDate(f"{text!r}: the year {year} has known digits behind unknown ones")
    years = _years(year)
    first = next((d for y in years if (d := _days(text, y, month, day))), None)
    last = next((d for y in reversed(years) if (d := _days(text, y, month, day))), None)
    if first is None or last is None:
        raise BadDate(f"{text!r}: {year}-{month} has no day {day}")
    marks = "".join(found[group] or "" for group in ("b0", "a0", "b1", "a1", "b2", "a2"))
    return Edtf(
        first=first[0],
        last=last[1],
        level=_level(found, marks),
        uncertain="?" in marks or "%" in marks,
        approximate="~" in marks or "%" in marks,
        open_year=open_year,
    )


def _years(year: str) -> range:
    """The years that the digits allow; an open year is the one that stands in for it."""
    if year.lstrip("-") == "XXXX":
        return range(LEAP_YEAR, LEAP_YEAR + 1)
    low, high = sorted(int(year.replace("X", digit)) for digit in "09")
    return range(low, high + 1)


def _days(text: str, year: int, month: str | None, day: str | None) -> tuple[int, int] | None:
    """The first and the last day of a year, of a month in it, or of a day in that; None if it has no such day."""
    months = _fits(month, range(1, 13))
    if month is not None and month.isdecimal() and int(month) in _PERIODS:
        if day is not None:
            raise BadDate(f"{text!r}: a season or part of a year has no days")
        start, end = _PERIODS[int(month)]
        return _day(year, start, 1), _day(year, end, _length(year, end))
    if not months:
        raise BadDate(
            f"{text!r}: the month is {month}; months are 01 to 12, parts of a year 21 to 41"
        )
    days = _fits(day, range(1, max(_length(year, m) for m in months) + 1))
    if not days:
        return None
    first, last = min(months), max(months)
    return _day(year, first, min(days)), _day(year, last, min(max(days), _length(year, last)))


def _fits(digits: str | None, numbers: range) -> list[int]:
    """Those of the numbers that digits with X allow; all of them where none are said."""
    pattern = re.compile((digits or "XX").replace("X", r"\d"))
    return [n for n in numbers if pattern.fullmatch(f"{n:02}")]


def _level(found: re.Match[str], marks: str) -> int:
    """The lowest level that has this form."""
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    last = found["a2"] if day else found["a1"] if month else found["a0"]
    if marks and marks != (last or ""):
        return 2
    if "X" in f"{year}{month}{day}":
        return _level_of_unknown(year, month, day)
    return 2 if month > "24" else 1 if marks or year.startswith("-") or month > "12" else 0


def _level_of_unknown(year: str, month: str, day: str) -> int:
    """Level 1 lets the rightmost parts be unknown, whole for months and days, one or two digits of a year alone."""
    if "X" in year:
        return 1 if not month and re.fullmatch(r"-?\d\d(\dX|XX)", year) else 2
    if "X" in month:
        return 1 if month == "XX" and day in ("", "XX") else 2
    return 1 if day == "XX" else 2


def _length(year: int, month: int) -> int:
    over, month = divmod(month - 1, 12)
    return monthrange(1200 + (year + over) % 400, month + 1)[1]  # years repeat after 400


def _day(year: int, month: int, day: int) -> int:
    """The number of a day in the proleptic Gregorian calendar, 1 for 0001-01-01; months beyond 12 are of the next year."""
    over, month = divmod(month - 1, 12)
    before = year + over - 1
    leap = 29 if _length(year + over, 2) == 29 else 28
    lengths = (31, leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return before * 365 + before // 4 - before // 100 + before // 400 + sum(lengths[:month]) + day
