"""Names in running text: one pass over all names of a language, longest first, at word boundaries."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tocsin.atlas.entries import Entry, Surface, fold
from tocsin.atlas.names import HOME, spellings
from tocsin.atlas.phrases import grammar
from tocsin.atlas.together import sides, together
from tocsin.atlas.towns import longer_places

LONGEST_PREFIX = 4  # letters


class Match(NamedTuple):
    """Characters [start, end) of a text are a name that may stand for `entries`, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@cache
def _automaton(language: str) -> tuple[AhoCorasick, tuple[Surface, ...]]:
    known = spellings(language)
    silent = sorted(longer_places() - known.keys()) if language == HOME else []
    machine = AhoCorasick(
        [*known, *silent], matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
    )
    return machine, tuple(known.values())


def match(text: str, language: str = "en", on: str | None = None) -> Iterator[Match]:
    """The names in `text` in order, longest first where they overlap, with what they stand for on the day `on`.

    A proper name counts only with its capital ("Turkey", not "turkey"), an abbreviation only in capitals ("US"). A
    country's name inside a longer place ("New Mexico", "Indian Ocean") does not count.
    """
    found = _names(text, language, on)
    return _with_signs(text, list(found), language) if grammar(language).together.names else found


def _with_signs(text: str, found: list[Match], language: str) -> Iterator[Match]:
    """The names with the states that are written as one sign each; a longer name that begins there goes before."""
    begun = {at for m in found for at in (m.start, *range(m.start + 1, m.end - 1))}
    signs = [
        Match(start, end, (entry,))
        for start, end, entry in (
            *together(text, language),
            *sides(text, _states(text, found), language),
        )
        if start not in begun
    ]
    taken = {at for m in signs for at in range(m.start, m.end)}
    kept = [m for m in found if taken.isdisjoint(range(m.start, m.end))]
    yield from sorted([*kept, *signs], key=lambda m: m.start)


def _states(text: str, found: list[Match]) -> dict[str, frozenset[Entry]]:
    """The states of a text by the first sign of their names."""
    out: dict[str, frozenset[Entry]] = {}
    for m in found:
        if m.end - m.start > 1 and m.entries[0].kind == "country":
            first = text[m.start]
            out[first] = out.get(first, frozenset()) | {m.entries[0]}
    return out


def _names(text: str, language: str, on: str | None) -> Iterator[Match]:
    machine, known = _automaton(language)
    prefixes = grammar(language).prefixes
    low = fold(text)
    found = machine.find_matches_as_indexes(low, overlapping=True)
    reach = 0
    for start, minus_end, number in sorted((start, -end, n) for n, start, end in found):
        end = -minus_end
        if start < reach or not _whole(text, start, end, prefixes):
            continue
        if number >= len(known):  # a longer place that only holds a name
            reach = end if text[start].isupper() else reach
            continue
        if not (
            known[number].fits(text[start:end]) and low.endswith(known[number].behind, 0, start)
        ):
            continue
        entries = known[number].entries
        if on is not None:
            entries = tuple(e for e in entries if e.holds(on))
        if entries:
            yield Match(start, end, entries)
        if entries or not known[number].entries:
            reach = end


def _whole(text: str, start: int, end: int, prefixes: frozenset[str]) -> bool:
    """Whether [start, end) is not inside a longer word; scripts without spaces know no such thing.

    What a language writes together with the word before it (the article, "and", "in") does not count.
    """
    if joins(text[end : end + 1]) and joins(text[end - 1]):
        return False
    if not start or not joins(text[start - 1]):
        return True
    begin = start
    while begin and start - begin <= LONGEST_PREFIX and joins(text[begin - 1]):
        begin -= 1
    return not joins(text[start]) or text[begin:start] in prefixes


def joins(char: str) -> bool:
    """Whether a character makes one word with its neighbours; those of scripts without spaces do not."""
    if char.isascii():
        return char.isalnum()
    return char.isalnum() and not "\u2e80" <= char <= "\u9fff" and not "\uac00" <= char <= "\ud7af"
