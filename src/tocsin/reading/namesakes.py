"""What a name of a place may mean: the countries, regions, curated places and towns that go by it."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from tocsin.atlas import (
    Gazetteer,
    countries,
    divisions,
    divisions_named,
    features_named,
    lookup,
)


class Option(NamedTuple):
    """A place that a name may mean. `lat`, `lon` in millionths; `kind` town, country, division, or a feature's kind."""

    name: str
    lat: int
    lon: int
    country: str | None
    admin1: str | None
    population: int
    kind: str
    precision: str
    geonameid: int | None
    exact: bool = True


@lru_cache(100_000)
def options(gazetteer: Gazetteer | None, phrase: str) -> tuple[Option, ...]:
    """The places a phrase may mean: countries, divisions and curated features first, then towns by population."""
    found = [*regions(phrase), *_curated(phrase)]
    known = {(o.country, o.admin1) for o in found if o.kind == "division"}
    if gazetteer is not None and len(phrase) > 2 and not (phrase.isupper() and len(phrase) < 4):
        listed = _listed(gazetteer, phrase)
        found += (o for o in listed if o.kind != "province" or (o.country, o.admin1) not in known)
    return tuple(found)


def regions(phrase: str) -> Iterator[Option]:
    """The countries and regions that go by a phrase."""
    for entry in lookup(phrase):
        country = countries().get(entry.country or "") if entry.kind == "country" else None
        if country is not None and (not entry.cased or phrase[:2].isupper() or "." in phrase):
            c = country
            yield Option(
                c.name, c.lat, c.lon, c.iso3, None, c.population, "country", "country", c.geonameid
            )
    for d in divisions_named(phrase):
        if phrase[0].isupper():
            yield Option(
                d.name,
                d.lat,
                d.lon,
                d.country,
                d.admin1,
                1_000_000,
                "division",
                "region",
                d.geonameid,
            )


def _curated(phrase: str) -> Iterator[Option]:
    for f in features_named(phrase):
        yield Option(f.name, f.lat, f.lon, f.country, None, 300_000, f.kind, f.precision, None)


def _listed(gazetteer: Gazetteer, phrase: str) -> Iterator[Option]:
    low = phrase.casefold()
    for c in gazetteer.find(phrase):
        exact = c.name.casefold() == low
        if c.feature == "ADM1" and (exact or " " in phrase or len(phrase) > 4):
            kind, precision, population = "province", "region", min(c.population, 100_000)
        elif c.feature.startswith("PPL") and (
            exact or c.population >= 15_000 or (" " in phrase and low[:4] != "the ")
        ):
            kind, precision, population = "town", "city", c.population
        else:
            continue
        yield Option(
            c.name,
            c.lat,
            c.lon,
            c.country,
            c.admin1,
            population,
            kind,
            precision,
            c.geonameid,
            exact,
        )


@lru_cache(20_000)
def names_people(phrase: str) -> bool:
    """Is the phrase the adjective or people of a country, and no country?"""
    kinds = {e.kind for e in lookup(phrase)}
    return "demonym" in kinds and not kinds & {"country", "capital"}


def by_letters(phrase: str) -> Iterator[Option]:
    """A state of the United States by its two letters."""
    if len(phrase) == 2 and phrase.isupper():
        yield from _states_by_letters().get(phrase, ())


@cache
def _states_by_letters() -> Mapping[str, tuple[Option, ...]]:
    return {
        d.admin1: (
            Option(d.name, d.lat, d.lon, d.country, d.admin1, 0, "division", "region", d.geonameid),
        )
        for d in divisions()
        if d.country == "USA" and d.admin1
    }
