"""A record as a small Merkle tree of salted fields, so that some can be withheld and the rest still verifies.

A field is a place in the record's JSON (RFC 6901 pointer) with the text, number, truth value, null or empty list or
object that stands there; they go in the order of the canonical form. In front of them stands the pointer "" with the
record's name. A leaf of the tree is SHA-256(0x00 ‖ JSON of [salt, pointer, value]), where the salt of a field is made
from the record's own: 16 bytes of HMAC-SHA-256(salt, pointer), in hex. A withheld field is its leaf in hex, and
tells nothing about what it holds: without the salt nobody can try values against it.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from tocsin.ledger.tree import root_of
from tocsin.records import BadRecord, plain

REDACTED = "redacted"


class NotRedactable(ValueError):
    """A record of which nothing can be withheld without giving it away."""


def fields(name: str, data: bytes) -> Iterator[tuple[str, Any]]:
    """The fields of the record in `data` that goes by `name`: pointer and value, in their order."""
    yield "", name
    yield from _walk(decoded(data), "")


def decoded(data: bytes) -> Any:
    """A record that was read strictly before it was sealed, as plain JSON. Raises BadRecord if it is none any more."""
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError as err:
        raise BadRecord(f"no JSON: {err}") from err


def _walk(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key in sorted(value):
            escaped = key.replace("~", "~0").replace("/", "~1")
            yield from _walk(value[key], f"{pointer}/{escaped}")
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from _walk(inner, f"{pointer}/{number}")
    else:
        yield pointer, value


def salted(salt: bytes, pointer: str, value: Any) -> list[Any]:
    """A field as it is shown: the salt that belongs to it, its pointer, its value."""
    return [hmac.digest(salt, pointer.encode(), "sha256")[:16].hex(), pointer, value]


def field_leaf(shown: list[Any]) -> bytes:
    """The leaf of a field that is shown."""
    return hashlib.sha256(b"\0" + msgspec.json.encode(shown)).digest()


def fields_root(name: str, data: bytes, salt: bytes) -> bytes:
    """The root over all fields of a record."""
    return root_of([field_leaf(salted(salt, *field)) for field in fields(name, data)])


def redacted(name: str, data: bytes, salt: bytes, hides: Callable[[str, Any], bool]) -> bytes:
    """A copy of a record without the fields that `hides(pointer, value)`, as JSON.

    Its nonce always is withheld: a name is the digest of the whole, and without something in it that cannot be guessed
    one could try values until the name comes out. Raises NotRedactable if the record has no nonce.
    """
    if not plain(data).get("nonce"):
        raise NotRedactable(f"{name} was sealed without a nonce; its name would give away the rest")
    shown: list[list[Any] | str] = []
    for pointer, value in fields(name, data):
        field = salted(salt, pointer, value)
        hidden = pointer and (pointer == "/nonce" or hides(pointer, value))
        shown.append(field_leaf(field).hex() if hidden else field)
    return json.dumps({"is": REDACTED, "fields": shown}, ensure_ascii=False).encode()


def redacted_root(copy: dict[str, Any]) -> tuple[str, bytes, int]:
    """The name that a redacted copy goes by, the root over its fields, how many are withheld. Raises BadRecord."""
    leaves, names, hidden = list[bytes](), list[Any](), 0
    listed = copy.get("fields")
    for field in listed if isinstance(listed, list) else ():
        match field:
            case str() if len(field) == 64:
                hidden += 1
                leaves.append(_hash(field))
            case [str(), str(pointer), value]:
                leaves.append(field_leaf(field))
                names += [value] if not pointer else []
            case _:
                raise BadRecord(f"{str(field)[:60]!r} is no field of a redacted copy")
    if len(names) != 1 or not isinstance(names[0], str):
        raise BadRecord("a redacted copy says which record it is of, once")
    return names[0], root_of(leaves), hidden


def _hash(written: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError as err:
        raise BadRecord(f"{written!r} is no leaf of a field") from err
