"""What a node asks of its partners: to cosign its log, and for their logs, of which it keeps a checked mirror.

How bytes travel is the caller's: `send` takes a request and gives a witness's answer, `fetch` takes a path and gives
the file that lies there, or raises OSError.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tocsin.ledger.errors import LedgerBehind, LedgerError, LedgerUnwritable
from tocsin.ledger.log import Ledger
from tocsin.ledger.notes import BadNote, Body, Verifier, body, note, opened
from tocsin.ledger.tiles import ENTRIES, BadBundle, Tiling, entries_in, tiles_of
from tocsin.ledger.tree import TILE, Frontier, Tile, leaf_hash, split
from tocsin.ledger.vault import write_whole
from tocsin.ledger.witness import Answer, request
from tocsin.records import Checkpoint

Send = Callable[[bytes], Answer]
Fetch = Callable[[str], bytes]

_TRIES = 5


class Uncosigned(LedgerError):
    """A witness did not cosign; the message says what it answered."""


class BadLog(LedgerError):
    """A partner's log is not what it was, or its files do not bear out its checkpoint.

    `seen` is the signed checkpoint that we hold, None before the first; `shown` what we were given now: together they
    are the evidence.
    """

    def __init__(self, why: str, seen: str | None, shown: str) -> None:
        super().__init__(why)
        self.seen, self.shown = seen, shown


def have_cosigned(ledger: Ledger, by: Verifier, send: Send, old: int = 0) -> Checkpoint:
    """The ledger's head with the cosignature of the witness `by`, which saw it last at the size `old`.

    Raises Uncosigned, and LedgerBehind if the witness has seen a longer log than this one: it is an old copy.
    """
    for _ in range(_TRIES):  # others of this node may ask at the same time
        head = ledger.head()
        answer = send(request(old, ledger.prove_growth(old, head.size), str(head.note)))
        if answer.status == 200:
            return _added(ledger, head, answer.body, by)
        if answer.status != 409 or not answer.body.strip().isdigit():
            break
        old = int(answer.body.strip()[:16])
        if old > ledger.head().size:
            raise LedgerBehind.seen(ledger.origin, len(ledger), old, by.name)
    raise Uncosigned(f"{by.name} answers {answer.status}: {answer.body.strip()[:200]}")


def _added(ledger: Ledger, head: Checkpoint, line: str, by: Verifier) -> Checkpoint:
    try:
        return ledger.cosign(head.size, line, by)
    except BadNote as err:
        raise Uncosigned(f"{by.name} answers 200 with no cosignature of its: {err}") from err


class Mirror:
    """A copy of a partner's log in a folder of files as C2SP tlog-tiles has them, every byte of it checked."""

    def __init__(self, folder: Path, log: Verifier) -> None:
        self.folder = folder
        self.log = log

    def head(self) -> str | None:
        """The signed checkpoint up to which everything is here, None before the first."""
        path = self.folder / "checkpoint"
        with self._folder():
            return path.read_text("utf-8") if path.exists() else None

    def update(self, fetch: Fetch) -> Body:
        """Fetch what the log has more than the mirror, check it, keep it; what the mirror holds then.

        Raises BadLog if the log has shrunk, has changed, or does not hold what it signed; nothing is kept then.
        Raises LedgerUnwritable if the folder cannot be read or written, and what `fetch` raises.
        """
        shown = fetch("checkpoint").decode("utf-8", "replace")
        kept = self.head()
        new, old = self._signed(shown, kept), self._signed(kept, kept) if kept else None
        if old is not None and new.size < old.size:
            raise BadLog(f"{new.origin} had {old.size} entries and shows {new.size}", kept, shown)
        with self._folder():
            edge, files = self._edge(old.size if old else 0), dict[str, bytes]()
        filled = edge.grow(self._leaves(fetch, old, new, files))
        if edge.root() != new.root:
            raise BadLog(
                f"the entries of {new.origin} up to {new.size}, the first {old.size if old else 0} of which "
                f"we held, do not lead to the root it signed",
                kept,
                shown,
            )
        with self._folder():
            self._write(files, filled, edge, shown)
        return new

    @contextmanager
    def _folder(self) -> Iterator[None]:
        try:
            yield
        except OSError as err:
            raise LedgerUnwritable(f"the mirror {self.folder}: {err.strerror or err}") from err

    def _signed(self, written: str, kept: str | None) -> Body:
        try:
            opened(note(written), [self.log])
            said = body(note(written).text)
        except BadNote as err:
            raise BadLog(
                f"{self.log.name} shows no checkpoint of its: {err}", kept, written
            ) from err
        if said.origin != self.log.name:
            raise BadLog(f"{self.log.name} shows a checkpoint of {said.origin}", kept, written)
        return said

    def _edge(self, size: int) -> Frontier:
        levels = list[list[bytes]]()
        while size:
            size, width = divmod(size, TILE)
            tile = self.folder / str(Tiling(len(levels), size, width))
            levels.append(split(tile.read_bytes()) if width else [])
        return Frontier(levels)

    def _leaves(
        self, fetch: Fetch, old: Body | None, new: Body, files: dict[str, bytes]
    ) -> list[bytes]:
        """The leaves that are new; the files they and their entries came in go to `files`."""
        since, leaves = old.size if old else 0, list[bytes]()
        for named in tiles_of(new.size, since):
            if named.level:
                break  # the levels above are made from the leaves, not fetched
            beside = named._replace(level=ENTRIES)
            hashes, entries = fetch(str(named)), fetch(str(beside))
            try:
                sound = b"".join(map(leaf_hash, entries_in(entries))) == hashes
            except BadBundle:
                sound = False
            if not sound or len(hashes) != 32 * named.width:
                raise BadLog(f"{beside} of {new.origin} is not over {named}", None, str(new))
            files[str(named)], files[str(beside)] = hashes, entries
            leaves += split(hashes)[max(since - named.number * TILE, 0) :]
        return leaves

    def _write(
        self, files: dict[str, bytes], filled: list[Tile], edge: Frontier, checkpoint: str
    ) -> None:
        above = [tile for tile in filled if tile.level] + edge.growing()[1:]
        for tile in above:
            if tile.hashes:
                files[str(Tiling(tile.level, tile.number, len(tile.hashes) // 32))] = tile.hashes
        for path, data in {**files, "checkpoint": checkpoint.encode()}.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / path, data)
