"""One report read: the steps in their order, and the claims they make put together."""

from msgspec import structs

from tocsin.reading.actors import Cast
from tocsin.reading.events import events
from tocsin.reading.kit import Kit
from tocsin.reading.sentences import sentences
from tocsin.reading.statements import statements
from tocsin.reading.tree import Tree
from tocsin.records import Claim, Reading, Report, name_of, passage


def read(report: Report, kit: Kit) -> Reading:
    """All claims of a report, in the order of its text. The same report and kit always give the same reading."""
    name = name_of(report)
    split = list(sentences(report.text, report.skip))
    kept = [s for s in split if kit.gate.opens(report.text[s.start : s.end])]
    known = kit.lexicon.bases if kit.lexicon else frozenset()
    parsed = list(kit.parser.parse(report.text, kept)) if kit.parser else []
    trees = [Tree(p, known) for p in parsed]
    on = report.published.value[:10] if report.published else None
    cast = Cast.of(report.text, trees, kit, on)
    said = statements(name, report.text, split, trees, kit.language, cast)
    claims = list(said.claims)
    for tree in trees:
        if kit.lexicon:
            for event in events(tree, cast, kit.lexicon):
                s = tree.sentence
                voice = said.attribution.at(event.act.start, event.act.end)
                heard = voice.alleged and event.reality == "actual"
                claims.append(
                    Claim(
                        passage=passage(name, report.text, s.start, s.end),
                        says=structs.replace(event, reality="alleged") if heard else event,
                        rule=event.rule,
                        speaker=voice.speaker,
                        via=voice.via,
                    )
                )
    claims.sort(key=lambda c: (c.passage.start, c.passage.end))
    return Reading(report=name, reader=kit.reader, claims=tuple(claims), hints=said.hints)
