"""Counts of a story that its readings do not have: people killed, hurt, arrested … as a language of the gloss tells them."""

from msgspec import structs

from tocsin.records import Actor, Claim, Counted, Quote, Reading, Report, passage
from tocsin.stories.concepts import glossed
from tocsin.stories.lines import lines
from tocsin.stories.tallies import EFFECTS, tallies

READ = "en"  # the language whose counts a grammar reads
RULE = "stories:tally"


def with_counts(name: str, report: Report, reading: Reading) -> Reading:
    """A reading with a claim for each count of people that it does not have yet; its own claims stand."""
    language = (report.language or "en")[:2]
    if language == READ or not glossed(language):
        return reading
    known = [
        c.passage
        for c in reading.claims
        if isinstance(c.says, Counted) and c.says.quantity.kind in EFFECTS
    ]
    found = [
        Claim(
            passage=passage(name, report.text, t.start, t.end),
            says=Counted(quantity=t.quantity),
            rule=RULE,
            speaker=_speaker(reading, t.start),
        )
        for line in lines(name, report, reading)
        for t in tallies(line, report.text)
        if t.quantity.kind in EFFECTS and not any(p.start <= t.at < p.end for p in known)
    ]
    return structs.replace(reading, claims=(*reading.claims, *found)) if found else reading


def _speaker(reading: Reading, at: int) -> Actor | None:
    """Who is quoted where a count stands: by the shortest quote around it."""
    around = [
        (c.passage.end - c.passage.start, c.speaker)
        for c in reading.claims
        if isinstance(c.says, Quote) and any(s.start <= at < s.end for s in c.says.content)
    ]
    return min(around, key=lambda a: a[0])[1] if around else None
