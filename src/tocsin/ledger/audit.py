"""What the times that records state have to do with their place in the log: an audit view, which hides nothing.

The log orders, clocks do not. A record that states an earlier time than a witness or a time stamp authority saw the log
before it came in is a late entry: it may be honest (a paper that arrived by mail), it is shown as what it is. Stated times
that run backwards by more than an hour are shown too: a clock was set, or somebody wrote down another day.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from tocsin.ledger.notes import note
from tocsin.records import Word

if TYPE_CHECKING:
    from tocsin.ledger.log import Ledger

SLACK = timedelta(hours=1)
_STATED = ("at", "revised_at", "opened_at", "since")


class Odd(msgspec.Struct, frozen=True):
    """An entry whose stated time does not fit its place: index, name, the time, and what it does not fit."""

    index: int
    name: str
    at: datetime
    why: str


def audit(ledger: "Ledger") -> Iterator[Odd]:
    """The entries whose stated times do not fit their places, in the order of the log."""
    seen = list(_seen(ledger))
    latest: datetime | None = None
    for entry in ledger.scan():
        at = stated(entry.kept.word)
        if at is None:
            continue
        bound = max((moment for size, moment in seen if size <= entry.index), default=None)
        if why := _odd(at, bound, latest):
            yield Odd(entry.index, entry.name, at, why)
        latest = at if latest is None else max(latest, at)


def stated(word: Word) -> datetime | None:
    """When a record says it was made, by its maker's clock; None if it does not say."""
    for field in _STATED:
        moment = getattr(word, field, None)
        if isinstance(moment, datetime):
            return moment
    return None


def _odd(at: datetime, bound: datetime | None, latest: datetime | None) -> str:
    if bound is not None and at < bound:
        return f"a late entry: the log was witnessed without it at {bound.isoformat()}"
    if latest is not None and latest - at > SLACK:
        return (
            f"an entry before it states {latest.isoformat()}: a clock was set back, or it is late"
        )
    return ""


def _seen(ledger: "Ledger") -> Iterator[tuple[int, datetime]]:
    """(size, moment) at which somebody else saw the log at that size: cosignatures and time stamps as they are kept."""
    from tocsin.ledger.timestamps import stated_time, timestamps

    with ledger.store.reading() as tables:
        lines = tables.cosignatures()
    for size, line in lines:
        for one in note(f"{ledger.origin}\n\n{line}").lines:
            if len(one.signature) >= 72:  # eight bytes of time stand before a cosignature
                second = int.from_bytes(one.signature[:8], "big")
                yield size, datetime.fromtimestamp(min(second, 253_402_300_799), UTC)
    for kept in timestamps(ledger):
        yield kept.size, stated_time(kept)
