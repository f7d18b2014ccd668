"""Answers about several reports at once: which tell one story, which are copies, how their casualty figures stand."""

from collections.abc import Iterator, Sequence
from typing import Any

from tocsin import stories
from tocsin.reading.dates import dates
from tocsin.reading.quantities import quantities
from tocsin.records import Claim, Counted, Published, Reading, Report, Says, passage

Row = dict[str, Any]


def grouping(rows: Sequence[Row], order: Sequence[int] | None = None) -> Iterator[Row]:
    """`{"id", "story"}` for every row; `order` gives the places of `rows` in the order in which they arrive."""
    arrived = [rows[place] for place in order] if order is not None else rows
    gathered = stories.gather([(row["id"], report(row)) for row in arrived])
    return ({"id": name, "story": s.id} for s in gathered.stories for name in s.reports)


def copies(rows: Sequence[Row]) -> Iterator[Row]:
    """One row a pair: `{"a", "b", "containment", "origin"}`."""
    for copy in stories.copies([(row["id"], report(row)) for row in rows]):
        yield {
            "a": copy.a,
            "b": copy.b,
            "containment": copy.containment / 1000,
            "origin": copy.b,
        }


VAGUE = frozenset({"dozens", "hundreds", "thousands", "scores"})  # the gold keeps these as words
KINDS = ("killed", "injured", "arrested", "missing")


def compare(row: Row) -> Row:
    """The casualty figures about the story's own happening, and how its reports stand: `{"id", "claims", "status"}`."""
    reports = {doc["id"]: report(doc) for doc in row["docs"]}
    readings = {name: _counted(name, text) for name, text in reports.items()}
    facts = [f for f in stories.figures(reports.items(), readings) if f.property in KINDS]
    numbers = {c.passage: c.says for r in readings.values() for c in r.claims}
    claims = [
        {
            "doc": p.report,
            "kind": f.property,
            "value": _value(numbers[p]),
            "start": p.start,
            "end": p.end,
        }
        for f in facts
        for answer in f.answers
        for p in answer.passages
    ]
    status = [
        {"kind": f.property, "status": "agree" if f.status == "silent" else f.status} for f in facts
    ]
    return {"id": row["id"], "claims": claims, "status": status}


def _counted(name: str, of: Report) -> Reading:
    """A reading of the numbers and times of a report alone."""
    found = dates(of.text, of.published.value if of.published else None)
    claims = [
        Claim(passage=passage(name, of.text, start, end), says=Counted(quantity=q), rule="quantity")
        for start, end, q in quantities(of.text, dates=found)
    ]
    return Reading(report=name, reader="numbers", claims=tuple(claims), dates=found)


def _value(said: Says) -> int | str | None:
    """The number as the gold writes it: the first that was given."""
    if not isinstance(said, Counted):
        return None
    q = said.quantity
    if q.qualifier in VAGUE:
        return q.qualifier
    given = [n for n in (q.best, q.low, q.high) if n is not None]
    return given[0] if given else None


def report(row: Row) -> Report:
    """A row as intake would give it."""
    day = str(row.get("date") or "")[:10]
    return Report(
        title=row.get("title"),
        text=row["text"],
        language=row.get("lang", "en"),
        digest="",
        text_digest="",
        source=row.get("outlet"),
        published=Published(value=day, precision="day", how="given") if day else None,
    )
