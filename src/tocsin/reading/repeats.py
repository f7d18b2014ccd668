"""Acts told more than once in a sentence: the fuller telling stays, and what is done outlives what is only thinkable."""

from tocsin.reading.parties import keys
from tocsin.records import Event


def put(out: list[Event], event: Event) -> None:
    """Adds an event unless one of the same category and actors stands there already; the fuller one stays."""
    for n, other in enumerate(out):
        if other.category != event.category or _told_surer(event, other):
            continue
        if _within(event, other):
            if event.mode and not other.mode and _within(other, event):
                out[n] = event
            return
        if _within(other, event):
            out[n] = event
            return
    out.append(event)


def _told_surer(a: Event, b: Event) -> bool:
    """Whether one of two acts within each other is told as done and the other, which says more, is not."""
    if _within(a, b):
        return a.reality == "actual" != b.reality
    return b.reality == "actual" != a.reality


def _within(a: Event, b: Event) -> bool:
    """Whether all that `a` says of the actors is said by `b`."""
    return keys(a.initiators) <= keys(b.initiators) and keys(a.recipients) <= keys(b.recipients)
