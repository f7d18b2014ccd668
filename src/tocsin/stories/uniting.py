"""Tellings of one use of force become one: the strike, who is said to have carried it out, whom it killed.

Slots that a telling leaves open are compatible with anything; two named initiators, towns or days are not, nor is
the other direction. A telling that fits two acts equally well stays with neither.
"""

from collections.abc import Iterable
from itertools import product

from tocsin.records import Actor, Place
from tocsin.stories.mentions import FORCE, UNREAL, Mention
from tocsin.stories.parties import CROWDS
from tocsin.stories.words import plain_words

Group = list[Mention]

APART = frozenset({*UNREAL, "negated", "historical"})
TOWNS = frozenset({"city", "point"})
HEAVY = frozenset(
    {"explosives", "heavy-weapons", "unconventional", "airstrike", "drone", "missile", "aerial"}
)
OUTCOMES = frozenset({"destroy"})


def one_force(groups: Iterable[Group]) -> list[Group]:
    """Groups of tellings, those that can only be of one act of force put together, best known first."""
    given = list(groups)
    force = [g for g in given if all(m.category == FORCE and m.reality not in APART for m in g)]
    rest = [g for g in given if g not in force]
    acts: list[Group] = []
    for group in sorted(force, key=_known, reverse=True):
        scores = sorted(((_tie(group, act), -i) for i, act in enumerate(acts)), reverse=True)
        if scores and scores[0][0] and (len(scores) == 1 or scores[0][0] > scores[1][0]):
            acts[-scores[0][1]] += group
        else:
            acts.append(list(group))
    return [*acts, *rest]


def _known(group: Group) -> tuple[int, int, int]:
    """How well an act is known: its town and day, by how many reports, by how many tellings."""
    slots = any(_town(m.place) for m in group) + any(m.days is not None for m in group)
    return slots, len({m.report for m in group}), len(group)


def _tie(group: Group, act: Group) -> int:
    """Points for a group being of an act; 0 if anything excludes it, or nothing speaks for it."""
    pairs = list(product(group, act))
    if any(_excluded(a, b) for a, b in pairs) or not _objects_fit(group, act):
        return 0
    one_report = bool({m.report for m in group} & {m.report for m in act})
    return (
        4 * any(_same_town(a, b) for a, b in pairs)
        + 3 * any(a.days and b.days and a.days.meets(b.days) for a, b in pairs)
        + 2 * any(_codes(a.recipients) & _codes(b.recipients) for a, b in pairs)
        + 2 * any(_codes(a.initiators) & _codes(b.initiators) for a, b in pairs)
        + one_report
        + bool(_things(group) & _things(act))
    )


def _things(group: Group) -> set[str]:
    """What was hit, by the last words of its names: "embassy"."""
    names = [plain_words(a.name) for m in group for a in m.recipients if a.sector not in CROWDS]
    return {words[-1] for words in names if words}


def _excluded(a: Mention, b: Mention) -> bool:
    doers = _codes(a.initiators), _codes(b.initiators)
    hit = _codes(a.recipients), _codes(b.recipients)
    if opposed(a, b) or _others(*doers) or _others(*hit):
        return True
    if _means(a) and _means(b) and (a.mode in HEAVY) != (b.mode in HEAVY):
        return True
    return bool(a.days and b.days and not a.days.meets(b.days))


def opposed(a: Mention, b: Mention) -> bool:
    """Whether who strikes in one telling is struck in the other, or the two are in two places."""
    if _codes(a.initiators) & _codes(b.recipients) or _codes(b.initiators) & _codes(a.recipients):
        return True
    return bool(a.place and b.place and elsewhere(a.place, b.place))


def _means(mention: Mention) -> bool:
    """Whether a mode says by what means: "destroyed" tells what came of it."""
    return bool(mention.mode) and mention.mode not in OUTCOMES


def _others(one: set[str], other: set[str]) -> bool:
    return bool(one and other and not one & other)


def _codes(actors: Iterable[Actor]) -> set[str]:
    return {known for actor in actors if (known := actor.org or actor.country)}


def elsewhere(a: Place, b: Place) -> bool:
    """Whether two places are in two countries, or are two towns."""
    if a.country and b.country and a.country != b.country:
        return True
    return bool(_town(a) and _town(b) and _town(a) != _town(b))


def _town(place: Place | None) -> str | None:
    return place.name.casefold() if place and place.precision in TOWNS else None


def _same_town(a: Mention, b: Mention) -> bool:
    return bool(_town(a.place) and _town(a.place) == _town(b.place))


def _objects_fit(group: Group, act: Group) -> bool:
    """Whether what a group says was hit, if no code says whose, is named in an act, or the other way; the dead are not."""
    return _named_in(group, act) and _named_in(act, group)


def _named_in(group: Group, act: Group) -> bool:
    if any(_codes(m.recipients) for m in group):
        return True
    said = {w for m in act for a in m.recipients for w in plain_words(a.name)}
    hit = [a for m in group if not m.effects for a in m.recipients if a.sector not in CROWDS]
    things = [plain_words(a.name) for a in hit]
    return all(words and words[-1] in said for words in things)
