"""The keys of the log and of the witness beside it: made on first use, kept in files that only their owner reads."""

import os
import secrets
from pathlib import Path

from tocsin.ledger.errors import LedgerDamaged, LedgerUnwritable
from tocsin.ledger.notes import COSIGNATURE, BadNote, Signer

KEY_FILE, WITNESS_FILE = "log.key", "witness.key"


def new_key(origin: str | None = None) -> Signer:
    """A fresh Ed25519 key. Without an `origin` the log is named after the key."""
    key = Signer("tocsin.local", secrets.token_bytes(32))
    return Signer(origin or f"tocsin.local/{key.verifier.public.hex()[:16]}", key.seed)


def key_in(folder: Path, origin: str | None = None) -> Signer:
    """The key in `folder`, made and written (mode 0600) if there is none.

    Raises LedgerUnwritable if it can be neither read nor written, LedgerDamaged if the file holds no key or the
    key of another `origin`: a log never changes its key by itself.
    """
    return _in_file(folder / KEY_FILE, origin, new_key(origin))


def witness_key_in(folder: Path, log: str) -> Signer:
    """The key with which this node cosigns others' logs; it is another than its own log's, and named after that log.

    Raises as `key_in` does.
    """
    fresh = Signer(f"{log}/witness", secrets.token_bytes(32), COSIGNATURE)
    return _in_file(folder / WITNESS_FILE, fresh.name, fresh)


def _in_file(path: Path, origin: str | None, fresh: Signer) -> Signer:
    try:
        if not path.exists():
            _write(path, fresh)
        key = Signer.read(path.read_text("ascii"))
    except OSError as err:
        raise LedgerUnwritable(
            f"the log's key {path}: {err.strerror}; its owner must be able to read it"
        ) from err
    except (BadNote, UnicodeError) as err:
        raise LedgerDamaged(
            f"the log's key {path} is damaged: {err}; restore it from a backup"
        ) from err
    if origin not in (None, key.name):
        raise LedgerDamaged(f"the key {path} is of the log {key.name}; {origin} was asked for")
    return key


def _write(path: Path, key: Signer) -> None:
    # Linked into place when whole: of two first starts at once one wins, and a crash leaves no half key.
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, f"{key.secret()}\n".encode())
        os.fsync(file)
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        os.close(file)
        fresh.unlink()
