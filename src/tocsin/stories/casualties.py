"""How many were killed, hurt, arrested …, as reports in several languages count them: which counts are of the same people.

Where one language tells a story, each report has one count of a kind, and `counted_facts` lays them side by side. In
several languages many counts stand in one report, of two sides and of several hours. So counts come together one by one:
those that are equal, those whose sentences tell the same, and those that one speaker gives; never those of two states.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tocsin.records import Claim, Counted, Fact, Relation
from tocsin.stories.answers import Given, fact
from tocsin.stories.dating import minute_of
from tocsin.stories.lines import Line
from tocsin.stories.numbers import Count, as_said, count, reasons, relation, shown
from tocsin.stories.origins import connected
from tocsin.stories.persons import code
from tocsin.stories.stems import skeleton
from tocsin.stories.tallies import EFFECTS
from tocsin.stories.told import Told
from tocsin.stories.tolls import tolls

BESIDE = 14  # characters between a count and the state whose people it counts
AKIN, LIKE = (
    0.2,
    0.3,
)  # likeness of sentences whose counts are of one side; of a side that one of them does not say
SURE = 0.35  # likeness from which numbers that exclude each other contradict each other
PARTS = frozenset(
    {"soldiers", "police", "fighters", "children", "women", "men", "civilians", "members"}
)
GROWN = frozenset(
    {"rise", "earlier", "later"}
)  # meanings that make of two numbers an older and a newer one


class Toll(NamedTuple):
    """A count in a sentence: its kind, the range it allows, whose people it counts, which of them, and who counts."""

    claim: Claim
    line: Line
    kind: str
    range: Count
    side: str | None
    counter: str | None


def casualties(told: Told) -> tuple[Fact, ...]:
    """One fact for each group of counts that are of the same people."""
    found = [t for claim in tolls(told) if (t := _toll(told, claim))]
    ties: dict[str, list[str]] = {str(n): [str(n)] for n in range(len(found))}
    for a, b in combinations(range(len(found)), 2):
        if _one_count(told, found[a], found[b]):
            ties[str(b)].append(str(a))
    groups = [[found[int(n)] for n in sorted(g, key=int)] for g in connected(ties)]
    return tuple(f for g in groups for f in _fact(told, g))


def _toll(told: Told, claim: Claim) -> Toll | None:
    says, at = claim.says, claim.passage
    line = told.line(at.report, at.start)
    if not isinstance(says, Counted) or line is None:
        return None
    quantity = says.quantity
    known = count(quantity, minute_of(told.report[at.report]))
    if known is None or quantity.kind not in EFFECTS:
        return None
    part = quantity.side if quantity.side in PARTS else None
    grown = any(c.name == "rise" for c in line.concepts)
    side = _side(line, at.start, at.end)
    return Toll(
        claim,
        line,
        quantity.kind,
        known._replace(part=part, rose=grown),
        side,
        _counter(claim, quantity.counted_by),
    )


def _side(line: Line, start: int, end: int) -> str | None:
    near = [
        (max(0, start - b, a - end), known)
        for a, b, known in line.named
        if known.startswith("n:") and max(start - b, a - end) <= BESIDE
    ]
    return min(near)[1] if near else None


def _counter(claim: Claim, said: str | None) -> str | None:
    if claim.speaker:
        return code(claim.speaker) or None
    return skeleton(said.split()[-1]) if said else None


def _one_count(told: Told, a: Toll, b: Toll) -> bool:
    if a.kind != b.kind or (a.side and b.side and a.side != b.side):
        return False
    if a.range.part and b.range.part and a.range.part != b.range.part:
        return False
    if (a.range.low, a.range.high) == (b.range.low, b.range.high):
        return True
    if a.line is b.line:
        return _grows(a.line)
    alike = told.aligned.pair(a.line, b.line)
    one_side = bool(a.side) and a.side == b.side
    if alike.likeness >= (AKIN if one_side else LIKE) and told.aligned.content(alike) > 1:
        return True
    return one_side and bool(a.counter) and a.counter == b.counter


def _grows(line: Line) -> bool:
    return any(c.name in GROWN for c in line.concepts)


def _fact(told: Told, group: Sequence[Toll]) -> Iterator[Fact]:
    ranges = [t.range for t in group]
    status: Relation = relation(ranges)
    if status == "contradict":
        group, status = _settled(told, group)
        ranges = [t.range for t in group]
    given = [Given(_said(t), t.claim.passage, t.claim) for t in group]
    if given:
        yield fact(told, group[0].kind, given, status, reasons(ranges))


def _said(toll: Toll) -> str:
    says = toll.claim.says
    return as_said(says.quantity) if isinstance(says, Counted) else shown(toll.range)


def _settled(told: Told, group: Sequence[Toll]) -> tuple[Sequence[Toll], Relation]:
    """Counts that seem to contradict each other: they do if their sentences surely tell the same, else the largest group
    of equal counts stands alone, and the others may be of other people."""
    apart = [(a, b) for a, b in combinations(group, 2) if not a.range.meets(b.range)]
    if any(_grows(t.line) for t in group):
        return group, "update"
    if all(told.aligned.pair(a.line, b.line).likeness >= SURE for a, b in apart):
        return group, "contradict"
    most = max(group, key=lambda t: sum(t.range.meets(o.range) for o in group))
    kept = [t for t in group if t.range.meets(most.range)]
    return kept, relation([t.range for t in kept])
