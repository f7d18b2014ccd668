"""Outlets side by side: what each says of every property, in its own words, and what it calls things."""

from collections.abc import Iterable, Mapping, Sequence

from tocsin.atlas import date_words, weightiest
from tocsin.briefing.compose import Numbers, quotable
from tocsin.briefing.contested import MARKS, PARTED
from tocsin.briefing.credits import numbered, ordered
from tocsin.briefing.dossier import Dossier, outlet
from tocsin.briefing.excerpt import excerpt
from tocsin.briefing.known import property_name
from tocsin.briefing.lines import label, uncoded
from tocsin.briefing.sheet import Cell, Column, Line, Mark, SideBySide
from tocsin.records import Answer, Fact, Happening, Passage, Story, Wording

ROOM = 72
CLOSE = 44
MOST = 2
UNCOMPARED = frozenset(
    ("called", "said", "told alike", "capacity")
)  # they stand elsewhere in a brief
UNSAID = "of what, is not said"


def table(dossier: Dossier, story: Story) -> SideBySide:
    """The side-by-side table of a story: a column for each report held, a line for each property and target."""
    names = ordered(dossier, story.reports)
    numbers = numbered(names)
    lines: list[Line] = []
    for happening in weightiest(story.happenings):
        if len(names) > 1 and _compared(happening):
            lines += _of_happening(dossier, happening, names, numbers)
    lines += _of_wording(story.wording, names)
    return SideBySide(
        columns=tuple(_column(dossier, n, numbers[n]) for n in names), lines=tuple(lines)
    )


def facts_table(
    dossier: Dossier, facts: tuple[Fact, ...], names: tuple[str, ...], under: str
) -> SideBySide:
    """The table of an incident's facts: a column for each report held, a line for each fact with answers."""
    numbers = numbered(names)
    lines = tuple(_of_fact(dossier, fact, names, under) for fact in facts if fact.answers)
    return SideBySide(columns=tuple(_column(dossier, n, numbers[n]) for n in names), lines=lines)


def _column(dossier: Dossier, name: str, number: int) -> Column:
    report = dossier.reports[name]
    date = date_words(report.published.value[:10]) if report.published else None
    return Column(note=number, outlet=outlet(report), date=date)


def _of_happening(
    dossier: Dossier, happening: Happening, names: tuple[str, ...], numbers: Numbers
) -> list[Line]:
    under = "; ".join(s.text for s in label(dossier, happening, numbers))
    cells = _cells(dossier, names, _by_report(happening.passages), {}, "agrees")
    told = [Line(label="reported", cells=cells, under=under)] if not uncoded(happening) else []
    facts = _once([f for f in happening.facts if f.property not in UNCOMPARED and _worth(f)])
    return [*told, *(_of_fact(dossier, fact, names, under) for fact in facts)]


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """Of several facts of one property the first, and those whose answers part."""
    first = {f.property: f for f in reversed(facts)}
    return [f for f in facts if f is first[f.property] or f.status in PARTED]


def _compared(happening: Happening) -> bool:
    """Whether two reports tell of a happening, or one report answers in two ways."""
    reports = {p.report for p in happening.passages}
    return len(reports) > 1 or any(f.status in PARTED for f in happening.facts)


def _worth(fact: Fact) -> bool:
    reports = {p.report for a in fact.answers for p in a.passages}
    return len(reports) > 1 or fact.status in PARTED


def _of_fact(dossier: Dossier, fact: Fact, names: tuple[str, ...], under: str) -> Line:
    passages = _by_report(p for a in fact.answers for p in a.passages)
    answers = {p: a for a in fact.answers for p in a.passages}
    cells = _cells(dossier, names, passages, answers, MARKS[fact.status])
    return Line(label=property_name(fact.property), cells=cells, under=under, status=fact.status)


def _cells(
    dossier: Dossier,
    names: tuple[str, ...],
    passages: Mapping[str, list[Passage]],
    answers: Mapping[Passage, Answer],
    mark: Mark,
) -> tuple[Cell, ...]:
    cells = []
    for name in names:
        here = passages.get(name, [])
        words = dict.fromkeys(
            excerpt(dossier, p, answers.get(p), CLOSE if p in answers else ROOM) for p in here
        )
        cells.append(
            Cell(mark=mark if here else "silent", words=tuple(words)[:MOST], passages=tuple(here))
        )
    return tuple(cells)


def _by_report(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for p in passages:
        found.setdefault(p.report, []).append(p)
    return found


def _of_wording(wording: tuple[Wording, ...], names: tuple[str, ...]) -> list[Line]:
    targets: dict[tuple[str, str], list[Wording]] = {}
    for w in wording:
        targets.setdefault((w.of, w.target or UNSAID), []).append(w)
    return [_wording_line(target, said, names) for (_, target), said in targets.items()]


def _wording_line(target: str, said: list[Wording], names: tuple[str, ...]) -> Line:
    different = len({quotable(w.words).casefold() for w in said}) > 1
    said_as: Mark = "open" if target == UNSAID else "differs" if different else "agrees"
    cells = []
    for name in names:
        here = [w for w in said if w.passage.report == name]
        words = dict.fromkeys((quotable(w.words), w.speaker or "") for w in here)
        mark: Mark = "silent" if not here else said_as
        cells.append(
            Cell(
                mark=mark,
                words=tuple(said for said, _ in words),
                by=tuple(by for _, by in words),
                passages=tuple(w.passage for w in here),
            )
        )
    return Line(label=quotable(target), cells=tuple(cells), kind="wording")
