"""What the pages are made from: the stories of a day, their reports and readings, and this node's register."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from tocsin.atlas import countries, country_name, family
from tocsin.briefing import Brief, brief
from tocsin.briefing import incident as sheet_of
from tocsin.desk.day import Day, dossier
from tocsin.desk.node import node
from tocsin.ledger.shelves import Found, Question
from tocsin.records import Event, Happening, Incident, Reading, Report, Story
from tocsin.register import Step, history

ACCORD = {  # relation of a fact -> the mark it counts for
    "agree": "agree", "compatible": "agree", "update": "differ", "scope": "differ", "differ": "differ",
    "contradict": "contradict",
}  # fmt: skip

LAST = 60  # records of the log that its page lists


class Row(NamedTuple):
    """A story on the Watch: what its line shows, all of it counted from the story and its reports."""

    story: Story
    title: str
    outlets: int
    languages: tuple[str, ...]
    carried: int
    accord: Mapping[str, int]
    families: tuple[tuple[str, str], ...]
    where: str | None
    who: str
    moved: str | None


class House:
    """The rooms' records in one place, for as long as the desk is up."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.whole = dossier(day.reports, day.readings, day.gathered)
        self.stories = {story.id: story for story in day.stories}
        self._briefs: dict[str, Brief] = {}

    @property
    def reports(self) -> Mapping[str, Report]:
        """Every report by name."""
        return self.day.reports

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The stories as the Watch lists them, the last to move first."""
        rows = [self._row(story) for story in self.day.stories]
        return tuple(sorted(rows, key=lambda row: row.moved or "", reverse=True))

    @cached_property
    def story_of(self) -> Mapping[str, str]:
        """The story that each report stands in."""
        return {name: story.id for story in self.day.stories for name in story.reports}

    def brief(self, story: str) -> Brief:
        """The sheet of a story; KeyError if there is no such story."""
        if story not in self._briefs:
            self._briefs[story] = brief(self.whole, self.stories[story])
        return self._briefs[story]

    def reading(self, report: str) -> Reading | None:
        """What was read in a report."""
        return self.day.readings.get(report)

    def _row(self, story: Story) -> Row:
        reports = {name: self.reports[name] for name in story.reports if name in self.reports}
        told = [h for h in story.happenings if h.reality in ("actual", "alleged")]
        statuses = Counter(ACCORD.get(f.status) for h in story.happenings for f in h.facts)
        return Row(
            story=story,
            title=self.brief(story.id).title.text,
            outlets=len({r.source or name for name, r in reports.items()}),
            languages=tuple(sorted({r.language for r in reports.values() if r.language})),
            carried=len(story.reports) - len(story.origins),
            accord={mark: statuses.get(mark, 0) for mark in ("agree", "differ", "contradict")},
            families=self._families(story),
            where=_where(told[0]) if told else None,
            who=_parties(told[:3]),
            moved=story.last,
        )

    def _families(self, story: Story) -> tuple[tuple[str, str], ...]:
        """The act families that events of the story are coded in, in the order of how often."""
        found = Counter(
            (one.id, one.title)
            for name in story.reports
            for claim in (self.day.readings[name].claims if name in self.day.readings else ())
            if isinstance(claim.says, Event)
            for one in family(claim.says)
        )
        return tuple(key for key, many in found.most_common() if many > 1)


def _where(happening: Happening) -> str | None:
    """The place of a happening, else its country's name."""
    if happening.place or not happening.country:
        return happening.place
    return country_name(happening.country)


def _parties(happenings: Iterable[Happening]) -> str:
    known = countries()
    names = (
        known[p.code].name if p.code and p.code in known else p.name
        for h in happenings
        for p in h.parties
    )
    return ", ".join(list(dict.fromkeys(names))[:5])


class Entry(NamedTuple):
    """An incident of this node's register with its sheet, its history and the name it is sealed under."""

    name: str
    incident: Incident
    sheet: Brief
    steps: tuple[Step, ...]


def register() -> dict[str, tuple[str, Incident]]:
    """The newest version of every incident of this node."""
    with node() as here:
        return here.incidents()


def entry(number: str) -> Entry | None:
    """One incident of this node; None if there is none of that number."""
    with node() as here:
        found = here.incidents().get(number)
        if found is None:
            return None
        cited = here.cited(found[1])
        versions = here.versions(number)
    readings = {name: one.reading for name, one in cited.items() if one.reading}
    whole = dossier({n: c.report for n, c in cited.items()}, readings, incidents=(found[1],))
    return Entry(found[0], found[1], sheet_of(whole, found[1]), tuple(history(versions)))


def shelved(name: str) -> tuple[Report, Reading | None] | None:
    """A report of the shelf, with its reading."""
    with node() as here:
        found = here.report(name)
    return None if found is None else (found.report, found.reading)


def found(asked: Question, after: int | None) -> Found:
    """What the shelf holds of a question."""
    with node() as here:
        return here.shelf.find(asked, 50, after)


class Log(NamedTuple):
    """Where this node's log stands: its name, how many records it holds, its root, the last of them."""

    origin: str
    size: int
    root: str
    last: tuple[tuple[int, str, str], ...]


def log() -> Log:
    """The head of this node's log and the names of its last records."""
    with node() as here:
        head = here.ledger.head()
        entries = list(here.ledger.scan(since=max(0, head.size - LAST)))
    last = tuple((e.index, type(e.kept.word).__name__.lower(), e.name) for e in reversed(entries))
    return Log(head.origin, head.size, head.root, last)
