"""The subtrees of a log as proofs need them, from its tables, with the tiles that were asked for last remembered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tocsin.ledger.tree import Subtree, rows_over, within_tiles

if TYPE_CHECKING:
    from tocsin.ledger.tables import Tables

_REMEMBERED_TILES = 1024


class Subtrees:
    """Tiles with the rows over their hashes. What is remembered stays right, for a log only grows."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], list[list[bytes]]] = {}

    def within(self, tables: "Tables") -> Subtree:
        """`Subtree` over the tables of one transaction."""

        def tile(level: int, number: int, width: int) -> Sequence[Sequence[bytes]]:
            rows = self._rows.get((level, number))
            if rows is None or len(rows[0]) < width:  # remembered from when the tile was not full
                rows = rows_over(tables.hashes(level, number))
                self._remember(level, number, rows)
            return rows

        return within_tiles(tile)

    def _remember(self, level: int, number: int, rows: list[list[bytes]]) -> None:
        while len(self._rows) >= _REMEMBERED_TILES:
            self._rows.pop(next(iter(self._rows)), None)
        self._rows[level, number] = rows
