"""The bundled corpus as a gold set of our own: which relations of its facts the day's work finds, and with which status.

A relation is found when one fact ties two of its passages together (or holds the one it has), right when the status is the same too.
"""

import hashlib
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import tocsin.desk
from tocsin.desk.day import Day, gather_paths
from tocsin.desk.options import Known
from tocsin.records import Fact

Row = dict[str, Any]
Place = tuple[str, int, int]  # report, start, end
CORPUS = Path(tocsin.desk.__file__).parent / "corpus"


class Outcome(NamedTuple):
    """What became of one relation: its happening, id, the status it has, and the status it was found with or None."""

    happening: str
    id: str
    status: str
    found: str | None


def outcomes() -> Iterator[Outcome]:
    """Every relation of the corpus, happening by happening."""
    for path in sorted((CORPUS / "facts").glob("*.toml")):
        day = gather_paths([CORPUS / "reports" / path.stem], Known())
        facts = [f for s in day.stories for h in s.happenings for f in h.facts]
        for relation in tomllib.loads(path.read_text("utf-8"))["relation"]:
            asked = [_places(day, p["report"], p["words"]) for p in relation["passages"]]
            ties = [f.status for f in facts if _ties(f, asked)]
            same = relation["status"] if relation["status"] in ties else None
            found = same or (ties[0] if ties else None)
            yield Outcome(path.stem, relation["id"], relation["status"], found)


def _places(day: Day, file: str, words: str) -> list[Place]:
    """Where the words stand in the reports of a file."""
    found = []
    for name, report in day.reports.items():
        at = report.text.find(words)
        if at >= 0 and day.taken.files[name].stem == file:
            found.append((name, at, at + len(words)))
    return found


def _ties(fact: Fact, asked: list[list[Place]]) -> bool:
    held = [p for a in fact.answers for p in a.passages]
    hit = sum(
        any(p.report == r and p.start < e and s < p.end for p in held for r, s, e in places)
        for places in asked
    )
    return hit >= min(2, len(asked))


def measured() -> Iterator[Row]:
    """One row a happening, as build/accuracy.json holds it, with what was missed, or found with another status, by name."""
    started = time.monotonic()
    by_happening: dict[str, list[Outcome]] = {}
    for one in outcomes():
        by_happening.setdefault(one.happening, []).append(one)
    for happening, all_ in by_happening.items():
        facts = (CORPUS / "facts" / f"{happening}.toml").read_bytes()
        yield {
            "task": "corpus",
            "set": happening,
            "variant": "",
            "gold_sha256": hashlib.sha256(facts).hexdigest(),
            "figures": {
                "rows": len(all_),
                "found": sum(o.found is not None for o in all_) / len(all_),
                "right": sum(o.found == o.status for o in all_) / len(all_),
                "missed": [o.id for o in all_ if o.found is None],
                "other_status": {o.id: o.found for o in all_ if o.found not in (None, o.status)},
            },
            "floor": {},
            "goal": {"found": 0.7},
            "seconds": round(time.monotonic() - started, 1),
        }


def line(row: Row) -> str:
    """One line of the table, with every relation that was missed."""
    figures = row["figures"]
    missed = " ".join(name.rpartition("-")[2] for name in figures["missed"]) or "none"
    return f"corpus/{row['set']:<31}found {figures['found']:.3f}  right {figures['right']:.3f}  missed: {missed}"
