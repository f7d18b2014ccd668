"""Check everything a ledger and its vault hold against one another, and name each item that is not what was sealed."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from tocsin.ledger.fields import fields_root
from tocsin.ledger.leaves import Leaf, Stamp
from tocsin.ledger.log import Ledger
from tocsin.ledger.notes import BadNote, Body, Verifier, note, opened
from tocsin.ledger.private import BadCover, committed, cover
from tocsin.ledger.tree import TILE, Peaks, leaf_hash, split
from tocsin.ledger.vault import Vault
from tocsin.records import BadRecord, Custody, Tombstone

if TYPE_CHECKING:
    from tocsin.ledger.tables import Tables

_PAGE = 2000
_KEEPING = ("collected", "ingested", "restored", "deleted", "moved")


class Finding(msgspec.Struct, frozen=True):
    """Something that is not what was sealed: the item, and what is wrong with it."""

    item: str
    wrong: str


def fsck(ledger: Ledger, vault: Vault | None = None) -> Iterator[Finding]:
    """What is wrong, item by item; nothing if all is as it was sealed.

    Looked at: every record against its name and its leaf, the leaves against the tiles and against every checkpoint,
    the newest checkpoint's signature, the bytes of every piece of evidence. What somebody with the log's key has
    changed consistently is not found here: witnesses find it.
    """
    with ledger.tables() as tables:
        yield from _Check(tables).findings()
        yield from _signature(tables, ledger.verifier)
    if vault is not None:
        yield from _evidence(ledger, vault)


class _Check:
    """One walk over the log from its beginning, with the tree growing beside it."""

    def __init__(self, tables: "Tables") -> None:
        self.tables = tables
        self.size = 0
        self.peaks = Peaks()
        self.tile = list[bytes]()
        self.good = 0  # the largest checkpoint so far that holds
        self.parted = False

    def findings(self) -> Iterator[Finding]:
        stamps = self.tables.stamps()
        stamp = next(stamps, None)
        while page := self.tables.entries(self.size, _PAGE):
            for index, leaf in page:
                while stamp is not None and stamp.size <= index and stamp.size <= self.size:
                    yield from self._checkpoint(stamp)
                    stamp = next(stamps, None)
                yield from self._entry(index, leaf)
        while stamp is not None:
            yield from self._checkpoint(stamp)
            stamp = next(stamps, None)

    def _entry(self, index: int, leaf: Leaf) -> Iterator[Finding]:
        if index != self.size:
            missing = (
                f"entry {self.size}"
                if index == self.size + 1
                else f"entries {self.size} to {index - 1}"
            )
            yield Finding(missing, "the log has a leaf there, and no record")
        sound = leaf.leaf == leaf_hash(leaf.entry) and _covers(leaf)
        if leaf.name != f"{leaf.kind}-{hashlib.sha256(leaf.data).hexdigest()[:32]}" or not sound:
            yield Finding(leaf.name, f"entry {index}: its bytes are not those that were sealed")
        self.peaks.add(leaf.leaf)
        self.tile.append(leaf.leaf)
        self.size = index + 1
        if self.size % TILE == 0:
            yield from self._tile(index // TILE)

    def _tile(self, number: int) -> Iterator[Finding]:
        sealed = split(self.tables.tile(0, number) or b"")
        if sealed != self.tile:
            odd = [n for n, leaf in enumerate(self.tile) if sealed[n : n + 1] != [leaf]]
            wrong = ", ".join(str(number * TILE + n) for n in odd[:10]) or "unknown"
            yield Finding(
                f"tile 0/{number}", f"it is not over these records; entries that differ: {wrong}"
            )
        self.tile.clear()

    def _checkpoint(self, stamp: Stamp) -> Iterator[Finding]:
        if stamp.size == self.size and stamp.root == self.peaks.root():
            self.good = stamp.size
        elif not self.parted:
            self.parted = True  # every later checkpoint parts here too: one finding says it
            yield Finding(
                f"checkpoint {stamp.size}",
                f"the records do not lead to its root; what was changed, moved or taken away stands between "
                f"entry {self.good} and {stamp.size - 1}",
            )


def _covers(leaf: Leaf) -> bool:
    """Whether the cover of a private record is over it; a record that stands open has none."""
    if leaf.cover is None or leaf.salt is None:
        return leaf.cover is leaf.salt
    try:
        of = cover(leaf.cover)
        sealed = committed(leaf.salt, leaf.data), fields_root(leaf.name, leaf.data, leaf.salt)
    except (BadCover, BadRecord):
        return False
    return (of.commitment, of.fields) == sealed


def _signature(tables: "Tables", key: Verifier) -> Iterator[Finding]:
    stamp = tables.stamp()
    if stamp is None:
        yield Finding("checkpoint", "the log has none; it was taken away")
        return
    body = Body(key.name, stamp.size, stamp.root)
    try:
        opened(note(f"{body}\n{stamp.line}"), [key])
    except BadNote as err:
        yield Finding(f"checkpoint {stamp.size}", str(err))


def _evidence(ledger: Ledger, vault: Vault) -> Iterator[Finding]:
    here = set(vault)
    yield from (
        Finding(d, "its bytes are not those it is named by")
        for d in sorted(here)
        if not vault.holds(d)
    )
    steps = (entry.kept.word for entry in ledger.scan("custody"))
    kept = {w.evidence: w.act for w in steps if isinstance(w, Custody) and w.act in _KEEPING}
    stones = (entry.kept.word for entry in ledger.scan("tombstone"))
    gone = {word.digest for word in stones if isinstance(word, Tombstone)}
    for digest, act in kept.items():
        if act not in ("deleted", "moved") and digest not in here | gone:
            yield Finding(
                digest, f"it was {act}, and is not in the vault; nothing says that it was deleted"
            )
