"""A report with its marks: the text in paragraphs, passages underlined, and beside each what was read there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tocsin.atlas import act, countries
from tocsin.records import (
    Actor,
    Characterisation,
    Claim,
    Counted,
    Denial,
    Event,
    Invocation,
    Quote,
    Reading,
    Report,
)

TOWARDS = frozenset(["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"])


class Note(NamedTuple):
    """One claim in the margin: its number, how it is underlined, who, what, whom, and the small line below."""

    number: int
    mark: str
    who: str
    what: str
    whom: str
    small: str
    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of text, underlined as `mark` or plain; `numbers` of the notes that end with it.

    `asked` says whether it lies in the passage that the page was asked for.
    """

    text: str
    mark: str
    numbers: tuple[int, ...]
    start: int
    asked: bool


class Pair(NamedTuple):
    """A paragraph and the notes on it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def marked(report: Report, reading: Reading | None, asked: tuple[int, int] = (0, 0)) -> list[Pair]:
    """The report paragraph by paragraph, with the passage [start, end) that is asked for; what was passed over is left out."""
    notes = list(_notes(reading.claims if reading else ()))
    pairs = []
    for start, end in _paragraphs(report):
        here = tuple(n for n in notes if start <= n.start < end)
        pairs.append(Pair(tuple(_pieces(report.text, (start, end), here, asked)), here))
    return pairs


def _paragraphs(report: Report) -> Iterator[tuple[int, int]]:
    at = 0
    for line in report.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip() and not any(a <= start and end <= b for a, b in report.skip):
            yield start, end


def _notes(claims: Iterable[Claim]) -> Iterator[Note]:
    number = 0
    for claim in claims:
        told = _told(claim)
        if told is not None:
            number += 1
            mark, start, end, who, what, whom, small = told
            yield Note(number, mark, who, what, whom, small, start, end)


def _told(claim: Claim) -> tuple[str, int, int, str, str, str, str] | None:
    """How a claim is shown: mark, span, who, what, whom, small line; None for what has no place in the margin."""
    speaker = " < ".join([claim.speaker.name if claim.speaker else "the outlet", *claim.via])
    p = claim.passage
    match claim.says:
        case Event() as e:
            mark = "k-coop" if e.category in TOWARDS else "k-conf"
            what = act(e.category, e.mode).noun
            real = "" if e.reality == "actual" else f" · {e.reality}"
            small = f"{e.category}{' ' + e.mode if e.mode else ''}{real} · said by {speaker}"
            return (
                mark,
                e.act.start,
                e.act.end,
                _names(e.initiators),
                what,
                _names(e.recipients),
                small,
            )
        case Quote(content=content) if content:
            return "k-said", content[0].start, content[-1].end, speaker, "says", "", "quoted"
        case Characterisation(words=words, target=target, of=of):
            return (
                "k-conf",
                p.start,
                p.end,
                speaker,
                f"calls the {target or of}",
                f"“{words}”",
                "in these words",
            )
        case Invocation(norm=norm):
            return "k-when", p.start, p.end, speaker, "invokes", norm, "norm"
        case Denial(denied=denied):
            return "k-conf", denied.start, denied.end, speaker, "denies", "", "denial"
        case Counted(quantity=q):
            told = q.best if q.best is not None else q.low if q.low is not None else q.high
            return (
                "k-when",
                p.start,
                p.end,
                q.kind,
                f"{told}",
                "",
                f"counted by {q.counted_by or speaker}",
            )
    return None


def _names(actors: Sequence[Actor]) -> str:
    names = (_state(a) if not a.office else a.name for a in actors)
    return ", ".join(dict.fromkeys(names)) or "…"


def _state(a: Actor) -> str:
    known = countries().get(a.country or "")
    return known.name if known and a.sector in (None, "GOV") else a.name


def _pieces(
    text: str, within: tuple[int, int], notes: Sequence[Note], asked: tuple[int, int]
) -> Iterator[Piece]:
    """The paragraph cut where marks begin and end; where marks overlap the shorter one is drawn."""
    start, end = within
    spans = [(n.start, min(n.end, end)) for n in notes]
    edges = {start, end, *(x for span in spans for x in span)}
    edges |= {x for x in asked if start < x < end}
    for a, b in pairwise(sorted(edges)):
        over = [
            n for n, (first, last) in zip(notes, spans, strict=True) if first <= a and b <= last
        ]
        over.sort(key=lambda n: n.end - n.start)
        ends = tuple(n.number for n, (_, last) in zip(notes, spans, strict=True) if last == b)
        yield Piece(
            text[a:b], over[0].mark if over else "", ends, a, asked[0] <= a and b <= asked[1]
        )
