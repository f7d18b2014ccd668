"""Gold sets: where they lie, and what of a row the product may see."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from measure.score import TASKS, read_rows

Row = dict[str, Any]

# What stands beside the gold in a row of each task; every other field is gold and is never shown to the product.
SHOWN: dict[str, tuple[str, ...]] = {
    "sentences": ("text",),
    "triples": ("text",),
    "petrarch": ("text", "date"),
    "documents": ("text", "header"),
    "military": ("text",),
    "actors": ("text", "date"),
    "relevance": ("text", "date", "country"),
    "places": ("text", "lang", "date", "title", "url"),
    "quotes": ("text", "publisher", "date", "title", "wire"),
    "dates": ("text", "lang", "published", "title"),
    "grouping": ("title", "text", "lang", "date", "outlet"),
    "copies": ("text",),
    "compare": ("docs",),
    "arabic": ("text", "lang", "asked"),
    "bodies": ("url", "html"),
    "seeds": ("file", "text", "published"),
    "annotations": ("text", "lang", "published", "title"),
    "facts": (),
}


class GoldSet(NamedTuple):
    """One file of gold rows; `sha256` of its bytes ties a floor to it."""

    task: str
    name: str
    path: Path
    sha256: str

    def rows(self) -> list[Row]:
        """All rows, with their gold."""
        return read_rows(str(self.path))

    def questions(self) -> list[Row]:
        """The rows as the product sees them: the id and what is no gold."""
        shown = ("id", *SHOWN[self.task])
        return [{k: row[k] for k in shown if k in row} for row in self.rows()]


def default_folder() -> Path:
    """Where gold sets lie unless told otherwise: TOCSIN_GOLD, or ../shared/data beside the repository."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("TOCSIN_GOLD") or beside)


def gold_sets(folder: Path) -> Iterator[GoldSet]:
    """Every DIR/TASK/SET.jsonl of a task that can be scored, in the order of the tasks."""
    for task in TASKS:
        for path in sorted((folder / task).glob("*.jsonl")):
            yield GoldSet(task, path.stem, path, hashlib.sha256(path.read_bytes()).hexdigest())
