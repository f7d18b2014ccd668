"""What a caller hands to intake and what it gets back when something is of no use."""

from datetime import datetime
from typing import NamedTuple

from tocsin import atlas

MEBIBYTE = 1024 * 1024


class IntakeError(ValueError):
    """The caller asked for what intake does not have; the message says what there is."""


class Given(NamedTuple):
    """What is known about an input from outside; it goes before what the page says of itself.

    `charset` is what a transport header declared; `captured_at` (UTC) also tells which dates lie in the future;
    `given_id` is the name that whoever hands the input in knows it by.
    """

    published: str | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None
    charset: str | None = None
    captured_at: datetime | None = None
    title: str | None = None
    given_id: str | None = None


class Limits(NamedTuple):
    """How much of an input is read.

    `page` is the most bytes of one page; `text` the most characters of a plain text, or of a page's HTML without
    scripts, and `tags` the most tags of that; `records` the most records of one archive, feed or JSONL file. A compressed input may
    grow `ratio`-fold, be packed `depth` times and unfold to `unpacked` bytes.
    """

    page: int = 20 * MEBIBYTE
    text: int = 2 * MEBIBYTE
    tags: int = 60_000
    records: int = 1_000_000
    ratio: int = 200
    depth: int = 2
    unpacked: int = 1024 * MEBIBYTE


class Skipped(NamedTuple):
    """An input, or one record of it, that could not be used. `str()` gives one line for a log or a terminal."""

    name: str
    place: str | None
    why: str

    def __str__(self) -> str:
        return ":".join(part for part in (self.name, self.place) if part) + f": {self.why}"


class Input(NamedTuple):
    """What every format is told about the bytes it reads: their name and what the caller gave and allows."""

    name: str
    given: Given = Given()
    limits: Limits = Limits()
    languages: tuple[str, ...] = atlas.languages()

    def skipped(self, why: str, place: str | None = None) -> Skipped:
        """This input, or the record at `place` in it, as one that could not be used."""
        return Skipped(self.name, place, why)
