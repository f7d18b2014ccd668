"""Whose words a quotation is by the cue word nearest to it: for languages that are read without a parser.

Nothing is known of the language but its cue words, what joins a clause to them, and its marks. The speaker is the run of
words between the cue and the mark or the edge of the clause; a run that is too long says nothing.
"""

import re
from collections.abc import Iterator

from tocsin.atlas import joins
from tocsin.reading.cues import Cues
from tocsin.reading.marks import Quoted
from tocsin.reading.reported import Told

_REACH = 120  # characters looked at on either side of a quotation
_COMMA = re.compile(r"[,،，]\s")
_NUMBER = re.compile(r"\s\d")
_COMMAS = 3  # commas looked behind, from the last
_SHORTEST = 20  # characters before "…, the minister said" that make a clause
_LONGEST = 70  # characters of a speaker
_EDGE = re.compile(r"[.!?;,:،؛，。；：—–\n«»“”\"()]")
_CLAUSE = 3  # words
_STOPS = tuple(".!?。！？؟۔")
_TRIM = " \t\xa0,.;:،؛，。；：—–-«»“”\"'’"


def nearby(text: str, quoted: Quoted, start: int, end: int, cues: Cues) -> Told | None:
    """Who says the quotation within [start, end) of the text; None where no cue is near."""
    content = ((quoted.start, quoted.end),)
    tail = cues.speech.search(text, quoted.end, min(end, quoted.end + _REACH))
    if tail and _tells_of(text, quoted.end, tail, end, cues):
        who = _run(text, tail.end(), end, cues) or _back(text, tail.start(), quoted.end, cues)
        return Told(content, who, tail.span(), "say", "nearby: after")
    lead = list(cues.speech.finditer(text, max(start, quoted.start - _REACH), quoted.start))
    if not lead or re.search(r"[.!?;。]", text[lead[-1].end() : quoted.start]):
        return _in_the_next(text, quoted, cues)
    cue = lead[-1]
    who = _back(text, cue.start(), start, cues) or _run(text, cue.end(), quoted.start, cues)
    return Told(content, who, cue.span(), "say", "nearby: before")


def _tells_of(text: str, start: int, tail: re.Match[str], end: int, cues: Cues) -> bool:
    """Whether a cue behind a quotation is its own: nothing stands between, or the speaker does and the cue ends all."""
    between = text[start : tail.start()]
    if re.search(r"[.!?;。]", between):
        return False
    return not between.strip(_TRIM) or _run(text, tail.end(), end, cues) is None


def _in_the_next(text: str, quoted: Quoted, cues: Cues) -> Told | None:
    """ "“…。”X说。": the stop inside the marks has cut the sentence, and the next one is nothing but who says it."""
    if text[quoted.end - 2 : quoted.end - 1] not in _STOPS:
        return None
    cue = cues.speech.search(text, quoted.end, quoted.end + _REACH)
    if (
        cue is None
        or not _EDGE.match(text, cue.end())
        or _EDGE.search(text[quoted.end : cue.start()])
    ):
        return None
    who = _back(text, cue.start(), quoted.end, cues)
    return (
        Told(((quoted.start, quoted.end),), who, cue.span(), "say", "nearby: after")
        if who
        else None
    )


def joined_clauses(text: str, start: int, end: int, cues: Cues) -> Iterator[Told]:
    """Reported clauses of one sentence: cue and joining word, then the content; or "according to" and whom."""
    stop = end - 1 if text[end - 1] in ".!?。؟۔" else end
    if cues.joins is None:
        return
    according = _according(text, start, stop, cues)
    opening = according.content[0][0] if according else start  # "据X介绍，" holds a cue itself
    for cue in cues.saying.finditer(text, opening, stop):
        join = cues.joins.search(text, cue.end(), min(stop, cue.end() + _LONGEST))
        if (
            join
            and join.end() < stop
            and not _EDGE.search(text[cue.end() : join.start()].strip(" ,،，"))
        ):
            who = _back(text, cue.start(), start, cues) or _run(text, cue.end(), join.start(), cues)
            yield Told(_trimmed(text, join.end(), stop), who, cue.span(), "say", "nearby: that")
            return
        if cues.bare.fullmatch(text, *cue.span()) and _goes_on(text, cue.end(), stop):
            who = _back(text, cue.start(), start, cues)
            yield Told(_trimmed(text, cue.end(), stop), who, cue.span(), "say", "nearby: bare that")
            return
    if according:
        yield according
    elif behind := _behind(text, start, stop, cues):
        yield behind


def _behind(text: str, start: int, stop: int, cues: Cues) -> Told | None:
    """ "…, said the minister", "…, the ministry said": a cue that opens or ends what stands behind one of the last commas."""
    for comma in reversed([m.start() for m in _COMMA.finditer(text, start, stop)][-_COMMAS:]):
        cue = cues.saying.search(text, comma + 1, stop)
        if cue is None or comma - start < _SHORTEST:
            continue
        lead = text[comma + 1 : cue.start()].strip()
        if not lead or cues.trailing.fullmatch(" " + lead):
            who = _run(text, cue.end(), stop, cues)
        else:
            who = _back(text, cue.start(), comma + 1, cues) if cue.end() == stop else None
        if who:
            content = _trimmed(text, start, comma)
            return Told(content, who, cue.span(), "say", "nearby: behind") if content else None
    return None


def _according(text: str, start: int, stop: int, cues: Cues) -> Told | None:
    """ "According to X, …" at the head of a sentence."""
    m = cues.according.match(text, start, stop)
    run = _run(text, m.end(), stop) if m else None
    who = _bare(text, *run, cues) if run else None
    if not (m and run and who) or text[run[1] : run[1] + 1] not in (",", "،", "，"):
        return None
    begin = run[1] + 1
    if cues.joins and (join := cues.joins.match(text, begin + 1)):  # "according to X, that …"
        begin = join.end()
    content = _trimmed(text, begin, stop)
    return Told(content, who, m.span(), "say", "nearby: according to") if content else None


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Whether a clause follows a cue, and not a mark."""
    words = text[start:stop].split()
    if not words or _EDGE.match(words[0][:1]):
        return False
    return len(words) >= _CLAUSE or (not joins(words[0][0]) and len(words[0]) >= 2 * _CLAUSE)


def _run(text: str, start: int, limit: int, cues: Cues | None = None) -> tuple[int, int] | None:
    """The words from `start` to the next mark, or with `cues` to what comes after a speaker."""
    edge = _EDGE.search(text, start, limit)
    end = edge.start() if edge else limit
    return _bare(text, start, end, cues) if cues else _span(text, start, end)


def _back(text: str, end: int, limit: int, cues: Cues) -> tuple[int, int] | None:
    """The words before `end` back to the last mark; none before a cue that a joining word is written together with."""
    if cues.joined and text.startswith(cues.joined, end):
        return None
    edges = [m.end() for m in _EDGE.finditer(text, max(limit, end - 2 * _LONGEST), end)]
    while edges and _COMMA.match(text, edges[-1] - 1) and _no_speaker(text[edges[-1] : end], cues):
        end = edges.pop() - 1  # "Tamm, minister of Avaria, on Friday said"
    return _bare(text, edges[-1] if edges else limit, end, cues)


def _no_speaker(words: str, cues: Cues) -> bool:
    """Whether the words right before a cue say when or where, what else was done, or nothing."""
    words = words.strip()
    return not words or bool(cues.stops.match(words) or cues.verbal.search(words))


def _bare(text: str, start: int, end: int, cues: Cues) -> tuple[int, int] | None:
    """A run without the words that are no part of a speaker: at its beginning, behind the name, and light ones at its end.

    In scripts without spaces these stand right behind it.
    """
    while (found := cues.leading.match(text, start, end)) and found.end() > start:
        start = found.end()
    for stop in (cues.stops.search(text, start, end), _NUMBER.search(text, start, end)):
        if stop and text[start : stop.start()].strip():
            end = min(end, stop.start())
    while found := cues.trailing.search(text, start, end):
        end = found.start()
    if cues.joins is not None and cues.joins.fullmatch(text[start:end].strip()):
        return None
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
