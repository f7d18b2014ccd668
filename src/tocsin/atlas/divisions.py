"""States, provinces and wider regions by name: what lies between a country and its towns."""

from functools import cache

import msgspec

from tocsin.atlas.entries import DATA, fold, several
from tocsin.atlas.tables import rows

COLUMNS = ("name", "aliases", "country", "admin1", "lat", "lon", "geonameid")


class Division(msgspec.Struct, frozen=True):
    """A region with its centre in millionths of a degree. `country` is None where it spans several; `admin1` is the

    gazetteer's code, where the region is a first-level division.
    """

    name: str
    aliases: tuple[str, ...]
    country: str | None
    admin1: str | None
    lat: int
    lon: int
    geonameid: int | None


@cache
def divisions() -> tuple[Division, ...]:
    """All regions, in the order of the table. Raises BadTable for a line that cannot be used."""
    found = []
    for row in rows(DATA / "divisions.tsv", COLUMNS):
        try:
            lat, lon = (round(float(row[c]) * 1_000_000) for c in ("lat", "lon"))
        except ValueError:
            raise row.bad("lat and lon are degrees with a decimal point") from None
        number = row["geonameid"]
        if number and not number.isdigit():
            raise row.bad(f"geonameid is {number!r}; it is a number")
        found.append(
            Division(
                row["name"],
                tuple(several(row, "aliases")),
                row["country"] or None,
                row["admin1"] or None,
                lat,
                lon,
                int(number) if number else None,
            )
        )
    return tuple(found)


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions():
        for name in (division.name, *division.aliases):
            found[fold(name)] = (*found.get(fold(name), ()), division)
    return found


def divisions_named(name: str) -> tuple[Division, ...]:
    """The regions that go by this name, whatever its case."""
    return _by_name().get(fold(name), ())


@cache
def _counties() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows(DATA / "counties.tsv", ("country", "admin1", "counties")):
        for name in several(row, "counties"):
            found[fold(name)] = (*found.get(fold(name), ()), (row["country"], row["admin1"]))
    return found


def counties_named(name: str) -> tuple[tuple[str, str], ...]:
    """Country and first-level division of every county of this name ("Ashford County"); their centres are not kept."""
    return _counties().get(fold(name), ())
