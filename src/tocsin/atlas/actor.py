"""Who a whole phrase means: country or organisation, sector, office and name ("Russian Foreign Minister Sergei Lavrov")."""

import re
from functools import cache
from typing import NamedTuple

import msgspec

from tocsin.atlas.entries import Entry, fold
from tocsin.atlas.match import Match, match
from tocsin.atlas.names import lookup
from tocsin.atlas.roles import Role, roles

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?", re.UNICODE)
_LINK = re.compile(
    r"\b(?:of|in|at|for|from|on|with|who|which|that|to|near|by|under|against|inside|across|within)\b|[,;(]"
)
_POWERS = ("org", "body", "group")


class RoleSpan(NamedTuple):
    """Characters [start, end) of a text are a role noun."""

    start: int
    end: int
    role: Role


@cache
def _longest(language: str) -> int:
    return max((key.count(" ") + 1 for key in roles(language)), default=0)


def roles_in(text: str, language: str = "en") -> list[RoleSpan]:
    """The role nouns in `text` in order, longest first where they overlap: start, end, what they stand for."""
    known, reach = roles(language), _longest(language)
    words = [m.span() for m in _WORD.finditer(text)]
    found: list[RoleSpan] = []
    at = 0
    while at < len(words):
        for last in range(min(at + reach, len(words)) - 1, at - 1, -1):
            start, end = words[at][0], words[last][1]
            role = known.get(fold(text[start:end]).removesuffix("'s"))
            if role is not None:
                found.append(RoleSpan(start, end, role))
                at = last
                break
        at += 1
    return found


def actor(phrase: str, on: str | None = None, language: str = "en") -> Entry | None:
    """Who the whole phrase means on the day `on`, or None when nothing in it is known.

    The country is that of the head ("Russian troops in Chad": RUS), else of what it belongs to ("rebels in
    Chad": TCD); the sector that of the last role noun of the head. A name behind a title is kept as written.
    """
    text = " ".join(phrase.split())
    known = lookup(text, on, language)
    if known:
        return known[0]
    cut = _head_end(text)
    names = list(match(text, language, on))
    found = [f for f in roles_in(text, language) if not _inside(f.start, f.end, names)]
    head = [f for f in found if f.start < cut]
    nouns = head or found
    role = nouns[-1] if nouns else None  # the last noun of an English noun phrase is its head
    place = _belongs(names, cut, text)
    name = _named(text[:cut], role, names)
    if role is None and place is None:
        return None
    return _entry(text, role.role if role else None, place, name)


def _head_end(text: str) -> int:
    link = _LINK.search(text, 1)
    return link.start() if link else len(text)


def _inside(start: int, end: int, names: list[Match]) -> bool:
    return any(m.start <= start and end <= m.end for m in names)


def _belongs(names: list[Match], cut: int, text: str) -> Entry | None:
    """The country or organisation the head belongs to: one named in the head first, else in what follows."""
    ordered = [m for m in names if m.start < cut] + [m for m in names if m.start >= cut]
    return ordered[0].entries[0] if ordered else None


def _named(head: str, role: RoleSpan | None, names: list[Match]) -> str | None:
    """The personal name that follows the title at the end of the head, if it looks like one."""
    begin = role.end if role else max((m.end for m in names if m.end <= len(head)), default=-1)
    if begin < 0:
        return None
    words = head[begin:].strip(" ,.")
    return words if words and words[0].isupper() else None


def _entry(text: str, role: Role | None, place: Entry | None, name: str | None) -> Entry:
    base = place or Entry(text, "office")
    sector = role.sector if role else base.sector
    if base.kind == "group" or (base.sector and role and role.sector in ("UNK", "UAF", "CVL")):
        sector = base.sector
    return msgspec.structs.replace(
        base,
        name=name or (base.name if role is None else text),
        kind="person-role" if name else base.kind if role is None else "office",
        sector=sector,
        office=role.office if role else base.office,
        since=None,
        until=None,
        cased=False,
    )
