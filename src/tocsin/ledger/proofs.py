"""Proof files (C2SP tlog-proof): an entry's index, its path, and the checkpoint the path leads to.

Such a file is a receipt: whoever holds the entry and a policy checks it without us.
"""

import base64
import re

import msgspec

from tocsin.ledger.notes import BadNote, Body, Note, body, bytes_of, note
from tocsin.ledger.tree import included, leaf_hash

HEADER = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})")
_LONGEST = 64


class BadProof(ValueError):
    """A proof file that cannot be read, or that does not lead from the entry to its checkpoint."""


class Proof(msgspec.Struct, frozen=True):
    """A proof: the entry's index, the path from its sibling up, the checkpoint as a signed note.

    `extra` is carried for others and never trusted (nobody signs it).
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes | None = None

    def __str__(self) -> str:
        head = [HEADER]
        if self.extra is not None:
            head.append(f"extra {base64.b64encode(self.extra).decode()}")
        path = (base64.b64encode(step).decode() for step in self.path)
        return "\n".join([*head, f"index {self.index}", *path, "", str(self.checkpoint)])

    def check(self, entry: bytes) -> Body:
        """What the checkpoint says, if `entry` stands in it where this proof says; else BadProof.

        The checkpoint's signatures are the business of a policy.
        """
        said = _body(self.checkpoint.text)
        if not included(leaf_hash(entry), self.index, said.size, self.path, said.root):
            raise BadProof(
                f"the entry is not number {self.index} of the {said.size} in {said.origin}: "
                f"the path does not lead to {said.root.hex()}"
            )
        return said


def proof(data: bytes | str) -> Proof:
    """The proof written in `data`. Raises BadProof."""
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        head, _, rest = text.partition("\n\n")
        checkpoint = note(rest)
        lines = head.split("\n")
        extra = None
        if lines[0] == HEADER and len(lines) > 1 and lines[1].startswith("extra "):
            extra = bytes_of(lines.pop(1).removeprefix("extra "))
        return Proof(_index(lines), tuple(map(_step, lines[2:])), checkpoint, extra)
    except (BadNote, UnicodeError) as err:
        raise BadProof(f"no proof: {err}") from err


def _index(lines: list[str]) -> int:
    found = _INDEX.fullmatch(lines[1]) if len(lines) > 1 else None
    if lines[0] != HEADER or not found:
        raise BadProof(
            f"a proof begins with {HEADER} and `index N`; this one with {lines[:2]!r:.80}"
        )
    if len(lines) > 2 + _LONGEST:
        raise BadProof(f"a path of {len(lines) - 2} hashes; there may be {_LONGEST}")
    return int(found[1])


def _step(line: str) -> bytes:
    raw = bytes_of(line)
    if len(raw) != 32:
        raise BadProof(f"{line[:60]!r} is no hash of 32 bytes")
    return raw


def _body(text: str) -> Body:
    try:
        return body(text)
    except BadNote as err:
        raise BadProof(f"the proof's checkpoint is none: {err}") from err
