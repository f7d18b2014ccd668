"""Where and when a report's own happening stands, as far as its reading says; and which scenes exclude each other."""

from typing import NamedTuple

from tocsin.records import Claim, Event, Place, Reading, Report
from tocsin.stories.edtf import Bounds, bounds

LEAD = 700  # characters of the text in which the report's own happening is told
NEAR = 2  # days: datelines, time zones and night hours move a day
SAME_PLACE = 1_500_000  # millionths of a degree in both directions, about 160 km


class Scene(NamedTuple):
    """Places and days (bounds of EDTF dates) of the acts told in the lead, and countries and names of all places."""

    places: tuple[Place, ...] = ()
    days: tuple[Bounds, ...] = ()
    mentioned: frozenset[str] = frozenset()


NOWHERE = Scene()


def scene(report: Report, reading: Reading | None) -> Scene:
    """The scene of the acts that the report's first 700 characters tell as having happened."""
    if not reading:
        return NOWHERE
    lead = _beginning(report) + LEAD
    acts = [c.says for c in reading.claims if _tells(c, lead) and isinstance(c.says, Event)]
    return Scene(
        tuple(a.place for a in acts if a.place),
        tuple(b for a in acts if a.date and (b := bounds(a.date))),
        frozenset(n for p in reading.places for n in (p.name.casefold(), p.country) if n),
    )


def _beginning(report: Report) -> int:
    """Where the text begins after what readers pass over at its top."""
    at = 0
    for start, end in sorted(report.skip):
        if start <= at + 2:
            at = max(at, end)
    return at


def _tells(claim: Claim, lead: int) -> bool:
    return (
        isinstance(claim.says, Event)
        and claim.says.reality == "actual"
        and claim.passage.start < lead
    )


def excluded(a: Scene, b: Scene) -> str | None:
    """Why two scenes cannot be one, in words; None if they can, or if one of them is not known."""
    if a.places and b.places and all(_elsewhere(p, q, a, b) for p in a.places for q in b.places):
        return f"elsewhere: {a.places[0].name} / {b.places[0].name}"
    if a.days and b.days and all(p.apart(q) > NEAR for p in a.days for q in b.days):
        return "another day"
    return None


def _elsewhere(p: Place, q: Place, a: Scene, b: Scene) -> bool:
    """Two places of which neither is, or may hold, the other, and neither is spoken of in the other report."""
    if (
        p.name.casefold() == q.name.casefold()
        or p.name.casefold() in b.mentioned
        or q.name.casefold() in a.mentioned
    ):
        return False
    if p.country and q.country and p.country != q.country:
        return True
    fine = p.precision in ("point", "city") and q.precision in ("point", "city")
    return bool(fine and p.point and q.point and (
        abs(p.point.lat - q.point.lat) > SAME_PLACE or abs(p.point.lon - q.point.lon) > SAME_PLACE
    ))  # fmt: skip
