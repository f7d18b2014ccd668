"""The register: incidents, questions, assessments, evidence and custody."""

from datetime import datetime
from typing import Literal

from tocsin.records.claims import Point, Quantity
from tocsin.records.reports import Passage
from tocsin.records.seals import Marking
from tocsin.records.stories import Answer, Fact, Happening
from tocsin.records.word import Integer, Word

Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
]
CustodyAct = Literal[
    "collected",
    "ingested",
    "hashed",
    "accessed",
    "copied",
    "exported",
    "transferred",
    "derived",
    "redacted",
    "verified",
    "failed_check",
    "moved",
    "deleted",
    "restored",
]


class Assessment(Word):
    """Somebody's judgement about a claim, fact, source or incident: ICD 203 likelihood, confidence, credibility 1-6.

    `nonce` is as in Incident.
    """

    about: str
    by: str
    at: datetime
    method: str
    likelihood: Likelihood | None = None
    confidence: Literal["low", "moderate", "high"] | None = None
    credibility: Literal[1, 2, 3, 4, 5, 6] | None = None
    inputs: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    reviewed_by: str | None = None
    nonce: str | None = None


class Review(Word):
    """What a second person makes of an assessment: they agree, or they dissent and say why."""

    assessment: str
    by: str
    at: datetime
    agrees: bool
    note: str | None = None


class Sameness(Word):
    """Somebody's judgement whether two incidents (their numbers) are one; the newest about a pair counts."""

    a: str
    b: str
    verdict: Literal["same", "different", "unsure"]
    by: str
    at: datetime
    reason: str


class Question(Word):
    """A contradiction kept open: the property, its answers, what would settle it, and an Assessment's name or None."""

    property: str
    answers: tuple[Answer, ...]
    would_settle: str | None = None
    resolution: str | None = None


class Called(Word):
    """A cell of the characterisation matrix: a party said, was asked, or was not asked; with the words and the passage.

    `note` is what stands beside words that have no agreed definition.
    """

    party: str
    state: Literal["said", "asked", "not asked"]
    words: str | None = None
    passage: Passage | None = None
    norm: str | None = None
    asked_on: str | None = None
    note: str | None = None


class Engaged(Word):
    """A norm that bears on an incident: invoked by a speaker, or only hinted at by wording; never our finding.

    `said` is how the speaker says it bears, `caution` where a reading goes beyond the text; `unchecked` marks a
    citation from memory.
    """

    norm: str
    by: str | None = None
    hint: bool = False
    passage: Passage | None = None
    said: str | None = None
    caution: str | None = None
    unchecked: bool = False


class Member(Word):
    """A member affected, its status in the organisation on the day, and what the status rests on."""

    country: str
    org: str
    status: str | None
    on: str | None
    source: str | None = None


class Evidence(Word):
    """Captured bytes named by their SHA-256 (hex), their size and media type, and the part they play."""

    digest: str
    size: Integer
    media_type: str
    role: Literal["evidentiary", "working copy"] = "evidentiary"
    report: str | None = None
    title: str | None = None
    url: str | None = None


class Attached(Word):
    """A file that comes with a notification: its digest, and who collected it, when and how, as the member says."""

    digest: str
    size: Integer
    media_type: str
    title: str
    collected_by: str | None = None
    collected_at: str | None = None
    how: str | None = None


class Notification(Word):
    """What a member tells the others happened: its words, never facts of ours. `when` is EDTF, `sigs` are by its keys.

    `category` and `called` are the member's; `asks` is what it asks of the others.
    """

    member: str
    title: str
    text: str
    at: datetime
    when: str | None = None
    where: str | None = None
    point: Point | None = None
    category: str | None = None
    called: tuple[str, ...] = ()
    effects: tuple[Quantity, ...] = ()
    attached: tuple[Attached, ...] = ()
    marking: Marking | None = None
    asks: str | None = None
    held: Literal["own", "hosted"] | None = None
    sigs: tuple[str, ...] = ()


class Custody(Word):
    """One step in the keeping of a piece of evidence: what was done, by whom, when. `nonce` is as in Incident."""

    evidence: str
    act: CustodyAct
    by: str
    at: datetime
    note: str | None = None
    nonce: str | None = None


class Incident(Word):
    """An entry of the register. A version is never edited; the next one names it in `supersedes`.

    `category` is as alleged by `alleged_by`; `standing` is a word of the declared table, never a bare score.
    `nonce` is random text that keeps others from guessing the record until its name comes out; without it
    nothing of a record can be withheld from a copy.
    """

    number: str
    title: str
    opened_at: datetime
    opened_by: str
    happenings: tuple[Happening, ...]
    category: str | None = None
    alleged_by: tuple[str, ...] = ()
    affected: tuple[Member, ...] = ()
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    called: tuple[Called, ...] = ()
    norms: tuple[Engaged, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    standing: str = "reported by one origin"
    status: Literal["proposed", "open", "closed"] = "open"
    supersedes: str | None = None
    note: str | None = None
    revised_at: datetime | None = None
    revised_by: str | None = None
    nonce: str | None = None


class Tombstone(Word):
    """What stands where something was deleted: its name and digest, the reason and the legal basis."""

    name: str
    digest: str
    reason: str
    basis: str
    by: str
    at: datetime
