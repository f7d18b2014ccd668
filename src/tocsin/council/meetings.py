"""What becomes of a meeting: convened in time for an hour, put on record as held, or not."""

from datetime import datetime

from tocsin.council.deadlines import Deadline, later, moment, shown
from tocsin.council.procedure import Step
from tocsin.council.requests import acks, name_of_matter
from tocsin.council.sayings import PROCEEDINGS, said
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Matter
from tocsin.council.view import Filed

RECORD = "PT24H"  # how long after its hour a meeting may still be put on record as held


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
        acked=acks(s, start),
        sayings=said(s, start, PROCEEDINGS),
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
