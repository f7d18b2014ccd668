"""Backups: everything in one file, restored whole or not at all, from either kind of store to either."""

import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.conftest import PostgresStore, SqliteStore
from tests.ledger.made import MOMENT, PAGE, Made, captures, register
from tests.ledger.test_export import both
from tocsin.ledger import (
    BadBackup,
    Ledger,
    LedgerBehind,
    LedgerError,
    LedgerUnwritable,
    Vault,
    backup,
    export,
    fsck,
    restore,
)
from tocsin.records import Custody


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    home = tmp_path / "home"
    home.mkdir()
    here = register(home)
    (home / "log.key").write_text(f"{here.ledger.key.secret()}\n")
    here.ledger.extend(captures(300), private=True)
    here.cosign()
    yield here
    here.ledger.close()


def test_what_was_backed_up_is_restored_and_goes_on(made: Made, tmp_path: Path) -> None:
    place, other = tmp_path / "node.backup", tmp_path / "other"

    kept = backup(made.ledger, made.vault, place)
    assert restore(place, other) == kept

    again = Ledger(other / "ledger.sqlite")
    assert (again.head(), again.key) == (made.ledger.head(), made.ledger.key)
    assert [e.salt for e in again.scan()] == [e.salt for e in made.ledger.scan()]
    assert Vault(other / "evidence").get(made.digest) == PAGE
    assert list(fsck(again, Vault(other / "evidence"))) == []
    assert again.append(captures(301)[300]).index == len(made.ledger) == 308
    assert (other / "log.key").stat().st_mode & 0o777 == 0o600
    assert place.stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in other.iterdir() if p.name.startswith(".")) == []
    again.close()


def test_an_export_of_a_restored_node_is_that_of_the_first(made: Made, tmp_path: Path) -> None:
    backup(made.ledger, made.vault, tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "other")
    again = Ledger(tmp_path / "other" / "ledger.sqlite")

    for ledger, name in ((made.ledger, "one.zip"), (again, "two.zip")):
        export(ledger, made.incident, tmp_path / name, by="AVA", at=MOMENT)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert both(tmp_path / "two.zip", made.policy("quorum none")).state == "ok"
    again.close()


@pytest.mark.parametrize("kinds", ["sqlite to postgres", "postgres to sqlite"])
def test_a_backup_of_one_kind_of_store_is_restored_to_the_other(
    kinds: str, postgres: str, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    server = PostgresStore(tmp_path / ("two" if kinds.startswith("sqlite") else "one"), postgres)
    source = SqliteStore(tmp_path / "one") if kinds.startswith("sqlite") else server
    ledger = source.open()
    ledger.extend(captures(600), private=True)
    backup(ledger, Vault(tmp_path / "one" / "evidence"), tmp_path / "b")

    url = str(server.place) if kinds.startswith("sqlite") else None
    restore(tmp_path / "b", tmp_path / "two", url)

    again = Ledger(url or tmp_path / "two" / "ledger.sqlite", folder=tmp_path / "two")
    assert again.head() == ledger.head() and list(fsck(again)) == []
    for one in (again, source, server):
        one.close()
    if url is not None:
        with pytest.raises(LedgerUnwritable, match="holds a ledger already"):
            restore(tmp_path / "b", tmp_path / "three", url)


def test_t24_a_restored_old_backup_is_read_only_where_partners_have_seen_more(
    made: Made, tmp_path: Path
) -> None:
    backup(made.ledger, made.vault, tmp_path / "old")
    made.ledger.extend(captures(400))
    made.cosign()
    made.ledger.close()
    for file in [*made.home.glob("ledger.db*"), made.home / "log.key"]:
        file.unlink()

    restore(tmp_path / "old", made.home)

    again = Ledger(made.home / "ledger.sqlite")
    assert "this is an older copy" in (again.behind() or "") and list(fsck(again, made.vault)) == []
    with pytest.raises(LedgerBehind, match=r"witness\.example/1 has seen 408"):
        again.append(Custody(evidence="x", act="collected", by="AVA", at=MOMENT))
    again.close()


def test_a_backup_goes_nowhere_where_something_is(made: Made, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("")

    with pytest.raises(LedgerUnwritable, match="is there already"):
        backup(made.ledger, made.vault, tmp_path / "b")
    with pytest.raises(LedgerUnwritable, match="cannot be written"):
        backup(made.ledger, made.vault, tmp_path / "b" / "c")
    backup(made.ledger, made.vault, tmp_path / "good")
    with pytest.raises(LedgerUnwritable, match="holds a ledger already"):
        restore(tmp_path / "good", made.home)
    with pytest.raises(LedgerUnwritable, match="cannot be written"):
        restore(tmp_path / "good", tmp_path / "b" / "c")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def tampered(place: Path, **change: bytes | None) -> Path:
    """The backup with files changed, added or (None) taken out."""
    other = place.with_name("tampered")
    with tarfile.open(place) as packed, tarfile.open(other, "w") as out:
        for info in packed:
            source = packed.extractfile(info)
            data = source.read() if source else b""
            named = info.name.rpartition("/")[2].partition(".")[0]
            data = change.pop(named, data) if named in change else data  # type: ignore[assignment]
            if data is not None:
                info.size = len(data)
                out.addfile(info, io.BytesIO(data))
        for name, data in change.items():
            info = tarfile.TarInfo(name.replace("__", "/"))
            info.size = len(data or b"")
            out.addfile(info, io.BytesIO(data or b""))
    return other


def test_a_backup_that_is_not_whole_restores_nothing(made: Made, tmp_path: Path) -> None:
    place = tmp_path / "b"
    backup(made.ledger, made.vault, place)
    cases: list[tuple[dict[str, bytes | None], str]] = [
        ({"ledger": b"x"}, "is not what was backed up"),
        ({made.digest: None}, "is missing"),
        ({made.digest: b"forged"}, "is not what was backed up"),
        ({"backup": b"{}"}, "is no backup"),
        ({"backup": None}, "does not begin with"),
        ({"..__..__evil": b"x"}, "no file that the backup lists"),
    ]
    for change, says in cases:
        with pytest.raises(BadBackup, match=says):
            restore(tampered(place, **change), tmp_path / "other")
        assert not (tmp_path / "other" / "ledger.sqlite").exists()


def test_a_backup_whose_log_was_tampered_with_before_is_not_restored(
    made: Made, tmp_path: Path
) -> None:
    with sqlite3.connect(made.home / "ledger.db") as db:
        db.execute("DROP TRIGGER entry_refuses_update")
        db.execute("UPDATE entry SET data = x'7b7d' WHERE position = 3")
    db.close()
    backup(made.ledger, made.vault, tmp_path / "b")

    with pytest.raises(BadBackup, match=r"does not hold: .*bytes are not those that were sealed"):
        restore(tmp_path / "b", tmp_path / "other")


def test_a_backup_that_lists_another_head_is_not_restored(made: Made, tmp_path: Path) -> None:
    place = tmp_path / "b"
    backup(made.ledger, made.vault, place)
    with tarfile.open(place) as packed:
        file = packed.extractfile("backup.json")
        listed = json.loads(file.read() if file else b"")
    listed["size"] += 1

    with pytest.raises(BadBackup, match="not the one of 309 records"):
        restore(tampered(place, backup=json.dumps(listed).encode()), tmp_path / "other")


@given(st.binary(max_size=600))
@settings(max_examples=40, deadline=None)
def test_strangers_backups_raise_only_errors_of_the_ledger(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "b"
        place.write_bytes(data)
        with pytest.raises(LedgerError):
            restore(place, Path(name) / "other")
