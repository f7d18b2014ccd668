"""Whole articles read at once: the task `seeds` (events, quotes, norms, places, dates).

Gold marked optional (repetitions, headlines, readings on which coders may differ) is neither asked for nor held against a
prediction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from measure.score.counting import (
    Figures,
    Row,
    Share,
    Tally,
    as_list,
    by_id,
    characters,
    overlap,
    pair_spans,
    plain,
    span_of,
)
from measure.score.passages import is_direct, likest, same_value, score_dates, score_places

EVENT_CHECKS = ("mode", "reality", "attribution", "event_date", "event_place")
QUOTE_CHECKS = ("quote_speaker", "quote_direct", "quote_chain")
Checks = defaultdict[str, Share]


def actors_of(event: Row, side: str) -> set[str]:
    """The actors of one side of an event: an organization by its short name, everyone else by country."""
    return {
        k for a in event.get(side) or () if (k := a.get("org") or a.get("country") or a.get("code"))
    }


def name_fits(said: str | None, gold: Row) -> bool:
    """Is this the gold's name, one of its aliases, or, for a person, a name that ends in the same last name?"""
    s = plain(said)
    names = [n for n in map(plain, [gold.get("name"), *(gold.get("aliases") or ())]) if n]
    if gold.get("person"):
        names += [n.split()[-1] for n in names]
        return bool(s) and (s in names or s.split()[-1] in names)
    return s in names


def category_fits(gold: Row, event: Row) -> bool:
    """The gold category or one of the readings that the coders accept besides it."""
    return event.get("category") in (gold["category"], *(gold.get("category_also") or ()))


def actors_fit(gold: Row, event: Row) -> tuple[bool, bool]:
    """Are the initiators and the recipients right?

    One shared actor a side is enough. A side without gold actors is to stay empty, or to name only actors that are
    accepted besides (`recipients_also`). A meeting of listed parties may be told as a dyad.
    """
    gi, gr = actors_of(gold, "initiators"), actors_of(gold, "recipients")
    pi, pr = actors_of(event, "initiators"), actors_of(event, "recipients")
    if not gr and len(gi) > 1 and pr and pi | pr <= gi:
        pi, pr = pi | pr, set()
    accepted = gr | set(gold.get("recipients_also") or ())
    initiators = bool(gi & pi) or not gi or (not pi and bool(gold.get("initiator_may_be_missing")))
    recipients = gr == pr or bool(gr & pr) or (bool(pr) and pr <= accepted)
    return initiators, recipients or (not pr and bool(gold.get("recipient_may_be_missing")))


def place_fits(gold: Row, said: Any) -> bool:
    """Is the place of an event right: the same or a containing name, or, where the gold place is a country, its code?"""
    place = said if isinstance(said, dict) else {"name": said}
    a, b = plain(gold["name"]), plain(place.get("name"))
    same_country = bool(place.get("country")) and place.get("country") == gold.get("country")
    return (bool(b) and (a in b or b in a)) or (same_country and gold.get("kind") == "country")


def touches(gold: Row, event: Row) -> bool:
    """Do the passages overlap, and is the category right?"""
    return overlap(span_of(gold), span_of(event)) > 0 and category_fits(gold, event)


def match_events(gold: Sequence[Row], events: Sequence[Row]) -> tuple[dict[int, int], int]:
    """One-to-one matching of required gold events to predicted ones, those with the best actors first; and how many of the
    other predictions fall on optional gold."""
    match: dict[int, int] = {}
    for i, g in enumerate(gold):
        free = [j for j, e in enumerate(events) if j not in match.values() and touches(g, e)]
        if free and not g.get("optional"):
            match[i] = max(free, key=lambda j: sum(actors_fit(g, events[j])))
    others = [e for j, e in enumerate(events) if j not in match.values()]
    return match, sum(any(g.get("optional") and touches(g, e) for g in gold) for e in others)


def is_swapped(gold: Row, events: Sequence[Row]) -> bool:
    """Does an event on this passage, of any category, have the gold's recipients as initiators and the other way round?"""
    gi, gr = actors_of(gold, "initiators"), actors_of(gold, "recipients")
    for e in events:
        pi, pr = actors_of(e, "initiators"), actors_of(e, "recipients")
        if overlap(span_of(gold), span_of(e)) and pi & gr and pr & gi and not pi & gi:
            return True
    return False


def check_event(gold: Row, event: Row, checks: Checks) -> None:
    """Mode, reality, whose words, date and place of a matched event; each where the gold has it."""
    if gold.get("mode"):
        checks["mode"].add(event.get("mode") in (gold["mode"], *(gold.get("mode_also") or ())))
    reality = event.get("reality") or "actual"
    checks["reality"].add(("actual" if reality == "historical" else reality) == gold["reality"])
    if gold.get("by"):
        by = event.get("by")
        checks["attribution"].add(
            name_fits(by.get("name") if isinstance(by, dict) else by, gold["by"])
        )
    if gold.get("date"):
        checks["event_date"].add(same_value(gold["date"], event.get("date"), exact=False))
    if gold.get("place"):
        checks["event_place"].add(place_fits(gold["place"], event.get("place")))


def check_quotes(row: Row, pred: Row, found: Tally, checks: Checks) -> None:
    """Quotes of one article: content (Jaccard at least 0.5), then speaker by name, direct or not, and through whom."""
    quotes = row.get("quotes") or []
    covers, used = [characters(q["content"]) for q in quotes], set[int]()
    for q in pred.get("quotes") or ():
        jaccard, i = likest(characters(q["content"]), covers, used)
        found.add(jaccard >= 0.5, 1, 0)
        if jaccard >= 0.5:
            used.add(i)
            checks["quote_speaker"].add(name_fits(q.get("speaker_name"), quotes[i]["speaker"]))
            checks["quote_direct"].add(is_direct(row["text"], q) == quotes[i]["direct"])
            if quotes[i].get("via"):
                want, got = ({plain(v) for v in as_list(x.get("via"))} for x in (quotes[i], q))
                checks["quote_chain"].add(
                    any(a and b and (a in b or b in a) for a in want for b in got)
                )
    found.add(0, 0, len(quotes))


def check_norms(row: Row, pred: Row, found: Tally, right: Tally) -> None:
    """Norms invoked in one article: overlapping spans, then the norm meant."""
    asked = [n for n in row.get("norms") or () if not n.get("optional")]
    spare = [span_of(n) for n in row.get("norms") or () if n.get("optional")]
    said = [n for n in pred.get("norms") or () if not any(overlap(span_of(n), s) for s in spare)]
    match = pair_spans([span_of(n) for n in asked], [span_of(n) for n in said])
    same = [
        name_fits(said[j].get("norm"), asked[i] | {"name": asked[i]["norm"]})
        for i, j in match.items()
    ]
    found.add(len(match), len(said), len(asked))
    right.add(sum(same), len(said), len(asked))


def score_seeds(gold: list[Row], pred: list[Row]) -> Figures:
    """Events (overlapping passage and category; then actors; then mode, reality, whose words, date, place), quotes, norms,
    places and dates of whole articles."""
    said, swaps = by_id(pred), Share()
    checks: Checks = defaultdict(Share)
    category, whole, quote, norm_found, norm = Tally(), Tally(), Tally(), Tally(), Tally()
    for row in gold:
        p = said.get(row["id"], {})
        events = p.get("events") or []
        asked = [g for g in row["events"] if not g.get("optional")]
        match, spare = match_events(row["events"], events)
        pairs = [(row["events"][i], events[j]) for i, j in match.items()]
        right = [g for g, e in pairs if all(actors_fit(g, e))]
        category.add(len(pairs), len(events) - spare, len(asked))
        whole.add(len(right), len(events) - spare, len(asked))
        for g, e in pairs:
            check_event(g, e, checks)
        for g in asked:
            if actors_of(g, "initiators") and actors_of(g, "recipients"):
                swaps.add(g not in right and is_swapped(g, events))
        check_quotes(row, p, quote, checks)
        check_norms(row, p, norm_found, norm)
    where, when = score_places(gold, pred), score_dates(gold, pred)
    return (
        {"rows": len(gold), "events": category.gold}
        | category.figures("category")
        | whole.figures("category_actors")
        | {"role_swap_rate": swaps.figure}
        | {f"{name}_accuracy": checks[name].figure for name in EVENT_CHECKS}
        | quote.figures("quote")
        | {f"{name}_accuracy": checks[name].figure for name in QUOTE_CHECKS}
        | {"norm_found_f1": norm_found.f1, "norm_f1": norm.f1}
        | {"place_found_f1": where["found_f1"], "place_acc161_all": where["acc161_all"]}
        | {"date_relaxed_f1": when["relaxed_f1"], "date_value_f1": when["value_f1"]}
    )
