"""`run.py fuzz [SECONDS] [LANGUAGE …]`: random and spoilt text through intake and the reader, so long for each language.

Nothing may raise, and no text of 10 kB may take longer than two seconds. What did is kept as build/fuzz/LANGUAGE-NUMBER.txt;
the number alone gives the text again. Exit 1 if there was any.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from measure.junk import SIZE, junk
from tocsin.atlas import languages
from tocsin.desk.kits import kit_for
from tocsin.intake import Given, reports
from tocsin.reading import is_one_happening, kinds, read
from tocsin.records import Report

KEPT = Path("build") / "fuzz"
SECONDS = 60
SLOWEST = 2.0  # seconds for a text of SIZE bytes
PATIENCE = 120  # seconds after which a text is given up
BATCH = 8


class Run(NamedTuple):
    """What came of the texts of one language; `failed` are the numbers of those that raised or took too long."""

    language: str
    texts: int
    seconds: float
    slowest: float
    failed: tuple[tuple[int, str], ...]


def main(words: Sequence[str] | None = None) -> int:
    """Read for so many seconds in each language and print one table."""
    ask = argparse.ArgumentParser(prog="run.py fuzz", description=__doc__.splitlines()[0])
    ask.add_argument("seconds", nargs="?", type=float, default=SECONDS, help="for each language")
    ask.add_argument("languages", nargs="*", default=languages(), help="all of them unless told")
    ask.add_argument("--first", type=int, default=0, help="the number of the first text")
    given = ask.parse_args(words)
    print(f"{'language':<10}{'texts':>8}{'kB':>9}{'seconds':>9}{'slowest ms':>12}{'failed':>8}")
    runs = []
    for language in given.languages:
        run = fuzzed(language, given.seconds, given.first)
        runs.append(run)
        print(
            f"{language:<10}{run.texts:>8}{run.texts * SIZE // 1000:>9}{run.seconds:>9.0f}"
            f"{run.slowest * 1000:>12.0f}{len(run.failed):>8}",
            flush=True,
        )
        for number, why in run.failed:
            print(f"  {_kept(language, number)}: {why}", file=sys.stderr)
    return 1 if any(run.failed for run in runs) else 0


def fuzzed(language: str, seconds: float, first: int = 0) -> Run:
    """The run of one language: texts in the order of their numbers, until the time is over."""
    started, n, slowest = time.monotonic(), first, 0.0
    failed: list[tuple[int, str]] = []
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    pool.submit(reading, language, first).result()  # the tables are loaded outside the clock
    while time.monotonic() - started < seconds:
        batch = [(k, pool.submit(reading, language, k)) for k in range(n, n + BATCH)]
        for number, took, why in _done(batch):
            slowest = max(slowest, took)
            if why:
                failed.append((number, why))
        n += BATCH
    pool.shutdown(cancel_futures=True)
    return Run(language, n - first, time.monotonic() - started, slowest, tuple(failed))


def _done(batch: Sequence[tuple[int, Future[float]]]) -> Iterator[tuple[int, float, str]]:
    for number, future in batch:
        raised = future.exception(timeout=PATIENCE)
        took = 0.0 if raised else future.result()
        slow = f"took {took:.1f} s, at most {SLOWEST:.0f} s are allowed" if took > SLOWEST else ""
        yield number, took, f"raised {type(raised).__name__}: {raised}" if raised else slow


def reading(language: str, number: int) -> float:
    """Seconds of the processor that intake and reading take for the text of a number; whatever they raise, it raises."""
    data = junk(language, number).encode()
    kit = kit_for(language)
    started = time.process_time()
    for report in reports(data, "junk", form="text", given=Given(language=language)):
        if isinstance(report, Report):
            is_one_happening(read(report, kit), report.text)
            kinds(report.text)
    return time.process_time() - started


def _kept(language: str, number: int) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{language}-{number}.txt"
    path.write_text(junk(language, number), "utf-8", newline="")
    return path


if __name__ == "__main__":
    sys.exit(main())
