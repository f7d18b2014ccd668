"""Gzip unpacked with care: bounded in size, ratio and depth, and what came before a cut is kept."""

import io
import zlib
from typing import Any, NamedTuple

from tocsin.intake.inputs import MEBIBYTE, Limits

GZIP = b"\x1f\x8b\x08"
STEP = 128 * 1024
FREE = MEBIBYTE  # a small input may grow to this much whatever the ratio


class TooMuch(ValueError):
    """A compressed input unfolds further than the limits allow; the message says how far."""


class Unpacked(NamedTuple):
    """The bytes, and why there are not more of them, if there should be."""

    data: bytes
    why: str | None = None


class Unpacking(io.RawIOBase):
    """Gzip data (RFC 1952, any number of members) as a file of what is inside; at most `most` bytes of it.

    Once it has been read to its end, `why` says whether it ended before its time.
    """

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__()
        self.why: str | None = None
        self._data, self._at, self._most, self._size = data, 0, most, 0
        self._rest, self._ready, self._done = b"", b"", False
        self._member = zlib.decompressobj(wbits=31)
        self._begun, self._position = False, 0

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """The place where reading goes on, which must be ahead. Raises io.UnsupportedOperation for the rest."""
        ahead = offset if whence == io.SEEK_CUR else offset - self._position
        if whence == io.SEEK_END or ahead < 0:
            raise io.UnsupportedOperation("gzip is read from the beginning to the end")
        while ahead > 0 and (read := self.read(min(ahead, STEP))):
            ahead -= len(read)
        return self._position

    def seekable(self) -> bool:
        """True: one may go forward."""
        return True

    def readable(self) -> bool:
        """True: this is a file to read from."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with the next bytes; 0 at the end."""
        view = memoryview(buffer)
        while not self._ready and not self._done:
            self._step()
        size = min(len(view), len(self._ready))
        self._position += size
        view[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _step(self) -> None:
        fed = self._feed()
        try:
            self._ready = self._member.decompress(self._rest, STEP)
        except zlib.error:
            self._end("has damaged gzip data; what came before is read")
            return
        self._begun = self._begun or fed
        self._rest = self._member.unconsumed_tail
        if self._member.eof:
            self._next_member()
        elif not fed and not self._ready:
            self._end(
                "ends inside its gzip data; what came before is read" if self._begun else None
            )
        self._size += len(self._ready)
        if self._size > self._most:
            self._end(f"unfolds to more than {self._most} bytes from {len(self._data)}")

    def _feed(self) -> bool:
        if not self._rest:
            self._rest = self._data[self._at : self._at + STEP]
            self._at += STEP
        return bool(self._rest)

    def _next_member(self) -> None:
        # Tapes and some writers pad with zeros.
        self._rest = self._member.unused_data.lstrip(b"\0")
        self._member, self._begun = zlib.decompressobj(wbits=31), False

    def _end(self, why: str | None) -> None:
        self.why, self._done = why, True


def unpacked(data: bytes, limits: Limits) -> Unpacked:
    """`data` without the gzip around it, taken off `limits.depth` times at most. Raises TooMuch."""
    whole = Unpacked(data)
    for _ in range(limits.depth):
        if not whole.data.startswith(GZIP):
            return whole
        most = min(limits.unpacked, room(whole.data, limits))
        file = Unpacking(whole.data, most)
        whole = Unpacked(file.read() or b"", whole.why or file.why)
        if len(whole.data) > most:
            raise TooMuch(str(file.why))
    if whole.data.startswith(GZIP):
        raise TooMuch(f"is compressed more than {limits.depth} times")
    return whole


def room(data: bytes, limits: Limits) -> int:
    """How many bytes compressed `data` may unfold to by its ratio."""
    return max(FREE, limits.ratio * len(data))


def beginning(data: bytes, size: int) -> bytes:
    """The first bytes of `data`, or of what its gzip holds."""
    if not data.startswith(GZIP):
        return data[:size]
    return io.BufferedReader(Unpacking(data[: 16 * size], FREE)).read(size)
