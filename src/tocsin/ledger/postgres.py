"""A ledger in a PostgreSQL database: the writer holds an advisory lock, readers see one snapshot and wait for nobody.

`synchronous_commit` is on for every session, whatever the server's default: what is acknowledged is on the disk.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tocsin.ledger.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerUnwritable

_TURN = 0x746F6373696E  # "tocsin": the lock that only one writer of a database can hold
_WRONG: tuple[tuple[tuple[str, ...], type[LedgerError], str], ...] = (
    (("55P03", "40001", "40P01"), LedgerBusy, "another process is writing to it; try again"),
    (("53",), LedgerUnwritable, "the server has no room left; make room and try again"),
    (("08", "57P", "3D", "28"), LedgerUnwritable, "the database cannot be reached"),
    (("42501", "25006"), LedgerUnwritable, "this user may not write to the database"),
)


def opened(url: str, wait: float) -> sa.Engine:
    """The engine for a database named by its URL, `postgresql://…`. Raises LedgerUnwritable without a driver."""
    try:
        named = sa.make_url(url).set(drivername="postgresql+psycopg")
        engine = sa.create_engine(named, pool_pre_ping=True)
    except (ModuleNotFoundError, sa.exc.ArgumentError) as err:
        raise LedgerUnwritable(
            f"no ledger can lie there: {err}; a database is postgresql://USER@HOST/NAME, and takes the package "
            "psycopg: pip install 'tocsin[postgres]'"
        ) from err
    event.listen(engine, "connect", _prepare(int(wait * 1000)))
    event.listen(engine, "begin", _begin)
    return engine


def wrong(err: sa.exc.DBAPIError) -> tuple[type[LedgerError], str]:
    """The ledger's error that an error of the database is, and what would be right."""
    code = getattr(err.orig, "sqlstate", None) or "08"  # without a code there was no connection
    why = str(err.orig).split("\n")[0]
    for codes, error, right in _WRONG:
        if code.startswith(codes):
            return error, f"{right} ({why})"
    return LedgerDamaged, why


def _prepare(wait: int) -> Callable[[Any, Any], None]:
    def prepare(db: Any, _record: Any) -> None:
        db.autocommit = True  # else these settings would be gone with the transaction
        db.execute(f"SET lock_timeout = {max(wait, 1)}")
        db.execute("SET synchronous_commit = on")
        db.autocommit = False

    return prepare


def _begin(db: sa.Connection) -> None:
    if db.get_execution_options().get("write", False):
        db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
    else:
        db.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
