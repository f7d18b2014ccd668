"""Paragraphs that stand on a page twice, one of them perhaps broken off earlier."""

from collections.abc import Iterable

from tocsin.intake.lines import Line

SHORTEST = 60
BEGINNING = 30


def doubled(paragraphs: Iterable[Line]) -> list[Line]:
    """The paragraphs that need not be read because another one says all that they say, in order.

    Of two equal paragraphs the second is named; of two that are equal until one breaks off, the shorter.
    Case, spaces and marks make no difference. Paragraphs of fewer than 60 letters and digits are never named.
    """
    kept: dict[str, list[Line]] = {}
    needless: list[Line] = []
    for line in paragraphs:
        if len(line.key) < SHORTEST:
            continue
        alike = kept.setdefault(line.key[:BEGINNING], [])
        if any(earlier.key.startswith(line.key) for earlier in alike):
            needless.append(line)
            continue
        for earlier in [x for x in alike if line.key.startswith(x.key)]:
            alike.remove(earlier)
            needless.append(earlier)
        if len(alike) < 8:  # a page of a thousand paragraphs that begin alike stays quick to read
            alike.append(line)
    return sorted(needless, key=lambda line: line.start)
