"""The Earth on paper: the Equal Earth projection, the outline of the land, and the part of it worth showing."""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.records import Point

MILLION = 1_000_000
_A = (1.340264, -0.081106, 0.000893, 0.003796)
LEAST = 24  # degrees that a map shows at least, each way
MARGIN = 6


class Window(NamedTuple):
    """The part of the Earth that a map shows, in degrees; `middle` is the meridian it is drawn around."""

    west: float
    south: float
    east: float
    north: float
    middle: float


def project(lon: float, lat: float, middle: float = 0.0) -> tuple[float, float]:
    """Where a point (degrees) lies on an Equal Earth map around the meridian `middle`, x to the east and y north.

    source  Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018
    """
    turned = math.radians((lon - middle + 180) % 360 - 180)
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2, t6 = t * t, t**6
    slope = _A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)
    x = 2 * math.sqrt(3) * turned * math.cos(t) / (3 * slope)
    return x, t * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))


def degrees(point: Point) -> tuple[float, float]:
    """A point as longitude and latitude in degrees."""
    return point.lon / MILLION, point.lat / MILLION


def around(points: Iterable[Point]) -> Window:
    """The smallest window that shows all points with a margin, the shorter way around the Earth."""
    places = [degrees(p) for p in points]
    middle = _middle([lon for lon, _ in places])
    turned = [(lon - middle + 180) % 360 - 180 for lon, _ in places]
    reach = max(LEAST, max(turned) - min(turned) + 2 * MARGIN) / 2
    centre = (max(turned) + min(turned)) / 2
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    tall = max(LEAST * 0.4, north - south + MARGIN, reach) / 2
    low = max(-90.0, min((south + north) / 2 - tall, 90 - 2 * tall))
    middle += centre
    return Window(middle - reach, low, middle + reach, min(90.0, low + 2 * tall), middle)


def _middle(lons: Sequence[float]) -> float:
    """The meridian opposite the widest gap between points."""
    if len(lons) == 1:
        return lons[0]
    order = sorted(lon % 360 for lon in lons)
    gaps = [(b - a, a) for a, b in zip(order, [*order[1:], order[0] + 360], strict=True)]
    width, start = max(gaps)
    return (start + width + (360 - width) / 2 + 180) % 360 - 180


@cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The rings of the world's land, longitude and latitude in degrees; land only, no boundaries of states.

    source  Natural Earth 1:110m, public domain (data/LAND.txt)
    """
    plain = json.loads((files("tocsin.briefing") / "data" / "land.json").read_text("utf-8"))
    return tuple(
        tuple((x / 100, y / 100) for x, y in zip(ring[::2], ring[1::2], strict=True))
        for polygon in plain["land"]
        for ring in polygon
    )
