"""What stands on a page and is no reporting: menus, offers, pointers to other articles."""

import re
from functools import cache
from importlib.resources import files

from tocsin.atlas.tables import choice, rows
from tocsin.intake.lines import Line, loose

TABLE = files("tocsin.intake") / "data" / "furniture.tsv"
KINDS = frozenset(
    (
        "menu",
        "section",
        "comments",
        "end",
        "starts",
        "paywall",
        "teaser",
        "digest",
        "machine",
        "live",
    )
)
LONGEST_MENU = 14
LONGEST_NOTICE = 16
LONGEST_TITLE = 200
_COUNTS = re.compile(r"\d+")
_GAP = r"[\W_]+"


@cache
def phrases(kind: str) -> frozenset[str]:
    """The phrases of one kind in `furniture.tsv`, as `loose` writes them."""
    return frozenset(
        loose(row["words"])
        for row in rows(TABLE, ("kind", "language", "words"))
        if choice(row, "kind", KINDS) == kind
    )


def furniture(line: Line) -> str | None:
    """Which kind of furniture a whole line is, or None if it may be reporting.

    A line is furniture if phrases of the table cover all its words, counts in brackets left out, or if it is
    short and begins as a notice of the site begins.
    """
    if len(line.text) > LONGEST_TITLE:
        return None
    key = " ".join(_COUNTS.sub(" ", line.key).split())
    if not key:
        return None
    if key in phrases("digest"):
        return "digest"
    kind = _cover(key.split())
    if kind == "menu" and line.text.endswith(".") and line.weight < 3:
        return None  # "... posted it on / Twitter." is the end of a sentence; menus have no stops
    return kind or _notice(line, key)


def _cover(words: list[str]) -> str | None:
    """The most telling kind among phrases that cover `words` from first to last."""
    if len(words) > LONGEST_MENU:
        return None
    table, found, at = _by_words(), set[str](), 0
    while at < len(words):
        for size in range(min(6, len(words) - at), 0, -1):
            kind = table.get(tuple(words[at : at + size]))
            if kind:
                found.add(kind)
                at += size
                break
        else:
            return None
    return next((kind for kind in ("end", "comments", "section") if kind in found), "menu")


@cache
def _by_words() -> dict[tuple[str, ...], str]:
    return {
        tuple(phrase.split()): kind
        for kind in ("menu", "section", "comments", "end")
        for phrase in phrases(kind)
    }


def _notice(line: Line, key: str) -> str | None:
    if line.weight > LONGEST_NOTICE:
        return None
    if holds(key, "paywall"):
        return "paywall"
    if _starts().match(line.text) and not (line.weight > 8 and line.stops):
        return "menu"
    if _pointer().match(line.text):
        return "teaser"
    return None


def holds(key: str, kind: str) -> bool:
    """Does a line, as `loose` writes it, hold a phrase of this kind?"""
    if _telling(kind).isdisjoint(key.split()):
        return False
    padded = f" {key} "
    return any(f" {phrase} " in padded for phrase in phrases(kind))


@cache
def _telling(kind: str) -> frozenset[str]:
    """The longest word of each phrase: a line without any of them need not be looked at closely."""
    return frozenset(max(phrase.split(), key=len) for phrase in phrases(kind))


def _alternatives(kind: str, least_words: int = 1) -> str:
    chosen = [p for p in phrases(kind) if len(p.split()) >= least_words or not p.isascii()]
    return "|".join(_GAP.join(map(re.escape, p.split())) for p in sorted(chosen, key=len)[::-1])


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_alternatives('starts')})(?!\w)|©", re.IGNORECASE)


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_alternatives('teaser')})\s*[:：|»>]\s*\S", re.IGNORECASE)


@cache
def _inside() -> re.Pattern[str]:
    """A pointer inside a paragraph: it begins like a sentence and ends with the headline that it points to."""
    title = rf"[^.!?…。！？؟“”\"\n\r]{{4,{LONGEST_TITLE}}}"
    return re.compile(
        rf"(?:(?<=[.!?…。！？؟”\"»)]\s)|(?<=[.!?…。！？؟]))\s*(?P<teaser>"
        rf"(?i:{_alternatives('teaser')})\s*[:：]\s*{title}(?:[.!?…。！？؟]|(?=\s[“\"]))"
        rf"|(?i:{_alternatives('teaser', 2)})(?:\s+[^\W\d_A-Z]\w*){{0,3}}\s+[A-Z]{title}\?)"
    )


def pointers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans inside a paragraph that point to another article, such as "Read also: ..." between two sentences."""
    return [m.span("teaser") for m in _inside().finditer(text, start, end)]
