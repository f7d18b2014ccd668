"""A map of a sheet's places as SVG: land, graticule, a dot for each place; no boundary of any state is drawn."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from tocsin.briefing.earth import Window, around, degrees, land, project
from tocsin.briefing.formats.plain import columns, plain
from tocsin.briefing.sheet import Spot

WIDTH = 720
NOTE = "Outline: Natural Earth. Land only; no boundaries are drawn, and none is implied."
STYLE = (
    "text{font:12px 'IBM Plex Sans',system-ui,sans-serif;fill:currentColor}"
    ".land{fill:currentColor;fill-opacity:.09;stroke:currentColor;stroke-opacity:.45;stroke-width:.7}"
    ".grid{fill:none;stroke:currentColor;stroke-opacity:.16;stroke-width:.6}"
    ".dot{fill:currentColor}.hollow{fill:none;stroke:currentColor;stroke-width:1.5}"
    ".halo{fill:none;stroke:currentColor;stroke-opacity:.5}.note{fill-opacity:.75}"
)
_LETTER = 6.7
_LINE = 15


class _Frame(NamedTuple):
    window: Window
    scale: float
    left: float
    top: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = project(lon, lat, self.window.middle)
        return (x - self.left) * self.scale, (self.top - y) * self.scale


def map_svg(spots: tuple[Spot, ...], *, style: bool = True) -> str:
    """The map of these places, or "" if there is none to show.

    A filled dot is a town or a point; a hollow one stands where only a region or country is known. The text
    takes the colour of the page; `style` off leaves the style sheet to the page.
    """
    if not spots:
        return ""
    frame = _framed(around(s.point for s in spots))
    height = round(frame.height) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' class="map" direction="ltr"><title>{escape(_title(spots))}</title>',
        f"<style>{STYLE}</style>" if style else "",
        f'<svg width="{WIDTH}" height="{frame.height:.0f}">',
        f'<path class="grid" d="{"".join(_graticule(frame))}"/>',
        f'<path class="land" d="{"".join(_coasts(frame))}"/></svg>',
        *_dots(frame, spots),
        f'<text class="note" x="0" y="{height - 6}">{escape(NOTE)}</text></svg>',
    ]
    return "".join(parts) + "\n"


def _title(spots: tuple[Spot, ...]) -> str:
    return "Map: " + ", ".join(plain(s.name) for s in spots)


def _framed(window: Window) -> _Frame:
    corners = [
        project(lon, lat, window.middle)
        for lon in (window.west, window.east, window.middle)
        for lat in (window.south, window.north, (window.south + window.north) / 2)
    ]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, top = min(y for _, y in corners), max(y for _, y in corners)
    scale = WIDTH / (right - left)
    return _Frame(window, scale, left, top, (top - low) * scale)


def _path(points: Iterator[tuple[float, float]] | list[tuple[float, float]]) -> str:
    drawn = [f"{x:.1f} {y:.1f}" for x, y in points]
    return f"M{'L'.join(drawn)}"


def _coasts(frame: _Frame) -> Iterator[str]:
    for ring in land():
        for piece in _whole(ring, frame.window):
            yield _path([frame.at(lon, lat) for lon, lat in piece]) + "z"


def _whole(
    ring: tuple[tuple[float, float], ...], window: Window
) -> Iterator[list[tuple[float, float]]]:
    """The ring, cut where it would run across the far meridian; what lies outside the window is left out."""
    far, piece = window.middle + 180, list[tuple[float, float]]()
    before: float | None = None
    for lon, lat in ring:
        turned = (lon - window.middle + 180) % 360 - 180
        if before is not None and abs(turned - before) > 180:
            yield from _seen(piece, window)
            piece = []
        piece.append((min(max(window.middle + turned, far - 359.9), far - 0.1), lat))
        before = turned
    yield from _seen(piece, window)


def _seen(piece: list[tuple[float, float]], window: Window) -> Iterator[list[tuple[float, float]]]:
    lons, lats = [p[0] for p in piece], [p[1] for p in piece]
    across = len(piece) > 2 and max(lons) > window.west - 5 and min(lons) < window.east + 5
    if across and max(lats) > window.south - 5 and min(lats) < window.north + 5:
        yield piece


def _graticule(frame: _Frame) -> Iterator[str]:
    w = frame.window
    step = next((s for s in (5, 10, 15, 30) if (w.east - w.west) / s <= 9), 30)
    for lat in range(-90 + step, 90, step):
        if w.south - step < lat < w.north + step:
            lons = [w.west + (w.east - w.west) * n / 40 for n in range(-2, 43)]
            yield _path([frame.at(_near(lon, w), lat) for lon in lons])
    first = int(w.west // step) * step
    for lon in range(first, int(w.east) + step, step):
        lats = [w.south + (w.north - w.south) * n / 20 for n in range(-2, 23)]
        yield _path([frame.at(_near(lon, w), max(-90.0, min(90.0, lat))) for lat in lats])


def _near(lon: float, window: Window) -> float:
    return max(window.middle - 179.9, min(window.middle + 179.9, lon))


def _dots(frame: _Frame, spots: tuple[Spot, ...]) -> Iterator[str]:
    taken: list[tuple[float, float, float]] = []
    for spot in spots:
        x, y = frame.at(*degrees(spot.point))
        name = plain(spot.name)
        kind = "dot" if spot.precision in ("point", "city") else "hollow"
        yield f"<g><title>{escape(' '.join(plain(line) for line in spot.lines))}</title>"
        yield f'<circle class="halo" cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        yield _named(x, y, name, taken) + "</g>"


def _named(x: float, y: float, name: str, taken: list[tuple[float, float, float]]) -> str:
    wide = columns(name) * _LETTER
    left = x + 13 if x + 13 + wide < WIDTH else x - 13 - wide
    row = y + 4
    while any(abs(row - r) < _LINE and left < b and left + wide > a for a, b, r in taken):
        row += _LINE
    taken.append((left, left + wide, row))
    return f'<text x="{max(left, 0):.1f}" y="{row:.1f}">{escape(name)}</text>'
