"""A document that goes out: who writes to whom, of what, in paragraphs that say what they quote."""

import unicodedata
from datetime import datetime
from typing import Literal, get_args

import msgspec

Kind = Literal["statement", "note", "letter", "request", "notification", "report"]
Part = Literal[
    "participants",
    "facts",
    "texts",
    "decisions",
    "positions",
    "requests",
    "deadlines",
    "tasks",
    "gaps",
    "enclosures",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


class BadDocument(ValueError):
    """The document cannot be written in the form asked for; the message says why, and what would help."""


class Paragraph(msgspec.Struct, frozen=True):
    """Words in one part of a document. With `source` they are a quotation, and `source` says whose; `language` is BCP 47."""

    part: Part
    text: str
    source: str | None = None
    language: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a document is made of; `date` is its hour (UTC), `marking` who may read it, `signature` its last lines."""

    kind: Kind
    sender: str
    to: str
    reference: str | None
    date: datetime
    subject: str
    paragraphs: tuple[Paragraph, ...] = ()
    signature: tuple[str, ...] = ()
    exercise: bool = False
    marking: str | None = None


def right_to_left(text: str) -> bool:
    """Whether a text runs from right to left: by its first letter that has a direction."""
    ways = (unicodedata.bidirectional(c) for c in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"
