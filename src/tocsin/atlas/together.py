"""States named by one sign each and written together, as Chinese does: "中俄两国" is two states."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from tocsin.atlas.countries import countries
from tocsin.atlas.entries import Entry
from tocsin.atlas.phrases import grammar


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    told = grammar(language).together
    if not told.names:
        return None
    runs = "|".join(map(re.escape, sorted(told.names, key=len, reverse=True)))
    beside, never = ("|".join(map(re.escape, words)) for words in (told.beside, told.never))
    return re.compile(rf"(?<!\w)(?:{runs})(?!{never})|(?:{runs})(?={beside})")


def together(text: str, language: str) -> Iterator[tuple[int, int, Entry]]:
    """The signs that name states together, each by itself, in order; nothing in a language that does not write so."""
    pattern = _pattern(language)
    if pattern is None:
        return
    named = grammar(language).together.names
    for m in pattern.finditer(text):
        for at, code in enumerate(named[m[0]].split(), m.start()):
            yield at, at + 1, _entry(code)


def sides(
    text: str, states: Mapping[str, frozenset[Entry]], language: str
) -> Iterator[tuple[int, int, Entry]]:
    """The first sign of a state before "side" ("阿方"), where the text names just one such state."""
    words = grammar(language).together.sides
    if not words:
        return
    for m in re.finditer(rf"(\w)(?:{'|'.join(map(re.escape, words))})", text):
        named = states.get(m[1], frozenset())
        if len({e.country for e in named}) == 1:
            yield m.start(), m.end(), min(named, key=lambda e: e.name)


@cache
def _entry(code: str) -> Entry:
    state = countries().get(code)
    return Entry(state.name, "country", code) if state else Entry(code, "org", "IGO", code)
