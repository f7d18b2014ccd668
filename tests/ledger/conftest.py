"""Stores to test on: a SQLite file, and a real PostgreSQL server that is started for the tests and gone with them."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tocsin.ledger import Ledger

_NUMBERS = count()


class SqliteStore:
    """A place for a ledger in a file."""

    refused = sqlite3.IntegrityError

    def __init__(self, home: Path) -> None:
        self.place: Path | str = home / "ledger.db"
        self.folder = home
        self._opened = list[Ledger]()

    def open(self, **more: Any) -> Ledger:
        self._opened.append(Ledger(self.place, folder=self.folder, **more))
        return self._opened[-1]

    def close(self) -> None:
        for ledger in self._opened:
            ledger.close()

    def connect(self) -> Any:
        """A connection behind the ledger's back, without a transaction of its own."""
        return sqlite3.connect(str(self.place), isolation_level=None)

    def hold(self, db: Any) -> None:
        db.execute("BEGIN IMMEDIATE")


class PostgresStore(SqliteStore):
    """A place for a ledger in a database of its own."""

    refused = psycopg.errors.RaiseException  # type: ignore[assignment]

    def __init__(self, home: Path, server: str) -> None:
        super().__init__(home)
        self.name = f"ledger_{os.getpid()}_{next(_NUMBERS)}"
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as db:
            db.execute(f"CREATE DATABASE {self.name}")  # type: ignore[arg-type]
        self.server = server
        socket = server.partition("host=")[2].partition(" ")[0]
        self.place = f"postgresql://postgres@/{self.name}?host={socket}"

    def connect(self) -> Any:
        return psycopg.connect(f"{self.server} dbname={self.name}", autocommit=True)

    def hold(self, db: Any) -> None:
        from tocsin.ledger.postgres import _TURN

        db.execute("BEGIN")
        db.execute(f"SELECT pg_advisory_xact_lock({_TURN})")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """How to reach a PostgreSQL server that listens on a socket of its own and nowhere else."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (programs and str(programs[-1]))
    if not found:
        why = "no PostgreSQL is installed: apt-get install postgresql"
        if "postgres" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail(f"{why}, and TOCSIN_REQUIRE asks for postgres")
        pytest.skip(why)
    home = Path("/tmp") / f"tocsin-pg-{os.getpid()}"  # a socket's path must be short
    home.mkdir(mode=0o755)
    owner = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if owner:
        shutil.chown(home, owner)
    base = [str(Path(found).with_name("pg_ctl")), "-D", f"{home}/data", "-w", "-s"]

    def run(*words: str, check: bool = True) -> None:
        subprocess.run(words, check=check, stdout=subprocess.DEVNULL, cwd="/", user=owner)

    try:
        run(found, "-D", f"{home}/data", "-U", "postgres", "-A", "trust")
        run(*base, "-l", f"{home}/log", "-o", f"-c listen_addresses='' -k {home}", "start")
        yield f"host={home} user=postgres"
    finally:
        run(*base, "-m", "immediate", "stop", check=False)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty place for a ledger: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        place = SqliteStore(tmp_path)
    else:
        place = PostgresStore(tmp_path, request.getfixturevalue("postgres"))
    yield place
    place.close()
