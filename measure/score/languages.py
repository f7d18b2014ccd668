"""Sentences of our own in the languages that are read without a parser: the task `languages`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from measure.score.counting import Figures, Row, Share, Tally, by_id
from measure.score.events import Conduct, TripleTally, category_of, triples_of

TOGETHER = ("CONSULT", "SUPPORT", "AGREE", "COOPERATE", "RETREAT")
PARTS = ("quotes", "dates", "numbers", "names")


def score_languages(gold: list[Row], pred: list[Row]) -> Figures:
    """Triples over all sentences and over half b; swaps and false alarms; quotes, dates, numbers, names where asked.

    A code is that of the organisation, else of the country, else the sector. What is done together has no order.
    """
    said = by_id(pred)
    whole = _events(gold, said)
    last = [row for row in gold if row["half"] == "b"]
    figures = whole | {f"{name}_b": value for name, value in _events(last, said).items()}
    for part in PARTS:
        figures |= _part(part, gold, said)
    return figures


def _events(gold: Sequence[Row], said: dict[str, Row]) -> Figures:
    triple, conduct, reality = TripleTally(_code, category_of), Conduct(), Share()
    for row in gold:
        mine = [_sides(e) for e in row["events"]]
        told = said.get(row["id"], {}).get("events", ())
        theirs = [_sides(_as_gold(e, row["events"])) for e in told]
        triple.add_row(mine, theirs)
        conduct.add(mine, theirs)
        conduct.add_dyads(triples_of(mine, _code, _anything), triples_of(theirs, _code, _anything))
        for e in mine:
            same = [p for p in theirs if p["key"] == e["key"]]
            if same:
                reality.add(any(p["reality"] == e["reality"] for p in same))
    kept = conduct.figures()
    return {
        **triple.figures("triple"),
        "role_swap_rate": kept["role_swap_rate"],
        "false_alarm_rate": kept["false_alarm_rate"],
        "reality": reality.figure,
    }


def _as_gold(event: Row, gold: Sequence[Row]) -> Row:
    """An act told as done by two together, as the gold tells it where that says one with the other, or the reverse."""
    for g in gold:
        one_sided = not event.get("whom") or not g.get("whom")
        if g["category"] == event["category"] in TOGETHER and one_sided and _all(g) == _all(event):
            return event | {"who": g.get("who", ()), "whom": g.get("whom", ())}
    return event


def _all(event: Row) -> set[str]:
    return {*event.get("who", ()), *event.get("whom", ())}


def _sides(event: Row) -> Row:
    """An event with sides as the scorers of triples want them; a meeting has one side of all who took part."""
    who, whom = list(event.get("who", ())), list(event.get("whom", ()))
    if event["category"] == "CONSULT":
        who, whom = sorted({*who, *whom}), []
    return {
        "category": event["category"],
        "reality": event.get("reality", "actual"),
        "initiators": [{"code": c} for c in who],
        "recipients": [{"code": c} for c in whom],
        "key": (event["category"], tuple(sorted(who)), tuple(sorted(whom))),
    }


def _code(actor: Row) -> str | None:
    return actor["code"] or None


def _anything(_: Row) -> str:
    return ""


def _part(name: str, gold: Sequence[Row], said: dict[str, Row]) -> Figures:
    """F1 of one kind of thing over the sentences that ask for it; of names, the share of those asked for."""
    tally, found = Tally(), Share()
    for row in gold:
        if name not in row:
            continue
        mine, theirs = set(_keys(row[name])), set(_keys(said.get(row["id"], {}).get(name, ())))
        tally.add_sets(theirs, mine)
        for key in mine:
            found.add(key in theirs)
    return {"names_found": found.figure} if name == "names" else {f"{name}_f1": tally.f1}


def _keys(things: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for thing in things:
        yield tuple(sorted((k, v) for k, v in thing.items() if v is not None))
