"""Readings against what people corrected in an earlier one: the task `annotations`."""

from __future__ import annotations

import re

from measure.score.counting import Figures, Row, Share, Tally, by_id

SAME = ("kind", "category", "mode", "reality", "who", "whom", "date", "of", "norm", "said", "number", "low", "best", "high")  # fmt: skip
_NAME = re.compile(r' ?"[^"]*"')


def score_annotations(gold: list[Row], pred: list[Row]) -> Figures:
    """What stands found again, what was wrong said again; claims that nobody looked at count nowhere.

    A claim is the same where its spans overlap and its cells are equal, names of parties left out: codes count.
    """
    said, found = by_id(pred), Tally()
    kept, mended, repeated = Share(), Share(), Share()
    for row in gold:
        claims = said.get(row["id"], {}).get("claims") or []
        for c in row["corrections"]:
            right = "read" if c["verdict"] == "confirmed" else "stands"
            wrong = "read" if c["verdict"] in ("changed", "refused") else None
            again = any(_same(p, c[wrong]) for p in claims) if wrong else False
            hit = right in c and any(_same(p, c[right]) for p in claims)
            found.add(hit, hit + again, right in c)
            if right in c:
                (kept if right == "read" else mended).add(hit)
            if wrong:
                repeated.add(again)
    return {
        **found.figures("found"),
        "kept": kept.figure,
        "mended": mended.figure,
        "repeated_rate": repeated.figure,
    }


def _same(a: Row, b: Row) -> bool:
    if a["start"] >= b["end"] or b["start"] >= a["end"]:
        return False
    told = SAME if a.get("kind") == "event" else (*SAME, "words", "target", "speaker")
    return all(_NAME.sub("", a.get(k, "")) == _NAME.sub("", b.get(k, "")) for k in told)
