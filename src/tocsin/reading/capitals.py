"""Capitals that a text names by their country alone: "the Avarian capital", "the capital of Avaria"."""

import re
from collections.abc import Iterator
from functools import cache

from tocsin.atlas import Candidate, Gazetteer, lookup, surfaces
from tocsin.records import Place, Point

_NAME = r"[^\W\d_a-z][\w’'-]{1,30}(?: [^\W\d_a-z][\w’'-]{1,30}){0,2}"
_CAPITAL = re.compile(
    rf"\b[Tt]he (?:(?P<people>{_NAME}) (?P<a>capital)\b(?!\s+of\b)|(?P<b>capital) of (?P<state>{_NAME}))(?!,? [A-Z])"
)


def capitals(text: str, gazetteer: Gazetteer | None) -> Iterator[Place]:
    """The capitals meant, in order, by the name that the gazetteer has for them; none where their own name follows."""
    for m in _CAPITAL.finditer(text) if gazetteer is not None else ():
        group = "people" if m["people"] else "state"
        kind = "demonym" if m["people"] else "country"
        start, end = m.span("a" if m["people"] else "b")
        country = next((e.country for e in lookup(m[group]) if e.kind == kind), None)
        seat = _seat(gazetteer, country) if gazetteer is not None and country else None
        if seat is not None:
            yield Place(
                start=start, end=end, name=seat.name, point=Point(lat=seat.lat, lon=seat.lon),
                geonameid=seat.geonameid, country=seat.country, kind="town", precision="city",
            )  # fmt: skip


def _seat(gazetteer: Gazetteer, country: str) -> Candidate | None:
    """The capital of a country; None where it has several or none that the gazetteer marks as one."""
    found = {c.geonameid: c for name in _names().get(country, ()) for c in gazetteer.find(name)}
    seats = [c for c in found.values() if c.country == country and c.feature == "PPLC"]
    return seats[0] if len(seats) == 1 else None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for entries in surfaces("en").values():
        for e in entries:
            if e.kind == "capital" and e.country:
                out[e.country] = (*out.get(e.country, ()), e.name)
    return out
