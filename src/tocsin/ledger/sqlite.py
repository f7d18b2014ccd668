"""A ledger in a SQLite file: one writer at a time, readers that wait for nobody.

A crash before the commit leaves the old state, one after it the new: WAL mode with synchronous FULL.
"""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import StaticPool

from tocsin.ledger.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerUnwritable

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


def opened(path: Path | None, wait: float) -> sa.Engine:
    """The engine for a file, or for a store in memory that is gone with its process."""
    if path is None:
        memory = {"check_same_thread": False}
        engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args=memory)
    else:
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare(int(wait * 1000)))
    event.listen(engine, "begin", _begin)
    return engine


def wrong(err: sa.exc.DBAPIError) -> tuple[type[LedgerError], str]:
    """The ledger's error that an error of the database is, and what would be right."""
    code = str(getattr(err.orig, "sqlite_errorname", ""))
    for codes, error, right in _WRONG:
        if code.startswith(codes):
            return error, f"{right} ({err.orig})"
    return LedgerDamaged, str(err.orig)


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
