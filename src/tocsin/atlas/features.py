"""Curated places that gazetteers of towns lack: straits, seas, bases, plants, regions in dispute."""

from functools import cache

import msgspec

from tocsin.atlas.entries import DATA, fold, several
from tocsin.atlas.tables import rows

COLUMNS = ("name", "aliases", "kind", "lat", "lon", "country", "precision")


class Feature(msgspec.Struct, frozen=True):
    """A place with its centre in millionths of a degree. `country` is None for what lies in none or in several."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    lat: int
    lon: int
    country: str | None
    precision: str


@cache
def features() -> tuple[Feature, ...]:
    """All curated places, in the order of the table. Raises BadTable for a line that cannot be used."""
    found = []
    for row in rows(DATA / "features.tsv", COLUMNS):
        try:
            lat, lon = (round(float(row[c]) * 1_000_000) for c in ("lat", "lon"))
        except ValueError:
            raise row.bad("lat and lon are degrees with a decimal point") from None
        found.append(
            Feature(
                row["name"],
                tuple(several(row, "aliases")),
                row["kind"],
                lat,
                lon,
                row["country"] or None,
                row["precision"],
            )
        )
    return tuple(found)


@cache
def _by_name() -> dict[str, tuple[Feature, ...]]:
    found: dict[str, tuple[Feature, ...]] = {}
    for feature in features():
        for name in (feature.name, *feature.aliases):
            found[fold(name)] = (*found.get(fold(name), ()), feature)
    return found


def features_named(name: str) -> tuple[Feature, ...]:
    """The curated places that go by this name, whatever its case."""
    return _by_name().get(fold(name), ())
