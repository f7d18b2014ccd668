"""Neutral words for what was done: nouns and verbs for every category and mode of acts."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from tocsin.atlas.entries import DATA
from tocsin.atlas.tables import choice, rows

ANY = "*"  # the line that speaks for whatever is not listed
_ARTICLE = re.compile(r"^an? ")
_SHAPES, _ANSWERS = frozenset(("between", "upon")), frozenset(("yes", "no"))
_WORDS = ("noun", "to", "did", "do", "did_alone", "do_alone")
_COLUMNS = ("category", "mode", "shape", "force", "by", *_WORDS)


class Act(NamedTuple):
    """Neutral words for a category and mode: nouns, and verbs with and without somebody it is done to.

    `shape` is "between" where the sides do it together, else "upon"; `by` is whether a title says who did it.
    """

    category: str
    mode: str
    shape: str
    force: bool
    by: bool
    noun: str
    to: str
    did: str
    do: str
    did_alone: str
    do_alone: str

    @property
    def title(self) -> str:
        """The noun without its article, as a title begins."""
        return _ARTICLE.sub("", self.noun)

    @property
    def words(self) -> frozenset[str]:
        """Everything this act may be called."""
        verbs = (self.did, self.do, self.did_alone, self.do_alone)
        return frozenset((self.noun, self.to, self.title, *verbs))


@cache
def acts() -> Mapping[tuple[str, str], Act]:
    """Words for acts by category and mode ("" for the category itself)."""
    found = {}
    for row in rows(DATA / "acts.tsv", _COLUMNS):
        if missing := [column for column in _WORDS if not row[column]]:
            raise row.bad(f"{', '.join(missing)} is empty; every act has all its words")
        key = row["category"], row["mode"]
        shape = choice(row, "shape", _SHAPES)
        force, by = (choice(row, column, _ANSWERS) == "yes" for column in ("force", "by"))
        found[key] = Act(*key, shape, force, by, *(row[column] for column in _WORDS))
    return MappingProxyType(found)


def act(category: str, mode: str | None = None) -> Act:
    """The words for an act: of its mode, else of its category, else of any act."""
    table = acts()
    return table.get((category, mode or "")) or table.get((category, "")) or table[ANY, ""]
