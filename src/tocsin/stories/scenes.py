"""Where and when a report's own happening stands, as far as its reading says; and which scenes exclude each other."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tocsin.records import Claim, Event, Reading, Report
from tocsin.stories.anchors import Anchor, anchors
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.persons import code, person
from tocsin.stories.venues import venues
from tocsin.stories.words import kept_text, passed_over

LEAD = 700  # characters of the text in which the report's own happening is told
NEAR = 2  # days: datelines, time zones and night hours move a day


class Scene(NamedTuple):
    """Countries and days (bounds of EDTF dates) of what the beginning tells; countries that are places anywhere in it.

    `leads` are the bones of the first surname that acts for each country or organisation, `anchors` the acts in towns
    that the report is about. `mentioned` are the countries of all its places, actors or not.
    """

    countries: frozenset[str] = frozenset()
    days: tuple[Bounds, ...] = ()
    anywhere: frozenset[str] = frozenset()
    leads: Mapping[str, str] = MappingProxyType({})
    anchors: tuple[Anchor, ...] = ()
    mentioned: frozenset[str] = frozenset()
    language: str = "en"


NOWHERE = Scene()


def scene(report: Report, reading: Reading | None) -> Scene:
    """The scene of what a report's title and first 700 characters tell as having happened.

    Places of acts that were read, and country names used as places ("in Brazil"), which need no reading.
    """
    text, title = kept_text(report), f"{report.title or ''}. "
    named = list(venues(title + text, (report.language or "en")[:2]))
    acts = [c.says for c in reading.claims if _tells(c, _end_of_lead(report))] if reading else []
    read = {a.place.country for a in acts if isinstance(a, Event) and a.place and a.place.country}
    days = [bounds(a.date) for a in acts if isinstance(a, Event) and a.date]
    return Scene(
        frozenset(c for at, c in named if at < len(title) + LEAD) | read,
        tuple(b for b in days if b),
        frozenset(c for _, c in named) | read,
        _leads(reading),
        anchors(report, reading),
        frozenset(p.country for p in reading.places if p.country) if reading else frozenset(),
        (report.language or "en")[:2],
    )


def _leads(reading: Reading | None) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for claim in reading.claims if reading else ():
        if isinstance(claim.says, Event):
            for actor in claim.says.initiators:
                if bones := person(actor):
                    found.setdefault(code(actor), bones)
    return found


def led_by_others(a: Scene, b: Scene) -> bool:
    """Whether other people act for every country or organisation that somebody named acts for in both."""
    common = a.leads.keys() & b.leads.keys()
    return bool(common) and all(a.leads[c] != b.leads[c] for c in common)


def _end_of_lead(report: Report) -> int:
    """Where the lead ends in the text as it stands, with what readers pass over."""
    end = LEAD
    for start, stop in passed_over(report):
        if start < end:
            end += stop - start
    return end


def _tells(claim: Claim, end: int) -> bool:
    return (
        isinstance(claim.says, Event)
        and claim.says.reality == "actual"
        and claim.passage.start < end
    )


def excluded(a: Scene, b: Scene) -> str | None:
    """Why two scenes cannot be one, in words; None if they can, or if one of them is not known.

    Places exclude each other if neither report so much as mentions the other's as a place; of reports in two languages,
    of which one tells places and days less surely, if neither mentions the other's at all, and days exclude nothing.
    """
    one_language = a.language == b.language
    known = [s.anywhere if one_language else s.anywhere | s.mentioned for s in (a, b)]
    if a.countries and b.countries and not (a.countries & known[1] or b.countries & known[0]):
        return f"elsewhere: {', '.join(sorted(a.countries))} / {', '.join(sorted(b.countries))}"
    if (
        one_language
        and a.days
        and b.days
        and all(p.apart(q) > NEAR for p in a.days for q in b.days)
    ):
        return "on other days"
    return None
