"""What the reports of an incident say about it: the claims near the passages of its happenings, and by whom."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tocsin.records import Capture, Claim, Happening, Passage, Reading, Report, Story

NEAR = 400  # characters: about two sentences to either side


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What an incident is opened from: reports and readings by the report's name, the story, what was captured."""

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    story: Story | None = None
    captures: tuple[Capture, ...] = ()


def cited(happenings: Iterable[Happening]) -> tuple[str, ...]:
    """The names of the reports that tell of the happenings, each once, in the order of their passages."""
    return tuple(dict.fromkeys(p.report for h in happenings for p in h.passages))


def claims_near(happenings: tuple[Happening, ...], sources: Sources) -> Iterator[Claim]:
    """The claims whose passages touch those of the happenings or stand within NEAR characters of them."""
    for name in cited(happenings):
        reading = sources.readings.get(name)
        told = [p for h in happenings for p in h.passages if p.report == name]
        for claim in reading.claims if reading else ():
            if any(apart(claim.passage, p) <= NEAR for p in told):
                yield claim


def apart(a: Passage, b: Passage) -> int:
    """How many characters lie between two passages of one report; 0 if they touch."""
    return max(0, a.start - b.end, b.start - a.end)


def party(claim: Claim, reports: Mapping[str, Report]) -> str:
    """Who says so: the speaker's country or organisation, else the speaker's name, else the outlet."""
    if claim.speaker is not None:
        return claim.speaker.country or claim.speaker.org or claim.speaker.name
    report = reports.get(claim.passage.report)
    return (report.source if report else None) or "outlet not stated"


def speaker(claim: Claim, reports: Mapping[str, Report]) -> str:
    """Who says so, by name: the speaker, else the outlet."""
    return claim.speaker.name if claim.speaker is not None else party(claim, reports)
