"""What a report tells of one act in the world: coded by a reading, or at least known by its length ("the 12-day …")."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tocsin.records import Actor, Claim, Dated, Event, Place, Quantity
from tocsin.stories.dating import Appeared, last_weekday, relative
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.stems import skeleton, stem
from tocsin.stories.told import Told
from tocsin.stories.words import plain_words

UNCODED = "UNCODED"  # an act that is told but that no line of a lexicon coded
AFTER_MARK = 30  # characters: "12-day" names the act that follows it
BREATH = 90  # characters: a time further away may belong to another act
TELLING = 4  # letters: shorter words are grammar


class Mention(NamedTuple):
    """One telling of an act: its passage, what is said of it, and the marks it may be known again by."""

    report: str
    start: int
    end: int
    category: str
    claim: Claim | None = None
    mode: str | None = None
    reality: str = "actual"
    initiators: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    when: str | None = None
    days: Bounds | None = None
    effects: tuple[Quantity, ...] = ()
    marks: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    lent: str | None = None  # how the day was found where the report itself does not say


def mentions(told: Told, appeared: Mapping[str, Appeared]) -> Iterator[Mention]:
    """Every telling of an act in a story, report by report in the order of the texts."""
    for name, _ in told.reports:
        if name in told.readings:
            coded = [
                _coded(told, c, c.says, appeared)
                for c in told.readings[name].claims
                if isinstance(c.says, Event)
            ]
            yield from sorted(
                [*coded, *_uncoded(told, name, coded, appeared)], key=lambda m: (m.start, m.end)
            )


def _coded(told: Told, claim: Claim, event: Event, appeared: Mapping[str, Appeared]) -> Mention:
    place = claim.passage
    when, lent = _when(
        told, event.date, (place.report, place.start, place.end), event.act.start, appeared
    )
    return Mention(
        report=place.report,
        start=place.start,
        end=place.end,
        category=event.category,
        claim=claim,
        mode=event.mode,
        reality=event.reality,
        initiators=event.initiators,
        recipients=event.recipients,
        place=event.place,
        when=when,
        days=bounds(when) if when else None,
        effects=event.effects,
        marks=frozenset(
            d.value
            for d in _lengths(told, place.report)
            if 0 <= event.act.start - d.end <= AFTER_MARK
        ),
        words=_words(place.quote),
        lent=lent,
    )


def _when(
    told: Told,
    said: str | None,
    span: tuple[str, int, int],
    near: int,
    appeared: Mapping[str, Appeared],
) -> tuple[str | None, str | None]:
    """The EDTF date of an act, and why if its report lends it from its story."""
    if said and bounds(said):
        return said, None
    name, start, end = span
    if name not in appeared:
        return None, None
    if (
        not said
    ):  # nothing tied a time to the act: only words right after it, in the same breath, may
        start, end = near, _breath(told.report[name].text, near, end)
    found = relative(told.report[name], start, end, near, appeared[name])
    found = found or _weekday(told, name, (start, end), appeared[name])
    return found, appeared[name].why if found else None


def _weekday(told: Told, name: str, span: tuple[int, int], appeared: Appeared) -> str | None:
    """The day that "on Tuesday" in a span is, in a report whose day of appearance its story lends."""
    if not appeared.why:
        return None
    dated = (d for d in told.readings[name].dates if span[0] <= d.start < span[1])
    return next((day for d in dated if (day := last_weekday(d.value, appeared))), None)


def _breath(text: str, start: int, end: int) -> int:
    """Where the words that belong to what stands at `start` end at the latest: at a comma or the like, or soon."""
    stop = re.compile(r"[,;:.!?…—–]").search(text, start, min(end, start + BREATH))
    return stop.start() if stop else min(end, start + BREATH)


def _lengths(told: Told, name: str) -> list[Dated]:
    """Lengths of time that stand right before what they name, as in "the 12-day exercise"."""
    text = told.report[name].text
    dated = (d for d in told.readings[name].dates if d.type == "DURATION")
    return [d for d in dated if "-" in text[d.start : d.end]]


def _uncoded(
    told: Told, name: str, coded: list[Mention], appeared: Mapping[str, Appeared]
) -> Iterator[Mention]:
    text, taken = told.report[name].text, {mark for m in coded for mark in m.marks}
    for length in _lengths(told, name):
        if length.value not in taken and not _skipped(told, name, length.start):
            start, end = sentence_at(text, length.start)
            given = [
                d.edtf for d in told.readings[name].dates if length.end <= d.start < end and d.edtf
            ]
            when, lent = _when(
                told, next(iter(given), None), (name, length.end, end), length.end, appeared
            )
            yield Mention(
                report=name, start=length.start, end=end, category=UNCODED, when=when,
                days=bounds(when) if when else None, marks=frozenset([length.value]), words=_words(text[start:end]), lent=lent,
            )  # fmt: skip


def _skipped(told: Told, name: str, at: int) -> bool:
    return any(start <= at < end for start, end in told.report[name].skip)


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence around a character, roughly: up to a full stop or line end on either side."""
    starts = [text.rfind(stop, 0, at) + len(stop) for stop in (". ", "\n") if stop in text[:at]]
    ends = [text.find(stop, at) for stop in (". ", ".\n", "\n") if stop in text[at:]]
    return max(starts, default=0), min(ends, default=len(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in plain_words(text) if len(w) >= TELLING)


def code(actor: Actor) -> str:
    """What an actor is known by in every language: an organisation, else a country, else the bones of its name."""
    return (
        actor.org or actor.country or skeleton(actor.name.split()[-1] if actor.name.split() else "")
    )


def person(actor: Actor) -> str | None:
    """The bones of the surname, if the actor is somebody named who speaks for a country or organisation."""
    named = actor.name.split()
    if len(named) < 2 or (not actor.office and not actor.sector):
        return None
    return skeleton(named[-1]) if actor.link != "counterpart" else None
