"""Every category and mode of acts: what it means, and the neutral words for it."""

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
CATEGORY_COLUMNS = ("category", "quad", "declared", "definition")
_COLUMNS = ("category", "mode", "definition", "shape", "force", "by", *_WORDS)


class Act(NamedTuple):
    """Neutral words for a category and mode: nouns, and verbs with and without somebody it is done to.

    `definition` is what the mode means, empty for a whole category (categories() has that).
    `shape` is "between" where the sides do it together, else "upon"; `by` is whether a title says who did it.
    """

    category: str
    mode: str
    definition: str
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
    known = {row["category"] for row in rows(DATA / "categories.tsv", CATEGORY_COLUMNS)}
    allowed = frozenset((*known, ANY))
    found = {}
    for row in rows(DATA / "acts.tsv", _COLUMNS):
        if missing := [column for column in _WORDS if not row[column]]:
            raise row.bad(f"{', '.join(missing)} is empty; every act has all its words")
        key = choice(row, "category", allowed), row["mode"]
        if bool(row["mode"]) != bool(row["definition"]):
            raise row.bad("a line with a mode has its definition; one without a mode has none")
        shape = choice(row, "shape", _SHAPES)
        force, by = (choice(row, column, _ANSWERS) == "yes" for column in ("force", "by"))
        found[key] = Act(
            *key, row["definition"], shape, force, by, *(row[column] for column in _WORDS)
        )
    return MappingProxyType(found)


def act(category: str, mode: str | None = None) -> Act:
    """The words for an act: of its mode, else of its category, else of any act."""
    table = acts()
    return table.get((category, mode or "")) or table.get((category, "")) or table[ANY, ""]
