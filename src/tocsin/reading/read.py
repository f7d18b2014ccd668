"""One report read: the steps in their order, and the claims they make put together."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import structs

from tocsin.reading.actors import Cast
from tocsin.reading.attach import date_of, effects_of, place_of
from tocsin.reading.attribution import Attribution
from tocsin.reading.besides import PHYSICAL, Besides
from tocsin.reading.blame import blames
from tocsin.reading.capitals import capitals
from tocsin.reading.casing import restored
from tocsin.reading.dates import dates
from tocsin.reading.events import events
from tocsin.reading.harms import harms
from tocsin.reading.harmwords import bases
from tocsin.reading.kit import Kit
from tocsin.reading.parts import Parts
from tocsin.reading.places import places
from tocsin.reading.quantities import Told, quantities
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.statements import Statements, statements
from tocsin.reading.tree import Tree
from tocsin.reading.unmarked import Bare
from tocsin.reading.unparsed import unparsed
from tocsin.records import (
    Claim,
    Counted,
    Dated,
    Doer,
    Event,
    Harm,
    Place,
    Reading,
    Report,
    name_of,
    passage,
)

NEAR = 10  # words


class Prepared(NamedTuple):
    """What the steps before the acts make of a report; `text` is in restored case."""

    name: str
    text: str
    split: list[Sentence]
    trees: list[Tree]
    cast: Cast
    beside: Besides
    said: Statements


def prepared(report: Report, kit: Kit) -> Prepared:
    """The steps up to the acts: sentences, parse, actors, what stands beside, what is said by whom."""
    name, text = name_of(report), restored(report.text, kit.lexicon, kit.language)
    split = list(sentences(text, report.skip))
    trees = _parsed(text, split, kit)
    on = report.published.value if report.published else None
    cast = Cast.of(text, trees, kit, on[:10] if on else None)
    beside = _beside(report, text, split, trees, kit, on)
    said = statements(name, text, split, trees, kit.language, cast)
    return Prepared(name, text, split, trees, cast, beside, said)


def read(report: Report, kit: Kit) -> Reading:
    """All claims of a report, in the order of its text. The same report and kit always give the same reading."""
    if (bare := unmarked(report, kit)) is not None:
        return structs.replace(bare.back(_bare(bare.report, kit)), report=name_of(report))
    return _bare(report, kit)


def unmarked(report: Report, kit: Kit) -> Bare | None:
    """The report without the signs that the language of the kit may leave out; None where it has none."""
    return Bare.of(report, kit.plain.order.silent) if kit.plain and kit.plain.order.silent else None


def _bare(report: Report, kit: Kit) -> Reading:
    made = prepared(report, kit)
    found = [e for tree in made.trees for e in _in_tree(tree, made.cast, kit, made.beside)]
    if kit.plain is not None:
        found = list(
            unparsed(made.text, made.split, made.cast, kit.plain, kit.language, made.beside)
        )
    return composed(report, made, found, kit.reader)


def composed(
    report: Report, made: Prepared, found: Iterable[tuple[Sentence, Event]], reader: str
) -> Reading:
    """The reading of a report whose acts were found, by whatever reader, in what was prepared of it."""
    name, text, said = made.name, made.text, made.said
    claims = [*said.claims, *(_claim(name, text, s, e, said.attribution) for s, e in found)]
    claims += _counted(name, text, made.beside.counts, said.attribution)
    harmed, blamed = _harmed(text, made.trees, said.attribution)
    if text != report.text:  # read in restored case, quoted as written
        claims = [_as_written(c, report.text) for c in claims]
    claims.sort(key=lambda c: (c.passage.start, c.passage.end))
    return Reading(
        report=name, reader=reader, claims=tuple(claims), places=made.beside.places, dates=made.beside.dates,
        hints=said.hints, harms=harmed, blamed=blamed,
    )  # fmt: skip


def _as_written(c: Claim, text: str) -> Claim:
    p = c.passage
    return structs.replace(c, passage=passage(p.report, text, p.start, p.end))


def _parsed(text: str, split: list[Sentence], kit: Kit) -> list[Tree]:
    """The sentences that may hold an act, parsed; none without a parser."""
    if kit.parser is None:
        return []
    kept = [s for s in split if kit.gate.opens(text[s.start : s.end], kit.names)]
    known = kit.lexicon.bases | bases() if kit.lexicon else frozenset()
    return [Tree(p, known) for p in kit.parser.parse(text, kept)]


def _harmed(
    text: str, trees: list[Tree], attribution: Attribution
) -> tuple[tuple[Harm, ...], tuple[Doer, ...]]:
    """What was harmed by what is told in the sentences parsed, and who is said to have done so, each with who says it."""
    parts = Parts(text)
    told = (_voiced(h, attribution) for h in harms(trees, parts))
    blamed = (b for tree in trees for b in blames(tree, parts))
    return tuple(told), tuple(
        structs.replace(b, speaker=attribution.at(b.part.start, b.part.end).speaker) for b in blamed
    )


def _voiced(harm: Harm, attribution: Attribution) -> Harm:
    voice = attribution.at(harm.act.start, harm.act.end)
    unsure = voice.alleged and harm.reality == "actual"
    reality = "alleged" if unsure else harm.reality
    return structs.replace(harm, speaker=voice.speaker, reality=reality)


def _beside(
    report: Report, text: str, split: list[Sentence], trees: list[Tree], kit: Kit, on: str | None
) -> Besides:
    tokens = [t for tree in trees for t in tree.tokens] if trees else None
    read_spans = [(s.start, s.end) for s in split]
    found = places(text, kit.gazetteer, tokens, report.title, kit.language)
    meant = [c for c in capitals(text, kit.gazetteer) if not _over(c, found)]
    found = tuple(sorted([*found, *meant], key=lambda p: (p.start, p.end)))
    told = dates(text, on, kit.language)
    return Besides(
        tuple(p for p in found if _read(p.start, p.end, read_spans) and not _over(p, told)),
        tuple(d for d in told if _read(d.start, d.end, read_spans)),
        quantities(text, split, told, kit.language),
    )


def _over(place: Place, others: Iterable[Place | Dated]) -> bool:
    """Whether a place lies over another that is named, which stays what it is ("the capital of Avaria"), or over a date."""
    return any(p.start < place.end and place.start < p.end for p in others)


def _read(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether [start, end) lies in what is to be read (and not in a menu or a doubled paragraph)."""
    return any(a <= start and end <= b for a, b in spans)


def _in_tree(tree: Tree, cast: Cast, kit: Kit, beside: Besides) -> Iterator[tuple[Sentence, Event]]:
    if kit.lexicon is None:
        return
    for event in events(tree, cast, kit.lexicon):
        i = next(tree.at(event.act.start, event.act.end))
        deep = event.category in PHYSICAL
        limit = 99 if deep else NEAR  # what is said of another's act has its own place and day
        yield (
            tree.sentence,
            structs.replace(
                event,
                place=place_of(tree, i, beside.places, deep=deep, limit=limit),
                date=date_of(tree, i, beside.dates, limit),
                effects=effects_of(tree, i, beside.counts) if event.category == "ASSAULT" else (),
            ),
        )


def _claim(name: str, text: str, s: Sentence, event: Event, attribution: Attribution) -> Claim:
    voice = attribution.at(event.act.start, event.act.end)
    if voice.alleged and event.reality == "actual":
        event = structs.replace(event, reality="alleged")
    return Claim(
        passage=passage(name, text, s.start, s.end),
        says=event,
        rule=event.rule,
        speaker=voice.speaker,
        via=voice.via,
    )


def _counted(
    name: str, text: str, counts: tuple[Told, ...], attribution: Attribution
) -> Iterator[Claim]:
    for start, end, quantity in counts:
        voice = attribution.at(start, end)
        yield Claim(
            passage=passage(name, text, start, end),
            says=Counted(quantity=quantity),
            rule=f"quantities:{quantity.kind}",
            speaker=voice.speaker,
            via=voice.via,
        )
