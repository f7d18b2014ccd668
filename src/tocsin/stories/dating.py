"""When a report appeared, if only its story tells, and what "this month" then means in it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import choice, rows
from tocsin.records import Dated, Report
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.told import Told
from tocsin.stories.words import passed_over

LEAD = 1500  # characters in which a report tells its own news
WEEKDAY = re.compile(r".*-W(?:XX|\d\d)-([1-7])(?:T.*)?")
NEWS = 6  # days: "on Tuesday" is the last Tuesday
MINUTES = 24 * 60  # of a day


class Appeared(NamedTuple):
    """The days between which a report appeared, and how that is known if it does not say so itself."""

    bounds: Bounds
    why: str | None = None


class Shift(NamedTuple):
    """A unit of time and how many of it to go."""

    unit: str
    by: int


def appearances(told: Told) -> Mapping[str, Appeared]:
    """When each report of a story appeared: its own date, or one that its story lends it; reports of neither are missing.

    A report without a date that tells as "Tuesday" what a dated report tells of a day that was a Tuesday appeared
    within a week of that day.
    """
    own = {
        n: Appeared(b)
        for n, r in told.reports
        if r.published and (b := bounds(r.published.value[:10]))
    }
    days = {day: name for name in own for day in _days(told, name)}
    lent = {name: _lent(told, name, days) for name, _ in told.reports if name not in own}
    return own | {name: appeared for name, appeared in lent.items() if appeared}


def minute_of(report: Report) -> int | None:
    """When a report appeared, in minutes, as exactly as it says: of two counts of one day the later is the newer."""
    said = report.published.value if report.published else ""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        days = bounds(said[:10])
        return days.last * MINUTES if days and not days.open_year else None
    offset = moment.utcoffset() or timedelta()
    return (
        moment.toordinal() * MINUTES
        + moment.hour * 60
        + moment.minute
        - offset // timedelta(minutes=1)
    )


def _lead(told: Told, name: str) -> Iterator[Dated]:
    dates = told.readings[name].dates if name in told.readings else ()
    skip = passed_over(told.report[name])
    top = max((end for start, end in skip if start < LEAD), default=0) + LEAD
    return (d for d in dates if d.start < top)


def _days(told: Told, name: str) -> set[date]:
    """The single days that the lead of a dated report speaks of, up to the day it appeared."""
    found = [b for d in _lead(told, name) if d.edtf and (b := bounds(d.edtf))]
    return {date.fromordinal(b.first) for b in found if b.first == b.last and not b.open_year}


def _lent(told: Told, name: str, days: Mapping[date, str]) -> Appeared | None:
    for dated in _lead(told, name):
        weekday = WEEKDAY.fullmatch(dated.value)
        match = [d for d in sorted(days) if weekday and d.isoweekday() == int(weekday[1])]
        if len(match) == 1:
            words = told.report[name].text[dated.start : dated.end]
            this, other = _called(told, name), _called(told, days[match[0]])
            last = match[0] + timedelta(NEWS)
            why = (
                f"{this} has no date of its own; it tells as “{words}” what {other} tells of {match[0]}, "
                f"so it appeared between {match[0]} and {last}"
            )
            return Appeared(Bounds(match[0].toordinal(), last.toordinal()), why)
    return None


def last_weekday(timex: str, appeared: Appeared) -> str | None:
    """The day that a TIMEX3 weekday ("XXXX-WXX-2") is in a report that appeared within a week of it."""
    weekday = WEEKDAY.fullmatch(timex)
    first = date.fromordinal(appeared.bounds.first)
    if not weekday or appeared.bounds.last - appeared.bounds.first > NEWS:
        return None
    return (first + timedelta((int(weekday[1]) - first.isoweekday()) % 7)).isoformat()


def _called(told: Told, name: str) -> str:
    """A report as a reader knows it: by outlet, else by title, else by name."""
    report = told.report[name]
    return report.source or (f"“{report.title}”" if report.title else name)


def relative(report: Report, start: int, end: int, near: int, appeared: Appeared) -> str | None:
    """The EDTF date that words such as "this month" in [start, end) give, of those nearest after `near`."""
    pattern, shifts = _expressions((report.language or "en")[:2])
    found = list(pattern.finditer(report.text.casefold(), start, end)) if pattern else []
    if not found:
        return None
    best = min(found, key=lambda m: (m.start() < near, abs(m.start() - near)))
    return _shifted(appeared.bounds, shifts[best.group()])


def _shifted(appeared: Bounds, shift: Shift) -> str:
    ends = [_moved(date.fromordinal(day), shift) for day in (appeared.first, appeared.last)]
    if shift.unit == "week":
        return (
            f"{ends[0] - timedelta(ends[0].weekday())}/{ends[1] + timedelta(6 - ends[1].weekday())}"
        )
    shown = [d.isoformat()[: {"day": 10, "month": 7, "year": 4}[shift.unit]] for d in ends]
    return shown[0] if shown[0] == shown[1] else "/".join(shown)


def _moved(day: date, shift: Shift) -> date:
    if shift.unit == "month":
        months = day.year * 12 + day.month - 1 + shift.by
        return date(months // 12, months % 12 + 1, 1)
    if shift.unit == "year":
        return date(day.year + shift.by, 1, 1)
    return day + timedelta(shift.by * (7 if shift.unit == "week" else 1))


@cache
def _expressions(language: str) -> tuple[re.Pattern[str] | None, Mapping[str, Shift]]:
    shifts: dict[str, Shift] = {}
    for row in rows(
        files("tocsin.stories") / "relative.tsv", ("language", "words", "unit", "shift")
    ):
        unit = choice(row, "unit", frozenset(("day", "week", "month", "year")))
        if row["language"] == language:
            shifts[row["words"]] = Shift(unit, int(row["shift"]))
    longest = sorted(shifts, key=lambda words: (-len(words), words))
    return (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if longest else None
    ), shifts
