"""The log as static files: how tiles are named, what they hold, and that a reader never finds half of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import vectors
from tests.ledger.made import KEY, captures
from tocsin.ledger import Ledger, LedgerUnwritable, NotInLedger
from tocsin.ledger.notes import body, note
from tocsin.ledger.tiles import (
    ENTRIES,
    BadBundle,
    BadPath,
    Tiling,
    bundle,
    entries_in,
    publish,
    tile_of,
    tiles_of,
    tiling,
)
from tocsin.ledger.tree import TILE, Frontier, leaf_hash, split
from tocsin.records import canonical


def test_every_vector_of_tile_paths_comes_out_as_it_says() -> None:
    known = vectors("ledger/tile_paths")

    assert len(known["valid"]) + len(known["invalid"]) == 27
    for case in known["valid"]:
        level = ENTRIES if case["level"] == "entries" else case["level"]
        named = Tiling(level, case["index"], case["width"])
        assert str(named) == case["path"] and tiling(case["path"]) == named
    for path in known["invalid"]:
        with pytest.raises(BadPath):
            tiling(path)


def test_every_size_of_the_vectors_needs_the_tiles_it_says() -> None:
    for size, levels in vectors("ledger/tile_paths")["tiles_needed_by_size"].items():
        found = {
            level: {"full": 0, "partial": 0} for level in levels
        }  # no more levels than the vectors name
        for named in tiles_of(int(size)):
            if named.width == TILE:
                found[str(named.level)]["full"] += 1
            else:
                found[str(named.level)]["partial"] = named.width
        assert found == levels


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_a_log_that_grew_needs_only_the_tiles_that_it_had_not(one: int, other: int) -> None:
    old, size = sorted((one, other))

    had, has = set(tiles_of(old)), set(tiles_of(size))

    fresh = list(tiles_of(size, old))
    assert has - had <= set(fresh) <= has and len(set(fresh)) == len(fresh)


@given(st.text(max_size=30), st.from_regex(r"tile/[0-9x/.p-]{0,20}", fullmatch=True))
def test_any_path_is_a_tile_in_its_one_spelling_or_none(text: str, near: str) -> None:
    for path in (text, near):
        try:
            assert str(tiling(path)) == path
        except BadPath:
            continue


@given(st.lists(st.binary(max_size=300), max_size=20), st.integers(0, 100))
def test_a_bundle_gives_back_its_entries_and_a_cut_one_is_refused(
    entries: list[bytes], cut: int
) -> None:
    data = bundle(entries)

    assert entries_in(data) == entries
    try:
        assert entries_in(data[: -cut - 1]) == entries[: len(entries_in(data[: -cut - 1]))]
    except BadBundle as err:
        assert "ends within" in str(err)


def test_an_entry_too_long_for_a_bundle_is_refused() -> None:
    assert entries_in(bundle([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(BadBundle, match="at most 65535"):
        bundle([bytes(65_536)])


def test_the_files_of_a_log_lead_to_its_signed_root(tmp_path: Path) -> None:
    ledger = Ledger.in_memory(KEY)
    records = captures(600)
    ledger.extend(records[:300])
    size = publish(ledger, tmp_path)
    assert (tmp_path / "tile/0/001.p/44").exists()
    ledger.extend(records[300:])

    assert publish(ledger, tmp_path, size) == 600

    head = body(note((tmp_path / "checkpoint").read_bytes()).text)
    hashes, entries = list[bytes](), list[bytes]()
    for path in ("000", "001", "002.p/88"):
        hashes += split((tmp_path / "tile/0" / path).read_bytes())
        entries += entries_in((tmp_path / "tile/entries" / path).read_bytes())
    edge = Frontier()
    edge.grow(hashes)
    assert (edge.size, edge.root()) == (head.size, head.root)
    assert entries == [canonical(record) for record in records]
    assert hashes == [leaf_hash(entry) for entry in entries]
    assert len(split((tmp_path / "tile/1/000.p/2").read_bytes())) == 2


def test_a_tile_is_given_as_it_was_at_an_older_size() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(600))

    assert len(tile_of(ledger, Tiling(0, 1, 44), 300)) == 44 * 32
    for named in (Tiling(0, 1, 45), Tiling(1, 0, 2), Tiling(ENTRIES, 1, 45), Tiling(9, 0, 1)):
        with pytest.raises(NotInLedger, match="at 300 records"):
            tile_of(ledger, named, 300)


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(LedgerUnwritable, match="cannot be written"):
        publish(Ledger.in_memory(KEY), tmp_path / "file")


def test_the_log_of_nothing_is_its_checkpoint(tmp_path: Path) -> None:
    assert publish(Ledger.in_memory(KEY), tmp_path) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["checkpoint"]
