"""`run.py memory [DOCUMENTS]`: what one process holds while it reads so many documents, a line every so often.

Every document is put together anew, with other words, numbers and names in it, so that nothing kept for words met before
could hide. Exit 1 if the process ever holds more than 500 MB, or in the last quarter a tenth more than in the one before.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from measure.benches.bench import memory
from measure.benches.texts import texts, varied
from measure.tasks.tools import reading, report

DOCUMENTS = 20_000
LINES = 20
MOST = 500_000  # KiB
GROWTH = 1.1
BLOCK = 100


def main(words: Sequence[str] | None = None) -> int:
    """Read so many documents, print what is held, and say whether it stays flat."""
    ask = argparse.ArgumentParser(prog="run.py memory", description=__doc__.splitlines()[0])
    ask.add_argument("documents", nargs="?", type=int, default=DOCUMENTS)
    given = ask.parse_args(words)
    print(f"{'documents':>10}{'held MB':>10}{'docs/s':>8}")
    held, started = list[int](), time.monotonic()
    for n, text in enumerate(documents(given.documents), start=1):
        reading(report(text, published="2026-05-05"))
        if n % max(1, given.documents // LINES) == 0:
            held.append(resident())
            rate = n / (time.monotonic() - started)
            print(f"{n:>10}{held[-1] / 1000:>10.0f}{rate:>8.1f}", flush=True)
    return verdict(held)


def verdict(held: Sequence[int]) -> int:
    """0 if what was held, in KiB at equal steps, stays flat and low; says why not."""
    quarter = max(1, len(held) // 4)
    last, before = max(held[-quarter:]), max(held[-2 * quarter : -quarter] or held)
    if memory() > MOST:
        print(f"held {memory() / 1000:.0f} MB, at most {MOST / 1000:.0f} MB are allowed")
    if last > before * GROWTH:
        print(f"grew from {before / 1000:.0f} to {last / 1000:.0f} MB in the last quarter")
    return int(memory() > MOST or last > before * GROWTH)


def documents(size: int) -> Iterator[str]:
    """So many texts, the same ones each time; no two blocks of them share their invented names."""
    dice = random.Random(f"memory {size}")
    for block in range(0, size, BLOCK):
        for text in texts(min(BLOCK, size - block)):
            yield named(varied(text, dice), dice)


def named(text: str, dice: random.Random) -> str:
    """A text with a few names that no other text has."""
    words = text.split(" ")
    for _ in range(8):
        name = "".join(dice.choices("abdefgiklmnoprstuvz", k=dice.randint(5, 9))).capitalize()
        words.insert(dice.randrange(len(words)), name)
    return " ".join(words)


def resident() -> int:
    """The KiB that this process holds now; where the system does not say, the most it ever held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return memory()
    return next(
        int(row.split()[1]) for row in status.read_text().splitlines() if row.startswith("VmRSS")
    )


if __name__ == "__main__":
    sys.exit(main())
