"""Which reports repeat which: containment of 3-word shingles, the direction, and the passages they share.

Containment, not likeness: a brief of four sentences inside a long text is a copy although most of the long text
is not in it. Candidates come from sketches and an inverted index; each candidate is then checked exactly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tocsin.records import Copy, Direction, Report
from tocsin.stories.shared import shared_passages
from tocsin.stories.words import (
    Words,
    kept_text,
    passed_over,
    placed_words,
    plain_words,
    shingles,
    sketch,
)

Named = tuple[str, Report]

COPIED = 600  # thousandths of the smaller text: from here on, a copy
SUSPECTED = 400  # thousandths of the smaller sketch: from here on, worth an exact look
SHORT = 256  # texts of fewer shingles keep all of them: one in sixteen would be too few to tell
FEWEST = 6  # shingles; under eight words sameness says nothing
SHORTENED = (
    800  # thousandths of the larger length: shorter than this is a shortening, not a reprint
)


def copies(reports: Sequence[Named]) -> tuple[Copy, ...]:
    """Every pair of reports of which one holds at least 600 thousandths of the other, `a` being the later.

    The order of `reports`, and a report given twice, make no difference. Ordered by `a`, then `b`.
    """
    named = dict(sorted(reports))
    exact = _Exact(named)
    found = [_copy(named, a, b, exact) for a, b in sorted(_candidates(exact, named))]
    return tuple(sorted((c for c in found if c), key=lambda c: (c.a, c.b)))


class _Exact:
    """Exact shingles on demand, of a few hundred reports at a time: all of them at once would not fit in memory."""

    def __init__(self, named: Mapping[str, Report]) -> None:
        self._named = named
        self.of = lru_cache(maxsize=2048)(self._shingles)
        self.worded = lru_cache(maxsize=256)(self._worded)

    def _shingles(self, name: str) -> frozenset[int]:
        return frozenset(shingles(plain_words(kept_text(self._named[name]))))

    def _worded(self, name: str) -> tuple[str, Report, Words]:
        report = self._named[name]
        return name, report, placed_words(report.text, passed_over(report))

    def containment(self, a: str, b: str) -> int:
        one, other = self.of(a), self.of(b)
        smaller = min(len(one), len(other))
        return 1000 * len(one & other) // smaller if smaller >= FEWEST else 0


def _candidates(exact: _Exact, names: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs that may be copies: their sketches, or all shingles of a short text, share enough."""
    sketches: dict[str, frozenset[int]] = {}
    shorts: dict[str, frozenset[int]] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for name in names:
        numbers = exact.of(name)
        sketches[name] = sketch(numbers)
        if FEWEST <= len(numbers) < SHORT:
            shorts[name] = numbers
            for number in shorts[name]:
                holders[number].append(name)
    return _long_pairs(sketches) | _short_pairs(exact, sketches, shorts, holders)


def _long_pairs(sketches: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for name, kept in sketches.items():
        common = Counter(other for number in kept for other in holders[number])
        for other, count in common.items():
            if 1000 * count >= SUSPECTED * min(len(kept), len(sketches[other])):
                pairs.add(_ordered(name, other))
        for number in kept:
            holders[number].append(name)
    return pairs


def _short_pairs(
    exact: _Exact,
    names: Iterable[str],
    shorts: Mapping[str, frozenset[int]],
    holders: Mapping[int, list[str]],
) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    if not shorts:
        return pairs
    for name in names:
        numbers = shorts.get(name) or exact.of(name)
        common = Counter(other for number in numbers for other in holders.get(number, ()))
        for other, count in common.items():
            if other != name and 1000 * count >= COPIED * min(len(shorts[other]), len(numbers)):
                pairs.add(_ordered(name, other))
    return pairs


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _copy(named: Mapping[str, Report], a: str, b: str, exact: _Exact) -> Copy | None:
    containment = exact.containment(a, b)
    if containment < COPIED:
        return None
    later, earlier = _later_first(named, exact, a, b)
    return Copy(
        a=later,
        b=earlier,
        containment=containment,
        direction=_direction(len(exact.of(later)), len(exact.of(earlier))),
        passages=shared_passages(exact.worded(later), exact.worded(earlier)),
    )


def _later_first(named: Mapping[str, Report], exact: _Exact, a: str, b: str) -> tuple[str, str]:
    """The repeating report, then the repeated one: by whom it credits, then by when it was seen, then by length.

    Of two texts without a credit or a date the longer is taken for the first: shortening is commoner than padding.
    """
    for later, earlier in ((a, b), (b, a)):
        if _credits(named[later], named[earlier]):
            return later, earlier
    first = sorted(
        (a, b),
        key=lambda name: (_seen(named[name], named[a], named[b]), -len(exact.of(name)), name),
    )
    return first[1], first[0]


def _credits(later: Report, earlier: Report) -> bool:
    agency = (later.agency or "").casefold()
    source = (earlier.source or "").casefold()
    return bool(agency) and agency == source and (later.source or "").casefold() != agency


def _seen(report: Report, *both: Report) -> str:
    """When a report was seen, as text that sorts: by publication if both say it, else by capture if both have it."""
    if all(r.published for r in both):
        values = [r.published.value for r in both if r.published]
        shortest = min(map(len, values))  # a day and a moment of that day are compared as days
        if len({v[:shortest] for v in values}) == 2 and report.published:
            return report.published.value
    if all(r.captured_at for r in both) and report.captured_at:
        return report.captured_at.isoformat()
    return ""


def _direction(later: int, earlier: int) -> Direction:
    if 1000 * later < SHORTENED * earlier:
        return "shortened from"
    return "updated from" if 1000 * earlier < SHORTENED * later else "copy of"
