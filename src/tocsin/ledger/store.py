"""What a ledger lies in: a SQLite file or a PostgreSQL database, behind one door; errors by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from tocsin.ledger import postgres, sqlite
from tocsin.ledger.errors import LedgerUnwritable
from tocsin.ledger.tables import Tables


class Store:
    """A ledger's file, its database by URL, or none: a store in memory is gone with its process.

    `wait` is how many seconds to wait for another process that is writing.
    """

    def __init__(self, place: Path | str | None, wait: float) -> None:
        if isinstance(place, str):
            self._engine, self._wrong = postgres.opened(place, wait), postgres.wrong
            self.place = self._engine.url.render_as_string(hide_password=True)
        else:
            self._engine, self._wrong = sqlite.opened(place, wait), sqlite.wrong
            self.place = str(place) if place else "memory"
        with self.reading() as tables:
            made = tables.made()
        if not made:
            with self.writing() as tables:
                tables.make()

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def copy(self, place: Path | str) -> None:
        """Copy every table, as one moment sees it, to an empty file or database. Raises LedgerUnwritable if it is not."""
        there = Store(place, 5)
        try:
            with self.reading() as source, there.writing() as target:
                if target.stamp() is not None:
                    raise LedgerUnwritable(
                        f"{there.place} holds a ledger already; copy to an empty place"
                    )
                target.take(source)
        finally:
            there.close()

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
            error, why = self._wrong(err)
            raise error(f"the ledger {self.place}: {why}") from err
