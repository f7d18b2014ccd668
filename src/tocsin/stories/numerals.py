"""The whole numbers in a text, in digits of any script or in words of six languages, with where they stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import rows
from tocsin.stories.concepts import Token, folded, tokens

SPACES = "\u00a0\u202f\u2009 "
DIGITS = re.compile(
    rf"(?<![\w.,:/-])\d{{1,3}}(?:[,.’٬{SPACES}]\d{{3}})+(?![\d])|(?<![\d.,:/٫-])\d+(?![\d:/٫])"
)
FRACTION = re.compile(r"[.,٫]\d")
GROUP = re.compile(r"\D")
HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HAN = re.compile(
    r"[一二三四五六七八九两十百][〇一二三四五六七八九两零十百千万]*(?=[名人个枚次艘条架座处日票国项份公天小分吨米])"
)
HAN_SCALE = re.compile(r"[多余]?万")
ORDINAL = "号"  # "no. 2231"
JOIN = frozenset({"and", "et", "و"})
WORDS = ("en", "fr", "ru", "ar", "fa")
THOUSAND = 1000
MULTIPLIERS = frozenset({100, 1000})


class Number(NamedTuple):
    """A whole number at [start, end)."""

    start: int
    end: int
    value: int


def numbers(text: str, language: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The whole numbers in [start, end) of a text, in their order; fractions are none."""
    last = len(text) if end is None else end
    found = [*_digits(text, language, start, last)]
    said = _han(text, start, last) if language == "zh" else _worded(text, language, start, last)
    found += [n for n in said if not any(n.start < o.end and o.start < n.end for o in found)]
    return sorted(found)


def _digits(text: str, language: str, start: int, end: int) -> Iterator[Number]:
    for m in DIGITS.finditer(text, start, end):
        if not FRACTION.match(text, m.end()) and text[m.end() : m.end() + 1] != ORDINAL:
            value, stop = int(GROUP.sub("", m.group())), m.end()
            scale = HAN_SCALE.match(text, stop) if language == "zh" else None
            following = tokens(text, stop, min(end, stop + 12))[:1] if not scale else []
            by = 10_000 if scale else _thousand(following, language)
            stop = scale.end() if scale else following[0].end if by > 1 else stop
            yield Number(m.start(), stop, value * by)


def _thousand(following: Sequence[Token], language: str) -> int:
    """1000 if "thousand" follows, else 1."""
    return 1000 if following and _values(language).get(following[0].word) == 1000 else 1


def _han(text: str, start: int, end: int) -> Iterator[Number]:
    for m in HAN.finditer(text, start, end):
        total, unit = 0, 0
        for sign in m.group():
            if sign in HAN_UNITS:
                total, unit = total + max(1, unit) * HAN_UNITS[sign], 0
            else:
                unit = HAN_DIGITS[sign]
        yield Number(*m.span(), total + unit)


def _worded(text: str, language: str, start: int, end: int) -> Iterator[Number]:
    values, run = _values(language), list[tuple[Token, int]]()
    for token in tokens(text, start, end):
        value = _value(token.word, language, values)
        if value is not None and (not run or _follows(run[-1][1], value, language)):
            run += [(token, value)] if run or value != THOUSAND else []
        elif not (run and token.word in JOIN):
            yield from _number(run)
            run = [(token, value)] if value is not None else []
    yield from _number(run)


def _value(word: str, language: str, values: Mapping[str, int]) -> int | None:
    """The value of a word; in Arabic and Persian "and" may be written on to it."""
    found = values.get(word)
    if found is None and language in ("ar", "fa") and word[:1] == "و":
        return values.get(word[1:])
    return found


def _follows(before: int, value: int, language: str) -> bool:
    """Whether two words are of one number: tens and units (in Arabic units and tens), or a unit and its hundred."""
    if language == "ar" and before < 10:
        return 20 <= value < 100 or value in MULTIPLIERS
    tens = before in range(10 if language == "fr" else 20, 100, 10)
    return (
        value in MULTIPLIERS or (tens and value < 10) or (before in MULTIPLIERS and value < before)
    )


def _number(run: list[tuple[Token, int]]) -> Iterator[Number]:
    if run:
        total = 0
        for _, value in run:
            total = max(1, total) * value if value in MULTIPLIERS else total + value
        yield Number(run[0][0].start, run[-1][0].end, total)


@cache
def _values(language: str) -> Mapping[str, int]:
    return {
        folded(word): int(row["value"])
        for row in rows(files("tocsin.stories") / "numerals.tsv", ("value", *WORDS))
        if language in WORDS
        for word in row[language].split()
    }
