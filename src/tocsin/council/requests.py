"""What becomes of requests and of calls for support."""

from datetime import datetime

from tocsin.council.deadlines import Deadline
from tocsin.council.procedure import Step
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Matter
from tocsin.council.view import Filed


def name_of_matter(start: Filed) -> str:
    """What a running of an item goes by: the name its first act gives it, else the item's."""
    _, _, act = start
    return str(act.args.get("name") or act.on)


def ask(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """Requests, each replied to in time by everyone asked, refused, or overdue."""
    return [m for start in s.starts(step, opened) if (m := _asked(s, step, start))]


def _asked(s: Sitting, step: Step, start: Filed) -> Matter | None:
    at, id_, act = start
    to = _addressed(s, step, start)
    begins = (
        _receipt(s, id_, to)
        if step.clock and step.clock.start == "receipt"
        else s.begins(step.clock, at)
    )
    end = s.deadline(step, step.clock, begins, act)
    if isinstance(end, str):
        s.note(id_, "refused", end)
        return None
    end = s.extended(step, start, end) if end else None
    replied, refused = _replies(s, start, to, end)
    outcome, closed = None, None
    if to and set(replied) == set(to):
        outcome, closed = "refused" if refused else "replied", max(replied.values())
    elif end and s.over(end.instant):
        outcome, closed = "overdue", end.instant
    return Matter(
        id=id_,
        item=step.id,
        name=name_of_matter(start),
        by=act.member,
        to=to,
        started=at,
        deadline=end,
        outcome=outcome,
        closed=closed,
        told=s.view.told(id_),
        acked=acks(s, start),
        why=""
        if outcome != "overdue"
        else f"no reply of {', '.join(sorted(set(to) - set(replied)))}",
    )


def _addressed(s: Sitting, step: Step, start: Filed) -> tuple[str, ...]:
    allowed = s.holders(step.to) if step.to else s.forum.members
    asked = start[2].args.get("to")
    chosen = allowed & frozenset(map(str, asked)) if isinstance(asked, list) else allowed
    return tuple(sorted(chosen - {start[2].member}))


def _receipt(s: Sitting, id_: str, to: tuple[str, ...]) -> datetime | None:
    told = s.view.told(id_)
    hours = [told[m] for m in to if m in told]
    return max(hours) if len(hours) == len(to) else None


def _replies(
    s: Sitting, start: Filed, to: tuple[str, ...], end: Deadline | None
) -> tuple[dict[str, datetime], set[str]]:
    replied: dict[str, datetime] = {}
    refused = set()
    for at, id_, act in s.on(start, "reply"):
        if at is None:
            continue
        if act.member not in to:
            s.note(id_, "refused", f"{act.member} was not asked; {', '.join(to)} was")
        elif end and at > end.instant:
            s.late(id_, at, end.instant, "the request stays overdue")
        else:
            s.note(id_, "counts")
            replied.setdefault(act.member, at)
            refused |= {act.member} if act.args.get("refuses") is True else set()
    return replied, refused


def acks(s: Sitting, start: Filed) -> tuple[str, ...]:
    """Who acknowledged what started a running of an item."""
    return tuple(sorted({act.member for _, _, act in s.on(start, "ack")}))


def support(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """A call for support: reached when enough other members have joined, lapsed if its clock ends first."""
    if step.clock and step.clock.start not in ("transmission", "request", "receipt"):
        return _gathered(s, step, None, opened)
    return [m for start in s.starts(step, opened) for m in _gathered(s, step, start, opened)]


def _gathered(s: Sitting, step: Step, start: Filed | None, opened: datetime) -> list[Matter]:
    at = start[0] if start else opened
    end = s.deadline(step, step.clock, s.begins(step.clock, at), start[2] if start else None)
    if isinstance(end, str):
        if start:
            s.note(start[1], "refused", end)
        return []
    needed = int(step.rule.share) if step.rule else 1
    opener = start[2].member if start else (s.opener if step.by != "members" else None)
    joined, reached = _joined(s, step, start, opener, end, needed)
    outcome = "reached" if reached else "lapsed" if end and s.over(end.instant) else None
    return [
        Matter(
            id=start[1] if start else step.id,
            item=step.id,
            name=name_of_matter(start) if start else step.id,
            by=opener,
            started=at,
            deadline=end,
            outcome=outcome,
            closed=reached or (end.instant if outcome and end else None),
            positions=dict.fromkeys(sorted(joined), "join"),
            why=f"{len(joined)} of {needed} have joined",
        )
    ]


def _joined(
    s: Sitting,
    step: Step,
    start: Filed | None,
    opener: str | None,
    end: Deadline | None,
    needed: int,
) -> tuple[set[str], datetime | None]:
    """Who has joined, and when the last that was needed did. That of a member with two histories must stand in both."""
    joined: set[str] = set()
    reached = None
    eligible = s.holders(step.among) - s.excluded(step)
    said = s.on(start, "join", "withdraw") if start else s.acts(step.id, "join", "withdraw")
    for at, id_, act in said:
        if at is None:
            continue
        if act.member == opener or act.member not in eligible:
            s.note(
                id_, "refused", f"{act.member} cannot join {step.id}: others of {step.among} can"
            )
        elif end and at > end.instant:
            s.late(id_, at, end.instant, "the support is not counted")
        elif reached is None and s.on_every_branch(id_, act):
            s.note(id_, "counts")
            (joined.add if act.type == "join" else joined.discard)(act.member)
            reached = at if len(joined) >= needed else None
        else:
            s.note(
                id_, "counts", "support was reached before" if reached else "void: two histories"
            )
    return joined, reached
