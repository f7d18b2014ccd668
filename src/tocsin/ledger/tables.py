"""The tables of a ledger, and what is read from and added to them within one transaction.

Entries are numbered from 0 without gaps. Full tiles of the tree lie beside them; what does not fill a tile is read
from the entries (level 0) or from the roots of the tiles below. Every commit leaves a signed checkpoint. The tables
refuse update and delete by trigger.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tocsin.ledger import tree
from tocsin.ledger.leaves import Leaf, Stamp
from tocsin.ledger.notes import Body

_MANY = 500  # names in one question; SQLite takes 32,766

TABLES = sa.MetaData()
ENTRY = sa.Table(
    "entry",
    TABLES,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("leaf", sa.LargeBinary, nullable=False),
    sa.Index("entry_kind", "kind", "position"),
)
TILE = sa.Table(
    "tile",
    TABLES,
    sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("hashes", sa.LargeBinary, nullable=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
)
CHECKPOINT = sa.Table(
    "checkpoint",
    TABLES,
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("root", sa.LargeBinary, nullable=False),
    sa.Column("line", sa.Text, nullable=False),
)
COSIGNATURE = sa.Table(
    "cosignature",
    TABLES,
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("line", sa.Text, primary_key=True),
)
PRIVATE = sa.Table(
    "private",
    TABLES,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("cover", sa.LargeBinary, nullable=False),
)
WITNESSED = sa.Table(  # what this node saw of other logs, as their witness
    "witnessed",
    TABLES,
    sa.Column("origin", sa.Text, primary_key=True),
    sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("note", sa.Text, nullable=False),
)
PARTED = sa.Table(  # two checkpoints of one size and different roots
    "parted",
    TABLES,
    sa.Column("origin", sa.Text, primary_key=True),
    sa.Column("seen", sa.Text, primary_key=True),
    sa.Column("shown", sa.Text, primary_key=True),
)


TIMESTAMP = sa.Table(  # what time stamp authorities said about checkpoints
    "timestamp",
    TABLES,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("authority", sa.Text, nullable=False),
    sa.Column("request", sa.LargeBinary, nullable=False),
    sa.Column("reply", sa.LargeBinary, nullable=False),
    sa.Column("chain", sa.Text, nullable=False),
)


_REFUSAL = """CREATE OR REPLACE FUNCTION tocsin_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION USING MESSAGE = 'the ledger is append-only: ' || TG_TABLE_NAME || ' refuses ' || TG_OP; END $$"""


def _refuses_change(table: sa.Table, db: sa.Connection, **_: object) -> None:
    """Triggers that refuse what a ledger never does; somebody who owns the database can drop them, and is found out."""
    if db.dialect.name == "postgresql":
        db.exec_driver_sql(_REFUSAL)
        db.exec_driver_sql(
            f"CREATE TRIGGER {table.name}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION tocsin_refuses()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        db.exec_driver_sql(
            f"CREATE TRIGGER {table.name}_refuses_{what.lower()} BEFORE {what} ON {table.name} "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table.name} refuses {what}'); END"
        )


for _table in TABLES.sorted_tables:
    event.listen(_table, "after_create", _refuses_change)


class Tables:
    """The tables as one transaction sees them."""

    def __init__(self, db: sa.Connection) -> None:
        self._db = db

    def made(self) -> bool:
        """Whether all the tables are there."""
        return set(TABLES.tables) <= set(sa.inspect(self._db).get_table_names())

    def make(self) -> None:
        """Make the tables that are not there."""
        TABLES.create_all(self._db)

    def take(self, source: "Tables") -> None:
        """Take in every row of other tables."""
        for table in TABLES.sorted_tables:
            rows = source._db.execute(table.select()).partitions(_MANY)
            for page in rows:
                self._db.execute(table.insert(), [row._asdict() for row in page])

    def size(self) -> int:
        """How many entries there are."""
        last = self._db.scalar(sa.select(sa.func.max(ENTRY.c.position)))
        return 0 if last is None else last + 1

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """Where those of `names` stand that are here already."""
        wanted, found = list(names), dict[str, int]()
        for start in range(0, len(wanted), _MANY):
            here = ENTRY.c.name.in_(wanted[start : start + _MANY])
            found.update((name, at) for name, at in self._db.execute(_PLACE.where(here)))
        return found

    def entry(self, name: str) -> tuple[int, bytes] | None:
        """The position and the bytes of a record."""
        found = self._db.execute(
            sa.select(ENTRY.c.position, ENTRY.c.data).where(ENTRY.c.name == name)
        ).one_or_none()
        return None if found is None else (found[0], _raw(found[1]))

    def entries(self, since: int, most: int, kind: str | None = None) -> list[tuple[int, Leaf]]:
        """At most `most` entries from position `since` on, of one kind if it is said."""
        wanted = _LEAF.where(ENTRY.c.position >= since)
        if kind is not None:
            wanted = wanted.where(ENTRY.c.kind == kind)
        rows = self._db.execute(wanted.order_by(ENTRY.c.position).limit(most))
        return [
            (at, Leaf(name, kind, _raw(data), _raw(leaf), salt, cover))
            for at, name, kind, data, leaf, salt, cover in rows
        ]

    def add(
        self, first: int, leaves: Sequence[Leaf], tiles: Sequence[tree.Tile], stamp: Stamp
    ) -> None:
        """Add entries from position `first` on, the tiles they filled, and the checkpoint after them."""
        rows = [{"position": first + n, **leaf._asdict()} for n, leaf in enumerate(leaves)]
        for table, its in ((ENTRY, rows), (PRIVATE, [row for row in rows if row["cover"]])):
            if its:
                columns = table.columns.keys()
                self._db.execute(table.insert(), [{c: row[c] for c in columns} for row in its])
        if tiles:
            self._db.execute(TILE.insert(), [tile._asdict() for tile in tiles])
        row = {"size": stamp.size, "root": stamp.root, "line": stamp.line}
        self._db.execute(CHECKPOINT.insert(), row)

    def stamp(self, size: int | None = None) -> Stamp | None:
        """The newest checkpoint, or that of `size` leaves, if there is one."""
        wanted = CHECKPOINT.select().order_by(CHECKPOINT.c.size.desc()).limit(1)
        if size is not None:
            wanted = wanted.where(CHECKPOINT.c.size == size)
        found = self._db.execute(wanted).one_or_none()
        if found is None:
            return None
        lines = sa.select(COSIGNATURE.c.line).where(COSIGNATURE.c.size == found[0])
        size, root, line = found
        return Stamp(size, root, line, tuple(self._db.scalars(lines.order_by(COSIGNATURE.c.line))))

    def begun(self, position: int) -> int:
        """The size of the log before the records that were sealed together with that at `position`."""
        wanted = sa.select(sa.func.max(CHECKPOINT.c.size)).where(CHECKPOINT.c.size <= position)
        return int(self._db.scalar(wanted) or 0)

    def stamps(self) -> Iterator[Stamp]:
        """Every checkpoint, smallest first, without its cosignatures."""
        for row in self._db.execute(CHECKPOINT.select().order_by(CHECKPOINT.c.size)):
            yield Stamp(*row)

    def cosignatures(self) -> list[tuple[int, str]]:
        """Every cosignature with the size of the checkpoint that it is under."""
        rows = self._db.execute(COSIGNATURE.select().order_by(COSIGNATURE.c.size))
        return [(size, line) for size, line in rows]

    def cosign(self, size: int, line: str) -> None:
        """Add a witness's line to the checkpoint of `size` leaves."""
        self._db.execute(COSIGNATURE.insert(), {"size": size, "line": line})

    def witnessed(self, origin: str) -> str | None:
        """The largest checkpoint that this node, as a witness, has seen of a log."""
        of = WITNESSED.c.origin == origin
        wanted = sa.select(WITNESSED.c.note).where(of).order_by(WITNESSED.c.size.desc()).limit(1)
        return self._db.scalar(wanted)

    def witness(self, seen: Body, note: str) -> None:
        """Remember a checkpoint of another log."""
        row = {"origin": seen.origin, "size": seen.size, "note": note}
        self._db.execute(WITNESSED.insert(), row)

    def part(self, origin: str, seen: str, shown: str) -> None:
        """Remember, once, that a log signed two trees of one size."""
        row = {"origin": origin, "seen": seen, "shown": shown}
        here = sa.and_(*(PARTED.c[column] == value for column, value in row.items()))
        if self._db.execute(PARTED.select().where(here)).first() is None:
            self._db.execute(PARTED.insert(), row)

    def parted(self) -> list[tuple[str, str]]:
        """The pairs of checkpoints that logs signed over different trees of one size."""
        rows = self._db.execute(sa.select(PARTED.c.seen, PARTED.c.shown).order_by(*PARTED.c))
        return [(seen, shown) for seen, shown in rows]

    def keep_time(self, row: dict[str, Any]) -> None:
        """Keep a time stamp, by its columns but the number."""
        number = self._db.scalar(sa.select(sa.func.count()).select_from(TIMESTAMP))
        self._db.execute(TIMESTAMP.insert(), {"number": number, **row})

    def times(self, since: int) -> list[dict[str, Any]]:
        """The time stamps over checkpoints of at least `since` leaves, by their columns but the number."""
        wanted = TIMESTAMP.select().where(TIMESTAMP.c.size >= since).order_by(TIMESTAMP.c.number)
        rows = (row._asdict() for row in self._db.execute(wanted))
        return [{column: row[column] for column in row if column != "number"} for row in rows]

    def tile(self, level: int, number: int) -> bytes | None:
        """The hashes of a full tile, as they were written when it was full."""
        wanted = sa.select(TILE.c.hashes).where(TILE.c.level == level, TILE.c.number == number)
        return self._db.scalar(wanted)

    def hashes(self, level: int, number: int) -> list[bytes]:
        """The hashes there are of a tile: all 256 if it is full; else leaves, or the roots of the tiles below."""
        full = self.tile(level, number)
        return self._growing(level, number * tree.TILE) if full is None else tree.split(full)

    def _growing(self, level: int, first: int) -> list[bytes]:
        if level == 0:
            wanted, at = sa.select(ENTRY.c.leaf), ENTRY.c.position
        else:
            wanted, at = sa.select(TILE.c.root).where(TILE.c.level == level - 1), TILE.c.number
        asked = wanted.where(at >= first).order_by(at).limit(tree.TILE)
        return list(self._db.scalars(asked))


_LEAF = sa.select(ENTRY, PRIVATE.c.salt, PRIVATE.c.cover).outerjoin_from(
    ENTRY, PRIVATE, ENTRY.c.position == PRIVATE.c.position
)
_PLACE = sa.select(ENTRY.c.name, ENTRY.c.position)


def _raw(cell: bytes | str) -> bytes:
    """The bytes of a cell; text, which only somebody else than us can have put there, as it stands."""
    return cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "replace")
