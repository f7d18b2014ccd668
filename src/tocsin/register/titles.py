"""Titles of incidents, neutral by rule: what was done, to what, where, when."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from string import Formatter

import msgspec

from tocsin.atlas import BadTable, UnknownCountry, categories, country_name, modes
from tocsin.records import Happening, Party
from tocsin.register.loaded import DATA, loaded_words, neutral

MONTHS = [
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
]
_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?[~?%]?")
_FIELDS = frozenset({"by", "to", "all", "pair", "object"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "du", "des", "la", "le"})


def title(happening: Happening) -> str:
    """The neutral title of a happening: "Strike on Avaria, Port Selm, 1 April 2024".

    The act comes from a table by category and mode, the parties by the names of their countries; a party whose name
    itself judges is left out, and so is what is not said. Raises BadTable if the table of titles cannot be used.
    """
    act, place = _act(happening), _place(happening)
    named = place is not None and place in act
    parts = [act, None if named else place, date_words(happening.date)]
    return neutral(", ".join(part for part in parts if part))


def date_words(date: str | None) -> str | None:
    """An EDTF date in words: "1 April 2024", "June 2025", "13 April", "13 to 24 June 2025"; None for None."""
    if date is None:
        return None
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
    if not found:
        return date  # sets, seasons and the like stay as they are written
    year, month, day = found.groups()
    words = [str(int(day))] if day and day != "XX" else []
    words += [MONTHS[int(month) - 1]] if month and "01" <= month <= "12" else []
    words += [year] if year != "XXXX" else []
    about = "about " if date[-1] in "~%" else ""
    return about + " ".join(words) if words else date


def _act(happening: Happening) -> str:
    by = _names(happening, "initiator")
    to = [name for name in _names(happening, "recipient") if name not in by]
    everyone = by + to
    known = {
        "by": _list(by),
        "to": _list(to),
        "all": _list(everyone),
        "pair": _list(everyone) if len(everyone) > 1 else "",
        "object": _object(happening),
    }
    templates = _templates(happening.category, happening.mode)
    fits = (t for t in templates if all(known[field] for field in _fields(t)))
    return next(fits).format(**known)  # the last one fits always; loading the table has seen to it


def _names(happening: Happening, side: str) -> list[str]:
    names = (_name(party) for party in happening.parties if party.side == side)
    return [name for name in dict.fromkeys(names) if name and not loaded_words(name)]


def _name(party: Party) -> str | None:
    """A country by its name in the atlas, another party by its own if that is a proper name; else None."""
    try:
        name = country_name(party.code) if party.code else party.name
    except UnknownCountry:
        name = party.name
    if not _proper(name):
        return None
    takes_the = party.code in _table().the or name.split()[-1] in _table().the_words
    return f"the {name}" if takes_the and not name.startswith("the ") else name


def _proper(name: str) -> bool:
    words = [word for word in name.split() if word not in _SMALL]
    return bool(words) and not any(word[0].islower() for word in words)


def _object(happening: Happening) -> str:
    """What of a recipient country was meant ("Avaria's embassy"), if a source says it without judging."""
    for party in happening.parties:
        name = party.name if party.side == "recipient" and party.code else ""
        if name[:1].isupper() and name.split()[-1][0].islower() and not loaded_words(name):
            return name
    return ""


def _place(happening: Happening) -> str | None:
    if happening.place and not loaded_words(happening.place):
        return happening.place
    try:
        return country_name(happening.country) if happening.country else None
    except UnknownCountry:
        return None


def _list(names: Iterable[str]) -> str:
    *before, last = [*names] or [""]
    return f"{', '.join(before)} and {last}" if before else last


def _fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def _templates(category: str, mode: str | None) -> tuple[str, ...]:
    of = _table().acts.get(category, {})
    return of.get(mode or "any") or of.get("any") or _table().other


class _Table(msgspec.Struct, frozen=True):
    the: frozenset[str]
    the_words: frozenset[str]
    other: tuple[str, ...]
    acts: dict[str, dict[str, tuple[str, ...]]]


@cache
def _table() -> _Table:
    return table_in((DATA / "titles.toml").read_text("utf-8"))


def table_in(text: str) -> _Table:
    """The table of titles written in `text`. Raises BadTable naming what cannot be used."""
    try:
        read = tomllib.loads(text)
        acts = {name: read.pop(name) for name in [*read] if isinstance(read[name], dict)}
        table = msgspec.convert({**read, "acts": acts}, _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"titles.toml: {err}") from None
    _check("other", "any", table.other)
    for category, of in table.acts.items():
        if category not in categories():
            raise BadTable(f"titles.toml: no category {category!r}")
        for mode, templates in of.items():
            _check(category, mode, templates)
    return table


def _check(category: str, mode: str, templates: tuple[str, ...]) -> None:
    where = f"titles.toml: {category}.{mode}"
    if mode != "any" and (category, mode) not in modes():
        raise BadTable(f"{where}: {category} has no such mode")
    for template in templates:
        if found := loaded_words(template):
            raise BadTable(f"{where}: {template!r} judges: {', '.join(found)}")
        if unknown := _fields(template) - _FIELDS:
            raise BadTable(
                f"{where}: {unknown.pop()!r} is no field; there is {', '.join(sorted(_FIELDS))}"
            )
    if not templates or _fields(templates[-1]):
        raise BadTable(f"{where}: the last template must fit without names")
