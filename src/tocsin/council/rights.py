"""What each member may do now: an outcome opens rights, and using a right is an act."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from tocsin.council.deadlines import shown
from tocsin.council.procedure import ENDS, STARTS, Rule, Step
from tocsin.council.sitting import Sitting
from tocsin.council.standing import CaseState, ItemState, Matter, Right

ONE_ACT = ("do", "notify", "propose")


def rights(s: Sitting, items: dict[str, ItemState]) -> tuple[Right, ...]:
    """Every right that is open at this hour, by member. What may be said at any time is not repeated here."""
    found: set[Right] = set()
    for step in s.procedure.steps:
        item = items[step.id]
        if item.stage != "not open":
            found.update(_starting(s, step, item))
            for matter in item.matters:
                found.update(_moving(s, step, matter))
    return tuple(sorted(found, key=lambda r: (r.by, r.on, r.act)))


def _starting(s: Sitting, step: Step, item: ItemState) -> Iterator[Right]:
    waiting = [m for m in item.matters if m.id == step.id]
    if item.matters and not waiting and not step.repeat:
        return
    assigned = step.kind == "do" and step.clock is not None and step.clock.stated
    verb = STARTS[step.kind][0] if assigned or step.kind not in ONE_ACT else ENDS[step.kind][0]
    until = waiting[0].deadline.instant if waiting and waiting[0].deadline else None
    if not (waiting and waiting[0].outcome):
        yield from (Right(h, verb, step.id, until) for h in s.anyone(step.holders))


def _moving(s: Sitting, step: Step, m: Matter) -> Iterator[Right]:
    until = m.deadline.instant if m.deadline else None
    if m.outcome is None and not m.disputed:
        for member, verb in _running(s, step, m):
            yield Right(member, verb, m.name, m.cut_off.get(member, until))
        if m.deadline and step.clock and step.clock.extend:
            yield from (Right(h, "extend", m.name, until) for h in s.holders(step.clock.extend.by))
    if step.kind == "decide" and not m.final and (m.outcome or m.deadline is None or m.disputed):
        for registrar in s.holders(step.seal.by):
            yield Right(registrar, "seal" if m.outcome or m.disputed else "declare", m.name)
    if m.contested:
        yield from (Right(member, "reopen", step.id) for member in s.forum.members)


def _running(s: Sitting, step: Step, m: Matter) -> Iterator[tuple[str, str]]:
    match step.kind:
        case "ask":
            yield from ((t, "reply") for t in m.to)
        case "support":
            yield from ((t, "join") for t in s.holders(step.among) - {m.by} - set(m.positions))
        case "meet":
            conveners = s.holders(step.convener) if step.convener else {m.by or ""}
            yield from ((c, "minutes" if m.hour else "convene") for c in conveners)
        case "do" if m.id != step.id:
            yield from ((t, "done") for t in m.to)
        case "decide":
            yield from _deciding(step, m)


def _deciding(step: Step, m: Matter) -> Iterator[tuple[str, str]]:
    rule = step.rule or Rule(kind="consensus")
    for member in m.to:
        if rule.kind == "majority":
            yield from ((member, verb) for verb in ("yes", "no", "abstain"))
        else:
            yield member, "object"
            if member not in m.acked:
                yield member, "ack"


def allowed(rights_: Iterable[Right], member: str, now: datetime) -> str:
    """What a member may do, in a line: "reply explain, request plenary"; "nothing" if there is nothing."""
    mine = [
        f"{r.act} {r.on}" for r in rights_ if r.by == member and (r.until is None or r.until >= now)
    ]
    return ", ".join(mine) or "nothing"


def stands(state: CaseState, member: str) -> str:
    """Where a case stands and what a member may do in it, in one line: what a refusal ends with."""
    items = (f"{i.id} is {i.outcome or i.stage}" for i in state.items.values())
    due = min(
        (i.deadline for i in state.items.values() if i.deadline and not i.outcome), default=None
    )
    until = f", the next clock ends {shown(due)}" if due else ""
    return f"The case stands: {', '.join(items) or 'not open'}{until}; {member} may: {allowed(state.rights, member, state.now)}"
