"""Whole documents told in other schemes' words: MUC incidents, CASE types, relevance, Arabic sentences, page bodies."""

import gzip
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from measure.tasks.tools import kit, reading, report
from tocsin.atlas import lookup
from tocsin.intake import Given, Limits, reports
from tocsin.reading import deeds, is_one_happening, kinds, restored
from tocsin.records import Claim, Event, Harm, Reading, Report

Row = dict[str, Any]


@cache
def _types() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("types.toml").read_text("utf-8"))
    types: dict[str, str] = table["military"]
    return types


def _events(text: str, **known: Any) -> Iterator[tuple[Claim, Event]]:
    for claim in reading(report(text, **known)).claims:
        if isinstance(claim.says, Event):
            yield claim, claim.says


TYPES = {
    "attack": "ATTACK",
    "bombing": "BOMBING",
    "kidnapping": "KIDNAPPING",
    "arson": "ARSON",
    "robbery": "ROBBERY",
}
FIRMNESS = {
    "told": "REPORTED AS FACT",
    "claimed": "CLAIMED OR ADMITTED",
    "accused": "SUSPECTED OR ACCUSED",
    "accused by authorities": "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "possible": "POSSIBLE",
}
# The scheme leaves out what fighters do to each other.
_FIGHTING = re.compile(
    r"\b(?:military|army|enemy|garrisons?|barracks|regiment|brigade|battalion|troops?|helicopters?|convoy|air force|"
    r"guerrilla|rebel|patrol)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"army|government|military|armed forces|air force|police", re.IGNORECASE)


def documents(row: Row) -> Row:
    """Incidents of a document: each kind of harm with who did it, to whom, and how firmly it is said."""
    read = reading(report(row["text"]))
    text = restored(row["text"], kit().lexicon)
    told = [h for h in read.harms if deeds.happened(h) and _counts(h, text)]
    if not deeds.is_news(told, text, read.dates):
        return {"id": row["id"], "incidents": []}
    incidents = [_incident(d) for d in deeds.gathered(told, text)]
    incidents[0] |= _doers(read, told, text)
    _arm(incidents, read, text)
    return {"id": row["id"], "incidents": incidents}


def _counts(h: Harm, text: str) -> bool:
    victims = [
        p for p in h.victims if p.named or not deeds.is_armed(deeds.words_of(p, text), at_war=True)
    ]
    targets = [p for p in h.targets if not _FIGHTING.search(deeds.words_of(p, text))]
    if victims or targets:
        return True
    return h.kind == "bombing" and bool(h.means) and not h.victims and not h.targets


def _incident(deed: deeds.Deed) -> Row:
    return {
        "type": [TYPES[deed.kind]],
        "stage": [stage.upper() for stage in deed.stages],
        "targets": [n.name for n in deed.targets],
        "victims": [n.name for n in deed.victims if n.part.named],
        "instruments": [n.name for n in deed.means],
    }


def _doers(read: Reading, told: Sequence[Harm], text: str) -> Row:
    """Who did it in the documents' incidents, and whether they were the state's."""
    whole = [h for h in read.harms if h.reality in deeds.TOLD and not h.victims and not h.targets]
    doers = [d for h in told for d in h.doers] or [d for h in whole for d in h.doers]
    doers += [
        b
        for b in read.blamed
        if b.part.sort == "body"
        or b.part.named
        or deeds.is_armed(deeds.words_of(b.part, text), at_war=True)
    ]
    found = deeds.bodies(doers, text)
    people = deeds.persons(doers, text)
    organizations = [{"name": n.name, "confidence": FIRMNESS[n.firmness or "told"]} for n in found]
    group = deeds.only_group(text)
    if group and not found and any(deeds.is_armed(n.name) for n in people):
        firmness = next((n.firmness for n in people if n.firmness), "told")
        organizations = [{"name": group, "confidence": FIRMNESS[firmness]}]
    state = any(_STATE.search(n.name) for n in found)
    return {
        "organizations": organizations,
        "perpetrators": [n.name for n in people],
        "category": ["STATE-SPONSORED VIOLENCE"] if state else ["TERRORIST ACT"] if doers else [],
    }


def _arm(incidents: list[Row], read: Reading, text: str) -> None:
    """Adds the weapons that are told of beside the incidents."""
    have = {deeds.head(n) for i in incidents for n in i["instruments"]}
    more = [p for h in read.harms if h.reality in deeds.TOLD for p in h.means]
    incidents[0]["instruments"] += [
        n.name for n in deeds.things(more, text) if deeds.head(n.name) not in have
    ]


def military(row: Row) -> Row:
    """The type of what a snippet is mostly about; none if nothing speaks for any."""
    found = kinds(row["text"])
    return {"id": row["id"]} | ({"type": _types()[found[0].kind]} if found else {})


def relevance(row: Row) -> Row:
    """Whether the text reports one violent event, and in the country that was asked for where one was."""
    read = reading(report(row["text"], published=row.get("date")))
    told = is_one_happening(read, row["text"]) and _within(read, row.get("country"))
    return {"id": row["id"], "relevant": told}


def _within(read: Reading, country: str | None) -> bool:
    """Whether the places of a text lie mostly in a country, given by name; true where either is not known."""
    wanted = {e.country for e in lookup(country or "") if e.kind == "country"}
    places = Counter(p.country for p in read.places if p.country)
    most = {c for c, n in places.items() if n == max(places.values())}
    return not wanted or not most or bool(wanted & most)


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
