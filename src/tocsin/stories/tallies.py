"""Numbers with what they count, in any language of the gloss: "quatre bombes", "погибли 20 …", "34人受伤"."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from tocsin.records import Quantity
from tocsin.stories.concepts import HAN, Concept, folded
from tocsin.stories.lines import Line
from tocsin.stories.numerals import Number

EFFECTS = frozenset(
    {"killed", "injured", "missing", "arrested", "abducted", "displaced", "evacuated"}
)
HUMAN = frozenset(
    [
        "people",
        "citizens",
        "civilians",
        "soldiers",
        "men",
        "women",
        "children",
        "fighters",
        "diplomats",
        "generals",
        "journalists",
        "protesters",
        "relatives",
        "sailors",
        "crew",
        "members",
    ]
)
AFTER, AROUND, HEDGED = 40, 60, 16  # characters
WORDS, SIGNS = 2, 3  # words, in Chinese characters, between a number and what it counts
JOINS = frozenset({"and", "et", "и", "و", "وقتل", "和", "及"})
JOINED, VERB_LAST = (
    30,
    30,
)  # characters that what stands beyond "and", or in Persian before, is further away
STOPS = frozenset(".;。；:：؛\n")
CLAUSE = frozenset(",，、،")


class Tally(NamedTuple):
    """How many of what, at [start, end) of a line's report, the number itself at `at`.

    `side` is the state or organisation named beside it.
    """

    start: int
    end: int
    quantity: Quantity
    side: str | None = None
    at: int = 0


def tallies(line: Line, text: str) -> Iterator[Tally]:
    """The numbers of a sentence that count something, in their order."""
    for number in (n for n in line.numbers if n.value > 1):
        unit = _unit(line, number, text)
        effect = _effect(line, number, text) if unit is None or unit.counts in HUMAN else None
        counted = effect or unit
        if counted and counted.counts:
            ends = [number.start, number.end, counted.start, counted.end]
            if unit and effect:
                ends += [unit.start, unit.end]
            start, end = min(ends), max(ends)
            quantity = _quantity(line, number, counted.counts)
            if unit and effect and unit is not effect:
                quantity = structs.replace(quantity, side=unit.counts)
            yield Tally(start, end, quantity, _side(line, start, end), number.start)


def _between(text: str, one: tuple[int, int], other: tuple[int, int]) -> str:
    first, second = sorted((one, other))
    return text[first[1] : second[0]]


def _unit(line: Line, number: Number, text: str) -> Concept | None:
    """The thing that follows a number: nearest, with no other number or stop between."""
    for c in line.concepts:
        if c.counts and 0 <= c.start - number.end <= AFTER:
            gap = text[number.end : c.start]
            if any(n.start >= number.end and n.end <= c.start for n in line.numbers):
                return None
            near = len(gap.strip()) <= SIGNS if line.language == HAN else len(gap.split()) <= WORDS
            return c if near and not set(gap) & (STOPS | CLAUSE) else None
    return None


def _effect(line: Line, number: Number, text: str) -> Concept | None:
    """What became of the people that a number counts: the nearest word of it in the clause, before or after."""
    found = []
    for c in line.concepts:
        if c.counts in EFFECTS:
            gap = _between(text, (number.start, number.end), (c.start, c.end))
            crossed = any(
                min(number.end, c.end) <= n.start and n.end <= max(number.start, c.start)
                for n in line.numbers
            )
            if len(gap) <= AROUND and not crossed and not set(gap) & STOPS:
                found.append((_far(line, number, c, gap), c.start, c))
    return min(found)[2] if found else None


def _far(line: Line, number: Number, effect: Concept, gap: str) -> int:
    """How far what became of people stands from a number, in characters and what counts as such."""
    joined = bool({folded(w) for w in gap.split()} & JOINS)
    before = line.language == "fa" and effect.start < number.start
    return len(gap) + 8 * bool(set(gap) & CLAUSE) + JOINED * joined + VERB_LAST * before


def _quantity(line: Line, number: Number, kind: str) -> Quantity:
    hedge = next(
        (
            c.name
            for c in line.concepts
            if c.name in ("about", "at_least", "at_most")
            and (0 <= number.start - c.end <= HEDGED or 0 <= c.start - number.end <= 2)
        ),
        None,
    )
    value = number.value
    if hedge == "at_least":
        return Quantity(kind=kind, low=value, qualifier="at least")
    if hedge == "at_most":
        return Quantity(kind=kind, high=value, qualifier="up to")
    if hedge == "about":
        return Quantity(kind=kind, best=value, qualifier="about")
    return Quantity(kind=kind, low=value, best=value, high=value)


def _side(line: Line, start: int, end: int) -> str | None:
    """The state or organisation named nearest to a count, in it or right beside it."""
    near = [
        (max(0, start - b, a - end), known[2:])
        for a, b, known in line.named
        if known.startswith("n:") and max(start - b, a - end) <= AFTER
    ]
    return min(near)[1] if near else None
