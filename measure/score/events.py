"""Who did what to whom in a sentence: the tasks `sentences`, `triples` and `petrarch`.

All three also report role swaps (initiator and recipient exchanged), over-production and abstention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from measure.score.counting import Figures, Row, Share, Tally, by_id, classification, ratio, span_of

Triple = tuple[str, str, str]  # initiator, category, recipient
UNKNOWN = "---"
QUADS = {
    "verbal cooperation": "AGREE CONSULT SUPPORT",
    "material cooperation": "COOPERATE AID YIELD",
    "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
QUAD_OF = {category: quad for quad, categories in QUADS.items() for category in categories.split()}


# --- triples of coded actors


def triples_of(
    events: Iterable[Row], actor: Callable[[Row], str | None], category: Callable[[Row], str | None]
) -> set[Triple]:
    """(initiator, category, recipient) for every pair of actors of every event; a missing side is "---".

    Two opposite dyads of one category (A met B, B met A) become (A, c, ---) and (B, c, ---), as does one event with both
    as initiators: either way of writing a meeting is right. Events whose category is None are left out.
    """
    out: set[Triple] = set()
    for e in events:
        c = category(e)
        if c is not None:
            initiators = [actor(a) or UNKNOWN for a in e.get("initiators") or ()] or [UNKNOWN]
            recipients = [actor(a) or UNKNOWN for a in e.get("recipients") or ()] or [UNKNOWN]
            out |= {(i, c, r) for i in initiators for r in recipients}
    for i, c, r in sorted(out):
        if i != r and r != UNKNOWN and {(i, c, r), (r, c, i)} <= out:
            out -= {(i, c, r), (r, c, i)}
            out |= {(i, c, UNKNOWN), (r, c, UNKNOWN)}
    return out


def pairs_of_actors(
    events: Iterable[Row], actor: Callable[[Row], str | None], category: Callable[[Row], str | None]
) -> set[Triple]:
    """(initiator, category, recipient) for complete pairs only, as dictionary coders write events: no pair, no event.

    Parties listed without a recipient meet each other, both ways.
    """
    out: set[Triple] = set()
    for e in events:
        c = category(e)
        initiators = [a for a in map(actor, e.get("initiators") or ()) if a]
        recipients = [a for a in map(actor, e.get("recipients") or ()) if a]
        if c is not None:
            out |= {
                (i, c, r)
                for i in initiators
                for r in recipients or initiators
                if i != r or recipients
            }
    return out


def as_gold_lists(predicted: set[Triple], gold: set[Triple]) -> set[Triple]:
    """Where the gold lists the parties of a meeting (A, B and C, no recipient), a predicted dyad of two stands for both."""
    out: set[Triple] = set()
    for i, c, r in predicted:
        both = {(i, c, UNKNOWN), (r, c, UNKNOWN)}
        listed = r != UNKNOWN and (i, c, r) not in gold and both <= gold
        out |= both if listed else {(i, c, r)}
    return out


class TripleTally(Tally):
    """A tally of triples under one way of naming actors and categories, with the rows that are right as a whole."""

    def __init__(
        self, actor: Callable[[Row], str | None], category: Callable[[Row], str | None]
    ) -> None:
        super().__init__()
        self.actor, self.category, self.exact = actor, category, Share()

    def add_row(self, gold: Iterable[Row], predicted: Iterable[Row]) -> None:
        g = triples_of(gold, self.actor, self.category)
        self.add_triples(as_gold_lists(triples_of(predicted, self.actor, self.category), g), g)

    def add_pairs(self, gold: Iterable[Row], predicted: Iterable[Row]) -> None:
        self.add_triples(
            pairs_of_actors(predicted, self.actor, self.category),
            pairs_of_actors(gold, self.actor, self.category),
        )

    def add_triples(self, predicted: set[Triple], gold: set[Triple]) -> None:
        self.add_sets(predicted, gold)
        self.exact.add(predicted == gold)


def category_of(event: Row) -> str | None:
    return event.get("category")


def cameo_of(event: Row) -> str | None:
    return event.get("cameo")


def any_category(_: Row) -> str:
    """For dyads: who to whom, whatever was done."""
    return ""


def country_of(actor: Row) -> str | None:
    return actor.get("country")


def code_of(actor: Row) -> str | None:
    """CAMEO-style code of an actor: `code`, or country and sector put together."""
    return actor.get("code") or ((actor.get("country") or "") + (actor.get("sector") or "")) or None


def country_part_of(actor: Row) -> str | None:
    return (code_of(actor) or "")[:3] or None


class Conduct:
    """How a coder behaves over rows: role swaps, events asserted without gold, events too many, abstention."""

    def __init__(self) -> None:
        self.swaps, self.alarms, self.abstained = Share(), Share(), Share()
        self.rows = self.extra = 0

    def add(self, gold: Sequence[Row], predicted: Sequence[Row]) -> None:
        self.rows += 1
        self.extra += max(0, len(predicted) - len(gold))
        if gold:
            self.abstained.add(not predicted)
        else:
            self.alarms.add(bool(predicted))

    def add_dyads(self, gold: set[Triple], predicted: set[Triple]) -> None:
        """Every gold dyad asks whether it was told the other way round (and not the right way)."""
        said = {(i, r) for i, _, r in predicted}
        for i, _, r in gold:
            if UNKNOWN not in (i, r) and i != r:
                self.swaps.add((r, i) in said and (i, r) not in said)

    def figures(self) -> Figures:
        return {
            "role_swap_rate": self.swaps.figure,
            "false_alarm_rate": self.alarms.figure,
            "extra_events_per_row": ratio(self.extra, self.rows),
            "abstained_rate": self.abstained.figure,
        }


def score_triples(gold: list[Row], pred: list[Row]) -> Figures:
    """Coded events: initiator country, category, recipient country; sector and mode where the rest is right."""
    said, conduct = by_id(pred), Conduct()
    triple, dyad, categories = (
        TripleTally(country_of, category_of),
        TripleTally(country_of, any_category),
        Tally(),
    )
    sectors, modes = Share(), Share()
    for row in gold:
        ge, pe = row["events"], said.get(row["id"], {}).get("events") or []
        conduct.add(ge, pe)
        conduct.add_dyads(
            triples_of(ge, country_of, any_category), triples_of(pe, country_of, any_category)
        )
        triple.add_row(ge, pe)
        dyad.add_row(ge, pe)
        categories.add_sets({category_of(e) for e in pe}, {category_of(e) for e in ge})
        for e in ge:
            same = [x for x in pe if category_of(x) == category_of(e)]
            if e.get("mode") and same:
                modes.add(any(x.get("mode") == e["mode"] for x in same))
            check_sectors(e, same, sectors)
    exact = {
        "record_exact": triple.exact.figure,
        "sector_accuracy": sectors.figure,
        "mode_accuracy": modes.figure,
    }
    shared = triple.figures("triple") | dyad.figures("dyad") | categories.figures("category")
    return {"rows": len(gold)} | shared | exact | conduct.figures()


def check_sectors(gold: Row, same: Sequence[Row], sectors: Share) -> None:
    """The sector of every gold actor that has one, where the predicted events of that category name its country."""
    for side in ("initiators", "recipients"):
        for a in gold.get(side) or ():
            twins = [x for e in same for x in e.get(side) or () if country_of(x) == country_of(a)]
            if a.get("sector") and twins:
                sectors.add(any(x.get("sector") == a["sector"] for x in twins))


def score_petrarch(gold: list[Row], pred: list[Row]) -> Figures:
    """PETRARCH's validation sentences: pairs of actor codes, categories, and CAMEO codes where the prediction gives them.

    Only complete pairs count (see pairs_of_actors), in the gold as in the prediction.
    """
    said, conduct = by_id(pred), Conduct()
    dyad, by_country = (
        TripleTally(code_of, any_category),
        TripleTally(country_part_of, any_category),
    )
    triple, cameo, categories = (
        TripleTally(code_of, category_of),
        TripleTally(code_of, cameo_of),
        Tally(),
    )
    for row in gold:
        ge, pe = row["events"], said.get(row["id"], {}).get("events") or []
        conduct.add(ge, pe)
        conduct.add_dyads(
            pairs_of_actors(ge, code_of, any_category), pairs_of_actors(pe, code_of, any_category)
        )
        for tally in (dyad, by_country, triple, cameo):
            tally.add_pairs(ge, pe)
        categories.add_sets(
            {category_of(e) for e in pe} - {None}, {category_of(e) for e in ge} - {None}
        )
    coded = any(cameo_of(e) for r in pred for e in r.get("events") or ())
    return (
        {"rows": len(gold)}
        | dyad.figures("dyad")
        | triple.figures("triple")
        | categories.figures("category")
        | {"dyad_country_f1": by_country.f1, "dyads_exact": dyad.exact.figure}
        | {"cameo_triple_f1": cameo.f1 if coded else None}
        | conduct.figures()
    )


# --- spans of actors in the sentence


def head_start(text: str, span: Row) -> int:
    """Where the head word of a noun phrase starts: `head` if the span gives it, else the last word before the first comma,
    preposition, relative pronoun or conjunction ("the president of Chile": president)."""
    if span.get("head") is not None:
        return int(span["head"])
    a, b = span_of(span)
    stop = (
        r"(?<=\w)(?:,|\s*\(|\s+(?:of|in|at|on|for|from|with|to|by|against|who|which|that|and|or)\b)"
    )
    phrase = re.split(stop, text[a:b], maxsplit=1)[0]
    words = list(re.finditer(r"[\w’'\-]*\w", phrase))
    return a + (words[-1].start() if words else 0)


def spans_hit(text: str, predicted: Sequence[Row], gold: Sequence[Row]) -> bool:
    """Do at least half of the predicted spans (and at least one) have their head word inside a gold span?"""
    inside = sum(
        any(a <= head_start(text, p) < b for a, b in map(span_of, gold)) for p in predicted
    )
    return inside > 0 and inside * 2 >= len(predicted)


def sides_hit(text: str, gold: Row, event: Row) -> tuple[bool, bool]:
    """Are the initiators and the recipients of a predicted event right? A side that the gold leaves empty is to be empty."""
    gi, gr = gold.get("initiators") or [], gold.get("recipients") or []
    pi, pr = event.get("initiators") or [], event.get("recipients") or []
    return spans_hit(text, pi, gi) if gi else not pi, spans_hit(text, pr, gr) if gr else not pr


def exchanged(gold: Row) -> Row:
    """An event with initiator and recipient the other way round."""
    return gold | {
        "initiators": gold.get("recipients") or [],
        "recipients": gold.get("initiators") or [],
    }


def same_span(gold: Row, event: Row, side: str) -> bool:
    """Is one of the gold spans of a side given exactly?"""
    return bool({span_of(x) for x in gold[side]} & {span_of(x) for x in event.get(side) or ()})


def folded(category: str | None) -> str | None:
    """The category as the sentence set counts it: CONCEDE and RETREAT are one class, YIELD."""
    return "YIELD" if category in ("CONCEDE", "RETREAT") else category


def score_sentences(gold: list[Row], pred: list[Row]) -> Figures:
    """One marked event a sentence: its category, and the spans of who and to whom.

    Of several predicted events the one whose actors fit best is taken (the first of equals); the category has no part in
    the choice.
    """
    said, conduct = by_id(pred), Conduct()
    asked: list[str | None] = []
    answers: list[str | None] = []
    names = (
        "initiator",
        "recipient",
        "both",
        "triple",
        "initiator_exact",
        "recipient_exact",
        "category_accuracy_answered",
    )
    share = {name: Share() for name in names}
    told = 0
    for row in gold:
        text, g, events = row["text"], row["events"][0], said.get(row["id"], {}).get("events") or []
        conduct.add(row["events"], events)
        told += len(events)
        best: Row = max(events, key=lambda e: sum(sides_hit(text, g, e)), default={})
        hit = sides_hit(text, g, best) if events else (False, False)
        asked.append(folded(g["category"]))
        answers.append(folded(best.get("category")))
        right = asked[-1] == answers[-1]
        if answers[-1]:
            share["category_accuracy_answered"].add(right)
        sides = [s for s in ("initiators", "recipients") if g.get(s)]
        for side, ok in zip(("initiators", "recipients"), hit, strict=True):
            if side in sides:
                share[side[:-1]].add(ok)
                share[side[:-1] + "_exact"].add(same_span(g, best, side))
        if sides:
            share["both"].add(all(hit))
            share["triple"].add(all(hit) and right)
        if len(sides) == 2:
            conduct.swaps.add(
                any(all(sides_hit(text, exchanged(g), e)) for e in events) and not all(hit)
            )
    quads, quads_said = ([QUAD_OF.get(c or "") for c in column] for column in (asked, answers))
    return (
        {"rows": len(gold)}
        | classification(asked, answers, "category")
        | classification(quads, quads_said, "quad")
        | {name: s.figure for name, s in share.items()}
        | {"triple_p": ratio(share["triple"].right, told) or 0.0}
        | conduct.figures()
    )
