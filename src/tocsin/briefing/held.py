"""The proof that nothing was invented: every passage stands, every slot is carried, every text is its template."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tocsin.atlas import STATUSES, date_words, loaded_words
from tocsin.briefing.compose import THE_REPORT, bare, quotable
from tocsin.briefing.dossier import NOT_NAMED, outlet
from tocsin.briefing.sheet import Brief, Digest, Group, Item, Sentence, SideBySide, Slot
from tocsin.briefing.spoken import joined, when
from tocsin.briefing.templates import (
    act_words,
    fill,
    slots_of,
    template_text,
    templates,
)
from tocsin.records import AROUND, Actor, Event, Invocation, Passage, Reading, Report, stands

_QUOTED = re.compile(r"“.*?”", re.DOTALL)


class Fault(NamedTuple):
    """What does not hold: the sentence it was found in, and why."""

    sentence: str
    why: str


Reports = Mapping[str, Report]
Readings = Mapping[str, Reading]


def held(
    sheet: Brief | Digest, reports: Reports, readings: Readings | None = None
) -> tuple[Fault, ...]:
    """What on a sheet is not carried by its reports; empty if every sentence is held.

    Checked for each sentence: the text is its template filled by its slots; every passage stands in its
    report; quoted words stand in a passage word for word; a date says the value it was read as; a count is
    never above the reports behind it; an outlet or headline is the report's own; nothing outside quotation
    marks characterises. With `readings`, names that a reading resolved are checked against its actors.
    """
    faults = [f for s in sentences_of(sheet) for f in _faults(s, reports, readings)]
    for brief in sheet.briefs if isinstance(sheet, Digest) else (sheet,):
        if brief.table is not None:
            faults += _table_faults(brief.table, reports)
        faults += [
            Fault(place.lines[0], f"{place.name}: {why}")
            for place in brief.spots
            for p in place.passages
            for why in _lost(p, reports)
        ]
    return tuple(faults)


def sentences_of(sheet: Brief | Digest) -> Iterator[Sentence]:
    """Every sentence of a sheet in the order it is read."""
    if isinstance(sheet, Digest):
        yield from (*sheet.highlights, *_grouped(sheet.labels), *sheet.moved)
        for brief in sheet.briefs:
            yield from sentences_of(brief)
        return
    yield sheet.title
    yield from sheet.standfirst
    for section in sheet.sections:
        yield from _grouped(section.groups)


def _grouped(groups: tuple[Group, ...]) -> Iterator[Sentence]:
    for group in groups:
        if group.head is not None:
            yield group.head
        yield from group.sentences


def _faults(s: Sentence, reports: Reports, readings: Readings | None) -> Iterator[Fault]:
    if not set(s.template.split("+")) <= templates().keys():
        yield Fault(s.text, f"no template {s.template!r}")
        return
    values = {slot.name: joined([item.text for item in slot.items]) for slot in s.slots}
    try:
        if fill(s.template, values) != s.text:
            yield Fault(s.text, f"is not what {s.template} makes of its slots")
    except KeyError as missing:
        yield Fault(s.text, f"the slot {missing} of {s.template} is not filled")
    if set(values) - set(slots_of(template_text(s.template))):
        yield Fault(s.text, f"has slots that {s.template} lacks")
    if found := loaded_words(_QUOTED.sub("", _own_voice(s))):
        yield Fault(s.text, f"“{found[0]}” characterises in our own voice")
    for p in s.passages:
        yield from (Fault(s.text, why) for why in _lost(p, reports))
    for slot in s.slots:
        for item in slot.items:
            yield from (
                Fault(s.text, f"{slot.name}: {why}")
                for why in _item(item, slot, s, reports, readings)
            )


def _own_voice(s: Sentence) -> str:
    """The text without values that belong to others: outlets' names, headlines, tables."""
    kept = {
        slot.name: " ".join(i.text for i in slot.items if i.how != "stated") for slot in s.slots
    }
    text = template_text(s.template)
    return f"{text} {' '.join(v for n, v in kept.items() if n != 'words')}"


def _lost(p: Passage, reports: Reports) -> Iterator[str]:
    report = reports.get(p.report)
    if report is None:
        yield f"there is no {p.report}"
    elif stands(p, report.text) != "here" or report.text[p.end : p.end + AROUND] != p.after:
        yield f"“{p.quote[:60]}” does not stand at {p.start}-{p.end} of {p.report}"


def _item(
    item: Item, slot: Slot, s: Sentence, reports: Reports, readings: Readings | None
) -> Iterator[str]:
    if any(not 0 <= number < len(s.passages) for number in item.passages):
        yield "leads to a passage that the sentence lacks"
        return
    carried = [s.passages[number] for number in item.passages]
    match item.how:
        case "named":
            yield from _named(item, carried)
        case "coded":
            yield from _coded(item, carried, readings)
        case "dated" if (
            not carried
            or item.value is None
            or item.text not in (when(item.value), date_words(item.value))
        ):
            yield f"{item.text!r} is not {item.value!r} in words, or nothing carries it"
        case "counted":
            yield from _counted(item, carried)
        case "stated":
            yield from _stated(item, reports)
        case "listed" if not item.source:
            yield f"{item.text!r} names no table"
        case "fixed" if item.text not in act_words() | {*STATUSES.values()}:
            yield f"{item.text!r} is no word for an act"
        case "recorded" if (
            item.passages == () and s.passages and s.template.startswith(("line.", "fact."))
        ):
            yield f"{item.text!r} leads to no passage"


def _named(item: Item, carried: list[Passage]) -> Iterator[str]:
    text = bare(" ".join(p.quote for p in carried))
    for piece in re.split(r" ?… ?", item.text.removeprefix("“").removesuffix("”")):
        if not carried or bare(piece) not in text:
            yield f"“{piece[:60]}” stands in none of its passages"


def _coded(item: Item, carried: list[Passage], readings: Readings | None) -> Iterator[str]:
    if not carried:
        yield f"{item.text!r} leads to no mention"
    elif readings is not None and item.value is not None:
        known = {value for p in carried for value in _values(readings.get(p.report))}
        if item.value not in known:
            yield f"no reading of its reports resolves anything to {item.value!r}"


def _values(reading: Reading | None) -> Iterator[str]:
    for claim in reading.claims if reading else ():
        actors: tuple[Actor, ...] = (claim.speaker,) if claim.speaker else ()
        match claim.says:
            case Event(initiators=by, recipients=to, place=place):
                actors += by + to
                if place is not None:
                    yield place.name
            case Invocation(norm=norm):
                yield norm
        for actor in actors:
            yield from (v for v in (actor.name, actor.country, actor.org, actor.office) if v)


def _counted(item: Item, carried: list[Passage]) -> Iterator[str]:
    count = int(item.value or 0)
    if carried and count > len({p.report for p in carried}):
        yield f"{item.text!r} is more than the reports that carry it"


def _stated(item: Item, reports: Reports) -> Iterator[str]:
    report = reports.get(item.source or "")
    if report is None:
        yield f"{item.text!r} is stated by no report"
        return
    stated = {
        "outlet": outlet(report),
        "title": " ".join((report.title or "").split()),
        "published": date_words(report.published.value[:10]) if report.published else "",
    }.get(item.value or "")
    if stated == NOT_NAMED and item.text == THE_REPORT:
        return
    if item.text != stated:
        yield f"{item.text!r} is not the {item.value} of {item.source}, {stated!r}"


def _table_faults(table: SideBySide, reports: Reports) -> Iterator[Fault]:
    for line in table.lines:
        if len(line.cells) != len(table.columns):
            yield Fault(line.label, f"{len(line.cells)} cells for {len(table.columns)} columns")
        for cell in line.cells:
            text = bare(" ".join(p.quote for p in cell.passages))
            for p in cell.passages:
                yield from (Fault(line.label, why) for why in _lost(p, reports))
            for words in cell.words:
                yield from _unsaid(line.label, words, text)


def _unsaid(label: str, words: str, text: str) -> Iterator[Fault]:
    for piece in re.split(r" ?… ?", words):
        if bare(quotable(piece)) not in text:
            yield Fault(label, f"“{piece[:60]}” is not in the words of its outlet")
