"""How long and how often: values of durations and sets."""

from collections.abc import Mapping
from typing import Any

from tocsin.reading.almanac import GRAINS, Value, View

Said = Mapping[str, str]
MANIFOLD = {"2W": (2, "W"), "C": (100, "Y")}
HALVES = {"Y": "P6M", "E": "P5Y", "D": "PT12H"}


def count(said: Said) -> str:
    """The number of units as TIMEX3 writes it: "12", "1.5", "X" where it is left open."""
    n = said.get("n", "1")
    if n == "X":
        return n
    total = float(n) + float(said.get("frac", 0)) + float("0." + said.get("tenth", "0"))
    return str(int(total)) if total == int(total) else f"{total:g}"


def duration(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """How long: "P12D", "PT5H", "PXY" where the number is left open."""
    return _lasting(said.get("n", "1"), said, said["unit"])


def _lasting(n: str, said: Said, unit: str) -> Value | None:
    number = count({**said, "n": n})
    if unit == "WE":
        return Value("P2D" if number == "1" else f"P{number}WE", "DURATION", "day")
    if unit.startswith("T"):
        return Value(_hours(number, unit[1]), "DURATION", GRAINS[unit])
    if unit in MANIFOLD:
        by, simple = MANIFOLD[unit]
        several = number if number == "X" else f"{float(number) * by:g}"
        return Value(f"P{several}{simple}", "DURATION", GRAINS[simple])
    value = HALVES.get(unit) if number == "0.5" else None
    return Value(value or f"P{number}{unit}", "DURATION", GRAINS[unit])


def _hours(count: str, unit: str) -> str:
    if unit == "H" and count.endswith(".5"):
        whole = count[:-2]
        return f"PT{whole}H30M" if whole != "0" else "PT30M"
    return f"PT{count}{unit}"


def pair(said: Said, view: View, _: Mapping[str, Any]) -> Value | None:
    """Two of a unit, where the language has a form of its own for two."""
    return _lasting("2", {}, said["unit"])


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
