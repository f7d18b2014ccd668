"""Denials: what somebody says is not so."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import choice, rows
from tocsin.reading.attribution import Attribution, Voice
from tocsin.reading.cues import any_of
from tocsin.reading.quotes import Found
from tocsin.reading.sentences import Sentence
from tocsin.reading.speakers import Voiced
from tocsin.records import Claim, Denial, Span, passage

FRAMES = frozenset({"after", "claim"})
_CLAIM = (
    r"(?:(?:all|any|the|these|those|such|its|his|her|their|recent|media|press|foreign|\w+[’']s?)\s+){0,4}"
    r"(?P<noun>claims?|allegations?|accusations?|reports?|suggestions?|charges?|assertions?|rumou?rs?|notion|idea)"
)
_STOP = re.compile(
    r"[;:；。]|,\s+(?:saying|adding|calling|insisting|but|and|while|although|though|said|according)\b|[.!?]+[”\"’)]*$"
)
_LONGEST = 600  # characters; what is denied is a clause
_LINK = re.compile(r"\s+(?:that|of|about)\s+")
_NOT = re.compile(
    r"\b(?:not|never|n[’']t|neither|nor|not\s+\w+\s+or)\s+(?:\w+\s+)?$", re.IGNORECASE
)


class Denied(NamedTuple):
    """`voice` denies what stands at [start, end); `cue` are the words that deny."""

    start: int
    end: int
    cue: tuple[int, int]
    voice: Voice


@cache
def _pattern(language: str) -> re.Pattern[str]:
    table = files("tocsin.reading") / "lexicons" / language / "denials.tsv"
    words: dict[str, list[str]] = {"after": [], "claim": []}
    for row in rows(table, ("words", "frame")) if table.is_file() else ():
        words[choice(row, "frame", FRAMES)].append(row["words"])
    after, claim = (any_of(iter(ws)).pattern for ws in words.values())
    return re.compile(rf"(?P<claim>{claim})\s+{_CLAIM}(?!\w)|(?P<after>{after})", re.IGNORECASE)


def denials(
    text: str,
    sentences: Sequence[Sentence],
    spoken: Sequence[Voiced],
    attribution: Attribution,
    language: str = "en",
) -> list[Denied]:
    """The denials of `text`, in order; the speaker is the subject of the verb that denies, else whose words they are."""
    pattern = _pattern(language)
    found = []
    for s in sentences:
        for m in pattern.finditer(text, s.start, s.end):
            if _NOT.search(text, max(s.start, m.start() - 24), m.start()):
                continue
            if span := _denied(text, m, _limit(m, spoken, s.end)):
                found.append(Denied(*span, m.span(), _voice(m, spoken, attribution)))
    return found


def _limit(m: re.Match[str], spoken: Sequence[Voiced], end: int) -> int:
    """Where the words end in which the denial stands: those of the quote around it, else of the sentence."""
    return min([b for v in spoken for a, b in v.found.content if a <= m.start() < b] + [end])


def _denied(text: str, m: re.Match[str], end: int) -> tuple[int, int] | None:
    """From after "that" or "of", or right after the verb, to the end of the clause."""
    link = _LINK.match(text, m.end(), end)
    start = link.end() if link else m.end()
    if m["claim"] and link is None:
        start = m.start("noun")
    last = min(end, start + _LONGEST)
    if stop := _STOP.search(text, start, last):
        last = stop.start()
    while start < last and not text[start].isalnum() and text[start] not in '“"‘':
        start += 1
    while last > start and text[last - 1] in " ,.":
        last -= 1
    return (start, last) if last - start > 1 else None


def _voice(m: re.Match[str], spoken: Sequence[Voiced], attribution: Attribution) -> Voice:
    for v in spoken:
        if _told_by(v.found, m) and v.speaker is not None:
            return Voice(v.speaker, v.via, v.vague, "deny", v.found.direct)
    return attribution.at(*m.span())


def _told_by(f: Found, m: re.Match[str]) -> bool:
    return f.cue is not None and f.cue[0] < m.end() and f.cue[1] > m.start()


def denial_claims(report: str, text: str, found: Iterable[Denied]) -> list[Claim]:
    """The claims of a text's denials, in order; the passage runs from the words that deny to what is denied."""
    return [_claim(report, text, d) for d in found]


def _claim(report: str, text: str, d: Denied) -> Claim:
    start, end = min(d.start, d.cue[0]), max(d.end, d.cue[1])
    return Claim(
        passage=passage(report, text, start, end),
        says=Denial(denied=Span(start=d.start, end=d.end)),
        rule="denial",
        speaker=d.voice.speaker,
        via=d.voice.via,
    )
