"""The log: append, read, scan, head, prove. What is appended is sealed; there is no other way to keep a record."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from tocsin.ledger.errors import LedgerBehind, LedgerDamaged, NotInLedger
from tocsin.ledger.keys import key_in, new_key
from tocsin.ledger.leaves import Entry, Leaf, Receipt, Stamp, kept_of, leaf_of
from tocsin.ledger.notes import Body, Note, Signer, Verifier, note, opened
from tocsin.ledger.private import covered
from tocsin.ledger.proofs import Proof
from tocsin.ledger.seen import SeenBy
from tocsin.ledger.subtrees import Subtrees
from tocsin.ledger.trails import Trails
from tocsin.ledger.tree import TILE, Frontier, consistency, inclusion, peaks
from tocsin.records import Checkpoint, Kept, Word

# The database's package takes its time to load; it is loaded where a ledger is opened.
if TYPE_CHECKING:
    from tocsin.ledger.tables import Tables

_PAGE = 500
_LONGEST_ENTRY = (
    65_535  # what a bundle of a tile can carry; a longer record is sealed under a cover
)


class Ledger:
    """An append-only log of sealed records in a file or a database, with a signed head and proofs.

    `place` is a SQLite file, or the URL of a PostgreSQL database. The log's key lies in `folder` (by default that of the
    file) as `log.key`, made on first use and readable by its owner only. `origin` names the log to the world (a URL
    without its scheme); by default it is made from the key. `wait` is how many seconds to wait for another process
    that is writing.

    Raises LedgerUnwritable, LedgerBusy and LedgerDamaged, here and in every method that touches the file.
    """

    def __init__(
        self,
        place: Path | str | None,
        *,
        folder: Path | None = None,
        key: Signer | None = None,
        origin: str | None = None,
        wait: float = 5,
    ) -> None:
        from tocsin.ledger.store import Store

        folder = place.parent if isinstance(place, Path) else folder
        if isinstance(place, str) and key is None and folder is None:
            raise ValueError("a ledger in a database needs a key, or a folder where its key lies")
        self.folder = folder
        self.store = Store(place, wait)
        self.key = key or (key_in(folder, origin) if folder else new_key(origin))
        self._lock = Lock()
        self._subtrees = Subtrees()
        self.trails = Trails(self.key.seed)
        self._edge = Frontier()
        self._begin()
        with self.store.reading() as tables:
            self._edge = self._edge_in(tables)
        self._seen = SeenBy(folder)

    def _begin(self) -> None:
        """Sign the empty tree, once: a log that has no checkpoint later has lost it."""
        with self.store.reading() as tables:
            begun = tables.size() > 0 or tables.stamp() is not None
        if not begun:
            with self.store.writing() as tables:
                if tables.stamp() is None:  # else another process was quicker
                    tables.add(0, (), (), self._stamp(self._edge))

    @classmethod
    def in_memory(cls, key: Signer | None = None) -> Self:
        """A ledger that is gone with its process: for tests and for trying things out."""
        return cls(None, key=key)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    @property
    def verifier(self) -> Verifier:
        """The log's public key, for the policies of those who check it."""
        return self.key.verifier

    @property
    def origin(self) -> str:
        """The name of the log in its checkpoints."""
        return self.key.name

    def append(self, record: Word | Kept, *, private: bool = False) -> Receipt:
        """Add `record` and say where it stands. A record already here keeps its first place."""
        return self.extend([record], private=private)[0]

    def extend(
        self, records: Iterable[Word | Kept], *, private: bool = False
    ) -> tuple[Receipt, ...]:
        """Add `records` in their order, all or none, and say where each stands; durable when this returns.

        A word is sealed in its canonical bytes, a record from outside in the bytes it came in. What is `private` stands
        in the log under a salted cover, and so does every record of more than 65,535 bytes.
        Raises BadRecord for a kind that is not sealed or a record without canonical form, LedgerBehind if a witness has
        seen more of this log than lies here.
        """
        leaves = [leaf_of(record) for record in records]
        with self._lock, self.store.writing() as tables:
            edge = self._edge_now(tables)
            self._seen.refuse_behind(edge.size, self.origin)
            places = tables.places(leaf.name for leaf in leaves)
            fresh = [one for name, one in _by_name(leaves).items() if name not in places]
            if fresh:
                fresh = self._covered(tables, fresh, private=private)
                places |= {leaf.name: edge.size + n for n, leaf in enumerate(fresh)}
                edge = self._add(tables, edge, fresh)
        self._edge = (
            edge  # only now: had the commit failed, the old edge would still be the right one
        )
        return tuple(Receipt(leaf.name, places[leaf.name]) for leaf in leaves)

    def read(self, name: str) -> Kept:
        """The record of that name, its bytes as sealed. Raises NotInLedger."""
        with self.store.reading() as tables:
            _, data = self._found(tables, name)
        return kept_of(name, data)

    def scan(self, kind: str | None = None, since: int = 0) -> Iterator[Entry]:
        """The records from index `since` on, in the order of the log; of one kind ("incident"), if it is said."""
        while True:
            with self.store.reading() as tables:
                page = tables.entries(since, _PAGE, kind)
            for index, leaf in page:
                kept = kept_of(leaf.name, leaf.data)
                yield Entry(index, leaf.name, kept, leaf.salt, leaf.cover)
            if len(page) < _PAGE:
                return
            since = page[-1][0] + 1

    def __len__(self) -> int:
        with self.store.reading() as tables:
            return tables.size()

    def head(self, at: int | None = None) -> Checkpoint:
        """The log's newest checkpoint, or that of `at` leaves: size, root, and the note with every signature we hold.

        Raises NotInLedger if the log never signed a tree of that size.
        """
        with self.store.reading() as tables:
            body, signed = self._checkpoint(tables, at)
        return Checkpoint(
            origin=body.origin, size=body.size, root=body.root.hex(), note=str(signed)
        )

    def prove(self, name: str, at: int | None = None) -> Proof:
        """The proof that the record of that name is in the log as of its newest checkpoint, or that of `at` leaves.

        Raises NotInLedger if there is no such record under that checkpoint.
        """
        with self.store.reading() as tables:
            index, _ = self._found(tables, name)
            body, signed = self._checkpoint(tables, at)
            if index >= body.size:
                raise NotInLedger(
                    f"{name} is number {index}; the checkpoint covers {body.size} records"
                )
            return Proof(index, inclusion(index, body.size, self._subtrees.within(tables)), signed)

    def prove_growth(self, old: int, at: int | None = None) -> tuple[bytes, ...]:
        """The proof that the log of `old` leaves is the beginning of today's, or of that of `at` leaves.

        Raises NotInLedger if the log is smaller than `old`.
        """
        with self.store.reading() as tables:
            body, _ = self._checkpoint(tables, at)
            if not 0 <= old <= body.size:
                raise NotInLedger(
                    f"{self.origin} has {body.size} records; there is no growth from {old}"
                )
            return consistency(old, body.size, self._subtrees.within(tables))

    def peaks(self, size: int) -> tuple[bytes, ...]:
        """The roots of the complete subtrees that the log of `size` leaves consists of, from the left."""
        with self.store.reading() as tables:
            return peaks(size, self._subtrees.within(tables))

    def entries(self, since: int, until: int) -> Iterator[bytes]:
        """What the log shows from index `since` up to `until`: records, and the covers of private ones."""
        while since < until:
            with self.store.reading() as tables:
                page = tables.entries(since, min(_PAGE, until - since))
            yield from (leaf.entry for _, leaf in page)
            since += len(page) or until

    def cosign(self, size: int, line: str, by: Verifier) -> Checkpoint:
        """The checkpoint of `size` leaves with a witness's signature line beside the others; kept from now on.

        Raises BadNote if the line is not `by`'s over that checkpoint.
        """
        with self.store.writing() as tables:
            body, signed = self._checkpoint(tables, size)
            added = note(f"{body}\n{line}")
            opened(added, [by])
            if added.lines[0] not in signed.lines:
                tables.cosign(size, str(added.lines[0]))
        head = self.head(size)
        self._seen.remember(str(head.note))
        return head

    def behind(self) -> str | None:
        """Why this log takes no new records, if a witness has seen more of it than lies here; else None."""
        try:
            self._seen.refuse_behind(len(self), self.origin)
        except LedgerBehind as err:
            return str(err)
        return None

    def heed(self, checkpoint: str) -> None:
        """Take to heart what a partner has seen of this log; it is read-only from now on if that is more than is here.

        Raises BadNote if this log has not signed that checkpoint.
        """
        opened(note(checkpoint), [self.verifier])
        self._seen.remember(checkpoint)

    def copy(self, place: Path | str) -> None:
        """Everything in the ledger, as this moment sees it, to an empty file or database. Raises LedgerUnwritable."""
        self.store.copy(place)

    @contextmanager
    def tables(self) -> Iterator["Tables"]:
        """One consistent view of the tables, for a check of everything."""
        with self.store.reading() as tables:
            yield tables

    def _covered(self, tables: "Tables", fresh: list[Leaf], *, private: bool) -> list[Leaf]:
        """The leaves with covers for those that are not shown as they are."""
        if not private and all(len(leaf.data) <= _LONGEST_ENTRY for leaf in fresh):
            return fresh
        self.trails.learn(tables)
        keys = self.trails.keys((leaf.name, leaf.data) for leaf in fresh)
        return [
            _under_cover(leaf, of) if private or len(leaf.data) > _LONGEST_ENTRY else leaf
            for leaf, of in zip(fresh, keys, strict=True)
        ]

    def _add(self, tables: "Tables", edge: Frontier, fresh: Sequence[Leaf]) -> Frontier:
        first, grown = edge.size, edge.copy()
        tiles = grown.grow(leaf.leaf for leaf in fresh)
        tables.add(first, fresh, tiles, self._stamp(grown))
        return grown

    def _stamp(self, edge: Frontier) -> Stamp:
        body = Body(self.origin, edge.size, edge.root())
        return Stamp(body.size, body.root, str(self.key.sign(str(body))))

    def _edge_now(self, tables: "Tables") -> Frontier:
        if tables.size() == self._edge.size:
            return self._edge
        return self._edge_in(tables)  # another process has written since

    def _edge_in(self, tables: "Tables") -> Frontier:
        levels, size = list[list[bytes]](), tables.size()
        while size or not levels:
            levels.append(tables.hashes(len(levels), size // TILE))
            size //= TILE
        edge, stamp = Frontier(levels), tables.stamp()
        if stamp is None or (stamp.size, stamp.root) != (edge.size, edge.root()):
            signed = "none" if stamp is None else f"{stamp.size} records, root {stamp.root.hex()}"
            raise LedgerDamaged(
                f"the ledger {self.store.place} holds {edge.size} records, root {edge.root().hex()}; its newest "
                f"checkpoint says {signed}; run `tocsin fsck` and restore a backup"
            )
        return edge

    def _found(self, tables: "Tables", name: str) -> tuple[int, bytes]:
        found = tables.entry(name)
        if found is None:
            raise NotInLedger(f"there is no {name} in {self.origin}")
        return found

    def _checkpoint(self, tables: "Tables", at: int | None) -> tuple[Body, Note]:
        stamp = tables.stamp(at)
        if stamp is None:
            raise NotInLedger(f"{self.origin} has no checkpoint of {at} records")
        body = Body(self.origin, stamp.size, stamp.root)
        return body, note(f"{body}\n{stamp.line}{''.join(stamp.cosignatures)}")


def _by_name(leaves: Iterable[Leaf]) -> dict[str, Leaf]:
    return {leaf.name: leaf for leaf in leaves}


def _under_cover(leaf: Leaf, keys: Iterable[bytes]) -> Leaf:
    salt, cover = covered(leaf.name, leaf.data, keys)
    return leaf.under(salt, bytes(cover))
