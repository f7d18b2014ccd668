"""The Merkle tree of RFC 6962, against public vectors and against a tree written as the RFC defines it."""

import base64
import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import vectors
from tocsin.ledger.tree import (
    EMPTY,
    TILE,
    Frontier,
    Subtree,
    consistency,
    consistent,
    grown,
    included,
    inclusion,
    leaf_hash,
    node_hash,
    peaks,
    root_of,
    rows_over,
    split,
    within_tiles,
)


def leaves(n: int) -> list[bytes]:
    return [leaf_hash(b"%d" % i) for i in range(n)]


def defined(of: list[bytes]) -> bytes:
    """The root as RFC 6962, 2.1, writes it down."""
    if not of:
        return hashlib.sha256(b"").digest()
    if len(of) == 1:
        return of[0]
    k = 1
    while k * 2 < len(of):
        k *= 2
    return hashlib.sha256(b"\1" + defined(of[:k]) + defined(of[k:])).digest()


def over(of: list[bytes]) -> Subtree:
    return lambda height, number: root_of(of[number << height : (number + 1) << height])


def raw(written: list[str] | None) -> list[bytes]:
    return [base64.b64decode(step) for step in written or []]


def one(written: str | None) -> bytes:
    return base64.b64decode(written or "")


def test_every_public_vector_of_inclusion_comes_out_as_it_says() -> None:
    rows = vectors("ledger/merkle_proofs")["inclusion"]

    got = {
        row["case"]: included(
            one(row["leafHash"]),
            row["leafIdx"],
            row["treeSize"],
            raw(row["proof"]),
            one(row["root"]),
        )
        for row in rows
    }

    assert len(rows) == 98
    assert got == {row["case"]: not row["wantErr"] for row in rows}


def test_every_public_vector_of_consistency_comes_out_as_it_says() -> None:
    rows = vectors("ledger/merkle_proofs")["consistency"]

    got = {
        row["case"]: consistent(
            row["size1"], row["size2"], one(row["root1"]), one(row["root2"]), raw(row["proof"])
        )
        for row in rows
    }

    assert len(rows) == 98
    wanted = {row["case"]: not row["wantErr"] and row["size1"] > 0 for row in rows}
    assert got == wanted  # a verifier refuses an old size of 0: every tree begins with nothing


def test_the_roots_of_the_rfc_are_ours() -> None:
    rfc = vectors("ledger/roots")["rfc6962"]
    of = [leaf_hash(bytes.fromhex(leaf)) for leaf in rfc["leaves_hex"]]

    assert [defined(of[:n]).hex() for n in range(9)] == rfc["root_by_size_hex"]
    assert [root_of(of[:n]).hex() for n in range(9)] == rfc["root_by_size_hex"]


def test_a_growing_tree_has_the_known_roots_up_to_65_537_leaves() -> None:
    known: dict[str, str] = vectors("ledger/roots")["decimal_leaves_root_by_size_hex"]
    edge, size = Frontier(), 0
    for written, root in sorted(known.items(), key=lambda item: int(item[0])):
        if int(written) > 66_000:
            break
        edge.grow(leaf_hash(b"%d" % i) for i in range(size, int(written)))
        size = int(written)
        assert (edge.size, edge.root().hex()) == (size, root)


def test_the_empty_tree_has_the_hash_of_nothing_as_its_root() -> None:
    assert Frontier().root() == root_of([]) == EMPTY == hashlib.sha256(b"").digest()


def test_an_entry_of_64_bytes_is_no_node() -> None:
    left, right = leaves(2)

    assert leaf_hash(left + right) != node_hash(left, right)
    assert not included(leaf_hash(left + right), 0, 1, [], node_hash(left, right))


def test_every_leaf_of_small_trees_is_proven_and_no_other_place_is() -> None:
    for size in (1, 2, 3, 5, 8, 31, 64, 70):
        of = leaves(size)
        root = defined(of)
        for index in range(size):
            path = inclusion(index, size, over(of))
            assert included(of[index], index, size, path, root)
            for other in range(-1, size + 1):
                assert other == index or not included(of[index], other, size, path, root)


def test_every_growth_of_small_trees_is_proven() -> None:
    of = leaves(70)
    roots = [defined(of[:n]) for n in range(71)]
    for size in (1, 2, 7, 8, 33, 64, 70):
        for old in range(1, size + 1):
            path = consistency(old, size, over(of))
            assert consistent(old, size, roots[old], roots[size], path)
            assert not consistent(old, size, roots[old - 1], roots[size], path)


def test_growth_from_nothing_has_an_empty_proof_and_is_refused_by_the_verifier() -> None:
    of = leaves(5)

    assert consistency(0, 5, over(of)) == ()
    assert not consistent(0, 5, EMPTY, defined(of), ())


sizes = st.integers(1, 600)


@given(sizes, st.data())
@settings(deadline=None)
def test_a_leaf_is_proven_and_every_changed_bit_is_refused(size: int, data: Any) -> None:
    of = leaves(size)
    root, index = root_of(of), data.draw(st.integers(0, size - 1))
    path = list(inclusion(index, size, over(of)))

    assert included(of[index], index, size, path, root)
    bit = data.draw(st.integers(0, 255))
    assert not included(flipped(of[index], bit), index, size, path, root)
    assert not included(of[index], index, size, path, flipped(root, bit))
    assert not included(of[index], index ^ 1 << data.draw(st.integers(0, 12)), size, path, root)
    for place, step in enumerate(path):
        changed = [*path[:place], flipped(step, bit), *path[place + 1 :]]
        assert not included(of[index], index, size, changed, root)
        assert not included(of[index], index, size, path[:place] + path[place + 1 :], root)
    assert not included(of[index], index, size, [*path, root], root)
    assert not included(of[index], index, size, [*path, b"short"], root)


@given(sizes, st.data())
@settings(deadline=None)
def test_a_size_with_one_bit_changed_is_refused_unless_it_has_the_same_path(
    size: int, data: Any
) -> None:
    """Two sizes may give a leaf one path of one shape; then root and path are alike, and the checkpoint fixes the size."""
    of = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    path, other = inclusion(index, size, over(of)), size ^ 1 << data.draw(st.integers(0, 10))

    if included(of[index], index, other, path, root_of(of)):
        assert shape(index, other) == shape(index, size)


def shape(index: int, size: int) -> list[bool]:
    """On which side the hashes of a path stand."""
    sides, start, end = [], 0, size
    while end - start > 1:
        cut = start + (1 << (end - start - 1).bit_length() - 1)
        sides.append(index < cut)
        start, end = (start, cut) if index < cut else (cut, end)
    return sides


@given(sizes, st.data())
@settings(deadline=None)
def test_a_growth_is_proven_and_every_changed_bit_is_refused(size: int, data: Any) -> None:
    of = leaves(size)
    old = data.draw(st.integers(1, size))
    before, after = root_of(of[:old]), root_of(of)
    path, bit = list(consistency(old, size, over(of))), data.draw(st.integers(0, 255))

    assert consistent(old, size, before, after, path)
    assert not consistent(old, size, flipped(before, bit), after, path)
    assert not consistent(old, size, before, flipped(after, bit), path)
    assert not consistent(old, size, before, after, [*path, after])
    for place, step in enumerate(path):
        changed = [*path[:place], flipped(step, bit), *path[place + 1 :]]
        assert not consistent(old, size, before, after, changed)
        assert not consistent(old, size, before, after, path[:place] + path[place + 1 :])


def flipped(hash: bytes, bit: int) -> bytes:
    return (int.from_bytes(hash, "big") ^ 1 << bit).to_bytes(32, "big")


@given(
    st.binary(max_size=40),
    st.integers(-2, 9),
    st.integers(-2, 9),
    st.lists(st.binary(max_size=34), max_size=5),
    st.binary(max_size=34),
)
def test_hostile_proofs_are_only_ever_refused(
    leaf: bytes, index: int, size: int, path: list[bytes], root: bytes
) -> None:
    assert included(leaf, index, size, path, root) in (False, size == 1 and leaf == root)
    assert consistent(index, size, leaf, root, path) in (False, index == size and leaf == root)


@pytest.mark.parametrize("steps", [[600], [1] * 600, [255, 1, 1, 343], [256, 256, 88]])
def test_how_a_tree_grew_makes_no_difference(steps: list[int]) -> None:
    of, edge, filled = leaves(600), Frontier(), []
    for step in steps:
        edge = edge.copy()
        filled += edge.grow(of[edge.size : edge.size + step])

    assert edge.root() == defined(of)
    assert [(tile.level, tile.number) for tile in filled] == [(0, 0), (0, 1)]
    assert split(filled[1].hashes) == of[TILE : 2 * TILE]


def test_a_tile_of_the_next_level_fills_after_65_536_leaves() -> None:
    edge = Frontier([leaves(255), leaves(255)])

    filled = edge.grow([leaf_hash(b"last")])

    assert [(tile.level, tile.number) for tile in filled] == [(0, 255), (1, 0)]
    assert edge.size == TILE**2
    assert filled[1].root == edge.root()


def test_proofs_from_tiles_are_those_from_leaves() -> None:
    of, edge = leaves(1000), Frontier()
    full = {(tile.level, tile.number): split(tile.hashes) for tile in edge.grow(of)}
    roots = [root_of(of[n : n + TILE]) for n in range(0, 1000 - TILE, TILE)]

    def tile(level: int, number: int, width: int) -> list[list[bytes]]:
        growing = of[768:] if level == 0 else roots
        rows = rows_over(full.get((level, number), growing))
        assert len(rows[0]) >= width
        return rows

    for index in (0, 255, 256, 767, 768, 999):
        assert inclusion(index, 1000, within_tiles(tile)) == inclusion(index, 1000, over(of))
    for old in (1, 256, 700, 768, 999):
        assert consistency(old, 1000, within_tiles(tile)) == consistency(old, 1000, over(of))


def test_the_growing_tiles_hold_what_is_not_full_yet_level_by_level() -> None:
    of, edge = leaves(TILE + 3), Frontier()
    assert [(tile.level, tile.number, tile.hashes) for tile in edge.growing()] == [(0, 0, b"")]

    (full,) = edge.grow(of)
    below, above = edge.growing()

    assert (below.level, below.number, split(below.hashes)) == (0, 1, of[TILE:])
    assert below.root == defined(of[TILE:])
    assert (above.level, above.number, above.hashes, above.root) == (1, 0, full.root, full.root)


def test_the_growing_tile_of_the_next_level_has_a_number_of_its_own_after_65_536_leaves() -> None:
    edge = Frontier([[], leaves(255)])
    edge.grow(leaves(TILE))

    assert [(tile.level, tile.number) for tile in edge.growing()] == [(0, 256), (1, 1), (2, 0)]
    assert [len(split(tile.hashes)) for tile in edge.growing()] == [0, 0, 1]


@pytest.mark.parametrize(
    ("size", "widths"), [(0, []), (1, [1]), (2, [2]), (6, [4, 2]), (7, [4, 2, 1]), (13, [8, 4, 1])]
)
def test_the_peaks_of_a_tree_are_its_complete_subtrees_from_the_left(
    size: int, widths: list[int]
) -> None:
    of, cuts = leaves(size), [sum(widths[:n]) for n in range(len(widths))]

    wanted = [defined(of[at : at + width]) for at, width in zip(cuts, widths, strict=True)]

    assert peaks(size, over(of)) == tuple(wanted)


@given(st.integers(0, 70), st.integers(0, 70))
def test_from_its_peaks_a_tree_grows_to_the_root_it_has_when_grown_from_nothing(
    size: int, more: int
) -> None:
    of = leaves(size + more)

    assert grown(peaks(size, over(of)), size, of[size:]) == (size + more, defined(of))


@pytest.mark.parametrize(("size", "wrong"), [(0, 1), (4, 0), (4, 2), (6, 1), (6, 3)])
def test_a_number_of_peaks_that_no_tree_of_that_size_has_is_refused(size: int, wrong: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        grown(leaves(wrong), size, [])
