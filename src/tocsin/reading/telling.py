"""Whether an act of a sentence that was not parsed is told as done, denied, announced, thinkable: words beside it, endings."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from tocsin.reading.patterns import Spelling
from tocsin.reading.wordorder import Signs
from tocsin.records import Reality

_REACH = 80  # characters; within them the words of a sign are counted
Span = tuple[int, int]
ORDER: tuple[Reality, ...] = ("negated", "hypothetical", "future", "alleged", "historical")


class Telling(NamedTuple):
    """The signs of one way to tell an act, as patterns."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    within: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    own: re.Pattern[str] | None
    joined: re.Pattern[str] | None
    endings: tuple[str, ...]

    @classmethod
    def of(cls, signs: Signs, spelling: Spelling) -> Self:
        """The signs of a grammar made ready."""
        gap = _gap(signs.reach, spelling)
        words = {
            side: _any(getattr(signs, side), spelling)
            for side in ("before", "after", "within", "anywhere", "own", "joined")
        }
        return cls(
            re.compile(f"({words['before']}){gap}$") if words["before"] else None,
            re.compile(f"{gap}({words['after']})") if words["after"] else None,
            re.compile(f"({words['within']})") if words["within"] else None,
            re.compile(f"({words['anywhere']})") if words["anywhere"] else None,
            re.compile(f"({words['own']})") if words["own"] else None,
            re.compile(f"({words['joined']})$") if words["joined"] else None,
            tuple(map(spelling.low, signs.endings)),
        )

    def sign(self, low: str, verb: Span, clause: Span, sentence: Span) -> Span | None:
        """Where the first sign stands by the verb at `verb` in its clause and sentence of a folded text; None without."""
        start, end = verb
        left, right = max(clause[0], start - _REACH), min(clause[1], end + _REACH)
        ways = (
            (self.before, left, start, False),
            (self.after, end, right, True),
            (self.within, *clause, False),
            (self.anywhere, *sentence, False),
            (self.own, start, end, False),
            (self.joined, left, start, False),
        )
        for pattern, a, b, at_once in ways:
            if pattern is not None:
                part = low[a:b]
                if m := pattern.match(part) if at_once else pattern.search(part):
                    return a + m.start(1), a + m.end(1)
        first = low[start:end].split(" ")[0]
        return (start, start + len(first)) if first.endswith(self.endings or ("\n",)) else None


def _any(words: Iterable[str], spelling: Spelling) -> str:
    parts = "|".join(spelling.regex(w) + spelling.edge(w) for w in words)
    if not parts:
        return ""
    return rf"(?<!\w)(?:{parts})" if spelling.spaced else f"(?:{parts})"


def _gap(reach: int, spelling: Spelling) -> str:
    if not spelling.spaced:
        return rf"[^，。；,;.\n]{{0,{2 * reach}}}"
    return rf"(?:[^\w.;:]+\w+){{0,{reach}}}[^\w.;:]*"


class Told(NamedTuple):
    """How an act is told, whether it is denied beside being future, and the characters of the words that say so."""

    reality: Reality
    refused: bool = False
    at: Span | None = None


def told(
    telling: Mapping[Reality, Telling],
    low: str,
    verb: Span,
    clause: Span,
    sentence: Span,
) -> Told:
    """How the act with its verb at `verb` is told in its clause and sentence of a folded text."""
    asked = low[slice(*sentence)].rstrip("»”\"' ").endswith(("?", "？", "؟"))
    signs = {
        r: at
        for r in ORDER
        if r in telling and (at := telling[r].sign(low, verb, clause, sentence))
    }
    if asked and "negated" not in signs:
        return Told("hypothetical")
    first = next(iter(signs), None)
    if first is None:
        return Told("actual")
    return Told(first, "negated" in signs and "future" in signs, signs[first])
