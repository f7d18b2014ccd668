"""Web pages: the article on them, without what stands around it, and what the page states of itself."""

import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import lxml.etree
import lxml.html
import trafilatura
from htmldate import find_date

from tocsin.intake.assemble import Found, report
from tocsin.intake.decoding import NoText, captured, decode
from tocsin.intake.inputs import Given, Input, Limits, Skipped
from tocsin.intake.lines import loose
from tocsin.intake.published import EARLIEST, LATEST
from tocsin.intake.stated import Stated, stated
from tocsin.records import Flag, How, Report

SUFFIXES = (".html", ".htm", ".xhtml")
_LOOKS = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")
_OPENS = re.compile(r"<(script|style|svg|noscript|iframe|template)\b([^>]*)>|<!--", re.IGNORECASE)
_LINKED = re.compile(r"type\s*=\s*[\"']?application/ld\+json", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.-]{0,60};base64,[A-Za-z0-9+/=\s]*")
CHARSET_WITHIN = 4096
# Persian, Kurdish and Urdu words are spelled with joiners; the stand-ins are letters of a script that no page is in.
_JOINERS = re.compile("[\u200c\u200d]")
_STAND_IN = str.maketrans("\u200c\u200d", "\U00012000\U00012001")
_BACK = str.maketrans("\U00012000\U00012001", "\u200c\u200d")
# What lxml, trafilatura and htmldate raise on markup that they cannot follow.
LOST = (
    lxml.etree.LxmlError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    OverflowError,
    AssertionError,
)

# These libraries report every page that they give up on; intake says so itself.
for _name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def looks(beginning: str) -> bool:
    """Does a file that begins so hold a web page?"""
    return bool(_LOOKS.match(beginning))


def read(data: bytes, asked: Input) -> Iterator[Report | Skipped]:
    """One report of a web page: the article in it, one line a paragraph, without its headline."""
    cut = data[: asked.limits.page]
    try:
        decoded = decode(cut, asked.given.charset or declared(cut))
    except NoText as err:
        yield asked.skipped(str(err))
        return
    flags = captured(decoded, cut=len(cut) < len(data))
    yield article(data, decoded.text, flags, asked)


def article(data: bytes, markup: str, flags: frozenset[Flag], asked: Input) -> Report | Skipped:
    """The report of the page `markup`, which came as the bytes `data`."""
    light, linked = lighter(markup)
    end = _end(light, asked.limits)
    if end < len(light):
        light, flags = light[:end], flags | {"truncated"}
    tree = parsed(light)
    if tree is None:
        return asked.skipped("is no web page; HTML has at least one element with text")
    head = stated(tree, linked)
    url = asked.given.url or head.url
    text = _body(_article(tree, url), head.title)
    if not text:
        return asked.skipped("holds no article; a page has at least one paragraph of text")
    return report(
        _found(data, text, head, flags, () if head.dates else _last_dates(light, asked.given)),
        asked,
    )


def _end(markup: str, limits: Limits) -> int:
    """Where the reading of `markup` stops: extraction takes a fixed time for each tag, and pages can be endless."""
    end = min(len(markup), limits.text)
    if markup.count("<", 0, end) <= limits.tags:
        return end
    tags = (match.start() for match in re.finditer("<", markup))
    return next(islice(tags, limits.tags, None), end)


def _found(
    data: bytes, text: str, head: Stated, flags: frozenset[Flag], last: tuple[tuple[str, How], ...]
) -> Found:
    return Found(
        data,
        text,
        title=head.title,
        dates=head.dates,
        last_dates=last,
        language=head.language,
        source=head.source,
        url=head.url,
        byline=head.byline,
        flags=flags | {"live-blog"} if head.live else flags,
    )


def declared(data: bytes) -> str | None:
    """The charset that a page names in its first 4096 bytes, if any."""
    head = data[:CHARSET_WITHIN]
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return match[1].decode("ascii", "replace") if match else None


def lighter(markup: str) -> tuple[str, list[str]]:
    """The markup without scripts, styles, drawings, remarks and embedded pictures; and its linked data.

    What is opened and never closed is dropped to the end, as a browser does.
    """
    parts: list[str] = []
    linked: list[str] = []
    at = 0
    while match := _OPENS.search(markup, at):
        parts.append(markup[at : match.start()])
        at, inside = _closed(markup, match)
        if match[1] and match[1].lower() == "script" and _LINKED.search(match[2]):
            linked.append(inside)
    parts.append(markup[at:])
    return _EMBEDDED.sub("", _PROLOG.sub("", "".join(parts), count=1)), linked


def _closed(markup: str, opened: re.Match[str]) -> tuple[int, str]:
    """Where the element that `opened` opens ends, and what is inside."""
    close = (
        re.compile(rf"</{opened[1]}\s*>|</{opened[1]}\b", re.I) if opened[1] else re.compile("-->")
    )
    end = close.search(markup, opened.end())
    if end is None:
        return len(markup), ""
    stop = markup.find(">", end.start()) + 1 or len(markup)
    return stop, markup[opened.end() : end.start()]


def parsed(markup: str) -> Any:
    """The tree of `markup`, or None if there is nothing in it."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    data = markup.replace("\0", "").encode("utf-8", "replace")
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except LOST:
        return None


def _body(text: str, title: str | None) -> str:
    """The paragraphs without the headline, which extraction leaves above them; the report has it as its title."""
    first, _, rest = text.partition("\n")
    return rest if title and rest and loose(first) == loose(title) else text


def _article(tree: Any, url: str | None) -> str:
    try:
        _held(tree)
        found = trafilatura.bare_extraction(
            tree, url=url, favor_precision=True, include_comments=False
        )
        text = getattr(found, "text", None) or trafilatura.baseline(tree)[1]
    except LOST:
        text = plain(tree)
    text = (text or "").translate(_BACK)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _held(tree: Any) -> None:
    """Letters are joined and kept apart (ZWJ, ZWNJ) by characters that extraction drops: others stand for them in it."""
    for element in tree.iter():
        if element.text and _JOINERS.search(element.text):
            element.text = element.text.translate(_STAND_IN)
        if element.tail and _JOINERS.search(element.tail):
            element.tail = element.tail.translate(_STAND_IN)


BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "br",
        "tr",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "figcaption",
    )
)


def plain(tree: Any) -> str:
    """All text of a tree, one line a block."""
    parts: list[str] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in BLOCKS
        words = element.text if event == "start" else element.tail
        parts += ["\n" if block else "", " ".join((words or "").split(" "))]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _last_dates(markup: str, given: Given) -> tuple[tuple[str, How], ...]:
    """A date that stands somewhere in the markup, to be tried when the page states none."""
    latest = given.captured_at.date().isoformat() if given.captured_at else f"{LATEST}-12-31"
    try:
        marked = find_date(
            markup,
            extensive_search=False,
            original_date=True,
            min_date=f"{EARLIEST}-01-01",
            max_date=latest,
        )
    except LOST:
        marked = None
    return ((marked, "markup"),) if marked else ()
