"""WARC 1.1 (ISO 28500:2017): captured bytes as records of type `resource`, each with SHA-256 of its block.

Tools in use write SHA-1 here, which no longer binds anybody. Each record is a gzip member of its own, so that an index
can point into the file; the same items always give the same bytes.
"""

import gzip
import hashlib
import io
import re
import uuid
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from tocsin.ledger.packages.items import Item, Wrong

LARGEST_RECORD = 1 << 30
_LEVEL = 6
_LINE = re.compile(rb"([!-9;-~]+): ([^\x00-\x08\x0a-\x1f\x7f]*)")


class BadWarc(ValueError):
    """Bytes that are no WARC; the message says where."""


class Placed(NamedTuple):
    """An item with the place of its record in the file: offset and length in bytes."""

    item: Item
    offset: int
    length: int


class Record(NamedTuple):
    """A record as it was read: its header by lower-case name, its block, where its member begins and how long it is."""

    header: dict[str, str]
    block: bytes
    offset: int
    length: int


def warc(items: Iterable[Item], made_at: datetime) -> tuple[bytes, tuple[Placed, ...]]:
    """A WARC of the items, record by record compressed, and where each of them stands in it."""
    out = io.BytesIO()
    out.write(_member(_information(made_at)))
    placed = list[Placed]()
    for item in items:
        member, offset = _member(_resource(item)), out.tell()
        out.write(member)
        placed.append(Placed(item, offset, len(member)))
    return out.getvalue(), tuple(placed)


def _information(made_at: datetime) -> bytes:
    block = b"software: Tocsin\r\nformat: WARC File Format 1.1\r\n"
    return _record("warcinfo", made_at, block, [("Content-Type", "application/warc-fields")])


def _resource(item: Item) -> bytes:
    target = re.sub(r"[^!-~]", lambda found: f"%{ord(found[0]):02X}", item.target)
    more = [("WARC-Target-URI", target), ("Content-Type", _word(item.media_type))]
    return _record("resource", item.at, item.data, more)


def _record(kind: str, at: datetime, block: bytes, more: list[tuple[str, str]]) -> bytes:
    digest, date = hashlib.sha256(block).hexdigest(), f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {date} {digest} {more}")
    header = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{name}>"),
        ("WARC-Date", date),
        ("WARC-Block-Digest", f"sha256:{digest}"),
        *more,
        ("Content-Length", str(len(block))),
    ]
    lines = "".join(f"{key}: {value}\r\n" for key, value in header)
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def _word(media_type: str) -> str:
    return re.sub(r"[^ -~]", "", media_type) or "application/octet-stream"


def _member(record: bytes) -> bytes:
    return gzip.compress(record, compresslevel=_LEVEL, mtime=0)


def records(data: bytes) -> Iterator[Record]:
    """The records of a compressed WARC, one gzip member each. Raises BadWarc where it cannot go on."""
    at = 0
    while at < len(data):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            plain = unpacking.decompress(data[at:], LARGEST_RECORD)
        except zlib.error as err:
            raise BadWarc(f"the member at {at} cannot be unpacked: {err}") from err
        if not unpacking.eof:
            raise BadWarc(f"the member at {at} has no end, or more than {LARGEST_RECORD} bytes")
        length = len(data) - at - len(unpacking.unused_data)
        yield _read(plain, at, length)
        at += length


def _read(plain: bytes, at: int, length: int) -> Record:
    head, end, rest = plain.partition(b"\r\n\r\n")
    version, *lines = head.split(b"\r\n")
    found = [_LINE.fullmatch(line) for line in lines]
    if version != b"WARC/1.1" or not end or not all(found):
        raise BadWarc(f"the record at {at} has no header of WARC 1.1")
    header = {
        line[1].decode().lower(): line[2].decode("utf-8", "replace") for line in found if line
    }
    size = header.get("content-length", "")
    if not re.fullmatch("[0-9]{1,12}", size) or rest[int(size) :] != b"\r\n\r\n":
        raise BadWarc(f"the record at {at} has not the {size or 'missing'} bytes that it says")
    return Record(header, rest[: int(size)], at, length)


def check_warc(data: bytes) -> Iterator[Wrong]:
    """What is wrong with a WARC: records whose block is not that of their digest, or that cannot be read."""
    try:
        for record in records(data):
            name = record.header.get("warc-target-uri") or record.header.get("warc-record-id", "")
            said = record.header.get("warc-block-digest", "none")
            if said != f"sha256:{hashlib.sha256(record.block).hexdigest()}":
                yield Wrong(
                    name or f"record at {record.offset}", f"its block is not of its digest {said}"
                )
    except BadWarc as err:
        yield Wrong("the WARC", str(err))
