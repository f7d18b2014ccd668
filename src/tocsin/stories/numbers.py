"""How numbers given for one thing stand to one another: "at least 8" and 9 can both be true, 8 and 9 cannot."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from tocsin.records import Quantity, Relation

ROSE = 1200  # thousandths: from here on a toll has risen; less is rounding
ABOUT = frozenset(
    ["about", "around", "approximately", "nearly", "almost", "roughly", "some", "close"]
)
SCOPE = frozenset(["including", "included", "includes", "excluding", "besides"])


class Count(NamedTuple):
    """Between `low` and `high` (None: open), said on `day` (ordinal, None: not known); `scope`: says whom it counts.

    `part`: counts only some, such as soldiers; `rose`: is told as a number that has grown.
    """

    low: int
    high: int | None
    day: int | None = None
    scope: bool = False
    part: str | None = None
    rose: bool = False

    def meets(self, other: "Count") -> bool:
        """Whether some number lies in both."""
        return (other.high is None or self.low <= other.high) and (
            self.high is None or other.low <= self.high
        )


def count(quantity: Quantity, day: int | None = None, scope: bool = False) -> Count | None:
    """The range a quantity allows: as said, and a fifth either way of "about"; None if it gives no number."""
    given = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
    if not given:
        return None
    low, high = min(given), max(given)
    if quantity.low is None and quantity.best is None:
        low = 0  # "up to nine"
    hedge = set((quantity.qualifier or "").casefold().split())
    if quantity.high is None and quantity.best is None:
        return Count(low, None, day, scope or bool(hedge & SCOPE))
    if hedge & ABOUT and low == high:
        low, high = low - low // 5, high + high // 5
    return Count(low, high, day, scope or bool(hedge & SCOPE))


def narrowed(counts: Sequence[Count]) -> Count:
    """What one report says, from all it says of one thing in the order of its text: its first number counts.

    It is as open upwards as the report's most careful sentence ("at least three" in the lead hedges "three dead" in
    the title), and reaches to the largest of its numbers; those twice as large or half as small are of something else.
    """
    first = counts[0]
    same = [
        c for c in counts if _middle(first) <= 2 * _middle(c) and _middle(c) <= 2 * _middle(first)
    ]
    highs = [c.high for c in same if c.high is not None]
    is_open = len(highs) < len(same)
    days = [c.day for c in same if c.day is not None]
    high = None if is_open else max(highs)
    return Count(
        first.low,
        high,
        max(days, default=None),
        any(c.scope for c in same),
        first.part,
        any(c.rose for c in same),
    )


def relation(counts: Sequence[Count]) -> Relation:
    """How the counts of several reports stand, by the sharpest difference between any two of them.

    A number of soldiers beside one of all the dead is a part of it, and says nothing against it.
    """
    whole = [c for c in counts if not c.part] or counts
    found = {_between(a, b) for a, b in combinations(whole, 2)}
    found |= {"scope" for c in counts if c.part and any(not c.meets(w) for w in whole)}
    order: tuple[Relation, ...] = ("contradict", "update", "scope", "compatible", "agree")
    return next((r for r in order if r in found), "agree")


def reasons(counts: Sequence[Count]) -> str | None:
    """Why numbers that differ need not exclude each other, in words; None where nothing needs saying."""
    if len({(c.low, c.high) for c in counts}) < 2:
        return None
    whole = [c for c in counts if not c.part]
    parts: dict[str, list[str]] = {}
    for c in counts:
        if c.part and whole:
            parts.setdefault(shown(c), []).append(c.part)
    said = [f"{n} counts {' or '.join(sorted(set(ps)))} only" for n, ps in parts.items()]
    said += [f"{shown(c)} is told as risen" for c in counts if c.rose]
    said += [
        f"{shown(a)} and {shown(b)} were given on one day"
        for a, b in combinations(whole, 2)
        if _between(a, b) == "contradict" and a.day == b.day is not None
    ]
    return "; ".join(dict.fromkeys(said)) or None


def _between(a: Count, b: Count) -> Relation:
    if (a.low, a.high) == (b.low, b.high):
        return "agree"
    small, large = sorted((a, b), key=lambda c: (c.low, c.high is None, c.high or 0))
    rose = 1000 * _middle(large) >= ROSE * _middle(small)
    if small.meets(large) and not (rose and small.high is None):
        return "compatible"
    if small.scope != large.scope:
        return "scope"
    return _risen(small, large)


def _middle(counted: Count) -> int:
    return counted.low if counted.high is None else (counted.low + counted.high) // 2


def _risen(small: Count, large: Count) -> Relation:
    """An open count that is passed, or a smaller one of an earlier day, was updated; on one day there is no time to."""
    if large.rose:
        return "update"
    if small.day is not None and large.day is not None:
        return "update" if small.day < large.day else "contradict"
    return "update" if small.high is None else "contradict"


def as_said(quantity: Quantity) -> str:
    """A quantity as text, nearly as it was said: "about 3,000", "8 or more", "up to 9"."""
    if set((quantity.qualifier or "").casefold().split()) & ABOUT and quantity.best is not None:
        return f"about {quantity.best:,}"
    if quantity.low is None and quantity.best is None and quantity.high is not None:
        return f"up to {quantity.high:,}"
    known = count(quantity)
    return shown(known) if known else ""


def shown(counted: Count) -> str:
    """A count as text: "8", "8-12", "8 or more"."""
    if counted.high is None:
        return f"{counted.low} or more"
    return str(counted.low) if counted.low == counted.high else f"{counted.low}-{counted.high}"
