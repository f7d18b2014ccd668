"""Predictions for the task `places`: names found and put on the map; and, as `given`, names whose spans are told."""

from collections.abc import Iterable
from typing import Any

from measure.tasks.tools import gazetteer
from tocsin.reading.places import located
from tocsin.reading.places import places as named
from tocsin.records import Place

Row = dict[str, Any]


def places(row: Row) -> Row:
    """The places of a row's text; adjectives of countries count, as the gold has them."""
    found = named(row["text"], gazetteer(), title=row.get("title"), adjectives=True)
    return {"id": row["id"], "places": _written(found)}


def given(row: Row) -> Row:
    """Where the gold's own spans are."""
    spans = [(p["start"], p["end"]) for p in row["places"]]
    return {"id": row["id"], "places": _written(located(row["text"], spans, gazetteer()))}


def _written(found: Iterable[Place]) -> list[Row]:
    return [
        {
            "start": p.start,
            "end": p.end,
            "lat": p.point.lat / 1e6 if p.point else None,
            "lon": p.point.lon / 1e6 if p.point else None,
            "geonameid": p.geonameid,
            "country": p.country,
            "kind": p.kind,
        }
        for p in found
    ]
