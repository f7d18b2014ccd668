"""Benches of the ledger: sealing, proving, verifying, checking everything. The file lies on disk, every commit is durable."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from measure.benches.bench import ELSEWHERE, Bench, Work
from tocsin.ledger import Ledger, Vault, export, fsck, proof
from tocsin.records import Assessment, Custody, Incident, name_of

BATCH = 256
LONG = 20_000  # records at once where only the length of the log matters
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


def hidden(inputs: Sequence[Any]) -> Work:
    """Private records sealed 256 at a time and durable: with salts, covers and the trees of their fields."""
    made, fresh = ledger(), count()

    def work() -> float:
        for start in range(0, len(inputs), BATCH):
            made.extend((custody(next(fresh)) for _ in inputs[start : start + BATCH]), private=True)
        return len(inputs)

    return work


OPENED = """
import sys, time
from pathlib import Path
from measure.benches.bench import memory
import tocsin.ledger.store
from tocsin.ledger import Ledger
began = time.perf_counter()
ledger = Ledger(Path(sys.argv[1]))
size, _ = len(ledger), ledger.prove_growth(len(ledger) // 3)
print(time.perf_counter() - began, memory())
"""


def reopened(inputs: Sequence[Any]) -> Work:
    """Seconds until a long log is open and has proven its growth, in a process of its own, which tells its memory."""
    folder = tempfile.TemporaryDirectory(prefix="tocsin-bench-", dir="build")
    FOLDERS.append(folder)
    path = Path(folder.name) / "ledger.sqlite"
    made = Ledger(path)
    for start in range(0, len(inputs), LONG):
        made.extend(custody(n) for n in inputs[start : start + LONG])
    made.close()

    def work() -> float:
        words = [sys.executable, "-c", OPENED, str(path)]
        seconds, held = subprocess.run(
            words, stdout=subprocess.PIPE, text=True, check=True
        ).stdout.split()
        ELSEWHERE.append(int(held))
        return float(seconds)

    return work


def rehashed(inputs: Sequence[Any]) -> Work:
    """MiB of evidence read again and held against its digests."""
    folder = tempfile.TemporaryDirectory(prefix="tocsin-bench-", dir="build")
    FOLDERS.append(folder)
    vault = Vault(Path(folder.name))
    digests = [vault.put(n.to_bytes(8, "big") * (1 << 17)) for n in inputs]
    return lambda: sum(vault.holds(digest) for digest in digests)


def audited(inputs: Sequence[Any]) -> Work:
    """Seconds for the program that travels in an export to check one with that many sealed records, in a process of its own."""
    folder = tempfile.TemporaryDirectory(prefix="tocsin-bench-", dir="build")
    FOLDERS.append(folder)
    home, made = Path(folder.name), ledger()
    at = datetime(2026, 5, 5, 12, tzinfo=UTC)
    opened = Incident(number="1", title="Meeting", opened_at=at, opened_by="AVA", happenings=())
    made.append(opened, private=True)
    about = name_of(opened)
    made.extend(
        (Assessment(about=about, by="AVA", at=at, method=f"round {n}") for n in inputs),
        private=True,
    )
    export(made, about, home / "export", by="AVA", at=at)
    (home / "policy").write_text(f"log {made.verifier}\nquorum none\n")
    words = [
        sys.executable,
        "-I",
        "-S",
        str(home / "export" / "verify.py"),
        "--policy",
        str(home / "policy"),
    ]

    def work() -> float:
        began = time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    return work


BENCHES = (
    Bench("seal, batches of 256", "records/s", numbers, sealed, 16 * BATCH, clock="wall", peers=("pymerkle, appended",)),
    Bench("seal, one by one, median", "ms", numbers, single(50), SINGLES, clock="wall", better="less", told=True),
    Bench("seal, one by one, 99 of 100", "ms", numbers, single(99), SINGLES, clock="wall", better="less", told=True),
    Bench("seal, private, batches of 256", "records/s", numbers, hidden, 16 * BATCH, clock="wall"),
    Bench("seal, a long log opened", "s", numbers, reopened, 1_000_000, clock="wall", better="less", told=True),
    Bench("proof, made", "proofs/s", numbers, proved, 8 * BATCH, peers=("pymerkle, proved",)),
    Bench("proof, made, 99 of 100", "ms", numbers, slowest, 8 * BATCH, clock="wall", better="less", told=True),
    Bench("proof, verified", "proofs/s", numbers, verified, 8 * BATCH, peers=("pymerkle, verified",)),
    Bench("proof, an export of 1,000 records checked alone", "s", numbers, audited, 1000, clock="wall", better="less", told=True),
    Bench("fsck", "records/s", numbers, checked, 64 * BATCH),
    Bench("fsck, evidence hashed again", "MiB/s", numbers, rehashed, 64),
)  # fmt: skip
