"""What the members agreed to do, and how far it is: read from the tasks that follow their decisions."""

from typing import cast, get_args

from tocsin.council.deadlines import stamp
from tocsin.council.procedure import Procedure
from tocsin.council.standing import CaseState, Matter
from tocsin.records import Response, ResponseForm, ResponseState


def responses(state: CaseState, procedure: Procedure) -> tuple[Response, ...]:
    """The tasks of a case as responses: agreed by which decision, by whom, until when, how far, with evidence of doing.

    A task says its form in the argument `form` of the act that assigns it; one that says none is a measure.
    """
    items = (item for item in state.items.values() if item.kind == "do")
    return tuple(_response(state, procedure, m) for i in items for m in i.matters if m.id != i.id)


def _response(state: CaseState, procedure: Procedure, m: Matter) -> Response:
    filed = (s.body_hash for said in m.sayings.values() for s in said)
    return Response(
        case=state.case or "",
        item=m.name,
        form=cast(ResponseForm, m.form) if m.form in get_args(ResponseForm) else "measure",
        by=m.to,
        due=stamp(m.deadline.instant) if m.deadline else None,
        state=_how_far(m),
        agreed_by=_decision(state, procedure, m),
        evidence=tuple(dict.fromkeys(h for h in filed if h)),
    )


def _how_far(m: Matter) -> ResponseState:
    match m.outcome:
        case "done":
            return "done"
        case "late":
            return "done late" if "done" in m.sayings else "lapsed"
        case _:
            return "under way" if m.acked or "report" in m.sayings else "agreed"


def _decision(state: CaseState, procedure: Procedure, m: Matter) -> str | None:
    """The text whose adoption opened the item of the task."""
    step = procedure.step(m.item)
    texts = (t for id_ in (step.after if step else ()) for t in state.items[id_].matters)
    return next((t.id for t in texts if t.outcome == "adopted"), None)
