"""Benches of search: questions of every kind to a shelf of generated reports, and how long the shelf takes to build.

The reports are made of words drawn as in a language (Zipf), over ten years, with filters and places. The same size
always gives the same reports. `TOCSIN_DATABASE` names a PostgreSQL database to measure the same on.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from measure.benches.bench import Bench, Work
from tocsin.atlas import countries
from tocsin.ledger.shelves import Item, Shelf, question, word

VOCABULARY = 60_000
LENGTH = 90  # words of a report
START, DAYS = date(2016, 1, 1), 3_650
CATEGORIES = ("ASSAULT", "CONSULT", "ACCUSE", "SANCTION", "AID", "MOBILIZE", "COERCE", "AGREE")
ROUNDS = 12  # of every kind of question
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "ran", "sel", "tor", "vin", "zha", "pel", "gor")


def numbers(size: int) -> list[int]:
    """How many reports there are."""
    return [size]


@cache
def _words() -> tuple[list[str], list[float]]:
    chance = random.Random(7)
    made = {
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 6))) for _ in range(VOCABULARY * 2)
    }
    vocabulary = sorted(made)[:VOCABULARY]
    chance.shuffle(vocabulary)
    return vocabulary, list(accumulate(1 / (n + 2.7) for n in range(len(vocabulary))))


def items(size: int) -> Iterator[Item]:
    """Reports of ten years, in no order of days."""
    chance, (vocabulary, weights) = random.Random(11), _words()
    codes = sorted(countries())
    for n in range(size):
        day = START + timedelta(days=chance.randrange(DAYS))
        who, whom = (codes[min(int(chance.expovariate(0.05)), len(codes) - 1)] for _ in "ab")
        marks = ("kind:report", "language:en", word("actor", who), word("actor", whom), word("dyad", f"{who}>{whom}"),
                 word("category", chance.choice(CATEGORIES)))  # fmt: skip
        text = " ".join(chance.choices(vocabulary, cum_weights=weights, k=LENGTH))
        point = (
            chance.randrange(-60_000_000, 70_000_000),
            chance.randrange(-180_000_000, 180_000_000),
        )
        yield Item(
            f"report-{n:032x}", text[:60], day.isoformat(), text, marks, (point,), text.encode()
        )


def questions() -> list[str]:
    """Every kind of question, some rounds of each: common, rare and several words, phrases, filters, days, places."""
    chance, (vocabulary, _) = random.Random(13), _words()
    codes = sorted(countries())[:12]
    asked = []
    for _ in range(ROUNDS):
        common, usual, rare = (
            chance.choice(vocabulary[a:b]) for a, b in ((0, 20), (200, 2_000), (20_000, 60_000))
        )
        who, whom = chance.sample(codes, 2)
        year, month = chance.randint(2016, 2025), chance.randint(1, 12)
        lat, lon = chance.uniform(-55, 65), chance.uniform(-179, 179)
        asked += [
            common, usual, rare, f"{common} {usual}", f"{usual} {rare}", f'"{common} {usual}"', f"{usual} -{common}",
            f"{usual[:4]}*", f"dyad:{who}>{whom} {usual}", f"actor:{who} category:ASSAULT since:{year}-{month:02}",
            f"{common} since:{year} until:{year}", f"place:{lat:.3f},{lon:.3f}~80km {common}",
            f"box:{lat:.1f},{lon:.1f},{lat + 4:.1f},{min(lon + 4, 180):.1f} category:AID", "",
        ]  # fmt: skip
    return asked


SHELVES: list[Any] = []  # what must live as long as the process


def built(inputs: Sequence[Any]) -> Work:
    """Reports put on an empty shelf."""
    return lambda: _build(inputs[0])[1]


def asked(inputs: Sequence[Any]) -> Work:
    """The milliseconds within which 95 of 100 questions are answered."""
    shelf, _ = _build(inputs[0])

    def work() -> float:
        took = []
        for text in questions():
            began = time.perf_counter()
            shelf.find(question(text))
            took.append(1000 * (time.perf_counter() - began))
        return statistics.quantiles(took, n=20)[-1]

    return work


def _build(size: int) -> tuple[Shelf, int]:
    url = os.environ.get("TOCSIN_DATABASE")
    if url is None:
        folder = tempfile.TemporaryDirectory(prefix="tocsin-bench-", dir="build")
        SHELVES.append(folder)
        url = f"sqlite:///{Path(folder.name) / 'shelf.sqlite'}"
    shelf = Shelf(url)
    SHELVES.append(shelf)
    if len(shelf) != size:
        shelf.put(items(size))
    return shelf, size


BENCHES = (
    Bench("search, reports put on the shelf", "reports/s", numbers, built, 10_000, clock="wall"),
    Bench("search, 95 of 100 questions", "ms", numbers, asked, 100_000, clock="wall", better="less", told=True),
)  # fmt: skip
