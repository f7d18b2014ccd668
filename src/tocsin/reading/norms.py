"""Norms that a text names, with whoever invokes them and how they say it bears; and wording that only resembles a norm."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from tocsin.atlas import choice, rows
from tocsin.reading.attribution import Attribution, Voice
from tocsin.reading.cues import any_of
from tocsin.reading.sentences import Sentence
from tocsin.records import Claim, Hint, Invocation, passage

SAID = frozenset({"violated", "respected", "invoked", "left", "suspended"})
_REACH = 220  # characters before a norm in which "violation of" still bears on it (a list of norms lies between)
_AFTER = 40
_BARE = re.compile(r"(?i:art(?:icle)?s?\.?|chapter|rule|para(?:graph)?)\s*[\w().\s]*$")
_OF = re.compile(
    r"\s*,?\s*(?:of|in)\s+(?:the\s+)?(?P<whose>(?:[A-Z][\w’'-]*)(?:\s+(?:of|on|the|for|and)?\s*[A-Z][\w’'-]*)*)"
)
_BRACKETED = re.compile(r"\s*\(\s*")
_NOT = re.compile(
    r"\b(?:not|no|never|without|n[’']t|deni\w+|deny\w*)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)


class Norm(Protocol):
    """What is needed of a norm of the atlas."""

    @property
    def id(self) -> str:
        """Its id: "NPT", "UNSC.487"."""
        ...

    @property
    def instrument(self) -> str:
        """The treaty or resolution it belongs to."""
        ...

    def explicit(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        """Patterns that name it."""
        ...

    def implied(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        """Patterns that may touch it."""
        ...


class Named(NamedTuple):
    """A norm named at [start, end): whose words these are, and how they say it bears (None where they do not)."""

    start: int
    end: int
    norm: str
    said: str | None
    voice: Voice


class _Hit(NamedTuple):
    start: int
    end: int
    norm: Norm
    order: int


def invocations(
    text: str,
    sentences: Sequence[Sentence],
    norms: Sequence[Norm],
    attribution: Attribution,
    language: str = "en",
) -> list[Named]:
    """The norms that `text` names, in order; of overlapping mentions the longest counts, and an acronym in brackets joins its name."""
    starts = [s.start for s in sentences]
    hits = [h for h in _hits(text, norms, language) if _home(sentences, starts, h.start, h.end)]
    instruments = {h.norm.instrument for h in hits if not _BARE.match(text[h.start : h.end])}
    sure = [h for h in hits if _is_its(text, h, instruments)]
    found = []
    for h in _joined(text, _longest(sure)):
        home = sentences[bisect_right(starts, h.start) - 1]
        said = _said(text, h, home, language)
        found.append(Named(h.start, h.end, h.norm.id, said, attribution.at(h.start, h.end)))
    return found


def _home(sentences: Sequence[Sentence], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether [start, end) lies within one sentence."""
    n = bisect_right(starts, start) - 1
    return n >= 0 and start < end <= sentences[n].end


def _hits(text: str, norms: Sequence[Norm], language: str) -> Iterator[_Hit]:
    for order, norm in enumerate(norms):
        for pattern in norm.explicit(language):
            for m in pattern.finditer(text):
                yield _Hit(m.start(), m.end(), norm, order)


def _is_its(text: str, h: _Hit, instruments: set[str]) -> bool:
    """Whether "Article 51" is the article of this instrument: the words after it say so, or the text names the instrument."""
    if not _BARE.match(text[h.start : h.end]):
        return True
    if m := _OF.match(text, h.end):
        words = set(re.findall(r"\w+", h.norm.instrument.lower())) - {
            "of",
            "the",
            "on",
            "and",
            "for",
        }
        return bool(words & set(re.findall(r"\w+", m["whose"].lower())))
    return any(i == h.norm.instrument or i in h.norm.instrument for i in instruments)


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Of overlapping mentions the longest; where two norms are named by the very same words, neither."""
    taken: list[_Hit] = []
    ranked = sorted(hits, key=lambda h: (h.start - h.end, h.start, h.order))
    for h in ranked:
        rivals = [t for t in taken if h.start < t.end and h.end > t.start]
        if not rivals:
            taken.append(h)
        elif any(t[:2] == h[:2] and t.norm.id != h.norm.id for t in rivals):
            taken = [t for t in taken if t[:2] != h[:2]]
    return sorted(taken)


def _joined(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """ "Non-Proliferation Treaty (NPT)" is one mention."""
    out: list[_Hit] = []
    for h in hits:
        last = out[-1] if out else None
        same = last is not None and last.norm.id == h.norm.id
        if (
            last
            and same
            and _BRACKETED.fullmatch(text[last.end : h.start])
            and text[h.end : h.end + 1] == ")"
        ):
            out[-1] = last._replace(end=h.end + 1)
        else:
            out.append(h)
    return out


@cache
def _bearing(language: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    table = files("tocsin.reading") / "lexicons" / language / "bearing.tsv"
    sides: dict[str, list[str]] = {"before": [], "after": []}
    said: dict[str, str] = {}
    for row in rows(table, ("words", "said", "side")) if table.is_file() else ():
        sides[choice(row, "side", frozenset(sides))].append(row["words"])
        said[row["words"]] = choice(row, "said", SAID)
    before, after = (any_of(iter(words)) for words in sides.values())
    return before, after, said


def _said(text: str, h: _Hit, home: Sentence, language: str) -> str | None:
    before, after, said = _bearing(language)
    start = max(home.start, h.start - _REACH)
    if m := after.search(text, h.end, min(home.end, h.end + _AFTER)):
        return said[m[0].lower()]
    found = list(before.finditer(text, start, h.start))
    if not found:
        return None
    word = said[found[-1][0].lower()]
    if word == "invoked" and found[-1].end() + 24 < h.start:
        return None
    turned = _NOT.search(text, max(home.start, found[-1].start() - 40), found[-1].start())
    return f"not {word}" if turned else word


def hints(
    text: str,
    sentences: Sequence[Sentence],
    norms: Sequence[Norm],
    named: Sequence[Named],
    language: str = "en",
) -> list[Hint]:
    """Wording that resembles a norm nobody named there; for a person to look at."""
    starts = [s.start for s in sentences]
    taken = {at for n in named for at in range(n.start, n.end)}
    found = {
        Hint(start=m.start(), end=m.end(), norm=norm.id)
        for norm in norms
        for pattern in norm.implied(language)
        for m in pattern.finditer(text)
        if m.start() not in taken and _home(sentences, starts, m.start(), m.end())
    }
    return sorted(found, key=lambda h: (h.start, h.end, h.norm))


def norm_claims(report: str, text: str, named: Sequence[Named]) -> list[Claim]:
    """The claims of norms invoked, in order; a norm that the outlet names in its own voice has no speaker."""
    return [
        Claim(
            passage=passage(report, text, n.start, n.end),
            says=Invocation(norm=n.norm, said=n.said),
            rule="norm: named",
            speaker=n.voice.speaker,
            via=n.voice.via,
        )
        for n in named
    ]
