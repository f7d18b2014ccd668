"""Where a case stands: a pure function of the charter, the procedure, the acts and the hour that is asked for.

How it goes: the opening pins charter, procedure and parties; acts that do not fit in are refused (`admitting`), acts whose history
is not here yet wait; the rest is indexed once (`View`); each item is read in the order in which items open one another
(`requests`, `deciding`, `meetings`, `tasks`); declarations and seals are checked against their own causal past by the same reading (`closing`).
No timer runs. A deadline passes because somebody asks for a later hour. Only headers are read: a body that is
missing, redacted or recalled changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from tocsin.council.admitting import Opening, fitting, note_on, opening_of
from tocsin.council.closing import closed
from tocsin.council.deciding import decide
from tocsin.council.history import past, whole
from tocsin.council.meetings import meet
from tocsin.council.procedure import OUTCOMES, Procedure, Step
from tocsin.council.requests import ask, support
from tocsin.council.rights import rights
from tocsin.council.signing import act_id
from tocsin.council.sitting import Past, Recompute, Sitting
from tocsin.council.standing import CaseState, ItemState, Matter, Note, Stage
from tocsin.council.tasks import do, notify, propose
from tocsin.council.view import Forum, View
from tocsin.records import Act, Charter

Evaluate = Callable[[Sitting, Step, datetime], list[Matter]]
KINDS: Mapping[str, Evaluate] = {
    "ask": ask,
    "support": support,
    "decide": decide,
    "meet": meet,
    "do": do,
    "notify": notify,
    "propose": propose,
}
# Acts that are about the history itself or about what was written, on no item or on any.
APART = frozenset(
    {"open", "receipt", "beat", "merge", "key-add", "key-revoke", "cosign", "recall", "invite", "agenda", "speak", "readout"}
)  # fmt: skip


def state(
    charter: Charter,
    procedure: Procedure,
    acts: Iterable[Act],
    now: datetime,
    *,
    case: str | None = None,
) -> CaseState:
    """Where a case stands at `now`. The order of `acts`, and having some twice, make no difference.

    Acts that the procedure does not allow, or that came late, move nothing; they are listed with the reason.

    acts  acts whose signatures were checked, as `check` gives them
    case  which case; where all acts are of one case it need not be said
    """
    forum, filed = Forum(charter), {act_id(a): a for a in acts}
    refused: list[Note] = []
    opening = opening_of(forum, procedure, filed, case, refused)
    if opening is None:
        return CaseState(
            case=case, about=None, now=now, refused=tuple(sorted(refused, key=_by_act))
        )
    kept, misplaced = fitting(forum, filed, opening, refused)
    there, waits = whole(kept)
    waiting = [
        note_on(
            there_id, filed[there_id], "waiting", f"waits for history: {parent[:16]} is not here"
        )
        for there_id, parent in waits.items()
    ]
    recompute = _recomputing(forum, procedure, there, misplaced, opening)
    sitting = Sitting(
        forum, procedure, View(forum, procedure, there, misplaced), opening, now, recompute
    )
    if sitting.opened is None:
        waiting.append(
            note_on(opening[0], opening[1], "waiting", "nobody else has received the opening yet")
        )
        return CaseState(
            case=opening[1].case,
            about=opening[2],
            now=now,
            waiting=tuple(waiting),
            refused=tuple(refused),
        )
    items = _run(sitting)
    return _told(sitting, items, refused, waiting)


def _recomputing(
    forum: Forum,
    procedure: Procedure,
    acts: dict[str, Act],
    misplaced: dict[str, str],
    opening: Opening,
) -> Recompute:
    """A function from an act to what its own past comes to; each past is read once."""
    known: dict[str, Past] = {}

    def recompute(id_: str) -> Past:
        if id_ not in known:
            ids = past(acts, id_)
            if opening[0] not in ids:
                known[id_] = ({}, None)
                return known[id_]
            view = View(forum, procedure, {i: acts[i] for i in ids}, misplaced)
            hour = view.clock(but=acts[id_].member)
            items = _run(Sitting(forum, procedure, view, opening, hour, recompute))
            known[id_] = ({m.id: m for i in items.values() for m in i.matters}, hour)
        return known[id_]

    return recompute


def _run(s: Sitting) -> dict[str, ItemState]:
    items = {}
    for step in in_order(s.procedure):
        opened = _open_since(s, step)
        if opened is None:
            for _, id_, _ in s.acts(step.id):
                s.note(id_, "refused", _not_open(step))
        matters = KINDS[step.kind](s, step, opened) if opened else []
        matters = _still_open(s, step, [closed(s, step, m) for m in matters])
        s.ended[step.id] = matters
        s.take(step, matters)
        items[step.id] = _item(s, step, opened, matters)
    return items


def in_order(procedure: Procedure) -> list[Step]:
    """The steps so that each comes after those it waits for."""
    found: list[Step] = []
    left = list(procedure.steps)
    while left:
        done = {s.id for s in found}
        ready = [s for s in left if all(n in done or n == s.id for n in needs(procedure, s))]
        found += ready or left
        left = [s for s in left if s not in found]
    return found


def needs(procedure: Procedure, step: Step) -> set[str]:
    """The ids of the steps that `step` waits for or takes its clock from."""
    clock = {step.clock.start} if step.clock else set()
    return {*step.after, *(clock & {s.id for s in procedure.steps})}


def _open_since(s: Sitting, step: Step) -> datetime | None:
    """When an item opened: with the case, or when the last item that it waits for ended as it must. A decision must be sealed."""
    hours = [s.opened]
    for id_, outcomes in step.after.items():
        ends = [_end(s, id_, m) for m in s.ended.get(id_, ()) if m.outcome in outcomes]
        hours.append(min((e for e in ends if e), default=None))
    return None if any(h is None for h in hours) else max(h for h in hours if h)


def _end(s: Sitting, item: str, matter: Matter) -> datetime | None:
    step = s.procedure.step(item)
    return matter.sealed if step and step.kind == "decide" else matter.closed


def _not_open(step: Step) -> str:
    waits = " and ".join(f"{i} is {' or '.join(o)}" for i, o in step.after.items())
    return f"{step.id} is not open; it opens when {waits}"


def _still_open(s: Sitting, step: Step, matters: list[Matter]) -> list[Matter]:
    """Without the texts that were proposed after another was sealed, unless somebody who may has reopened the item."""
    sealed = [m for m in matters if m.sealed and m.outcome == "adopted"]
    if step.kind != "decide" or step.repeat or not sealed:
        return matters
    first = min(sealed, key=lambda m: (m.sealed, m.id))
    may = s.forum.members if first.contested else s.holders(step.seal.by)
    reopened = min(
        (at for at, _, a in s.acts(step.id, "reopen") if a.member in may and at), default=None
    )
    kept = []
    for m in matters:
        if m.id == first.id or m.final or _in_order(m.started, first.sealed, reopened):
            kept.append(m)
        else:
            why = f"{step.id} is sealed: {first.name} was {first.outcome}; reopen it first"
            s.note(m.id, "refused", why)
    return kept


def _in_order(started: datetime | None, sealed: datetime | None, reopened: datetime | None) -> bool:
    """Whether a text came before the seal of another, or after the item was reopened."""
    if started is None or sealed is None or started < sealed:
        return True
    return reopened is not None and sealed <= reopened <= started


def _item(s: Sitting, step: Step, opened: datetime | None, matters: list[Matter]) -> ItemState:
    outcome, final = _outcome(step, matters)
    running = [m.deadline.instant for m in matters if m.deadline]
    return ItemState(
        id=step.id,
        kind=step.kind,
        stage=_stage(step, opened, outcome, matters),
        since=opened,
        outcome=outcome,
        final=final,
        deadline=min(running, default=None),
        matters=tuple(matters),
        unchecked=step.unchecked,
    )


def _stage(
    step: Step, opened: datetime | None, outcome: str | None, matters: list[Matter]
) -> Stage:
    if opened is None:
        return "not open"
    if outcome:
        return "ended"
    return "running" if any(m.id != step.id or m.deadline for m in matters) else "open"


def _outcome(step: Step, matters: list[Matter]) -> tuple[str | None, bool]:
    """What an item came to: of several texts the one that was adopted, of several tasks the worst."""
    ended = [m for m in matters if m.outcome]
    adopted = [m for m in ended if m.outcome == "adopted"]
    if adopted:
        return "adopted", any(m.final for m in adopted)
    if not ended or len(ended) < len(matters):
        return None, False
    order = OUTCOMES[step.kind]
    worst = max(ended, key=lambda m: order.index(m.outcome) if m.outcome in order else -1)
    return worst.outcome, all(m.final for m in ended)


def _told(
    s: Sitting, items: dict[str, ItemState], refused: list[Note], waiting: list[Note]
) -> CaseState:
    for id_, act in s.view.acts.items():
        if id_ not in s.notes:
            _leave(s, id_, act)
    notes = [*s.notes.values(), *refused, *waiting]
    hosted = {a.member for a in s.view.acts.values() if a.held == "hosted"}
    return CaseState(
        case=s.opening.case,
        about=s.case,
        now=s.now or s.opening.at,
        opened=s.opened,
        exercise=s.case.exercise,
        items=items,
        late=_notes(notes, "late"),
        refused=_notes(notes, "refused"),
        waiting=_notes(notes, "waiting"),
        histories=dict(sorted(s.view.forked.items())),
        hosted=tuple(sorted(hosted)),
        rights=rights(s, items),
    )


def _leave(s: Sitting, id_: str, act: Act) -> None:
    """A note for an act that no item took up."""
    item, _ = s.view.place(act)
    if id_ in s.view.void:
        s.note(id_, "refused", s.view.void[id_])
    elif act.type in APART:
        pass
    elif act.on is not None and item is None:
        s.note(
            id_,
            "refused",
            f"there is no item {act.on}; there is {', '.join(i.id for i in s.procedure.steps)}",
        )
    elif s.view.effective(id_) is None:
        s.note(id_, "waiting", "waits for receipts")
    elif act.type not in s.procedure.always and act.type not in (
        "ack",
        "report",
        "reopen",
        "declare",
        "seal",
    ):
        step = s.procedure.step(item or "")
        s.note(
            id_,
            "refused",
            f"{act.type} does not move {f'{step.id}, a step of the kind {step.kind}' if step else 'a case'}",
        )


def _notes(notes: list[Note], weighs: str) -> tuple[Note, ...]:
    return tuple(sorted((n for n in notes if n.weighs == weighs), key=_by_act))


def _by_act(note: Note) -> str:
    return note.act
