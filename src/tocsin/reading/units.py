"""Who is named in a sentence that was not parsed: names and roles, lists put together, each with the marks it stands under."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from tocsin.atlas import cases
from tocsin.reading.mentions import Mentions
from tocsin.reading.patterns import Hit, Spelling
from tocsin.reading.sentences import Sentence
from tocsin.reading.wordorder import Order, word_order
from tocsin.records import Actor

_REACH = 60  # characters looked at before a name for the mark it stands under
_MARK_WORDS = 7  # words that a mark, its articles and a chain of nouns may be
_BEGINS = re.compile(r"(?<!\w)\w")
_NOUN = 4  # letters of a noun behind a mark that is written together with it
_FIRST = re.compile(r"\w+(?:-\w+)*")
_COMMAS = re.compile(r"\s*[,،、]\s*")
_DASH = re.compile(r"[-–‑—/]")


Span = tuple[int, int]


class Unit(NamedTuple):
    """Characters [start, end) name `actors`; `marks` are the names of the grammar's marks that hold for them.

    `kinds` are the kinds of atlas names in it, `free` says that no word before it marks it.
    """

    start: int
    end: int
    actors: tuple[Actor, ...]
    kinds: frozenset[str]
    marks: frozenset[str]
    free: bool

    @property
    def people_word(self) -> bool:
        """Whether it is just the adjective or the name of a people ("Avarian")."""
        return self.kinds == frozenset(["demonym"])


class _Mark(NamedTuple):
    """`chained` is the mark before a noun whose owner the name is ("on depots [of] Avaria").

    `article`: at the head of a sentence it is an article ("des" in "des soldats").
    """

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    case: str | None
    chained: re.Pattern[str] | None = None
    article: bool = False

    def leads(self, left: str, at: Iterable[int]) -> bool:
        """Whether the mark stands in `left`, the text before a name, from one of the places `at` to its end."""
        return self.before is not None and any(self.before.match(left, n) for n in at)


class Marker:
    """Tells the marks a name stands under, by the grammar of a language."""

    def __init__(self, order: Order, language: str) -> None:
        self._spelling, self._language, self._chain = order.spelling, language, order.chain
        self._article_words = frozenset(order.words.get("articles", ()))
        several = "|".join(map(order.spelling.regex, order.words.get("partitive", ())))
        self._partitive = re.compile(rf"(?<!\w)(?:{several or '(?!)'})\s*$")
        self._articles = _any(order.words.get("articles", ()), order.spelling)
        self.glued = self._spelling.prefixes & frozenset(order.words.get("joins", ()))
        self._marks = [(name, self._mark(m)) for name, ms in order.marks.items() for m in ms]
        words = {m.partition(":")[0] for ms in order.marks.values() for m in ms}
        self._led, self._chain_led = self._any_of({w for w in words if w and w[0] != "+"})

    def _mark(self, written: str) -> _Mark:
        word, _, case = written.partition(":")
        spelling = self._spelling
        if word.startswith("+"):
            behind = re.compile(r"\s*" + spelling.regex(word[1:]) + _edge(spelling))
            return _Mark(None, behind, case or None)
        if not word:
            return _Mark(None, None, case or None)
        before = rf"{self._opens()}{spelling.regex(word)}\s*{self._articles}$"
        article = word in self._article_words
        return _Mark(re.compile(before), None, case or None, self._chained(word), article)

    def _chained(self, word: str) -> re.Pattern[str] | None:
        if not self._chain:
            return None
        glued = word in self._spelling.prefixes
        return re.compile(self._opens() + self._spelling.regex(word) + self._noun(glued=glued))

    def _noun(self, *, glued: bool) -> str:
        return rf"\w{{{_NOUN},}}\s+$" if glued else rf"\s+(?:\w+\s+){{1,{max(self._chain, 1)}}}$"

    def _any_of(self, words: set[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Any mark right before a name, and any before a chain of nouns: one look tells that none stands."""
        glued = words & self._spelling.prefixes

        def one_of(some: Iterable[str]) -> str:
            return f"(?:{'|'.join(map(self._spelling.regex, sorted(some))) or '(?!)'})"

        chains = ((glued, True), (words - glued, False))
        chained = "|".join(one_of(ws) + self._noun(glued=g) for ws, g in chains)
        return (
            re.compile(rf"{self._opens()}{one_of(words)}\s*{self._articles}$"),
            re.compile(rf"{self._opens()}(?:{chained})"),
        )

    def _opens(self) -> str:
        if not self._spelling.spaced:
            return ""
        prefixes = "|".join(map(re.escape, sorted(self._spelling.prefixes)))
        return rf"(?<!\w)(?:{prefixes})?" if prefixes else r"(?<!\w)"

    def of(
        self, low: str, start: int, end: int, begin: int, wall: int = 0
    ) -> tuple[frozenset[str], bool]:
        """The marks of the name at [start, end) of a folded text, and whether it is free.

        They are looked for from `begin` on, and those before another noun from `wall` on.
        """
        left = low[max(begin, start - _REACH) : start]
        stated = _cases(low[start:end], self._language)
        if several := self._partitive.search(left):
            start -= len(several[0])
            left = left[: several.start()]
        fits = [(n, m) for n, m in self._marks if not (m.case and stated and m.case not in stated)]
        head = [0] if start - begin <= _REACH else []
        at = self._places(left, self._led)
        led = {
            n
            for n, m in fits
            if at and m.leads(left, at) and not (m.article and m.leads(left, head))
        }
        if not led and self._chain:
            chain = low[max(begin, wall, start - _REACH) : start]
            at = self._places(chain, self._chain_led)
            led = {n for n, m in fits if m.chained and any(m.chained.match(chain, k) for k in at)}
        behind = {n for n, m in fits if m.behind is not None and m.behind.match(low, end)}
        bare = {n for n, m in fits if m.before is None and m.behind is None}
        return frozenset(led | behind | (set() if led else bare)), not led

    def _places(self, left: str, marks: re.Pattern[str]) -> list[int]:
        """Where a mark may stand that reaches to the end of `left`: at the last words of it, or anywhere without spaces."""
        if not self._spelling.spaced:
            return [n for n in range(len(left)) if marks.match(left, n)]
        words = [m.start() for m in _BEGINS.finditer(left)][-_MARK_WORDS:]
        return [n for n in words if marks.match(left, n)]


@cache
def marker(language: str) -> Marker:
    """The marks of a language, made ready once; a language without a grammar has none."""
    return Marker(word_order(language) or Order("who action whom"), language)


def _edge(spelling: Spelling) -> str:
    return r"(?!\w)" if spelling.spaced else ""


def _any(words: Iterable[str], spelling: Spelling) -> str:
    parts = [spelling.regex(w) for w in words]
    return rf"(?:(?:{'|'.join(parts)})\s*){{0,2}}" if parts else ""


def _cases(words: str, language: str) -> frozenset[str]:
    first = _FIRST.match(words)
    return cases(first[0], language) if first else frozenset()


def units(
    s: Sentence,
    low: str,
    cast: Mentions,
    little: Sequence[Hit[str]],
    marks: Marker,
    walls: Iterable[Span] = (),
) -> list[Unit]:
    """The names of a sentence in order; the members of a list are one unit, marked as the first of them.

    `walls` are words that part a name from what stands before them: acts, dates.
    """
    ends = sorted([*(b for _, b in walls), *(h.end for h in little)])
    found: list[Unit] = []
    for span, group in groupby(
        cast.groups_in(s.start, s.end), key=lambda g: (g[0].start, g[0].end)
    ):
        several = list(group)
        before = bisect_right(ends, span[0])
        wall = max([ends[before - 1] if before else 0, found[-1].end if found else 0])
        held, free = marks.of(low, *span, s.start, wall)
        actors = tuple(a for a, _ in several)
        found.append(Unit(*span, actors, several[0][1], held, free))
    joins = [h for h in little if h.value in ("joins", "articles")]
    return _lists(low, found, joins, marks.glued)


def _lists(
    low: str, found: Sequence[Unit], joins: Sequence[Hit[str]], glued: frozenset[str]
) -> list[Unit]:
    """Names that a list joins, made one; a list ends with a joining word, commas come before it.

    Where the joining word is written together with each member (`glued`), the list goes on.
    """
    out: list[Unit] = []
    i = 0
    while i < len(found):
        last = i
        reach = i
        while reach + 1 < len(found):
            way = _joined(low, found[reach], found[reach + 1], joins, glued)
            if way is None:
                break
            reach += 1
            if way != "comma":
                last = reach
                if way == "join":
                    break
        if reach > last and any(
            h.value == "joins" and 0 <= h.start - found[reach].end <= 2 for h in joins
        ):
            last = reach  # "Avaria, Brennia and other states"
        members = found[i : last + 1]
        out.append(_one(members) if len(members) > 1 else found[i])
        i = last + 1
    return out


def _joined(
    low: str, a: Unit, b: Unit, joins: Sequence[Hit[str]], glued: frozenset[str]
) -> str | None:
    between = low[a.end : b.start]
    if between.strip(" ،,") in glued:
        return "glued"
    if len(between) > 24 or not _agree(a, b):
        return None
    if _DASH.fullmatch(between):
        return "dash"
    if _COMMAS.fullmatch(between):
        return "comma"
    inside = [h for h in joins if a.end <= h.start and h.end <= b.start]
    if not any(h.value == "joins" for h in inside):
        return None
    rest = list(between)
    for h in inside:
        for at in range(h.start, h.end):
            rest[at - a.end] = " "
    return None if re.search(r"\w", "".join(rest)) else "join"


def _agree(a: Unit, b: Unit) -> bool:
    """Whether two names may be members of one list: under the same marks, or the second without any of its own."""
    return bool(a.marks & b.marks) or b.free


def _one(members: Sequence[Unit]) -> Unit:
    first, last = members[0], members[-1]
    kinds = frozenset[str]().union(*(m.kinds for m in members))
    actors = tuple(a for m in members for a in m.actors)
    shared = first.marks & last.marks if first.free else first.marks
    return Unit(first.start, last.end, actors, kinds, shared or first.marks, first.free)
