"""Words and phrases of a language found in a text as it stands: stems, endings, gaps, by one pass over their beginnings.

A pattern is words apart by spaces. `*` in a word is any letters ("обстрел*"), `~` one of the endings that the grammar
declares, or none; `(a|b)` is either, `(a)?` may be missing, `…` between words is up to three words (or as many as the
grammar says). Where words are not parted by spaces, write a pattern without any; `…` is then up to eight signs.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from tocsin.atlas import fold

T = TypeVar("T")
_LITERAL = re.compile(r"[^*~(…]+")
_LONGEST_PREFIX = 4  # letters
_ENOUGH = 7  # letters of a beginning; more are not worth their places in the machine
_SPACES = str.maketrans("\n\t\u00a0\u202f", "    ")


class Spelling(NamedTuple):
    """How a language is written: words parted by spaces or not, what is written together with the word that follows,
    the endings that `~` stands for, letters made one (one character each) beside those of the atlas, and how many words
    `…` may be.
    """

    spaced: bool = True
    prefixes: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    gap: int = 3

    def low(self, text: str) -> str:
        """The text as patterns see it, character for character."""
        return fold(text).translate(_SPACES | {ord(a): b for a, b in self.same})

    def regex(self, pattern: str) -> str:
        """The pattern as a regular expression over folded text."""
        out, at = [], 0
        low = re.sub(r" \(([^()]*)\)\?(?= |$)", r"( (\1))?", self.low(pattern))
        for m in re.finditer(r"\s*…\s*|\s+|[*~()|?]", low):
            out.append(re.escape(low[at : m.start()]))
            out.append(self._special(m[0].strip() or " "))
            at = m.end()
        return "".join(out) + re.escape(low[at:])

    def _special(self, sign: str) -> str:
        if sign == "…":
            words = rf"(\s+(?:[\w’'-]+\s+){{0,{self.gap}}}?)(?:\w{{1,5}}')?"
            return words if self.spaced else r"([^，。；,;.\n]{0,8}?)"
        if sign == " ":
            return r"\s+"
        if sign == "*":
            return r"\w*"
        if sign == "~":
            return f"(?:{'|'.join(map(re.escape, self.endings))})?"
        return "(?:" if sign == "(" else sign

    def edge(self, pattern: str) -> str:
        """What must hold behind the pattern: the end of a word, if it ends with one (unlike "qu'")."""
        return r"(?!\w)" if self.spaced and pattern[-1:] not in ("'", "’") else ""

    def begins(self, low: str, start: int) -> bool:
        """Whether a word begins at `start`; what is written together with the word that follows does not count."""
        if not self.spaced:
            return True
        begin = start
        while begin and start - begin <= _LONGEST_PREFIX and low[begin - 1].isalnum():
            begin -= 1
        return begin == start or low[begin:start] in self.prefixes


class Hit(NamedTuple, Generic[T]):
    """Characters [start, end) of a text are what stands for `value`; `gaps` are those that `…` stood for."""

    start: int
    end: int
    value: T
    gaps: tuple[tuple[int, int], ...] = ()


class Patterns(Generic[T]):
    """A list of patterns with what each stands for; raises ValueError for one that cannot be used."""

    def __init__(self, written: Iterable[tuple[str, T]], spelling: Spelling) -> None:
        self._spelling = spelling
        self._by: dict[str, list[tuple[int, re.Pattern[str], T]]] = {}
        for number, (pattern, value) in enumerate(written):
            regex = re.compile(spelling.regex(pattern) + spelling.edge(pattern))
            for beginning in beginnings(pattern):
                self._by.setdefault(spelling.low(beginning), []).append((number, regex, value))
        self._beginnings = sorted(self._by)
        self._machine = AhoCorasick(self._beginnings) if self._beginnings else None

    def find(self, low: str) -> list[Hit[T]]:
        """All that stands in `low`, a text folded by the spelling, by start, the longest first; hits may overlap.

        Of patterns that stand in the same characters the first that was written comes first.
        """
        out = sorted(self._hits(low), key=lambda x: (x[1].start, -x[1].end, x[0]))
        return [hit for _, hit in out]

    def _hits(self, low: str) -> Iterator[tuple[int, Hit[T]]]:
        if self._machine is None:
            return
        for n, start, _ in self._machine.find_matches_as_indexes(low, overlapping=True):
            for number, regex, value in self._by[self._beginnings[n]]:
                m = regex.match(low, start)
                if m and self._spelling.begins(low, start):
                    gaps = tuple(g for g in m.regs[1:] if g[0] >= 0)
                    yield number, Hit(start, m.end(), value, gaps)


def beginnings(pattern: str) -> tuple[str, ...]:
    """The letters a pattern may begin with, as far as its first signs: for groups, those of each way.

    Long ones are seldom found where the pattern is not: "(has|have) attacked" is looked for as "has attacked".
    """
    found = tuple(dict.fromkeys(b.strip() for b in _beginnings(pattern)))
    if not all(found):
        raise ValueError(f"{pattern!r} begins with no letters to look for")
    return found


def _beginnings(pattern: str) -> Iterator[str]:
    literal = _LITERAL.match(pattern)
    at = literal.end() if literal else 0
    if at >= _ENOUGH or pattern[at : at + 1] != "(":
        yield pattern[:at]
        return
    ways, rest = _group(pattern[at:])
    if rest.startswith("?"):
        ways, rest = [*ways, ""], rest[1:]
    for way in ways:
        yield from _beginnings(re.sub(" +", " ", pattern[:at] + way + rest).lstrip())


def _group(pattern: str) -> tuple[list[str], str]:
    """The ways of the group that a pattern begins with, and what follows it."""
    depth, ways, at = 0, list[str](), 1
    for n, sign in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if (sign == "|" and depth == 1) or not depth:
            ways.append(pattern[at:n])
            at = n + 1
        if not depth:
            return ways, pattern[at:]
    raise ValueError(f"{pattern!r} has a group that is not closed")
