"""What kind of happening a passage is mostly about, by weighted patterns of words; several kinds in order of weight."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tocsin.reading.wordings import lowered, pattern

REACH = 1200  # characters: what a report is about stands at its beginning
EARLY = 200
GENERAL = 4  # by how much a general kind gives way
WEIGHTS = {"strong": 4, "plain": 2, "weak": 1, "never": -1}
STRONG = 8  # the weight of a kind that a strong pattern speaks for


class Weighed(NamedTuple):
    """A kind and how much in the passage speaks for it."""

    kind: str
    weight: int


class BadKinds(ValueError):
    """The table of kinds holds something that cannot be read; the message names file and kind."""


class Kind(NamedTuple):
    """A kind of the table with its patterns and their weights."""

    name: str
    general: bool
    patterns: tuple[tuple[re.Pattern[str], int], ...]


def kinds(text: str, language: str = "en") -> tuple[Weighed, ...]:
    """The kinds that the beginning of a text speaks for, the weightiest first; equal ones in the order of the table."""
    low = lowered(text[:REACH])
    found = [Weighed(kind.name, _weight(low, kind)) for kind in _table(language)]
    return tuple(sorted((w for w in found if w.weight > 0), key=lambda w: -w.weight))


def _weight(low: str, kind: Kind) -> int:
    """The weight of the strongest pattern that stands in the text; more of them, and an early one, add a little."""
    found = [(m.start(), w) for p, w in kind.patterns if (m := p.search(low))]
    if not found or any(w < 0 for _, w in found):
        return 0
    early = any(start < EARLY and w >= WEIGHTS["strong"] for start, w in found)
    weight = 2 * max(w for _, w in found) + min(len(found) - 1, 2) + 2 * early
    return max(1, weight - GENERAL) if kind.general else weight


@cache
def _table(language: str) -> tuple[Kind, ...]:
    table = files("tocsin.reading") / "lexicons" / language / "kinds.toml"
    if not table.is_file():
        return ()
    read = tomllib.loads(table.read_text("utf-8"))
    classes: dict[str, str] = read.pop("words", {})
    return tuple(_kind(name, fields, classes) for name, fields in read.items())


def _kind(name: str, fields: dict[str, Any], classes: dict[str, str]) -> Kind:
    if unknown := sorted(set(fields) - {"general", *WEIGHTS}):
        known = ", ".join(("general", *WEIGHTS))
        raise BadKinds(f"kinds.toml, {name}: {', '.join(unknown)} is unknown; there is {known}")
    patterns = [(p, w) for field, w in WEIGHTS.items() for p in fields.get(field, ())]
    found = tuple((pattern(p, classes), w) for p, w in patterns)
    return Kind(name, bool(fields.get("general")), found)
