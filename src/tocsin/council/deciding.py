"""What becomes of a text before the members: positions, clocks of their own for those cut off, the rule, the outcome."""

from datetime import datetime
from typing import NamedTuple

from tocsin.council.deadlines import Deadline, later, length
from tocsin.council.history import latest
from tocsin.council.procedure import SAYINGS, Clock, Rule, Step, Toll
from tocsin.council.rules import NOBODY, Members, Tally, Verdict, breakers, decided
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Matter, Said
from tocsin.council.steps import name_of_matter
from tocsin.council.view import Filed

BREAKING = frozenset({"object", "amend", "no"})


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


def decide(s: Sitting, step: Step, opened: datetime) -> list[Matter]:
    """The texts that were proposed, with the outcome each would have and has."""
    found = []
    for start in s.starts(step, opened):
        draft = drafted(s, step, start)
        if isinstance(draft, str):
            s.note(start[1], "refused", draft)
        else:
            found.append(_read(s, step, draft))
    return found


def drafted(s: Sitting, step: Step, start: Filed) -> Draft | str:
    """The text as it lies before the members now: the last amendment that its proposer accepted in time, on a new clock."""
    rule, clock = _asked(step, start)
    draft = _placed(s, step, start, start, rule, clock)
    if isinstance(draft, str):
        return draft
    for at, id_, act in s.on(start, "accept-amendment"):
        amended = s.view.acts.get(str(act.on))
        if act.member != start[2].member or amended is None or amended.type != "amend":
            s.note(
                id_,
                "refused",
                f"only {start[2].member}, who proposed the text, accepts an amendment of it",
            )
        elif at and draft.end and at > draft.end.instant:
            s.late(id_, at, draft.end.instant, "the text stays as it was")
        else:
            s.note(id_, "counts")
            newer = _placed(s, step, (at, id_, act), start, rule, clock)
            draft = newer if isinstance(newer, Draft) else draft._replace(since=at or draft.since)
            draft = draft._replace(text=amended.body_hash)
    if draft.end:
        draft = draft._replace(end=s.extended(step, start, draft.end))
    return draft


def _asked(step: Step, start: Filed) -> tuple[Rule, Clock | None]:
    """The rule and clock that the proposal chose, where the step leaves the choice between a meeting and silence."""
    rule = step.rule or Rule(kind="consensus")
    mode = start[2].args.get("mode", step.mode[0])
    if mode != "silence" or step.silence is None:
        return rule, step.clock
    quiet = step.silence
    silence = Rule(
        kind="silence",
        ignore=rule.ignore,
        exclude=rule.exclude,
        breaks=quiet.breaks,
        requires_ack=quiet.requires_ack,
        toll=quiet.toll,
    )
    return silence, step.clock or Clock(stated=True, min=quiet.min)


def _placed(
    s: Sitting, step: Step, placing: Filed, start: Filed, rule: Rule, clock: Clock | None
) -> Draft | str:
    at, _, act = placing
    if at is None:
        return "nobody has received it"
    end = s.deadline(step, clock, s.begins(clock, at), act)
    if isinstance(end, str):
        return end
    return Draft(start, act.body_hash, at, rule, clock, end)


def _read(s: Sitting, step: Step, draft: Draft) -> Matter:
    """A draft's matter: provisional until it is sealed."""
    declared = _declared(s, step, draft)
    end = draft.end.instant if draft.end else declared
    stands = standing(s, step, draft, end)
    verdict = decided(draft.rule, stands.tally, s.forum.weights)
    closes = max([end, *stands.clocks.values()]) if end else None
    closed = stands.broken or (closes if s.over(closes) or (declared and not draft.end) else None)
    if withdrawn := _withdrawn(s, draft, closed):
        verdict, closed = Verdict("lapsed", f"withdrawn by {draft.start[2].member}"), withdrawn
    at, id_, act = draft.start
    sayings = said(s, draft.start)
    spoke = {m for m, p in stands.positions.items() if p} | {
        one.member for kind in sayings.values() for one in kind
    }
    return Matter(
        id=id_,
        item=step.id,
        name=name_of_matter(draft.start),
        by=act.member,
        to=tuple(sorted(stands.tally.eligible)),
        text=draft.text,
        started=at,
        deadline=draft.end,
        outcome=verdict.outcome if closed else None,
        leading=verdict.outcome,
        closed=closed,
        why=verdict.why,
        positions={m: " | ".join(p) for m, p in sorted(stands.positions.items()) if p},
        acked=tuple(sorted(stands.tally.acked)),
        told=s.view.told(id_),
        sayings=sayings,
        silent=tuple(sorted(stands.tally.eligible - spoke - {act.member})),
        cut_off={m: t for m, t in sorted(stands.clocks.items()) if end and t > end},
        unheard=tuple(sorted(stands.unheard)),
    )


def _withdrawn(s: Sitting, draft: Draft, closed: datetime | None) -> datetime | None:
    for at, id_, act in s.on(draft.start, "withdraw"):
        if act.member != draft.start[2].member:
            s.note(
                id_, "refused", f"only {draft.start[2].member}, who proposed the text, withdraws it"
            )
        elif at and closed and at >= closed:
            s.late(id_, at, closed, "the outcome stands")
        else:
            s.note(id_, "counts")
            return at
    return None


def _declared(s: Sitting, step: Step, draft: Draft) -> datetime | None:
    """When the chair first declared the outcome of a text that no clock ends; a declaration that does not follow ends nothing."""
    if draft.end:
        return None
    for at, id_, act in s.on(draft.start, "declare"):
        seen = s.recompute(id_)[0].get(draft.start[1])
        if (
            act.member in s.holders(step.seal.by)
            and seen
            and seen.leading == act.args.get("outcome")
        ):
            return at
    return None


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
    if toll is None:
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
    forked = any(act.member in s.view.forked for _, _, act in acts)
    return tuple(sorted({s.view.acts[i].type for i in latest(s.view.acts, timely, forked=forked)}))


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
        return frozenset(
            m
            for m, filed in acts.items()
            for at, _, act in filed
            if act.type == type_ and at and (end is None or at <= (clocks.get(m) or end))
        )

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
        acked=did("ack") | voted | {draft.start[2].member},
        away=did("stay-out"),
    )


def said(s: Sitting, start: Filed) -> dict[str, tuple[Said, ...]]:
    """The six acts on a text, each kind for itself, whenever they came; a recalled one is not among them."""
    found: dict[str, tuple[Said, ...]] = {}
    recalled = {act.args.get("act") for _, _, act in s.on(start, "recall")}
    for kind in SAYINGS:
        acts = tuple(
            Said(act.member, id_, at) for at, id_, act in s.on(start, kind) if id_ not in recalled
        )
        if acts:
            found[kind] = acts
        for one in acts:
            if kind not in ("abstain", "stay-out"):
                s.note(one.act, "counts", "on record; it does not block")
    return found
