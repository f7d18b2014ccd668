"""BagIt 1.0 (RFC 8493): files with their SHA-256, in the form that archives take in.

A bag finds damage, not malice: who rewrites both manifests is not found by it. The log finds that, and an export of an
incident with its proofs lies within the bag.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from tocsin.ledger.packages.items import Wrong

_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ROW = re.compile(r"([0-9a-f]{64}) [ *]?(.+)")
_SAFE = "/:@!$&'()*+,;=~-._ "


def bag(payload: Mapping[str, bytes], information: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a bag by path: the payload under data/, its manifest, the tags about it, and theirs.

    information  what bag-info.txt says: name, value; Payload-Oxum is added
    """
    held = {f"data/{path}": data for path, data in payload.items()}
    oxum = f"{sum(map(len, held.values()))}.{len(held)}"
    lines = {**information, "Payload-Oxum": oxum}
    tags = {
        "bagit.txt": _DECLARED,
        "bag-info.txt": "".join(f"{k}: {_line(v)}\n" for k, v in lines.items()).encode(),
        "manifest-sha256.txt": _manifest(held),
    }
    return {**held, **tags, "tagmanifest-sha256.txt": _manifest(tags)}


def _line(value: str) -> str:
    return " ".join(value.split())


def _manifest(files: Mapping[str, bytes]) -> bytes:
    rows = sorted((path, hashlib.sha256(data).hexdigest()) for path, data in files.items())
    return "".join(f"{digest}  {quote(path, _SAFE)}\n" for path, digest in rows).encode()


def check_bag(files: Mapping[str, bytes]) -> Iterator[Wrong]:
    """What is wrong with a bag, item by item; nothing if it is complete and valid."""
    if not files.get("bagit.txt", b"").startswith(b"BagIt-Version: 1.0\n"):
        yield Wrong("bagit.txt", "it does not declare a bag of version 1.0")
    payload = {path: data for path, data in files.items() if path.startswith("data/")}
    tags = {p: d for p, d in files.items() if p not in payload and p != "tagmanifest-sha256.txt"}
    yield from _held(files, "manifest-sha256.txt", payload)
    yield from _held(files, "tagmanifest-sha256.txt", tags)
    said = re.search(rb"^Payload-Oxum: ([0-9]+\.[0-9]+)$", files.get("bag-info.txt", b""), re.M)
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}".encode()
    if said and said[1] != oxum:
        yield Wrong(
            "bag-info.txt", f"it says Payload-Oxum {said[1].decode()}; {oxum.decode()} is here"
        )


def _held(files: Mapping[str, bytes], manifest: str, there: Mapping[str, bytes]) -> Iterator[Wrong]:
    if manifest not in files:
        yield Wrong(manifest, "it is missing")
        return
    listed = dict[str, str]()
    for number, line in enumerate(files[manifest].decode("utf-8", "replace").splitlines(), 1):
        row = _ROW.fullmatch(line)
        if row is None:
            yield Wrong(f"{manifest}:{number}", "it is no digest and path")
        else:
            listed[unquote(row[2].strip())] = row[1]
    for path, digest in listed.items():
        if path not in there:
            yield Wrong(path, f"{manifest} lists it, and it is not here")
        elif hashlib.sha256(there[path]).hexdigest() != digest:
            yield Wrong(path, f"its bytes are not those of {manifest}")
    strange = sorted(set(there) - set(listed))
    yield from (Wrong(path, f"it is here and not in {manifest}") for path in strange)
