"""Whole documents and single labels: the tasks `documents`, `military`, `actors` and `relevance`."""

from __future__ import annotations

from typing import Any

from measure.score.counting import Figures, Row, Share, Tally, as_list, by_id, classification, plain

ROLES = ("perpetrators", "organizations", "targets", "victims", "instruments")
STATE = "STATE-SPONSORED VIOLENCE"


def mentions(entity: Any) -> list[str]:
    """The ways a role filler is named: a string, a list of strings, or {"name"} / {"names"}."""
    return as_list(
        (entity.get("names") or entity.get("name")) if isinstance(entity, dict) else entity
    )


def unique(entities: list[list[str]]) -> list[list[str]]:
    """Entities with at least one mention, each once: of two, where one has all the mentions of the other, the first stays."""
    out: list[list[str]] = []
    for entity in entities:
        m = [x for x in entity if x]
        if m and not any(set(m) <= set(x) or set(x) <= set(m) for x in out):
            out.append(m)
    return out


def flat(text: str) -> str:
    """A document's text as mentions are looked for in it."""
    return " ".join(text.lower().split())


def entities_of(row: Row, role: str, text: str | None = None) -> list[list[str]]:
    """Entities of a role over all incidents of a document; with `text` (the gold's) only by mentions that occur in it."""
    fillers = [e for i in row.get("incidents") or () for e in as_list(i.get(role))]
    return unique(
        [[plain(m) for m in mentions(e) if text is None or m.lower() in text] for e in fillers]
    )


def attributions(row: Row, text: str | None = None) -> list[tuple[set[str], set[str]]]:
    """(names, confidences) of every organization that has a confidence, each organization once; `text` as in entities_of."""
    out: list[tuple[set[str], set[str]]] = []
    for o in [
        o
        for i in row.get("incidents") or ()
        for o in as_list(i.get("organizations"))
        if isinstance(o, dict)
    ]:
        names = {plain(m) for m in mentions(o) if text is None or m.lower() in text}
        said = {str(c).upper() for c in as_list(o.get("confidence"))}
        if names and said:
            same = [x for x in out if x[0] & names]
            merged = names.union(*(x[0] for x in same)), said.union(*(x[1] for x in same))
            out = [x for x in out if x not in same] + [merged]
    return out


def most_matches(fits: list[list[bool]]) -> int:
    """Size of a maximum one-to-one matching of rows to columns (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, ok in enumerate(fits[i]):
            if ok and j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(fits)))


def values(row: Row, key: str) -> set[str]:
    """All values of a slot over the incidents of a document."""
    return {str(v).upper() for i in row.get("incidents") or () for v in as_list(i.get(key)) if v}


def score_documents(gold: list[Row], pred: list[Row]) -> Figures:
    """Incident records of whole documents (MUC-4).

    Role fillers by CEAF-REE, strict: a predicted entity is right when all its mentions belong to one gold entity, one to
    one (the rules of the GRIT scorer, so that published figures compare). The other slots as sets over the document.
    """
    said, total, alarms = by_id(pred), Tally(), Share()
    roles = {role: Tally() for role in ROLES}
    slots = {
        name: Tally() for name in ("type", "stage", "category", "state", "confidence", "incident")
    }
    for row in gold:
        p, text = said.get(row["id"], {}), flat(row["text"])
        for role, tally in roles.items():
            g, q = entities_of(row, role, text), entities_of(p, role)
            hits = most_matches([[set(e) <= set(x) for x in g] for e in q])
            tally.add(hits, len(q), len(g))
            total.add(hits, len(q), len(g))
        for slot in ("type", "stage", "category"):
            slots[slot].add_sets(values(p, slot), values(row, slot))
        slots["state"].add_sets(values(p, "category") & {STATE}, values(row, "category") & {STATE})
        ga, pa = attributions(row, text), attributions(p)
        right = most_matches(
            [[bool(n & names and c & confidences) for names, confidences in ga] for n, c in pa]
        )
        slots["confidence"].add(right, len(pa), len(ga))
        slots["incident"].add_sets(
            {True} & {bool(p.get("incidents"))}, {True} & {bool(row["incidents"])}
        )
        if not row["incidents"]:
            alarms.add(bool(p.get("incidents")))
    return (
        {"rows": len(gold)}
        | total.figures("roles")
        | {f"{role}_f1": tally.f1 for role, tally in roles.items()}
        | {
            "types_f1": slots["type"].f1,
            "stage_f1": slots["stage"].f1,
            "incident_category_f1": slots["category"].f1,
        }
        | {"state_sponsored_f1": slots["state"].f1, "confidence_f1": slots["confidence"].f1}
        | {"has_incident_f1": slots["incident"].f1, "false_alarm_rate": alarms.figure}
    )


def score_military(gold: list[Row], pred: list[Row]) -> Figures:
    """One of 30 event types a snippet."""
    said, abstained, answered = by_id(pred), Share(), Share()
    answers = [said.get(r["id"], {}).get("type") for r in gold]
    for row, answer in zip(gold, answers, strict=True):
        abstained.add(not answer)
        if answer:
            answered.add(answer == row["type"])
    shares = {"abstained_rate": abstained.figure, "type_accuracy_answered": answered.figure}
    return {"rows": len(gold)} | classification([r["type"] for r in gold], answers, "type") | shares


def score_actors(gold: list[Row], pred: list[Row]) -> Figures:
    """Actor phrases: country ("" = none), sector, canonical name; each over the rows that ask for it.

    A row without a prediction is wrong: saying nothing is not saying "no country".
    """
    said = by_id(pred)
    country, sector, name, abstained = Share(), Share(), Share(), Share()
    for row in gold:
        p = said.get(row["id"])
        abstained.add(p is None)
        if "country" in row:
            country.add(p is not None and (p.get("country") or "") == row["country"])
        if "sectors" in row:
            sector.add(p is not None and (p.get("sector") or "") in (row["sectors"] or [""]))
        if row.get("name"):
            name.add(p is not None and plain(p.get("name")) == plain(row["name"]))
    return {
        "rows": len(gold),
        "country_accuracy": country.figure,
        "sector_accuracy": sector.figure,
        "name_accuracy": name.figure,
        "abstained_rate": abstained.figure,
    }


def score_relevance(gold: list[Row], pred: list[Row]) -> Figures:
    """Is the report about one violent event? `false_alarm_rate`: share of those that are not which were taken for one."""
    said, relevant = by_id(pred), Tally()
    accuracy, alarms, abstained = Share(), Share(), Share()
    for row in gold:
        p = said.get(row["id"], {}).get("relevant")
        relevant.add(bool(p) and row["relevant"], bool(p), row["relevant"])
        accuracy.add(p is not None and bool(p) == row["relevant"])
        abstained.add(p is None)
        if not row["relevant"]:
            alarms.add(bool(p))
    rates = {"false_alarm_rate": alarms.figure, "abstained_rate": abstained.figure}
    return {"rows": len(gold), "accuracy": accuracy.figure} | relevant.figures("relevant") | rates
