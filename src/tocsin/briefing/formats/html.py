"""The form for a browser and for paper: one HTML file that fetches nothing, with every passage behind its sentence."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup, escape

from tocsin.briefing.credits import HEALTH
from tocsin.briefing.formats.parted import cell_words, gist, parted
from tocsin.briefing.formats.plain import plain
from tocsin.briefing.map import map_svg
from tocsin.briefing.sheet import Brief, Digest
from tocsin.briefing.spoken import moment
from tocsin.briefing.timeline import timeline_svg

_DATA = files("tocsin.briefing") / "data"
_BELL = Markup(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10.6 1.6h2.8v2.2h-2.8z"/>'
    '<path d="M12 3.9c3.3 0 5.1 2.3 5.1 5.4 0 3.9.7 6 3 8H3.9c2.3-2 3-4.1 3-8 0-3.1 1.8-5.4 5.1-5.4z"/>'
    '<path d="M2.8 18.5h18.4v1.7H2.8z"/><path d="M14 21.3a2 2 0 0 1-4 0z"/></svg>'
)


_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"([{_LETTERS}](?:[^A-Za-z“”()\[\],:]*[{_LETTERS}])?)")


class _Page(NamedTuple):
    """A brief with what its page needs: an anchor, the number and outlet of each report, its pictures."""

    sheet: Brief
    anchor: str
    as_of: str
    numbers: dict[str, int]
    outlets: dict[str, str]
    map: Markup
    timeline: Markup


def write(sheet: Brief | Digest, width: int = 0) -> str:
    """A brief or digest as one HTML file: style within, no script, nothing fetched, day and night, A4 on paper.

    `width` is for forms that have one; a page takes the width of its reader.
    """
    digest = sheet if isinstance(sheet, Digest) else None
    briefs = sheet.briefs if isinstance(sheet, Digest) else (sheet,)
    style = (_DATA / "page.css").read_text("utf-8")
    return _template().render(
        digest=digest,
        briefs=[_page(brief, f"b{number}") for number, brief in enumerate(briefs, 1)],
        as_of=moment(sheet.as_of),
        title="Tocsin digest" if isinstance(sheet, Digest) else sheet.title.text,
        style=Markup(style),
        style_hash=_hash(style),
    )


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _page(brief: Brief, anchor: str) -> _Page:
    return _Page(
        sheet=brief,
        anchor=anchor,
        as_of=moment(brief.as_of),
        numbers={c.report: c.number for c in brief.sources},
        outlets={c.report: c.outlet for c in brief.sources},
        map=Markup(map_svg(brief.spots, style=False)),
        timeline=Markup(timeline_svg(brief.moments, style=False)),
    )


def _said(text: Any) -> Markup:
    """Strangers' text: controls made visible, direction marks gone, markup escaped."""
    return escape(plain(str(text)))


def _framed(text: Any) -> Markup:
    """A sentence of ours, in which every run of right-to-left words keeps to itself."""
    parts = _RIGHT_TO_LEFT.split(plain(str(text)))
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(part) if odd % 2 else escape(part)
        for odd, part in enumerate(parts)
    )


def _around(text: Any) -> Markup:
    """Strangers' text beside a passage: as `_said`, but a space at its edge still parts it from the passage."""
    text = str(text)
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() else ""
    return escape(f"{left}{plain(text)}{right}")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=False
    )
    environment.filters.update(said=_said, framed=_framed, around=_around)
    environment.tests["quoted"] = lambda s: parted(s) is not None
    environment.globals.update(
        parted=parted, cell_words=cell_words, gist=gist, health=HEALTH, bell=_BELL
    )
    return environment.from_string((_DATA / "page.html").read_text("utf-8"))
