"""The evidence vault: captured bytes in files named by their SHA-256. What is put here is what is got back, or nothing.

Who collected, copied or looked at a piece of evidence is no matter of the vault: each such step is a Custody record
in the ledger.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from tocsin.ledger.errors import EvidenceAltered, EvidenceMissing, LedgerUnwritable

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PIECE = 1 << 20


class Vault:
    """A folder of evidence: `ab/ab12…` holds the bytes whose SHA-256 is ab12… in hex.

    Raises LedgerUnwritable where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes, digest: str | None = None) -> str:
        """The digest of `data`, which is durable in the vault from now on.

        Raises EvidenceAltered if a `digest` is given and is not theirs. Bytes that are here already are left alone,
        if they are sound; else they are replaced by these sound ones.
        """
        found = hashlib.sha256(data).hexdigest()
        if digest not in (None, found):
            raise EvidenceAltered(
                f"these {len(data)} bytes have the SHA-256 {found}; {digest} was said"
            )
        if not self.holds(found):
            self._write(self._path(found), data)
        return found

    def get(self, digest: str) -> bytes:
        """The bytes of that digest. Raises EvidenceMissing, and EvidenceAltered if they are no longer those."""
        try:
            data = self._path(digest).read_bytes()
        except OSError as err:
            raise EvidenceMissing(f"there is no {digest} in {self.folder}: {err.strerror}") from err
        found = hashlib.sha256(data).hexdigest()
        if found != digest:
            raise EvidenceAltered(
                f"the bytes of {digest} in {self.folder} have the SHA-256 {found} now"
            )
        return data

    def remove(self, digest: str) -> None:
        """Take the bytes of that digest away for good; the records that tell why come first. Raises LedgerUnwritable."""
        path = self._path(digest)
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync(path.parent)
        except OSError as err:
            raise LedgerUnwritable(f"{path} cannot be removed: {err.strerror}") from err

    def holds(self, digest: str) -> bool:
        """Whether the bytes of that digest are here and sound; they are read to know it."""
        hashed = hashlib.sha256()
        try:
            with self._path(digest).open("rb") as file:
                while piece := file.read(_PIECE):
                    hashed.update(piece)
        except OSError:
            return False
        return hashed.hexdigest() == digest

    def __iter__(self) -> Iterator[str]:
        """The digests of all there is, sound or not, in order."""
        for file in sorted(self.folder.glob("??/*")):
            if _DIGEST.fullmatch(file.name):
                yield file.name

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise EvidenceMissing(
                f"{digest[:80]!r} is no SHA-256 in hex; evidence is named by that"
            )
        return self.folder / digest[:2] / digest

    def _write(self, path: Path, data: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except OSError as err:
            raise LedgerUnwritable(
                f"the vault {self.folder}: {err.strerror}; it must be writable and have room for {len(data)} bytes"
            ) from err


def write_whole(path: Path, data: bytes) -> None:
    """`data` in the file `path`, durably: a crash leaves the old file or the new one, never a part of it."""
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """A file's bytes, or the names in a folder, durable."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
