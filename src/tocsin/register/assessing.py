"""Assessments: somebody's judgement with its method, reviewed by somebody else; dissent stays beside it."""

from collections.abc import Iterable
from datetime import datetime

from tocsin.records import Assessment, Incident, Likelihood, Review, name_of
from tocsin.register.standing import standing

BANDS: dict[
    Likelihood, tuple[str, str, int, int]
] = {  # ICD 203: one row of words, the other, per cent from and to
    "almost-no-chance": ("almost no chance", "remote", 1, 5),
    "very-unlikely": ("very unlikely", "highly improbable", 5, 20),
    "unlikely": ("unlikely", "improbable", 20, 45),
    "roughly-even-chance": ("roughly even chance", "roughly even odds", 45, 55),
    "likely": ("likely", "probable", 55, 80),
    "very-likely": ("very likely", "highly probable", 80, 95),
    "almost-certain": ("almost certain", "nearly certain", 95, 99),
}
CREDIBILITY = {  # Admiralty scale, second axis
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


class BadAssessment(ValueError):
    """A judgement that the register does not take; the message says what is allowed."""


def assess(of: Assessment) -> Assessment:
    """The same, if it judges something, says how, and leaves its review to somebody else. Raises BadAssessment."""
    if not of.method.strip():
        raise BadAssessment(f"{of.by} judges {of.about} without saying how; give the method")
    if of.likelihood is None and of.credibility is None:
        raise BadAssessment(
            f"{of.by} judges nothing about {of.about}; give a likelihood ({', '.join(BANDS)}) or a credibility (1 to 6)"
        )
    if of.confidence is not None and of.likelihood is None:
        raise BadAssessment(
            f"{of.by} gives a confidence without a likelihood; it is confidence in that"
        )
    if of.reviewed_by == of.by:
        raise BadAssessment(f"{of.by} reviews their own assessment; a second person reviews it")
    return of


def review(of: Assessment, by: str, at: datetime, *, agrees: bool, note: str | None) -> Review:
    """What `by` makes of an assessment. Raises BadAssessment where it is their own, or a dissent without reason."""
    if by == of.by:
        raise BadAssessment(f"{by} wrote this assessment; a second person reviews it")
    if not agrees and not (note or "").strip():
        raise BadAssessment(f"{by} dissents without a reason; say why")
    return Review(assessment=name_of(of), by=by, at=at, agrees=agrees, note=note)


def judged(of: Assessment, reviews: Iterable[Review] = ()) -> str:
    """An assessment in one line: likelihood and confidence apart, who reviewed it, who dissents and why."""
    said = [f"{of.by}, {of.at:%Y-%m-%d %H:%MZ}, {of.method}"]
    if of.likelihood is not None:
        words, _, low, high = BANDS[of.likelihood]
        said.append(f"{words} ({low} to {high} %)")
    if of.confidence is not None:
        said.append(f"confidence in this: {of.confidence}")
    if of.credibility is not None:
        said.append(f"credibility {of.credibility} ({CREDIBILITY[of.credibility]})")
    of_it = [r for r in reviews if r.assessment == name_of(of)]
    agreed = [*filter(None, [of.reviewed_by]), *(r.by for r in of_it if r.agrees)]
    said.append(f"reviewed by {', '.join(agreed)}" if agreed else "not reviewed")
    said += [f"dissent: {d}" for d in of.dissent]
    said += [f"{r.by} dissents: {r.note}" for r in of_it if not r.agrees]
    return "; ".join(said)


def assessed(
    incident: Incident, assessments: Iterable[Assessment], reviews: Iterable[Review] = ()
) -> str:
    """The standing of an incident in the light of people's assessments of it.

    "Confirmed by" needs credibility 1 by one person and the agreement of another; the latest such one counts, and none
    does that somebody dissents from.
    """
    names, of_it = {name_of(incident), incident.supersedes}, list(reviews)
    confirming = [
        one
        for one in assessments
        if one.about in names and one.credibility == 1 and agreed(one, of_it)
    ]
    latest = max(confirming, key=lambda one: one.at, default=None)
    origins = max((happening.origins for happening in incident.happenings), default=1)
    contested = any(question.resolution is None for question in incident.questions)
    return standing(origins, contested=contested, confirmed_by=latest.by if latest else None)


def agreed(of: Assessment, reviews: Iterable[Review]) -> bool:
    """Whether another person than its author agrees with an assessment, and nobody dissents."""
    about = [r for r in reviews if r.assessment == name_of(of) and r.by != of.by]
    return all(r.agrees for r in about) and (bool(about) or of.reviewed_by not in (None, of.by))
