"""`run.py faults [--sample N]`: break every file call that the ledger makes, and look at what is left.

Each run forks a child that does one piece of work, and has strace make the N-th call of one kind fail with EIO or
ENOSPC, or kill the process at it. Then the place is opened again, without any fault. Two things must never be:

mixed   neither the old nor the new state: fsck finds something, an export or backup is there and does not hold
lost    something that was acknowledged is not there

Figures go to build/faults.json. Exit 1 if either happened, or an error came out that no door names; 2 without strace.
"""

import argparse
import importlib
import json
import mmap
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from measure.accuracy import commit
from measure.works import WORKS, Work

CALLS = (
    "openat", "mkdir", "write", "pwrite64", "read", "pread64", "fsync", "fdatasync", "ftruncate", "rename",
    "link", "unlink", "close", "sync",
)  # fmt: skip
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
OUT = Path("build/faults.json")
_PATIENCE = 30.0
_NAMED, _UNNAMED = (
    7,
    8,
)  # exit codes of a child that met an error with a name of the ledger's, or another


class Point(NamedTuple):
    """Where a run breaks: a call, which one of its kind, and how."""

    call: str
    number: int
    fault: str


class Outcome(NamedTuple):
    """What became of a run: how the child ended, and what is wrong with what it left."""

    work: str
    point: Point
    ended: str
    wrong: str


def main(words: Sequence[str] | None = None) -> int:
    """Run every fault, or a sample; print one table; write build/faults.json."""
    asked = argparse.ArgumentParser(
        prog="run.py faults", description=(__doc__ or "").splitlines()[0]
    )
    asked.add_argument("--sample", type=int, help="at most so many runs")
    said = asked.parse_args(words)
    if shutil.which("strace") is None:
        print(
            "faults are injected with strace, which is not here: apt-get install strace",
            file=sys.stderr,
        )
        return 2
    began = time.perf_counter()
    outcomes = list(run(said.sample))
    OUT.parent.mkdir(exist_ok=True)
    whole = {
        "v": 1,
        "commit": commit(),
        "seconds": round(time.perf_counter() - began),
        **figures(outcomes),
    }
    OUT.write_text(json.dumps(whole, indent=1) + "\n")
    print(table(outcomes))
    return 1 if any(one.wrong for one in outcomes) else 0


def run(sample: int | None = None) -> Iterator[Outcome]:
    """Every fault at every point of every work, or `sample` of them, always the same."""
    for module in ("store", "witness", "backup"):  # else their loading would be what breaks
        importlib.import_module(f"tocsin.ledger.{module}")
    points = [(work, point) for work in WORKS for point in points_of(work)]
    chosen = (
        random.Random(3161).sample(points, sample) if sample and sample < len(points) else points
    )
    for work, point in sorted(chosen, key=points.index):
        yield broken(work, point)


def points_of(work: Work) -> list[Point]:
    """The points at which a work can break: each call that it makes, with each fault."""
    with tempfile.TemporaryDirectory(prefix="tocsin-faults-") as folder:
        home, traced = Path(folder) / "home", Path(folder) / "calls"
        work.prepare(home)
        child(work, home, ["-o", str(traced), "-e", f"trace={','.join(CALLS)}"])
        made = Counter(
            line.partition("(")[0] for line in traced.read_text("utf-8", "replace").splitlines()
        )
    return [
        Point(call, number, fault)
        for call in CALLS
        for number in range(1, made[call] + 1)
        for fault in FAULTS
        if not (fault == "error=ENOSPC" and call in ("read", "pread64", "close", "unlink"))
    ]


def broken(work: Work, point: Point) -> Outcome:
    """One run: the fault, and what it left."""
    with tempfile.TemporaryDirectory(prefix="tocsin-faults-") as folder:
        home = Path(folder) / "home"
        work.prepare(home)
        inject = f"inject={point.call}:{point.fault}:when={point.number}"
        ended, acknowledged = child(
            work, home, ["-o", "/dev/null", "-e", f"trace={point.call}", "-e", inject]
        )
        wrong = "an error that no door names" if ended == "unnamed" else ""
        return Outcome(work.name, point, ended, wrong or work.left(home, acknowledged))


def child(work: Work, home: Path, options: list[str]) -> tuple[str, int]:
    """How a child that does the work under strace ended, and how much it had been told was done."""
    told = mmap.mmap(-1, 8)  # shared, so that telling takes no call that could break
    pid = os.fork()
    if not pid:
        os._exit(_do(work, home, told))
    os.waitpid(pid, os.WUNTRACED)  # it stops itself when it is ready
    tracer = subprocess.Popen(
        ["strace", "-qq", "-p", str(pid), *options], stderr=subprocess.DEVNULL
    )
    _attached(pid)
    os.kill(pid, signal.SIGCONT)
    _, status = os.waitpid(pid, 0)
    tracer.wait()
    return _ended(status), int.from_bytes(told[:8], "little")


def _do(work: Work, home: Path, told: mmap.mmap) -> int:
    from tocsin.ledger import LedgerError

    def acknowledge(number: int) -> None:
        told[:8] = number.to_bytes(8, "little")

    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        work.do(home, acknowledge)
    except LedgerError:
        return _NAMED
    except BaseException:  # noqa: BLE001 - whatever it is, it is what this is looking for
        return _UNNAMED
    return 0


def _attached(pid: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        status = Path(f"/proc/{pid}/status").read_text()
        if "TracerPid:\t0\n" not in status:
            return
        time.sleep(0.002)
    raise TimeoutError(f"strace did not attach to {pid}")


def _ended(status: int) -> str:
    if os.WIFSIGNALED(status):
        return "killed"
    return {0: "done", _NAMED: "named", _UNNAMED: "unnamed"}.get(
        os.waitstatus_to_exitcode(status), "odd"
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """What build/faults.json says of the runs."""
    wrong = [one for one in outcomes if one.wrong]
    return {
        "runs": len(outcomes),
        "mixed": sum(one.wrong.startswith("mixed") for one in wrong),
        "lost": sum(one.wrong.startswith("lost") for one in wrong),
        "unnamed": sum(one.ended == "unnamed" for one in wrong),
        "ended": dict(Counter(one.ended for one in outcomes)),
        "works": {name: _runs(outcomes, name) for name in sorted({one.work for one in outcomes})},
        "wrong": [[one.work, *one.point, one.wrong] for one in wrong],
    }


def _runs(outcomes: Sequence[Outcome], work: str) -> int:
    return sum(one.work == work for one in outcomes)


def table(outcomes: Sequence[Outcome]) -> str:
    """One line for each work, then what is wrong."""
    lines = [f"{'work':<12}{'runs':>6}{'killed':>8}{'refused':>9}{'done':>6}{'wrong':>7}"]
    for name in [work.name for work in WORKS]:
        of = [one for one in outcomes if one.work == name]
        ended = Counter(one.ended for one in of)
        wrong = sum(bool(one.wrong) for one in of)
        lines.append(
            f"{name:<12}{len(of):>6}{ended['killed']:>8}{ended['named']:>9}{ended['done']:>6}{wrong:>7}"
        )
    lines += [
        f"{one.work}: {' '.join(map(str, one.point))}: {one.wrong}" for one in outcomes if one.wrong
    ]
    lines.append(f"{len(outcomes)} faults, {sum(bool(one.wrong) for one in outcomes)} wrong")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
