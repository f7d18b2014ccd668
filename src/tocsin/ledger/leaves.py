"""What a ledger gives and its tables hold: receipts, entries, leaves, stamps; how a record becomes a leaf and is got back."""

from typing import NamedTuple

import msgspec

from tocsin.ledger.errors import LedgerDamaged
from tocsin.ledger.tree import leaf_hash
from tocsin.records import SEALED, BadRecord, Kept, Word, keep


class Receipt(msgspec.Struct, frozen=True):
    """Where a record stands: its name and its index in the log."""

    name: str
    index: int


class Entry(msgspec.Struct, frozen=True):
    """A record in its place: index, name, the record with its bytes as sealed; salt and cover of a private one."""

    index: int
    name: str
    kept: Kept
    salt: bytes | None = None
    cover: bytes | None = None


class Leaf(NamedTuple):
    """A record about to be sealed, or sealed: its name, its kind, its bytes, its leaf hash.

    A private record has a salt, and a cover that stands in the log in its place.
    """

    name: str
    kind: str
    data: bytes
    leaf: bytes
    salt: bytes | None = None
    cover: bytes | None = None

    @property
    def entry(self) -> bytes:
        """What the log shows: the record, or the cover of a private one."""
        return self.data if self.cover is None else self.cover

    def under(self, salt: bytes, cover: bytes) -> "Leaf":
        """The same record, private."""
        return self._replace(leaf=leaf_hash(cover), salt=salt, cover=cover)


class Stamp(NamedTuple):
    """A signed root: how many leaves, the root, the log's own signature line and those of witnesses."""

    size: int
    root: bytes
    line: str
    cosignatures: tuple[str, ...] = ()


def leaf_of(record: Word | Kept) -> Leaf:
    """The leaf of a record that is sealed for all to see. Raises BadRecord for a kind that is not sealed."""
    kept = record if isinstance(record, Kept) else Kept.of(record)
    if not isinstance(kept.word, SEALED):
        kinds = ", ".join(kind.__name__.lower() for kind in SEALED)
        raise BadRecord(
            f"a {type(kept.word).__name__.lower()} is derived and not sealed; sealed are {kinds}"
        )
    return Leaf(kept.name, type(kept.word).__name__.lower(), kept.data, leaf_hash(kept.data))


def kept_of(name: str, data: bytes) -> Kept:
    """The record in sealed bytes. Raises LedgerDamaged if they are not those of `name`."""
    try:
        kept = keep(data)
    except BadRecord as err:
        raise LedgerDamaged(f"{name} is not what was sealed: {err}; run `tocsin fsck`") from err
    if kept.name != name:
        raise LedgerDamaged(
            f"{name} is not what was sealed: its bytes are {kept.name}; run `tocsin fsck`"
        )
    return kept
