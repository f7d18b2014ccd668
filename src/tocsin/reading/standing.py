"""Whether an act that was found in a sentence stands as an event, or why not."""

from collections.abc import Sequence

from tocsin.reading.clauses import Clauses
from tocsin.reading.sides import meets
from tocsin.reading.triggers import Trigger
from tocsin.records import Actor, Event

VERBAL = frozenset(["CONSULT", "AGREE", "SUPPORT", "COOPERATE"])


def missing(event: Event, t: Trigger, clauses: Clauses, before: Sequence[Event]) -> str | None:
    """Why an event does not stand; None if it does."""
    who, whom, needs = event.initiators, event.recipients, t.line.needs
    counted = event.effects and "carried" in needs.sides
    if not (who or whom or counted or (event.category == "ASSAULT" and event.place)):
        return "nobody was found on either side"
    if ("who" in needs.sides and not who) or ("whom" in needs.sides and not whom):
        return "a side that the line asks for was not found"
    if not event.effects and _in_passing(t, clauses, bool(who), bool(whom)):
        return "it is only spoken of, not told"
    if event.category in VERBAL and not any(a.country or a.org for a in (*who, *whom)):
        return "no state or body is on either side"
    if _same_states(who, whom) and event.category not in ("COERCE", "PROTEST", "ASSAULT"):
        return "both sides would be the same"
    if (who or whom) and not meets(needs, who, whom):
        return "a side is not of the sectors that the line asks for"
    return "the sentence tells it already" if _again(event, before) else None


def _in_passing(t: Trigger, clauses: Clauses, who: bool, whom: bool) -> bool:
    """Whether an act is named without being told: a noun that no verb carries, force in a clause about what is known."""
    if "carried" in t.line.needs.sides:
        return t.light is None and not (who and whom)
    relative = clauses.around(t.start)[0] in clauses.relative
    return relative and not (who and whom) and t.line.category == "ASSAULT"


def _same_states(who: Sequence[Actor], whom: Sequence[Actor]) -> bool:
    """Whether both sides are the very same actor: a sentence misread."""
    return {_code(a) for a in who} == {_code(a) for a in whom}


def _code(a: Actor) -> tuple[str | None, str | None, str | None]:
    return a.country, a.org, a.sector


def _again(event: Event, before: Sequence[Event]) -> bool:
    """Whether the same act of the same sides was told in this sentence already, or told with more."""
    return any(
        e.category == event.category
        and (e.mode == event.mode or None in (e.mode, event.mode))
        and e.reality == event.reality
        and _part(event.initiators, e.initiators)
        and _part(event.recipients, e.recipients)
        for e in before
    )


def _part(some: Sequence[Actor], whole: Sequence[Actor]) -> bool:
    return {_party(a) for a in some} <= {_party(a) for a in whole}


def _party(a: Actor) -> str | None:
    """The state or body; whoever has none goes by sector."""
    return a.org or a.country or a.sector
