"""docs/accuracy.md, made from build/accuracy.json."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from measure.floors import small
from measure.score import TASKS

Row = dict[str, Any]
PAGE = Path("docs/accuracy.md")
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def write(whole: Row) -> None:
    """Put the table of a run between the marks of the page; the words around it are kept."""
    text = PAGE.read_text("utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table(whole)}\n{END}{after}", "utf-8")


def table(whole: Row) -> str:
    """The run as a Markdown table: each headline figure, its floor, its goal."""
    said = f"Reader `{whole['reader']}`, gate {whole['gate']}."
    head = "| task, set | figure | measured | floor | goal |\n|---|---|---|---|---|"
    return "\n".join([said, "", head, *_lines(whole["rows"])])


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        name = f"{row['task']}/{row['set']}" + (f" ({row['variant']})" if row["variant"] else "")
        headline = TASKS[row["task"]].headline if row["task"] in TASKS else "found right"
        for figure in headline.split():
            value = row["figures"].get(figure)
            if isinstance(value, float):
                bars = [row[bar].get(figure) for bar in ("floor", "goal")]
                sign = "≤" if small(figure) else "≥"
                cells = [f"{sign} {bar}" if bar is not None else "" for bar in bars]
                yield f"| {name} | {figure} | {value:.3f} | {cells[0]} | {cells[1]} |"
                name = ""
