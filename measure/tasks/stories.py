"""Answers about several reports at once: which tell one story, which are copies, how their casualty figures stand."""

from collections.abc import Iterator, Sequence
from typing import Any

from tocsin import stories
from tocsin.records import Published, Report

Row = dict[str, Any]


def grouping(rows: Sequence[Row], order: Sequence[int] | None = None) -> Iterator[Row]:
    """`{"id", "story"}` for every row; `order` gives the places of `rows` in the order in which they arrive."""
    arrived = [rows[place] for place in order] if order is not None else rows
    gathered = stories.gather([(row["id"], report(row)) for row in arrived])
    return ({"id": name, "story": s.id} for s in gathered.stories for name in s.reports)


def copies(rows: Sequence[Row]) -> Iterator[Row]:
    """One row a pair: `{"a", "b", "containment", "origin"}`."""
    for copy in stories.copies([(row["id"], report(row)) for row in rows]):
        yield {
            "a": copy.a,
            "b": copy.b,
            "containment": copy.containment / 1000,
            "origin": copy.b,
        }


def report(row: Row) -> Report:
    """A row as intake would give it."""
    day = str(row.get("date") or "")[:10]
    return Report(
        title=row.get("title"),
        text=row["text"],
        language=row.get("lang", "en"),
        digest="",
        text_digest="",
        source=row.get("outlet"),
        published=Published(value=day, precision="day", how="given") if day else None,
    )
