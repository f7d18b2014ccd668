"""What stands where in a text: the tasks `places`, `quotes`, `dates`, `arabic` and `bodies`."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict

from measure.score.counting import (
    Figures,
    Row,
    Share,
    Span,
    Tally,
    by_id,
    characters,
    f1_of,
    overlap,
    pair_spans,
    ratio,
    span_of,
)

# --- places

NEAR_KM = 161  # 100 miles, the usual bound
FAR_KM = 20039.0  # half the way round the Earth: what an unresolved name costs
COUNTRY_KM = 1500  # a country's point may lie this far from another source's


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres."""
    r = math.pi / 180
    x = math.sin((lat2 - lat1) * r / 2) ** 2
    x += math.cos(lat1 * r) * math.cos(lat2 * r) * math.sin((lon2 - lon1) * r / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(x)))


def place_error(gold: Row, pred: Row | None) -> float | None:
    """Distance of a predicted place in km; None if the name was not found or has no coordinates.

    The same GeoNames id is 0 km, because centroids of countries differ by source. Where the gold has no id, a prediction
    of kind "country" is 0 km off when its point lies within 1,500 km.
    """
    if not pred or pred.get("lat") is None or pred.get("lon") is None:
        return None
    has_id = gold.get("geonameid") is not None
    if has_id and str(pred.get("geonameid")) == str(gold["geonameid"]):
        return 0.0
    d = distance_km(gold["lat"], gold["lon"], pred["lat"], pred["lon"])
    return 0.0 if not has_id and pred.get("kind") == "country" and d < COUNTRY_KM else d


def score_places(gold: list[Row], pred: list[Row]) -> Figures:
    """Names found (overlapping, exact), and put on the map within 161 km: over all gold names, and over resolved ones."""
    said, found, exact, country = by_id(pred), Tally(), Tally(), Share()
    errors: list[float | None] = []
    for row in gold:
        places, predicted = row["places"], said.get(row["id"], {}).get("places") or []
        match = pair_spans([span_of(g) for g in places], [span_of(q) for q in predicted])
        hit = {i: predicted[j] for i, j in match.items()}
        must = [i for i, g in enumerate(places) if not g.get("optional")]
        hits = [i for i in must if i in hit]
        judged = len(predicted) - (len(hit) - len(hits))
        found.add(len(hits), judged, len(must))
        exact.add(sum(span_of(places[i]) == span_of(hit[i]) for i in hits), judged, len(must))
        errors += [
            place_error(g, hit.get(i)) for i, g in enumerate(places) if g.get("lat") is not None
        ]
        for i, g in enumerate(places):
            if g.get("country"):
                country.add(hit.get(i, {}).get("country") == g["country"])
    resolved = [e for e in errors if e is not None]
    every = sorted(FAR_KM if e is None else e for e in errors)
    near = sum(e <= NEAR_KM for e in resolved)
    return (
        {"rows": len(gold), "names": len(errors)}
        | found.figures("found")
        | {"found_exact_f1": exact.f1, "acc161_all": ratio(near, len(errors))}
        | {"acc161_resolved": ratio(near, len(resolved)) if resolved or not errors else 0.0}
        | {"resolved_share": ratio(len(resolved), len(errors)), "country_accuracy": country.figure}
        | {"median_km_all": round(every[len(every) // 2], 1) if every else None}
        | {"mean_km_resolved": round(sum(resolved) / len(resolved), 1) if resolved else None}
    )


# --- quotes


def is_direct(text: str, quote: Row) -> bool:
    """An explicit `direct`, else: does the content hold a double quotation mark?"""
    if quote.get("direct") is not None:
        return bool(quote["direct"])
    return any(re.search('[“"«]', text[slice(*span_of(s))]) for s in quote["content"])


def likest(cover: set[int], gold: list[set[int]], used: set[int]) -> tuple[float, int]:
    """(Jaccard, index) of the unused gold content that shares most with `cover`; (0, -1) if none shares anything."""
    scores = [
        (len(cover & g) / len(cover | g), -i)
        for i, g in enumerate(gold)
        if i not in used and cover & g
    ]
    j, i = max(scores, default=(0.0, 1))
    return j, -i


def score_quotes(gold: list[Row], pred: list[Row]) -> Figures:
    """Quotations and reported speech: content spans (character Jaccard at least 0.5), then the speaker on the matched ones.

    `all_...` takes every predicted quote. `direct_...` takes predicted direct quotes only, asks for all direct gold quotes,
    and accepts an indirect gold quote as a hit.
    """
    out: Figures = {"rows": len(gold), "quotes": sum(len(r["quotes"]) for r in gold)}
    return out | quote_figures(gold, pred, "all") | quote_figures(gold, pred, "direct")


def quote_figures(gold: list[Row], pred: list[Row], which: str) -> Figures:
    said, content, speaker, near = by_id(pred), Tally(), Share(), Share()
    for row in gold:
        text, quotes = row["text"], [q for q in row["quotes"] if q["content"]]
        covers, used = [characters(q["content"]) for q in quotes], set[int]()
        for q in said.get(row["id"], {}).get("quotes") or []:
            if which == "direct" and not is_direct(text, q):
                continue
            jaccard, i = likest(characters(q["content"]), covers, used)
            content.add(jaccard >= 0.5, 1, 0)
            if jaccard >= 0.5:
                used.add(i)
                near.add(jaccard > 0.95)
                if quotes[i]["speaker"]:
                    speaker.add(
                        bool(characters(quotes[i]["speaker"]) & characters(q.get("speaker")))
                    )
        asked = [i for i, q in enumerate(quotes) if which == "all" or is_direct(text, q)]
        content.add(0, 0, len(used | set(asked)))
    nobody = 0.0 if content.gold else None
    shares = {
        f"{which}_speaker": speaker.figure if speaker.asked else nobody,
        f"{which}_near_exact_share": near.figure,
    }
    return content.figures(which) | shares


# --- dates


def same_value(gold: Row, value: str | None, exact: bool) -> bool:
    """Is a predicted TIMEX value right: equal to the gold's `value` or to one in `also`?

    Not `exact`: a plain calendar value is also met by a finer one that starts with it ("2020-05-03" for "2020-05").
    """
    for g in [gold.get("value"), *(gold.get("also") or ())]:
        if not g or not value:
            continue
        if value == g or (
            not exact and re.match(r"\d{4}(-\d\d){0,2}", g) and value.startswith(g[:10])
        ):
            return True
    return False


def score_dates(gold: list[Row], pred: list[Row]) -> Figures:
    """Time expressions: strict and relaxed span F1, and value F1, for all types and for DATE and TIME alone.

    Gold marked optional is neither asked for nor held against a prediction that overlaps it.
    """
    return (
        {"rows": len(gold)}
        | date_figures(gold, pred, None, "")
        | date_figures(gold, pred, ("DATE", "TIME"), "datetime_")
    )


def date_figures(
    gold: list[Row], pred: list[Row], types: tuple[str, ...] | None, prefix: str
) -> Figures:
    said, kind = by_id(pred), Share()
    tally = {name: Tally() for name in ("strict", "relaxed", "value", "value_exact")}
    for row in gold:
        asked = [
            t
            for t in row["dates"]
            if not t.get("optional") and (types is None or t.get("type") in types)
        ]
        spare = [span_of(t) for t in row["dates"] if t.get("optional")]
        judged = [
            t
            for t in said.get(row["id"], {}).get("dates") or []
            if (types is None or t.get("type") in (None, *types))
            and not only_in(span_of(t), spare, asked)
        ]
        for t in tally.values():
            t.add(0, len(judged), len(asked))
        left = list(judged)
        for g in asked:
            q = next((q for q in left if overlap(span_of(g), span_of(q))), None)
            if q is None:
                continue
            left.remove(q)
            tally["relaxed"].hits += 1
            tally["strict"].hits += span_of(g) == span_of(q)
            tally["value"].hits += same_value(g, q.get("value"), exact=False)
            tally["value_exact"].hits += same_value(g, q.get("value"), exact=True)
            if q.get("type"):
                kind.add(q["type"] == g.get("type"))
    out: Figures = {f"{prefix}{name}_f1": t.f1 for name, t in tally.items()}
    if types is None:
        relaxed = tally["relaxed"].figures("relaxed")
        out |= {
            "relaxed_p": relaxed["relaxed_p"],
            "relaxed_r": relaxed["relaxed_r"],
            "type_accuracy": kind.figure,
        }
    return out


def only_in(span: Span, spare: list[Span], asked: list[Row]) -> bool:
    """Does a span fall on optional gold and on none that is asked for?"""
    return any(overlap(span, s) for s in spare) and not any(
        overlap(span, span_of(g)) for g in asked
    )


# --- Arabic


def words_f1(a: str, b: str) -> float:
    """F1 of the words of two phrases."""
    x, y = Counter(re.findall(r"\w+", a)), Counter(re.findall(r"\w+", b))
    return f1_of(sum((x & y).values()), sum(x.values()), sum(y.values()))


def score_arabic(gold: list[Row], pred: list[Row]) -> Figures:
    """Is there an event of the asked category, and who takes part (a coder's phrase, word F1 at least 0.5)?"""
    said, alarms = by_id(pred), Share()
    found: dict[str, Tally] = defaultdict(Tally)
    who = {"initiator": Share(), "recipient": Share()}
    for row in gold:
        events = [
            e
            for e in said.get(row["id"], {}).get("events") or ()
            if e.get("category") == row["asked"]
        ]
        found[row["asked"]].add(
            bool(events) and bool(row["events"]), bool(events), bool(row["events"])
        )
        if not row["events"]:
            alarms.add(bool(events))
        for g in row["events"]:
            for name, share in who.items():
                right = [a["text"] for a in g.get(name + "s") or ()]
                if right:
                    right += [c[name] for c in g.get("coders") or () if c[name]]
                    share.add(
                        any(
                            words_f1(x, y) >= 0.5
                            for x in right
                            for y in phrases(row["text"], events, name + "s")
                        )
                    )
    f1 = {category: t.f1 for category, t in sorted(found.items())}
    known = [x for x in f1.values() if x is not None]
    return (
        {"rows": len(gold), "macro_f1": ratio(sum(known), len(known))}
        | {f"{category.lower()}_f1": x for category, x in f1.items()}
        | {name: share.figure for name, share in who.items()}
        | {"false_alarm_rate": alarms.figure}
    )


def phrases(text: str, events: list[Row], side: str) -> list[str]:
    """The words of the predicted actors of one side, given as text or as offsets."""
    return [a.get("text") or text[slice(*span_of(a))] for e in events for a in e.get(side) or ()]


# --- article bodies


def grams(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """The n-word shingles of a text (a shorter text is one shingle)."""
    words = re.findall(r"\w+", text or "")
    return Counter(tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1)) if words)


def score_bodies(gold: list[Row], pred: list[Row]) -> Figures:
    """Article text from HTML: precision and recall of 4-word shingles, averaged over pages, and the F1 of the two means."""
    said, exact = by_id(pred), Share()
    precision: list[float] = []
    recall: list[float] = []
    for row in gold:
        body = said.get(row["id"], {}).get("body") or ""
        want, got = grams(row["body"]), grams(body)
        hits = sum((want & got).values())
        if got:
            precision.append(hits / sum(got.values()))
        if want:
            recall.append(hits / sum(want.values()))
        exact.add(re.findall(r"\w+", row["body"]) == re.findall(r"\w+", body))
    p = sum(precision) / len(precision) if precision else 0.0
    r = sum(recall) / len(recall) if recall else 0.0
    means = {
        "body_p": round(p, 4),
        "body_r": round(r, 4),
        "body_f1": round(2 * p * r / (p + r), 4) if p + r else 0.0,
    }
    return {"rows": len(gold)} | means | {"exact": exact.figure}
