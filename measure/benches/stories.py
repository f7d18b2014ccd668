"""Benches of stories: copies found, reports grouped."""

from collections.abc import Sequence
from typing import Any

from measure.benches.bench import Bench, Work
from measure.benches.texts import ledes, piles
from measure.tasks.tools import report
from tocsin.records import Report, name_of
from tocsin.stories import copies, gather

Named = tuple[str, Report]


def copied(inputs: Sequence[Any]) -> Work:
    """Every pair of copies among the texts."""
    named = [_named(report(text)) for text in inputs]
    return lambda: len(named) if copies(named) else 0


def grouped(inputs: Sequence[Any]) -> Work:
    """The stories of reports of which only title and lede are known, with their joins and wording; none was read."""
    told = [
        _named(report(f"{title}\n\n{lede}", title=title, published=day))
        for title, lede, day in inputs
    ]
    return lambda: len(told) if gather(told).stories else 0


def _named(of: Report) -> Named:
    return name_of(of), of


BENCHES = (
    Bench("copies", "documents/s", piles, copied, 500, peers=("datasketch", "rensa")),
    Bench("group, titles and ledes", "documents/s", ledes, grouped, 500, peers=("scikit",)),
)
