"""Reports side by side: the tasks `grouping`, `copies`, `compare` and `facts`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from measure.score.counting import Figures, Row, Share, Tally, by_id, overlap, ratio, span_of

Pair = tuple[str, str]

# --- grouping


def pairs_of(sizes: Counter[Any]) -> int:
    """Pairs of members inside groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in sizes.values())


def score_grouping(gold: list[Row], pred: list[Row]) -> Figures:
    """Stories: BCubed and pairwise P, R and F1. An article without a predicted story stands alone (that is the floor)."""
    said, n = by_id(pred), len(gold)
    stories = [r["story"] for r in gold]
    groups = [said.get(r["id"], {}).get("story") for r in gold]
    missing = sum(g is None for g in groups)
    found = [("alone", str(i)) if g is None else ("story", str(g)) for i, g in enumerate(groups)]
    in_gold, in_found, in_both = (
        Counter(stories),
        Counter(found),
        Counter(zip(stories, found, strict=True)),
    )
    p = sum(k * k / in_found[b] for (_, b), k in in_both.items()) / max(n, 1)
    r = sum(k * k / in_gold[a] for (a, _), k in in_both.items()) / max(n, 1)
    pair = Tally()
    pair.add(pairs_of(in_both), pairs_of(in_found), pairs_of(in_gold))
    return (
        {
            "rows": n,
            "stories_gold": len(in_gold),
            "stories_found": len(in_found),
            "missing": missing,
        }
        | {
            "bcubed_p": round(p, 4),
            "bcubed_r": round(r, 4),
            "bcubed_f1": round(2 * p * r / (p + r), 4) if n else None,
        }
        | pair.figures("pair")
        | {
            "largest_gold": max(in_gold.values(), default=0),
            "largest_found": max(in_found.values(), default=0),
        }
    )


def over_orders(figures: Sequence[Figures]) -> Figures:
    """Mean of BCubed and pair F1 over runs that read the same articles in different orders, and the spread of BCubed F1."""
    bcubed, pair = [f["bcubed_f1"] for f in figures], [f["pair_f1"] for f in figures]
    means = {"bcubed_f1": ratio(sum(bcubed), len(bcubed)), "pair_f1": ratio(sum(pair), len(pair))}
    return (
        {"rows": figures[0]["rows"]} | means | {"order_spread": round(max(bcubed) - min(bcubed), 4)}
    )


# --- copies


def ordered(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def score_copies(gold: list[Row], pred: list[Row]) -> Figures:
    """Pairs of texts of which one holds (most of) the other. PRED rows are pairs: {"a", "b", "containment", "origin"}.

    Gold pairs marked neutral (natural pairs that share 40-60 %) count neither for nor against.
    """
    kind = {r["id"]: r["kind"] for r in gold}
    known = {ordered(r["id"], c["id"]): c for r in gold for c in r.get("copies") or ()}
    want = {pair: c.get("containment") for pair, c in known.items() if not c.get("neutral")}
    got = {
        ordered(p["a"], p["b"]): p
        for p in pred
        if p["a"] != p["b"] and p["a"] in kind and p["b"] in kind
    }
    asserted = {pair for pair in got if pair in want or pair not in known}
    pairs, origin = Tally(), Share()
    pairs.add_sets(asserted, set(want))
    recall: dict[str, Share] = defaultdict(Share)
    errors: list[float] = []
    for pair, containment in want.items():
        p = got.get(pair, {})
        originals = [x for x in pair if kind[x] == "original"]
        if len(originals) == 1:
            recall[next(kind[x] for x in pair if x not in originals)].add(pair in got)
            if p.get("origin"):
                origin.add(p["origin"] == originals[0])
        if containment is not None and p.get("containment") is not None:
            errors.append(abs(p["containment"] - containment))
    return (
        {"rows": len(gold), "pairs": len(want)}
        | pairs.figures("pair")
        | {
            "hard_negatives_hit": sum(
                kind[a] == kind[b] == "hard negative" for a, b in asserted - set(want)
            )
        }
        | {
            "containment_mean_error": ratio(sum(errors), len(errors)),
            "origin_accuracy": origin.figure,
        }
        | {f"recall_{k}": share.figure for k, share in sorted(recall.items())}
    )


# --- figures of one happening in several reports


def claim_key(claim: Row) -> tuple[str, str, str]:
    return claim["doc"], claim["kind"], str(claim["value"])


def judge_claims(row: Row, claims: Sequence[Row]) -> tuple[set[Any], set[Any], int]:
    """Predicted main claims that are right, those that are wrong, and how many the gold has not judged.

    Wrong: labelled as another happening or misread, or standing on a labelled passage with another value.
    """
    labelled = {claim_key(c) for c in row["claims"]}
    main = {claim_key(c) for c in row["claims"] if c["label"] == "main"}
    right: set[Any] = set()
    wrong: set[Any] = set()
    unjudged = 0
    for c in claims:
        here = [
            g
            for g in row["claims"]
            if g["doc"] == c["doc"] and "start" in c and overlap(span_of(g), span_of(c))
        ]
        if claim_key(c) in main:
            right.add(claim_key(c))
        elif claim_key(c) in labelled or here:
            wrong.add(claim_key(c))
        else:
            unjudged += 1
    return right, wrong, unjudged


def score_compare(gold: list[Row], pred: list[Row]) -> Figures:
    """Casualty figures of one happening: which numbers are about it (main claims), and how the reports relate.

    Statuses: agree, update, scope, contradict; a predicted "compatible" counts as agree. Claims that the gold has not
    judged are counted, not scored.
    """
    said, claims, differ, status, unjudged = by_id(pred), Tally(), Tally(), Share(), 0
    for row in gold:
        p = said.get(row["id"], {})
        right, wrong, unknown = judge_claims(row, p.get("claims") or ())
        claims.add(
            len(right),
            len(right | wrong),
            len({claim_key(c) for c in row["claims"] if c["label"] == "main"}),
        )
        unjudged += unknown
        answers = {
            s["kind"]: "agree" if s["status"] == "compatible" else s["status"]
            for s in p.get("status") or ()
        }
        for s in row["status"]:
            answer = answers.get(s["kind"])
            status.add(answer == s["status"])
            asserted, true = answer not in (None, "agree"), s["status"] != "agree"
            differ.add(asserted and true, asserted, true)
    return (
        {"rows": len(gold), "statuses": status.asked, "status_accuracy": status.figure}
        | differ.figures("differ")
        | claims.figures("main_claim")
        | {"unjudged_claims": unjudged}
    )


# --- facts of several articles

ROUGH = {
    "compatible": ("agree", "differ"),
    "update": ("differ",),
    "scope": ("differ",),
}  # finer words a product may use


def tied(gold: Row, pred: Row) -> bool:
    """Does a prediction tie at least two of a fact's passages together, of two articles unless the fact lies within one?"""
    hit = [
        x
        for x in gold["passages"]
        if any(x["doc"] == y["doc"] and overlap(span_of(x), span_of(y)) for y in pred["passages"])
    ]
    articles = {x["doc"] for x in gold["passages"]}
    return len(hit) >= 2 and len({x["doc"] for x in hit}) >= min(2, len(articles))


def status_fits(gold: Row, pred: Row) -> bool:
    right = {gold["status"], *(gold.get("status_also") or ())}
    return bool(right & set(ROUGH.get(str(pred.get("status")), (pred.get("status"),))))


def score_facts(gold: list[Row], pred: list[Row]) -> Figures:
    """Facts that articles agree on, differ on or contradict each other on: found (passages tied together), then the status.

    The gold is not a complete list: predicted facts it lacks are counted, not scored, except contradictions, whose
    precision is given.
    """
    left = list(pred)
    found, status, per_status = Share(), Share(), {g["status"]: Share() for g in gold}
    for g in gold:
        fits = sorted((p for p in left if tied(g, p)), key=lambda p: not status_fits(g, p))
        found.add(bool(fits))
        right = bool(fits) and status_fits(g, fits[0])
        per_status[g["status"]].add(right)
        if fits:
            status.add(right)
            left.remove(fits[0])
    contradictions = per_status.get("contradict", Share())
    claimed = sum(p.get("status") == "contradict" for p in pred)
    right_all = sum(s.right for s in per_status.values())
    return (
        {
            "rows": len(gold),
            "found": found.figure,
            "status_accuracy_found": status.figure if status.asked else 0.0,
        }
        | {"right": ratio(right_all, len(gold))}
        | {f"{k}_recall": s.figure for k, s in sorted(per_status.items())}
        | {
            "contradict_precision": ratio(contradictions.right, claimed),
            "unjudged_facts": len(left),
        }
    )
