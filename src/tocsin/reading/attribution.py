"""Whose words a passage is: the innermost quote it stands in, or the outlet's own voice."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from tocsin.reading.cues import Cues
from tocsin.reading.marks import Quoted, quotations
from tocsin.reading.quotes import Found
from tocsin.reading.sentences import Sentence
from tocsin.reading.speakers import Voiced
from tocsin.records import Actor

_CLAUSE = re.compile(r";|,\s+(?:and|but|while|whereas|although|though)\s")
# Frames whose content is named and not asserted: who condemns an attack does not tell of it.
_NAMED_ONLY = ("object", "passive")


class Voice(NamedTuple):
    """Who says it, through whom, by what kind of cue; a speaker of None is the outlet. `alleged`: reports say so, or "reportedly".

    `told` is the quote that it stands in, `hedge` the characters of the words that call it unsure.
    """

    speaker: Actor | None = None
    via: tuple[str, ...] = ()
    alleged: bool = False
    kind: str | None = None
    direct: bool = False
    told: Found | None = None
    hedge: tuple[int, int] | None = None


OUTLET = Voice()


class Hedged(NamedTuple):
    """A clause [start, end) that `words` call unsure ("reportedly")."""

    start: int
    end: int
    words: tuple[int, int]


class Attribution:
    """The voices of one text; ask `at` for those of a passage."""

    def __init__(self, spans: Sequence[tuple[int, int, Voiced]], hedged: Sequence[Hedged]) -> None:
        self._spans = sorted(spans, key=lambda s: (s[0], -s[1]))
        self._starts = [s[0] for s in self._spans]
        self._reach = list(accumulate((s[1] for s in self._spans), max))
        self._hedged = sorted(hedged)
        self._hedged_from = [h.start for h in self._hedged]

    @classmethod
    def of(
        cls, spoken: Sequence[Voiced], text: str, sentences: Sequence[Sentence], cues: Cues | None
    ) -> Self:
        """The voices of `text`, from its quotes and its hedges."""
        marks = quotations(text)
        spans = [(a, b, v) for v in spoken for a, b in _asserted(v, marks)]
        return cls(spans, [c for s in sentences for c in _hedged(text, s, cues)])

    def at(self, start: int, end: int) -> Voice:
        """Whose words [start, end) is; a passage that leaves the content of a quote is not within it."""
        n = bisect_right(self._hedged_from, start) - 1
        hedge = self._hedged[n].words if n >= 0 and start < self._hedged[n].end else None
        inner: Voiced | None = None
        for n in range(bisect_right(self._starts, start) - 1, -1, -1):
            if self._reach[n] < end:
                break
            _, b, v = self._spans[n]
            if b >= end and (inner is None or _size(v) < _size(inner)):
                inner = v
        if inner is None:
            return OUTLET._replace(alleged=hedge is not None, hedge=hedge)
        unsure, quote = hedge is not None or inner.vague, inner.found
        return Voice(inner.speaker, inner.via, unsure, quote.kind, quote.direct, quote, hedge)


def _asserted(v: Voiced, marks: Sequence[Quoted]) -> Sequence[tuple[int, int]]:
    """The parts of a quote that its speaker says to be so; of a thing merely named, what stands between marks."""
    way = v.found.rule.rsplit(" ", 1)[-1]
    if way in _NAMED_ONLY or v.found.rule.startswith("noun"):
        return [
            (q.start, q.end) for q in marks for a, b in v.found.content if a <= q.start < q.end <= b
        ]
    return () if way == "prep" and v.found.kind == "praise" else v.found.content


def _size(v: Voiced) -> int:
    return sum(b - a for a, b in v.found.content)


def _hedged(text: str, sentence: Sentence, cues: Cues | None) -> list[Hedged]:
    """The clauses of a sentence that hold a hedge."""
    if cues is None or not cues.hedges.search(text, sentence.start, sentence.end):
        return []
    cuts = [m.start() for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    edges = [sentence.start, *cuts, sentence.end]
    found = ((a, b, cues.hedges.search(text, a, b)) for a, b in pairwise(edges))
    return [Hedged(a, b, m.span()) for a, b, m in found if m]
