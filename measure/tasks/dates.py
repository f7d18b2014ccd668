"""Predictions for the task `dates`: every time expression of a row with its TIMEX3 type and value."""

from typing import Any

from tocsin.reading.dates import dates as told

Row = dict[str, Any]


def dates(row: Row) -> Row:
    """The dates of a row's text, read from its day of publication."""
    found = told(row["text"], row.get("published"), row.get("lang") or "en")
    return {
        "id": row["id"],
        "dates": [
            {"start": d.start, "end": d.end, "type": d.type, "value": d.value} for d in found
        ],
    }
