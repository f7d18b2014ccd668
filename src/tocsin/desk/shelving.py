"""What goes on the shelf of a node, and by what it is found there: reports with their readings, incidents."""

from collections.abc import Iterator

import msgspec

from tocsin.ledger.shelves import Item, word
from tocsin.records import (
    Actor,
    Claim,
    Event,
    Happening,
    Incident,
    Invocation,
    Reading,
    Report,
    canonical,
    name_of,
)

MOST_POINTS = 50
TOLD = ("actual", "alleged", "historical")


class Shelved(msgspec.Struct, frozen=True):
    """A report on the shelf with what was read in it."""

    report: Report
    reading: Reading | None = None


def of_report(report: Report, reading: Reading | None, kind: str = "report") -> Item:
    """A report as an item: its text, its title, what it tells of, where and by whom."""
    claims = reading.claims if reading else ()
    marks = {word("kind", kind), *(m for claim in claims for m in _of_claim(claim))}
    marks |= {word("language", report.language)} if report.language else set()
    marks |= {word("source", report.source)} if report.source else set()
    points = {p.point: None for p in (reading.places if reading else ()) if p.point}
    return Item(
        name=name_of(report),
        title=report.title,
        published=report.published.value if report.published else None,
        text=f"{report.title or ''}\n{report.text}",
        marks=tuple(sorted(marks)),
        points=tuple((p.lat, p.lon) for p in list(points)[:MOST_POINTS]),
        data=msgspec.json.encode(Shelved(report, reading)),
    )


def _of_claim(claim: Claim) -> Iterator[str]:
    match claim.says:
        case Invocation(norm=norm):
            yield word("norm", norm)
        case Event() as event if event.reality in TOLD:
            yield from _of_event(event)


def _of_event(event: Event) -> Iterator[str]:
    who, whom = _codes(event.initiators), _codes(event.recipients)
    yield word("category", event.category)
    if event.mode:
        yield word("mode", event.mode)
    if event.place and event.place.country:
        yield word("country", event.place.country)
    yield from (word("actor", code) for code in who + whom)
    yield from (word("dyad", f"{a}>{b}") for a in who for b in whom)


def _codes(actors: tuple[Actor, ...]) -> list[str]:
    return [code for a in actors if (code := a.country or a.org)]


def of_incident(incident: Incident) -> Item:
    """An incident as an item under its number: what it tells, who is affected, how it stands."""
    told = incident.happenings[0]
    marks = {
        word("kind", "incident"),
        word("standing", incident.standing),
        word("status", incident.status),
    }
    marks |= {word("member", m.country) for m in incident.affected}
    marks |= {word("norm", n.norm) for n in incident.norms if not n.hint}
    marks |= {m for h in incident.happenings for m in _of_happening(h)}
    values = (a.value for fact in incident.facts for a in fact.answers)
    words = (c.words for c in incident.called if c.words)
    return Item(
        name=incident.number,
        title=incident.title,
        published=told.date,
        text="\n".join([incident.number, incident.title, *values, *words]),
        marks=tuple(sorted(marks)),
        points=(),
        data=canonical(incident),
    )


def _of_happening(happening: Happening) -> Iterator[str]:
    yield word("category", happening.category)
    if happening.mode:
        yield word("mode", happening.mode)
    if happening.country:
        yield word("country", happening.country)
    sides = {
        side: [p.code for p in happening.parties if p.code and p.side == side]
        for side in ("initiator", "recipient")
    }
    yield from (word("actor", code) for codes in sides.values() for code in codes)
    yield from (word("dyad", f"{a}>{b}") for a in sides["initiator"] for b in sides["recipient"])


def report_in(item: Item) -> Shelved:
    """The report of an item, and its reading."""
    return msgspec.json.decode(item.data, type=Shelved)


def incident_in(item: Item) -> Incident:
    """The incident of an item."""
    return msgspec.json.decode(item.data, type=Incident)


def kind_of(item: Item) -> str:
    """What an item is: report, notification or incident."""
    return next(mark.partition(":")[2] for mark in item.marks if mark.startswith("kind:"))
