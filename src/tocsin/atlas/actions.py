"""What can be done and by whom, in PLOVER 2.0 terms: categories, modes, contexts, sectors, and the way over from CAMEO."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from tocsin.atlas.acts import CATEGORY_COLUMNS, acts
from tocsin.atlas.entries import DATA
from tocsin.atlas.tables import choice, rows

_DECLARED = frozenset({"plover", "x"})


class Category(msgspec.Struct, frozen=True):
    """A category of acts, its quad ("verbal conflict") and what it means; `extension` if PLOVER has no such."""

    name: str
    quad: str
    definition: str
    extension: bool = False


class Mode(msgspec.Struct, frozen=True):
    """A way of doing an act of a category; names of our extensions begin with x-."""

    category: str
    name: str
    definition: str
    extension: bool = False


class Sector(msgspec.Struct, frozen=True):
    """What kind of actor somebody is; `side` is state, armed or society."""

    name: str
    side: str
    definition: str


class Coding(msgspec.Struct, frozen=True):
    """What a CAMEO code is in PLOVER 2.0; statements and appeals have no category."""

    code: str
    meaning: str
    category: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()


@cache
def categories() -> Mapping[str, Category]:
    """The sixteen categories of PLOVER 2.0 and STATE, by name."""
    found = {}
    for row in rows(DATA / "categories.tsv", CATEGORY_COLUMNS):
        extension = choice(row, "declared", _DECLARED) == "x"
        found[row["category"]] = Category(
            row["category"], row["quad"], row["definition"], extension
        )
    return MappingProxyType(found)


@cache
def modes() -> Mapping[tuple[str, str], Mode]:
    """The modes by (category, name): the lines of acts.tsv that have a mode."""
    found = {}
    for at, act in acts().items():
        if act.mode:
            found[at] = Mode(act.category, act.mode, act.definition, act.mode.startswith("x-"))
    return MappingProxyType(found)


@cache
def contexts() -> Mapping[str, str]:
    """The 37 contexts with what they mean."""
    table = rows(DATA / "contexts.tsv", ("context", "definition"))
    return MappingProxyType({row["context"]: row["definition"] for row in table})


@cache
def sectors() -> Mapping[str, Sector]:
    """The sectors by code."""
    sides = frozenset({"state", "armed", "society"})
    found = {}
    for row in rows(DATA / "sectors.tsv", ("sector", "side", "definition")):
        found[row["sector"]] = Sector(row["sector"], choice(row, "side", sides), row["definition"])
    return MappingProxyType(found)


@cache
def _codings() -> Mapping[str, Coding]:
    allowed, ways = frozenset(categories()) | {""}, modes()
    found = {}
    for row in rows(DATA / "cameo.tsv", ("code", "meaning", "category", "mode", "contexts")):
        category = choice(row, "category", allowed)
        if row["mode"] and (category, row["mode"]) not in ways:
            raise row.bad(f"{category} has no mode {row['mode']!r}")
        if unknown := set(row["contexts"].split()) - contexts().keys():
            raise row.bad(f"no such context: {', '.join(sorted(unknown))}")
        found[row["code"]] = Coding(
            row["code"],
            row["meaning"],
            category or None,
            row["mode"] or None,
            tuple(row["contexts"].split()),
        )
    return MappingProxyType(found)


def cameo(code: str) -> Coding | None:
    """What a CAMEO code (two to four digits) is in PLOVER 2.0; an unknown longer code reads as its beginning."""
    while len(code) >= 2:
        if coding := _codings().get(code):
            return coding
        code = code[:-1]
    return None


def cameo_of(category: str, mode: str | None) -> str | None:
    """The most general CAMEO code that reads as a PLOVER category and mode; without one of that mode, the category's."""
    fits = [c for c in _codings().values() if c.category == category]
    exact = [c for c in fits if mode is not None and c.mode == mode]
    return min((c.code for c in exact or fits), key=lambda code: (len(code), code), default=None)
