"""WARC (ISO 28500): one report for each answer that holds a web page."""

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fastwarc.stream_io import BrotliReader, ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tocsin.intake import html
from tocsin.intake.decoding import NoText, captured, decode
from tocsin.intake.inputs import Input, Skipped
from tocsin.intake.unpack import GZIP, TooMuch, Unpacking, room, unpacked
from tocsin.records import Report

SUFFIXES = (".warc",)
PAGES = ("text/html", "application/xhtml+xml")
ANSWERED = range(200, 300)
# What fastwarc raises on archives that it cannot follow.
BROKEN = (OSError, ValueError, EOFError, RuntimeError, OverflowError, UnicodeError)


class _Broken(ValueError):
    """An answer that cannot be used; the message says why."""


def looks(beginning: str) -> bool:
    """Does a file that begins so hold an archive of web answers?"""
    return beginning.startswith("WARC/")


def read(data: bytes, asked: Input) -> Iterator[Report | Skipped]:
    """A report for each successful answer of type HTML, in the order of the archive.

    Other answers (pictures, redirections, errors) and other records pass without a word. Where the archive is
    cut or damaged, what came before is read and the rest is named. `digest` is that of the page as it was
    sent, its transfer and content encodings undone.
    """
    number = pages = 0
    packed = data.startswith(GZIP)
    file = Unpacking(data, room(data, asked.limits)) if packed else io.BytesIO(data)
    try:
        for record in ArchiveIterator(file, parse_http=True, auto_decode="none"):
            number += 1
            if _is_page(record):
                pages += 1
                yield _page(record, f"record {number}", asked)
    except BROKEN as err:
        yield asked.skipped(
            f"is damaged ({_first_line(err)}); what came before is read", f"record {number + 1}"
        )
        return
    if isinstance(file, Unpacking) and file.why:
        yield asked.skipped(file.why)
    elif not pages:
        yield asked.skipped(
            "holds no answer with a web page; a WARC has responses of type text/html"
        )


def _is_page(record: Any) -> bool:
    if record.record_type != WarcRecordType.response or not record.is_http:
        return False
    status, kind = record.http_headers.status_code, record.http_content_type
    return status in ANSWERED and (kind or "").lower().startswith(PAGES)


def _page(record: Any, place: str, asked: Input) -> Report | Skipped:
    try:
        sent, cut = _sent(record, asked)
        body = _undone(sent, record.http_headers, asked)
        decoded = decode(body[: asked.limits.page], record.http_charset or html.declared(body))
    except (_Broken, NoText, TooMuch) as err:
        return asked.skipped(str(err), place)
    given = asked.given._replace(
        url=record.headers.get("WARC-Target-URI") or asked.given.url,
        captured_at=_hour(record) or asked.given.captured_at,
        given_id=record.headers.get("WARC-Record-ID") or asked.given.given_id,
    )
    flags = captured(decoded, cut=cut or len(body) > asked.limits.page)
    found = html.article(body, decoded.text, flags, asked._replace(given=given))
    return found._replace(place=place) if isinstance(found, Skipped) else found


def _sent(record: Any, asked: Input) -> tuple[bytes, bool]:
    """The body as it was sent, and whether it was longer than a page may be."""
    sent = record.reader.read(asked.limits.page + 1)
    if len(sent) > asked.limits.page:
        return sent[:-1], True
    if len(sent) < record.content_length:
        raise _Broken(f"is cut off: {len(sent)} of {record.content_length} bytes are there")
    return sent, False


def _undone(sent: bytes, headers: Any, asked: Input) -> bytes:
    """The body without its transfer and content encodings (RFC 9110, section 8.4; RFC 9112, section 7)."""
    body = sent
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = _through(ChunkedReader, body, asked)
    coding = (headers.get("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip"):
        return unpacked(body, asked.limits._replace(depth=1)).data if body else body
    if coding == "br":
        return _through(BrotliReader, body, asked)
    if coding == "deflate":
        return _deflated(body, asked)
    return body


def _through(reader: Any, body: bytes, asked: Input) -> bytes:
    try:
        undone: bytes = reader(io.BytesIO(body)).read(asked.limits.page + 1)
    except BROKEN:
        return body  # archives often keep the header of an encoding that the crawler has already undone
    return undone


def _deflated(body: bytes, asked: Input) -> bytes:
    for wbits in (
        15,
        -15,
    ):  # with the header of zlib, as the standard has it, and without, as some send it
        try:
            return zlib.decompressobj(wbits).decompress(body, asked.limits.page + 1)
        except zlib.error:
            continue
    return body


def _hour(record: Any) -> datetime | None:
    try:
        hour: datetime | None = record.record_date
    except BROKEN:
        return None
    if hour is None:
        return None
    return hour.astimezone(UTC) if hour.tzinfo else hour.replace(tzinfo=UTC)


def _first_line(err: BaseException) -> str:
    return str(err).splitlines()[0] if str(err) else type(err).__name__
