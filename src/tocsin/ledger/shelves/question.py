"""A question to the shelves: words, phrases, and filters, as somebody types it; a saved one is a watch.

    sabotage "gas pipeline" -exercise place:54.88,15.41~100km since:2022-09 norm:un-charter-2-4

`since` and `until` are EDTF; `place` is LAT,LON~KM, `box` is SOUTH,WEST,NORTH,EAST; all other filters are words that
stand on the item: see FILTERS. Several values of one filter apart by commas mean any of them.
"""

import math
import re
from collections.abc import Iterator

import msgspec

from tocsin.ledger.shelves.analyser import asked
from tocsin.records import BadDate, edtf

FILTERS = (
    "kind", "actor", "dyad", "category", "mode", "country", "norm", "member", "standing",
    "status", "source", "language",
)  # fmt: skip
LONGEST = 1_000  # characters
MOST = 40  # parts of a question
_PART = re.compile(r'(-?)"([^"]*)"|(\S+)')
_PLACE = re.compile(r"(-?[\d.]+),(-?[\d.]+)~([\d.]+)km")
KM = 111.195  # kilometres in a degree of latitude


class BadQuestion(ValueError):
    """A question that cannot be asked; the message says what is allowed."""


class Box(msgspec.Struct, frozen=True):
    """A box of the Earth in degrees; one that crosses the date line has its west east of its east.

    `centre` and `km` narrow it to a circle.
    """

    south: float
    west: float
    north: float
    east: float
    centre: tuple[float, float] | None = None
    km: float = 0.0

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the box, and in the circle if there is one."""
        if self.centre is not None:
            return _apart(*self.centre, lat, lon) <= self.km
        within = self.west <= lon <= self.east
        over = self.west > self.east and (lon >= self.west or lon <= self.east)
        return self.south <= lat <= self.north and (within or over)


class Term(msgspec.Struct, frozen=True):
    """Index words of which one row must (or, with `without`, must not) stand in the item; the last may be a beginning."""

    rows: tuple[tuple[str, ...], ...]
    without: bool = False
    begins: bool = False


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: all of `terms`, between two days (ordinals, both included), in a box."""

    terms: tuple[Term, ...] = ()
    first: int | None = None
    last: int | None = None
    box: Box | None = None


def question(text: str) -> Question:
    """The question that somebody typed. Raises BadQuestion."""
    if len(text) > LONGEST:
        raise BadQuestion(f"a question of {len(text)} characters; there may be {LONGEST}")
    terms, found = list[Term](), Question()
    for m in _PART.finditer(text):
        name, colon, value = (m[3] or "").partition(":")
        if m[2] is not None:
            terms += _phrase(m[2], without=bool(m[1]))
        elif colon and name.lstrip("-") in FILTERS:
            terms.append(_filter(name, value))
        elif colon and name in ("since", "until", "place", "box"):
            found = _bounded(found, name, value)
        elif colon and value and re.fullmatch(r"-?[a-z]+", name):
            there = ", ".join((*FILTERS, "since", "until", "place", "box"))
            raise BadQuestion(f"there is no filter {name!r}; there is {there}")
        else:
            terms += _words(m[3])
    if len(terms) > MOST:
        raise BadQuestion(f"a question of {len(terms)} parts; there may be {MOST}")
    if terms and all(term.without for term in terms):
        raise BadQuestion("a question only says what must not be there; say what must, too")
    return msgspec.structs.replace(found, terms=tuple(terms))


def word(filter_: str, value: str) -> str:
    """The index word that says `value` of a filter: what an item carries, and what a question asks for."""
    return f"{filter_}:{re.sub(r'[^a-z0-9>.-]+', '_', value.strip().casefold())}"


def _phrase(text: str, *, without: bool) -> Iterator[Term]:
    row = tuple(w for forms in asked(text) for w in forms[0])
    if row:
        yield Term((row,), without)


def _words(text: str) -> Iterator[Term]:
    without = text.startswith("-")
    for forms in asked(text):
        rows = tuple(tuple(row) for row in forms)
        single = (
            len(rows) == 1
            and len(rows[0]) == 1
            and len(rows[0][0]) == 1
            and not rows[0][0].isascii()
        )
        yield Term(rows, without, begins=text.endswith("*") or single)


def _filter(name: str, value: str) -> Term:
    values = [v for v in value.split(",") if v]
    if not values:
        raise BadQuestion(f"{name} says nothing; write {name}:VALUE")
    bare = name.lstrip("-")
    return Term(tuple((word(bare, v),) for v in values), without=name.startswith("-"))


def _bounded(found: Question, name: str, value: str) -> Question:
    if name in ("since", "until"):
        try:
            said = edtf(value)
        except BadDate as err:
            raise BadQuestion(f"{name}: {err}") from None
        if name == "since":
            return msgspec.structs.replace(found, first=said.first)
        return msgspec.structs.replace(found, last=said.last)
    return msgspec.structs.replace(found, box=_circle(value) if name == "place" else _box(value))


def _circle(value: str) -> Box:
    m = _PLACE.fullmatch(value)
    numbers = _numbers(m.groups()) if m else None
    if numbers is None or not _on_earth(*numbers[:2]) or not 0 < numbers[2] <= 5_000:
        raise BadQuestion(
            f"place is {value!r}; write LAT,LON~KMkm, as in 35.69,51.42~50km, up to 5000km"
        )
    lat, lon, km = numbers
    south, north = max(-90.0, lat - km / KM), min(90.0, lat + km / KM)
    narrow = math.cos(math.radians(max(abs(south), abs(north))))
    wide = km / KM / narrow if narrow > 0.01 else 180.0
    if wide >= 180:
        return Box(south, -180.0, north, 180.0, (lat, lon), km)
    return Box(south, _turn(lon - wide), north, _turn(lon + wide), (lat, lon), km)


def _box(value: str) -> Box:
    numbers = _numbers(value.split(","))
    if numbers is None or len(numbers) != 4:
        raise BadQuestion(f"box is {value!r}; write SOUTH,WEST,NORTH,EAST in degrees")
    south, west, north, east = numbers
    if not (_on_earth(south, west) and _on_earth(north, east) and south <= north):
        raise BadQuestion(
            f"box is {value!r}; latitudes go from -90 to 90, south first, longitudes from -180 to 180"
        )
    return Box(south, west, north, east)


def _numbers(texts: tuple[str, ...] | list[str]) -> list[float] | None:
    try:
        return [float(text) for text in texts]
    except ValueError:
        return None


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _turn(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on a sphere of the Earth's mean radius (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2
    h += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))
