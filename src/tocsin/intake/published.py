"""When a page says it appeared: an EDTF value no finer than what is written, and never a guess."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas.tables import choice, rows
from tocsin.records import How, Precision, Published

TABLE = files("tocsin.intake") / "data" / "months.tsv"
CALENDARS = frozenset(("gregorian", "jalali"))
NUMBERS = frozenset(map(str, range(1, 13)))
EARLIEST, LATEST = 1900, 2100
SOON = timedelta(days=2)  # the clocks of two places differ by up to a day and a bit
LONGEST = 200


class Moment(NamedTuple):
    """What a stretch of text says of a date: the value (None = no such day) and the characters it takes."""

    value: str | None
    precision: Precision
    start: int
    end: int


_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])[:h.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b))?"
)
_THEN_CLOCK = rf"(?:(?:\s*[,|•·–—-]?\s*(?:at|à|в|um|a las|ساعت|الساعة)?\s*|T){_CLOCK})?"
# "5:25 PM EDT, May 3, 2024"; the letters of a zone without an offset say too little to be kept.
_CLOCK_FIRST = re.compile(
    rf"(?<![\d:.]){_CLOCK}(?:\s*[A-Z]{{2,5}}\b)?\s*[,|/•·–—-]?\s*(?:on\s+)?(?:\w{{2,9}},?\s+)?$",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)"
)
_BEFORE_DAY = r"(?<![\d.:/-])"


@cache
def _months() -> dict[str, tuple[str, int]]:
    return {
        row["name"]: (choice(row, "calendar", CALENDARS), int(choice(row, "number", NUMBERS)))
        for row in rows(TABLE, ("language", "calendar", "number", "name"))
    }


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    month = rf"(?P<name>{names})(?!\w)\.?"
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"{_BEFORE_DAY}(?P<year>\d{{4}})(?P<sep>[-/.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d){_THEN_CLOCK}",
            rf"{_BEFORE_DAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of)\s+|[\s-]+|(?<=\.)){month}(?:\s+de|,)?[\s-]*(?P<year>\d{{4}})(?!\d)(?:\s*г\.?)?{_THEN_CLOCK}",
            rf"(?<!\w){month}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d){_THEN_CLOCK}",
            rf"(?P<year>\d{{4}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_THEN_CLOCK}",
            rf"{_BEFORE_DAY}(?P<first>\d{{1,2}})(?P<sep>[./-])(?P<second_number>\d{{1,2}})(?P=sep)(?P<year>\d{{4}})(?!\d){_THEN_CLOCK}",
            rf"{_BEFORE_DAY}(?P<year>\d{{4}})[-/](?P<month>\d\d)(?![\d/-])",
            rf"(?<!\w){month},?\s+(?P<year>\d{{4}})(?!\d)",
        )
    )


def find(words: str) -> Moment | None:
    """The first date in a line of at most 200 characters, with its hour if that follows; None if there is none.

    A year is needed. "03/07/2025", which is March or July, counts as 2025. A zone is kept only as an offset.
    """
    if len(words) > LONGEST:
        return None
    plain = words.translate(_DIGITS)
    matches = [m for form in _forms() if (m := form.search(plain))]
    if not matches:
        return None
    first = min(matches, key=lambda m: (m.start(), -m.end()))
    said = first.groupdict()
    before = None if said.get("hour") else _CLOCK_FIRST.search(plain[: first.start()])
    if before:
        said |= before.groupdict()
    return _moment(said, before.start() if before else first.start(), first.end())


def _moment(said: dict[str, str | None], start: int, end: int) -> Moment:
    day, precision = _day(said)
    value = day
    if day and precision == "day" and said.get("hour"):
        clock = _clock(said)
        value, precision = (day + clock, "moment") if clock is not None else (None, "moment")
    return Moment(value, precision, start, end)


def _day(said: dict[str, str | None]) -> tuple[str | None, Precision]:
    year = int(said["year"] or 0)
    calendar, month = "gregorian", int(said.get("month") or 0)
    if said.get("name"):
        calendar, month = _month_named(said["name"] or "")
    day = int(said.get("day") or 0)
    if said.get("first"):
        numbers = _day_and_month(int(said["first"] or 0), int(said["second_number"] or 0), said)
        if numbers is None:
            return (f"{year:04}" if EARLIEST <= year <= LATEST else None), "year"
        day, month = numbers
    if calendar == "jalali" or (1300 <= year <= 1500 and month):
        year, month, day = from_jalali(year, month, day or 1)
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> tuple[str | None, Precision]:
    precision: Precision = "day" if day else "month"
    try:
        moment = date(year, month, day or 1)
    except (ValueError, OverflowError):
        return None, precision
    if not EARLIEST <= year <= LATEST:
        return None, precision
    return moment.isoformat()[: 10 if day else 7], precision


def _month_named(name: str) -> tuple[str, int]:
    return _months().get(name) or _months()[name.casefold()]


def _day_and_month(first: int, second: int, said: dict[str, str | None]) -> tuple[int, int] | None:
    """Day and month of "21/07/2025"; None if both readings are possible. Dots are only used day first."""
    if said["sep"] == "." or first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else None


def _clock(said: dict[str, str | None]) -> str | None:
    hour = int(said["hour"] or 0)
    half = (said.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24:
        return None
    second = f":{said['second']}" if said.get("second") else ""
    return f"T{hour:02}:{said['minute']}{second}{_zone(said.get('zone'))}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT") or zone.strip("+-0:") == "":
        return "Z"
    return f"{zone[:3]}:{zone[-2:]}"


def from_jalali(year: int, month: int, day: int) -> tuple[int, int, int]:
    """The Gregorian year, month and day of a day in the Solar Hijri calendar; (0, 0, 0) if there is no such day.

    Uses the 33-year cycle of leap years, right for 1244 to 1472 (1865 to 2093).
    """
    longest = 31 if month <= 6 else 30 if month < 12 or _jalali_leap(year) else 29
    if not (1244 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= longest):
        return 0, 0, 0
    leaps = sum(_jalali_leap(y) for y in range(1244, year))
    days = (year - 1244) * 365 + leaps + (month - 1) * 30 + min(month - 1, 6) + day - 1
    found = date(1865, 3, 21) + timedelta(days=days)
    return found.year, found.month, found.day


def _jalali_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def published(
    written: str, how: How, captured_at: datetime | None = None
) -> tuple[Published | None, bool]:
    """What a date as written comes to, and whether it is one that cannot be.

    (None, False): no date stands there. (None, True): a date stands there that cannot be, such as 31 February,
    a year before 1900 or after 2100, or a day after the capture.
    """
    words = " ".join(written.split())
    if re.fullmatch(r"\d{4}", words):
        year = int(words)
        good = EARLIEST <= year <= LATEST
        return (
            (Published(value=words, precision="year", how=how, written=words), False)
            if good
            else (None, True)
        )
    moment = find(words[:LONGEST])
    if moment is None:
        return None, False
    if moment.value is None or _in_future(moment.value, captured_at):
        return None, True
    said = words[moment.start : moment.end].strip()
    return Published(value=moment.value, precision=moment.precision, how=how, written=said), False


def in_address(url: str | None) -> str | None:
    """The day that an address holds as many outlets write it, "/2025/07/21/" or "/20250721-", or None."""
    match = _IN_ADDRESS.search(url or "")
    return "-".join(match.groups()) if match else None


def _in_future(value: str, captured_at: datetime | None) -> bool:
    if captured_at is None:
        return False
    return value[:10] > (captured_at + SOON).date().isoformat()[: len(value[:10])]
