"""The words of a text and their 3-word shingles, each with where it stands."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tocsin.records import Report

# Scripts written without spaces (kana, Han, Thai, Lao, Khmer, Burmese) count every character as a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
KEEP_ONE_IN = 16
_MASK = 2**64 - 1


class Words(NamedTuple):
    """The casefolded words of a text, and beside them the characters [start, end) each stands at."""

    words: list[str]
    spans: list[tuple[int, int]]


def placed_words(text: str, skip: Sequence[tuple[int, int]] = ()) -> Words:
    """The words of `text` in order; words that begin inside a span of `skip` are passed over."""
    spans = [match.span() for match in WORD.finditer(text)]
    if skip:
        spans = [(start, end) for start, end in spans if not any(a <= start < b for a, b in skip)]
    return Words([text[start:end].casefold() for start, end in spans], spans)


def passed_over(report: Report) -> list[tuple[int, int]]:
    """The spans of a report that are not its own news, in order: what intake says to skip, and captions."""
    return sorted({*report.skip, *report.captions})


def kept_text(report: Report) -> str:
    """The text of a report without menus, doubled paragraphs and captions."""
    parts, at = [], 0
    for start, end in passed_over(report):
        parts.append(report.text[at:start])
        at = max(at, end)
    return "\n".join([*parts, report.text[at:]])


def plain_words(text: str) -> list[str]:
    """The casefolded words of `text` in order, without offsets."""
    return WORD.findall(text.casefold())


@lru_cache(maxsize=200_000)
def word_hash(word: str) -> int:
    """A number of 64 bits for a word, the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


def shingles(words: Sequence[str]) -> list[int]:
    """The 64-bit numbers of every three words in a row, in order; of a text under three words, none.

    Word hashes are mixed by multiplication with odd constants, so that no order of the same words collides.
    """
    hashes = [word_hash(w) for w in words]
    mixed = [
        (a * 0x9E3779B97F4A7C15 + b * 0xC2B2AE3D27D4EB4F + c * 0x165667B19E3779F9) & _MASK
        for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)
    ]
    return [m ^ (m >> 29) for m in mixed]


def sketch(numbers: Iterable[int]) -> frozenset[int]:
    """FracMinHash: the shingles that are divisible by 16, about one in sixteen.

    Source: Irber and others, "Lightweight compositional analysis of metagenomes with FracMinHash", 2022.
    """
    return frozenset(n for n in numbers if not n % KEEP_ONE_IN)
