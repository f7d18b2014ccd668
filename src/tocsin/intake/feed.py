"""RSS and Atom: one report an entry, and an entry that is of no use does not spoil the others."""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

import feedparser

from tocsin.intake import html
from tocsin.intake.assemble import Found, report
from tocsin.intake.decoding import NoText, captured, decode
from tocsin.intake.inputs import Input, Skipped
from tocsin.records import Flag, How, Report

SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
_LOOKS = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:(?:<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>]*>)\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b",
    re.S,
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
# Characters that XML 1.0 (section 2.2) forbids; one of them would end a strict parse.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
# What feedparser and the parsers under it raise on feeds that they cannot follow.
LOST = (
    SAXException,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    AssertionError,
    OverflowError,
)


def looks(beginning: str) -> bool:
    """Does a file that begins so hold a feed?"""
    return bool(_LOOKS.match(beginning))


def read(data: bytes, asked: Input) -> Iterator[Report | Skipped]:
    """A report for each entry, in the order of the feed; an entry without text and title is named by its number.

    A feed that declares entities of its own is refused: there is no need for them, and they can unfold without
    end. `digest` is that of the whole feed.
    """
    cut = data[: asked.limits.page]
    match = _DECLARED.search(cut[:1024])
    try:
        decoded = decode(cut, asked.given.charset or (match[1].decode("ascii") if match else None))
    except NoText as err:
        yield asked.skipped(str(err))
        return
    why = _refused(decoded.text)
    if why:
        yield asked.skipped(why)
        return
    flags = captured(decoded, cut=len(cut) < len(data))
    yield from _entries(data, decoded.text, flags, asked)


def _refused(text: str) -> str | None:
    if html.looks(text[:4096]):
        return "is a web page (HTML); a feed begins with <rss>, <feed> or <rdf:RDF>"
    if _ENTITY.search(text):
        return "declares entities of its own, which can unfold without end; a feed needs none"
    return None


def _entries(
    data: bytes, text: str, flags: frozenset[Flag], asked: Input
) -> Iterator[Report | Skipped]:
    feed = _parsed(text)
    if feed is None or not (feed.entries or feed.get("version")):
        yield asked.skipped("is no feed; a feed begins with <rss>, <feed> or <rdf:RDF>")
    elif not feed.entries:
        yield asked.skipped("is a feed without entries")
    else:
        for number, entry in enumerate(feed.entries, 1):
            try:
                # Plain dicts: feedparser's own answer "updated" for "published", with a warning.
                yield _entry(data, dict(entry), dict(feed.feed), flags, asked)
            except _Useless as err:
                yield asked.skipped(str(err), f"entry {number}")


class _Useless(ValueError):
    """An entry that holds nothing to report."""


def _parsed(text: str) -> Any:
    # Handed over as an open file of UTF-8: feedparser takes a text for an address and would fetch it.
    plain = _FORBIDDEN.sub("\ufffd", _DOCTYPE.sub("", _PROLOG.sub("", text), count=1))
    try:
        return feedparser.parse(
            io.BytesIO(plain.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except LOST:
        return None


def _entry(data: bytes, entry: Any, feed: Any, flags: frozenset[Flag], asked: Input) -> Report:
    title, text = _plain(entry.get("title")), _body(entry)
    if not (title or text):
        raise _Useless("has neither title nor text; an entry has one of them")
    given = asked.given
    found = Found(
        data,
        text or title,
        title=title or None,
        dates=tuple(_dates(entry)),
        language=entry.get("language") or feed.get("language"),
        source=_plain((entry.get("source") or {}).get("title") or feed.get("title")) or None,
        url=_address(entry),
        byline=_plain(entry.get("author")) or None,
        flags=flags,
    )
    own = given._replace(url=None, title=None, given_id=_string(entry.get("id")) or given.given_id)
    return report(found, asked._replace(given=own))


def _body(entry: Any) -> str:
    """The longest of what an entry offers as its text."""
    contents = [part.get("value") for part in entry.get("content") or () if isinstance(part, dict)]
    return max((_plain(words) for words in (*contents, entry.get("summary"))), key=len)


def _plain(words: Any) -> str:
    """Words without their markup, one line a block."""
    if not isinstance(words, str) or not words.strip():
        return ""
    if not _TAG.search(words):
        return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip())
    light, _ = html.lighter(words)
    tree = html.parsed(f"<div>{light}</div>")
    return "" if tree is None else html.plain(tree)


def _dates(entry: Any) -> Iterator[tuple[str, How]]:
    for name in ("published", "created", "updated"):
        words = _string(entry.get(name))
        if words:
            yield words, "metadata"


def _address(entry: Any) -> str | None:
    link = _string(entry.get("link"))
    return link if link and re.match(r"https?://\S+$", link) else None


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
