"""Benches of intake: bytes become reports."""

from collections.abc import Sequence
from typing import Any

from measure.benches.bench import Bench, Work
from measure.benches.texts import pages, texts
from tocsin.intake import reports
from tocsin.records import Report


def taking(form: str) -> Any:
    """The setup of a bench that takes in inputs of one format."""

    def ready(inputs: Sequence[Any]) -> Work:
        data = [text.encode() for text in inputs]
        return lambda: sum(_usable(d, form) for d in data)

    return ready


def _usable(data: bytes, form: str) -> int:
    return sum(isinstance(found, Report) for found in reports(data, "input", form=form))


BENCHES = (
    Bench("intake, plain text", "documents/s", texts, taking("text"), 100),
    Bench("extract, web pages", "documents/s", pages, taking("html"), 30, peers=("newspaper4k",)),
)
