"""Gzip unpacked with care: bounded in size, ratio and depth, and what came before a cut is kept."""

import zlib
from typing import NamedTuple

from tocsin.intake.inputs import MEBIBYTE, Limits

GZIP = b"\x1f\x8b\x08"
STEP = 256 * 1024
FREE = MEBIBYTE  # a small input may grow to this much whatever the ratio


class Unpacked(NamedTuple):
    """The bytes, and why there are not more of them, if there should be."""

    data: bytes
    why: str | None = None


class TooMuch(ValueError):
    """A compressed input unfolds further than the limits allow; the message says how far."""


def unpacked(data: bytes, limits: Limits) -> Unpacked:
    """`data` without the gzip around it, `limits.depth` times at most. Raises TooMuch."""
    whole = Unpacked(data)
    for _ in range(limits.depth):
        if not whole.data.startswith(GZIP):
            return whole
        inner = _members(whole.data, limits)
        whole = Unpacked(inner.data, whole.why or inner.why)
    if whole.data.startswith(GZIP):
        raise TooMuch(f"is compressed more than {limits.depth} times")
    return whole


def _members(data: bytes, limits: Limits) -> Unpacked:
    most = min(limits.unpacked, max(FREE, limits.ratio * len(data)))
    parts: list[bytes] = []
    size, rest = 0, data
    while rest:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                part = member.decompress(rest, STEP)
            except zlib.error:
                return Unpacked(b"".join(parts), "has damaged gzip data; what came before is read")
            rest = member.unconsumed_tail or (member.unused_data if member.eof else b"")
            parts.append(part)
            size += len(part)
            if size > most:
                raise TooMuch(f"unfolds to more than {most} bytes from {len(data)}")
            if not part and not rest and not member.eof:
                return Unpacked(
                    b"".join(parts), "ends inside its gzip data; what came before is read"
                )
        rest = rest.lstrip(b"\0")  # tapes and some writers pad with zeros
    return Unpacked(b"".join(parts))
