"""What a time expression means: the TIMEX3 value of its parts, seen from a day."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tocsin.reading.almanac import (
    GRAINS,
    Value,
    View,
    at_grain,
    date_of,
    moved,
    opened,
    shifted,
    sure,
    week,
    year_for,
)
from tocsin.reading.durations import count, duration, often, pair, vague
from tocsin.reading.jalali import jalali
from tocsin.reading.periods import (
    century,
    decade,
    halfyear,
    period,
    quarter,
    relative,
    season,
    shifted_year,
    year_said,
    yearago,
    yearend,
)

Said = Mapping[str, str]


Reading = Callable[[Said, View, Mapping[str, Any]], Value | None]


# --- readings


def calendar(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A date with year, month, day, weekday or part of the day, as far as said."""
    year = year_said(said, view)
    if "month" not in said:
        return Value(year, "DATE", "year") if year else None
    month, day = int(said["month"]), int(said.get("day", 0))
    if day and not sure(0, month, day):
        return None
    asked = year is None or "yearshift" in said
    if year is None:
        year = _open_year(said, month, day, view)
    value = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    return _with_part(Value(value, "DATE", "day" if day else "month", asked), said)


def _open_year(said: Said, month: int, day: int, view: View) -> str:
    if "shift" in said and view.day is not None:
        return f"{shifted_year(int(said['shift']), month, view.day):04}"
    found = year_for(month, day or 15, view)
    return "XXXX" if found is None else f"{found:04}"


def _with_part(value: Value, said: Said) -> Value:
    part = said.get("part", "").rstrip(".")
    if not part or value.grain != "day":
        return value
    return value._replace(value=f"{value.value}T{part}", type="TIME", grain="part of day")


def monthday(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A day of the month without its month: the last one of that number, tomorrow included."""
    wanted, seen = int(said["day"]), view.day
    if seen is None:
        return _with_part(Value(f"XXXX-XX-{wanted:02}", "DATE", "day"), said)
    month = seen if wanted <= seen.day + 1 else moved(seen.replace(day=1), -1)
    if not sure(month.year, month.month, wanted):
        return None
    return _with_part(
        Value(f"{month.year}-{month.month:02}-{wanted:02}", "DATE", "day", True), said
    )


def interval(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """From one day to another, as an interval of days."""
    first = calendar({k: said[k] for k in ("month", "day", "year") if k in said}, view, {})
    second = calendar(
        {"month": said.get("month2", said["month"]), "day": said["day2"]}
        | ({"year": said["year"]} if "year" in said else {}),
        view,
        {},
    )
    if first is None or second is None or first.value > second.value:
        return None
    return first._replace(value=f"{first.value}/{second.value}")


def slashed(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Numerals only: the larger of two that can be no month is the day; else month first, as American outlets do."""
    first, second, year = int(said["first"]), int(said["second"]), year_said(said, view)
    month, day = (second, first) if first > 12 else (first, second)
    return Value(f"{year}-{month:02}-{day:02}", "DATE", "day") if sure(0, month, day) else None


def dotted(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Day, month and year in numerals, the day first."""
    day, month = int(said["first"]), int(said["second"])
    return (
        Value(f"{year_said(said, view)}-{month:02}-{day:02}", "DATE", "day")
        if sure(0, month, day)
        else None
    )


def spelled(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A year in words: nineteen ninety-four, two thousand."""
    return Value(f"19{int(said['two']):02}" if "two" in said else "2000", "DATE", "year")


def feast(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """A feast that has its day in the calendar."""
    month, day = said["feast"].split("-")
    kept = {k: v for k, v in said.items() if k in ("year", "shift")}
    return calendar(kept | {"month": month, "day": day}, view, settings)


def weekday(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A day of the week: the last one, today included, unless the sentence looks ahead."""
    wanted, seen = int(said["weekday"]), view.day
    if seen is None:
        return _with_part(Value(f"XXXX-WXX-{wanted}", "DATE", "day"), said)
    behind = (seen.isoweekday() - wanted) % 7
    if "week" in said:
        day = moved(seen, int(said["week"]) * 7 + wanted - seen.isoweekday())
    elif said.get("shift") == "-1":
        day = moved(seen, -(behind or 7))
    elif said.get("shift") == "1" or (view.ahead > 0 and said.get("shift") != "0"):
        day = moved(seen, (7 - behind) if behind or "shift" in said else 0)
    else:
        day = moved(seen, -behind if said.get("shift") != "0" else wanted - seen.isoweekday())
    return _with_part(Value(day.isoformat(), "DATE", "day", True), said)


def near(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Yesterday, today, tomorrow, tonight, last night, this morning."""
    word = said.get("today") or said["shift"]
    n = re.match(r"-?\d", word)
    by, part = int(n[0]) if n else 0, said.get("part") or re.sub(r"^-?\d", "", word)
    value = Value("XXXX-XX-XX", "DATE", "day")
    if view.day is not None:
        value = Value(moved(view.day, by).isoformat(), "DATE", "day", True)
    return _with_part(value, {"part": part})


def time(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """A time of day, on the day that is said or seen."""
    clock = _clock(said)
    if clock is None:
        return None
    day = _day_of(said, view, settings)
    return Value(f"{day.value}T{clock}", "TIME", "minute", day.seen)


def _day_of(said: Said, view: View, settings: Mapping[str, Any]) -> Value:
    rest = {k: v for k, v in said.items() if k not in ("part", "hour", "minute")}
    for key, reading in (
        ("month", calendar),
        ("weekday", weekday),
        ("today", near),
        ("day", monthday),
    ):
        if key in said and (value := reading(rest, view, settings)):
            return value._replace(value=value.value[:10])
    if view.last and re.fullmatch(r"\d{4}-\d\d-\d\d", view.last[:10]):
        return Value(view.last[:10], "DATE", "day", True)
    return near({"today": "0"}, view, settings) or Value("XXXX-XX-XX", "DATE", "day")


def _clock(said: Said) -> str | None:
    if "mark" in said:
        return said["mark"]
    hour, minute = int(said["hour"]), int(said.get("minute", 0))
    late = said.get("half") == "pm" or said.get("part") in ("AF", "EV", "NI")
    if (said.get("half") or said.get("part")) and hour > 12:
        return None
    if hour > 24 or minute > 59:
        return None
    if late and hour < 12:
        hour += 12
    elif said.get("half") == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def isotime(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A moment in ISO form."""
    clock = f"{said['hour']}:{said['minute']}" + (f":{said['second']}" if "second" in said else "")
    return Value(f"{said['year']}-{said['month']}-{said['day']}T{clock}", "TIME", "minute")


def ago(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """So many units before or after the day seen, as exact as the unit."""
    unit, n = said["unit"], count(said)
    if unit.startswith("T") or n == "X" or "." in n:
        return Value("PAST_REF" if settings["way"] < 0 else "FUTURE_REF", "DATE", "reference")
    if view.day is None:
        return Value(opened(unit), "DATE", GRAINS[unit])
    by = int(n) * int(settings["way"])
    return Value(shifted(view.day, unit, by), "DATE", GRAINS[unit], True)


def later(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """So many units before or after the last date of the text."""
    last = date_of(view.last)
    if last is not None:
        view = view._replace(day=last, how="text")
    return ago({"n": "1"} | dict(said), view, settings)


def same(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """That day, the same night, the week: the last date of the text as far as it goes, else what holds the day seen."""
    unit = said.get("unit", "D")
    last = view.last if re.match(r"\d{4}-\d\d-\d\d", view.last or "") else None
    day = date_of(last) or view.day
    if day is None or unit in ("C", "E"):
        return None if unit != "D" else _with_part(Value("XXXX-XX-XX", "DATE", "day"), said)
    if unit not in ("D",):
        day = view.day or day
    return _with_part(Value(at_grain(day, unit), "DATE", GRAINS[unit], True), said)


def fixed(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The present, the past, the future."""
    return Value(said["ref"], "DATE", "reference")


def weekof(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """The week that holds a day."""
    value = calendar(said, view, settings)
    day = date_of(value.value) if value else None
    return Value(week(day), "DATE", "week", True) if day else None


READINGS: dict[str, Reading] = {
    "calendar": calendar, "monthday": monthday, "interval": interval, "slashed": slashed, "dotted": dotted, "spelled": spelled,
    "feast": feast, "weekday": weekday, "near": near, "time": time, "oclock": time, "isotime": isotime, "ago": ago,
    "later": later, "period": period, "yearago": yearago, "weekof": weekof, "yearend": yearend, "same": same, "relative": relative, "season": season, "quarter": quarter,
    "halfyear": halfyear, "decade": decade, "century": century, "duration": duration, "vague": vague,
    "set": often, "fixed": fixed, "jalali": jalali, "pair": pair,
    "yearly": lambda said, view, settings: relative({**said, "unit": "Y"}, view, settings),
    "monthly": lambda said, view, settings: relative({**said, "unit": "M"}, view, settings),
    "weekly": lambda said, view, settings: relative({**said, "unit": "W"}, view, settings),
    "nothing": lambda said, view, settings: None,
}  # fmt: skip
