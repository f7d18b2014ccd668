"""Benches of the ledger: sealing, proving, verifying, checking everything. The file lies on disk, every commit is durable."""

import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from measure.benches.bench import Bench, Work
from tocsin.ledger import Ledger, fsck, proof
from tocsin.records import Custody

BATCH = 256
SINGLES = 200


def numbers(size: int) -> list[int]:
    """The numbers of `size` records."""
    return list(range(size))


def custody(number: int) -> Custody:
    """A record as the register keeps most of: a step in the keeping of a piece of evidence."""
    return Custody(
        evidence=f"evidence-{number:032x}",
        act="verified",
        by="node.lantern.example",
        at=datetime(2026, 5, 5, 12, tzinfo=UTC),
        note=f"checked against its digest, round {number}",
    )


def ledger() -> Ledger:
    """A new ledger in a folder that is gone with the process."""
    folder = tempfile.TemporaryDirectory(prefix="tocsin-bench-", dir="build")
    FOLDERS.append(folder)
    return Ledger(Path(folder.name) / "ledger.sqlite")


FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def filled(inputs: Sequence[Any]) -> Ledger:
    """A ledger with all these records."""
    made = ledger()
    for start in range(0, len(inputs), BATCH):
        made.extend(custody(n) for n in inputs[start : start + BATCH])
    return made


def sealed(inputs: Sequence[Any]) -> Work:
    """Records made, sealed 256 at a time and durable; all different from run to run."""
    made, fresh = ledger(), count()

    def work() -> float:
        for start in range(0, len(inputs), BATCH):
            made.extend(custody(next(fresh)) for _ in inputs[start : start + BATCH])
        return len(inputs)

    return work


def single(share: int) -> Any:
    """The setup of a bench of sealing one record at a time: the time within which `share` of 100 are durable."""

    def ready(inputs: Sequence[Any]) -> Work:
        made, fresh = ledger(), count()

        def work() -> float:
            took = [_timed(made, next(fresh)) for _ in inputs]
            return 1000 * statistics.quantiles(took, n=100)[share - 1]

        return work

    return ready


def _timed(made: Ledger, number: int) -> float:
    began = time.perf_counter()
    made.append(custody(number))
    return time.perf_counter() - began


def proved(inputs: Sequence[Any]) -> Work:
    """A proof for every record."""
    made = filled(inputs)
    names = [entry.name for entry in made.scan()]
    return lambda: len([made.prove(name) for name in names])


def slowest(inputs: Sequence[Any]) -> Work:
    """Milliseconds within which 99 of 100 proofs are made."""
    made = filled(inputs)
    names = [entry.name for entry in made.scan()]

    def work() -> float:
        took = []
        for name in names:
            began = time.perf_counter()
            made.prove(name)
            took.append(time.perf_counter() - began)
        return 1000 * statistics.quantiles(took, n=100)[98]

    return work


def verified(inputs: Sequence[Any]) -> Work:
    """A proof file read and followed to its checkpoint's root, for every record."""
    made = filled(inputs)
    files = [(str(made.prove(entry.name)), entry.kept.data) for entry in made.scan()]
    return lambda: len([proof(text).check(data) for text, data in files])


def checked(inputs: Sequence[Any]) -> Work:
    """Everything in the ledger checked against everything else."""
    made = filled(inputs)

    def work() -> float:
        found = list(fsck(made))
        if found:
            raise ValueError(f"a fresh ledger is not what was sealed: {found[0]}")
        return len(inputs)

    return work


BENCHES = (
    Bench("seal, batches of 256", "records/s", numbers, sealed, 16 * BATCH, clock="wall"),
    Bench("seal, one by one, median", "ms", numbers, single(50), SINGLES, clock="wall", better="less", told=True),
    Bench("seal, one by one, 99 of 100", "ms", numbers, single(99), SINGLES, clock="wall", better="less", told=True),
    Bench("proof, made", "proofs/s", numbers, proved, 8 * BATCH),
    Bench("proof, made, 99 of 100", "ms", numbers, slowest, 8 * BATCH, clock="wall", better="less", told=True),
    Bench("proof, verified", "proofs/s", numbers, verified, 8 * BATCH),
    Bench("fsck", "records/s", numbers, checked, 64 * BATCH),
)  # fmt: skip
