"""Tables kept as TSV: one header line, `#` for remarks, mistakes reported as file:line."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path


class BadTable(ValueError):
    """A line of a table that cannot be used; the message is file:line, what stands there, what would be right."""


class Row(dict[str, str]):
    """One line of a table: its cells by column, and where it stands."""

    def __init__(self, cells: dict[str, str], place: str) -> None:
        super().__init__(cells)
        self.place = place

    def bad(self, what: str) -> BadTable:
        """The error for this line, to be raised by whoever reads it."""
        return BadTable(f"{self.place}: {what}")


def rows(table: Traversable | Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The lines of a TSV table whose header is `columns`; a missing last cell is empty.

    Empty lines and lines that begin with `#` are remarks. Raises BadTable.
    """
    header: list[str] | None = None
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells, place = line.split("\t"), f"{table.name}:{number}"
        if header is None:
            header = cells
            if header != list(columns):
                raise BadTable(f"{place}: the header is {header}; it should be {list(columns)}")
            continue
        if len(cells) > len(columns):
            raise BadTable(f"{place}: {len(cells)} cells; there are {len(columns)} columns")
        cells += [""] * (len(columns) - len(cells))
        yield Row(dict(zip(columns, (c.strip() for c in cells), strict=True)), place)


def choice(row: Row, column: str, allowed: frozenset[str]) -> str:
    """The cell of `column`, which is one of `allowed`; raises BadTable naming the nearest."""
    value = row[column]
    if value not in allowed:
        raise row.bad(f"{column} is {value!r}; there is {', '.join(sorted(allowed))}")
    return value
