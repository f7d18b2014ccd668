"""EDTF dates in words."""

import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
OPEN_YEAR = "year not stated"
_DAY = re.compile(r"([0-9X]{4})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?(?:T[^/]*?)?[?~%]?")


def date_words(date: str) -> str:
    """An EDTF date in words, as precise as it is: "4 March 2031", "13 to 24 June 2025", "13 April, year not stated".

    The hour of a moment is left out, "~" says "about", an open interval "since" or "until"; what is no day, month,
    year or interval of them (a season, a set) is given back as it stands.
    """
    start, slash, end = date.partition("/")
    if not slash:
        return _day(date)
    if end in ("", ".."):
        return f"since {_day(start)}"
    if start in ("", ".."):
        return f"until {_day(end)}"
    first, last = _day(start).split(), _day(end).split()
    shared = 0  # "13 June 2025" to "24 June 2025": the month and the year once
    while shared < len(first) - 1 and first[-1 - shared :] == last[-1 - shared :]:
        shared += 1
    return " ".join([*first[: len(first) - shared], "to", *last])


def _day(date: str) -> str:
    found = _DAY.fullmatch(date)
    if found is None:
        return date
    year, month, day = found.groups()
    about = "about " if date[-1] in "~%" else ""
    if not month or month == "XX":
        return OPEN_YEAR if "X" in year else about + year
    if not 1 <= int(month) <= len(MONTHS):
        return date
    words = [str(int(day))] if day and day != "XX" else []
    words.append(MONTHS[int(month) - 1])
    return about + " ".join(words) + (f", {OPEN_YEAR}" if "X" in year else f" {year}")
