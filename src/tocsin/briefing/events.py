"""Incidents as a table of events, one row each, in columns that conflict researchers know; as CSV, GeoJSON or JSON.

Precisions are those of the UCDP GED codebook, from memory and unchecked: of dates 1 a day, 2 up to six days, 3 a
week, 4 a month, 5 longer; of places 1 exact, 2 a town, 4 a region, 6 a country. Numbers have the lowest and the highest
that any answer allows, and a best only if the answers agree in one. `record` is the name that the version is sealed under.
"""

import csv as tables
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from tocsin.atlas import cameo_of
from tocsin.briefing.dossier import Dossier, country, outlet
from tocsin.briefing.earth import degrees
from tocsin.briefing.entry import incident as sheet_of
from tocsin.records import BadDate, Fact, Happening, Incident, edtf, name_of

GEO_PRECISION = {"point": 1, "city": 2, "region": 4, "country": 6}
COUNTED = ("killed", "injured")
_COUNT = re.compile(r"(at least |about |up to )?([\d,]+)(?:-([\d,]+))?( or more)?")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One row: what a table of events says of an incident. None and "" are not known; `called` is by whom and how."""

    event_id: str
    event_date: str | None
    event_date_end: str | None
    date_edtf: str | None
    date_precision: int | None
    event_type: str
    sub_event_type: str | None
    cameo: str | None
    actor1: str
    actor1_code: str
    actor2: str
    actor2_code: str
    country: str | None
    country_code: str | None
    location: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    source: str
    number_of_sources: int
    number_of_origins: int
    standing: str
    called: str
    title: str
    record: str


def events(dossier: Dossier, incidents: Iterable[Incident]) -> Iterator[Event]:
    """A row for each incident, about its first happening."""
    for one in incidents:
        told = one.happenings[0]
        spots = sheet_of(dossier, one).spots
        point = degrees(spots[0].point) if spots else (None, None)
        reports = dict.fromkeys(p.report for h in one.happenings for p in h.passages)
        sources = dict.fromkeys(outlet(dossier.reports[r]) for r in reports if r in dossier.reports)
        first, last, precision = _days(told.date)
        killed, injured = (_counts(one.facts, kind) for kind in COUNTED)
        yield Event(
            event_id=one.number,
            event_date=first,
            event_date_end=last,
            date_edtf=told.date,
            date_precision=precision,
            event_type=told.category,
            sub_event_type=told.mode,
            cameo=cameo_of(told.category, told.mode),
            actor1=_names(told, "initiator"),
            actor1_code=_codes(told, "initiator"),
            actor2=_names(told, "recipient"),
            actor2_code=_codes(told, "recipient"),
            country=country(dossier, told.country),
            country_code=told.country,
            location=told.place,
            longitude=point[0],
            latitude=point[1],
            geo_precision=GEO_PRECISION[spots[0].precision] if spots else None,
            killed_low=killed[0],
            killed_best=killed[1],
            killed_high=killed[2],
            injured_low=injured[0],
            injured_best=injured[1],
            injured_high=injured[2],
            source="; ".join(sources),
            number_of_sources=len(reports),
            number_of_origins=max(h.origins for h in one.happenings),
            standing=one.standing,
            called="; ".join(f"{c.party}: {c.words}" for c in one.called if c.words),
            title=one.title,
            record=name_of(one),
        )


def _days(said: str | None) -> tuple[str | None, str | None, int | None]:
    """The first and the last day of a date and how exact it is; nothing where the year is open."""
    try:
        found = edtf(said or "")
    except BadDate:
        return None, None, None
    if found.open_year or found.first is None or found.last is None or found.first < 1:
        return None, None, None
    length = found.last - found.first + 1
    precision = next((n for n, most in enumerate((1, 6, 7, 31), 1) if length <= most), 5)
    first, last = (
        date.fromordinal(min(d, date.max.toordinal())) for d in (found.first, found.last)
    )
    return first.isoformat(), last.isoformat(), precision


def _counts(facts: Iterable[Fact], kind: str) -> tuple[int | None, int | None, int | None]:
    """The lowest, the one agreed upon and the highest number among the answers to a count."""
    fact = next((f for f in facts if f.property == kind), None)
    found = [m for a in (fact.answers if fact else ()) if (m := _COUNT.fullmatch(a.value))]
    if not found:
        return None, None, None
    ranges = [_range(*m.groups()) for m in found]
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    best = lows[0] if set(lows) == set(highs) and len(set(lows)) == 1 else None
    return min(lows), best, None if None in highs else max(filter(None, highs), default=0)


def _range(
    hedge: str | None, first: str, last: str | None, more: str | None
) -> tuple[int, int | None]:
    low, high = (int((text or first).replace(",", "")) for text in (first, last))
    if more or hedge == "at least ":
        return low, None
    return (0, high) if hedge == "up to " else (low, high)


def _names(told: Happening, side: str) -> str:
    return "; ".join(p.name for p in told.parties if p.side == side)


def _codes(told: Happening, side: str) -> str:
    return "; ".join(p.code for p in told.parties if p.side == side and p.code)


def csv(rows: Iterable[Event]) -> str:
    """The rows as CSV (RFC 4180) with a head; a cell that a spreadsheet would run is kept as text."""
    out = io.StringIO()
    table = tables.writer(out)
    table.writerow(Event.__struct_fields__)
    for row in rows:
        table.writerow([_cell(getattr(row, field)) for field in Event.__struct_fields__])
    return out.getvalue()


def _cell(value: Any) -> Any:
    text = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if text else value


def geojson(rows: Iterable[Event]) -> str:
    """The rows as a FeatureCollection (RFC 7946); one without a point has a geometry of null."""
    features = [
        {
            "type": "Feature",
            "id": row.event_id,
            "geometry": None
            if row.latitude is None
            else {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {
                k: v for k, v in msgspec.to_builtins(row).items() if v not in (None, "")
            },
        }
        for row in rows
    ]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
    )


def plain(rows: Iterable[Event]) -> str:
    """The rows as a list of JSON objects."""
    return msgspec.json.encode(list(rows)).decode() + "\n"


EVENT_FORMATS: Mapping[str, Callable[[Iterable[Event]], str]] = {
    "csv": csv,
    "geojson": geojson,
    "json": plain,
}
