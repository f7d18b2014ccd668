"""Claims as a table (CSV) that a reviewer fills in with a spreadsheet, and the verdicts that come back in it.

One row a claim. `verdict` and `note` are empty for the reviewer; the cells between `passage` and `verdict` may be edited
where the verdict is "changed"; a new row without `claim` is "added". `claim` holds the claim as it was read and is not to be
edited.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from tocsin.reading.cells import CELLS, added, cells, differing, edited
from tocsin.reading.review import BadReview, Reviewed, located, plain, verdict_of, whole

WHERE = ("report", "start", "passage")
COLUMNS = (*WHERE, *CELLS, "verdict", "note", "claim")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would take for a formula


def written(rows: Iterable[Reviewed], _reader: str = "") -> str:
    """The rows as CSV with a header."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow(map(_guarded, _row(row)))
    return out.getvalue()


def _row(row: Reviewed) -> Iterator[str]:
    claim = row.stands or row.read
    if claim is None:
        raise BadReview("a row holds no claim, neither one that was read nor one that should stand")
    p = claim.passage
    yield from (p.report, str(p.start), p.quote)
    kept = cells(claim)
    yield from (kept.get(column, "") for column in CELLS)
    yield from (row.verdict or "", row.note or "")
    yield msgspec.json.encode(plain(row.read)).decode() if row.read else ""


def _guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) else cell


def read(text: str, texts: Mapping[str, str]) -> Iterator[Reviewed]:
    """The rows of a table about reports with these texts (by name). Raises BadReview naming the row, and what is allowed."""
    table = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if set(table.fieldnames or ()) != set(COLUMNS):
            raise BadReview(
                f"the columns are {table.fieldnames}; they should be {', '.join(COLUMNS)}"
            )
        listed = list(enumerate(table, 2))
    except csv.Error as err:
        raise BadReview(f"this is no table: {err}") from err
    for number, row in listed:
        try:
            yield _reviewed({k: (row[k] or "").removeprefix("'") for k in COLUMNS}, texts)
        except BadReview as err:
            raise BadReview(f"row {number}: {err}") from err


def _reviewed(row: Mapping[str, str], texts: Mapping[str, str]) -> Reviewed:
    where = located(texts, row["report"], row["passage"], _start(row["start"]))
    verdict, note = verdict_of(row["verdict"]), row["note"] or None
    mine = {column: row[column] for column in CELLS}
    if not row["claim"]:
        return Reviewed(None, verdict, added(where, mine), note)
    was = whole(_fields(row["claim"]), where)
    return Reviewed(was, verdict, edited(was, mine) if differing(was, mine) else None, note)


def _start(cell: str) -> int | None:
    if cell and not cell.isdecimal():
        raise BadReview(f"start is {cell!r}, no whole number")
    return int(cell) if cell else None


def _fields(written_: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(written_, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as err:
        raise BadReview(f"the cell `claim` is not as it was exported: {err}") from err
