"""What the words of a text mean, the same in six languages: the meanings of gloss.tsv, with where they stand."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import rows
from tocsin.stories.words import UNSPACED

LANGUAGES = ("en", "fr", "ru", "ar", "fa", "zh")
HAN = "zh"  # written without spaces: words are looked for in it, not read off
DIACRITICS = "\u064b-\u065f\u0670\u0640"  # of Arabic script: part of a word, and no difference
TOKEN = re.compile(rf"(?:[^\W_{UNSPACED}]|[{DIACRITICS}])+%?|%")
PROCLITICS = re.compile(r"[وف]?(?:[بك]?ال|لل|[بلک])?")  # and, then, in, as, to, the
LEAST = 2  # letters of an Arabic word under what is written on to it
_SAME = str.maketrans("يىكةأإآٱؤئё", "ییکهاااا" + "وی" + "е")
_BARE = re.compile(f"[{DIACRITICS}]")


class Token(NamedTuple):
    """A word of a text at [start, end), in the form it is compared in."""

    start: int
    end: int
    word: str


class Concept(NamedTuple):
    """A meaning that stands at [start, end) of a text; `counts` is what a number before it counts, if anything."""

    start: int
    end: int
    name: str
    counts: str | None = None


Expression = tuple[str, ...]  # of words; one that ends in * stands for all that begin so


def glossed(language: str) -> bool:
    """Whether the meanings of a language's words are known."""
    return language in LANGUAGES


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word as it is compared: without case, Arabic marks, and the letters that keyboards exchange."""
    return _BARE.sub("", word.casefold()).translate(_SAME)


@lru_cache(
    maxsize=16
)  # meanings, names, numbers and words of one sentence are all read off its words
def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words of a text, or of [start, end) of it, written with spaces, in their order."""
    last = len(text) if end is None else end
    return tuple(Token(*m.span(), folded(m.group())) for m in TOKEN.finditer(text, start, last))


def concepts(text: str, language: str, start: int = 0, end: int | None = None) -> list[Concept]:
    """The meanings in [start, end) of a text in their order, of expressions the longest; none in another language."""
    if language == HAN:
        return list(_in_han(text, start, len(text) if end is None else end))
    return list(_in_words(tokens(text, start, end), language)) if glossed(language) else []


def _in_han(text: str, start: int, end: int) -> Iterator[Concept]:
    pattern, known = _han()
    for m in pattern.finditer(text, start, end):
        for name, counts in known[m.group()]:
            yield Concept(*m.span(), name, counts)


def _in_words(read: Sequence[Token], language: str) -> Iterator[Concept]:
    at, table = 0, _table(language)
    while at < len(read):
        length, meant = _longest(read, at, table, language)
        for name, counts in meant:
            yield Concept(read[at].start, read[at + length - 1].end, name, counts)
        at += max(1, length)


Meant = tuple[tuple[str, str | None], ...]
Table = Mapping[str, tuple[tuple[Expression, Meant], ...]]  # by the first word, as it stands there


def _longest(read: Sequence[Token], at: int, table: Table, language: str) -> tuple[int, Meant]:
    """How many words the longest expression at a place has, and what it means; 0 if none begins there."""
    for word in _forms(read[at].word, language):
        found = [
            (len(said), len(said[0]), meant)
            for key in _keys(word)
            for said, meant in table.get(key, ())
            if _matches(said[1:], read[at + 1 : at + len(said)], language)
        ]
        if found:
            most = max(found, key=lambda f: f[:2])
            same = [m for f in found if f[:2] == most[:2] for m in f[2]]
            return most[0], tuple(dict.fromkeys(same))
    return 0, ()


def _keys(word: str) -> Iterator[str]:
    yield word
    for length in range(len(word), LEAST - 1, -1):
        yield f"{word[:length]}*"


def _matches(said: Expression, following: Sequence[Token], language: str) -> bool:
    if len(said) != len(following):
        return False
    return all(
        any(w == s or (s[-1] == "*" and w.startswith(s[:-1])) for w in _forms(token.word, language))
        for s, token in zip(said, following, strict=True)
    )


def _forms(word: str, language: str) -> Iterator[str]:
    """A word as written, and in Arabic without what is written on to its beginning."""
    yield word
    if language == "ar":
        for length in range(PROCLITICS.match(word).end(), 0, -1):  # type: ignore[union-attr]
            if PROCLITICS.fullmatch(word, 0, length) and len(word) - length >= LEAST:
                yield word[length:]


@cache
def _table(language: str) -> Table:
    found: dict[str, dict[Expression, list[tuple[str, str | None]]]] = defaultdict(dict)
    for name, counts, said in expressions(language):
        expression = tuple(
            folded(m.group()) for m in re.finditer(r"[^\s_*‌’'-]+\*?", said.replace("%", "%"))
        )
        found[expression[0]].setdefault(expression, []).append((name, counts))
    return {
        first: tuple((said, tuple(meant)) for said, meant in longer.items())
        for first, longer in found.items()
    }


@cache
def _han() -> tuple[re.Pattern[str], Mapping[str, Meant]]:
    known: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for name, counts, said in expressions(HAN):
        known[said].append((name, counts))
    longest = sorted(known, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest))), {w: tuple(m) for w, m in known.items()}


@cache
def expressions(language: str) -> tuple[tuple[str, str | None, str], ...]:
    """Each expression of a language with its meaning and what it counts. Raises what `rows` raises."""
    return tuple(
        (row["concept"], row["counts"] or None, said)
        for row in rows(files("tocsin.stories") / "gloss.tsv", ("concept", "counts", *LANGUAGES))
        for said in row[language].split()
    )
