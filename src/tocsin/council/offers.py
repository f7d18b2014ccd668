"""What a member may choose among: its open rights, and what may be said at any time on what is before the members."""

from collections.abc import Iterator

from tocsin.council.procedure import Procedure, Rule, Step
from tocsin.council.standing import CaseState, Matter, Right


def offered(state: CaseState, procedure: Procedure, member: str) -> tuple[Right, ...]:
    """Every act that a member may sign now without being refused for who it is or when it is: rights first, then words.

    Whether an act holds is found when it is signed; an instant may be too soon, a text may have been superseded.
    """
    mine = [r for r in state.rights if r.by == member and (r.until is None or r.until >= state.now)]
    words = [
        Right(member, verb, m.name, None)
        for step in procedure.steps
        for m in (state.items[step.id].matters if step.id in state.items else ())
        for verb in _words(procedure, step, m, member)
    ]
    return tuple(dict.fromkeys([*mine, *words]))


def _words(procedure: Procedure, step: Step, m: Matter, member: str) -> Iterator[str]:
    if m.id == step.id:
        return
    match step.kind:
        case "decide":
            yield from _on_text(procedure, step, m, member)
        case "meet":
            yield from (("readout",) if m.outcome else ("agenda", "invite", "speak"))
        case "support" if m.outcome is None and member in m.positions:
            yield "withdraw"
        case "do" if m.outcome is None and member in m.to:
            yield "report"


def _on_text(procedure: Procedure, step: Step, m: Matter, member: str) -> Iterator[str]:
    rule = step.rule or Rule(kind="consensus")
    running = m.outcome is None
    if running and member in m.to:
        if rule.kind != "majority":
            yield from ("yes", "amend")
        if m.positions.get(member) in ("object", "no"):
            yield "lift"
    if running and member == m.by:
        yield "withdraw"
    if member in m.to:
        yield from (verb for verb in procedure.always if verb != "contest" or m.final)
