"""What a bench is: inputs, the work that is timed, and whom else the same inputs are given to."""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

LONG_ENOUGH = 0.3  # seconds: a run repeats its work until the clock has moved by so much

Work = Callable[[], float]
Clock = Literal["cpu", "wall"]


class Bench(NamedTuple):
    """One line of the table.

    `inputs(size)` makes what is worked on, as plain values that can be written as JSON; `ready(inputs)` sets up and
    gives the work. What the work returns is how many units it has done; with `told`, it is the figure itself.
    `clock` "cpu" counts the seconds of this process's processors, "wall" those on the wall.
    """

    name: str
    unit: str
    inputs: Callable[[int], Sequence[Any]]
    ready: Callable[[Sequence[Any]], Work]
    size: int
    clock: Clock = "cpu"
    better: Literal["more", "less"] = "more"
    told: bool = False
    peers: tuple[str, ...] = ()
    note: str | None = None


ELSEWHERE: list[int] = []  # KiB that other processes took in whom the work was done, where it was

CLOCKS: dict[Clock, Callable[[], float]] = {"cpu": time.process_time, "wall": time.perf_counter}


def figures(bench: Bench, size: int, runs: int) -> list[float]:
    """The figure of each of `runs` runs, after one that warms up and is not counted."""
    work = bench.ready(bench.inputs(size))
    run = work if bench.told else lambda: rate(work, CLOCKS[bench.clock])
    return [run() for _ in range(runs + 1)][1:]


def rate(work: Work, clock: Callable[[], float]) -> float:
    """Units a second, over as many repetitions as it takes to be timed well."""
    done, began = 0.0, clock()
    while (took := clock() - began) < LONG_ENOUGH:
        done += work()
    return done / took


def memory() -> int:
    """The most KiB that this process ever held. (On Linux, getrusage would count what its parent held when it began.)"""
    status = Path("/proc/self/status")
    if status.exists():
        found = (
            row.split()[1] for row in status.read_text().splitlines() if row.startswith("VmHWM")
        )
        return int(next(found))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // 1024 if sys.platform == "darwin" else held
