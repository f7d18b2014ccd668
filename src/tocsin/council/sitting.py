"""A case as it is being folded: the view, the roles as the opening filled them, what earlier items came to."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from tocsin.council.deadlines import Deadline, later, length, moment, possible, shown, span
from tocsin.council.history import past
from tocsin.council.procedure import STARTS, Clock, Procedure, Step
from tocsin.council.standing import Matter, Note, Weighs
from tocsin.council.view import Filed, Forum, View
from tocsin.records import Act, Case

# What the sitting of an act's causal past came to: its matters by id, and the hour that was past by then.
Past = tuple[dict[str, Matter], datetime | None]
Recompute = Callable[[str], Past]
NOWHERE: frozenset[str] = frozenset()


class Sitting:
    """What the evaluation of an item may ask. `ended` holds what ran under each item that was folded before."""

    def __init__(
        self,
        forum: Forum,
        procedure: Procedure,
        view: View,
        opening: tuple[str, Act, Case],
        now: datetime | None,
        recompute: Recompute,
    ) -> None:
        self.forum, self.procedure, self.view, self.now = forum, procedure, view, now
        self.recompute = recompute
        self.open_id, self.opener, self.case = opening[0], opening[1].member, opening[2]
        self.opening = opening[1]
        self.opened = view.effective(self.open_id)
        self.ended: dict[str, list[Matter]] = {}
        self.notes: dict[str, Note] = {}
        self.taken: dict[str, str] = {}  # roles that any member may take, by whom they were taken

    def over(self, instant: datetime | None) -> bool:
        """Whether that instant has come."""
        return instant is not None and self.now is not None and self.now >= instant

    def past_of(self, id_: str) -> set[str]:
        """The ids of all that the signer of an act had seen."""
        return past(self.view.acts, id_)

    def on_every_branch(self, id_: str, act: Act) -> bool:
        """Whether an act stands in every history that its member signed; in the only one, for all but a few."""
        if act.member not in self.view.forked:
            return True
        return all(id_ in branch for branch in self.view.branches(act.member, None))

    def note(self, id_: str, weighs: Weighs, why: str = "") -> None:
        """Keep what became of an act; a refusal is not overwritten."""
        act = self.view.acts[id_]
        if id_ not in self.notes or self.notes[id_].weighs == "counts":
            self.notes[id_] = Note(id_, act.member, act.type, weighs, why)

    def holders(self, role: str) -> frozenset[str]:
        """Who holds a role of the procedure in this case."""
        named = frozenset(member for r, member in self.case.parties if r == role)
        if named:
            return named
        if taken := self.taken.get(role):
            return frozenset((taken,))
        spec = self.procedure.roles.get(role, role)
        if spec in ("members", "any member", "all"):
            return self.forum.members
        if spec == "opener":
            return frozenset((self.opener,))
        return frozenset(self.forum.roles.get(spec.removeprefix("charter."), ()))

    def take(self, step: Step, matters: Iterable[Matter]) -> None:
        """A role that is open to any member belongs, from then on, to the one who first acted in it."""
        for role in step.holders:
            by = next((m.by for m in matters if m.by), None)
            if by and self.procedure.roles.get(role) == "any member":
                self.taken.setdefault(role, by)

    def anyone(self, roles: Iterable[str]) -> frozenset[str]:
        """Who holds any of the roles."""
        return NOWHERE.union(*map(self.holders, roles))

    def excluded(self, step: Step) -> frozenset[str]:
        """Members who take no part in a decision: suspended, or of the role that the rule excludes."""
        excluded = self.holders(step.rule.exclude) if step.rule and step.rule.exclude else NOWHERE
        return excluded.union(self.forum.charter.suspended)

    def acts(self, item: str, *types: str) -> Iterator[Filed]:
        """The acts on an item that were received, in the order in which they were; without `types`, all."""
        for filed in self.view.on.get(item, ()):
            if filed[0] is not None and (not types or filed[2].type in types):
                yield filed

    def on(self, matter: Filed, *types: str) -> Iterator[Filed]:
        """The received acts that are about one running of an item, directly or through an act that they answer."""
        for filed in self.view.about.get(matter[1], ()):
            if filed[0] is not None and (not types or filed[2].type in types):
                yield filed

    def starts(self, step: Step, opened: datetime) -> list[Filed]:
        """The acts that start `step`, by those who may, not before it is open; the others are refused with the reason."""
        found: list[Filed] = []
        last = None
        for filed in self.acts(step.id, *STARTS[step.kind]):
            at, id_, act = filed
            if act.on != step.id or at is None:
                continue
            if why := self._barred(step, act, at, opened):
                self.note(id_, "refused", why)
            elif found and not self._again(step):
                self.note(
                    id_,
                    "refused",
                    f"{step.id} was started already by {last} at {shown(found[0][0] or at)}",
                )
            else:
                self.note(id_, "counts")
                found.append(filed)
                last = act.member
        return found

    def _again(self, step: Step) -> bool:
        return step.repeat or (step.kind == "decide" and not step.exclusive)

    def _barred(self, step: Step, act: Act, at: datetime, opened: datetime) -> str | None:
        may = self.anyone(step.holders)
        if step.kind == "meet" and act.type == "convene":
            may |= self.holders(step.convener) if step.convener else NOWHERE
        if act.member not in may:
            return f"{act.member} may not {act.type} {step.id}; that is for {', '.join(sorted(may)) or 'nobody here'}"
        if at < opened:
            return f"{step.id} was not open yet; it opened at {shown(opened)}"
        return None

    def deadline(
        self, step: Step, clock: Clock | None, start: datetime | None, act: Act | None
    ) -> Deadline | str | None:
        """When a running of `step` ends; None where nothing ends it but an act; a text says why the act cannot start it.

        start  when its clock started; act  the act that started it, which may carry the instant
        """
        if clock is None or not clock.ends:
            return None
        stated = self._stated(step, act)
        if clock.stated:
            return self._as_stated(clock, start, stated)
        if clock.working_days is not None:
            return self._worked_out(clock, start, stated)
        if clock.before and clock.elapsed is None:
            hour = self._hour(clock.start)
            return (
                Deadline(later_back(hour, clock.before), f"{clock.before} before {clock.start}")
                if hour
                else None
            )
        if clock.elapsed and start:
            return Deadline(later(start, clock.elapsed), f"{clock.elapsed} from {clock.start}")
        return None

    def _stated(self, step: Step, act: Act | None) -> datetime | None:
        if act is not None and (step.clock is None or step.clock.start != "opening"):
            return moment(act.args.get("until"))
        untils = self.opening.args.get("until")
        return moment(untils.get(step.id)) if isinstance(untils, dict) else None

    def _as_stated(
        self, clock: Clock, start: datetime | None, stated: datetime | None
    ) -> Deadline | str:
        if stated is None:
            return "it states no instant; say until when"
        if start and clock.min and stated < (soonest := later(start, clock.min)):
            return f"it gives until {shown(stated)}; at least {clock.min} are due, {shown(soonest)} at the earliest"
        return Deadline(stated, "as stated")

    def _worked_out(
        self, clock: Clock, start: datetime | None, stated: datetime | None
    ) -> Deadline | str:
        calendar = next((c for c in self.forum.charter.calendars if c.name == clock.calendar), None)
        rule = f"{clock.working_days} working days from {clock.start}"
        if calendar is None:
            return f"the charter has no calendar {clock.calendar}"
        if stated is None or start is None:
            return f"it must carry the instant at which {rule} end"
        if not possible(clock, calendar, start, stated):
            return f"{shown(stated)} is in no zone the end of {rule}"
        return Deadline(stated, rule, calendar.zone)

    def _hour(self, item: str) -> datetime | None:
        return next((m.hour for m in self.ended.get(item, ()) if m.hour), None)

    def begins(self, clock: Clock | None, started: datetime | None) -> datetime | None:
        """When a clock starts: with the opening, the end of an item, or the act that started the step."""
        if clock is None or clock.start in ("transmission", "request", "receipt"):
            return started
        if clock.start == "opening":
            return self.opened
        return min((m.closed for m in self.ended.get(clock.start, ()) if m.closed), default=None)

    def extended(self, step: Step, start: Filed, deadline: Deadline) -> Deadline:
        """The deadline after extensions that were in time, by whom the clock names, within its cap."""
        extend = step.clock.extend if step.clock else None
        found = deadline
        for at, id_, act in self.on(start, "extend"):
            until = moment(act.args.get("until"))
            if extend is None or act.member not in self.holders(extend.by):
                self.note(id_, "refused", f"{act.member} may not extend {step.id}")
            elif at is None or at > found.instant:
                self.note(id_, "late", f"{step.id} had ended at {shown(found.instant)}")
            elif until is None or not found.instant < until <= later(deadline.instant, extend.cap):
                self.note(
                    id_,
                    "refused",
                    f"{step.id} may be extended by {extend.cap} in all, and not be shortened",
                )
            else:
                self.note(id_, "counts")
                found = Deadline(until, f"{deadline.rule}, extended", deadline.zone)
        return found

    def late(self, id_: str, at: datetime, end: datetime, so: str) -> None:
        """Keep that an act came after the deadline, by how much, and what follows from that."""
        self.note(id_, "late", f"late by {span(at - end)}, recorded, {so}")


def later_back(instant: datetime, duration: str) -> datetime:
    """The instant a fixed duration before another."""
    return instant - length(duration)
