"""How alike two reports are, in thousandths, and why: the one measure that gathering and placing share."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from tocsin.stories.anchors import one_act
from tocsin.stories.concepts import glossed
from tocsin.stories.features import Features, Vector
from tocsin.stories.meanings import meanings
from tocsin.stories.scenes import excluded, led_by_others

JOINED = 120  # thousandths, on the average over a story: from here on, one story
DECAY = 2.0  # days in which likeness falls to 1/e
ABROAD = 4.0  # the same between two languages: news of another country is told longer
UNDATED = 522  # thousandths: what likeness is worth where one of the days is not known
NAMED = 200  # thousandths of the likeness of undated reports that names decide: look-alikes differ in names
FOREIGN = 700  # thousandths: names alone decide across languages, and they say more than words do
OTHERS = (
    600  # thousandths: what topical likeness is worth where other people act for the same states
)
ANCHORED = (
    300  # thousandths: what two reports about one act in one town on one day are alike at least
)
FEW = 5  # days in which an act is debated and answered
BACK = 800  # thousandths: what likeness is worth to a report that looks back to the day of another
REASONS = 5


class Likeness(NamedTuple):
    """How alike, in thousandths, and what decided, in words."""

    thousandths: int
    reasons: tuple[str, ...]


def alike(a: Vector, b: Vector) -> float:
    """How alike two reports are, 0 to 1: shared words (across languages: shared names), nearness, scene.

    As much below 0 if their scenes exclude each other: no third report can then hold the two in one story. Reports
    about one act in one town are alike, though one tells it, another a debate about it and a third a reaction.
    """
    near = _topical(a, b) * _nearness(a.of, b.of)
    if near and _act(a, b):
        return max(near, ANCHORED / 1000)
    if near and led_by_others(a.of.scene, b.of.scene):
        near *= OTHERS / 1000
    return -near if near and excluded(a.of.scene, b.of.scene) else near


def _act(a: Vector, b: Vector) -> str | None:
    """The act that both reports are about, if they appeared within a few days of one another."""
    days = a.of.day, b.of.day
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > FEW:
        return None
    return one_act(a.of.scene.anchors, b.of.scene.anchors)


def _topical(a: Vector, b: Vector) -> float:
    if a.of.language != b.of.language:
        return _across(a, b)
    words = _dot(a.words, b.words)
    if a.of.day is not None and b.of.day is not None:
        return words
    return (words * (1000 - NAMED) + _dot(a.names, b.names) * NAMED) / 1000


def _across(a: Vector, b: Vector) -> float:
    """Likeness across languages: common names; where both languages have their meanings, those too, for each alone
    brings together whatever two countries did, or whatever was done anywhere."""
    names = _dot(a.names, b.names)
    if not _both_glossed(a.of, b.of):
        return names * FOREIGN / 1000
    said, other = (meanings(f.text, f.language or "") for f in (a.of, b.of))
    return math.sqrt(names * _dot(said, other))


def likeness(a: Vector, b: Vector) -> Likeness:
    """The same, with its reasons: shared words and names by weight, days apart, what excludes."""
    return Likeness(round(1000 * alike(a, b)), tuple(_reasons(a, b)))


def _reasons(a: Vector, b: Vector) -> list[str]:
    same_tongue = a.of.language == b.of.language
    one, other, kind = (a.words, b.words, "words") if same_tongue else (a.names, b.names, "names")
    shared = sorted(one.keys() & other.keys(), key=lambda w: (-one[w] * other[w], w))[:REASONS]
    reasons = [f"{kind}: {', '.join(shared)}"] if shared else []
    if a.of.day is not None and b.of.day is not None:
        reasons.append(f"days apart: {abs(a.of.day - b.of.day)}")
    if act := _act(a, b):
        return [act, *reasons]
    why = excluded(a.of.scene, b.of.scene)
    others = ["other people act"] if led_by_others(a.of.scene, b.of.scene) else []
    return [*reasons, *others, *([why] if why else [])]


def _nearness(a: Features, b: Features) -> float:
    if a.day is None or b.day is None:
        return UNDATED / 1000
    days = abs(a.day - b.day)
    return _abroad(a, b, days) if _both_glossed(a, b) else math.exp(-days / DECAY)


def _abroad(a: Features, b: Features, days: int) -> float:
    """The same across languages; a report that looks back to the day of another, or to the same day, is near it."""
    later, first = (a, b.day or 0) if (a.day or 0) >= (b.day or 0) else (b, a.day or 0)
    back = [abs(day - first) for day in later.told]
    back += [abs(one - other) for one in a.told for other in b.told]
    looked = max((math.exp(-d / ABROAD) for d in back), default=0.0)
    return max(math.exp(-days / ABROAD), BACK / 1000 * looked)


def _both_glossed(a: Features, b: Features) -> bool:
    """Whether two reports are in two languages of the gloss."""
    if a.language == b.language:
        return False
    return glossed(a.language or "") and glossed(b.language or "")


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)
