"""The words that English has, by part of speech: the index of base forms that the parser's model brings along."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tocsin.atlas import rows
from tocsin.reading.lemma import lemma
from tocsin.reading.parse import MODELS

_FRONT = re.compile(
    r"(?:anti|counter|narco|non|sub|super|ultra|para|inter|bi|un|re|mis|over|under|machine|co|pre|post)-?(?=[a-z]{4})"
)
_POS = ("noun", "verb", "adj", "adv")


class Wordbook(NamedTuple):
    """Base forms in small letters; `others` are verbs, adjectives and adverbs. `nouns` hold well-known names, too, since the index writes them small."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    others: frozenset[str]

    def plain(self, low: str) -> bool:
        """Whether `low` is a form of a verb, an adjective or an adverb, which no name is."""
        return any(base in self.others for base in _bases(low))

    def noun(self, low: str) -> bool:
        """Whether `low` is a noun or the plural of one, or one behind "anti", "sub" and the like; it may be a well-known name."""
        if self._listed(low) or low.endswith("men"):
            return True
        front = _FRONT.match(low)
        rest = low[front.end() :] if front else ""
        return bool(rest) and (self._listed(rest) or self.plain(rest))

    def _listed(self, low: str) -> bool:
        return low in self.nouns or lemma(low, "NNS") in self.nouns

    def verb(self, low: str) -> bool:
        """Whether `low` is a form of a verb."""
        return any(base in self.verbs for base in _bases(low))


def _bases(low: str) -> Iterator[str]:
    yield low
    yield lemma(low, "VBZ")
    yield lemma(low, "VBD")  # irregular ones
    for ending in ("ed", "ing", "er", "est", "ly"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stem = low[: -len(ending)]
            yield from (stem, stem + "e", re.sub("i$", "y", stem), stem[:-1])


@cache
def name_words(listed: str) -> frozenset[str]:
    """A list of words of names from lexicons/any/names.tsv: given, family, opening, joining, title."""
    table = files("tocsin.reading") / "lexicons" / "any" / "names.tsv"
    return next(
        frozenset(row["words"].split())
        for row in rows(table, ("list", "words"))
        if row["list"] == listed
    )


@cache
def wordbook() -> Wordbook | None:
    """The index of the model that is installed, the official one first; None if there is none."""
    for model in MODELS:
        if find_spec(model) is not None and find_spec("spacy") is not None:
            return _of_model(model)
    return None


def _of_model(model: str) -> Wordbook | None:
    root = import_module(model).__file__
    found = sorted(Path(root or "").parent.glob("**/lemmatizer/lookups/lookups.bin"))
    if not found:
        return None
    index = (
        import_module("spacy.lookups").Lookups().from_disk(found[0].parent).get_table("lemma_index")
    )
    nouns, *others = (frozenset(map(str, index.get(pos, ()))) for pos in _POS)
    return Wordbook(nouns, others[0], frozenset().union(*others))
