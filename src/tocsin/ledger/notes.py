"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature): text with signatures below.

A note is UTF-8 text that ends in a newline, an empty line, and one line a signature: `— NAME BASE64`, where the bytes
are a 4-byte key id and the signature. Whoever opens a note brings the keys; lines of unknown keys are passed over; a
line of a known key that does not verify spoils the note. Kinds of keys: 1 Ed25519 over the text, 4 Ed25519
cosignature with a time (what a witness gives), 6 ML-DSA-44 cosignature (read only: a witness of ours signs with
Ed25519, which every auditor's Python can check). Other kinds have their own byte and are passed over here.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

ED25519, COSIGNATURE, ML_DSA = 1, 4, 6
LENGTHS = {ED25519: 32, COSIGNATURE: 32, ML_DSA: 1312}  # bytes of a public key
LARGEST_NOTE = 1_000_000
MOST_SIGNATURES = 100

_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,15}")


class BadNote(ValueError):
    """Bytes that are no signed note, no checkpoint or no key; the message says what stands there."""


class BadSignature(BadNote):
    """A signature by a key we know does not hold over the text."""


class NobodyKnown(BadNote):
    """No signature on the note is by a key we know."""


class Line(NamedTuple):
    """One signature line: who signs (a claim until it is checked), the key's id, the signature's bytes."""

    name: str
    id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {base64.b64encode(self.id + self.signature).decode()}\n"


class Note(NamedTuple):
    """A note as written: the text with its last newline, and its signature lines, none of them checked."""

    text: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.lines))}"


class Signed(NamedTuple):
    """A signature that holds: by which key, and the POSIX second it names (cosignatures only)."""

    by: "Verifier"
    time: int | None = None


class Verifier(NamedTuple):
    """A public key that signs notes: its name, its kind (1, 4 or 6) and its bytes."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The first 4 bytes of SHA-256(name ‖ newline ‖ kind ‖ public key)."""
        key = bytes([self.kind]) + self.public
        return hashlib.sha256(self.name.encode() + b"\n" + key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_b64(bytes([self.kind]) + self.public)}"

    @classmethod
    def read(cls, vkey: str) -> Self:
        """The key written as `name+id+base64(kind ‖ key)` (a "vkey"). Raises BadNote."""
        name, _, rest = vkey.partition("+")
        digest, _, key = rest.partition("+")
        raw = bytes_of(key)
        if not _NAME.fullmatch(name) or len(raw) < 2:
            raise BadNote(f"{vkey[:80]!r} is no key; a key is NAME+ID+BASE64")
        found = cls(name, raw[0], raw[1:])
        if found.id.hex() != digest:
            raise BadNote(
                f"the key of {name} has the id {found.id.hex()}; {digest[:16]!r} is written"
            )
        if len(found.public) != (right := LENGTHS.get(found.kind, len(found.public))):
            raise BadNote(f"the key of {name} has {len(found.public)} bytes; its kind has {right}")
        return found

    def check(self, text: str, signature: bytes) -> Signed:
        """The signature, if it is this key's over `text`; else BadSignature."""
        time = None
        if self.kind != ED25519:
            time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        public = MLDSA44PublicKey if self.kind == ML_DSA else Ed25519PublicKey
        try:
            public.from_public_bytes(self.public).verify(signature, self.message(text, time))
        except (InvalidSignature, ValueError) as err:
            raise BadSignature(
                f"the signature of {self.name} does not hold over this text"
            ) from err
        return Signed(self, time)

    def message(self, text: str, time: int | None = None) -> bytes:
        """The bytes that this key signs for `text`: the text itself, or a cosigner's statement at a POSIX second.

        A cosignature of kind 6 is over a subtree from leaf 0 on (C2SP tlog-cosignature, `cosigned_message`).
        Raises BadNote if `text` is no checkpoint and the kind asks for one.
        """
        if self.kind == ED25519:
            return text.encode()
        if self.kind == COSIGNATURE:
            return b"cosignature/v1\ntime %d\n" % (time or 0) + text.encode()
        head, cosigner = body(text), self.name.encode()
        origin, moment = head.origin.encode(), (time or 0).to_bytes(8, "big")
        if max(len(cosigner), len(origin)) > 255:
            raise BadNote(f"the names {self.name[:40]}, {head.origin[:40]} are too long to cosign")
        named = bytes([len(cosigner)]) + cosigner + moment + bytes([len(origin)]) + origin
        return b"subtree/v1\n\0" + named + bytes(8) + head.size.to_bytes(8, "big") + head.root


class Signer(NamedTuple):
    """A private key that signs notes: its name, its kind and its 32-byte seed. Keep it out of logs and records."""

    name: str
    seed: bytes
    kind: int = ED25519

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return Verifier(self.name, self.kind, key.public_bytes_raw())

    def secret(self) -> str:
        """The key as `PRIVATE+KEY+name+id+base64(kind ‖ seed)`, for a file that only its owner reads."""
        key = _b64(bytes([self.kind]) + self.seed)
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{key}"

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"

    @classmethod
    def read(cls, skey: str) -> Self:
        """The key that `secret` wrote. Raises BadNote, which never repeats the key."""
        parts = skey.strip().split("+", 4)
        raw = bytes_of(parts[4]) if len(parts) == 5 and parts[:2] == ["PRIVATE", "KEY"] else b""
        if len(raw) != 33 or raw[0] not in (ED25519, COSIGNATURE) or not _NAME.fullmatch(parts[2]):
            raise BadNote("no private key; one is PRIVATE+KEY+NAME+ID+BASE64 of 33 bytes")
        found = cls(parts[2], raw[1:], raw[0])
        if found.verifier.id.hex() != parts[3]:
            raise BadNote(
                f"the private key of {found.name} does not match its id {parts[3][:16]!r}"
            )
        return found

    def sign(self, text: str, time: int | None = None) -> Line:
        """This key's line under `text`; a cosignature says at which POSIX second."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        if self.kind == ED25519:
            return Line(self.name, self.verifier.id, key.sign(text.encode()))
        if time is None:
            raise ValueError(f"a cosignature of {self.name} needs a time")
        signature = key.sign(self.verifier.message(text, time))
        return Line(self.name, self.verifier.id, time.to_bytes(8, "big") + signature)


class Body(NamedTuple):
    """What a checkpoint says: which log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{_b64(self.root)}\n"


def note(data: bytes | str) -> Note:
    """The text of a note and its signature lines, unchecked. Raises BadNote."""
    text = text_of(data)
    cut = text.rfind("\n\n")
    if cut < 0 or not text.endswith("\n") or cut + 2 == len(text):
        raise BadNote("a note is text, an empty line and signature lines, each with its newline")
    lines = text[cut + 2 : -1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote(f"the note has {len(lines)} signatures; there may be {MOST_SIGNATURES}")
    return Note(text[: cut + 1], tuple(map(_line, lines)))


def text_of(data: bytes | str) -> str:
    """The text of a note's bytes, signed or not: UTF-8 without control characters but newlines. Raises BadNote."""
    if len(data) > LARGEST_NOTE:
        raise BadNote(f"a note of {len(data)} bytes; there may be {LARGEST_NOTE}")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data.encode().decode("utf-8")
    except UnicodeError as err:
        raise BadNote(f"the note is no UTF-8: {err}") from err
    if found := _CONTROL.search(text):
        raise BadNote(f"the note holds the control character {found[0]!r} at {found.start()}")
    return text


def _line(line: str) -> Line:
    dash, _, rest = line.partition(" ")
    name, _, signature = rest.partition(" ")
    raw = bytes_of(signature)
    if dash != "—" or not _NAME.fullmatch(name) or len(raw) < 5:
        raise BadNote(f"{line[:80]!r} is no signature line; one is `— NAME BASE64`")
    return Line(name, raw[:4], raw[4:])


def opened(of: Note, keys: Iterable[Verifier]) -> tuple[Signed, ...]:
    """The signatures on a note by `keys`, all of which hold, each key once.

    Raises BadSignature if one by a known key does not hold, NobodyKnown if no line is by a known key.
    """
    known = {(key.name, key.id): key for key in keys if key.kind in LENGTHS}
    held: dict[tuple[str, bytes], Signed] = {}
    for line in of.lines:
        who = (line.name, line.id)
        if who in known and who not in held:
            held[who] = known[who].check(of.text, line.signature)
    if not held:
        names = ", ".join(line.name for line in of.lines)
        raise NobodyKnown(f"no key we hold has signed; the note is signed by {names}")
    return tuple(held.values())


def body(text: str) -> Body:
    """What a checkpoint's text says: origin, size, root. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise BadNote("a checkpoint is three lines: origin, size, root")
    if not _DECIMAL.fullmatch(lines[1]):
        raise BadNote(
            f"a checkpoint's size is {lines[1][:20]!r}; it is a decimal without leading zero"
        )
    root = bytes_of(lines[2])
    if len(root) != 32:
        raise BadNote(f"a checkpoint's root is {lines[2][:60]!r}; it is 32 bytes in base64")
    return Body(lines[0], int(lines[1]), root)


def bytes_of(written: str) -> bytes:
    """The bytes of standard base64 in its one spelling. Raises BadNote."""
    try:
        raw = base64.b64decode(written, validate=True)
    except (ValueError, binascii.Error) as err:
        raise BadNote(f"{written[:60]!r} is no base64") from err
    if _b64(raw) != written:  # spare bits set: a second spelling of the same bytes
        raise BadNote(f"{written[:60]!r} is no base64 in its one spelling")
    return raw


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
