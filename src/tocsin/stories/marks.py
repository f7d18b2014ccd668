"""What an act may be known again by in other reports: its length ("the 12-day …"), or the body that gathered."""

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.stories.gatherings import gatherings
from tocsin.stories.told import Told
from tocsin.stories.words import passed_over

GATHERING = "gathering of "


class Mark(NamedTuple):
    """A mark at [start, end). One that `holds` ties tellings together although their days exclude each other."""

    start: int
    end: int
    value: str
    holds: bool


def marks(told: Told, name: str) -> list[Mark]:
    """The marks of acts in a report that was read, in the order of its text.

    A 12-day act of two months is one act with a contradiction; two meetings of one body on two days are two.
    """
    report = told.report[name]
    text = report.text
    lengths = [
        Mark(d.start, d.end, d.value, holds=True)
        for d in told.readings[name].dates
        if d.type == "DURATION" and "-" in text[d.start : d.end]
    ]
    bodies = [
        Mark(g.start, g.end, f"{GATHERING}{g.body}", holds=False)
        for g in gatherings(text, (report.language or "en")[:2])
    ]
    return sorted(m for m in lengths + bodies if not _skipped(passed_over(report), m.start))


def _skipped(skip: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in skip)
