"""A document laid out: the blocks of its kind in order, the same for every form."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from tocsin.briefing.documents.paper import Document, Kind, Paragraph, Part, right_to_left
from tocsin.briefing.formats.plain import plain
from tocsin.briefing.templates import filled

EXERCISE = "EXERCISE EXERCISE EXERCISE"
_HOUR = "%Y-%m-%d %H:%M UTC"
Style = Literal["heading", "frame", "body", "quote", "source"]


class Block(msgspec.Struct, frozen=True):
    """A heading, a paragraph of the template, one of the case, a quotation or its source; `rtl` says that it runs from right to left."""

    style: Style
    text: str
    rtl: bool = False
    language: str | None = None


class Laid(msgspec.Struct, frozen=True):
    """What every form prints: `top` and `foot` on each page, the lines of the head, the blocks, the signature."""

    title: str
    subject: str
    date: str
    top: str
    foot: str
    head: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    signature: tuple[str, ...]
    exercise: bool


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str | None = None
    heading: str | None = None
    holds: Part | None = None
    none: str | None = None


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The structure of a kind of document: its name, its parts in order, and to whom it always goes."""

    name: str
    part: tuple[_Part, ...]
    to: str | None = None


@cache
def template(kind: Kind) -> Template:
    """The structure of a kind of document, from its file."""
    text = (files("tocsin.briefing.documents") / f"{kind}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Template)


def laid(document: Document) -> Laid:
    """The document in blocks. Words of others stand as quotations with their source; the rest is template or record."""
    form = template(document.kind)
    marks = [EXERCISE if document.exercise else "", document.marking or ""]
    names = {"Reference": document.reference, "Date": document.date.strftime(_HOUR)}
    names |= {"From": document.sender, "To": form.to or document.to, "Subject": document.subject}
    return Laid(
        title=form.name,
        subject=plain(document.subject),
        date=document.date.strftime("%Y-%m-%d"),
        top=" · ".join(m for m in marks if m),
        foot=" · ".join(m for m in (document.reference or "", *marks) if m),
        head=tuple((label, plain(said)) for label, said in names.items() if said),
        blocks=tuple(b for part in form.part for b in _blocks(document, form, part)),
        signature=tuple(plain(line) for line in document.signature),
        exercise=document.exercise,
    )


def _blocks(document: Document, form: Template, part: _Part) -> list[Block]:
    if part.text:
        return [Block("frame", filled(part.text, _values(document, form)))]
    held = [b for p in document.paragraphs if p.part == part.holds for b in _held(p)]
    if not held and part.none:
        held = [Block("body", part.none)]
    return [Block("heading", part.heading), *held] if held and part.heading else held


def _held(paragraph: Paragraph) -> list[Block]:
    style: Style = "quote" if paragraph.source else "body"
    lines = [plain(line) for line in paragraph.text.splitlines()]
    found = [Block(style, line, right_to_left(line), paragraph.language) for line in lines if line]
    return found + ([Block("source", plain(paragraph.source))] if paragraph.source else [])


def _values(document: Document, form: Template) -> dict[str, str]:
    enclosures = sum(p.part == "enclosures" for p in document.paragraphs)
    return {
        "from": document.sender,
        "to": form.to or document.to,
        "subject": plain(document.subject),
        "reference": document.reference or "",
        "hour": document.date.strftime(_HOUR),
        "enclosures": str(enclosures or ""),
    }
