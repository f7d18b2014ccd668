"""Dates, lists and small numbers in words."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from tocsin.atlas import MONTHS, OPEN_YEAR, date_words

NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_PARTS = re.compile(r"([0-9X]{4})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?(?:T.*)?[?~%]?")


def number(count: int) -> str:
    """A count as a word up to twelve, in figures above."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "one origin", "two origins"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def joined(words: Sequence[str]) -> str:
    """Words as a list one can read aloud: "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def when(value: str) -> str:
    """An EDTF date as it follows a verb: "on 4 March 2031", "in March 2031", "from 4 to 6 March 2031"."""
    words = date_words(value)
    if (words == value and not value.isdecimal()) or words == OPEN_YEAR:
        return f"({words})"
    if "/" in value:
        return words if words.startswith(("since", "until")) else f"from {words}"
    plain = words.removeprefix("about ")
    return f"on {words}" if plain[0].isdigit() and " " in plain else f"in {words}"


def sort_key(value: str | None) -> tuple[int, str]:
    """An order for EDTF dates: the first day first, open years after the dated, undated last."""
    if value is None:
        return (2, "")
    return (1 if value.startswith("X") else 0, value.partition("/")[0])


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day that an EDTF date or interval may mean; None where the year is open."""
    start, _, end = value.partition("/")
    first, last = _span(start), _span(end or start)
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def _span(value: str) -> tuple[date, date] | None:
    parts = _PARTS.fullmatch(value)
    if parts is None or "X" in parts[1]:
        return None
    year, month, number_of_day = parts.groups()
    fixed = [int(p) for p in (month, number_of_day) if p and p != "XX"]
    try:
        if not fixed:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        first = date(int(year), fixed[0], fixed[1] if len(fixed) == 2 else 1)
    except ValueError:
        return None
    return first, first if len(fixed) == 2 else _month_end(first)


def _month_end(first: date) -> date:
    for last in (31, 30, 29, 28):
        try:
            return first.replace(day=last)
        except ValueError:
            continue
    return first


def moment(at: datetime) -> str:
    """A moment in UTC: "5 March 2031, 18:00 UTC"."""
    utc = at.astimezone(UTC)
    return f"{utc.day} {MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"
