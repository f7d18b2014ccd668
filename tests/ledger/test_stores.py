"""What a ledger promises wherever it lies: every test here runs on a SQLite file and on a PostgreSQL server."""

import multiprocessing
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.conftest import PostgresStore, SqliteStore
from tests.ledger.made import KEY, WITNESSES, capture, captures
from tocsin.ledger import (
    Ledger,
    LedgerBusy,
    LedgerDamaged,
    LedgerUnwritable,
    NotInLedger,
    Witness,
    fsck,
    tile_of,
    tiling,
)
from tocsin.ledger.notes import note, opened
from tocsin.ledger.tree import consistent
from tocsin.ledger.witness import request
from tocsin.records import BadRecord, Reading, canonical, name_of


def test_the_log_goes_on_where_it_stopped(store: SqliteStore) -> None:
    ledger = store.open()
    ledger.extend(captures(700))
    head, key = ledger.head(), ledger.key
    ledger.close()

    again = store.open()

    assert again.key == key and again.head() == head and len(again) == 700
    assert again.append(capture(700)).index == 700
    assert list(fsck(again)) == []


def test_records_are_read_proven_and_found_by_kind(store: SqliteStore) -> None:
    ledger = store.open(key=KEY)
    ledger.extend(captures(600))
    private = ledger.append(capture(777), private=True)
    record = capture(42)

    assert ledger.read(name_of(record)).word == record
    assert ledger.prove(name_of(record)).check(canonical(record)).size == 601
    assert [entry.index for entry in ledger.scan("capture", since=599)] == [599, 600]
    assert ledger.read(private.name).word == capture(777)
    assert len(tile_of(ledger, tiling("tile/1/000.p/2"), 601)) == 64
    with pytest.raises(NotInLedger):
        ledger.read("capture-0")


def test_a_store_holds_the_same_log_as_memory_does(store: SqliteStore) -> None:
    ledger, memory = store.open(key=KEY), Ledger.in_memory(KEY)
    for size in (1, 255, 256, 600):
        ledger.extend(captures(size))
        memory.extend(captures(size))

    assert ledger.head() == memory.head() and ledger.head(256) == memory.head(256)
    assert ledger.prove_growth(255) == memory.prove_growth(255)
    roots = [bytes.fromhex(ledger.head(size).root) for size in (256, 600)]
    assert consistent(256, 600, roots[0], roots[1], ledger.prove_growth(256))


def test_one_record_that_cannot_be_sealed_keeps_the_whole_batch_out(store: SqliteStore) -> None:
    ledger = store.open()
    with pytest.raises(BadRecord):
        ledger.extend([capture(1), Reading(report="r", reader="x")])

    assert len(ledger) == 0


def test_cosignatures_are_kept(store: SqliteStore) -> None:
    ledger, witness = store.open(key=KEY), WITNESSES[0]
    ledger.append(capture(1))
    text = (ledger.head().note or "").partition("\n\n")[0] + "\n"
    line = str(witness.sign(text, 1_900_000_000))

    once = ledger.cosign(1, line, witness.verifier)

    assert ledger.cosign(1, line, witness.verifier) == once == store.open(key=KEY).head()
    assert len(opened(note(once.note or ""), [ledger.verifier, witness.verifier])) == 2


def test_what_a_witness_saw_is_kept_and_two_faces_too(store: SqliteStore) -> None:
    one, other = Ledger.in_memory(KEY), Ledger.in_memory(KEY)
    one.extend(captures(5))
    other.extend(captures(6)[1:])
    here = Witness(store.open().store, WITNESSES[0], [KEY.verifier])

    assert here.add_checkpoint(request(0, (), str(one.head().note)), 1).status == 200
    for _ in range(2):
        assert here.add_checkpoint(request(5, (), str(other.head().note)), 2).status == 422

    assert [tuple(parted) for parted in here.parted()] == [(one.head().note, other.head().note)]


def test_first_starts_at_once_make_one_log(store: SqliteStore) -> None:
    heads, barrier = list[str | None](), threading.Barrier(6)

    def start() -> None:
        barrier.wait()
        heads.append(store.open(wait=60).head().note)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(heads) == 6 and len(set(heads)) == 1


CHANGES = {
    "entry": "data=''",
    "tile": "hashes=''",
    "checkpoint": "root=''",
    "cosignature": "line=''",
    "private": "salt=''",
    "witnessed": "note=''",
    "parted": "seen=''",
    "timestamp": "size=0",
}


@pytest.mark.parametrize("table", CHANGES)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {}"])
def test_the_store_refuses_update_and_delete(store: SqliteStore, table: str, change: str) -> None:
    ledger = store.open(key=KEY)
    ledger.extend(captures(300))
    ledger.append(capture(301), private=True)
    with ledger.store.writing() as tables:
        tables.keep_time({"size": 1, "authority": "a", "request": b"", "reply": b"", "chain": ""})
    text = (ledger.head().note or "").partition("\n\n")[0] + "\n"
    ledger.cosign(301, str(WITNESSES[0].sign(text, 1)), WITNESSES[0].verifier)
    test_what_a_witness_saw_is_kept_and_two_faces_too(store)
    ledger.close()
    db = store.connect()

    with pytest.raises(store.refused, match="the ledger is append-only"):
        db.execute(change.format(table, CHANGES[table]))
    db.close()


def test_two_ledgers_on_one_store_make_one_log(store: SqliteStore) -> None:
    one, two = store.open(), store.open()

    for n in range(0, 300, 2):
        one.append(capture(n))
        two.append(capture(n + 1))

    assert one.head() == two.head() and len(one) == 300
    assert [r.index for r in one.extend(captures(300))] == list(range(300))
    assert list(fsck(two)) == []


def writer(place: Any, folder: Path, number: int) -> None:
    ledger = Ledger(place, folder=folder, wait=120)
    for start in range(0, 1000, 20):
        ledger.extend(capture(1000 * number + start + n) for n in range(20))
    ledger.close()


def test_t22_eight_writers_of_a_thousand_each_lose_nothing_and_leave_no_gap(
    store: SqliteStore,
) -> None:
    store.open().close()
    at_once = multiprocessing.get_context("spawn")
    writers = [
        at_once.Process(target=writer, args=(store.place, store.folder, n)) for n in range(8)
    ]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    ledger = store.open()
    assert [one.exitcode for one in writers] == [0] * 8
    assert len(ledger) == 8000 == len({entry.name for entry in ledger.scan()})
    assert list(fsck(ledger)) == []


def test_threads_may_share_a_ledger(store: SqliteStore) -> None:
    ledger = store.open()

    def work(number: int) -> None:
        for n in range(20):
            ledger.append(capture(100 * number + n))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ledger) == 100 and list(fsck(ledger)) == []


def test_a_writer_that_does_not_let_go_is_told_of(store: SqliteStore) -> None:
    ledger = store.open(wait=0.05)
    ledger.append(capture(1))
    other = store.connect()
    store.hold(other)

    with pytest.raises(LedgerBusy, match="another process is writing"):
        ledger.append(capture(2))
    assert len(ledger) == 1  # reading waits for nobody, and so does opening
    assert store.open(wait=0.05).head() == ledger.head()
    other.execute("ROLLBACK")
    other.close()
    assert ledger.append(capture(2)).index == 1


KILLED = """
import sys
from pathlib import Path
from tests.ledger.made import capture
from tocsin.ledger import Ledger
place, folder = sys.argv[1:]
ledger = Ledger(place if "://" in place else Path(place), folder=Path(folder))
n = 0
while True:
    ledger.append(capture(n))
    print(n, flush=True)
    n += 1
"""


def test_what_was_acknowledged_before_a_kill_is_there_after_it(store: SqliteStore) -> None:
    root = Path(__file__).parent.parent.parent
    writing = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(store.place), str(store.folder)], stdout=subprocess.PIPE, text=True,
        cwd=root, env={"PYTHONPATH": f"{root / 'src'}:{root}"},
    )  # fmt: skip
    assert writing.stdout is not None
    for line in writing.stdout:
        if int(line) == 40:
            writing.kill()
            break
    acknowledged = [40, *map(int, writing.stdout.read().split())]
    writing.stdout.close()
    writing.wait()

    ledger = store.open()
    assert len(ledger) > max(acknowledged)
    assert list(fsck(ledger)) == []


# What only a server does.


def test_a_server_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritable, match=r"nobody:.*@localhost.* cannot be reached"):
        Ledger("postgresql://nobody:secret@localhost:9/none", folder=tmp_path)
    with pytest.raises(LedgerUnwritable) as caught:
        Ledger("postgresql://nobody:secret@localhost:9/none", folder=tmp_path)
    assert "secret" not in str(caught.value)


def test_what_is_no_address_of_a_database_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnwritable, match=r"postgresql://USER@HOST/NAME"):
        Ledger("no address at all", folder=tmp_path)


def test_a_database_without_a_key_or_a_place_for_one_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a key, or a folder"):
        Ledger("postgresql:///none")


def test_what_the_server_says_has_a_name(postgres: str, tmp_path: Path) -> None:
    place = PostgresStore(tmp_path, postgres)
    ledger = place.open(key=KEY)
    ledger.append(capture(1))
    db = place.connect()
    db.execute("CREATE ROLE reader LOGIN")
    db.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reader = Ledger(str(place.place).replace("postgres@", "reader@"), key=KEY)

    assert len(reader) == 1
    with pytest.raises(LedgerUnwritable, match="this user may not write"):
        reader.append(capture(2))
    db.execute("DROP TABLE entry")
    with pytest.raises(LedgerDamaged, match="entry"):
        ledger.read("x")
    for one in (db, reader, place):
        one.close()
