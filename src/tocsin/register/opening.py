"""Open an incident: happenings become an entry of the register. Nothing is averaged, nobody's word becomes ours."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from tocsin.atlas import title
from tocsin.records import (
    Capture,
    Claim,
    Denial,
    Event,
    Evidence,
    Happening,
    Incident,
    Question,
    Reading,
    Report,
    Story,
)
from tocsin.register.matrix import matrix
from tocsin.register.members import affected, all_members
from tocsin.register.near import Sources, apart, cited, claims_near, party
from tocsin.register.norms import hinted, invoked
from tocsin.register.standing import standing, would_settle

UNKNOWN_MEDIA = "application/octet-stream"  # RFC 2046, 4.5.1: bytes of which nothing more is known


class NoHappening(ValueError):
    """An incident needs at least one happening."""


def open_incident(
    number: str,
    happenings: Iterable[Happening],
    *,
    story: Story | None,
    reports: Mapping[str, Report],
    readings: Mapping[str, Reading],
    captures: Iterable[Capture] = (),
    opened_by: str,
    opened_at: datetime,
    org: str = "SCO",
) -> Incident:
    """The first version of an incident about `happenings`, from the reports that tell of them.

    The title is neutral by rule; the category is as alleged by those who report it; norms are those that speakers
    invoke, hints apart; `org` is the organisation whose members' status on the day is shown.
    Raises NoHappening, UnknownOrganisation, and BadTable if a table of ours cannot be used.
    """
    told = tuple(happenings)
    if not told:
        raise NoHappening(f"incident {number} has no happening; name at least one of a story")
    sources = Sources(reports=reports, readings=readings, story=story, captures=tuple(captures))
    near = tuple(claims_near(told, sources))
    members = affected(told, org)
    questions = tuple(questions_of(told))
    expected = [*(member.country for member in members), *all_members(told, org)]
    return Incident(
        number=number,
        title=title(told[0]),
        opened_at=opened_at,
        opened_by=opened_by,
        happenings=told,
        category=told[0].category,
        alleged_by=_alleged_by(told[0], near, sources),
        affected=members,
        facts=tuple(fact for happening in told for fact in happening.facts),
        questions=questions,
        called=matrix(near, sources, expected),
        norms=invoked(near, sources) + hinted(cited(told), sources),
        evidence=tuple(_evidence(told, sources)),
        standing=standing(
            max(happening.origins for happening in told),
            contested=bool(questions) or _denied(told, near),
        ),
    )


def questions_of(happenings: Iterable[Happening]) -> Iterator[Question]:
    """A question for each contradiction among the facts, with all its answers and what would settle it."""
    for happening in happenings:
        for fact in happening.facts:
            if fact.status == "contradict":
                settle = would_settle(fact.property)
                yield Question(property=fact.property, answers=fact.answers, would_settle=settle)


def _alleged_by(of: Happening, near: Iterable[Claim], sources: Sources) -> tuple[str, ...]:
    """Who tells of an act of this category: speakers by country, outlets by name."""
    tellings = (
        claim
        for claim in near
        if isinstance(claim.says, Event) and claim.says.category == of.category
        if any(_same(claim, p.report, p.start, p.end) for p in of.passages)
    )
    return tuple(dict.fromkeys(party(claim, sources.reports) for claim in tellings))


def _same(claim: Claim, report: str, start: int, end: int) -> bool:
    at = claim.passage
    return at.report == report and at.start < end and start < at.end


def _denied(happenings: Iterable[Happening], near: Iterable[Claim]) -> bool:
    denials = [claim.passage for claim in near if isinstance(claim.says, Denial)]
    told = [p for happening in happenings for p in happening.passages]
    return any(d.report == p.report and apart(d, p) == 0 for d in denials for p in told)


def _evidence(happenings: Iterable[Happening], sources: Sources) -> Iterator[Evidence]:
    """The captured bytes of the reports that tell of it, one item a digest."""
    wanted, seen = set(cited(happenings)), set[str]()
    for capture in sources.captures:
        if capture.report not in wanted or capture.digest in seen:
            continue
        seen.add(capture.digest)
        report = sources.reports.get(capture.report)
        yield Evidence(
            digest=capture.digest,
            size=capture.size,
            media_type=capture.media_type or UNKNOWN_MEDIA,
            report=capture.report,
            title=report.title if report else None,
            url=capture.url,
        )
