"""One predictor for each task of the gold sets: rows without gold in, predictions as `measure.score` reads them out."""

import hashlib
import multiprocessing
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Self

Row = dict[str, Any]
CHUNK = 16


class Workers:
    """Two processes, each with its own reader, that answer rows of a task."""

    def __enter__(self) -> Self:
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(2, mp_context=spawn)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, function: Callable[[Row], Row], rows: Iterable[Row]) -> Iterator[Row]:
        """The answer to every row, in order."""
        return self._pool.map(function, rows, chunksize=CHUNK)

    def all(self, function: Callable[[Sequence[Row]], list[Row]], rows: Sequence[Row]) -> list[Row]:
        """The answer to a whole set at once."""
        return self._pool.submit(function, rows).result()


class Predictor(NamedTuple):
    """How one task, or a variant of it, is answered. `given` ones see the spans of the gold, and say so by their name."""

    where: str
    variant: str = ""
    whole: bool = False
    given: bool = False
    seed: int | None = None

    @property
    def suffix(self) -> str:
        """What stands between the name of the set and .jsonl."""
        return f".{self.variant}" if self.variant else ""

    def predict(self, rows: Sequence[Row], file: Path, workers: Workers) -> Iterable[Row]:
        """Predictions for all rows of a file, in the order in which they were asked."""
        beside = {"folder": str(file.parent), "set": file.stem}
        rows = [row | beside for row in rows]
        if self.seed is not None:
            random.Random(self.seed).shuffle(rows)
        if self.whole:
            return workers.all(partial(_answer_all, self.where), rows)
        return workers.each(partial(_answer, self.where), rows)


def _function(where: str) -> Callable[..., Any]:
    module, name = where.split(":")
    found: Callable[..., Any] = getattr(import_module(f"measure.tasks.{module}"), name)
    return found


def _answer(where: str, row: Row) -> Row:
    said: Row = _function(where)(row)
    return said


def _answer_all(where: str, rows: Sequence[Row]) -> list[Row]:
    return list(_function(where)(rows))


PREDICTORS: dict[str, tuple[Predictor, ...]] = {
    "sentences": (Predictor("events:sentences"),),
    "triples": (Predictor("events:triples"),),
    "petrarch": (Predictor("events:petrarch"),),
    "documents": (Predictor("documents:documents"),),
    "military": (Predictor("documents:military"),),
    "actors": (Predictor("actors:actors"),),
    "relevance": (Predictor("documents:relevance"),),
    "places": (Predictor("places:places"), Predictor("places:given", "given", given=True)),
    "quotes": (Predictor("quotes:quotes"),),
    "dates": (Predictor("dates:dates"),),
    "grouping": (
        Predictor("stories:grouping", whole=True),
        Predictor("stories:grouping", "order1", whole=True, seed=1),
        Predictor("stories:grouping", "order2", whole=True, seed=2),
        Predictor("stories:grouping", "order3", whole=True, seed=3),
    ),
    "copies": (Predictor("stories:copies", whole=True),),
    "compare": (Predictor("stories:compare"),),
    "arabic": (Predictor("documents:arabic"),),
    "bodies": (Predictor("documents:bodies"),),
    "languages": (Predictor("languages:languages"),),
    "seeds": (Predictor("articles:seeds"),),
    "annotations": (Predictor("annotations:annotations"),),
    "facts": (Predictor("articles:facts", whole=True),),
}


def provenance() -> dict[str, str | None]:
    """What read: the reader and its gate, the digest of the lexicon, the digest of the parser's model."""
    from measure.tasks.tools import kit, lexicon_digest, model_digest

    return {
        "reader": kit().reader,
        "lexicon_hash": lexicon_digest(),
        "model_sha256": model_digest(),
        "gate": kit().gate_name,
    }


def sha256_of(paths: Iterable[Path]) -> str:
    """One digest over the names and bytes of files, in order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()
