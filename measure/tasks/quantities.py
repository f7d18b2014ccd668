"""Counts of people in one document, as the task `compare` writes its claims; which are the story's own is not asked here."""

from typing import Any

from tocsin.reading.dates import dates
from tocsin.reading.quantities import quantities
from tocsin.records import Quantity

Row = dict[str, Any]
KINDS = frozenset(["killed", "injured", "missing", "arrested"])


def casualties(doc: Row) -> list[Row]:
    """Every number of people killed, injured, missing or arrested in a document, with its place and hedge."""
    text = doc["text"]
    found = quantities(text, None, dates(text, doc.get("date")))
    return [
        {"doc": doc["id"], "kind": q.kind, "value": _value(q), "qualifier": q.qualifier}
        | {"start": start, "end": end}
        for start, end, q in found
        if q.kind in KINDS
    ]


def _value(quantity: Quantity) -> int | str | None:
    """The number as said: a vague word stands for itself."""
    vague = quantity.best is None and quantity.high is None and quantity.qualifier
    if vague in ("dozens", "hundreds", "thousands", "several", "scores"):
        return vague
    said = (quantity.best, quantity.low, quantity.high)
    return next((n for n in said if n is not None), None)
