"""Gold sets: where they lie, and what of a row the product may see."""

import hashlib
import os
import tomllib
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
    "languages": ("text", "lang", "published"),
    "annotations": ("text", "lang", "published", "title"),
    "facts": (),
}


# Sentences that we wrote ourselves lie in the repository.
OUR_OWN = Path(__file__).resolve().parents[1] / "tests" / "reading" / "languages"


class GoldSet(NamedTuple):
    """One file of gold rows; `sha256` of its bytes ties a floor to it."""

    task: str
    name: str
    path: Path
    sha256: str

    def rows(self) -> list[Row]:
        """All rows, with their gold."""
        if self.path.suffix == ".toml":
            return sentences_of(self.path)
        return read_rows(str(self.path))

    def questions(self) -> list[Row]:
        """The rows as the product sees them: the id and what is no gold."""
        shown = ("id", *SHOWN[self.task])
        return [{k: row[k] for k in shown if k in row} for row in self.rows()]


def default_folder() -> Path:
    """Where gold sets lie unless told otherwise: TOCSIN_GOLD, or ../shared/data beside the repository."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("TOCSIN_GOLD") or beside)


def sentences_of(path: Path) -> list[Row]:
    """The sentences of tests/reading/languages/<lang>.toml as rows, numbered in the order of the file."""
    table = tomllib.loads(path.read_text("utf-8"))["sentence"]
    return [{"id": f"{path.stem}-{n}", "lang": path.stem, **row} for n, row in enumerate(table, 1)]


def gold_sets(folder: Path) -> Iterator[GoldSet]:
    """Every DIR/TASK/SET.jsonl of a task that can be scored, in the order of the tasks; of `languages` every SET.toml.

    Beside the default folder stand the sentences of our own in the repository.
    """
    for task in TASKS:
        if task == OUR_OWN.name:
            places = (folder / task, *([OUR_OWN] if folder == default_folder() else ()))
            found = [p for place in places for p in sorted(place.glob("*.toml"))]
        else:
            found = sorted((folder / task).glob("*.jsonl"))
        for path in found:
            yield GoldSet(task, path.stem, path, hashlib.sha256(path.read_bytes()).hexdigest())
