"""In which countries a text says that something is or goes on: names of the atlas after words such as "in"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from tocsin.atlas import rows, surfaces

KINDS = frozenset({"country", "capital"})
LONGEST = 4  # words of a name
NAME_WORD = r"[\w'’.-]+"


def venues(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Countries (ISO 3166-1 alpha-3) named as places in `text`, in order, each with where its name begins.

    An actor is no place: "China said" gives nothing, "in China" and "visited Beijing" give CHN.
    """
    pattern = _locative(language)
    for match in pattern.finditer(text) if pattern else ():
        country = _country(match[1].split(), language)
        if country:
            yield match.start(1), country


def _country(words: list[str], language: str) -> str | None:
    """The country of the longest name of the atlas that the words begin with."""
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).rstrip(".").removesuffix("'s").removesuffix("’s")
        if country := _countries(language).get(name.casefold()):
            return country
    return None


@cache
def _countries(language: str) -> Mapping[str, str]:
    """The country of each name of a country or capital."""
    named = ((s, e) for s, entries in surfaces(language).items() for e in reversed(entries))
    return {s: e.country for s, e in named if e.kind in KINDS and e.country}


@cache
def _locative(language: str) -> re.Pattern[str] | None:
    words = [
        word
        for row in rows(files("tocsin.stories") / "locatives.tsv", ("language", "words"))
        if row["language"] == language
        for word in row["words"].split()
    ]
    if not words:
        return None
    following = rf"(?=(?:the )?({NAME_WORD}(?: {NAME_WORD}){{0,{LONGEST - 1}}}))"
    return re.compile(rf"\b(?:{'|'.join(words)}) {following}")
