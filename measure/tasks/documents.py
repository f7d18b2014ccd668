"""Whole documents told in other schemes' words: MUC incidents, CASE types, relevance, Arabic sentences, page bodies."""

import gzip
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from measure.tasks.tools import reading, report
from tocsin.intake import Given, Limits, reports
from tocsin.records import Actor, Claim, Event, Report

Row = dict[str, Any]
VIOLENT = frozenset({"ASSAULT"})


@cache
def _types(scheme: str) -> list[Row]:
    table = tomllib.loads(Path(__file__).with_name("types.toml").read_text("utf-8"))
    rows: list[Row] = table[scheme]
    return rows


def _type(scheme: str, event: Event, words: str) -> str | None:
    for row in _types(scheme):
        fits = row["category"] == event.category
        fits = fits and ("" in row["mode"] or event.mode in row["mode"])
        if fits and any(w in words for w in row.get("words", [""])):
            return str(row["type"])
    return None


def _events(text: str, **known: Any) -> Iterator[tuple[Claim, Event]]:
    for claim in reading(report(text, **known)).claims:
        if isinstance(claim.says, Event):
            yield claim, claim.says


STAGES = {"future": "THREATENED", "hypothetical": "THREATENED", "negated": "ATTEMPTED"}


def documents(row: Row) -> Row:
    """Incidents of a document: each kind of violent event with who did it, to whom, and how firmly it is said."""
    incidents: dict[str, Row] = {}
    for claim, event in _events(row["text"]):
        kind = _type("muc", event, claim.passage.quote.lower())
        if kind and event.reality != "historical":
            incident = incidents.setdefault(kind, _incident(kind))
            _fill(incident, claim, event)
    return {"id": row["id"], "incidents": list(incidents.values())}


def _incident(kind: str) -> Row:
    roles = (
        "stage",
        "category",
        "perpetrators",
        "organizations",
        "targets",
        "victims",
        "instruments",
    )
    return {"type": [kind]} | {role: [] for role in roles}


def _fill(incident: Row, claim: Claim, event: Event) -> None:
    stage = STAGES.get(event.reality, "ACCOMPLISHED")
    incident["stage"] = sorted({*incident["stage"], stage})
    for actor in event.initiators:
        if actor.sector in ("REB", "UAF", "MIL", "PRM", "GOV", "COP") and actor.org:
            confidence = "REPORTED AS FACT" if claim.speaker is None else "SUSPECTED OR ACCUSED"
            incident["organizations"].append({"name": actor.name, "confidence": confidence})
        else:
            incident["perpetrators"].append(_words(actor, claim))
    incident["victims"] += [_words(a, claim) for a in event.recipients]
    if any(a.sector in ("GOV", "MIL", "COP", "SPY") for a in event.initiators):
        incident["category"] = ["STATE-SPONSORED VIOLENCE"]
    elif event.initiators and not incident["category"]:
        incident["category"] = ["TERRORIST ACT"]


def _words(actor: Actor, claim: Claim) -> str:
    start = claim.passage.start
    return claim.passage.quote[actor.start - start : actor.end - start] or actor.name


def military(row: Row) -> Row:
    """The type of the first event that has one; no type if nothing was read."""
    for claim, event in _events(row["text"]):
        if kind := _type("military", event, claim.passage.quote.lower()):
            return {"id": row["id"], "type": kind}
    return {"id": row["id"]}


def relevance(row: Row) -> Row:
    """Whether the text reports one violent event: something violent that happened, and not in many places at once."""
    found = [e for _, e in _events(row["text"], published=row.get("date")) if e.category in VIOLENT]
    actual = [e for e in found if e.reality in ("actual", "alleged")]
    return {"id": row["id"], "relevant": bool(actual)}


def arabic(row: Row) -> Row:
    """Events of an Arabic sentence."""
    events = [
        {
            "category": event.category,
            "initiators": [{"start": a.start, "end": a.end} for a in event.initiators],
            "recipients": [{"start": a.start, "end": a.end} for a in event.recipients],
        }
        for _, event in _events(row["text"], language="ar")
    ]
    return {"id": row["id"], "events": events}


def bodies(row: Row) -> Row:
    """The text of a page without its furniture."""
    path = Path(row["folder"]) / row["html"]
    page = gzip.decompress(path.read_bytes())
    found = reports(page, path.stem, form="html", given=Given(url=row.get("url")), limits=Limits())
    return {"id": row["id"], "body": next((r.text for r in found if isinstance(r, Report)), "")}
