"""Benches of the program as it is started from a shell: a process each time, nothing warm but the disk."""

import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from measure.benches.bench import ELSEWHERE, Bench, Work
from measure.benches.texts import CORPUS
from measure.gold import default_folder

# A small process that starts the large one, so that what is said of its memory is its own.
SHELL = """\
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


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
    shell = [sys.executable, "-I", "-c", SHELL, *words]
    done = subprocess.run(shell, check=True, text=True, stdout=subprocess.PIPE)
    took, held = done.stdout.split()
    ELSEWHERE.append(int(held) // (1024 if sys.platform == "darwin" else 1))
    return float(took)


BENCHES = (
    Bench("page, tocsin --help", "s", nothing, started, 1, clock="wall", better="less", told=True),
    Bench("read, tocsin brief of five reports", "s", seeds, started, 5, clock="wall", better="less", told=True),
)  # fmt: skip
