"""The chain of custody of a piece of evidence: its steps in the order of the log, each with what is odd about it.

Every one of the fourteen acts has its place: what was never taken in cannot be copied, what was deleted comes back only
by being restored. A step that does not fit is shown with the reason, never hidden and never refused: that somebody did
it is the fact.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from tocsin.records import Custody, CustodyAct

if TYPE_CHECKING:
    from tocsin.ledger.log import Ledger

TAKING_IN = ("collected", "ingested", "derived", "restored")


class Step(msgspec.Struct, frozen=True):
    """A step in the keeping of a piece of evidence: its index in the log, what was done, by whom, when, what is odd."""

    index: int
    act: CustodyAct
    by: str
    at: datetime
    note: str | None = None
    odd: str | None = None


def custody(ledger: "Ledger", evidence: str) -> tuple[Step, ...]:
    """The chain of custody of the evidence of that digest, oldest first by the log."""
    steps = ((e.index, e.kept.word) for e in ledger.scan("custody"))
    return chain((n, w) for n, w in steps if isinstance(w, Custody) and w.evidence == evidence)


def chain(entries: Iterable[tuple[int, Custody]]) -> tuple[Step, ...]:
    """Custody entries of one piece of evidence, with their indexes in the order of the log, as a chain."""
    return tuple(_steps(entries))


def _steps(entries: Iterable[tuple[int, Custody]]) -> Iterator[Step]:
    last: Custody | None = None
    taken = False
    for index, entry in entries:
        odd = _odd(entry, last, taken=taken)
        yield Step(index, entry.act, entry.by, entry.at, entry.note, odd)
        taken = taken or entry.act in TAKING_IN
        last = entry


def _odd(entry: Custody, last: Custody | None, *, taken: bool) -> str | None:
    if not taken and entry.act not in TAKING_IN and entry.act != "hashed":
        return "nothing says how it came in"
    if last is not None and last.act == "deleted" and entry.act not in ("restored", "failed_check"):
        return f"it was deleted at {last.at.isoformat()}"
    if last is not None and entry.at < last.at:
        return f"the step before it states {last.at.isoformat()}"
    return "the bytes were not those of the digest" if entry.act == "failed_check" else None
