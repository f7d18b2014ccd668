"""One new report beside the stories near it: the keys to look them up by, and where it belongs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tocsin.records import Join, Reading, Report, name_of
from tocsin.stories.features import Vector, features, strongest, weighed
from tocsin.stories.likeness import alike, likeness
from tocsin.stories.rarity import Rarity

BACKGROUND = Rarity()
PLACED = 145  # thousandths; above the bar of gathering, which knows how rare words are in its pile
KEPT = 4096  # vectors of reports lately compared: the same candidates come again and again


class Candidate(NamedTuple):
    """A report that stands in a story and shares a key with the one to be placed."""

    story: str
    report: Report
    reading: Reading | None = None


class Placement(NamedTuple):
    """The story a report belongs to, and why; None if it opens one of its own.

    `considered` lists the stories compared with their average likeness in thousandths, the likest first.
    """

    story: str | None
    join: Join | None
    considered: tuple[tuple[str, int], ...]


def keys(report: Report, reading: Reading | None = None) -> frozenset[str]:
    """The words and names to look for near stories by; two reports of one story nearly always share some."""
    return strongest(_vector(report, reading))


def place(report: Report, reading: Reading | None, candidates: Iterable[Candidate]) -> Placement:
    """The story among `candidates` that the report is likest to on the average, if it is alike enough.

    Give every report of each story that shares a key: the average keeps one bridge from chaining two stories.
    """
    new = _vector(report, reading)
    stories: dict[str, list[Vector]] = defaultdict(list)
    for candidate in candidates:
        stories[candidate.story].append(_vector(candidate.report, candidate.reading))
    ranked = sorted(
        ((_average(new, told), story) for story, told in stories.items()),
        key=lambda r: (-r[0], r[1]),
    )
    considered = tuple((story, thousandths) for thousandths, story in ranked)
    if not ranked or ranked[0][0] < PLACED:
        return Placement(None, None, considered)
    return Placement(ranked[0][1], join(new, stories[ranked[0][1]]), considered)


def join(new: Vector, told: Sequence[Vector]) -> Join:
    """Why a report stands beside others: the one it is likest to, how alike, and what decided."""
    nearest = max(told, key=lambda v: (alike(new, v), v.of.report))
    how = likeness(new, nearest)
    return Join(
        report=new.of.report,
        to=nearest.of.report,
        reasons=(f"likeness: {how.thousandths}", *how.reasons),
    )


@lru_cache(maxsize=KEPT)
def _vector(report: Report, reading: Reading | None) -> Vector:
    return weighed(features(name_of(report), report, reading), BACKGROUND, BACKGROUND)


def _average(new: Vector, told: Sequence[Vector]) -> int:
    return round(1000 * sum(alike(new, v) for v in told) / len(told))
