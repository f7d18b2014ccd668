"""Lists of words and names in a text: one pass over all of them, longest first, whole words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from tocsin.atlas import Entry, Role, fold, joins


class Name(NamedTuple):
    """A name of the atlas at [start, end) of the text, with the entries it may stand for."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Words:
    """Finds whole words and phrases of a list in a text; `find` yields (start, end, phrase)."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = sorted({p for p in phrases if p})
        self._machine = AhoCorasick(self._phrases) if self._phrases else None

    def find(self, low: str) -> Iterator[tuple[int, int, str]]:
        """The phrases in `low`, a text already folded, in order, longest first where they overlap."""
        if self._machine is None:
            return
        found = self._machine.find_matches_as_indexes(low, overlapping=True)
        reach = 0
        for start, minus_end, n in sorted((start, -end, n) for n, start, end in found):
            if start >= reach and _whole(low, start, -minus_end):
                yield start, -minus_end, self._phrases[n]
                reach = -minus_end

    def all(self, low: str) -> frozenset[str]:
        """Every phrase that stands in `low`, those inside longer ones, too."""
        if self._machine is None:
            return frozenset()
        found = self._machine.find_matches_as_indexes(low, overlapping=True)
        return frozenset(self._phrases[n] for n, start, end in found if _whole(low, start, end))

    def any(self, low: str) -> bool:
        """Whether one of the phrases stands in `low`."""
        return next(self.find(low), None) is not None


def _whole(low: str, start: int, end: int) -> bool:
    """Whether [start, end) is no part of a longer word; scripts without spaces know no such thing."""
    before = start == 0 or not (joins(low[start - 1]) and joins(low[start]))
    after = end >= len(low) or not (joins(low[end]) and joins(low[end - 1]))
    return before and after


class Names:
    """Names beyond the atlas, by surface, ready to be found in texts."""

    def __init__(
        self, surfaces: Mapping[str, tuple[Entry, ...]], nouns: Mapping[str, Role] | None = None
    ) -> None:
        self._nouns = {fold(n): r for n, r in (nouns or {}).items()}
        self._noun_words = Words(self._nouns)
        self._surfaces = {fold(s).removeprefix("the "): e for s, e in surfaces.items()}
        self._words = Words(self._surfaces)

    def find(self, text: str) -> list[Name]:
        """The names in `text`, in order; a name is written with a capital letter."""
        return [
            Name(start, end, self._surfaces[surface])
            for start, end, surface in self._words.find(fold(text))
            if not text[start].islower()
        ]

    def roles(self, text: str) -> Iterator[tuple[int, int, Role]]:
        """The role nouns of this list in `text`: start, end, what they stand for."""
        for start, end, noun in self._noun_words.find(fold(text)):
            yield start, end, self._nouns[noun]
