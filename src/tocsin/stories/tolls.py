"""Which numbers are about the story's own happening: four in ten casualty figures of running news are not.

A report tells its own news by the day and the background by the month or year. So a number is taken for background
if its sentence names a month, a year or a far day, or goes on about one that did ("That quake killed …"); and a kind
of number (killed, injured, …) that no report has at its beginning, and no two give alike, is not what the story is about.
"""

import re
from collections.abc import Iterator, Sequence

from tocsin.records import Claim, Counted, Dated, Quantity
from tocsin.stories.edtf import bounds
from tocsin.stories.mentions import sentence_at
from tocsin.stories.told import Told
from tocsin.stories.words import passed_over

BEGINNING = 600  # characters of the text in which a story's own kinds of number stand
FAR = 14  # days from the day of publication
COARSE = re.compile(r"(?:[\dX]{4}|[\dX]{4}-(?:\d\d|XX)|\d{2,3}X*|[\dX]{4}-(?:SP|SU|FA|WI|Q\d))")
GOING_ON = re.compile(r"(?:That|It|They|Those|Then|He|She)\b")


def tolls(told: Told) -> tuple[Claim, ...]:
    """The claims of a number that are about the story's own happening, report by report."""
    near = [(c, n) for c, n in told.claims(Counted) if not _background(told, c)]
    kinds = {n.quantity.kind for c, n in near if c.passage.start < _beginning(told, c)}
    kinds |= _shared([(c.passage.report, n.quantity) for c, n in near])
    return tuple(c for c, n in near if n.quantity.kind in kinds)


def _shared(said: Sequence[tuple[str, Quantity]]) -> set[str]:
    """Kinds of which two reports give the same number."""
    reports: dict[tuple[str, int | None, int | None], set[str]] = {}
    for report, q in said:
        reports.setdefault((q.kind, q.low, q.best), set()).add(report)
    return {kind for (kind, _, _), told in reports.items() if len(told) > 1}


def _beginning(told: Told, claim: Claim) -> int:
    skip = passed_over(told.report[claim.passage.report])
    return BEGINNING + sum(end - start for start, end in skip if start < BEGINNING)


def _background(told: Told, claim: Claim) -> bool:
    name, text = claim.passage.report, told.report[claim.passage.report].text
    start, end = sentence_at(text, claim.passage.start)
    if any(_elsewhen(told, name, d) for d in _dates(told, name, start, end)):
        return True
    if not GOING_ON.match(text[start:end].lstrip()) or start < 2:
        return False
    before = sentence_at(text, start - 2)
    return any(_elsewhen(told, name, d) for d in _dates(told, name, *before))


def _dates(told: Told, name: str, start: int, end: int) -> Iterator[Dated]:
    dated = told.readings[name].dates if name in told.readings else ()
    return (d for d in dated if start <= d.start < end and d.type == "DATE")


def _elsewhen(told: Told, name: str, dated: Dated) -> bool:
    """Whether a time is background: a month or a year, or a day far from the report's own.

    Of a story that several languages tell, far from the days of all its reports: it is told longer.
    """
    if COARSE.fullmatch(dated.value):
        return True
    said = bounds(dated.edtf or "")
    of_news = told.days if told.languages > 1 else [name]
    days = [told.days[n] for n in of_news if n in told.days]
    return bool(said and days) and all(said and said.apart(day) > FAR for day in days)
