"""What a product is made from: records carried in from other rooms, and how to find one's way in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

import msgspec

from tocsin.atlas import countries, loaded_words
from tocsin.records import (
    Actor,
    Claim,
    Copy,
    Event,
    Happening,
    Incident,
    Member,
    Passage,
    Reading,
    Report,
    Story,
    passage,
)

NOT_NAMED = "one outlet (not named)"
INTERNATIONAL = frozenset(("IGO", "NGO", "MNC", "IMG"))  # codes that stand where a country would
AHEAD = frozenset(("future", "hypothetical"))


class Norm(msgspec.Struct, frozen=True):
    """How a norm is named on paper, what to beware of, and whether its citation was checked against the text."""

    title: str
    caution: str | None = None
    checked: bool = True


class Dossier(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The records a product may use. Reports and readings go by the report's name.

    `as_of` is the moment the product speaks of, given from outside; `reader` the reader and version to print.
    `members` are the states one writes for, with status and source; without them, `forum` is an organisation of
    which the atlas says who stood how on the day; `countries` and `norms` are names by code.
    """

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    stories: tuple[Story, ...]
    as_of: datetime
    reader: str
    copies: tuple[Copy, ...] = ()
    incidents: tuple[Incident, ...] = ()
    members: tuple[Member, ...] = ()
    forum: str | None = None
    countries: Mapping[str, str] = msgspec.field(default_factory=dict)
    norms: Mapping[str, Norm] = msgspec.field(default_factory=dict)

    @cached_property
    def claims(self) -> Mapping[tuple[str, int, int], tuple[Claim, ...]]:
        """Claims by the place of their passage: report, start, end."""
        found: dict[tuple[str, int, int], list[Claim]] = defaultdict(list)
        for reading in self.readings.values():
            for claim in reading.claims:
                found[place_of(claim.passage)].append(claim)
        return {place: tuple(claims) for place, claims in found.items()}


def place_of(p: Passage) -> tuple[str, int, int]:
    """Where a passage stands: report, start, end."""
    return p.report, p.start, p.end


def outlet(report: Report) -> str:
    """Who published a report: its source, else the host of its address, else "one outlet (not named)"."""
    if report.source:
        return report.source
    try:
        host = urlsplit(report.url or "").hostname
    except ValueError:
        host = None
    return (host or NOT_NAMED).removeprefix("www.")


def told(dossier: Dossier, happening: Happening) -> tuple[tuple[Claim, Event], ...]:
    """The claims that a happening was made of, with their events.

    A passage may hold several events of one category: one of other parties, or of another reality (to come,
    or not), is left out.
    """
    return tuple(
        (claim, claim.says)
        for p in happening.passages
        for claim in dossier.claims.get(place_of(p), ())
        if isinstance(claim.says, Event) and _fits(claim.says, happening)
    )


def _fits(event: Event, happening: Happening) -> bool:
    if event.category != happening.category:
        return False
    if (event.reality in AHEAD) != (happening.reality in AHEAD):
        return False
    known = {name for p in happening.parties for name in (p.code, p.name) if name}
    named = {
        name
        for a in event.initiators + event.recipients
        for name in (a.org, a.country, a.name)
        if name
    }
    return not (known and named) or bool(known & named)


def claims_of(dossier: Dossier, reports: Iterable[str]) -> Iterable[Claim]:
    """All claims of these reports, in the order of the reports and of their texts."""
    for name in reports:
        reading = dossier.readings.get(name)
        if reading is not None and name in dossier.reports:
            yield from reading.claims


def mention(dossier: Dossier, report: str, start: int, end: int) -> Passage | None:
    """The passage [start, end) of a report we hold; None if there is no such span."""
    held = dossier.reports.get(report)
    if held is None or not 0 <= start < end <= len(held.text):
        return None
    return passage(report, held.text, start, end)


def country(dossier: Dossier, code: str | None) -> str | None:
    """The name of a country by its code: the dossier's, else the atlas's; None for what is no country."""
    if code is None:
        return None
    known = countries().get(code)
    return dossier.countries.get(code) or (known.name if known else None)


def norm_title(dossier: Dossier, norm: str) -> str:
    """How a norm is named on paper, in quotation marks if the name characterises; an unchecked citation says so."""
    known = dossier.norms.get(norm)
    title = known.title if known else norm
    title = f"“{title}”" if loaded_words(title) else title
    return title if known is None or known.checked else f"{title} (citation not checked)"


def party_of(actor: Actor) -> str:
    """The party an actor speaks for: its country, its organisation, else itself."""
    state = None if actor.country in INTERNATIONAL else actor.country
    return state or actor.org or actor.name
