"""Benches of reading: the gate, the parser, single steps, and the whole of it on one core and on two."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from measure.benches.bench import ELSEWHERE, Bench, Work, memory
from measure.benches.texts import mixed, texts
from measure.tasks.tools import kit, reading, report
from tocsin.reading import Sentence, Tree, dates, sentences
from tocsin.reading.statements import statements

DAY = "2026-05-05"
LARGER = "memory is that of the larger process"


def opened(text: str) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences of a text, and those of them that the gate lets through."""
    split = list(sentences(text))
    return split, [s for s in split if kit().gate.opens(text[s.start : s.end])]


def gated(inputs: Sequence[Any]) -> Work:
    """Split and gate every text."""
    return lambda: sum(1 for text in inputs if opened(text))


def dropped(inputs: Sequence[Any]) -> Work:
    """The share of the sentences that are never parsed."""
    found = [opened(text) for text in inputs]
    every, kept = (sum(len(pair[n]) for pair in found) for n in (0, 1))
    return lambda: 100 * (every - kept) / every


def parsed(inputs: Sequence[Any]) -> Work:
    """Parse the sentences that the gate lets through, document by document."""
    kept = [(text, opened(text)[1]) for text in inputs]
    parser = kit().parser
    if parser is None:
        raise LookupError("no parser is installed; `pip install -r requirements.lock` brings one")
    return lambda: sum(1 for text, wanted in kept for _ in parser.parse(text, wanted))


def quoted(inputs: Sequence[Any]) -> Work:
    """Who says what in every text, from the bare text: split, gate, parse, then the statements."""
    return lambda: sum(1 for text in inputs if _statements(text) is not None)


def _statements(text: str) -> Any:
    split, wanted = opened(text)
    parser = kit().parser
    trees = [Tree(p) for p in parser.parse(text, wanted)] if parser else []
    return statements("report", text, split, trees)


def dated(inputs: Sequence[Any]) -> Work:
    """The date expressions of every text; the unit is a character."""

    def work() -> float:
        for text in inputs:
            dates(text, DAY)
        return sum(map(len, inputs))

    return work


def claims(text: str) -> int:
    """How many claims the whole reading of a text makes."""
    return len(reading(report(text, published=DAY)).claims)


def whole(inputs: Sequence[Any]) -> Work:
    """Every text read from end to end, on one core."""
    return lambda: sum(1 for text in inputs if claims(text) >= 0)


def twofold(inputs: Sequence[Any]) -> Work:
    """Every text read from end to end, by two processes."""
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))

    def work() -> float:
        held = list(pool.map(held_after, inputs, chunksize=2))
        ELSEWHERE.extend(held)
        return len(held)

    return work


def held_after(text: str) -> int:
    """The most KiB that this process ever held, when it has read a text."""
    claims(text)
    return memory()


BENCHES = (
    Bench("gate, split and choose", "documents/s", texts, gated, 100),
    Bench("gate, sentences dropped, incidents", "% of sentences", texts, dropped, 200, told=True),
    Bench("gate, sentences dropped, mixed", "% of sentences", mixed, dropped, 200, told=True),
    Bench("parse", "sentences/s", texts, parsed, 20),
    Bench("read, one core, incidents", "documents/s", texts, whole, 60),
    Bench("read, one core, mixed", "documents/s", mixed, whole, 60),
    Bench("read, two processes, incidents", "documents/s", texts, twofold, 60, clock="wall", note=LARGER),
    Bench("read, two processes, mixed", "documents/s", mixed, twofold, 60, clock="wall", note=LARGER),
    Bench("read, quotes", "documents/s", texts, quoted, 20, peers=("textacy",)),
    Bench("read, dates", "characters/s", texts, dated, 10, peers=("dateparser",)),
)  # fmt: skip
