"""What others have seen of this log, kept beside the database and not in it: a restored backup does not turn it back.

The file `log.witnessed` holds the largest checkpoint of this log that a witness has cosigned. A log that is smaller is
an older copy; appending to it would make a second log of the same name, which every witness would refuse.
"""

from pathlib import Path

from tocsin.ledger.errors import LedgerBehind, LedgerDamaged, LedgerUnwritable
from tocsin.ledger.notes import BadNote, Note, body, note
from tocsin.ledger.vault import write_whole

FILE = "log.witnessed"


class SeenBy:
    """The largest checkpoint of this log that others have seen."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        self._note = self._read()
        self._size = body(self._note.text).size if self._note else 0

    def remember(self, checkpoint: str) -> None:
        """Keep a checkpoint if it is larger than what is kept. Raises LedgerUnwritable."""
        size = body(note(checkpoint).text).size
        if size <= self._size:
            return
        self._note, self._size = note(checkpoint), size
        if self._path is not None:
            try:
                write_whole(self._path, checkpoint.encode())
            except OSError as err:
                raise LedgerUnwritable(f"{self._path} cannot be written: {err.strerror}") from err

    def refuse_behind(self, size: int, origin: str) -> None:
        """Nothing, if a log of `size` records is as long as others have seen it; else LedgerBehind."""
        if size < self._size and self._note:
            by = [line.name for line in self._note.lines if line.name != origin]
            raise LedgerBehind.seen(origin, size, self._size, ", ".join(by) or "a partner")

    def _read(self) -> Note | None:
        if self._path is None or not self._path.exists():
            return None
        try:
            found = note(self._path.read_bytes())
            body(found.text)
        except (OSError, BadNote) as err:
            raise LedgerDamaged(
                f"{self._path} is no checkpoint: {err}; restore it from a partner"
            ) from err
        return found
