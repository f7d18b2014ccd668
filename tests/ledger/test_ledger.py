"""The ledger: append, read, scan, head, prove — on a real file, and by several writers at once."""

import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.made import KEY, WITNESSES, capture, captures
from tests.records.words import words
from tocsin.ledger import (
    BadNote,
    Ledger,
    LedgerBusy,
    LedgerDamaged,
    LedgerUnwritable,
    NotInLedger,
    Signer,
    witness_key_in,
)
from tocsin.ledger.notes import note, opened
from tocsin.ledger.tree import EMPTY, consistent
from tocsin.records import BadRecord, Kept, Reading, Word, canonical, keep, name_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_a_record_is_read_back_in_the_bytes_it_was_sealed_in() -> None:
    ledger = Ledger.in_memory()

    receipt = ledger.append(capture(7))

    assert (receipt.name, receipt.index) == (name_of(capture(7)), 0)
    assert ledger.read(receipt.name) == Kept.of(capture(7))


@given(st.lists(words, max_size=8), st.randoms())
@settings(deadline=None, max_examples=25)
def test_records_stand_in_the_order_they_came_and_twice_is_once(
    given_words: list[Word], random
) -> None:
    ledger = Ledger.in_memory(KEY)
    again = [*given_words, *given_words]
    random.shuffle(again)

    receipts = ledger.extend(given_words)
    first = {receipt.name: receipt for receipt in receipts}
    head = ledger.head()

    assert {r.name: r for r in ledger.extend(again)} == first
    assert ledger.head() == head
    assert [entry.name for entry in ledger.scan()] == list(dict.fromkeys(r.name for r in receipts))
    assert [entry.index for entry in ledger.scan()] == list(range(len(first)))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
@settings(deadline=None, max_examples=12)
def test_one_by_one_or_together_gives_one_log(batches: list[int]) -> None:
    one, many = Ledger.in_memory(KEY), Ledger.in_memory(KEY)
    records = captures(sum(batches))

    for record in records:
        one.append(record)
    start = 0
    for size in batches:
        many.extend(records[start : start + size])
        start += size

    assert one.head() == many.head()


def test_a_record_from_outside_is_sealed_in_the_bytes_it_came_in() -> None:
    ledger = Ledger.in_memory()
    data = canonical(capture(1))[:-1] + b', "newer": {"field": [1]}}'

    receipt = ledger.append(keep(data))

    assert ledger.read(receipt.name).data == data
    ledger.prove(receipt.name).check(data)


def test_a_reading_is_derived_and_not_sealed() -> None:
    with pytest.raises(BadRecord, match="a reading is derived and not sealed; sealed are act,"):
        Ledger.in_memory().append(Reading(report="r", reader="x"))


def test_one_record_that_cannot_be_sealed_keeps_the_whole_batch_out() -> None:
    ledger = Ledger.in_memory()

    with pytest.raises(BadRecord):
        ledger.extend([capture(1), Reading(report="r", reader="x")])

    assert len(ledger) == 0


def test_nothing_appended_changes_nothing() -> None:
    ledger = Ledger.in_memory()
    head = ledger.head()

    assert ledger.extend([]) == ()
    assert ledger.head() == head and head.root == EMPTY.hex() and head.size == 0


def test_scan_gives_one_kind_from_an_index_on_over_many_pages() -> None:
    ledger = Ledger.in_memory()
    ledger.extend(captures(1200))

    assert sum(1 for _ in ledger.scan()) == 1200
    assert [entry.index for entry in ledger.scan("capture", since=1198)] == [1198, 1199]
    assert list(ledger.scan("incident")) == []


def test_what_is_not_there_is_named() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(2))

    for ask in (ledger.read, ledger.prove):
        with pytest.raises(NotInLedger, match=r"^there is no case-1 in register\.example/avaria$"):
            ask("case-1")
    with pytest.raises(NotInLedger, match="no checkpoint of 1 records"):
        ledger.head(1)
    with pytest.raises(NotInLedger, match="no growth from 3"):
        ledger.prove_growth(3)


def test_every_record_is_proven_under_every_checkpoint_after_it() -> None:
    ledger = Ledger.in_memory()
    records = captures(300)
    for start in range(0, 300, 100):
        ledger.extend(records[start : start + 100])

    for size in (100, 200, 300):
        head = ledger.head(size)
        for n in range(0, size, 17):
            body = ledger.prove(name_of(records[n]), size).check(canonical(records[n]))
            assert (body.size, body.root.hex()) == (head.size, head.root)
    with pytest.raises(NotInLedger, match="number 250; the checkpoint covers 100"):
        ledger.prove(name_of(records[250]), 100)


def test_proofs_stay_right_when_more_tiles_are_touched_than_are_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tocsin.ledger.subtrees._REMEMBERED_TILES", 1)
    ledger = Ledger.in_memory()
    records = captures(1100)
    ledger.extend(records)

    for n in (0, 300, 600, 1099, 5):
        ledger.prove(name_of(records[n])).check(canonical(records[n]))


def test_the_growth_of_the_log_is_proven() -> None:
    ledger = Ledger.in_memory()
    heads = []
    for n in range(0, 600, 60):
        ledger.extend(captures(n + 60))
        heads.append(ledger.head())

    for old in heads:
        path = ledger.prove_growth(old.size)
        roots = bytes.fromhex(old.root), bytes.fromhex(heads[-1].root)
        assert consistent(old.size, 600, *roots, path)
    assert ledger.prove_growth(0) == ()


def test_the_head_is_a_note_signed_by_the_log() -> None:
    ledger = Ledger.in_memory()
    ledger.append(capture(1))
    head = ledger.head()

    assert opened(note(head.note or ""), [ledger.verifier])[0].by == ledger.verifier
    assert (head.note or "").split("\n")[:2] == [ledger.origin, "1"]


def test_a_witness_adds_its_line_once_and_only_its_own() -> None:
    ledger, witness = Ledger.in_memory(), WITNESSES[0]
    ledger.append(capture(1))
    text = (ledger.head().note or "").partition("\n\n")[0] + "\n"
    line = str(witness.sign(text, 1_900_000_000))

    once = ledger.cosign(1, line, witness.verifier)

    assert ledger.cosign(1, line, witness.verifier) == once == ledger.head()
    assert len(opened(note(once.note or ""), [ledger.verifier, witness.verifier])) == 2
    assert str(ledger.prove(name_of(capture(1)))).endswith(line)
    with pytest.raises(BadNote):
        ledger.cosign(1, line, WITNESSES[1].verifier)
    with pytest.raises(BadNote):
        ledger.cosign(1, str(witness.sign("another\n", 1)), witness.verifier)
    with pytest.raises(NotInLedger):
        ledger.cosign(2, line, witness.verifier)


# The file.


def test_the_key_is_made_once_and_is_its_owners_alone(path: Path) -> None:
    ledger = Ledger(path, origin="register.example/dorland")
    key = path.with_name("log.key")

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert Signer.read(key.read_text()) == ledger.key
    assert ledger.origin == "register.example/dorland"
    assert sorted(p.name for p in path.parent.iterdir() if p.name.startswith(".")) == []


def test_the_witness_beside_a_log_has_a_key_of_its_own(tmp_path: Path) -> None:
    log, witness = (
        Ledger(tmp_path / "ledger.db").key,
        witness_key_in(tmp_path, "register.example/a"),
    )

    assert witness == witness_key_in(tmp_path, "register.example/a") != log
    assert (witness.name, witness.kind) == ("register.example/a/witness", 4)
    assert stat.S_IMODE((tmp_path / "witness.key").stat().st_mode) == 0o600
    with pytest.raises(LedgerDamaged, match="was asked for"):
        witness_key_in(tmp_path, "another")


def test_a_log_never_changes_its_key_by_itself(path: Path) -> None:
    Ledger(path).close()
    key = path.with_name("log.key")
    right = key.read_text()

    with pytest.raises(LedgerDamaged, match="another was asked for"):
        Ledger(path, origin="another")
    for wrong in ("", "PRIVATE+KEY", "\xe9"):
        key.write_text(wrong)
        with pytest.raises(LedgerDamaged, match="restore it from a backup"):
            Ledger(path)
    key.unlink()
    key.mkdir()
    with pytest.raises(LedgerUnwritable, match="its owner must be able to read it"):
        Ledger(path)
    key.rmdir()
    key.write_text(right)
    Ledger(path).close()


def test_of_two_first_starts_at_once_one_makes_the_key(tmp_path: Path) -> None:
    made, barrier = list[Signer](), threading.Barrier(8)

    def start() -> None:
        from tocsin.ledger.keys import key_in

        barrier.wait()
        made.append(key_in(tmp_path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 1 and len(made) == 8
    assert [p.name for p in tmp_path.iterdir()] == ["log.key"]


def test_a_first_start_waits_for_one_that_was_quicker_and_says_so_if_that_takes_too_long(
    path: Path,
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE diary (day)")
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(LedgerBusy, match="another process is writing"):
        Ledger(path, wait=0.05)
    other.execute("ROLLBACK")
    other.close()
    Ledger(path, wait=0.05).close()


PLACES = {
    "no such folder": lambda home: home / "nowhere" / "ledger.db",
    "a file for a folder": lambda home: home / "file" / "ledger.db",
    "a folder for the file": lambda home: home,
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_place_that_cannot_be_written_is_told_of(tmp_path: Path, place) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(LedgerUnwritable, match="must"):
        Ledger(place(tmp_path))
    with pytest.raises(LedgerUnwritable, match="its folder must exist, be writable and have room"):
        Ledger(place(tmp_path), key=KEY)


def test_a_file_that_is_no_ledger_is_left_alone(path: Path) -> None:
    path.write_bytes(b"a diary, and no ledger at all" * 100)

    with pytest.raises(LedgerDamaged, match="restore a backup"):
        Ledger(path)

    assert path.read_bytes() == b"a diary, and no ledger at all" * 100


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests.ledger.made import capture, captures
from tocsin.ledger import Ledger, LedgerUnwritable, fsck
ledger = Ledger(Path(sys.argv[1]))
ledger.extend(captures(50))
head = ledger.head()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
try:
    ledger.extend(captures(5000))
except LedgerUnwritable as err:
    print("unwritable", "room" in str(err))
print(len(ledger), ledger.head() == head)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(ledger.append(capture(50)).index, list(fsck(ledger)))
"""


def test_a_disk_that_fills_leaves_nothing_half_written(path: Path) -> None:
    assert resource.RLIMIT_FSIZE and signal.SIGXFSZ
    root = Path(__file__).parent.parent.parent

    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, cwd=root,
        env={"PYTHONPATH": f"{root / 'src'}:{root}"}, check=False,
    )  # fmt: skip

    assert done.stderr == ""
    assert done.stdout.split("\n") == ["unwritable True", "50 True", "50 []", ""]


def test_opening_the_door_does_not_load_the_database() -> None:
    asked = (
        "import sys, tocsin.ledger; print([m for m in sys.modules if m.startswith('sqlalchemy')])"
    )

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
