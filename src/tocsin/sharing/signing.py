"""Signatures in records: lines "KEY SIGNATURE" in hex, Ed25519 over the record's canonical bytes without them."""

import re
from typing import TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec.structs import replace

from tocsin.records import Key, Marking, Revocation, canonical

LINE = re.compile(r"[0-9a-f]{64} [0-9a-f]{128}")
Signed = TypeVar("Signed", Key, Revocation, Marking)


def sign(record: Signed, seed: bytes) -> Signed:
    """The record with one more signature, by the key with that 32-byte seed."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    line = f"{public(seed)} {key.sign(said(record)).hex()}"
    return replace(record, sigs=(*record.sigs, line))


def public(seed: bytes) -> str:
    """The public key of a seed, in hex."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def said(record: Key | Revocation | Marking) -> bytes:
    """What a signature in a record is over."""
    return canonical(replace(record, sigs=()))


def signers(record: Key | Revocation | Marking) -> tuple[str, ...]:
    """The keys whose signatures in a record hold, in hex; lines that do not hold are nobody's."""
    return tuple(line.partition(" ")[0] for line in record.sigs if _holds(line, said(record)))


def _holds(line: str, message: bytes) -> bool:
    if not LINE.fullmatch(line):  # fromhex alone would pass over spaces and line breaks
        return False
    key, _, signature = line.partition(" ")
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True
