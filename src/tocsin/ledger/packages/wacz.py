"""WACZ 1.2: a WARC with its index and its list of pages in one .zip, every file of it listed with its SHA-256.

archive/data.warc.gz     the captured bytes
indexes/index.cdx        one line (CDXJ) for each record: sorted address, time, where it stands
pages/pages.jsonl        the pages: address, time, title
datapackage.json         every file with path, SHA-256 and size
datapackage-digest.json  the SHA-256 of datapackage.json

The check is ours: the reference validator passes packages without pages and without the digest.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tocsin.ledger.packages.items import Item, Wrong
from tocsin.ledger.packages.warc import BadWarc, Placed, check_warc, records, warc

_PLACES = ("archive/", "indexes/", "pages/")
_ARCHIVE, _INDEX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
_PACKAGE, _DIGEST = "datapackage.json", "datapackage-digest.json"
_BAD_ZIP = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, KeyError)


def wacz(items: Sequence[Item], title: str, made_at: datetime) -> bytes:
    """A WACZ of the items; the same items, title and moment always give the same bytes."""
    archive, placed = warc(items, made_at)
    files = {_ARCHIVE: archive, _INDEX: _index(placed), _PAGES: _pages(items)}
    files[_PACKAGE] = _json(
        {
            "profile": "wacz",
            "wacz_version": "1.2.0",
            "title": title,
            "created": _moment(made_at),
            "software": "Tocsin",
            "resources": [_resource(path, data) for path, data in files.items()],
        }
    )
    files[_DIGEST] = _json({"path": _PACKAGE, "hash": _hash(files[_PACKAGE])})
    return _zipped(files)


def _resource(path: str, data: bytes) -> dict[str, Any]:
    name = path.rpartition("/")[2]
    return {"name": name, "path": path, "hash": _hash(data), "bytes": len(data)}


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, indent=1).encode() + b"\n"


def _index(placed: Sequence[Placed]) -> bytes:
    lines = []
    for item, offset, length in placed:
        told = {"url": item.target, "mime": item.media_type, "status": "200",
                "digest": f"sha256:{item.digest}", "length": str(length), "offset": str(offset),
                "filename": "data.warc.gz"}  # fmt: skip
        stamp = f"{item.at.astimezone(UTC):%Y%m%d%H%M%S}"
        lines.append(f"{surt(item.target)} {stamp} {json.dumps(told, ensure_ascii=False)}\n")
    return "".join(sorted(lines)).encode()


def surt(url: str) -> str:
    """An address with its host turned round, as indexes are sorted: `com,example)/path?query`."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host:
        return re.sub(r"\s", "", url)
    turned = ",".join(reversed(host.removeprefix("www.").split(".")))
    query = f"?{parts.query}" if parts.query else ""
    return re.sub(r"\s", "%20", f"{turned}){parts.path or '/'}{query}".lower())


def _pages(items: Sequence[Item]) -> bytes:
    head: dict[str, Any] = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    rows = [head]
    for number, item in enumerate(items):
        page = {"id": str(number), "url": item.target, "ts": _moment(item.at)}
        rows.append(page if item.title is None else {**page, "title": item.title})
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def check_wacz(data: bytes) -> Iterator[Wrong]:
    """What is wrong with a WACZ (1.1.1 or 1.2), item by item; nothing if it holds in every part."""
    try:
        files = _unzipped(data)
    except _BAD_ZIP as err:
        yield Wrong("the .zip", f"it cannot be read: {err}")
        return
    missing = [path for path in (_PACKAGE, _DIGEST, _PAGES) if path not in files]
    missing += [place for place in _PLACES if not any(path.startswith(place) for path in files)]
    yield from (Wrong(path, "it is missing") for path in missing)
    if _PACKAGE in files:
        yield from _listed(files)
    for path in files:
        if path.startswith("archive/"):
            yield from (Wrong(f"{path}: {w.item}", w.why) for w in check_warc(files[path]))
    yield from _paged(files)
    yield from _indexed(files)


def _unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = archive.infolist()
        names = [info.filename for info in found]
        if len(set(names)) != len(names):
            raise zipfile.BadZipFile("a name stands in it twice")
        if any(info.compress_type or info.file_size > len(data) for info in found):
            raise zipfile.BadZipFile("a file in it is compressed; a WACZ stores")
        return {info.filename: archive.read(info) for info in found}


def _listed(files: dict[str, bytes]) -> Iterator[Wrong]:
    package, digest = _object(files[_PACKAGE]), _object(files.get(_DIGEST, b"{}"))
    if _DIGEST in files and digest.get("hash") != _hash(files[_PACKAGE]):
        yield Wrong(_PACKAGE, f"it is not of the digest in {_DIGEST}")
    rows = package.get("resources")
    listed = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    named = {str(row.get("path")): row for row in listed}
    for path, row in named.items():
        if path not in files:
            yield Wrong(path, "it is listed and not here")
        elif (row.get("hash"), row.get("bytes")) != (_hash(files[path]), len(files[path])):
            yield Wrong(path, "its bytes are not those that are listed")
    strange = sorted(set(files) - {*named, _PACKAGE, _DIGEST})
    yield from (Wrong(path, "it is here and not listed") for path in strange)


def _paged(files: dict[str, bytes]) -> Iterator[Wrong]:
    for number, line in enumerate(files.get(_PAGES, b"").splitlines(), 1):
        page = _object(line)
        if number > 1 and not (
            isinstance(page.get("url"), str) and isinstance(page.get("ts"), str)
        ):
            yield Wrong(f"{_PAGES}:{number}", "a page has an address and a time")


def _indexed(files: dict[str, bytes]) -> Iterator[Wrong]:
    """Lines of the index that lead to no record of their address."""
    try:
        there = {
            (path.rpartition("/")[2], str(record.offset)): record.header.get("warc-target-uri")
            for path in files
            if path.startswith("archive/")
            for record in records(files[path])
        }
    except BadWarc:
        return  # said where the archive is checked
    for path in (path for path in files if path.endswith((".cdx", ".cdxj"))):
        for number, line in enumerate(files[path].splitlines(), 1):
            row = _object(b"{" + line.partition(b"{")[2])
            place = str(row.get("filename")), str(row.get("offset"))
            if place not in there:
                yield Wrong(f"{path}:{number}", "there is no record where it points")


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
