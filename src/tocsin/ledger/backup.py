"""Back up all that a node keeps and cannot make again, in one file; restore it, checked, where nothing is yet.

ledger.sqlite       every table, whatever kind of store it was copied from, as one moment saw it
log.key             the log's key, and that of the witness beside it: a backup is as secret as they
log.witnessed       what partners have seen of the log
evidence/ab/ab12…   the vault
backup.json         first of all: every file with its SHA-256 and size, and the head of the log

An older backup restores the past. What partners have seen since stays beside the ledger where it was, so that the node
notices it and appends nothing (see `seen`).
"""

import contextlib
import hashlib
import io
import json
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from tocsin.ledger import seen
from tocsin.ledger.errors import LedgerError, LedgerUnwritable
from tocsin.ledger.fsck import fsck
from tocsin.ledger.keys import KEY_FILE, WITNESS_FILE
from tocsin.ledger.log import Ledger
from tocsin.ledger.vault import Vault, sync

LISTED, DATABASE = "backup.json", "ledger.sqlite"
_PIECE = 1 << 20


class BadBackup(LedgerError):
    """A file that is no backup, or not whole; nothing was restored from it."""


class Backup(msgspec.Struct, frozen=True):
    """What a backup holds: the log's name, its size and root, each file by path with its SHA-256 and size."""

    origin: str
    size: int
    root: str
    files: dict[str, tuple[str, int]]


def backup(ledger: Ledger, vault: Vault, place: Path) -> Backup:
    """Write everything to the file `place`, which is not there yet. Raises LedgerUnwritable; half a backup never stays.

    Others may go on writing meanwhile: the ledger is as one moment saw it, and evidence that its records name was in
    the vault before them.
    """
    if place.exists():
        raise LedgerUnwritable(f"{place} is there already; a backup goes to a new file")
    fresh = place.with_name(f".{place.name}-{secrets.token_hex(8)}")
    try:
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            copy = Path(folder) / DATABASE
            ledger.copy(copy)
            made = _listing(copy, ledger, vault)
            fresh.touch(mode=0o600, exist_ok=False)  # the log's key is in it
            with fresh.open("wb") as file:
                _write(file, made, copy, ledger, vault)
            sync(fresh)
        fresh.rename(place)
        sync(place.parent)
    except OSError as err:
        raise LedgerUnwritable(f"{place} cannot be written: {err.strerror or err}") from err
    finally:
        with contextlib.suppress(OSError):  # there is nothing then
            fresh.unlink()
    return made


def _listing(copy: Path, ledger: Ledger, vault: Vault) -> Backup:
    copied = Ledger(copy, key=ledger.key)
    head = copied.head()
    copied.close()
    there = dict(_files(copy, ledger, vault))
    files = {path: (_digest(file), file.stat().st_size) for path, file in there.items()}
    return Backup(ledger.origin, head.size, head.root, files)


def _files(copy: Path, ledger: Ledger, vault: Vault) -> Iterator[tuple[str, Path]]:
    yield DATABASE, copy
    if ledger.folder is not None:
        for name in (KEY_FILE, WITNESS_FILE, seen.FILE):
            if (ledger.folder / name).exists():
                yield name, ledger.folder / name
    for digest in vault:
        yield f"evidence/{digest[:2]}/{digest}", vault.folder / digest[:2] / digest


def _write(file: IO[bytes], made: Backup, copy: Path, ledger: Ledger, vault: Vault) -> None:
    listing = json.dumps({"v": 1, **msgspec.to_builtins(made)}, indent=1).encode()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as packed:
        info = tarfile.TarInfo(LISTED)
        info.size, info.mode = len(listing), 0o600
        packed.addfile(info, io.BytesIO(listing))
        for path, source in _files(copy, ledger, vault):
            packed.add(source, path, recursive=False, filter=_private)


def _private(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.mode, info.uid, info.gid, info.uname, info.gname = 0o600, 0, 0, "", ""
    return info


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(place: Path, folder: Path, url: str | None = None) -> Backup:
    """Put a backup in `folder`, and its ledger in the empty database at `url` if one is named; what it held.

    Everything is checked before anything is put in place. Raises BadBackup if the backup is not whole, LedgerUnwritable
    if there is a ledger already or the place cannot be written.
    """
    if (folder / DATABASE).exists() or (folder / KEY_FILE).exists():
        raise LedgerUnwritable(f"{folder} holds a ledger already; restore to an empty folder")
    fresh = folder / f".restoring-{secrets.token_hex(8)}"
    try:
        fresh.mkdir(parents=True)
        made = _unpacked(place, fresh)
        _sound(fresh, made)
        if url is not None:
            _into(url, fresh)
        _put(fresh, folder)
    except OSError as err:
        raise LedgerUnwritable(f"{folder} cannot be written: {err.strerror or err}") from err
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made


def _unpacked(place: Path, fresh: Path) -> Backup:
    try:
        with tarfile.open(place, "r:") as packed:
            first = packed.next()
            listing = packed.extractfile(first) if first and first.name == LISTED else None
            if listing is None:
                raise BadBackup(f"{place} does not begin with {LISTED}")
            made = msgspec.json.decode(listing.read(_PIECE * 64), type=Backup)
            for info in packed:
                _unpack(packed, info, made, fresh)
    except (tarfile.TarError, msgspec.DecodeError, EOFError, ValueError) as err:
        raise BadBackup(f"{place} is no backup: {err}") from err
    missing = [path for path in made.files if not (fresh / path).is_file()]
    if missing:
        raise BadBackup(f"{place} is not whole: {missing[0]} is missing")
    return made


def _unpack(packed: tarfile.TarFile, info: tarfile.TarInfo, made: Backup, fresh: Path) -> None:
    if info.name == LISTED:
        return
    source = packed.extractfile(info) if info.name in made.files and info.isreg() else None
    if source is None or ".." in Path(info.name).parts or Path(info.name).is_absolute():
        raise BadBackup(f"{info.name[:80]!r} is no file that the backup lists")
    target = fresh / info.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with target.open("wb") as file:
        shutil.copyfileobj(source, file, _PIECE)
    if (_digest(target), target.stat().st_size) != made.files[info.name]:
        raise BadBackup(f"{info.name} is not what was backed up")


def _sound(fresh: Path, made: Backup) -> None:
    """Nothing, if the log in the backup holds everything that its head says; else BadBackup."""
    ledger = Ledger(fresh / DATABASE)
    try:
        found = next(fsck(ledger, Vault(fresh / "evidence")), None)
        head = ledger.head()
    finally:
        ledger.close()
    if found is not None:
        raise BadBackup(f"what was backed up does not hold: {found.item}: {found.wrong}")
    if (ledger.origin, head.size, head.root) != (made.origin, made.size, made.root):
        raise BadBackup(f"the log in it is not the one of {made.size} records that it lists")


def _into(url: str, fresh: Path) -> None:
    source = Ledger(fresh / DATABASE)
    try:
        source.copy(url)
    finally:
        source.close()
    for file in fresh.glob(f"{DATABASE}*"):
        file.unlink()


def _put(fresh: Path, folder: Path) -> None:
    """Everything in its place, the database last: without it there is no ledger yet."""
    for file in fresh.glob(f"{DATABASE}-*"):
        file.unlink()
    there = seen.SeenBy(folder)
    if (fresh / seen.FILE).exists():
        there.remember((fresh / seen.FILE).read_text("utf-8"))
        (fresh / seen.FILE).unlink()
    vault = Vault(folder / "evidence")
    for file in sorted((fresh / "evidence").glob("??/*")):
        if not vault.holds(file.name):
            (vault.folder / file.parent.name).mkdir(parents=True, exist_ok=True)
            file.rename(vault.folder / file.parent.name / file.name)
    for name in (WITNESS_FILE, KEY_FILE, DATABASE):
        if (fresh / name).exists():
            (fresh / name).rename(folder / name)
    sync(folder)
