"""What a time expression means: the TIMEX3 value of its parts, seen from a day; and the same in EDTF."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from tocsin.records import DateType

Said = Mapping[str, str]
SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
GRAINS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "E": "decade", "C": "century",
    "WE": "week", "2W": "week", "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip
QUARTER_LAG = 45  # a report on a quarter comes some six weeks after its middle


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


Reading = Callable[[Said, View, Mapping[str, Any]], Value | None]


# --- the calendar


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
        near.append((abs(gap) + (240 if wrong else 0), year))
    return min(near)[1]


# --- readings


def _year(said: Said, view: View) -> str | None:
    if "year" in said:
        return said["year"]
    if "two" in said:
        return f"{'20' if int(said['two']) < 40 else '19'}{said['two']}"
    if "yearshift" in said:
        return "XXXX" if view.day is None else f"{view.day.year + int(said['yearshift']):04}"
    return None


def calendar(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A date with year, month, day, weekday or part of the day, as far as said."""
    year = _year(said, view)
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
        return f"{_shifted_month(int(said['shift']), month, view.day):04}"
    found = year_for(month, day or 15, view)
    return "XXXX" if found is None else f"{found:04}"


def _shifted_month(shift: int, month: int, seen: date) -> int:
    """The year of "last May", "next May", "this May" seen from a day."""
    if shift < 0:
        return seen.year - (month >= seen.month)
    return seen.year + (shift > 0 and month <= seen.month)


def _with_part(value: Value, said: Said) -> Value:
    part = said.get("part", "").rstrip(".")
    if not part or value.grain != "day":
        return value
    return value._replace(value=f"{value.value}T{part}", type="TIME", grain="part of day")


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
    first, second, year = int(said["first"]), int(said["second"]), _year(said, view)
    month, day = (second, first) if first > 12 else (first, second)
    return Value(f"{year}-{month:02}-{day:02}", "DATE", "day") if sure(0, month, day) else None


def dotted(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Day, month and year in numerals, the day first."""
    day, month = int(said["first"]), int(said["second"])
    return (
        Value(f"{_year(said, view)}-{month:02}-{day:02}", "DATE", "day")
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
    for key, reading in (("month", calendar), ("weekday", weekday), ("today", near)):
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


def _count(said: Said, name: str = "n") -> str:
    n = said.get(name, "1")
    if n == "X":
        return n
    total = float(n) + float(said.get("frac", 0)) + float("0." + said.get("tenth", "0"))
    return f"{total:g}"


def ago(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """So many units before or after the day seen, as exact as the unit."""
    unit, n = said["unit"], _count(said)
    if unit.startswith("T") or n == "X" or "." in n:
        return Value("PAST_REF" if settings["way"] < 0 else "FUTURE_REF", "DATE", "reference")
    if view.day is None:
        return Value(_open(unit), "DATE", GRAINS[unit])
    by = int(n) * int(settings["way"])
    return Value(shifted(view.day, unit, by), "DATE", GRAINS[unit], True)


def later(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """So many units before or after the last date of the text."""
    last = date_of(view.last)
    if last is not None:
        view = view._replace(day=last, how="text")
    return ago({"n": "1"} | dict(said), view, settings)


def date_of(value: str | None) -> date | None:
    """The day a TIMEX3 value begins with; the first of a month or year; None if it has no year."""
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if m is None:
        return None
    try:
        return date(int(m[1]), int(m[2] or 1), int(m[3] or 1))
    except ValueError:
        return None


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


def relative(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """Last week, this month, next year; the unit and how many of it away."""
    unit, by = said.get("unit", "Y"), int(said.get("shift", -1))
    if "weekend" in said:
        unit, by = "WE", 0 if view.ahead > 0 else -1
        if view.day is not None and view.day.isoweekday() >= 5:
            by = 0
    if view.day is None:
        return Value(_open(unit), "DATE", GRAINS[unit])
    if unit == "D" and by == 0:
        return Value("PRESENT_REF", "DATE", "reference")
    return Value(shifted(view.day, unit, by), "DATE", GRAINS[unit], True)


def _open(unit: str) -> str:
    return {
        "Y": "XXXX",
        "M": "XXXX-XX",
        "D": "XXXX-XX-XX",
        "Q": "XXXX-QX",
        "E": "XXX",
        "C": "XX",
    }.get(unit, "XXXX-WXX")


def season(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A season of a year that is said, or the nearest."""
    name, year = said["season"], _year(said, view)
    if year is None and view.day is not None:
        months = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
        shift = int(said.get("shift", 0))
        if shift:
            year = f"{_shifted_month(shift, months[name], view.day):04}"
        else:
            year = f"{year_for(months[name], 15, view) or view.day.year:04}"
    return Value(
        f"{year or 'XXXX'}-{name}", "DATE", "season", "year" not in said and view.day is not None
    )


def quarter(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """A quarter of a year that is said, or the last that has ended or nearly so."""
    year, seen = _year(said, view), view.day
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


def weekof(said: Said, view: View, settings: Mapping[str, Any]) -> Value | None:
    """The week that holds a day."""
    value = calendar(said, view, settings)
    day = date_of(value.value) if value else None
    return Value(week(day), "DATE", "week", True) if day else None


def yearend(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The last day of the year said or seen."""
    year = said.get("year") or (f"{view.day.year:04}" if view.day else "XXXX")
    return Value(f"{year}-12-31", "DATE", "day", "year" not in said)


def halfyear(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The first or second half of a year."""
    year = (
        _year(said, view) or said.get("lastyear") or (f"{view.day.year:04}" if view.day else "XXXX")
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


def duration(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """How long: "P12D", "PT5H", "PXY" where the number is left open."""
    return _lasting(said.get("n", "1"), said, said["unit"])


def _lasting(n: str, said: Said, unit: str) -> Value | None:
    count = _count({**said, "n": n})
    if unit == "WE":
        return Value("P2D" if count == "1" else f"P{count}WE", "DURATION", "day")
    if unit in ("2W", "C"):
        by, unit_ = (2, "W") if unit == "2W" else (100, "Y")
        return Value(
            f"P{count if count == 'X' else f'{float(count) * by:g}'}{unit_}",
            "DURATION",
            GRAINS[unit_],
        )
    if unit.startswith("T"):
        return Value(_hours(count, unit[1]), "DURATION", GRAINS[unit])
    if count == "0.5":
        return Value(
            {"Y": "P6M", "E": "P5Y", "D": "PT12H"}.get(unit, f"P0.5{unit}"),
            "DURATION",
            GRAINS[unit],
        )
    return Value(f"P{count}{unit}", "DURATION", GRAINS[unit])


def _hours(count: str, unit: str) -> str:
    if unit == "H" and count.endswith(".5"):
        whole = count[:-2]
        return f"PT{whole}H30M" if whole != "0" else "PT30M"
    return f"PT{count}{unit}"


def vague(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Years, recent weeks, the coming months: a duration of unknown length."""
    return _lasting("X", {}, said["unit"])


def often(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Every day, each year, weekly, Mondays."""
    if "often" in said:
        return Value(said["often"], "SET", "set")
    if "weekday" in said:
        part = f"T{said['part']}" if "part" in said else ""
        return Value(f"XXXX-WXX-{said['weekday']}{part}", "SET", "set")
    if "part" in said:
        return Value(f"XXXX-XX-XXT{said['part']}", "SET", "set")
    if "month" in said:
        return Value(f"XXXX-{said['month']}", "SET", "set")
    value = _lasting(said.get("n", "1"), said, said["unit"])
    return value._replace(type="SET", grain="set") if value else None


def fixed(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """The present, the past, the future."""
    return Value(said["ref"], "DATE", "reference")


READINGS: dict[str, Reading] = {
    "calendar": calendar, "interval": interval, "slashed": slashed, "dotted": dotted, "spelled": spelled,
    "feast": feast, "weekday": weekday, "near": near, "time": time, "oclock": time, "isotime": isotime, "ago": ago,
    "later": later, "period": period, "yearago": yearago, "weekof": weekof, "yearend": yearend, "same": same, "relative": relative, "season": season, "quarter": quarter,
    "halfyear": halfyear, "decade": decade, "century": century, "duration": duration, "vague": vague,
    "set": often, "fixed": fixed, "nothing": lambda said, view, settings: None,
}  # fmt: skip


# --- EDTF


def edtf(value: Value) -> str | None:
    """The same in EDTF (ISO 8601-2), or None where it has no such form: durations, sets, references."""
    if value.type not in ("DATE", "TIME"):
        return None
    text = value.value
    if m := re.fullmatch(r"([\dX]{4}-[\dX]{2}-[\dX]{2})T(\d\d:\d\d)(:\d\d)?", text):
        return f"{m[1]}T{m[2]}{m[3] or ':00'}" if "X" not in m[1] and m[2] < "24" else m[1]
    if m := re.fullmatch(r"([\dX]{4}-[\dX]{2}-[\dX]{2})T[A-Z]{2}", text):
        return m[1]
    if re.fullmatch(r"[\dX]{4}(-[\dX]{2}){0,2}(/[\dX]{4}(-[\dX]{2}){0,2})?", text):
        return text
    if re.fullmatch(r"\d{2,3}", text):
        return text.ljust(4, "X")
    return _grouped(text)


def _grouped(text: str) -> str | None:
    if m := re.fullmatch(r"([\dX]{4})-(SP|SU|FA|WI)", text):
        return f"{m[1]}-{SEASONS[m[2]]}"
    if m := re.fullmatch(r"([\dX]{4})-Q([1-4])", text):
        return f"{m[1]}-{32 + int(m[2])}"
    if m := re.fullmatch(r"([\dX]{4})-H([12])", text):
        return f"{m[1]}-{39 + int(m[2])}"
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", text):
        try:
            first = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        except ValueError:
            return None
        return f"{first.isoformat()}/{moved(first, 1 if m[3] else 6).isoformat()}"
    return None
