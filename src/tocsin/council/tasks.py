"""What becomes of what one act does: tasks, notifications, proposals."""

from datetime import datetime

from tocsin.council.deadlines import Deadline, shown
from tocsin.council.procedure import Step
from tocsin.council.requests import acks, name_of_matter
from tocsin.council.sayings import REPORTS, said
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Matter
from tocsin.council.view import Filed
from tocsin.records import Act


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
        acked=acks(s, start),
        form=_form(act),
        sayings=said(s, start, REPORTS),
    )


def _form(act: Act) -> str | None:
    form = act.args.get("form")
    return form if isinstance(form, str) else None


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
        acked=acks(s, filed),
    )
