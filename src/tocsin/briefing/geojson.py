"""The places of a sheet as GeoJSON (RFC 7946), for maps that others draw."""

import json
from collections.abc import Iterable
from typing import Any

from tocsin.briefing.earth import degrees
from tocsin.briefing.sheet import Brief, Digest, Spot

MEDIA_TYPE = "application/geo+json"


def geojson(sheet: Brief | Digest) -> str:
    """A FeatureCollection with a point for each place: its lines, dates, precision and passages.

    Coordinates are longitude, latitude (WGS 84). A point is never finer than `precision` says.
    """
    briefs = sheet.briefs if isinstance(sheet, Digest) else (sheet,)
    found = [feature for brief in briefs for feature in _features(brief.id, brief.spots)]
    return json.dumps({"type": "FeatureCollection", "features": found}, ensure_ascii=False) + "\n"


def _features(of: str, spots: Iterable[Spot]) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(degrees(spot.point))},
            "properties": {
                "of": of,
                "name": spot.name,
                "precision": spot.precision,
                "lines": list(spot.lines),
                "dates": list(spot.dates),
                "passages": [
                    {"report": p.report, "start": p.start, "end": p.end} for p in spot.passages
                ],
            },
        }
        for spot in spots
    ]
