"""Words of a text as a reader of place names sees them, and the words that tell such names from others."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|(?:St|Mt|Ft|Co|Rd|Ave|Blvd|Hwy)\.|[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*|\d+|[^\w\s]|\n"
)


class Word(NamedTuple):
    """A word at [start, end) without its possessive ending; `low` in small letters, `near` if it adjoins the one before."""

    start: int
    end: int
    text: str
    low: str
    near: bool
    cased: bool


class Cues(NamedTuple):
    """The words of lexicons/<language>/places.toml."""

    into: frozenset[str]
    adjectives: frozenset[str]
    follow: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    says: frozenset[str]
    after: Mapping[str, str]
    before: Mapping[str, str]
    people: Mapping[str, str]
    agencies: frozenset[str]
    home: Mapping[str, str]


def has_cues(language: str) -> bool:
    """Has the language place words of its own?"""
    return (files("tocsin.reading") / "lexicons" / language / "places.toml").is_file()


@cache
def cues(language: str = "en") -> Cues:
    """The cue words of a language; those of English where it has none."""
    folder = files("tocsin.reading") / "lexicons"
    source = folder / language / "places.toml"
    data: Mapping[str, Any] = tomllib.loads(
        (source if source.is_file() else folder / "en" / "places.toml").read_text("utf-8")
    )
    person = data["person"]
    return Cues(
        into=frozenset(data["into"]),
        adjectives=frozenset(data["adjectives"]),
        follow=frozenset(data["follow"]),
        never=frozenset(data["never"]["words"]),
        titles=frozenset(person["titles"]),
        given=frozenset(person["given"]),
        says=frozenset(person["says"]),
        after={w: kind for kind, ws in data["after"].items() for w in ws},
        before={w: kind for kind, ws in data["before"].items() for w in ws},
        people=data["people"],
        agencies=frozenset(data["agencies"]),
        home={w: country for country, ws in data["home"].items() for w in ws},
    )


def words(text: str) -> list[Word]:
    """The words of a text, possessive endings cut off."""
    found: list[Word] = []
    end = -1
    for m in _WORD.finditer(text):
        start, word = m.start(), m[0]
        if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":
            word = word[:-2]
        near = start == end or (start == end + 1 and text[end] in " \u00a0")
        found.append(Word(start, start + len(word), word, word.lower(), near, word[0].isupper()))
        end = m.end()
        if len(m[0]) != len(word):
            end = -2  # what follows a possessive does not go on the name
    return found
