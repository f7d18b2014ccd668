"""What one report tells and another says was not so: sentences that tell the same, and one of them with a "no" at it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from tocsin.records import Fact
from tocsin.stories.alignment import Pair
from tocsin.stories.answers import Given, fact
from tocsin.stories.lines import DENYING, Line
from tocsin.stories.told import Told

LEAST = 0.23  # likeness of two sentences of which one denies the other
SEVERAL = 2  # things in common, all of them denied in one and none in the other
BEFORE = 26  # characters: "No shots were fired"
STOPS = frozenset(",.;:!?，。；：؛،")
DENIED, SO, NOT = "denied", "told", "said not to be so"


def denied(told: Told) -> Iterator[Fact]:
    """One fact for each sentence that denies what other reports tell, beside the sentences that tell it."""
    found: dict[Line, dict[str, tuple[float, Line]]] = {}
    for pair in told.aligned.pairs():
        for denying, telling in _sides(told, pair):
            best = found.setdefault(denying, {}).get(telling.report)
            if best is None or best[0] < pair.likeness:
                found[denying][telling.report] = pair.likeness, telling
    for denying, by_report in found.items():
        given = [_given(told, denying, NOT)]
        given += [_given(told, line, SO) for _, line in by_report.values()]
        yield fact(told, DENIED, given, "contradict")


def parted(told: Told, group: Sequence[Line]) -> bool:
    """Whether one of some sentences that tell the same says that it was not so, and another that it was."""
    pairs = (told.aligned.pair(a, b) for a, b in combinations(group, 2))
    return any(True for pair in pairs for _ in _sides(told, pair))


def _given(told: Told, line: Line, value: str) -> Given:
    return Given(value, told.passage(line.report, line.start, line.end))


def _sides(told: Told, pair: Pair) -> Iterator[tuple[Line, Line]]:
    """Which of two sentences denies the other, if one does."""
    if pair.likeness < LEAST:
        return
    common = told.aligned.telling(pair)
    denials = [_denied(told, line, common) for line in (pair.one, pair.other)]
    if len(common) >= SEVERAL and len(common) in denials and 0 in denials:
        yield (pair.one, pair.other) if denials[0] else (pair.other, pair.one)


def _denied(told: Told, line: Line, terms: list[str]) -> int:
    """How many terms of a sentence have a "no" or a denial at them."""
    where, text = dict(line.where), told.report[line.report].text
    return sum(_has_no(line, where[t], text) for t in terms)


def _has_no(line: Line, at: tuple[int, int], text: str) -> bool:
    for c in line.concepts:
        if c.name in DENYING:
            gap = text[c.end : at[0]]
            if c.end <= at[0] and len(gap) <= BEFORE and not set(gap) & STOPS:
                return True
    return False
