"""The Merkle tree of RFC 6962: leaf and node hashes, roots, proofs, and their verifiers. No storage here.

Hashes are 32 bytes of SHA-256. A leaf is SHA-256(0x00 ‖ entry), a node SHA-256(0x01 ‖ left ‖ right), the root of
nothing SHA-256(""); a tree of n leaves splits at the largest power of two below n. The prefixes keep an entry of 64
bytes from being taken for a node. Storage is by tiles of 256 hashes as in C2SP tlog-tiles: tile n of level l holds
the roots of the 256^l leaves each from 256^(l+1)·n on.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

EMPTY = hashlib.sha256(b"").digest()
TILE = 256
_BITS = 8  # a tile is eight levels of the tree high

Subtree = Callable[[int, int], bytes]
"""`subtree(height, number)`: the root of the complete subtree of 2^height leaves from leaf number·2^height on."""


class Tile(NamedTuple):
    """A full tile: its level, its number on that level, its 256 hashes and the root over them."""

    level: int
    number: int
    hashes: bytes
    root: bytes


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of an entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two hashes."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over `hashes`, which are leaves or the roots of complete subtrees of one height."""
    if not hashes:
        return EMPTY
    row = list(hashes)
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)] + odd
    return row[0]


def split(data: bytes) -> list[bytes]:
    """The hashes of a tile, 32 bytes each."""
    return [data[i : i + 32] for i in range(0, len(data), 32)]


class Frontier:
    """The right edge of a growing tree: for each tile level the hashes that do not yet fill a tile."""

    def __init__(self, levels: Iterable[Sequence[bytes]] = ()) -> None:
        self._levels = [list(level) for level in levels] or [[]]

    @property
    def size(self) -> int:
        """How many leaves the tree has, if every level was given."""
        return sum(len(level) * TILE**n for n, level in enumerate(self._levels))

    def copy(self) -> "Frontier":
        """The same edge, growing on its own."""
        return Frontier(self._levels)

    def grow(self, leaves: Iterable[bytes]) -> list[Tile]:
        """The tiles that `leaves`, added at the right, have filled, in the order in which they filled."""
        size, filled = self.size, list[Tile]()
        for leaf in leaves:
            size += 1
            self._levels[0].append(leaf)
            if not size % TILE:
                self._fill(size, filled)
        return filled

    def _fill(self, size: int, filled: list[Tile]) -> None:
        level = 0
        while len(self._levels[level]) == TILE:
            if level + 1 == len(self._levels):
                self._levels.append([])
            hashes, self._levels[level] = self._levels[level], []
            root = root_of(hashes)
            filled.append(Tile(level, size // TILE ** (level + 1) - 1, b"".join(hashes), root))
            self._levels[level + 1].append(root)
            level += 1

    def growing(self) -> list[Tile]:
        """The tile of each level that is not full yet, from the leaves up; it may be empty."""
        sizes = (self.size // TILE ** (level + 1) for level in range(len(self._levels)))
        return [
            Tile(level, number, b"".join(hashes), root_of(hashes))
            for level, (number, hashes) in enumerate(zip(sizes, self._levels, strict=True))
        ]

    def root(self) -> bytes:
        """The root of the tree."""
        peaks = Peaks()
        for level in range(len(self._levels) - 1, -1, -1):  # the large subtrees stand at the left
            for hash in self._levels[level]:
                peaks.add(hash, level * _BITS)
        return peaks.root()


class Peaks:
    """The complete subtrees that a tree consists of, from the left: enough to add leaves and to know the root."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, hash: bytes, height: int = 0) -> None:
        """Add a complete subtree at the right, no higher than the last one there."""
        while self._peaks and self._peaks[-1][0] == height:
            hash, height = node_hash(self._peaks.pop()[1], hash), height + 1
        self._peaks.append((height, hash))

    def root(self) -> bytes:
        """The root over all of it."""
        if not self._peaks:
            return EMPTY
        root = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def _below(n: int) -> int:
    """The largest power of two below n, which is at least 2."""
    return 1 << (n - 1).bit_length() - 1


def _range(start: int, end: int, subtree: Subtree) -> bytes:
    """The root over leaves [start, end), where start is a multiple of the largest power of two in end - start."""
    size = end - start
    if size & (size - 1) == 0:
        height = size.bit_length() - 1
        return subtree(height, start >> height)
    cut = start + _below(size)
    return node_hash(_range(start, cut, subtree), _range(cut, end, subtree))


def inclusion(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The path that proves leaf `index` to be in the tree of `size` leaves, from its sibling up (RFC 6962, 2.1.1)."""
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        cut = start + _below(end - start)
        if index < cut:
            path.append(_range(cut, end, subtree))
            end = cut
        else:
            path.append(_range(start, cut, subtree))
            start = cut
    return tuple(reversed(path))


def consistency(old: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that the tree of `size` leaves begins with the one of `old` leaves (RFC 6962, 2.1.2)."""
    path: list[bytes] = []
    start, end, whole = 0, size, True
    while 0 < old < end:
        cut = start + _below(end - start)
        if old <= cut:
            path.append(_range(cut, end, subtree))
            end = cut
        else:
            path.append(_range(start, cut, subtree))
            start, whole = cut, False
    if not whole:
        path.append(_range(start, end, subtree))
    return tuple(reversed(path))


def peaks(size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The roots of the complete subtrees that a tree of `size` leaves consists of, from the left."""
    heights = [h for h in range(size.bit_length() - 1, -1, -1) if size >> h & 1]
    return tuple(subtree(h, (size >> h) - 1) for h in heights)


def grown(before: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> tuple[int, bytes]:
    """The size and the root of a tree of `size` leaves with these `peaks` once `leaves` are added.

    Raises ValueError if a tree of that size has another number of peaks.
    """
    heights = [h for h in range(size.bit_length() - 1, -1, -1) if size >> h & 1]
    edge = Peaks()
    for height, peak in zip(heights, before, strict=True):
        edge.add(peak, height)
    for leaf in leaves:
        edge.add(leaf)
        size += 1
    return size, edge.root()


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` leads from `leaf` at `index` of `size` leaves to `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != 32 or any(len(step) != 32 for step in path):
        return False
    number, last, at = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            at = node_hash(step, at)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            at = node_hash(at, step)
        number, last = number >> 1, last >> 1
    return last == 0 and at == root


def consistent(old: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` shows the tree of `old` leaves to be the beginning of that of `size` (RFC 9162, 2.1.4.2).

    An old size of 0 is refused: every tree begins with nothing, so it proves nothing. (A witness, who asks another
    question, accepts 0 with an empty path.)
    """
    if not 0 < old <= size or any(len(step) != 32 for step in path):
        return False
    if old == size:
        return not path and old_root == root
    steps = list(path) if old & (old - 1) else [old_root, *path]
    return bool(path) and _climbs(old - 1, size - 1, steps, (old_root, root))


def _climbs(number: int, last: int, steps: Sequence[bytes], roots: tuple[bytes, bytes]) -> bool:
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, step)
        number, last = number >> 1, last >> 1
    return last == 0 and (before, after) == roots


def rows_over(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """The complete subtrees within a tile: row h holds those of 2^h of its hashes, up to 256."""
    rows = [list(hashes)]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append([node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)])
    return rows


def within_tiles(tile: Callable[[int, int, int], Sequence[Sequence[bytes]]]) -> Subtree:
    """`Subtree` over tiles: `tile(level, number, width)` gives the `rows_over` at least `width` hashes of that tile."""

    def subtree(height: int, number: int) -> bytes:
        level, row = divmod(height, _BITS)
        there, place = divmod(number, TILE >> row)
        return tile(level, there, place + 1 << row)[row][place]

    return subtree
