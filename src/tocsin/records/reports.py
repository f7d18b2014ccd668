"""Sources and what they published: Source, Report, Passage."""

from datetime import datetime
from typing import Literal

from tocsin.records.word import Offset, Word

Reach = Literal["outlet", "agency", "ministry", "organisation", "person", "feed"]
Precision = Literal["moment", "day", "month", "year"]
How = Literal["metadata", "markup", "header", "byline", "text", "url", "given", "file"]
Flag = Literal[
    "doubled",  # paragraphs that stand in the text twice; the second is not read
    "cut-off",  # the text stops in mid-sentence, as behind a paywall
    "menu",  # navigation words were found and dropped
    "aggregator",  # a digest of others' reporting; it adds no origin
    "live-blog",  # several posts under one address
    "no-date",  # no date of publication was found
    "bad-date",  # a date was found that cannot be (too early, in the future, no such day)
    "short",  # too little text to be sure of anything
    "decoding",  # the encoding was guessed, or bytes that are no text in it were replaced
    "unknown-language",  # none of the configured languages
    "truncated",  # the capture was larger than the limit and only its beginning is kept
]


class Grade(Word):
    """Somebody's grade of a source on the Admiralty scale, as history: A-E, and F for "cannot be judged"."""

    grade: Literal["A", "B", "C", "D", "E", "F"]
    by: str
    on: str
    basis: str


class Affiliation(Word):
    """Whom a source belongs to or speaks for, between two dates (EDTF), and where that was read."""

    to: str
    since: str | None = None
    until: str | None = None
    source: str | None = None


class Source(Word):
    """Who publishes: an outlet, an agency, a ministry. Countries are ISO 3166-1 alpha-3, languages BCP 47."""

    title: str
    reach: Reach = "outlet"
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    grades: tuple[Grade, ...] = ()


class Published(Word):
    """When a report says it appeared: an EDTF value as precise as its source, and how that was found."""

    value: str
    precision: Precision
    how: How
    written: str | None = None


class Report(Word):
    """One captured document. Offsets everywhere are code points of `text`, half open.

    `digest` is the SHA-256 of the bytes as captured, `text_digest` that of `text` in UTF-8, both in hex.
    `skip` lists the spans of `text` that a reader passes over: menus, doubled paragraphs. `given_id` is the id that a
    row of the input brought along. `captions` lists those of the spans to pass over that stand under a picture: it
    often shows another day than the one the report is about.
    """

    title: str | None
    text: str
    language: str | None
    digest: str
    text_digest: str
    source: str | None = None
    url: str | None = None
    published: Published | None = None
    captured_at: datetime | None = None
    given_id: str | None = None
    byline: str | None = None
    agency: str | None = None
    flags: tuple[Flag, ...] = ()
    skip: tuple[tuple[Offset, Offset], ...] = ()
    captions: tuple[tuple[Offset, Offset], ...] = ()


class Passage(Word):
    """Characters [start, end) of one report's text, with 32 characters around them (W3C Web Annotation selectors).

    Both selectors must match the text; otherwise the passage is "moved" or "lost", never silently dropped.
    """

    report: str
    start: Offset
    end: Offset
    quote: str
    before: str = ""
    after: str = ""


AROUND = 32


def passage(report: str, text: str, start: int, end: int) -> Passage:
    """The passage [start, end) of `text`, which is the text of the report named `report`.

    Raises ValueError if the span is empty or leaves the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}) is no passage of a text of {len(text)} characters")
    return Passage(
        report=report,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
    )


def stands(p: Passage, text: str) -> Literal["here", "moved", "lost"]:
    """Whether a passage is still where it was: "moved" if its quote occurs elsewhere in `text`, "lost" if nowhere."""
    if text[p.start : p.end] == p.quote and text[max(0, p.start - AROUND) : p.start] == p.before:
        return "here"
    return "moved" if p.quote in text else "lost"
