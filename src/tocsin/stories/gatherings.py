"""Gatherings that a text names by their body: "the AU summit", "a meeting of the African Union"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import rows, surfaces

LONGEST = 6  # words of a body's name
BODY_WORD = r"[^\W\d_][\w’'-]*"


class Gathering(NamedTuple):
    """A gathering named at [start, end), and the organisation whose it is."""

    start: int
    end: int
    body: str


def gatherings(text: str, language: str) -> Iterator[Gathering]:
    """Gatherings of organisations that the atlas knows, in the order of the text."""
    pattern = _nouns(language)
    for noun in pattern.finditer(text) if pattern else ():
        found = _of(text, noun, language) or _before(text, noun, language)
        if found:
            yield found


def _of(text: str, noun: re.Match[str], language: str) -> Gathering | None:
    """The body in "meeting of the …"."""
    if not noun["of"]:
        return None
    words = list(re.finditer(BODY_WORD, text[noun.end() : noun.end() + 90]))[:LONGEST]
    for length in range(len(words), 0, -1):
        end = noun.end() + words[length - 1].end()
        if body := _bodies(language).get(_folded(text[noun.end() : end])):
            return Gathering(noun.start(), end, body)
    return None


def _before(text: str, noun: re.Match[str], language: str) -> Gathering | None:
    """The body in "the … summit"."""
    from_ = max(0, noun.start() - 90)
    words = list(re.finditer(BODY_WORD, text[from_ : noun.start()]))[-LONGEST:]
    for word in words:
        start = from_ + word.start()
        if body := _bodies(language).get(_folded(text[start : noun.start()])):
            return Gathering(start, noun.start() + len(noun["noun"]), body)
    return None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@cache
def _bodies(language: str) -> Mapping[str, str]:
    """The organisation of each name of one."""
    return {
        s: e.org
        for s, entries in surfaces(language).items()
        for e in entries
        if e.kind == "org" and e.org
    }


@cache
def _nouns(language: str) -> re.Pattern[str] | None:
    for row in rows(files("tocsin.stories") / "gatherings.tsv", ("language", "nouns", "of")):
        if row["language"] == language:
            nouns = "|".join(map(re.escape, row["nouns"].split()))
            of = f" (?:{row['of']}) ?" if row["of"] else "(?!)"
            return re.compile(rf"\b(?P<noun>{nouns})\b(?P<of>{of})?")
    return None
