"""What becomes of an item that is no decision: ask, support, meet, do, notify, propose."""

from collections.abc import Callable
from datetime import datetime

from tocsin.council.deadlines import Deadline, later, moment, shown
from tocsin.council.procedure import Step
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Matter
from tocsin.council.view import Filed

RECORD = "PT24H"  # how long after its hour a meeting may still be put on record as held
Evaluate = Callable[[Sitting, Step, datetime], list[Matter]]


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
        acked=_acks(s, start),
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


def _acks(s: Sitting, start: Filed) -> tuple[str, ...]:
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


def meet(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """A meeting: convened within its clock for an hour, and put on record as held; else not held."""
    return [m for start in s.starts(step, opened) if (m := _met(s, step, start))]


def _met(s: Sitting, step: Step, start: Filed) -> Matter | None:
    at, id_, act = start
    end = s.deadline(step, step.clock, s.begins(step.clock, at), act)
    if isinstance(end, str):
        s.note(id_, "refused", end)
        return None
    hour = _convened(s, step, start, end)
    ends = (end.instant if end else None, later(hour, RECORD) if hour else None)
    until = max((e for e in ends if e), default=None)
    held = _recorded(s, step, start, until if end or hour else None)
    outcome = "held" if held else "not held" if s.over(until) else None
    return Matter(
        id=id_,
        item=step.id,
        name=name_of_matter(start),
        by=act.member,
        to=tuple(sorted(s.holders(step.with_ or step.to or "members"))),
        started=at,
        hour=hour,
        deadline=_until(until, end),
        outcome=outcome,
        closed=held or (until if outcome else None),
        told=s.view.told(id_),
        acked=_acks(s, start),
        why="not convened" if outcome == "not held" and hour is None else "",
    )


def _until(until: datetime | None, end: Deadline | None) -> Deadline | None:
    if until is None:
        return None
    return Deadline(until, end.rule, end.zone) if end else Deadline(until, "a day after its hour")


def _convened(s: Sitting, step: Step, start: Filed, end: Deadline | None) -> datetime | None:
    """The hour that the convener gave in time; a later notice moves it."""
    hour = None
    notices = [*((start,) if start[2].type == "convene" else ()), *s.on(start, "convene")]
    for at, id_, act in notices:
        given = moment(act.args.get("hour"))
        if at is None or act.member not in _conveners(s, step, start):
            s.note(id_, "refused", f"{act.member} does not convene {step.id}")
        elif end and at > end.instant:
            s.late(id_, at, end.instant, "the meeting was due before")
        elif given and (why := _wrong_hour(step, at, given, end)):
            s.note(id_, "refused", why)
        else:
            s.note(id_, "counts")
            hour = given or hour
    return hour


def _conveners(s: Sitting, step: Step, start: Filed) -> frozenset[str]:
    return s.holders(step.convener) if step.convener else s.anyone(step.holders) | {start[2].member}


def _wrong_hour(step: Step, notice: datetime, hour: datetime, end: Deadline | None) -> str | None:
    soonest = (
        later(notice, step.clock.not_before) if step.clock and step.clock.not_before else notice
    )
    if hour < soonest:
        return f"{shown(hour)} is too soon: {shown(soonest)} at the earliest"
    if end and hour > end.instant:
        return f"{shown(hour)} is too late: {shown(end.instant)} at the latest"
    return None


def _recorded(s: Sitting, step: Step, start: Filed, until: datetime | None) -> datetime | None:
    may = _conveners(s, step, start) | {start[2].member}
    held = None
    for at, id_, act in s.on(start, "minutes"):
        if at is None or act.member not in may:
            s.note(
                id_,
                "refused",
                f"{act.member} does not keep the record of {step.id}; {', '.join(sorted(may))} does",
            )
        elif until and at > until:
            s.late(id_, at, until, "the meeting counts as not held")
        else:
            s.note(id_, "counts")
            held = held or at
    return held


def do(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """Tasks: each done in time, or late. Where no assignment has to state the day, the item itself is the task."""
    starts = s.starts(step, opened)
    if not starts and not (step.clock and step.clock.stated):
        return _single(s, step, opened, ("done", "report"), ("done", "late"))
    return [m for start in starts if (m := _task(s, step, start))]


def _task(s: Sitting, step: Step, start: Filed) -> Matter | None:
    at, id_, act = start
    end = s.deadline(step, step.clock, s.begins(step.clock, at), act)
    if isinstance(end, str):
        s.note(id_, "refused", end)
        return None
    end = s.extended(step, start, end) if end else None
    to = _assigned(s, step, start)
    done = None
    for hour, report, told in s.on(start, "done"):
        if hour is None or told.member not in to:
            s.note(report, "refused", f"the task {name_of_matter(start)} is for {', '.join(to)}")
        elif end and hour > end.instant:
            s.late(report, hour, end.instant, "the task is done, and was late")
        else:
            s.note(report, "counts")
            done = done or hour
    outcome = "done" if done else "late" if end and s.over(end.instant) else None
    return Matter(
        id=id_,
        item=step.id,
        name=name_of_matter(start),
        by=act.member,
        to=to,
        started=at,
        deadline=end,
        outcome=outcome,
        closed=done or (end.instant if outcome and end else None),
        acked=_acks(s, start),
    )


def _assigned(s: Sitting, step: Step, start: Filed) -> tuple[str, ...]:
    allowed = s.holders(step.among)
    asked = start[2].args.get("to")
    chosen = allowed & frozenset(map(str, asked)) if isinstance(asked, list) else allowed
    return tuple(sorted(chosen))


def notify(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """A notification: sent in time or overdue, and by whom it was acknowledged."""
    return _single(s, step, opened, ("notify",), ("notified", "overdue"))


def propose(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """A proposal: made, or lapsed where its clock ends first."""
    return _single(s, step, opened, ("propose",), ("proposed", "lapsed"))


def _single(
    s: Sitting, step: Step, opened: datetime, verbs: tuple[str, ...], outcomes: tuple[str, str]
) -> list[Matter]:
    """An item that one act of its holder ends; `repeat` lets every such act stand for itself."""
    begins = s.begins(step.clock, opened)
    end = (
        s.deadline(step, step.clock, begins, None) if step.clock and not step.clock.stated else None
    )
    end = None if isinstance(end, str) else end
    may = s.anyone(step.holders)
    made: list[Filed] = []
    for filed in s.acts(step.id, *verbs):
        at, id_, act = filed
        if at is None or act.on != step.id:
            continue
        if act.member not in may:
            s.note(
                id_,
                "refused",
                f"{act.member} may not {act.type} {step.id}; that is for {', '.join(sorted(may))}",
            )
        elif at < opened:
            s.note(id_, "refused", f"{step.id} was not open yet; it opened at {shown(opened)}")
        elif end and at > end.instant:
            s.late(id_, at, end.instant, f"{step.id} stays {outcomes[1]}")
        else:
            s.note(id_, "counts")
            made.append(filed)
    if not made:
        over = end is not None and s.over(end.instant)
        return [
            Matter(
                id=step.id,
                item=step.id,
                name=step.id,
                to=tuple(sorted(may)),
                started=begins,
                deadline=end,
                outcome=outcomes[1] if over else None,
                closed=end.instant if over and end else None,
            )
        ]
    return [
        _made(s, step, filed, end, outcomes[0]) for filed in (made if step.repeat else made[:1])
    ]


def _made(s: Sitting, step: Step, filed: Filed, end: Deadline | None, outcome: str) -> Matter:
    at, id_, act = filed
    return Matter(
        id=id_,
        item=step.id,
        name=name_of_matter(filed),
        by=act.member,
        text=act.body_hash,
        started=at,
        deadline=end,
        outcome=outcome,
        closed=at,
        told=s.view.told(id_),
        acked=_acks(s, filed),
    )
