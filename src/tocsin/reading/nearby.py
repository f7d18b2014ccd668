"""Whose words a quotation is by the cue word nearest to it: for languages that are read without a parser.

Nothing is known of the language but its cue words, what joins a clause to them, and its marks. The speaker is the run of
words between the cue and the mark or the edge of the clause; a run that is too long says nothing.
"""

import re
from collections.abc import Iterator

from tocsin.reading.cues import Cues
from tocsin.reading.marks import Quoted
from tocsin.reading.reported import Told

_REACH = 120  # characters looked at on either side of a quotation
_LONGEST = 70  # characters of a speaker
_EDGE = re.compile(r"[.!?;,:،؛，。；：—–\n«»“”\"()]")
_TRIM = " \t\xa0,.;:،؛，。；：—–-«»“”\"'’"


def nearby(text: str, quoted: Quoted, start: int, end: int, cues: Cues) -> Told | None:
    """Who says the quotation within [start, end) of the text; None where no cue is near."""
    content = ((quoted.start, quoted.end),)
    tail = cues.speech.search(text, quoted.end, min(end, quoted.end + _REACH))
    if tail and not re.search(r"[.!?;。]", text[quoted.end : tail.start()]):
        who = _run(text, tail.end(), end) or _back(text, tail.start(), quoted.end, cues)
        return Told(content, who, tail.span(), "say", "nearby: after")
    lead = list(cues.speech.finditer(text, max(start, quoted.start - _REACH), quoted.start))
    if not lead or re.search(r"[.!?;。]", text[lead[-1].end() : quoted.start]):
        return None
    cue = lead[-1]
    who = _back(text, cue.start(), start, cues) or _run(text, cue.end(), quoted.start)
    return Told(content, who, cue.span(), "say", "nearby: before")


def joined_clauses(text: str, start: int, end: int, cues: Cues) -> Iterator[Told]:
    """Reported clauses of one sentence: cue and joining word, then the content; or "according to" and whom."""
    stop = end - 1 if text[end - 1] in ".!?。؟۔" else end
    if cues.joins is None:
        return
    for cue in cues.saying.finditer(text, start, stop):
        join = cues.joins.search(text, cue.end(), min(stop, cue.end() + _LONGEST))
        if (
            join
            and join.end() < stop
            and not _EDGE.search(text[cue.end() : join.start()].strip(" ,،，"))
        ):
            who = _back(text, cue.start(), start, cues) or _run(text, cue.end(), join.start())
            yield Told(_trimmed(text, join.end(), stop), who, cue.span(), "say", "nearby: that")
            return
    if m := cues.according.match(text, start, stop):
        who = _run(text, m.end(), stop)
        if who and text[who[1] : who[1] + 1] in (",", "،", "，"):
            yield Told(
                _trimmed(text, who[1] + 1, stop), who, m.span(), "say", "nearby: according to"
            )


def _run(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """The words from `start` to the next mark."""
    edge = _EDGE.search(text, start, limit)
    return _span(text, start, edge.start() if edge else limit)


def _back(text: str, end: int, limit: int, cues: Cues) -> tuple[int, int] | None:
    """The words before `end` back to the last mark."""
    edges = [m.end() for m in _EDGE.finditer(text, max(limit, end - 2 * _LONGEST), end)]
    start = edges[-1] if edges else limit
    while (words := text[start:end].split()) and words[-1].lower() in cues.light:
        end = start + text[start:end].rindex(words[-1])
    return _span(text, start, end)


def _span(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if 0 < end - start <= _LONGEST else None


def _trimmed(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    while start < end and text[start] in " ,،，:":
        start += 1
    return ((start, end),) if start < end else ()
