"""Private records: what the log shows of them, and what it takes to prove one.

The entry of a private record is not the record but its cover, four or more lines:

    tocsin/private@v1
    SHA-256(salt ‖ record), in base64       the salt is 32 random bytes, kept beside the record and never shown alone
    root of its salted fields, in base64    so that a redacted copy can be proven (fields.py)
    a tag in base64, one for each incident to whose trail it belongs

Who holds record and salt proves that the log holds the record; who sees the log can neither guess a record nor tell
which entries belong together. A tag is 16 bytes of HMAC-SHA-256(key of the incident, the second line's bytes): whoever
is given the key of one incident finds all of its entries, and so sees that none was left out.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from tocsin.ledger.fields import fields_root
from tocsin.ledger.notes import BadNote, bytes_of

HEADER = "tocsin/private@v1"
SALT = 32
TAG = 16


class BadCover(ValueError):
    """Bytes that are no cover of a private record."""


class Cover(NamedTuple):
    """What the log shows of a private record."""

    commitment: bytes
    fields: bytes
    tags: tuple[bytes, ...]

    def __bytes__(self) -> bytes:
        lines = (base64.b64encode(line).decode() for line in (*self[:2], *self.tags))
        return "".join(f"{line}\n" for line in (HEADER, *lines)).encode()

    def of_trail(self, key: bytes) -> bool:
        """Whether this is an entry of the incident with that key."""
        return tag(key, self.commitment) in self.tags


def cover(entry: bytes) -> Cover:
    """The cover written in an entry of a log. Raises BadCover."""
    try:
        header, *lines = entry.decode("ascii").split("\n")
        raw = [bytes_of(line) for line in lines[:-1]]
    except (UnicodeDecodeError, BadNote) as err:
        raise BadCover(f"the entry is no cover of a private record: {err}") from err
    lengths = [len(line) for line in raw]
    if header != HEADER or entry[-1:] != b"\n" or lengths != [32, 32] + [TAG] * (len(raw) - 2):
        raise BadCover("the entry is no cover of a private record")
    return Cover(raw[0], raw[1], tuple(raw[2:]))


def covered(name: str, data: bytes, keys: Iterable[bytes]) -> tuple[bytes, Cover]:
    """A fresh salt, and the cover of a record under it, tagged for the incidents with these keys."""
    salt = secrets.token_bytes(SALT)
    commitment = committed(salt, data)
    tags = tuple(sorted(tag(key, commitment) for key in keys))
    return salt, Cover(commitment, fields_root(name, data, salt), tags)


def committed(salt: bytes, data: bytes) -> bytes:
    """What binds a log to a record without telling it."""
    return hashlib.sha256(salt + data).digest()


def tag(key: bytes, commitment: bytes) -> bytes:
    """The mark that only holders of an incident's key can tell from noise."""
    return hmac.digest(key, commitment, "sha256")[:TAG]
