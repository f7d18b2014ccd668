"""The shelf: reports and incidents at hand, found by words and filters, newest first. Derived: drop it and build it anew.

An item's key is its day, its minute where one is said, and a number within that, so that the order of keys is the
order of moments, in SQLite and in PostgreSQL alike, and the newest answers are found without sorting all of them.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import event

from tocsin.ledger.errors import LedgerError
from tocsin.ledger.shelves.analyser import words
from tocsin.ledger.shelves.cells import cells, cover
from tocsin.ledger.shelves.index import Entry, Postgres, Sqlite
from tocsin.ledger.shelves.question import Question, Term
from tocsin.records import BadDate, edtf

SERIAL = 1 << 24  # keys of one day
MINUTE = (
    1 << 13
)  # keys of one minute; what is too much for its minute stands behind the last one of its day
LAST_MINUTE = 1_440
LAST_DAY = 3_652_059  # 9999-12-31
BATCH = 1_000
PAGE = 200  # candidates looked at together where a place is asked for
MOST_LOOKED_AT = 20_000

TABLES = sa.MetaData()
ITEM = sa.Table(
    "item",
    TABLES,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("title", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("text", sa.LargeBinary, nullable=False),
    sa.Column("marks", sa.Text, nullable=False),
    sa.Column("points", sa.LargeBinary, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
Points = tuple[tuple[int, int], ...]


class ShelfUnusable(LedgerError):
    """The shelf's database cannot be used; nothing that is sealed depends on it."""


class Item(NamedTuple):
    """What stands on the shelf: a record's bytes under a name of its own, and by what it is found.

    published   EDTF; it counts as of its last day, without one as of no day (the oldest)
    text        what its words are taken from, the title included
    marks       index words for filters, as `word` makes them
    points      latitude and longitude of the places it tells of, in millionths of a degree
    """

    name: str
    title: str | None
    published: str | None
    text: str
    marks: tuple[str, ...]
    points: Points
    data: bytes


class Found(NamedTuple):
    """The newest answers to a question, and the key to go on from; None where there are no more.

    `whole` is False where so many were looked at in vain that the search was given up before its end.
    """

    items: tuple[Item, ...]
    after: int | None = None
    whole: bool = True


class Shelf:
    """Items at hand. `url` is that of a database as SQLAlchemy writes it; SQLite or PostgreSQL.

    Raises ShelfUnusable where the database cannot be used.
    """

    def __init__(self, url: str | sa.URL) -> None:
        on_sqlite = sa.make_url(url).get_backend_name() == "sqlite"
        self._index: Sqlite | Postgres = Sqlite() if on_sqlite else Postgres()
        self._engine = sa.create_engine(url, connect_args=self._index.connect)
        if on_sqlite:
            event.listen(self._engine, "connect", _prepare)
        with self._at_work() as db:
            TABLES.create_all(db)
            self._index.make(db)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __len__(self) -> int:
        with self._at_work() as db:
            return db.scalar(sa.select(sa.func.count()).select_from(ITEM)) or 0

    def put(self, items: Iterable[Item]) -> None:
        """Put items on the shelf, all or none; one whose name is there already takes its place."""
        rows = iter(items)
        with self._at_work() as db:
            numbers: dict[int, int] = {}
            while batch := list(islice(rows, BATCH)):
                fresh = {item.name: item for item in batch}
                self._take_off(db, list(fresh))
                self._add(db, list(fresh.values()), numbers)

    def read(self, name: str) -> Item | None:
        """The item of a name, if it is there."""
        with self._at_work() as db:
            row = db.execute(ITEM.select().where(ITEM.c.name == name)).one_or_none()
        return None if row is None else _item(row)

    def find(self, asked: Question, most: int = 50, after: int | None = None) -> Found:
        """The newest items that hold all that is asked; `after` is where the page before ended."""
        between = _between(asked, after)
        with self._at_work() as db:
            if asked.box is None:
                keys = self._newest(db, asked, between, most + 1)
                items = _items(db, keys[:most])
                return Found(items, keys[most - 1] if len(keys) > most else None)
            return self._within(db, asked, between, most)

    def _within(
        self, db: sa.Connection, asked: Question, between: tuple[int, int], most: int
    ) -> Found:
        """The same where a place is asked for: cells find candidates, each is then looked at."""
        box = asked.box
        assert box is not None
        near = Term(tuple((cell,) for cell in cover(box)))
        asked = msgspec.structs.replace(asked, terms=(*asked.terms, near))
        found: list[int] = []
        for _ in range(MOST_LOOKED_AT // PAGE):
            keys = self._newest(db, asked, between, PAGE)
            points = _points(db, keys)
            found += [k for k in keys if any(box.holds(a / 1e6, o / 1e6) for a, o in points[k])]
            if len(found) > most:
                return Found(_items(db, found[:most]), found[most - 1])
            if len(keys) < PAGE:
                return Found(_items(db, found))
            between = (between[0], keys[-1])
        return Found(_items(db, found), between[1], whole=False)

    def _newest(
        self, db: sa.Connection, asked: Question, between: tuple[int, int], most: int
    ) -> list[int]:
        if asked.terms:
            return list(db.scalars(self._index.newest(asked, between, most)))
        first, last = between
        wanted = sa.select(ITEM.c.key).where(ITEM.c.key >= first, ITEM.c.key < last)
        return list(db.scalars(wanted.order_by(ITEM.c.key.desc()).limit(most)))

    def _add(self, db: sa.Connection, items: Sequence[Item], numbers: dict[int, int]) -> None:
        keyed = [(_next(db, _first_key(item.published), numbers), item) for item in items]
        db.execute(ITEM.insert(), [_row(key, item) for key, item in keyed])
        self._index.add(db, (_entry(key, item) for key, item in keyed))

    def _take_off(self, db: sa.Connection, names: Sequence[str]) -> None:
        rows = db.execute(ITEM.select().where(ITEM.c.name.in_(names))).all()
        if rows:
            self._index.remove(db, [_entry(row.key, _item(row)) for row in rows])
            db.execute(ITEM.delete().where(ITEM.c.name.in_([row.name for row in rows])))

    @contextmanager
    def _at_work(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as db:
                yield db
        except sa.exc.DBAPIError as err:
            raise ShelfUnusable(
                f"the shelf {self._engine.url.render_as_string()} cannot be used ({err.orig}); it is derived: "
                "move it away and build it anew"
            ) from err


def _prepare(db: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    cursor = db.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "busy_timeout = 5000",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _first_key(published: str | None) -> int:
    """The first key of the minute of a date, or of its last day where no minute is said; 0 where there is no date."""
    try:
        last = edtf(published).last if published else None
    except BadDate:
        last = None
    if published is None or last is None or not 0 < last <= LAST_DAY:
        return 0
    if "T" not in published:
        return last * SERIAL
    moment = datetime.fromisoformat(published)
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    return at.toordinal() * SERIAL + (at.hour * 60 + at.minute) * MINUTE


def _next(db: sa.Connection, first: int, numbers: dict[int, int]) -> int:
    """The next free key from `first` on: of its minute, else of what is left of its day."""
    if first not in numbers:
        numbers[first] = _free(db, first, MINUTE)
    if numbers[first] >= first + MINUTE:
        rest = first // SERIAL * SERIAL + LAST_MINUTE * MINUTE
        if rest not in numbers:
            numbers[rest] = _free(db, rest, SERIAL - LAST_MINUTE * MINUTE)
        first = rest
    numbers[first] += 1
    return numbers[first] - 1


def _free(db: sa.Connection, first: int, many: int) -> int:
    taken = sa.select(sa.func.max(ITEM.c.key)).where(ITEM.c.key.between(first, first + many - 1))
    newest = db.scalar(taken)
    return first if newest is None else newest + 1


def _between(asked: Question, after: int | None) -> tuple[int, int]:
    first = 0 if asked.first is None else max(asked.first, 0) * SERIAL
    last = (LAST_DAY + 1) * SERIAL if asked.last is None else max(asked.last + 1, 0) * SERIAL
    return first, last if after is None else min(last, after)


def _entry(key: int, item: Item) -> Entry:
    where = {cell for lat, lon in item.points for cell in cells(lat / 1e6, lon / 1e6)}
    return Entry(key, words(item.text), sorted({*item.marks, *where}))


def _row(key: int, item: Item) -> dict[str, object]:
    return {
        "key": key,
        "name": item.name,
        "title": item.title,
        "published": item.published,
        "text": zlib.compress(item.text.encode(), 1),
        "marks": " ".join(item.marks),
        "points": msgspec.json.encode(item.points),
        "data": zlib.compress(item.data, 1),
    }


def _item(row: sa.Row[tuple[object, ...]]) -> Item:
    return Item(
        name=row.name,
        title=row.title,
        published=row.published,
        text=zlib.decompress(row.text).decode(),
        marks=tuple(row.marks.split()),
        points=msgspec.json.decode(row.points, type=Points),
        data=zlib.decompress(row.data),
    )


def _items(db: sa.Connection, keys: Sequence[int]) -> tuple[Item, ...]:
    rows = {row.key: row for row in db.execute(ITEM.select().where(ITEM.c.key.in_(keys)))}
    return tuple(_item(rows[key]) for key in keys)


def _points(db: sa.Connection, keys: Sequence[int]) -> dict[int, Points]:
    rows = db.execute(sa.select(ITEM.c.key, ITEM.c.points).where(ITEM.c.key.in_(keys)))
    return {key: msgspec.json.decode(points, type=Points) for key, points in rows}
