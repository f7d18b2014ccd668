"""Words of attribution beside a quotation or before a clause, found by patterns alone: the way without a parser."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tocsin.reading.cues import Cues
from tocsin.reading.marks import Quoted
from tocsin.reading.reported import Told

_NAME = r"[^\W\d_a-z][\w.’'-]{0,40}(?:\s+(?:(?:of|the|al|el|bin|ibn|de|del|van|von|and|for|&)\s+){0,2}[^\W\d_a-z][\w.’'-]{0,40}){0,7}"
_NOUN = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Bb]oth|[Oo]ne|[Tt]wo|[Ss]ome)\s+(?:[\w.’'-]{1,40}\s+){0,5}?[\w’'-]{1,40}"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t)\b(?![’'])"
WHO = rf"(?:{_PRONOUN}|{_NOUN}|{_NAME})"
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)$")
_ADVERB = r"(?:(?:has|have|had|also|later|then|further|again|once|\w+ly)\s+){0,3}"
_ASIDE = r"(?:\s*,[^,“”\"\n]{1,80},)?"
_SHORTEST = 20  # characters before "…, the minister said" that make a clause
_SUBJECT = r"(?:the|an?|he|she|it|they|we|there|his|her|its|their|this|these|that|no|all|both|some|many|more|[A-Z]\w+)\s"
_SAID = r"(?P<cue>{})"
_MOST = 30  # clauses of one sentence; more is no sentence
_REACH = 240  # characters looked at on either side of a quotation
_LABEL = re.compile(rf"^\W*(?P<who>{WHO})(?P<rest>[^:“”\"]{{0,120}}?)\s*:\s*$")
_BEFORE_CUE = re.compile(rf"(?<!\w)(?P<who>{WHO}){_ASIDE}\s+{_ADVERB}$")
_ACCORDING = re.compile(rf"(?i:according\s+to)\s+(?P<who>{WHO})")


class _Patterns(NamedTuple):
    after: re.Pattern[str]
    before: re.Pattern[str]
    clause: re.Pattern[str]
    behind: re.Pattern[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(speech: str, saying: str) -> _Patterns:
    cue, second = rf"(?P<cue>{speech})", rf"(?P<cue2>{speech})"
    who = rf"(?<!\w)(?P<who>{WHO}){_ASIDE}\s+{_ADVERB}"
    plain = rf"(?P<cue2>{saying})(?:\s+on\s+\w+day)?\s+(?={_SUBJECT})"
    return _Patterns(
        re.compile(rf"\s*[,—–-]?\s*(?:{who}{cue}|{second}\s+(?P<who2>{WHO}))"),
        re.compile(rf"{who}{cue}(?P<rest>[^“”\".;\n]{{0,80}})$"),
        re.compile(rf"{who}(?:{cue}\s+(?:[\w’']+\s+){{0,3}}?that\s+|{plain})"),
        re.compile(rf",\s+{who}{_SAID.format(saying)}(?:\s+\w+){{0,3}}\W*$"),
        re.compile(rf"(?P<who>{_PRONOUN})\s+{_ADVERB}{cue}\s+(?:that\s+)?"),
    )


def beside(text: str, quoted: Quoted, start: int, end: int, cues: Cues) -> Told | None:
    """Who says the quotation, by the words before and after it within [start, end) of the text; None if unsure."""
    patterns = _patterns(cues.speech.pattern, cues.saying.pattern)
    m = patterns.after.match(text, quoted.end, min(end, quoted.end + _REACH))
    if m and (m["cue2"] or text[quoted.end - 2] in ",?!—…"):
        group = ("who", "cue") if m["who"] else ("who2", "cue2")
        return _told(m, quoted, *group, rule="beside: after")
    lead_start = max(start, quoted.start - _REACH)
    lead = text[lead_start : quoted.start].rstrip()
    found = list(patterns.before.finditer(text, lead_start, lead_start + len(lead)))
    if found and not _PASSIVE.search(found[-1]["who"]):
        return _told(found[-1], quoted, "who", "cue", rule="beside: before")
    return None


def before_cue(text: str, start: int, cue: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before a cue at `cue`, in the sentence from `start`."""
    m = _BEFORE_CUE.search(text[max(start, cue - _REACH) : cue])
    return (
        None
        if m is None
        else (max(start, cue - _REACH) + m.start("who"), max(start, cue - _REACH) + m.end("who"))
    )


def labelled(text: str, quoted: Quoted, start: int, cues: Cues | None = None) -> Told | None:
    """The colon layout: "Orlen, according to Avaria Wire: “…”", "Dorland’s Foreign Ministry: “…”".

    With `cues`, a lead that has a verb of its own ("Dorland’s envoy Ivo Tamm said: “…”") is left to that verb.
    """
    m = _LABEL.match(text[start : quoted.start]) if quoted.start - start <= _REACH else None
    if m is None or (cues is not None and cues.speech.search(m["rest"])):
        return None
    who = (start + m.start("who"), start + m.end("who"))
    colon = start + text[start : quoted.start].rindex(":")
    through = _ACCORDING.search(text, who[1], colon)
    channel = (through.span("who"),) if through else ()
    cue = (colon, colon + 1)
    return Told(((quoted.start, quoted.end),), who, cue, "say", "colon", channel=channel)


def _told(m: re.Match[str], quoted: Quoted, who: str, cue: str, *, rule: str) -> Told:
    return Told(((quoted.start, quoted.end),), m.span(who), m.span(cue), "say", rule)


def clauses(text: str, start: int, end: int, cues: Cues) -> Iterator[Told]:
    """Indirect words of one sentence by patterns: "X said (that) …", "…, X said", "According to X, …"."""
    patterns = _patterns(cues.speech.pattern, cues.saying.pattern)
    stop = end - 1 if text[end - 1] in ".!?" else end
    tail = patterns.behind.search(text, max(start, end - _REACH), end)
    if tail and tail.start() - start > _SHORTEST and not _PASSIVE.search(tail["who"]):
        content = ((start, tail.start()),)
        yield Told(content, tail.span("who"), tail.span("cue"), "say", "pattern: behind")
        if m := patterns.opening.match(text, start, tail.start()):
            inner = ((m.end(), tail.start()),)
            yield Told(inner, m.span("who"), m.span("cue"), "say", "pattern: within")
        return
    for m in islice(patterns.clause.finditer(text, start, end), _MOST):
        if m.end() < stop and not _PASSIVE.search(m["who"]):
            cue = m.span("cue") if m["cue"] else m.span("cue2")
            yield Told(((m.end(), stop),), m.span("who"), cue, "say", "pattern: that")
    if m := _ACCORDING.search(text, start, end):
        yield from _around(text, m, start, end)


def _around(text: str, m: re.Match[str], start: int, end: int) -> Iterator[Told]:
    stop = end - 1 if text[end - 1] in ".!?" else end
    content = (m.end(), stop) if m.start() - start < 4 else (start, m.start())
    a, b = content
    while a < b and not text[a].isalnum() and text[a] not in '“"‘':
        a += 1
    while b > a and text[b - 1] in " ,;:—–-":
        b -= 1
    if a < b:
        cue = (m.start(), m.start("who") - 1)
        yield Told(((a, b),), m.span("who"), cue, "say", "pattern: according to")
