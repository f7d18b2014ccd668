"""The bundled corpus as a gold set of our own: which relations of its facts the day's work finds, and with which status.

A relation is found when one fact ties two of its passages together (or holds the one it has), right when the status is the same too.
Passages under one answer of a fact agree, whatever its other answers say. `python -m measure.corpus` lists all, with where each got lost.
"""

import hashlib
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tocsin.desk
from tocsin.desk.day import Day, gather_paths
from tocsin.desk.options import Known
from tocsin.records import Fact, Passage

Row = dict[str, Any]
Place = tuple[str, int, int]  # report, start, end
CORPUS = Path(tocsin.desk.__file__).parent / "corpus"


class Outcome(NamedTuple):
    """What became of one relation: its happening, id, the status it has, and the status it was found with or None."""

    happening: str
    id: str
    status: str
    found: str | None
    property: str = ""
    lost: str | None = None  # where it got lost, if it was not found


def outcomes() -> Iterator[Outcome]:
    """Every relation of the corpus, happening by happening."""
    for path in sorted((CORPUS / "facts").glob("*.toml")):
        day = gather_paths([CORPUS / "reports" / path.stem], Known())
        facts = [f for s in day.stories for h in s.happenings for f in h.facts]
        story_of = {r: s.id for s in day.stories for r in s.reports}
        for relation in tomllib.loads(path.read_text("utf-8"))["relation"]:
            asked = [_places(day, p["report"], p["words"]) for p in relation["passages"]]
            ties = [status for f in facts if (status := _tied(f, asked))]
            same = relation["status"] if relation["status"] in ties else None
            found = same or (ties[0] if ties else None)
            lost = None if found else _lost(day, asked, facts, story_of)
            yield Outcome(
                path.stem, relation["id"], relation["status"], found, relation["property"], lost
            )


def _places(day: Day, file: str, words: str) -> list[Place]:
    """Where the words stand in the reports of a file."""
    found = []
    for name, report in day.reports.items():
        at = report.text.find(words)
        if at >= 0 and day.taken.files[name].stem == file:
            found.append((name, at, at + len(words)))
    return found


def _tied(fact: Fact, asked: list[list[Place]]) -> str | None:
    """How a fact relates two of the passages asked for; None if it does not hold them."""
    enough = min(2, len(asked))
    if any(_hits(answer.passages, asked) >= enough for answer in fact.answers):
        return "agree" if enough > 1 else fact.status
    held = [p for answer in fact.answers for p in answer.passages]
    return fact.status if _hits(held, asked) >= enough else None


def _hits(held: Sequence[Passage], asked: list[list[Place]]) -> int:
    """How many of the passages asked for are held."""
    return sum(any(_over(p, place) for p in held for place in places) for places in asked)


def _over(p: Passage, place: Place) -> bool:
    report, start, end = place
    return p.report == report and p.start < end and start < p.end


def _lost(day: Day, asked: list[list[Place]], facts: list[Fact], story_of: dict[str, str]) -> str:
    """Where the tie between passages was lost, from the first step that could lose it to the last."""
    if not all(asked):
        return "words not in the text"
    if len({story_of[places[0][0]] for places in asked}) > 1:
        return "in several stories"
    held = [p for f in facts for a in f.answers for p in a.passages]
    if _hits(held, asked) == len(asked):
        return "in facts of their own"
    claims = [c.passage for reading in day.readings.values() for c in reading.claims]
    return "claimed, in no fact" if _hits(claims, asked) == len(asked) else "not claimed"


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


def main() -> None:
    """Print every relation and what became of it, then how many of each."""
    counted: Counter[str] = Counter()
    for one in outcomes():
        became = f"found as {one.found}" if one.found else f"missed: {one.lost}"
        exact = "right" if one.found == one.status else "found" if one.found else one.lost or ""
        counted[exact] += 1
        print(f"{one.id:<22}{one.property:<14}{one.status:<12}{became}")
    print("; ".join(f"{many} {what}" for what, many in counted.most_common()))


if __name__ == "__main__":
    main()
