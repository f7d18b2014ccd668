"""The edges of the log: what it shows from where to where, the longest record, two that write, and how it begins again."""

import sqlite3
from pathlib import Path

import pytest

from tests.ledger.made import KEY, capture, captures
from tocsin.ledger import Ledger, LedgerBusy, LedgerDamaged, LedgerUnwritable, NotInLedger
from tocsin.ledger.tree import leaf_hash, node_hash
from tocsin.records import Capture, canonical, name_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def of_length(size: int) -> Capture:
    """A record of that many bytes."""
    bare = Capture(report="", digest="0" * 64, text_digest="0" * 64, size=1)
    return Capture(
        report="r" * (size - len(canonical(bare))), digest="0" * 64, text_digest="0" * 64, size=1
    )


def covers(ledger: Ledger) -> list[bool]:
    return [entry.cover is not None for entry in ledger.scan()]


def test_the_entries_are_shown_from_one_index_up_to_another() -> None:
    ledger = Ledger.in_memory(KEY)
    shown = [canonical(one) for one in captures(1200)]
    ledger.extend(captures(1200))

    for since, until in ((0, 0), (0, 1), (1, 3), (3, 3), (499, 501), (0, 1200), (650, 1200)):
        assert list(ledger.entries(since, until)) == shown[since:until]
    assert list(ledger.entries(1190, 5000)) == shown[1190:]


def test_the_log_tells_the_roots_of_the_complete_trees_in_it() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(4))
    a, b, c, _ = (leaf_hash(canonical(one)) for one in captures(4))

    assert ledger.peaks(3) == (node_hash(a, b), c)


def test_the_first_record_after_a_checkpoint_is_not_proven_by_it() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(2))
    ledger.append(capture(2))

    assert ledger.prove(name_of(capture(1)), 2).index == 1
    with pytest.raises(NotInLedger, match="is number 2; the checkpoint covers 2 records"):
        ledger.prove(name_of(capture(2)), 2)


@pytest.mark.parametrize(
    ("sizes", "covered"),
    [((65_535,), [False]), ((65_536,), [True]), ((65_535, 65_536, 300), [False, True, False])],
)
def test_a_record_of_65_535_bytes_is_shown_and_a_longer_one_stands_under_a_cover(
    sizes: tuple[int, ...], covered: list[bool]
) -> None:
    ledger = Ledger.in_memory(KEY)
    records = [of_length(size) for size in sizes]

    ledger.extend(records)

    assert [len(canonical(one)) for one in records] == list(sizes)
    assert covers(ledger) == covered


def test_of_two_that_write_in_turn_each_goes_on_where_the_other_stopped(path: Path) -> None:
    one, other = Ledger(path), Ledger(path)

    places = [
        ledger.append(record).index
        for ledger, record in zip([one, other, other, one], captures(4), strict=True)
    ]

    assert places == [0, 1, 2, 3]
    whole = Ledger.in_memory(one.key)
    whole.extend(captures(4))
    assert one.head().root == other.head().root == whole.head().root


def test_a_log_that_has_begun_is_opened_and_read_while_another_process_writes(path: Path) -> None:
    Ledger(path).close()
    writing = sqlite3.connect(path, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")

    empty = Ledger(path, wait=0.05)

    assert len(empty) == 0 == empty.head().size
    with pytest.raises(LedgerBusy):
        empty.append(capture(1))
    writing.execute("ROLLBACK")
    writing.close()
    assert empty.append(capture(1)).index == 0


def test_a_log_of_more_than_one_tile_is_opened_again_and_goes_on(path: Path) -> None:
    first = Ledger(path)
    first.extend(captures(300))
    first.close()

    again = Ledger(path)

    assert len(again) == 300
    assert again.append(capture(300)).index == 300


@pytest.mark.parametrize("size", [1, 2, 300])
def test_a_log_without_any_checkpoint_is_damaged_and_not_begun_anew(path: Path, size: int) -> None:
    ledger = Ledger(path)
    ledger.extend(captures(size))
    ledger.close()
    with sqlite3.connect(path) as db:
        db.execute("DROP TRIGGER checkpoint_refuses_delete")
        db.execute("DELETE FROM checkpoint")
    db.close()

    with pytest.raises(
        LedgerDamaged, match=rf"holds {size} records, .* checkpoint says none; run `tocsin fsck`"
    ):
        Ledger(path)


def test_a_log_whose_newest_checkpoint_is_lost_says_what_the_one_before_says(path: Path) -> None:
    ledger = Ledger(path)
    ledger.append(capture(0))
    before = ledger.head()
    ledger.append(capture(1))
    ledger.close()
    with sqlite3.connect(path) as db:
        db.execute("DROP TRIGGER checkpoint_refuses_delete")
        db.execute("DELETE FROM checkpoint WHERE size = 2")
    db.close()

    with pytest.raises(
        LedgerDamaged, match=rf"holds 2 records, .* checkpoint says 1 records, root {before.root};"
    ):
        Ledger(path)


def test_a_log_in_a_database_needs_a_key_or_a_folder_for_it(tmp_path: Path) -> None:
    nowhere = f"postgresql://postgres@/ledger?host={tmp_path}"

    with pytest.raises(ValueError, match="needs a key, or a folder where its key lies"):
        Ledger(nowhere)
    for given in ({"key": KEY}, {"folder": tmp_path}):
        with pytest.raises(LedgerUnwritable):  # nobody listens there
            Ledger(nowhere, **given)
