"""docs/performance.md, made from build/bench.json and a profile; the words around the tables are kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
PAGE = Path("docs/performance.md")


def write(whole: Row, profile: str) -> None:
    """Put the table and the profile of a run between the marks of the page."""
    text = PAGE.read_text("utf-8")
    text = between(text, "table", "\n".join(lines(whole)))
    PAGE.write_text(between(text, "profile", profile), "utf-8")


def between(text: str, mark: str, put: str) -> str:
    """`text` with `put` between the marks of that name."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, after = text.partition(begin)[0], text.partition(end)[2]
    return f"{before}{begin}\n{put}\n{end}{after}"


def lines(whole: Row) -> Iterator[str]:
    """The run as a Markdown table."""
    yield f"{whole['machine']}; commit {(whole['commit'] or 'unknown')[:12]}.\n"
    yield "| bench | unit | median | from – to | MiB | floor | goal | peers |"
    yield "|---|---|---:|---|---:|---|---|---|"
    for row in whole["rows"]:
        yield line(row)


def line(row: Row) -> str:
    """A row of the table."""
    sign = "≥" if row["better"] == "more" else "≤"
    floor, goal = (f"{sign} {row[b]:,}" if row[b] is not None else "" for b in ("floor", "goal"))
    missed = " **does not hold**" if row["holds"] is False else ""
    peers = ", ".join(f"{p['name']} {p['median']:,}" for p in row["peers"]) or row["note"] or ""
    low, high = row["spread"]
    return (
        f"| {row['name']} | {row['unit']} | {row['median']:,} | {low:,} – {high:,} | {row['rss_mib']} "
        f"| {floor}{missed} | {goal} | {peers} |"
    )
