"""Words of a sentence that tell an act, with the line of the lexicon that says which."""

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.reading.clauses import Clauses
from tocsin.reading.passives import is_bare, is_passive
from tocsin.reading.patterns import Hit
from tocsin.reading.plain import Needs, PlainLine
from tocsin.reading.units import Unit

NEAR = 60  # characters in which the words that a line needs must stand
CARRIED = 6  # words between an act noun and the verb that carries it


class Trigger(NamedTuple):
    """Words at [start, end) that tell an act; `light` are the verb that carries a noun, `line` what they mean.

    `noun` are words of the same pattern that stand apart from the verb ("gave … aid"); `others` what the words mean
    where the sides are not as `line` needs them.
    """

    start: int
    end: int
    line: PlainLine
    pos: str
    light: tuple[int, int] | None = None
    noun: tuple[int, int] | None = None
    others: tuple[PlainLine, ...] = ()

    @property
    def verb(self) -> tuple[int, int]:
        """Where its verb stands."""
        return self.light or (self.start, self.end)


def is_near(h: Hit[PlainLine], low: str) -> bool:
    """Whether the words stand near that the line of a pattern asks for, and none that it bars."""
    needs: Needs = h.value.needs
    if not needs.near and not needs.not_near:
        return True
    around = low[max(0, h.start - NEAR) : h.start] + " " + low[h.end : h.end + NEAR]
    return all(p.search(around) for p in needs.near) and not any(
        p.search(around) for p in needs.not_near
    )


def triggers_of(
    acts: Sequence[Hit[PlainLine]],
    hits: Sequence[Hit[PlainLine]],
    little: Sequence[Hit[str]],
    clauses: Clauses,
    named: Sequence[Unit],
) -> list[Trigger]:
    """The triggers of the patterns that were taken, `acts` of `hits`, with their voice and the verb that carries them."""
    out = []
    for h in acts:
        pos, light = h.value.pos, None
        if pos == "n":
            light = _light(h, acts, little, clauses)
        elif pos == "v" and (is_passive(h, little, clauses, named) or is_bare(h, clauses)):
            pos = "p"
        line = h.value
        if pos == "p" and h.value.pos == "v":
            line = line._replace(who=("by",), whom=("subj",))
            if not is_passive(h, little, clauses, named):  # may be no verb at all
                line = line._replace(needs=line.needs._replace(sides=frozenset(["who"])))
        trigger = _split(h, Trigger(h.start, h.end, line, pos, light), named, clauses)
        others = _others(h, hits, clauses.low) if pos == h.value.pos else ()
        out.append(trigger._replace(others=others))
    return out


def _split(h: Hit[PlainLine], t: Trigger, named: Sequence[Unit], clauses: Clauses) -> Trigger:
    """The trigger at the part of its pattern that is the verb, where somebody is named in a gap of the pattern."""
    held = [g for g in h.gaps if any(g[0] <= u.start and u.end <= g[1] for u in named)]
    if not held:
        return t
    (first, _), (_, last) = held[0], held[-1]
    if clauses.order.order == "who whom action":
        return t._replace(start=last, noun=(h.start, first))
    return t._replace(end=first, noun=(last, h.end))


def _others(h: Hit[PlainLine], hits: Sequence[Hit[PlainLine]], low: str) -> tuple[PlainLine, ...]:
    """What else the same words may mean, in the order of the file."""
    same = [x for x in hits if (x.start, x.end) == (h.start, h.end) and is_near(x, low)]
    return tuple(x.value for x in same[same.index(h) + 1 :])


def _light(
    h: Hit[PlainLine], acts: Sequence[Hit[PlainLine]], little: Sequence[Hit[str]], clauses: Clauses
) -> tuple[int, int] | None:
    """The light verb nearest to an act noun in its clause, if it carries no other noun that is nearer."""
    first, last = clauses.around(h.start)
    best: tuple[int, tuple[int, int]] | None = None
    for w in little:
        if w.value != "light" or not first <= w.start < last:
            continue
        a, b = (w.end, h.start) if w.end <= h.start else (h.end, w.start)
        gap = clauses.words(a, b)
        other = any(x.start != h.start and a <= x.start < b for x in acts)
        other = other or clauses.parted(a, b)
        if gap <= CARRIED and not other and (best is None or gap < best[0]):
            best = gap, (w.start, w.end)
    return best[1] if best else None
