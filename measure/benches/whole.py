"""Benches of the program as it is started from a shell: a process each time, nothing warm but the disk."""

import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from measure.benches.bench import Bench, Work
from measure.benches.texts import CORPUS
from measure.gold import default_folder


def nothing(size: int) -> list[str]:
    """The words after `tocsin` for its help."""
    return ["--help"] * bool(size)


def seeds(size: int) -> list[str]:
    """The words for a brief of the five seeds beside the gold sets, or of as many bundled reports if there are none."""
    folder = default_folder().parent / "seeds"
    found = sorted(folder.glob("*.txt")) or sorted(p for p in CORPUS.iterdir() if p.is_file())
    return ["brief", *(str(path) for path in found[:size])]


def started(words: Sequence[Any]) -> Work:
    """Seconds from start to end of `tocsin` with these words."""
    return partial(_took, [sys.executable, "-m", "tocsin", *words])


def _took(words: list[str | Path]) -> float:
    began = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


BENCHES = (
    Bench("page, tocsin --help", "s", nothing, started, 1, clock="wall", better="less", told=True),
    Bench("read, tocsin brief of five reports", "s", seeds, started, 5, clock="wall", better="less", told=True),
)  # fmt: skip
