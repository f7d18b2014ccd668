"""Time expressions in EDTF (ISO 8601-2), where they have such a form."""

import re
from datetime import date

from tocsin.reading.almanac import Value, moved

SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


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
