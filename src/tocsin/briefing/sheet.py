"""What a product is made of: sentences that name their passages, in groups, in sections, on a sheet."""

from datetime import datetime
from typing import Literal

from tocsin.records import Integer, Passage, PlacePrecision, Point, Relation, Word

How = Literal[
    "named",  # these words stand in one of the passages
    "coded",  # a reading resolved a mention to this; the passages are the mentions
    "dated",  # an EDTF value said in words; the passages are where it was read
    "counted",  # a number of reports or origins, never more than the reports behind it
    "stated",  # a field of a report: its outlet, headline, date
    "listed",  # a line of a table outside the reports; `source` names it
    "fixed",  # a word of our own table of acts
    "recorded",  # a field of the register or of a story, kept as it stands there
]
Kind = Literal["story", "incident"]
Mark = Literal["agrees", "differs", "contradicts", "silent", "open"]


class Item(Word):
    """One value in a slot: its words, how they came about, and which passages of the sentence carry it.

    `value` is the value before it was put into words (an EDTF date); `source` the table of a listed value,
    or the report of a stated one.
    """

    text: str
    how: How
    passages: tuple[Integer, ...] = ()
    value: str | None = None
    source: str | None = None


class Slot(Word):
    """A place in a template and what fills it, several items being joined as "A, B and C"."""

    name: str
    items: tuple[Item, ...]


class Sentence(Word):
    """One sentence: the template it was built from, what fills it, and the passages all of that leads to.

    `notes` are numbers of the sheet's sources. The template of a quotation begins with "quote".
    """

    text: str
    template: str
    slots: tuple[Slot, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[Integer, ...] = ()
    reality: str | None = None


class Group(Word):
    """Sentences that belong together: under a happening, a party or a question."""

    sentences: tuple[Sentence, ...]
    head: Sentence | None = None
    mark: Mark | None = None


class Section(Word):
    """A part of a sheet; `id` is stable, `title` is for people."""

    id: str
    title: str
    groups: tuple[Group, ...] = ()


class Column(Word):
    """An outlet of the side-by-side table; `note` is its number among the sources."""

    note: Integer
    outlet: str
    date: str | None = None


class Cell(Word):
    """What one outlet says of one property, in its own words.

    For wording, `by` names who calls it so for each of `words`; "" is the outlet itself.
    """

    mark: Mark
    words: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


class Line(Word):
    """A row of the side-by-side table: a property, or what a thing is called. `under` names its happening."""

    label: str
    cells: tuple[Cell, ...]
    kind: Literal["fact", "wording"] = "fact"
    under: str | None = None
    status: Relation | None = None


class SideBySide(Word):
    """Outlets side by side: as many cells in each line as there are columns."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


class Spot(Word):
    """A place where something happened, as finely as the reports say it."""

    name: str
    point: Point
    precision: PlacePrecision
    lines: tuple[str, ...]
    passages: tuple[Passage, ...]
    dates: tuple[str, ...] = ()


class Moment(Word):
    """A happening on the line of time: its EDTF date and what is said of it."""

    date: str
    text: str
    reality: str = "actual"
    passages: tuple[Passage, ...] = ()


class Credit(Word):
    """A report among the sources: who published it, when, its digest, and what is to be known of its health."""

    number: Integer
    report: str
    outlet: str
    digest: str
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    flags: tuple[str, ...] = ()
    origin: Integer | None = None


class Brief(Word):
    """A sheet that leaves the house: a story or an incident, every sentence with its passages."""

    kind: Kind
    id: str
    title: Sentence
    as_of: datetime
    reader: str
    sections: tuple[Section, ...]
    sources: tuple[Credit, ...]
    standfirst: tuple[Sentence, ...] = ()
    table: SideBySide | None = None
    spots: tuple[Spot, ...] = ()
    moments: tuple[Moment, ...] = ()


class Digest(Word):
    """The front of a day, and its stories, heaviest first.

    `whole`: the forms write every brief after the front; otherwise a few lines of each story stand on the front.
    """

    as_of: datetime
    reader: str
    highlights: tuple[Sentence, ...]
    briefs: tuple[Brief, ...]
    whole: bool = False
    labels: tuple[Group, ...] = ()
    moved: tuple[Sentence, ...] = ()
