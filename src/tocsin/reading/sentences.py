"""Sentences of a text, with the spans that intake marked as not to be read left out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Sentence(NamedTuple):
    """One sentence: characters [start, end) of the text, its number, and the number of its paragraph."""

    start: int
    end: int
    number: int
    paragraph: int


ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "adm",
        "brig",
        "cmdr",
        "rev",
        "hon",
        "sen",
        "rep",
        "gov",
        "pres",
        "st",
        "jr",
        "sr",
        "inc",
        "ltd",
        "co",
        "corp",
        "vs",
        "etc",
        "no",
        "art",
        "arts",
        "para",
        "vol",
        "ed",
        "al",
        "dept",
        "est",
        "approx",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "i.e",
        "e.g",
        "ph.d",
    ]
)
_END = re.compile(
    r"""(?P<stop>[.!?…]+[”"’')\]]*)(?=\s+|$)        # a stop, closed quotes and brackets, then space
      | (?P<glued>(?<=[a-z0-9)”])[.!?](?=[A-Z“"][a-zé’'A-Z]))  # "valuable.Iranian": two sentences glued together
      | (?P<wide>[。！？؟۔]+[”"’」』)]*)                # stops of Chinese, Arabic, Urdu
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"([\w.’'-]+)\W*$")
_OPENS = re.compile(r"[\s“\"‘'(\[•*—–-]*(.)")


def sentences(text: str, skip: Sequence[tuple[int, int]] = ()) -> Iterator[Sentence]:
    """The sentences of `text` in order; a line break ends a sentence, spans in `skip` are passed over."""
    number = 0
    for paragraph, (start, end) in enumerate(_paragraphs(text, skip)):
        for a, b in _split(text, start, end):
            yield Sentence(a, b, number, paragraph)
            number += 1


_BREAK = re.compile(r"[^\n]+")
_WRAPPED_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)(?! {2,}|\t)[^\n]+)*")
_FULL_STOP = re.compile(r"[.!?:;…][\s”\"’')\]]*$")


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs: lines, or blocks of lines where the text is wrapped at a fixed width."""
    pattern = _WRAPPED_BLOCK if is_wrapped(text) else _BREAK
    for block in pattern.finditer(text):
        yield block.span()


def is_wrapped(text: str) -> bool:
    """Whether lines are broken in mid-sentence at a fixed width, as in old wire copy."""
    lines = [line.rstrip() for line in text.split("\n")]
    broken = [a for a, b in pairwise(lines) if len(a) >= 45 and b.strip()]
    long = sum(len(line) > 110 for line in lines)
    if len(broken) < 2 or long * 4 > len(broken):
        return False
    return sum(_FULL_STOP.search(line) is None for line in broken) * 2 > len(broken)


def _paragraphs(text: str, skip: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    holes = sorted(skip)
    for block in _blocks(text):
        start, end = block
        for a, b in holes:
            if a < end and b > start:
                if a > start:
                    yield start, a
                start = max(start, b)
        if start < end:
            yield start, end


_DATELINE = re.compile(
    r"[A-Z][A-Z.’' -]{2,40}(?:,\s[A-Z][\w.’' ]{1,30})?(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)?(?:\s\([^)\n]{2,30}\))?\s*(?:--|—|–|-|:)\s"
)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    if dateline := _DATELINE.match(
        text, start, end
    ):  # "AVARTON, Avaria (Agency) --" is no part of the sentence
        begin = dateline.end()
        yield from _trimmed(text, start, begin)
    for stop in _END.finditer(text, start, end):
        if stop.lastgroup == "stop" and not _ends(text, begin, stop, end):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Does this stop end a sentence, or an abbreviation, an initial, a quoted question that goes on?"""
    if stop.end() >= end:
        return True
    follows = _OPENS.match(text, stop.end(), end)
    if follows and follows[1].islower():
        return False
    if not stop[0].startswith("."):
        return True
    word = _LAST_WORD.search(text[max(begin, stop.start() - 24) : stop.start()])
    if word is None:
        return True
    before = word[1].lower().rstrip(".")
    if before in ("a.m", "p.m", "u.s", "u.k", "u.n", "jr", "sr", "inc", "co", "etc") and follows:
        return before not in ("u.s", "u.k", "u.n") and follows[1].isupper()
    return before not in ABBREVIATIONS and not re.fullmatch(r"\w", before)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
