"""Who did what to whom: the tasks sentences, triples and petrarch, from a reading alone."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tocsin.reading
from measure.tasks.tools import kit, reading, report
from tocsin.atlas import Entry, Role, cameo_actor
from tocsin.reading import Kit
from tocsin.records import Actor, Event, Reading

Row = dict[str, Any]
MUTUAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT", "ASSAULT"])
VERBAL = frozenset(["ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"])
SETTLED = frozenset(["actual", "alleged", "future"])  # background is no event of the day


def sentences(row: Row) -> Row:
    """The events of a sentence with the spans of who and to whom."""
    said = reading(report(row["text"], published=row.get("date")))
    return {"id": row["id"], "events": [_spanned(e) for e in _events(said)]}


def triples(row: Row) -> Row:
    """The events of a text with countries and sectors."""
    said = reading(report(row["text"], published=row.get("date")))
    told = [e for e in _events(said) if e.reality in SETTLED]
    return {"id": row["id"], "events": [_coded(e) for e in _apart(told)]}


def petrarch(row: Row) -> Row:
    """The events of a text with actor codes; the invented actors are given where the set has them."""
    tools = _kit_with(row.get("folder") if row.get("set") == "unit" else None)
    said = tocsin.reading.read(report(row["text"], published=row.get("date")), tools)
    told = [e for e in _events(said) if e.reality != "historical"]  # done, denied or thinkable
    return {"id": row["id"], "events": [d for e in _apart(told) if _paired(e) for d in _dyads(e)]}


def _events(said: Reading) -> list[Event]:
    return [c.says for c in said.claims if isinstance(c.says, Event) and c.says.category != "STATE"]


def _apart(found: list[Event]) -> list[Event]:
    """Events without the acts that are only what another act is about ("condemned the attack by ...")."""
    return [e for e in found if not any(_about(e, other) for other in found)]


def _about(e: Event, other: Event) -> bool:
    mine = {(a.start, a.end) for a in e.initiators}
    theirs = {(a.start, a.end) for a in other.recipients}
    return other.category in VERBAL and other.act.start < e.act.start and bool(mine & theirs)


def _spanned(e: Event) -> Row:
    who, whom = e.initiators, e.recipients
    if len(who) > 1 and not whom and e.category in MUTUAL:  # the set writes a mutual act as a pair
        who, whom = who[:1], who[1:]
    return {
        "category": e.category,
        "initiators": [{"start": a.start, "end": a.end} for a in who],
        "recipients": [{"start": a.start, "end": a.end} for a in whom],
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


def _paired(e: Event) -> bool:
    """Whether an event has two coded parties; the set knows no others."""
    who, whom = ({_code(a) for a in side if _code(a)} for side in (e.initiators, e.recipients))
    return bool(who and whom) or len(who) > 1


def _dyads(e: Event) -> list[Row]:
    """An event as the set writes it: a meeting both ways, from its host and from its guest."""
    who, whom = _codes(e.initiators), _codes(e.recipients)
    sides = [(who, whom)]
    if e.category == "CONSULT" and whom:
        alone = len(who) == len(whom) == 1
        sides = [(who + whom, [])] if alone else [(who, whom), (whom, who)]
    what = None if e.reality == "negated" else e.category  # what was not done is none of its kind
    return [{"category": what, "initiators": a, "recipients": b} for a, b in sides]


def _codes(actors: Sequence[Actor]) -> list[Row]:
    """The codes of actors; a name of the set that stands for several ("FRO/BIL") is each of them."""
    return [{"code": c} for a in actors for c in _code(a).split("/") if c]


def _code(a: Actor) -> str:
    """An actor in the scheme of the set: CAMEO's code of an organisation, else the country, and the sector."""
    whole = (cameo_actor(a.org) if a.org else None) or a.country or ("---" if a.sector else "")
    return whole if a.sector and whole.endswith(a.sector) else whole + (a.sector or "")


@cache
def _kit_with(folder: str | None) -> Kit:
    given = Path(folder) / "invented_actors.json" if folder else None
    if given is None or not given.is_file():
        return kit()
    said = json.loads(given.read_text("utf-8"))
    more = {name: tuple(map(_entry, a["codes"])) for a in said["actors"] for name in a["names"]}
    nouns = {n: Role(n, a["code"][1:]) for a in said["agents"] for n in _forms(a) if _after(a, n)}
    return tocsin.reading.kit("en", kit().parser, kit().gazetteer, more=more, nouns=nouns)


def _after(agent: Row, noun: str) -> bool:
    """Whether the code of an agent follows that of its country, and the noun is a word and no pattern."""
    return bool(agent["code"].startswith("~")) and "!" not in noun


def _forms(agent: Row) -> tuple[str, str]:
    """An agent's noun and its plural."""
    return agent["name"], agent.get("plural") or agent["name"] + "S"


def _entry(code: Row) -> Entry:
    since, until = _iso(code.get("from")), _iso(code.get("until"))
    return Entry(code["code"], "country", code["code"], since=since, until=until)


def _iso(day: str | None) -> str | None:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None
