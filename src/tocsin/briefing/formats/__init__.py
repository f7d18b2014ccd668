"""The forms a product can take, one module each; FORMATS is the whole list."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tocsin.briefing.formats import html, json, markdown, text
from tocsin.briefing.formats.json import BadSheet, load, schema
from tocsin.briefing.sheet import Brief, Digest


class Format(NamedTuple):
    """How a sheet is written: the writer (sheet, width in columns), its media type, its file's ending."""

    write: Callable[[Brief | Digest, int], str]
    media_type: str
    suffix: str


FORMATS: Mapping[str, Format] = {
    "text": Format(text.write, "text/plain; charset=utf-8", ".txt"),
    "md": Format(markdown.write, "text/markdown; charset=utf-8", ".md"),
    "html": Format(html.write, "text/html; charset=utf-8", ".html"),
    "json": Format(json.write, "application/json", ".json"),
}

__all__ = ["FORMATS", "BadSheet", "Format", "load", "schema"]
