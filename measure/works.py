"""The pieces of work that `run.py faults` breaks, and what must hold of what each leaves."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tocsin.ledger import (
    Ledger,
    LedgerError,
    Mirror,
    NoExport,
    Signer,
    Vault,
    Witness,
    backup,
    export,
    fsck,
    policy,
    publish,
    restore,
    verify,
)
from tocsin.ledger.notes import COSIGNATURE
from tocsin.ledger.witness import request
from tocsin.records import Capture, Custody, Evidence, Incident, Word

KEY = Signer("register.example/faults", bytes(range(32)))
WITNESS = Signer("witness.example/faults", bytes(range(1, 33)), COSIGNATURE)
AT = datetime(2031, 7, 16, 9, tzinfo=UTC)
PAGE = b"<html>Delegations met in Port Selm on Monday.</html>" * 400

Tell = Callable[[int], None]
"""Takes how much is acknowledged by now."""


class Work(NamedTuple):
    """A piece of work: its name, what must be there before, what it does, and what is wrong with what it left."""

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path, Tell], None]
    left: Callable[[Path, int], str]


def capture(number: int) -> Capture:
    """A record of its own for each number."""
    return Capture(
        report=f"report-{number:032x}", digest="0" * 64, text_digest="0" * 64, size=number
    )


def opened(home: Path) -> Ledger:
    """The ledger in a folder."""
    return Ledger(home / "ledger.db", key=KEY)


def sound(home: Path, least: int, whole: int | None = None) -> str:
    """What is wrong with a ledger that must hold at least so many records, and with `whole` all of them or none."""
    ledger = opened(home)
    try:
        found, size = next(fsck(ledger), None), len(ledger)
        if found is not None:
            return f"mixed: {found.item}: {found.wrong}"
        if size < least:
            return f"lost: {least} were acknowledged, {size} are there"
        if whole is not None and size not in (0, whole):
            return f"mixed: {size} of a batch of {whole} are there"
        ledger.append(capture(999_999))
    finally:
        ledger.close()
    return ""


def empty(home: Path) -> None:
    """A folder with nothing in it."""
    home.mkdir()


def append(home: Path, tell: Tell) -> None:
    """Records one by one, open and private in turn."""
    ledger = opened(home)
    for number in range(3):
        ledger.append(capture(number), private=bool(number % 2))
        tell(number + 1)


def batch(home: Path, tell: Tell) -> None:
    """Records all at once, more than fill a tile."""
    opened(home).extend(capture(number) for number in range(300))
    tell(300)


def register(home: Path) -> None:
    """A ledger with an incident and a page in the vault."""
    home.mkdir()
    (home / "log.key").write_text(f"{KEY.secret()}\n")
    ledger, digest = opened(home), Vault(home / "evidence").put(PAGE)
    ledger.extend(records(digest), private=True)
    ledger.close()


def records(digest: str) -> list[Word]:
    """An incident with the capture and the custody of its page."""
    item = Evidence(digest=digest, size=len(PAGE), media_type="text/html", report="report-1")
    opened_here = Incident(
        number="1", title="Meeting, Port Selm", opened_at=AT, opened_by="AVA", happenings=(), evidence=(item,), nonce="00"
    )  # fmt: skip
    return [
        Capture(report="report-1", digest=digest, text_digest="0" * 64, size=len(PAGE)),
        Custody(evidence=digest, act="collected", by="AVA", at=AT),
        opened_here,
    ]


def _exporting(name: str) -> Work:
    def do(home: Path, tell: Tell) -> None:
        ledger, vault = opened(home), Vault(home / "evidence")
        (incident,) = (entry.name for entry in ledger.scan("incident"))
        export(ledger, incident, home / name, by="AVA", at=AT, captures=vault)
        tell(1)

    def left(home: Path, acknowledged: int) -> str:
        trusted = policy(f"log {KEY.verifier}\nquorum none\n")
        if (home / name).exists():
            try:
                state: str = verify(home / name, trusted).state
            except NoExport as err:
                state = str(err)
            if state != "ok":
                return f"mixed: an export is there and is {state}"
        elif acknowledged:
            return "lost: the export was acknowledged"
        return sound(home, 3)

    return Work(f"export{name[3:]}", register, do, left)


def keep(home: Path, tell: Tell) -> None:
    """Bytes into the vault."""
    Vault(home / "evidence").put(PAGE + b"more")
    tell(1)


def kept(home: Path, acknowledged: int) -> str:
    """What is wrong with the vault."""
    vault = Vault(home / "evidence")
    if odd := [digest for digest in vault if not vault.holds(digest)]:
        return f"mixed: {odd[0]} is not what it is named by"
    digest = Vault(Path(tempfile.mkdtemp(dir=home))).put(PAGE + b"more")
    if acknowledged and not vault.holds(digest):
        return "lost: bytes that were acknowledged are not in the vault"
    vault.put(PAGE + b"more")
    return ""


def _watched(size: int) -> Ledger:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(capture(number) for number in range(size))
    return ledger


def watch(home: Path) -> None:
    """A witness that has seen a log of five records."""
    home.mkdir()
    here, log = opened(home), _watched(5)
    Witness(here.store, WITNESS, [KEY.verifier]).add_checkpoint(
        request(0, (), str(log.head().note)), 1
    )
    here.close()


def cosign(home: Path, tell: Tell) -> None:
    """A witness is asked to cosign eight."""
    log = _watched(8)
    asked = request(5, log.prove_growth(5), str(log.head().note))
    answer = Witness(opened(home).store, WITNESS, [KEY.verifier]).add_checkpoint(asked, 2)
    tell(8 if answer.status == 200 else 0)


def remembered(home: Path, acknowledged: int) -> str:
    """What is wrong with what a witness remembers."""
    ledger, log = opened(home), _watched(9)
    here = Witness(ledger.store, WITNESS, [KEY.verifier])
    size = int(here.add_checkpoint(request(0, (), str(log.head().note)), 3).body)
    ledger.close()
    if size < acknowledged:
        return f"lost: a cosignature over {acknowledged} went out, {size} are remembered"
    return "" if size in (5, 8) else f"mixed: the witness remembers {size}"


def back_up(home: Path, tell: Tell) -> None:
    """A backup of everything."""
    backup(opened(home), Vault(home / "evidence"), home / "node.backup")
    tell(1)


def backed_up(home: Path, acknowledged: int) -> str:
    """What is wrong with the backup, if there is one."""
    place = home / "node.backup"
    if not place.exists():
        return "lost: the backup was acknowledged" if acknowledged else sound(home, 3)
    other = home / "other"
    other.mkdir()
    try:
        restore(place, other)
    except LedgerError as err:
        return f"mixed: a backup is there and is none: {err}"
    return sound(home, 3)


def restorable(home: Path) -> None:
    """A backup, and nothing else."""
    register(home)
    ledger = opened(home)
    backup(ledger, Vault(home / "evidence"), home / "node.backup")
    ledger.close()


def put_back(home: Path, tell: Tell) -> None:
    """A backup is restored to an empty folder."""
    restore(home / "node.backup", home / "other")
    tell(1)


def was_put_back(home: Path, acknowledged: int) -> str:
    """What is wrong with what was restored."""
    other = home / "other"
    if not (other / "ledger.sqlite").exists():
        if acknowledged:
            return "lost: the restored ledger was acknowledged"
        shutil.rmtree(other, ignore_errors=True)
        restore(home / "node.backup", other)
    ledger = Ledger(other / "ledger.sqlite", key=KEY)
    try:
        found = next(fsck(ledger, Vault(other / "evidence")), None)
        return f"mixed: {found.item}: {found.wrong}" if found else ""
    finally:
        ledger.close()


def published(home: Path) -> None:
    """A log as files, and a mirror of its first part."""
    home.mkdir()
    log = _watched(200)
    publish(log, home / "log")
    Mirror(home / "mirror", KEY.verifier).update(lambda path: (home / "log" / path).read_bytes())
    publish(_watched(300), home / "log", 200)


def fetch(home: Path, path: str) -> bytes:
    """A file of the partner's log; what stands in its way has the name that the caller gave it."""
    try:
        return (home / "log" / path).read_bytes()
    except OSError as err:
        raise LedgerError(f"the partner does not answer: {err}") from err


def mirror(home: Path, tell: Tell) -> None:
    """The mirror takes in the rest."""
    tell(Mirror(home / "mirror", KEY.verifier).update(partial(fetch, home)).size)


def mirrored(home: Path, acknowledged: int) -> str:
    """What is wrong with the mirror."""
    here = Mirror(home / "mirror", KEY.verifier)
    size = int((here.head() or "x\n0\n").split("\n")[1])
    if size < max(acknowledged, 200):
        return f"lost: the mirror held {max(acknowledged, 200)}, it holds {size}"
    found = here.update(lambda path: (home / "log" / path).read_bytes())
    return "" if found.size == 300 else f"mixed: the mirror stands at {found.size}"


WORKS = (
    Work("append", empty, append, sound),
    Work("batch", empty, batch, lambda home, acknowledged: sound(home, acknowledged, 300)),
    Work("vault", register, keep, kept),
    _exporting("out"),
    _exporting("out.zip"),
    Work("witness", watch, cosign, remembered),
    Work("mirror", published, mirror, mirrored),
    Work("backup", register, back_up, backed_up),
    Work("restore", restorable, put_back, was_put_back),
)
