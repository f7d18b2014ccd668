"""Rules: positions become an outcome, in exact fractions. Pure: no clock, no order."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from tocsin.council.procedure import Rule

Members = frozenset[str]
NOBODY: Members = frozenset()


class Tally(NamedTuple):
    """Where the eligible members stand on one text when its clock is read.

    `object` holds who objects on any branch of its history, `void` whose votes differ between branches: such a vote
    is no yes, it stays in the count that the yeses are measured against, and it helps no quorum. `acked` are members
    who acknowledged the draft or took a position, `cut_off` those who could not be heard, `away` who stayed out.
    """

    eligible: Members
    yes: Members = NOBODY
    no: Members = NOBODY
    abstain: Members = NOBODY
    object: Members = NOBODY
    amend: Members = NOBODY
    void: Members = NOBODY
    acked: Members = NOBODY
    cut_off: Members = NOBODY
    away: Members = NOBODY
    ignored: Members = NOBODY
    vetoers: Members = NOBODY
    matter: str | None = None


class Verdict(NamedTuple):
    """An outcome and why."""

    outcome: str
    why: str


Weights = Mapping[str, Mapping[str, int]]


def decided(rule: Rule, tally: Tally, weights: Weights) -> Verdict:
    """The outcome of `rule` for these positions: adopted, not adopted, broken or lapsed.

    weights  {scale: {member: weight}}; a member without a weight on a scale weighs nothing there
    """
    first = _whole(rule, tally, weights)
    if first.outcome == "adopted" or not rule.fallback:
        return first
    for other in rule.fallback:
        if other.on in (None, tally.matter):
            found = _whole(other, tally, weights)
            return Verdict(found.outcome, f"{first.why}; then {found.why}")
    return first


def _whole(rule: Rule, tally: Tally, weights: Weights) -> Verdict:
    found = _one(rule, tally, weights)
    for other in rule.also:
        if found.outcome != "adopted":
            return found
        second = _one(other, tally, weights)
        found = Verdict(second.outcome, f"{found.why}; {second.why}")
    return found


def _one(rule: Rule, tally: Tally, weights: Weights) -> Verdict:
    if rule.kind in ("consensus", "silence"):
        return _consensus(rule, tally)
    if vetoed := _vetoed(rule, tally):
        return vetoed
    return _majority(rule, tally, weights.get(rule.weight, {}) if rule.weight else None)


def breakers(rule: Rule, tally: Tally) -> Members:
    """The members whose acts stand against consensus or break the silence."""
    against = tally.object | tally.no
    if rule.kind == "silence":
        against = (against if "object" in rule.breaks else NOBODY) | (
            tally.amend if "amend" in rule.breaks else NOBODY
        )
    return (against & tally.eligible) - tally.ignored


def _consensus(rule: Rule, tally: Tally) -> Verdict:
    against = breakers(rule, tally)
    if len(against) > rule.tolerate:
        return Verdict("broken", f"broken by {named(against)}")
    needed = tally.eligible - tally.ignored - against - tally.away
    if not needed:
        return Verdict("lapsed", "nobody took part")
    if unheard := needed & tally.cut_off:
        return Verdict("lapsed", f"cut off and not heard: {named(unheard)}; that is not consent")
    if rule.requires_ack and (unread := needed - tally.acked):
        return Verdict("lapsed", f"not acknowledged by {named(unread)}; that is not consent")
    if not _quorate(rule, tally, 0):
        return Verdict("lapsed", f"no quorum: {len(_present(tally))} of {len(tally.eligible)}")
    said = "no objection"
    if against:
        said = f"objections of {named(against)}, and {rule.tolerate} may be passed over"
    if left_out := tally.ignored & (tally.object | tally.no):
        said += f"; that of {named(left_out)} does not count here"
    return Verdict("adopted", said)


def _vetoed(rule: Rule, tally: Tally) -> Verdict | None:
    against = (tally.no | tally.object) & tally.vetoers
    if against and rule.veto_on in (None, tally.matter or "substance"):
        return Verdict("not adopted", f"veto of {named(against)}")
    return None


def _majority(rule: Rule, tally: Tally, scale: Mapping[str, int] | None) -> Verdict:
    base = tally.yes | tally.no | tally.void | tally.object
    if rule.of == "present":
        base |= tally.abstain
    elif rule.of == "all":
        base = tally.eligible
    ayes, whole = _weigh(tally.yes & tally.eligible, scale), _weigh(base & tally.eligible, scale)
    said = f"{ayes} of {whole}{f' by {rule.weight}' if rule.weight else ''}"
    needed = rule.share * whole
    if not _quorate(rule, tally, _votes_needed(rule, whole)):
        return Verdict("lapsed", f"no quorum: {len(_present(tally))} of {len(tally.eligible)}")
    passed = whole > 0 and (ayes > needed if rule.strict else ayes >= needed)
    asked = f"{'more than' if rule.strict else 'at least'} {rule.threshold} asked"
    return Verdict("adopted" if passed else "not adopted", f"{said}, {asked}")


def _votes_needed(rule: Rule, whole: int) -> int:
    exact = rule.share * whole
    return int(exact) + 1 if rule.strict else -(-exact.numerator // exact.denominator)


def _quorate(rule: Rule, tally: Tally, needed: int) -> bool:
    match rule.quorum:
        case None:
            return True
        case "votes needed":
            return len(_present(tally)) >= needed
        case int(number):
            return len(_present(tally)) >= number
        case share:
            return len(_present(tally)) >= Fraction(share) * len(tally.eligible)


def _present(tally: Tally) -> Members:
    """Who took part: an objection blocks or counts against, but must not help a quorum, so it is not looked at."""
    took_part = tally.yes | tally.no | tally.abstain
    return (took_part - tally.void - tally.away) & tally.eligible


def _weigh(members: Members, scale: Mapping[str, int] | None) -> int:
    return len(members) if scale is None else sum(scale.get(m, 0) for m in members)


def named(members: Members | set[str]) -> str:
    """Members in the order of their names."""
    return ", ".join(sorted(members))
