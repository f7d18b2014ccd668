"""What becomes of a text before the members: positions, clocks of their own for those cut off, the rule, the outcome."""

from datetime import datetime

from tocsin.council.positions import Draft, standing
from tocsin.council.procedure import Clock, Rule, Step
from tocsin.council.requests import name_of_matter
from tocsin.council.rules import Verdict, decided
from tocsin.council.sayings import statements
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Matter
from tocsin.council.view import Filed


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
    sayings = statements(s, draft.start)
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
