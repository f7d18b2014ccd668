"""A witness (C2SP tlog-witness): it cosigns a log's checkpoint if the log still begins with what it saw before.

A request is `old SIZE`, the hashes that prove the growth from there, an empty line, the checkpoint. Answers:
200 the cosignature        400 malformed, or the old size is larger than the checkpoint's
403 no known key signed    404 no log of that origin is watched
409 not the size we saw; the body says ours        422 the log does not grow so: not the same log, or a wrong proof

What was seen is stored before the answer goes out, within the turn in which it was looked up. Of two requests at once
that start from one size, one gets its cosignature and the other 409.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tocsin.ledger.notes import (
    BadNote,
    BadSignature,
    Body,
    NobodyKnown,
    Note,
    Signer,
    Verifier,
    body,
    bytes_of,
    note,
    opened,
)
from tocsin.ledger.tree import EMPTY, consistent

if TYPE_CHECKING:
    from tocsin.ledger.store import Store

LARGEST_REQUEST = 1_000_000
SIZE_TYPE = "text/x.tlog.size"
_LONGEST = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,15})")


class BadRequest(ValueError):
    """Bytes that are no request to cosign."""


class Answer(NamedTuple):
    """What a witness says: an HTTP status, a body, and its media type."""

    status: int
    body: str = ""
    media: str = "text/plain; charset=utf-8"


class Asked(NamedTuple):
    """A request: the size the asker thinks we saw, the proof of growth from there, the checkpoint and what it says."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: Note
    body: Body


class Parted(NamedTuple):
    """Two checkpoints of one size that a log signed over different trees: it has shown two faces, and here they are."""

    one: str
    other: str


def asked(data: bytes) -> Asked:
    """The request in `data`. Raises BadRequest."""
    if len(data) > LARGEST_REQUEST:
        raise BadRequest(f"a request of {len(data)} bytes; there may be {LARGEST_REQUEST}")
    try:
        head, _, rest = data.decode("utf-8").partition("\n\n")
        first, *steps = head.split("\n")
        checkpoint = note(rest)
        path = tuple(bytes_of(step) for step in steps)
        said = body(checkpoint.text)
    except (BadNote, UnicodeDecodeError) as err:
        raise BadRequest(str(err)) from err
    old = _OLD.fullmatch(first)
    if old is None or len(path) > _LONGEST or any(len(step) != 32 for step in path):
        raise BadRequest(
            f"a request is `old SIZE` and at most {_LONGEST} hashes; this is {first:.60}"
        )
    return Asked(int(old[1]), path, checkpoint, said)


def request(old: int, path: Sequence[bytes], checkpoint: str) -> bytes:
    """The request to cosign `checkpoint`, for a witness that saw the log at the size `old`."""
    steps = "".join(f"{base64.b64encode(step).decode()}\n" for step in path)
    return f"old {old}\n{steps}\n{checkpoint}".encode()


def unwelcome(ask: Asked, keys: Sequence[Verifier]) -> Answer | None:
    """Why a checkpoint is not looked at, given the keys of its log; None if it is."""
    if not keys:
        return Answer(404, f"no log {ask.body.origin} is watched here\n")
    try:
        opened(ask.checkpoint, keys)
    except (NobodyKnown, BadSignature) as err:
        return Answer(403, f"{err}\n")
    if ask.old > ask.body.size:
        return Answer(400, f"old {ask.old} is larger than the checkpoint's {ask.body.size}\n")
    return None


def refused(ask: Asked, seen: Body) -> Answer | None:
    """Why a checkpoint is not cosigned, given what was seen of its log; None if it may be."""
    if ask.old != seen.size:
        return Answer(409, f"{seen.size}\n", SIZE_TYPE)
    return None if _grows(ask, seen) else Answer(422, "the log does not grow so from what we saw\n")


def _grows(ask: Asked, seen: Body) -> bool:
    if ask.old == ask.body.size:
        return not ask.path and ask.body.root == seen.root
    if ask.old == 0:  # every log begins with nothing: there is nothing to prove
        return not ask.path
    return consistent(ask.old, ask.body.size, seen.root, ask.body.root, ask.path)


class Witness:
    """A witness with its key, the logs it watches, and what it saw of them in a ledger's store."""

    def __init__(self, store: "Store", key: Signer, logs: Iterable[Verifier]) -> None:
        self._store = store
        self._key = key
        self._logs = tuple(logs)

    def add_checkpoint(self, data: bytes, now: int) -> Answer:
        """The answer to a request; `now` is the POSIX second that a cosignature states."""
        try:
            ask = asked(data)
        except BadRequest as err:
            return Answer(400, f"{err}\n")
        keys = [key for key in self._logs if key.name == ask.body.origin]
        answer = unwelcome(ask, keys) or self._judged(ask)
        return answer or Answer(200, str(self._key.sign(ask.checkpoint.text, now)))

    def _judged(self, ask: Asked) -> Answer | None:
        """The answer if it is no; else None, and the checkpoint is remembered."""
        with self._store.writing() as tables:
            kept = tables.witnessed(ask.body.origin)
            seen = body(note(kept).text) if kept else Body(ask.body.origin, 0, EMPTY)
            no = refused(ask, seen)
            if no is None and (kept is None or seen.size < ask.body.size):
                tables.witness(ask.body, str(ask.checkpoint))
            if no and kept and seen.size == ask.body.size and seen.root != ask.body.root:
                tables.part(ask.body.origin, kept, str(ask.checkpoint))
        return no

    def checkpoint(self, hashed: str) -> Answer:
        """The last checkpoint seen of the log whose origin has that SHA-256 in hex, for those who monitor."""
        for key in self._logs:
            if hashlib.sha256(key.name.encode()).hexdigest() == hashed:
                with self._store.reading() as tables:
                    kept = tables.witnessed(key.name)
                if kept is not None:
                    return Answer(200, kept)
        return Answer(404, "nothing was seen of such a log\n")

    def parted(self) -> Iterator[Parted]:
        """The logs that have shown two faces here, each with both of its signed checkpoints."""
        with self._store.reading() as tables:
            pairs = tables.parted()
        for one, other in pairs:
            yield Parted(one, other)


def split_view(one: str, other: str, log: Verifier) -> Parted | None:
    """Both checkpoints, if `log` signed them over different trees of one size: what partners find by comparing.

    Raises BadNote if one of the two is not that log's.
    """
    heads = []
    for written in (one, other):
        opened(note(written), [log])
        heads.append(body(note(written).text))
    same = heads[0].origin == heads[1].origin and heads[0].size == heads[1].size
    return Parted(one, other) if same and heads[0].root != heads[1].root else None
