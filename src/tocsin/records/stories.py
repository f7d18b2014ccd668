"""Reports side by side: copies, origins, stories, happenings, facts."""

from typing import Literal

from tocsin.records.claims import Of
from tocsin.records.reports import Passage
from tocsin.records.word import Integer, Word

Relation = Literal["agree", "compatible", "update", "scope", "differ", "contradict", "silent"]
Direction = Literal["copy of", "shortened from", "updated from"]


class Copy(Word):
    """Report `a` repeats report `b`: how much of the smaller text (thousandths), which way, and the shared passages."""

    a: str
    b: str
    containment: Integer
    direction: Direction
    passages: tuple[Passage, ...] = ()


class Origin(Word):
    """Reports that go back to one text, one agency or one named witness; `reason` says which. Counts once."""

    reports: tuple[str, ...]
    reason: str


class Join(Word):
    """Why a report stands in a story: the report, the one it was joined to, and the features that decided."""

    report: str
    to: str
    reasons: tuple[str, ...]


class Wording(Word):
    """What one outlet or speaker calls an actor, an act or a place: word for word, where, and for whom it speaks."""

    of: Of
    target: str | None
    words: str
    passage: Passage
    speaker: str | None = None


class Answer(Word):
    """One value given for a property, by which claims (their passages) and from how many independent origins.

    `value` is EDTF for "when", a place for "where", a number or an interval for counts, names for "who".
    `speakers` are those who say so where it is not the outlets' own voice.
    """

    value: str
    passages: tuple[Passage, ...]
    origins: Integer
    speakers: tuple[str, ...] = ()


class Fact(Word):
    """A property of a happening with every answer it got and how the answers stand to one another."""

    property: str
    status: Relation
    answers: tuple[Answer, ...]
    why: str | None = None


class Party(Word):
    """Who took part in a happening: a country or an organisation, or else a name, and on which side."""

    name: str
    side: Literal["initiator", "recipient"]
    code: str | None = None


class Happening(Word):
    """The claims of a story that speak of one event in the world."""

    category: str
    passages: tuple[Passage, ...]
    mode: str | None = None
    reality: str = "actual"
    parties: tuple[Party, ...] = ()
    date: str | None = None
    place: str | None = None
    country: str | None = None
    facts: tuple[Fact, ...] = ()
    origins: Integer = 1


class Story(Word):
    """Reports of one happening or one news development. `id` never changes silently; `joins` keep why each report is here."""

    id: str
    title: str
    reports: tuple[str, ...]
    origins: tuple[Origin, ...]
    first: str | None = None
    last: str | None = None
    joins: tuple[Join, ...] = ()
    happenings: tuple[Happening, ...] = ()
    wording: tuple[Wording, ...] = ()
