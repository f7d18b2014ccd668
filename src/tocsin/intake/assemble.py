"""A report made of what a format found and what was given from outside."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from tocsin.intake.credits import Credits
from tocsin.intake.health import SHORT, ordered
from tocsin.intake.inputs import Given, Input
from tocsin.intake.language import SAMPLE, language, primary
from tocsin.intake.page import page
from tocsin.intake.published import in_address, published
from tocsin.records import Flag, How, Published, Report

_SURROGATE = re.compile("[\ud800-\udfff]")
STATED: frozenset[How] = frozenset(("given", "metadata"))


class Found(NamedTuple):
    """What a format found in a document: its text, and what the document says of itself.

    `dates` are dates as written, the most trusted first, each with how it was found; `last_dates` come after
    those that the text itself names. `language` is a hint only.
    """

    data: bytes
    text: str
    title: str | None = None
    dates: tuple[tuple[str, How], ...] = ()
    language: str | None = None
    source: str | None = None
    url: str | None = None
    byline: str | None = None
    flags: frozenset[Flag] = frozenset()
    last_dates: tuple[tuple[str, How], ...] = ()


def report(found: Found, asked: Input) -> Report:
    """The report of one document. The same document always gives the same report."""
    given = asked.given
    text = _sound(found.text)
    title = _line(given.title) or _line(found.title)
    sheet = page(text, title, writer=found.byline)
    url = given.url or found.url
    when, wrong = _published((*found.dates, *sheet.dates, *_in(url), *found.last_dates), given)
    spoken, unknown = _language(text, sheet.skip, found, asked)
    read = len(text) - sum(end - start for start, end in sheet.skip)
    flags = set(sheet.flags | found.flags)
    flags |= _said({"no-date": when is None, "bad-date": wrong, "short": read < SHORT})
    flags |= _said({"unknown-language": unknown})
    return Report(
        title=_line(sheet.title),
        text=text,
        language=spoken,
        digest=hashlib.sha256(found.data).hexdigest(),
        text_digest=hashlib.sha256(text.encode()).hexdigest(),
        source=_source(sheet.credits, found, given, url),
        url=url,
        published=when,
        captured_at=given.captured_at,
        byline=_line(found.byline) or _line(sheet.credits.byline),
        agency=sheet.credits.agency,
        flags=ordered(flags),
        skip=sheet.skip,
        captions=sheet.captions,
        given_id=given.given_id,
    )


def _in(url: str | None) -> tuple[tuple[str, How], ...]:
    day = in_address(url)
    return ((day, "url"),) if day else ()


def _said(flags: dict[Flag, bool]) -> set[Flag]:
    return {flag for flag, holds in flags.items() if holds}


def _sound(text: str) -> str:
    """Halves of surrogate pairs are no characters and have no bytes; each becomes U+FFFD, so offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def _line(words: str | None) -> str | None:
    return " ".join(_sound(words).split()) or None if words else None


def _published(dates: Sequence[tuple[str, How]], given: Given) -> tuple[Published | None, bool]:
    """The first date that can be, and whether one came before it that cannot."""
    wrong = False
    if given.published:
        dates = [(given.published, "given"), *dates]
    for words, how in dates:
        when, bad = published(_sound(words), how, given.captured_at)
        if when:
            return when, wrong
        wrong = wrong or bad or (how in STATED and bool(words.strip()))
    return None, wrong


def _language(
    text: str, skip: Sequence[tuple[int, int]], found: Found, asked: Input
) -> tuple[str | None, bool]:
    """The language, and whether it is none of the configured ones."""
    said = primary(asked.given.language)
    if said:
        return said, said not in asked.languages
    heard = language(" ".join(_readable(text, skip)), asked.languages)
    if heard:
        return heard, False
    hint = primary(found.language)
    short = len(text) < SHORT
    return (hint, False) if short and hint in asked.languages else (None, True)


def _readable(text: str, skip: Sequence[tuple[int, int]], most: int = SAMPLE * 3) -> Iterator[str]:
    at = 0
    for start, end in (*skip, (len(text), len(text))):
        if start > at:
            yield text[at : min(start, at + most)]
            most -= start - at
        if most <= 0:
            return
        at = end


def _source(credits: Credits, found: Found, given: Given, url: str | None) -> str | None:
    return _line(given.source) or _line(found.source) or _line(credits.source) or host(url)


def host(url: str | None) -> str | None:
    """The host of an address without "www.", which names an outlet that says no other name of its own."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
