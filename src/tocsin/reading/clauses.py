"""The clauses of a sentence that was not parsed, and the distances in it, counted in words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.reading.units import Unit
from tocsin.reading.wordorder import Order

_WORD = re.compile(r"\w+")
COMMA = re.compile(r"[,،、，]")


class Clauses(NamedTuple):
    """A sentence's folded text with what cuts it: `cuts` where another clause begins, `relative` where one about the name before does."""

    low: str
    start: int
    end: int
    cuts: tuple[int, ...]
    relative: tuple[int, ...]
    pronouns: tuple[int, ...]
    order: Order

    def around(self, at: int) -> tuple[int, int]:
        """The clause that the character at `at` stands in."""
        first = max((c for c in self.cuts if c <= at), default=self.start)
        return first, min((c for c in self.cuts if c > at), default=self.end)

    def parted(self, start: int, end: int) -> bool:
        """Whether a comma or the beginning of another clause lies between two places."""
        inside = any(start <= c < end for c in self.cuts)
        return inside or COMMA.search(self.low, start, end) is not None

    def words(self, start: int, end: int) -> int:
        """How many words lie between two places; two signs of a script without spaces are one."""
        if start >= end:
            return 0
        found = _WORD.findall(self.low, start, end)
        return len(found) if self.order.spaced else sum(map(len, found)) // 2

    def words_beside(self, start: int, end: int, units: Sequence[Unit]) -> int:
        """The same without those of the names between."""
        inside = (u for u in units if start <= u.start and u.end <= end)
        return self.words(start, end) - sum(self.words(u.start, u.end) for u in inside)
