"""Place, day and toll of an act in a sentence that was not parsed: what stands nearest in its sentence, if that is plain."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from msgspec import structs

from tocsin.reading.attach import EFFECTS, FINENESS
from tocsin.reading.clauses import Clauses
from tocsin.reading.quantities import Told
from tocsin.reading.triggers import Trigger
from tocsin.reading.units import Marker
from tocsin.records import Dated, Event, Place

T = TypeVar("T", Place, Dated)
PHYSICAL = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONSULT", "RETREAT"])
NEAR = 12  # words
_YEAR = re.compile(r"\d{4}")


class Besides(NamedTuple):
    """What was found beside the acts of a text: places, dates, counts, each in order."""

    places: tuple[Place, ...] = ()
    dates: tuple[Dated, ...] = ()
    counts: tuple[Told, ...] = ()


def beside(
    event: Event, clauses: Clauses, triggers: Sequence[Trigger], near: Besides, marks: Marker
) -> Event:
    """The event with its place, its date and, for an assault, its toll."""
    at = event.act.start
    mine = [x for x in near.places if _nearest(x.start, x.end, at, clauses, triggers)]
    place = _place(event, mine, clauses, marks)
    when = [d for d in near.dates if _in(d, clauses) and _dated(d) and _tells(d, clauses, marks)]
    when = [d for d in when if _nearest(d.start, d.end, at, clauses, triggers, far=99)]
    values = {d.edtf for d in [d for d in when if d.type == "DATE"] or when}
    toll = event.category == "ASSAULT" and _only_assault(event, triggers)
    return structs.replace(
        event,
        place=place,
        date=values.pop() if len(values) == 1 else None,
        effects=tuple(
            q for a, b, q in near.counts
            if toll and clauses.start <= a and b <= clauses.end and q.kind in EFFECTS
        ),
    )  # fmt: skip


def _in(x: Place | Dated, clauses: Clauses) -> bool:
    return clauses.start <= x.start and x.end <= clauses.end


def _tells(d: Dated, clauses: Clauses, marks: Marker) -> bool:
    """Whether a date tells when, not whose it is ("the accord of 2015"); a bare year needs its "in"."""
    held, free = marks.of(clauses.low, d.start, d.end, clauses.start)
    if _YEAR.fullmatch(d.edtf or ""):
        return "in" in held
    return d.type in ("DATE", "TIME") and (free or not held & {"own", "from"})


def _dated(d: Dated) -> bool:
    return bool(d.edtf) and any(map(str.isdigit, d.edtf or ""))


def _place(event: Event, places: Sequence[Place], clauses: Clauses, marks: Marker) -> Place | None:
    """The place under a mark of place that is nearest to the act; the finer of two that stand together."""
    told = [
        p for p in places
        if _in(p, clauses) and "in" in marks.of(clauses.low, p.start, p.end, clauses.start)[0]
    ]  # fmt: skip
    if not told or event.category not in PHYSICAL:
        return None
    return min(told, key=lambda p: (FINENESS[p.precision], abs(p.start - event.act.start)))


def _nearest(
    start: int,
    end: int,
    at: int,
    clauses: Clauses,
    triggers: Sequence[Trigger],
    far: int = NEAR,
) -> bool:
    """Whether the act at `at` is the nearest to [start, end), and not far from it."""
    if start < clauses.start or end > clauses.end:
        return False
    others = [t for t in triggers if t.line.category != "NONE"]
    own = next((_gap(start, end, t, clauses) for t in others if t.start == at), far + 1)
    return own <= far and all(_gap(start, end, t, clauses) >= own for t in others)


def _gap(start: int, end: int, t: Trigger, clauses: Clauses) -> int:
    return clauses.words(t.end, start) if start >= t.end else clauses.words(end, t.start)


def _only_assault(event: Event, triggers: Sequence[Trigger]) -> bool:
    assaults = [t.start for t in triggers if t.line.category == "ASSAULT"]
    return assaults[:1] == [event.act.start]
