"""Declarations and seals: each is checked against what its signer had seen, so every node finds the same.

The considered set of a seal is its causal past, receipts included. Nothing that comes later can change what a seal
was worth; it can only show that the case would come out otherwise now: then the matter is contested, never flipped.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from tocsin.council.deadlines import later, shown
from tocsin.council.procedure import Step
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Claimed, Matter
from tocsin.council.view import Filed


def closed(s: Sitting, step: Step, matter: Matter) -> Matter:
    """The matter with its declarations and seals checked, final if a seal holds and nothing as good stands against it."""
    acts = [f for f in s.view.about.get(matter.id, ()) if f[2].type in ("declare", "seal")]
    claims = tuple(_claim(s, step, matter, filed) for filed in acts)
    if not claims:
        return matter
    enough = [
        c for c in claims if c.type == "seal" and c.follows and len(c.cosigned) >= step.seal.cosign
    ]
    seals = _deciding(s, enough)
    found = replace(matter, claims=claims)
    if len({c.outcome for c in seals}) > 1:
        why = f"sealed twice: {' and '.join(f'{c.outcome} by {c.by}' for c in seals)}; the next registrar decides"
        return replace(found, outcome=None, disputed=True, why=why)
    return _sealed(found, seals) if seals else found


def _sealed(matter: Matter, seals: list[Claimed]) -> Matter:
    seal = min(seals, key=lambda c: (c.at is None, c.at, c.act))
    contested: tuple[str, ...] = ()
    if matter.outcome != seal.outcome:
        contested = (
            f"sealed as {seal.outcome}; all that is known now gives {matter.outcome or 'no outcome yet'}: {matter.why}",
        )
    return replace(
        matter,
        outcome=seal.outcome,
        final=True,
        sealed=min((c.at for c in seals if c.at), default=None),
        contested=contested,
        why=seal.why if contested else matter.why,
    )


def _claim(s: Sitting, step: Step, matter: Matter, filed: Filed) -> Claimed:
    at, id_, act = filed
    outcome = str(act.args.get("outcome"))
    why = _unfounded(s, step, matter, filed)
    if why:
        s.note(id_, "refused", f"does not follow from what {act.member} had seen: {why}")
    else:
        s.note(id_, "counts")
    return Claimed(
        act=id_,
        by=act.member,
        type="seal" if act.type == "seal" else "declare",
        outcome=outcome,
        at=at,
        follows=not why,
        why=why or matter.why,
        cosigned=_cosigners(s, id_, act.member, outcome),
    )


def _cosigners(s: Sitting, seal: str, sealer: str, outcome: str) -> tuple[str, ...]:
    acts = (a for a in s.view.acts.values() if a.type == "cosign" and a.on == seal)
    return tuple(
        sorted(
            {
                a.member
                for a in acts
                if a.args.get("outcome", outcome) == outcome and a.member in s.forum.members
            }
            - {sealer}
        )
    )


def _unfounded(s: Sitting, step: Step, matter: Matter, filed: Filed) -> str | None:
    """Why a claim does not follow from its signer's past; None if it does."""
    _, id_, act = filed
    matters, hour = s.recompute(id_)
    seen, outcome = matters.get(matter.id), act.args.get("outcome")
    if seen is None:
        return "the text was not among it"
    rank = _rank(s, step, act.member)
    if rank is None:
        return f"{act.member} does not {act.type} here; {', '.join(s.forum.charter.registrars)} may, in this order"
    if act.type == "declare" and step.clock is None and seen.deadline is None:
        return None if seen.leading == outcome else f"it was {seen.leading}, {seen.why}"
    if seen.disputed:
        sealed = {c.outcome for c in seen.claims if c.type == "seal" and c.follows}
        return (
            None if rank and outcome in sealed else "the next registrar decides between the seals"
        )
    if seen.closed is None:
        return f"by {shown(hour) if hour else 'then'} the clock had not ended for enough members"
    if seen.outcome != outcome:
        return f"it was {seen.outcome}, {seen.why}"
    if act.type == "seal" and seen.unheard and seen.outcome != "broken":
        return f"nothing was received since the deadline of {', '.join(seen.unheard)}"
    if rank and not _in_turn(step, seen, rank, hour):
        return f"it is not yet the turn of {act.member}"
    return None


def _rank(s: Sitting, step: Step, member: str) -> int | None:
    """How many registrars stand before this one: 0 for who holds the role, None for nobody in the line."""
    if member in s.holders(step.seal.by):
        return 0
    registrars = s.forum.charter.registrars
    return registrars.index(member) if member in registrars else None


def _in_turn(step: Step, seen: Matter, rank: int, hour: datetime | None) -> bool:
    """Whether a later registrar may seal: the ones before were silent for long enough."""
    turn = seen.closed
    for _ in range(rank):
        turn = later(turn, step.seal.next_after) if turn else None
    return turn is not None and hour is not None and hour >= turn


def _deciding(s: Sitting, seals: Iterable[Claimed]) -> list[Claimed]:
    """The seals that count: one that saw two contradicting ones decides between them."""
    seals = list(seals)
    if len({c.outcome for c in seals}) < 2:
        return seals
    by = {c.act: c for c in seals}
    for seal in sorted(seals, key=lambda c: c.act):
        seen = s.past_of(seal.act) & by.keys()
        if len({by[i].outcome for i in seen}) > 1 and all(by[i].by != seal.by for i in seen):
            return [seal]
    return seals
