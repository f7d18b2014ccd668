"""The Earth in cells of three sizes, as index words: a point carries one of each, a box asks for those that cover it."""

import math
from collections.abc import Iterator

from tocsin.ledger.shelves.question import Box

DEGREES = (10.0, 1.0, 0.1)
MOST = 48  # cells that a box may ask for; a larger one asks for larger cells


def cells(lat: float, lon: float) -> Iterator[str]:
    """The cells that a point lies in, one of each size."""
    for size in range(len(DEGREES)):
        yield _cell(size, *_at(size, lat, lon))


def cover(box: Box) -> list[str]:
    """The smallest cells of which at most MOST cover the box; those of ten degrees if it takes more."""
    for size in reversed(range(len(DEGREES))):
        rows, columns = _span(size, box)
        if size == 0 or len(rows) * len(columns) <= MOST:
            break
    return [_cell(size, row, column) for row in rows for column in columns]


def _span(size: int, box: Box) -> tuple[range, range]:
    """The rows and columns of cells that a box touches; columns go on counting across the date line."""
    south, west = _at(size, box.south, box.west)
    north, east = _at(size, box.north, box.east)
    around = round(360 / DEGREES[size])
    if box.west > box.east:
        east += around
    return range(south, north + 1), range(west, min(east, west + around - 1) + 1)


def _at(size: int, lat: float, lon: float) -> tuple[int, int]:
    return math.floor((lat + 90) / DEGREES[size]), math.floor((lon + 180) / DEGREES[size])


def _cell(size: int, row: int, column: int) -> str:
    return f"c{size}:{row}.{column % round(360 / DEGREES[size])}"
