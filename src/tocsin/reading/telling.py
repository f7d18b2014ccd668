"""Whether an act of a sentence that was not parsed is told as done, denied, announced, thinkable: words beside it, endings."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from tocsin.reading.patterns import Spelling
from tocsin.reading.wordorder import Signs
from tocsin.records import Reality

_REACH = 80  # characters; within them the words of a sign are counted
ORDER: tuple[Reality, ...] = ("negated", "hypothetical", "future", "alleged", "historical")


class Telling(NamedTuple):
    """The signs of one way to tell an act, as patterns."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    within: re.Pattern[str] | None
    own: re.Pattern[str] | None
    joined: re.Pattern[str] | None
    endings: tuple[str, ...]

    @classmethod
    def of(cls, signs: Signs, spelling: Spelling) -> Self:
        """The signs of a grammar made ready."""
        gap = _gap(signs.reach, spelling)
        words = {
            side: _any(getattr(signs, side), spelling)
            for side in ("before", "after", "within", "own", "joined")
        }
        return cls(
            re.compile(words["before"] + gap + "$") if words["before"] else None,
            re.compile(gap + words["after"]) if words["after"] else None,
            re.compile(words["within"]) if words["within"] else None,
            re.compile(words["own"]) if words["own"] else None,
            re.compile(words["joined"] + "$") if words["joined"] else None,
            tuple(map(spelling.low, signs.endings)),
        )

    def holds(self, low: str, verb: tuple[int, int], clause: tuple[int, int]) -> bool:
        """Whether one of the signs stands by the verb at `verb` in its clause of a folded text."""
        start, end = verb
        left, right = max(clause[0], start - _REACH), min(clause[1], end + _REACH)
        if self.before is not None and self.before.search(low[left:start]):
            return True
        if self.after is not None and self.after.match(low[end:right]):
            return True
        if self.within is not None and self.within.search(low[slice(*clause)]):
            return True
        if self.own is not None and self.own.search(low[start:end]):
            return True
        if self.joined is not None and self.joined.search(low[left:start]):
            return True
        return bool(self.endings) and low[start:end].split(" ")[0].endswith(self.endings)


def _any(words: Iterable[str], spelling: Spelling) -> str:
    parts = "|".join(spelling.regex(w) for w in words)
    if not parts:
        return ""
    return rf"(?<!\w)(?:{parts})(?!\w)" if spelling.spaced else f"(?:{parts})"


def _gap(reach: int, spelling: Spelling) -> str:
    if not spelling.spaced:
        return rf"[^，。；,;.\n]{{0,{2 * reach}}}"
    return rf"(?:[^\w.;:]+\w+){{0,{reach}}}[^\w.;:]*"


def told(
    telling: Mapping[Reality, Telling],
    low: str,
    verb: tuple[int, int],
    clause: tuple[int, int],
    *,
    asked: bool,
) -> tuple[Reality, bool]:
    """How the act is told, and whether it is denied beside being future; `asked` in a question."""
    found: list[Reality] = [
        r for r in ORDER if r in telling and telling[r].holds(low, verb, clause)
    ]
    refused = "negated" in found and "future" in found
    if asked and "negated" not in found:
        return "hypothetical", False
    return (found[0] if found else "actual"), refused
