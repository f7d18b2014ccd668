"""Who did what to whom: the tasks sentences, triples and petrarch, from a reading alone."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import tocsin.reading
from measure.tasks.tools import kit, reading, report
from tocsin.atlas import Entry
from tocsin.reading import Kit
from tocsin.records import Actor, Event, Reading

Row = dict[str, Any]
SETTLED = frozenset(["actual", "alleged", "future", "historical"])


def sentences(row: Row) -> Row:
    """The events of a sentence with the spans of who and to whom."""
    said = reading(report(row["text"], published=row.get("date")))
    return {"id": row["id"], "events": [_spanned(e) for e in _events(said)]}


def triples(row: Row) -> Row:
    """The events of a text with countries and sectors."""
    said = reading(report(row["text"], published=row.get("date")))
    return {"id": row["id"], "events": [_coded(e) for e in _events(said) if e.reality in SETTLED]}


def petrarch(row: Row) -> Row:
    """The events of a text with actor codes; the invented actors are given where the set has them."""
    tools = _kit_with(row.get("folder"))
    said = tocsin.reading.read(report(row["text"], published=row.get("date")), tools)
    return {"id": row["id"], "events": [_dyads(e) for e in _events(said) if e.reality in SETTLED]}


def _events(said: Reading) -> list[Event]:
    return [c.says for c in said.claims if isinstance(c.says, Event) and c.says.category != "STATE"]


def _spanned(e: Event) -> Row:
    return {
        "category": e.category,
        "initiators": [{"start": a.start, "end": a.end} for a in e.initiators],
        "recipients": [{"start": a.start, "end": a.end} for a in e.recipients],
    }


def _coded(e: Event) -> Row:
    return {
        "category": e.category,
        "mode": e.mode,
        "initiators": [_country(a) for a in e.initiators if a.country],
        "recipients": [_country(a) for a in e.recipients if a.country],
    }


def _country(a: Actor) -> Row:
    return {"country": a.country, "sector": a.sector}


def _dyads(e: Event) -> Row:
    return {
        "category": e.category,
        "initiators": [{"code": _code(a)} for a in e.initiators if _code(a)],
        "recipients": [{"code": _code(a)} for a in e.recipients if _code(a)],
    }


def _code(a: Actor) -> str:
    whole = a.country or ""
    return whole if a.sector and whole.endswith(a.sector) else whole + (a.sector or "")


@cache
def _kit_with(folder: str | None) -> Kit:
    given = Path(folder) / "invented_actors.json" if folder else None
    if given is None or not given.is_file():
        return kit()
    actors = json.loads(given.read_text("utf-8"))["actors"]
    more = {name: tuple(map(_entry, a["codes"])) for a in actors for name in a["names"]}
    return tocsin.reading.kit("en", kit().parser, kit().gazetteer, more=more)


def _entry(code: Row) -> Entry:
    since, until = code.get("since") or code.get("from"), code.get("until") or code.get("to")
    return Entry(code["code"], "country", code["code"], since=since, until=until)
