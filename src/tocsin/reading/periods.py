"""Seasons, quarters, decades, centuries and other units of the calendar, near or far."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tocsin.reading.almanac import GRAINS, Value, View, at_grain, moved, opened, shifted, year_for

Said = Mapping[str, str]
QUARTER_LAG = 45  # a report on a quarter comes some six weeks after its middle


def year_said(said: Said, view: View) -> str | None:
    """The year as far as it is said: "1998", "'98", "last year"."""
    if "year" in said:
        return said["year"]
    if "two" in said:
        return f"{'20' if int(said['two']) < 40 else '19'}{said['two']}"
    if "yearshift" in said:
        return "XXXX" if view.day is None else f"{view.day.year + int(said['yearshift']):04}"
    return None


def shifted_year(shift: int, month: int, seen: date) -> int:
    """The year of "last May", "next May", "this May" seen from a day."""
    if shift < 0:
        return seen.year - (month >= seen.month)
    return seen.year + (shift > 0 and month <= seen.month)


def relative(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """Last week, this month, next year; the unit and how many of it away."""
    unit, by = said.get("unit", "Y"), int(said.get("shift", -1))
    if "weekend" in said:
        unit, by = "WE", 0 if view.ahead > 0 else -1
        if view.day is not None and view.day.isoweekday() >= 5:
            by = 0
    if view.day is None:
        return Value(opened(unit), "DATE", GRAINS[unit])
    if unit == "D" and by == 0:
        return Value("PRESENT_REF", "DATE", "reference")
    return Value(shifted(view.day, unit, by), "DATE", GRAINS[unit], True)


def season(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A season of a year that is said, or the nearest."""
    name, year = said["season"], year_said(said, view)
    if year is None and view.day is not None:
        months = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
        shift = int(said.get("shift", 0))
        if shift:
            year = f"{shifted_year(shift, months[name], view.day):04}"
        else:
            year = f"{year_for(months[name], 15, view) or view.day.year:04}"
    return Value(
        f"{year or 'XXXX'}-{name}", "DATE", "season", "year" not in said and view.day is not None
    )


def quarter(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A quarter of a year that is said, or the last that has ended or nearly so."""
    year, seen = year_said(said, view), view.day
    if "nth" not in said:
        return relative({"unit": "Q", "shift": said["shift"]}, view, {})
    nth = int(said["nth"])
    if nth > 4:
        return None
    if year is None and seen is not None:
        behind = moved(seen, -QUARTER_LAG)
        ahead = view.ahead > 0 or (seen.month + 2) // 3 == nth
        now = seen if ahead else behind
        year = f"{now.year - (not ahead and nth > (now.month + 2) // 3):04}"
    return Value(
        f"{year or 'XXXX'}-Q{nth}", "DATE", "quarter", "year" not in said and seen is not None
    )


def period(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The quarter, the latest period, the 1989 period: the quarter the text speaks of, else the last one."""
    if view.quarter is None and view.day is None:
        return Value("XXXX-QX", "DATE", "quarter")
    now = view.quarter or at_grain(moved(view.day or date.min, -QUARTER_LAG), "Q")
    return Value((said.get("year") or now[:4]) + now[4:], "DATE", "quarter", True)


def yearago(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """A year ago, the year-earlier period: the same quarter a year before where the text speaks of quarters."""
    if view.quarter is None or not view.quarter[:4].isdigit():
        return relative({"unit": "Y", "shift": "-1"}, view, settings)
    return Value(f"{int(view.quarter[:4]) - 1:04}{view.quarter[4:]}", "DATE", "quarter", True)


def yearend(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The last day of the year said or seen."""
    year = said.get("year") or (f"{view.day.year:04}" if view.day else "XXXX")
    return Value(f"{year}-12-31", "DATE", "day", "year" not in said)


def halfyear(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The first or second half of a year."""
    year = (
        year_said(said, view)
        or said.get("lastyear")
        or (f"{view.day.year:04}" if view.day else "XXXX")
    )
    nth = int(said.get("nth", 2))
    return Value(f"{year}-H{nth}", "DATE", "half year", "year" not in said) if nth < 3 else None


def decade(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A decade: "the 1980s", "the '90s", "the nineties"."""
    if "year" in said:
        found = said["year"] if said["year"].endswith("0") else None
    else:
        found = said.get("decade") or (f"19{said['two']}" if said["two"].endswith("0") else None)
    return Value(found[:3], "DATE", "decade") if found else None


def century(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A century; the 20th is "19"."""
    nth = int(said["nth"])
    return Value(f"{nth - 1:02}", "DATE", "century") if 1 <= nth <= 22 else None
