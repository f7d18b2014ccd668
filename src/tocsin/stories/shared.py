"""The passages that two reports share word for word."""

from collections.abc import Sequence

from tocsin.records import Passage, Report, passage
from tocsin.stories.words import Words

WORTH_SHOWING = 8  # words in a row: shorter runs are idiom
PLACES_TRIED = (
    16  # of one run of words in the other text; a text that repeats itself more is no report
)

Worded = tuple[str, Report, Words]


def shared_passages(a: Worded, b: Worded) -> tuple[Passage, ...]:
    """Runs of at least eight words that both reports have, as passages: of `a` and of `b` by turns, in a's order.

    Each report comes with its name and its words. Case, punctuation and spacing may differ; the words may not.
    """
    shown: list[Passage] = []
    for at, there, length in runs(a[2].words, b[2].words):
        shown.append(_span(a, at, length))
        shown.append(_span(b, there, length))
    return tuple(shown)


def _span(worded: Worded, at: int, length: int) -> Passage:
    name, report, words = worded
    return passage(name, report.text, words.spans[at][0], words.spans[at + length - 1][1])


def runs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """The longest run at each place of `one` that stands somewhere in `other`: (place, place in other, length)."""
    where = _openings(other)
    found: list[tuple[int, int, int]] = []
    at = 0
    while at <= len(one) - WORTH_SHOWING:
        places = where.get(tuple(one[at : at + 4]), ())
        length, there = max(
            ((_length(one, at, other, p), -p) for p in places[:PLACES_TRIED]), default=(0, 0)
        )
        if length >= WORTH_SHOWING:
            found.append((at, -there, length))
        at += length if length >= WORTH_SHOWING else 1
    return found


def _openings(words: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    where: dict[tuple[str, ...], list[int]] = {}
    for place, four in enumerate(zip(words, words[1:], words[2:], words[3:], strict=False)):
        where.setdefault(four, []).append(place)
    return where


def _length(one: Sequence[str], at: int, other: Sequence[str], there: int) -> int:
    length = 4  # as many as the opening that matched
    while (
        at + length < len(one)
        and there + length < len(other)
        and one[at + length] == other[there + length]
    ):
        length += 1
    return length
