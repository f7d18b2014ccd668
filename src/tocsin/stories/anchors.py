"""The act that reports of one story all speak about: force used in one town on one day, told, debated or answered."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from tocsin.atlas import surfaces
from tocsin.records import Event, Place, Reading, Report
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.forces import naming
from tocsin.stories.words import WORD, passed_over

BESIDE = (
    110  # characters between the word of an act and its town: "the strike that hit … in Lakeport"
)
LEAD = 900  # characters of the text in which a report names the act that it is about
NEWS = 7  # days: an act longer ago is background
OPENING, BEFORE = 6, 4  # characters: "On Monday …", "the April 1 strike"
FORCE = "force"
TOWNS = frozenset({"city", "point"})
PEOPLES = frozenset({"country", "demonym"})


class Anchor(NamedTuple):
    """An act known by its family, its town (GeoNames id), its days as far as said, and the states named beside it.

    Where it is named by a word of force, that and its town stand at [start, end).
    """

    family: str
    town: int
    name: str
    days: tuple[Bounds, ...] = ()
    states: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0


def anchors(report: Report, reading: Reading | None) -> tuple[Anchor, ...]:
    """The acts that the beginning of a report that was read ties to a town, one for each family and town."""
    if reading is None:
        return ()
    lead = _end_of_lead(report)
    found: dict[tuple[str, int], Anchor] = {}
    for anchor in (*_named(report, reading, lead), *_coded(reading, lead)):
        key = anchor.family, anchor.town
        known = found.get(key, anchor)
        found[key] = known._replace(
            days=tuple(dict.fromkeys(known.days + anchor.days)), states=known.states | anchor.states
        )
    published = bounds(report.published.value[:10]) if report.published else None
    return tuple(a for a in found.values() if _is_news(a, published))


def one_act(a: tuple[Anchor, ...], b: tuple[Anchor, ...]) -> str | None:
    """The act that two reports both speak about, in words; None if they have none in common.

    Family and town are the same, and so is a day; where one of them says no day, the state that was struck must be.
    """
    for one in a:
        for other in b:
            if (one.family, one.town) == (other.family, other.town) and _fits(one, other):
                return f"one act: {one.family}, {one.name}{_said_day(one, other)}"
    return None


def _said_day(one: Anchor, other: Anchor) -> str:
    common = [p for p in one.days if any(p.meets(q) for q in other.days) and not p.open_year]
    return f", {date.fromordinal(min(common).first)}" if common else ""


def _fits(one: Anchor, other: Anchor) -> bool:
    if one.states and other.states and not one.states & other.states:
        return False
    if one.days and other.days:
        return any(p.meets(q) for p in one.days for q in other.days)
    return bool(one.states & other.states)


def _is_news(anchor: Anchor, published: Bounds | None) -> bool:
    return not (published and anchor.days) or any(published.apart(d) <= NEWS for d in anchor.days)


def _end_of_lead(report: Report) -> int:
    return LEAD + sum(end - start for start, end in passed_over(report) if start < LEAD)


def _named(report: Report, reading: Reading, lead: int) -> Iterator[Anchor]:
    """Acts named by a word of force beside a town, in one sentence."""
    language = (report.language or "en")[:2]
    pattern, text = naming(language), report.text
    for place in reading.places:
        if place.start < lead and place.geonameid and place.precision in TOWNS:
            first, last = _clause(text, place.start)
            words = [
                m
                for m in (pattern.finditer(text, first, last) if pattern else ())
                if -BESIDE <= m.start() - place.end <= BESIDE
            ]
            if words:
                states = _states(text[first:last], language) - {place.country}
                span = min(words[0].start(), place.start), max(words[0].end(), place.end)
                days = _days(reading, words[0])
                yield Anchor(FORCE, place.geonameid, place.name, days, states, *span)


def _clause(text: str, at: int) -> tuple[int, int]:
    """The sentence around a character: between ends of sentences or lines."""
    first = max(text.rfind(stop, 0, at) for stop in (". ", "\n", "? ", "! ")) + 1
    ends = [e for stop in (". ", ".\n", "\n", "? ", "! ") if (e := text.find(stop, at)) >= 0]
    return first, min(ends, default=len(text))


def _days(reading: Reading, word: re.Match[str]) -> tuple[Bounds, ...]:
    """The day that belongs to the word of an act: right before it, opening its sentence, or after it in its clause."""
    text = word.string
    first, last = _clause(text, word.start())
    stop = text.find(",", word.end(), last)
    for dated in reading.dates:
        days = bounds(dated.edtf) if dated.edtf else None
        if days and days.first == days.last and first <= dated.start < last:
            opens = dated.start - first <= OPENING
            before = 0 <= word.start() - dated.end <= BEFORE
            after = word.end() <= dated.start < (stop if stop >= 0 else last)
            if opens or before or after:
                return (days,)
    return ()


def _coded(reading: Reading, lead: int) -> Iterator[Anchor]:
    """Acts that a lexicon line coded, with a town and a day of their own."""
    for claim in reading.claims:
        says = claim.says
        if isinstance(says, Event) and claim.passage.start < lead and says.reality == "actual":
            days = bounds(says.date) if says.date else None
            if days and days.first == days.last and (town := _town(says.place)):
                family = FORCE if says.category == "ASSAULT" else says.category.casefold()
                yield Anchor(family, *town, (days,), frozenset())


def _town(place: Place | None) -> tuple[int, str] | None:
    if place is None or place.geonameid is None or place.precision not in TOWNS:
        return None
    return place.geonameid, place.name


def _states(text: str, language: str) -> frozenset[str]:
    """The states whose names or peoples a sentence names by one word."""
    known = _peoples(language)
    return frozenset(c for w in WORD.findall(text) if (c := known.get(w.casefold())))


@cache
def _peoples(language: str) -> Mapping[str, str]:
    named = ((s, e) for s, entries in surfaces(language).items() for e in reversed(entries))
    return {s: e.country for s, e in named if e.kind in PEOPLES and e.country}
