"""A log as static files (C2SP tlog-tiles): what each tile is called, what it holds, all of it written to a folder.

checkpoint                 the signed head
tile/L/N                   256 hashes of level L; N in groups of three digits, all but the last with an x
tile/L/N.p/W               the W hashes that there are of a tile which is not full yet
tile/entries/N[.p/W]       the entries of a tile of level 0, each behind its length in two bytes, big end first

Whoever has these files has the log: any web server can serve them, and any mirror can check them.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.ledger.errors import LedgerUnwritable, NotInLedger
from tocsin.ledger.log import Ledger
from tocsin.ledger.tree import TILE
from tocsin.ledger.vault import write_whole

ENTRIES = -1  # the "level" of the bundles of entries
LONGEST_ENTRY = 65_535
_HIGHEST = 63
_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


class BadPath(ValueError):
    """A path that names no tile."""


class BadBundle(ValueError):
    """Bytes that are no bundle of entries."""


class Tiling(NamedTuple):
    """A tile by its place: its level (ENTRIES for bundles), its number, and how many of its 256 it holds."""

    level: int
    number: int
    width: int = TILE

    def __str__(self) -> str:
        digits = f"{self.number:0{-(-len(str(self.number)) // 3) * 3}}"
        groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        level = "entries" if self.level == ENTRIES else self.level
        return f"tile/{level}/{name}" + (f".p/{self.width}" if self.width < TILE else "")


def tiling(path: str) -> Tiling:
    """The tile of that path. Raises BadPath for every other spelling than the one there is."""
    found = _PATH.fullmatch(path)
    if not found or len(path) > 100:
        raise BadPath(f"{path[:60]!r} is no tile; one is tile/LEVEL/x001/234 or ….p/WIDTH")
    level = ENTRIES if found[1] == "entries" else int(found[1])
    number = int(found[2].replace("/", "").replace("x", ""))
    named = Tiling(level, number, int(found[3] or TILE))
    if str(named) != path or level > _HIGHEST or not 0 < named.width <= TILE:
        raise BadPath(f"{path[:60]!r} is no tile in its one spelling")
    return named


def tiles_of(size: int, since: int = 0) -> Iterator[Tiling]:
    """The tiles of hashes of a log of `size` leaves, the full ones and the last of each level.

    With `since`, those that a log of that size had not: what to fetch or to write when a log grew.
    """
    level = 0
    while size:
        full, width = divmod(size, TILE)
        yield from (Tiling(level, number) for number in range(since // TILE, full))
        if width and size != since:
            yield Tiling(level, full, width)
        size, since, level = full, since // TILE, level + 1


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries, each behind its length. Raises BadBundle for one that is too long for that."""
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise BadBundle(f"an entry of a bundle has at most {LONGEST_ENTRY} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def entries_in(data: bytes) -> list[bytes]:
    """The entries of a bundle. Raises BadBundle if it ends within one."""
    entries, at = list[bytes](), 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise BadBundle(f"the bundle ends within entry {len(entries)}")
        entries.append(data[at + 2 : end])
        at = end
    return entries


def tile_of(ledger: Ledger, named: Tiling, size: int) -> bytes:
    """The bytes of a tile of the log as it was at `size` leaves. Raises NotInLedger if it had none such."""
    level = max(named.level, 0)
    if named.number * TILE + named.width > size // TILE**level:
        raise NotInLedger(f"{ledger.origin} has no {named} at {size} records")
    with ledger.tables() as tables:
        if named.level == ENTRIES:
            page = tables.entries(named.number * TILE, named.width)
            return bundle([leaf.entry for _, leaf in page])
        return b"".join(tables.hashes(level, named.number)[: named.width])


def files_of(ledger: Ledger, since: int = 0) -> Iterator[tuple[str, bytes]]:
    """The log's files by path, the checkpoint last: a reader who has it finds all the rest."""
    head = ledger.head()
    for named in tiles_of(head.size, since):
        yield str(named), tile_of(ledger, named, head.size)
        if named.level == 0:
            entries = named._replace(level=ENTRIES)
            yield str(entries), tile_of(ledger, entries, head.size)
    yield "checkpoint", str(head.note).encode()


def publish(ledger: Ledger, folder: Path, since: int = 0) -> int:
    """Write the log to `folder`, from the size `since` that was written before; the size that is there now.

    Each file is whole or not there, and the checkpoint comes last, so a reader never finds one that the tiles do not
    bear out. Raises LedgerUnwritable.
    """
    try:
        for path, data in files_of(ledger, since):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / path, data)
    except OSError as err:
        raise LedgerUnwritable(f"{folder} cannot be written: {err.strerror}") from err
    return int(data.split(b"\n")[1])
