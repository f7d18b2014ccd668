"""What is counted in several reports, in whatever languages: bombs, documents, members, kilometres, minutes …"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tocsin.records import Fact, Relation
from tocsin.stories.answers import Given, fact
from tocsin.stories.edtf import bounds
from tocsin.stories.lines import Line
from tocsin.stories.numbers import Count, as_said, count, reasons, relation
from tocsin.stories.origins import connected
from tocsin.stories.tallies import EFFECTS, Tally, tallies
from tocsin.stories.told import Told

# What anything may have: a number of them is of the same thing only if the sentences tell the same.
MEASURES = frozenset(
    [
        "kilometres",
        "metres",
        "miles",
        "hours",
        "minutes",
        "seconds",
        "days",
        "weeks",
        "months",
        "years",
        "tonnes",
        "kilograms",
        "share",
        "limit",
        "people",
        "countries",
        "groups",
        "targets",
        "soldiers",
        "aircraft",
        "members",
    ]
)
UNTOLD = EFFECTS | {"countries"}  # "the two countries" count nothing
NEAR, SAME = (
    0.2,
    0.06,
)  # likeness of sentences: whose numbers are of one thing; whose equal numbers are
CLOSE = 1500  # thousandths: numbers of one thing further apart are of two
SURE = 0.35  # likeness from which numbers that exclude each other are told of one thing


class Counted(NamedTuple):
    """A number of something in a sentence, and the range that it allows."""

    line: Line
    tally: Tally
    range: Count

    @property
    def kind(self) -> str:
        """What is counted."""
        return self.tally.quantity.kind


def things(told: Told) -> tuple[Fact, ...]:
    """One fact for each thing that several reports count; people killed, hurt or arrested are counted elsewhere."""
    if len(told.origins) < 2:
        return ()
    said = [c for line in told.aligned.lines for c in _counted(told, line)]
    ties: dict[str, list[str]] = {str(n): [str(n)] for n in range(len(said))}
    for a, b in combinations(range(len(said)), 2):
        if _one_thing(told, said[a], said[b]):
            ties[str(b)].append(str(a))
    groups = [[said[int(n)] for n in sorted(g, key=int)] for g in connected(ties)]
    return tuple(f for g in groups for f in _fact(told, g))


def _counted(told: Told, line: Line) -> Iterator[Counted]:
    report = told.report[line.report]
    published = bounds(report.published.value[:10]) if report.published else None
    for tally in tallies(line, report.text):
        known = count(tally.quantity, published.last if published else None)
        if known and tally.quantity.kind not in UNTOLD:
            yield Counted(line, tally, known)


def _one_thing(told: Told, a: Counted, b: Counted) -> bool:
    if a.kind != b.kind or a.line.report == b.line.report:
        return False
    alike, equal = told.aligned.pair(a.line, b.line), a.range.meets(b.range)
    content = told.aligned.content(alike)
    if a.kind in MEASURES:
        return alike.likeness >= NEAR and content > 1 and (equal or _close(a, b))
    return (alike.likeness >= SAME and equal) or (
        alike.likeness >= NEAR and content > 0 and _close(a, b)
    )


def _close(a: Counted, b: Counted) -> bool:
    small, large = sorted((_middle(a.range), _middle(b.range)))
    return 1000 * large <= CLOSE * small


def _middle(counted: Count) -> int:
    return counted.low if counted.high is None else (counted.low + counted.high) // 2


def _fact(told: Told, group: Sequence[Counted]) -> Iterator[Fact]:
    origins = {told.origin.get(c.line.report, c.line.report) for c in group}
    if len(origins) < 2:
        return
    ranges = [c.range for c in group]
    status: Relation = relation(ranges)
    if status == "contradict" and not _surely(told, group):
        return
    given = [
        Given(as_said(c.tally.quantity), told.passage(c.line.report, c.tally.start, c.tally.end))
        for c in group
    ]
    yield fact(told, group[0].kind, given, status, reasons(ranges))


def _surely(told: Told, group: Sequence[Counted]) -> bool:
    """Whether numbers that exclude one another stand in sentences that surely tell the same."""
    apart = [(a, b) for a, b in combinations(group, 2) if not a.range.meets(b.range)]
    return all(told.aligned.pair(a.line, b.line).likeness >= SURE for a, b in apart)
