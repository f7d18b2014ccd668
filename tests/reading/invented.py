"""A league of invented states that the tests of the reading know by name, and a report told shortly."""

import hashlib
from functools import cache

from tocsin.atlas import Entry
from tocsin.reading import Kit, kit, parser, read
from tocsin.records import Actor, Event, Published, Reading, Report

STATES = {
    "Avaria": ("AVA", "Avarian", "Avarians"),
    "Brennia": ("BRE", "Brennian", "Brennians"),
    "Costmark": ("COS", "Costmarkian", "Costmarkians"),
    "Dorland": ("DOR", "Dorlandic", "Dorlanders"),
}


def names() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for name, (code, adjective, people) in STATES.items():
        found[name] = (Entry(name, "country", code),)
        found[adjective] = found[people] = (Entry(name, "demonym", code),)
    found["Northern League"] = (Entry("Northern League", "org", "IGO", "NOL"),)
    found["Avarton"] = (Entry("Avarton", "capital", "AVA", sector="GOV"),)
    return found


@cache
def reader(*, model: bool = True) -> Kit:
    return kit("en", parser() if model else None, more=names())


def report(text: str, published: str | None = None) -> Report:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    when = Published(value=published, precision="day", how="given") if published else None
    return Report(
        title=None, text=text, language="en", digest=digest, text_digest=digest, published=when
    )


def reading(text: str, *, model: bool = True) -> Reading:
    return read(report(text), reader(model=model))


def events(text: str, *, model: bool = True) -> list[Event]:
    return [c.says for c in reading(text, model=model).claims if isinstance(c.says, Event)]


def side(actors: tuple[Actor, ...]) -> str:
    return "+".join(_code(a) for a in actors) or "-"


def _code(a: Actor) -> str:
    state = a.org or a.country or ""
    return f"{state} {a.sector}".strip() if a.sector else state or a.name


def told(text: str, *, model: bool = True) -> list[str]:
    """Each event as "who | CATEGORY mode | whom | reality"."""
    return [
        f"{side(e.initiators)} | {e.category}{' ' + e.mode if e.mode else ''} | {side(e.recipients)} | {e.reality}"
        for e in events(text, model=model)
    ]
