"""Counts, spans and names: what every scorer is made of."""

from __future__ import annotations

import json
import re
import string
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # one line of a gold or prediction file
Span = tuple[int, int]  # code points [start, end)
Figures = dict[str, Any]  # name of a figure -> number, or None when the gold cannot measure it


def read_rows(path: str) -> list[Row]:
    """The rows of a JSONL file."""
    with Path(path).open(encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by their id; the last one wins."""
    return {r["id"]: r for r in rows}


def as_list(x: Any) -> list[Any]:
    """A value that may be missing, single or a list, as a list."""
    return [] if x is None else x if isinstance(x, list) else [x]


def ratio(part: float, whole: float) -> float | None:
    """part / whole to four places; None when there is nothing to divide by."""
    return round(part / whole, 4) if whole else None


def f1_of(hits: float, predicted: float, gold: float) -> float:
    """F1 from counts; 0 when nothing was hit."""
    return 2 * hits / (predicted + gold) if hits else 0.0


class Share:
    """How many of those asked were right."""

    def __init__(self) -> None:
        self.right = self.asked = 0

    def add(self, right: bool) -> None:
        self.asked += 1
        self.right += right

    @property
    def figure(self) -> float | None:
        """Between 0 and 1; None when none was asked."""
        return ratio(self.right, self.asked)


class Tally:
    """Counts of hit, predicted and gold items."""

    def __init__(self) -> None:
        self.hits = self.predicted = self.gold = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        self.hits += hits
        self.predicted += predicted
        self.gold += gold

    def add_sets(self, predicted: set[Any], gold: set[Any]) -> None:
        self.add(len(predicted & gold), len(predicted), len(gold))

    @property
    def f1(self) -> float | None:
        """None when neither the gold nor the prediction has any of these items."""
        if not self.predicted and not self.gold:
            return None
        return round(f1_of(self.hits, self.predicted, self.gold), 4)

    def figures(self, name: str) -> Figures:
        """name_p, name_r and name_f1."""
        if self.f1 is None:
            return {f"{name}_p": None, f"{name}_r": None, f"{name}_f1": None}
        return {
            f"{name}_p": ratio(self.hits, self.predicted) or 0.0,
            f"{name}_r": ratio(self.hits, self.gold) or 0.0,
            f"{name}_f1": self.f1,
        }


def span_of(x: Any) -> Span:
    """(start, end) of {"start", "end"} or of [start, end]."""
    return (x["start"], x["end"]) if isinstance(x, dict) else (x[0], x[1])


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def characters(spans: Iterable[Any] | None) -> set[int]:
    """The character positions that a list of spans covers."""
    return {i for s in spans or () for i in range(*span_of(s))}


def pair_spans(gold: Sequence[Span], predicted: Sequence[Span]) -> dict[int, int]:
    """One-to-one matching, index in gold to index in predicted: equal spans first, then any overlap in text order."""
    match: dict[int, int] = {}
    free: dict[Span, list[int]] = defaultdict(list)
    for j, p in enumerate(predicted):
        free[p].append(j)
    for i, g in enumerate(gold):
        if free[g]:
            match[i] = free[g].pop(0)
    left = sorted(set(range(len(predicted))) - set(match.values()), key=lambda j: predicted[j])
    for i in sorted(set(range(len(gold))) - set(match), key=lambda i: gold[i]):
        for j in left:
            if overlap(gold[i], predicted[j]):
                match[i] = j
                left.remove(j)
                break
    return match


def classification(gold: Sequence[Hashable], predicted: Sequence[Hashable], name: str) -> Figures:
    """Accuracy, macro-F1 and weighted F1 over the classes of the gold. None in `predicted` is no answer, and wrong."""
    if not gold:
        return {f"{name}_accuracy": None, f"{name}_macro_f1": None, f"{name}_weighted_f1": None}
    hits = Counter(a for a, b in zip(gold, predicted, strict=True) if a == b)
    said, asked = Counter(predicted), Counter(gold)
    scores = {c: f1_of(hits[c], said[c], asked[c]) for c in asked}
    return {
        f"{name}_accuracy": ratio(sum(hits.values()), len(gold)),
        f"{name}_macro_f1": ratio(sum(scores.values()), len(scores)),
        f"{name}_weighted_f1": ratio(sum(scores[c] * n for c, n in asked.items()), len(gold)),
    }


def plain(text: str | None) -> str:
    """Lower case, no punctuation, no articles, single spaces: how names and mentions are compared."""
    s = "".join(
        c for c in (text or "").lower() if c not in string.punctuation and c not in "“”‘’«»–—"
    )
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", s).split())
