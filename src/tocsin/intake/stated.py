"""What a web page states about itself in its head: headline, outlet, writer, dates, language, address."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from tocsin.records import How

DEEPEST = 6
ARTICLE = re.compile(r"Article|Report|BlogPost|Posting")
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_WRITERS = ("author", "byl", "parsely-author", "dc.creator", "sailthru.author", "article:author")
_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
_PARTS = re.compile(r"\s+[|–—-]\s+|\s+::\s+")


class Stated(NamedTuple):
    """What the page states; None where it says nothing."""

    title: str | None = None
    source: str | None = None
    byline: str | None = None
    language: str | None = None
    url: str | None = None
    dates: tuple[tuple[str, How], ...] = ()
    live: bool = False


def stated(tree: Any, linked: list[str]) -> Stated:
    """What the head of the HTML `tree` and its linked data (the JSON-LD scripts `linked`) state."""
    meta, article = _meta(tree), _article(linked)
    source = _text(article.get("publisher")) or _of(meta, _NAMES)
    source = _of(meta, _NAMES[:1]) or source
    title = _text(article.get("headline")) or _of(meta, _TITLES) or _heading(tree)
    return Stated(
        title=_without(title, source),
        source=source,
        byline=_writers(article.get("author")) or _person(_of(meta, _WRITERS)),
        language=tree.get("lang") or tree.get("xml:lang") or _text(article.get("inLanguage")),
        url=_address(tree, meta),
        dates=tuple(_dates(tree, meta, article)),
        live="LiveBlog" in str(article.get("@type", "")),
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def _of(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _article(linked: list[str]) -> dict[str, Any]:
    """The first thing in the linked data that is an article, a report or a post."""
    for script in linked:
        try:
            data = msgspec.json.decode(script.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError, ValueError):
            continue
        for thing in _things(data, DEEPEST):
            if ARTICLE.search(str(thing.get("@type", ""))):
                return thing
    return {}


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, dict):
        yield data
        for inner in data.values():
            yield from _things(inner, depth - 1)
    elif depth and isinstance(data, list):
        for inner in data:
            yield from _things(inner, depth - 1)


def _text(value: Any) -> str | None:
    """The words of a value of linked data, which may be a text, a thing with a name, or a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _writers(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [name for person in people if (name := _person(_text(person)))]
    return ", ".join(dict.fromkeys(names)) or None


def _person(name: str | None) -> str | None:
    """A name that is no address and no account."""
    if not name or name.startswith(("http", "@", "www.")) or len(name) > 200:
        return None
    return re.sub(r"^(?:[Bb]y|BY)\s+", "", name)


def _heading(tree: Any) -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    titles = [" ".join(t.text_content().split()) for t in tree.iter("title")]
    full = [h for h in headings if len(h.split()) > 1]
    if len(full) == 1:
        return full[0]
    return next((t for t in (*titles, *full) if t), None)


def _without(title: str | None, source: str | None) -> str | None:
    """The headline without the name of the outlet after a bar or dash."""
    if not title:
        return None
    *parts, last = _PARTS.split(title)
    if parts and source and last.casefold() == source.casefold():
        return title[: title.rindex(last)].rstrip(" |–—-:")
    return title


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    links = [x.get("href") or "" for x in tree.iter("link") if x.get("rel") == "canonical"]
    return next(
        (u for u in (*links, meta.get("og:url", "")) if re.match(r"https?://\S+$", u)), None
    )


def _dates(tree: Any, meta: dict[str, str], article: dict[str, Any]) -> Iterator[tuple[str, How]]:
    if isinstance(article.get("datePublished"), str):
        yield article["datePublished"], "metadata"
    for name in _DATES:
        if name in meta:
            yield meta[name], "metadata"
    times = list(tree.iter("time"))[:20]
    marked = [t for t in times if t.get("pubdate") is not None or "publi" in _hints(t)]
    for element in (*marked, *times[:1]):
        words = element.get("datetime") or element.text_content()
        if words.strip():
            yield words, "markup"


def _hints(element: Any) -> str:
    return (
        f"{element.get('itemprop', '')} {element.get('class', '')} {element.get('id', '')}".lower()
    )
