"""A line of time as SVG: each dated happening hangs its date in the margin and shows how exactly it is known."""

from collections.abc import Iterator
from datetime import date
from html import escape

from tocsin.atlas import date_words
from tocsin.briefing.formats.plain import plain, wrapped
from tocsin.briefing.sheet import Moment
from tocsin.briefing.spoken import bounds

WIDTH = 720
STYLE = (
    "text{font:12px 'IBM Plex Sans',system-ui,sans-serif;fill:currentColor}"
    ".rule{stroke:currentColor;stroke-opacity:.25}.span{stroke:currentColor;stroke-width:3}"
    ".open{stroke:currentColor;stroke-width:3;stroke-dasharray:1.5 3}.dot{fill:currentColor}"
    ".hollow{fill:none;stroke:currentColor;stroke-width:1.5}.quiet{fill-opacity:.75}"
)
_MARGIN = 168
_LANE = 200
_TEXT = _MARGIN + _LANE + 16
_LETTERS = 50
_ROW = 16
_UNREAL = frozenset(("future", "hypothetical", "negated"))


def timeline_svg(moments: tuple[Moment, ...], *, style: bool = True) -> str:
    """The line of time of these happenings, or "" if none is dated.

    A filled dot is a day; a bar, all the days a date may mean; a dotted bar, a year nobody stated. Hollow: what
    is to come, possible, or said not to have been.
    """
    if not moments:
        return ""
    known = [span for m in moments if (span := bounds(m.date))]
    first = min((a for a, _ in known), default=date(2000, 1, 1))
    last = max((b for _, b in known), default=first)
    rows, height = [], 8
    for m in moments:
        lines = wrapped(m.text, _LETTERS)
        rows.append("".join(_row(m, lines, height, first, last)))
        height += max(len(lines), 1) * _ROW + 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' class="timeline" direction="ltr"><title>Line of time</title>'
        + (f"<style>{STYLE}</style>" if style else "")
        + "".join(rows)
        + "</svg>\n"
    )


def _row(m: Moment, lines: list[str], top: int, first: date, last: date) -> Iterator[str]:
    middle = top + 11
    yield f'<path class="rule" d="M0 {top}.5H{WIDTH}"/>'
    yield f'<text class="quiet" x="0" y="{top + 16}">{escape(plain(date_words(m.date)))}</text>'
    yield _mark(m, middle, first, last)
    for number, line in enumerate(lines):
        yield f'<text x="{_TEXT}" y="{top + 16 + number * _ROW}">{escape(line)}</text>'


def _mark(m: Moment, y: int, first: date, last: date) -> str:
    span = bounds(m.date)
    if span is None:
        return f'<path class="open" d="M{_MARGIN} {y}H{_MARGIN + _LANE}"/>'
    whole = max((last - first).days, 1)
    a, b = (_MARGIN + _LANE * (d - first).days / whole for d in span)
    if b - a < 4:
        kind = "hollow" if m.reality in _UNREAL else "dot"
        return f'<circle class="{kind}" cx="{a:.1f}" cy="{y}" r="4"/>'
    return f'<path class="{"open" if m.reality in _UNREAL else "span"}" d="M{a:.1f} {y}H{b:.1f}"/>'
