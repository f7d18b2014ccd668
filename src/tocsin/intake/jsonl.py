"""JSON lines: one report a row, its text exactly as the row has it."""

import io
from collections.abc import Iterator

import msgspec

from tocsin.intake.assemble import Found, report
from tocsin.intake.inputs import Given, Input, Skipped
from tocsin.records import Report

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
MARK = b"\xef\xbb\xbf"


class Row(msgspec.Struct):
    """What is taken from a row; other fields are passed over. `published` is an ISO date or a date as written."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None


_rows = msgspec.json.Decoder(Row)


def read(data: bytes, asked: Input) -> Iterator[Report | Skipped]:
    """A report for each row, in order; a row that cannot be read is named by file and line, and the rest goes on.

    A row's own fields go before what was given for the whole file. `digest` is that of the row's line.
    """
    empty = True
    for number, line in enumerate(io.BytesIO(data.removeprefix(MARK)), 1):
        if row := line.strip():
            empty = False
            yield _row(row, str(number), asked)
    if empty:
        yield asked.skipped('holds no row; a row is a JSON object with "text"')


def _row(line: bytes, place: str, asked: Input) -> Report | Skipped:
    if len(line) > asked.limits.page:
        return asked.skipped(f"is {len(line)} bytes; a row has at most {asked.limits.page}", place)
    try:
        row = _rows.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        return asked.skipped(f'is no row ({err}); a row is a JSON object with "text"', place)
    if not (row.text.strip() or (row.title or "").strip()):
        return asked.skipped(
            'has neither "text" nor "title" in it; a report has one of them', place
        )
    return report(Found(line, row.text), asked._replace(given=_given(row, asked)))


def _given(row: Row, asked: Input) -> Given:
    given = asked.given
    return given._replace(
        published=row.published or given.published,
        language=row.language or given.language,
        source=row.source or given.source,
        url=row.url or given.url,
        title=row.title or given.title,
        given_id=given.given_id if row.id is None else str(row.id),
    )


def looks(beginning: str) -> bool:
    """Does a file that begins so hold rows with a "text"?"""
    first = beginning.lstrip("\ufeff\xef\xbb\xbf").lstrip().split("\n", 1)[0].strip()
    return first.startswith("{") and '"text"' in first
