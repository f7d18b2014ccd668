"""Where each member stands on a text when its clock is read: positions in time, two histories, clocks of those cut off."""

from datetime import datetime
from typing import NamedTuple

from tocsin.council.deadlines import Deadline, later, length
from tocsin.council.history import latest
from tocsin.council.procedure import Clock, Rule, Step, Toll
from tocsin.council.rules import NOBODY, Members, Tally, breakers
from tocsin.council.sitting import Sitting
from tocsin.council.view import Filed

BREAKING = frozenset({"object", "amend", "no"})
SILENT = "silent"  # what a member says on a branch of its history that has no position


class Draft(NamedTuple):
    """A text as it lies before the members: its last hash, since when, its rule and its clock."""

    start: Filed
    text: str | None
    since: datetime
    rule: Rule
    clock: Clock | None
    end: Deadline | None


class Stands(NamedTuple):
    """Where each member stands on a draft, who is heard from, and whose clock runs on until when."""

    positions: dict[str, tuple[str, ...]]
    tally: Tally
    clocks: dict[str, datetime]
    unheard: Members
    broken: datetime | None


def standing(s: Sitting, step: Step, draft: Draft, end: datetime | None) -> Stands:
    """Where the members stand if the clock is read at `end` (None: it has not ended, everything counts)."""
    eligible = s.holders(step.among) - s.excluded(step)
    ignored = s.holders(draft.rule.ignore) if draft.rule.ignore else NOBODY
    acts = _by_member(s, draft, eligible)
    hours = {m: s.view.contacts(m) for m in eligible} if draft.rule.toll and end else {}
    clocks = {
        m: _clock(s, draft, end, hours[m]) for m in hours if end and not _spoke(acts.get(m), end)
    }
    positions = {m: _positions(s, draft, acts.get(m, ()), clocks.get(m) or end) for m in eligible}
    tally = _tally(s, draft, positions, acts, clocks, end)._replace(
        eligible=eligible,
        ignored=ignored,
        vetoers=s.holders(draft.rule.veto) if draft.rule.veto else NOBODY,
        matter=_matter(draft),
    )
    lost = frozenset(
        m for m, until in clocks.items() if end and until > end and not _heard(hours[m], end, until)
    )
    tally = tally._replace(cut_off=lost)
    unheard = (
        frozenset(m for m in clocks if end and not any(h >= end for h in hours[m])) - lost - ignored
    )
    ended = frozenset(m for m in lost if s.over(clocks[m]))
    return Stands(positions, tally, clocks, unheard - ended, _broken(draft, tally, acts))


def _broken(draft: Draft, tally: Tally, acts: dict[str, list[Filed]]) -> datetime | None:
    """When the silence was broken: with the first break that the rule does not pass over. No later act mends it."""
    if draft.rule.kind != "silence":
        return None
    against = breakers(draft.rule, tally)
    first = [min(at for at, _, act in acts[m] if at and _breaks(draft, act.type)) for m in against]
    return sorted(first)[draft.rule.tolerate] if len(first) > draft.rule.tolerate else None


def _matter(draft: Draft) -> str | None:
    matter = draft.start[2].args.get("matter")
    return matter if isinstance(matter, str) else None


def _by_member(s: Sitting, draft: Draft, eligible: Members) -> dict[str, list[Filed]]:
    """What each eligible member said on the draft as it now is; positions on an older text have lapsed."""
    found: dict[str, list[Filed]] = {}
    for filed in s.on(
        draft.start, "yes", "no", "abstain", "object", "lift", "amend", "ack", "stay-out"
    ):
        at, id_, act = filed
        named = act.args.get("text")
        if act.member not in eligible:
            s.note(id_, "refused", f"{act.member} takes no part in this decision")
        elif act.type == "amend" and at and at < draft.since:
            s.note(id_, "counts", "it led to the text that is before the members now")
        elif named not in (None, draft.text) or (named is None and at and at < draft.since):
            s.note(
                id_,
                "refused",
                "position on superseded text: it names another text than the one before the members",
            )
        else:
            found.setdefault(act.member, []).append(filed)
    return found


def _spoke(acts: list[Filed] | None, end: datetime) -> bool:
    """Whether a member took a position or stayed out in time: then nothing hangs on its silence."""
    return any(at and at <= end and act.type not in ("ack", "lift") for at, _, act in acts or ())


def _clock(s: Sitting, draft: Draft, end: datetime | None, hours: list[datetime]) -> datetime:
    """When a silent member's clock ends: with everybody's, unless nothing was received of it around the deadline.

    The silence around the deadline is measured from its last sign of life before to its first after it (or to now).
    A member silent for the toll's whole window had no means to object; it has until its first contact and the grace
    after it, and not beyond the cap.
    """
    toll, end = draft.rule.toll, end or draft.since
    if toll is None or not s.over(end):
        return end
    before = max((h for h in hours if h <= end), default=draft.since)
    after = min((h for h in hours if h >= end), default=None)
    known = after or s.now
    if known is None or max(known, end) - before < length(toll.window):
        return end
    return _tolled(toll, end, after)


def _tolled(toll: Toll, end: datetime, contact: datetime | None) -> datetime:
    cap = later(end, toll.cap)
    return min(later(contact, toll.grace), cap) if contact and contact <= cap else cap


def _heard(hours: list[datetime], end: datetime, until: datetime) -> bool:
    return any(end <= h <= until for h in hours)


def _breaks(draft: Draft, type_: str) -> bool:
    return type_ in draft.rule.breaks or (type_ == "no" and "object" in draft.rule.breaks)


def _positions(
    s: Sitting, draft: Draft, acts: list[Filed] | tuple[()], end: datetime | None
) -> tuple[str, ...]:
    """A member's last position in time; one for each branch, if it signed two histories. Under silence a break stays."""
    timely, broke = [], set()
    for at, id_, act in acts:
        if at is None or act.type == "stay-out":
            continue
        if end and at > end:
            if act.type != "ack":
                s.late(id_, at, end, "does not block" if act.type in BREAKING else "does not count")
            continue
        s.note(id_, "counts")
        if _breaks(draft, act.type):
            broke.add(act.type)
        if act.type not in ("ack", "amend"):
            timely.append(id_)
    if broke and draft.rule.kind == "silence":
        return tuple(sorted(broke))
    return _last(s, timely, end)


def _last(s: Sitting, timely: list[str], end: datetime | None) -> tuple[str, ...]:
    """The types of the last of these acts of a member, on each branch of its history as far as that was received in time.

    A later merge is no part of it: it heals what follows, not what was to be read at the deadline.
    """
    acts = s.view.acts
    if not timely or acts[timely[0]].member not in s.view.forked:
        return tuple(acts[i].type for i in latest(acts, timely, forked=False))
    found: set[str] = set()
    for branch in s.view.branches(acts[timely[0]].member, end):
        last = latest(acts, [i for i in timely if i in branch], forked=True)
        found |= {acts[i].type for i in last} or {SILENT}
    return tuple(sorted(found))


def _tally(
    s: Sitting,
    draft: Draft,
    positions: dict[str, tuple[str, ...]],
    acts: dict[str, list[Filed]],
    clocks: dict[str, datetime],
    end: datetime | None,
) -> Tally:
    def who(position: str) -> Members:
        return frozenset(m for m, p in positions.items() if position in p)

    def did(type_: str) -> Members:
        return frozenset(m for m in acts if _did(s, acts[m], type_, clocks.get(m) or end))

    torn = frozenset(m for m, p in positions.items() if len(p) > 1)
    voted = who("yes") | who("no") | who("abstain")
    return Tally(
        eligible=NOBODY,
        yes=who("yes") - torn,
        no=who("no"),
        abstain=who("abstain") - torn,
        object=who("object"),
        amend=who("amend"),
        void=torn & voted,
        acked=did("ack") | (voted - torn) | {draft.start[2].member},
        away=did("stay-out"),
    )


def _did(s: Sitting, acts: list[Filed], type_: str, end: datetime | None) -> bool:
    """Whether a member did that in time; one with two histories, on each of them."""
    ids = {i for at, i, act in acts if act.type == type_ and at and (end is None or at <= end)}
    member = acts[0][2].member
    if not ids or member not in s.view.forked:
        return bool(ids)
    return all(ids & branch for branch in s.view.branches(member, end))
