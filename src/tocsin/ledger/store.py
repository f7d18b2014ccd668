"""The file that a ledger lies in: one writer at a time, readers that wait for nobody, errors by name.

A crash before the commit leaves the old state, one after it the new: SQLite in WAL mode with synchronous FULL.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import StaticPool

from tocsin.ledger.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerUnwritable
from tocsin.ledger.tables import Tables

_WRONG: tuple[tuple[tuple[str, ...], type[LedgerError], str], ...] = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), LedgerBusy, "another process is writing to it; try again"),
    (("SQLITE_FULL",), LedgerUnwritable, "the disk is full; make room and try again"),
    (
        ("SQLITE_NOTADB", "SQLITE_CORRUPT"),
        LedgerDamaged,
        "the file is no sound ledger; restore a backup",
    ),
    (
        ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_PERM"),
        LedgerUnwritable,
        "it cannot be opened and written there; its folder must exist, be writable and have room",
    ),
)

_PAUSE = 0.02  # seconds


class Store:
    """A ledger's file, or none: a store in memory is gone with its process."""

    def __init__(self, path: Path | None, wait: float) -> None:
        self.place = str(path) if path else "memory"
        self._engine = _engine(path)
        event.listen(self._engine, "connect", _prepare(int(wait * 1000)))
        event.listen(self._engine, "begin", _begin)
        with self.reading() as tables:
            made = tables.made()
        if not made:
            with self.writing() as tables:
                tables.make()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Tables]:
        """One consistent view; it takes no lock and waits for nobody."""
        with self._named(), self._engine.connect() as db, db.begin():
            yield Tables(db)

    @contextmanager
    def writing(self) -> Iterator[Tables]:
        """The one writer's turn. What is written is there as a whole when the block ends, or not at all."""
        with self._named(), self._engine.connect() as db:
            db.execution_options(write=True)
            with db.begin():
                yield Tables(db)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as err:
            code = str(getattr(err.orig, "sqlite_errorname", ""))
            for codes, error, right in _WRONG:
                if code.startswith(codes):
                    raise error(f"the ledger {self.place}: {right} ({err.orig})") from err
            raise LedgerDamaged(f"the ledger {self.place}: {err.orig}") from err


def _engine(path: Path | None) -> sa.Engine:
    if path is None:
        memory = {"check_same_thread": False}
        return sa.create_engine("sqlite://", poolclass=StaticPool, connect_args=memory)
    return sa.create_engine(sa.URL.create("sqlite", database=str(path)))


def _prepare(wait: int) -> Callable[[sqlite3.Connection, Any], None]:
    def prepare(db: sqlite3.Connection, _record: Any) -> None:
        db.isolation_level = None  # begin and commit are ours: the driver's would not lock at once
        db.execute(f"PRAGMA busy_timeout = {wait}").close()
        _write_ahead(db, time.monotonic() + wait / 1000)
        for pragma in ("synchronous = FULL", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {pragma}").close()

    return prepare


def _write_ahead(db: sqlite3.Connection, until: float) -> None:
    """WAL mode. Of several first starts one switches the file; SQLite tells the others at once that it is busy."""
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as err:
            if err.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _begin(db: sa.Connection) -> None:
    write = db.get_execution_options().get("write", False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
