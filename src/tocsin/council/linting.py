"""What a procedure must fulfil: each item ends, no item is unreachable, every right has a holder, every clock can be read."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from tocsin.council.deadlines import length, parts
from tocsin.council.procedure import (
    ENDS,
    HOLDERS,
    OUTCOMES,
    SAYINGS,
    VERBS,
    Clock,
    Procedure,
    Rule,
    Step,
)

KNOWN_ROLES = ("members", "chair", "opener", "all")
STARTS_OF_CLOCKS = ("transmission", "request", "receipt", "opening")


class Finding(NamedTuple):
    """What is wrong: in which item (None: in the head of the file), at which key, and what would be right."""

    item: str | None
    key: str
    what: str


def findings(procedure: Procedure) -> list[Finding]:
    """All that is wrong with a procedure; empty if it is clean."""
    return [
        *_head(procedure),
        *(f for step in procedure.steps for f in _step(procedure, step)),
        *_unreachable(procedure),
    ]


def _head(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.steps:
        yield Finding(None, "title", "a procedure has at least one [[item]]")
    if not procedure.source:
        yield Finding(
            None, "source", "a source names the document and article, or says that there is none"
        )
    for role, spec in procedure.roles.items():
        if spec not in HOLDERS and not spec.startswith("charter."):
            yield Finding(
                None,
                role,
                f"nobody holds the role {role} = {spec!r}; write {', '.join(HOLDERS)} or charter.NAME",
            )
    ids = [s.id for s in procedure.steps]
    for id_ in sorted({i for i in ids if ids.count(i) > 1}):
        yield Finding(id_, "id", f"the item {id_} stands there twice")
    for verb in procedure.always:
        if verb not in VERBS:
            yield Finding(
                None, "always", f"unknown verb {verb!r}; known are {', '.join(SAYINGS)} and contest"
            )


def _step(procedure: Procedure, step: Step) -> Iterator[Finding]:
    yield from _roles(procedure, step)
    yield from _guards(procedure, step)
    yield from _ending(step)
    if step.clock:
        yield from _clock(procedure, step, step.clock)
    if step.rule:
        yield from _rule(procedure, step, step.rule)
    elif step.kind in ("decide", "support"):
        yield Finding(step.id, "rule", f"an item that members {step.kind} needs a rule")
    for outcome in step.outcomes:
        if outcome not in OUTCOMES[step.kind]:
            there = ", ".join(OUTCOMES[step.kind])
            yield Finding(
                step.id, "outcomes", f"{step.kind} cannot end as {outcome!r}; it ends as {there}"
            )


def _roles(procedure: Procedure, step: Step) -> Iterator[Finding]:
    named = {
        "by": step.holders,
        "to": (step.to,),
        "with": (step.with_,),
        "copy": (step.copy,),
        "among": (step.among,),
    }
    named |= {"convener": (step.convener,), "may_invite": (step.may_invite,)}
    for key, roles in named.items():
        for role in filter(None, roles):
            if role not in procedure.roles and role not in KNOWN_ROLES:
                yield Finding(
                    step.id,
                    key,
                    f"unknown role {role!r}; known are {', '.join((*procedure.roles, *KNOWN_ROLES))}",
                )
            elif key in ("by", "among", "convener") and procedure.roles.get(role) == "outside":
                yield Finding(step.id, key, f"{role} is outside the forum and cannot act in it")


def _guards(procedure: Procedure, step: Step) -> Iterator[Finding]:
    for id_, outcomes in step.after.items():
        other = procedure.step(id_)
        if other is None:
            yield Finding(
                step.id,
                "after",
                f"waits for {id_!r}, which is no item; there is {', '.join(s.id for s in procedure.steps)}",
            )
            continue
        for outcome in outcomes:
            if outcome not in (other.outcomes or OUTCOMES[other.kind]):
                there = ", ".join(other.outcomes or OUTCOMES[other.kind])
                yield Finding(
                    step.id, "after", f"{id_} never ends as {outcome!r}; it ends as {there}"
                )


def _ending(step: Step) -> Iterator[Finding]:
    """An item ends by its clock, or by an act that somebody may do; silence can only end by a clock."""
    quiet = (step.rule is not None and step.rule.kind == "silence") or "silence" in step.mode
    clocked = (step.clock is not None and step.clock.ends) or (step.silence is not None)
    if step.kind == "decide" and quiet and not clocked:
        yield Finding(
            step.id,
            "rule",
            "silence never ends without a clock; give elapsed, working_days or stated",
        )
    if step.silence is None and "silence" in step.mode:
        yield Finding(
            step.id, "mode", "the mode silence needs a table silence = { min = …, break = […] }"
        )
    if not step.holders and not ENDS[step.kind]:
        yield Finding(step.id, "by", f"{step.id} never ends: nobody may do it")


def _clock(procedure: Procedure, step: Step, clock: Clock) -> Iterator[Finding]:
    numbers = [
        n for n in (clock.elapsed, clock.working_days, clock.words, clock.before) if n is not None
    ]
    if len(numbers) + clock.stated != 1:
        yield Finding(
            step.id, "clock", "a clock has one of elapsed, working_days, stated, before, or words"
        )
    cap = clock.extend.cap if clock.extend else None
    for duration in filter(None, (clock.elapsed, clock.min, cap)):
        yield from _reads(step, "clock", parts, duration)
    for duration in filter(None, (clock.before, clock.not_before)):
        yield from _reads(step, "clock", length, duration)
    ids = {s.id for s in procedure.steps}
    if clock.start not in STARTS_OF_CLOCKS and clock.start not in ids:
        yield Finding(
            step.id,
            "clock",
            f"a clock cannot start from {clock.start!r}; write {', '.join(STARTS_OF_CLOCKS)} or an item",
        )


def _rule(procedure: Procedure, step: Step, rule: Rule) -> Iterator[Finding]:
    yield from _reads(step, "rule", Fraction, str(rule.threshold))
    if isinstance(rule.quorum, str) and rule.quorum != "votes needed":
        yield from _reads(step, "rule", Fraction, rule.quorum)
    whole = str(rule.threshold).isdecimal() and int(rule.threshold) > 0
    if rule.kind == "support" and not (step.kind == "support" and whole):
        yield Finding(
            step.id,
            "rule",
            "support asks for a whole number of members, in an item of the kind support",
        )
    for role in filter(None, (rule.ignore, rule.exclude, rule.veto)):
        if role not in procedure.roles:
            yield Finding(
                step.id, "rule", f"unknown role {role!r}; known are {', '.join(procedure.roles)}"
            )
    if rule.toll:
        for duration in (rule.toll.window, rule.toll.grace, rule.toll.cap):
            yield from _reads(step, "rule", length, duration)
    for other in (*rule.also, *rule.fallback):
        yield from _rule(procedure, step, other)


def _reads(step: Step, key: str, read: Callable[[str], object], written: str) -> Iterator[Finding]:
    try:
        read(written)
    except (ValueError, ZeroDivisionError) as err:
        yield Finding(step.id, key, str(err))


def _unreachable(procedure: Procedure) -> Iterator[Finding]:
    """Items that wait for each other in a ring: none of them can ever open."""
    open_: set[str] = set()
    while fresh := {s.id for s in procedure.steps if s.id not in open_ and set(s.after) <= open_}:
        open_ |= fresh
    for step in procedure.steps:
        if step.id not in open_ and all(procedure.step(i) for i in step.after):
            yield Finding(
                step.id,
                "after",
                f"{step.id} can never open: it waits for {', '.join(step.after)} in a ring",
            )
