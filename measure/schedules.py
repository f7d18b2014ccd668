"""`run.py schedules [N]`: N seeded schedules of a text under silence, with partitions and restored backups.

In each, five nodes pass acts to whom they reach, every two hours; one member signs an objection in time; a partition
may stand in the way; a node may be restored from an old backup and sign a second history. Counted: schedules in which
nodes with all acts disagree, and in which an objection signed in time is lost. Beside it stand two models of how
shared records are usually kept, on the same schedules: the newest edit of a record wins; each node has its own timer.
The figures go to build/schedules.json.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.council import (
    CaseState,
    Hand,
    Procedure,
    case_of,
    opening,
    read_procedure,
    state,
    state_hash,
)
from tocsin.records import Charter, Key, name_of

BUILD = Path("build/schedules.json")
START = datetime(2031, 7, 16, 8, tzinfo=UTC)
TICK = timedelta(hours=2)
TICKS_TO_END = 24  # the clock of the text: 48 hours
LONGEST = 72  # ticks until a schedule is over
LENGTHS = (0, 6, 24, 48)  # hours that a partition lasts
MEMBERS = ("XAA", "XAB", "XAC", "XAD", "XAE")
CHARTER = Charter(
    forum="league.example",
    members=MEMBERS,
    registrars=MEMBERS[:3],
    keys=tuple(Key(member=m, key=m.lower() * 21 + "a", held="own", since=START) for m in MEMBERS),
)
_TEXT = """title = "Silence, for schedules"
source = "made for measuring"
confidence = "high"
enabled = true
[[item]]
id = "text"
kind = "decide"
by = "chair"
clock = { elapsed = "PT48H" }
rule = { kind = "silence"%s }
"""
TOLL = ', toll = { window = "PT6H", grace = "PT6H", cap = "P3D" }'


class Schedule(NamedTuple):
    """What happens: who objects when, who is apart from whom from when to when (in ticks), who is restored when."""

    seed: int
    objector: str
    objects: int
    apart: frozenset[str]
    begins: int
    hours: int
    restored: str | None
    at: int
    agrees: dict[str, int]

    def reach(self, tick: int, one: str, other: str) -> bool:
        """Whether two nodes reach each other."""
        split = self.begins <= tick < self.begins + self.hours // 2
        return not split or (one in self.apart) == (other in self.apart)


class Found(NamedTuple):
    """What a schedule came to."""

    hours: int
    diverged: bool
    lost: bool
    sealed: bool
    disputed: bool
    forked: bool
    waited: int
    newest_wins_lost: bool
    timers_disagree: bool


def schedule(seed: int) -> Schedule:
    """The schedule of a seed. Partitions stand around the end of the clock, where they do harm."""
    dice = random.Random(seed)
    hours = LENGTHS[seed % len(LENGTHS)]
    return Schedule(
        seed=seed,
        objector=dice.choice(MEMBERS[1:]),
        objects=dice.randint(1, TICKS_TO_END),
        apart=frozenset(dice.sample(MEMBERS, dice.randint(1, 2))),
        begins=max(1, TICKS_TO_END - dice.randint(0, hours // 2)) if hours else LONGEST,
        hours=hours,
        restored=dice.choice(MEMBERS) if dice.random() < 0.3 else None,
        at=dice.randint(3, TICKS_TO_END + 6),
        agrees={m: dice.randint(1, TICKS_TO_END) for m in dice.sample(MEMBERS, 2)},
    )


class Nodes:
    """Five nodes that hold acts, pass them on to whom they reach, and say what they received."""

    def __init__(self, plan: Schedule, procedure: Procedure) -> None:
        self.plan, self.procedure, self.tick = plan, procedure, 0
        self.case = case_of(CHARTER, procedure, "A matter", reference=str(plan.seed))
        self.hands = {k.member: Hand(CHARTER, name_of(self.case), k) for k in CHARTER.keys}
        self.order = {m: list[str]() for m in MEMBERS}  # what a node holds, as it came
        self.sent = {(a, b): 0 for a in MEMBERS for b in MEMBERS}
        self.came: dict[str, dict[str, datetime]] = {m: {} for m in MEMBERS}
        self.sealed: dict[str, int] = {}  # which registrar has sealed, and at which tick

    @property
    def now(self) -> datetime:
        """The hour of this tick."""
        return START + self.tick * TICK

    def say(self, member: str, type_: str, **more: Any) -> str:
        """A member signs an act."""
        id_, _ = self.hands[member].write(type_, self.now, **more)
        self.order[member].append(id_)
        return id_

    def pass_on(self) -> None:
        """Every node gives to those it reaches what they have not had from it."""
        for giver in MEMBERS:
            for taker in MEMBERS:
                if giver != taker and self.plan.reach(self.tick, giver, taker):
                    fresh = self.order[giver][self.sent[giver, taker] :]
                    self.sent[giver, taker] = len(self.order[giver])
                    for id_ in fresh:
                        if self.hands[taker].take(id_, self.hands[giver].held[id_]):
                            self.order[taker].append(id_)
                            self.came[taker][id_] = self.now

    def sign_of_life(self, member: str) -> None:
        """A node says what it received, or that it is there."""
        made = self.hands[member].receipt(self.came[member], self.now)
        self.came[member] = {}
        if made:
            self.order[member].append(made[0])
        else:
            self.say(member, "beat")

    def read(self, member: str) -> CaseState:
        """Where the case stands by what one node holds."""
        return state(CHARTER, self.procedure, self.hands[member].held.values(), self.now)


def run(plan: Schedule, procedure: Procedure) -> tuple[Nodes, str]:
    """Play a schedule to its end, when all have all."""
    nodes = Nodes(plan, procedure)
    nodes.say("XAA", "open", args=opening(nodes.case))
    text = nodes.say("XAA", "propose", on="text", body_hash="b" * 64)
    for nodes.tick in range(LONGEST):
        if plan.restored and nodes.tick == plan.at:
            own = nodes.hands[plan.restored].own
            del own[max(1, len(own) - 3) :]
        _act(nodes, plan, text)
        nodes.pass_on()
        for member in MEMBERS:
            nodes.sign_of_life(member)
        nodes.pass_on()
        if nodes.tick > TICKS_TO_END and _over(nodes, plan, text):
            break
    nodes.tick = LONGEST
    for _ in range(3):
        nodes.pass_on()
        for member in MEMBERS:
            nodes.sign_of_life(member)
    nodes.pass_on()
    return nodes, text


def _act(nodes: Nodes, plan: Schedule, text: str) -> None:
    if nodes.tick == plan.objects:
        nodes.say(plan.objector, "object", on=text)
    for member, tick in plan.agrees.items():
        if tick == nodes.tick and member != plan.objector:
            nodes.say(member, "yes", on=text)


def _over(nodes: Nodes, plan: Schedule, text: str) -> bool:
    """The registrars seal what follows from what they hold; whether the matter is closed for the chair."""
    for registrar in CHARTER.registrars[:2]:
        turn = registrar == "XAA" or nodes.tick > TICKS_TO_END + 13
        seen = (
            nodes.read(registrar).matter(text) if turn and registrar not in nodes.sealed else None
        )
        if seen and seen.outcome and not seen.final and not seen.unheard:
            nodes.say(registrar, "seal", on=text, args={"outcome": seen.outcome})
            nodes.sealed[registrar] = nodes.tick
    healed = nodes.tick >= plan.begins + plan.hours // 2 or not plan.hours
    return healed and "XAA" in nodes.sealed and nodes.tick > plan.at


def found(job: tuple[int, bool]) -> Found:
    """What the schedule of a seed comes to, with or without tolling."""
    seed, tolled = job
    plan = schedule(seed)
    nodes, text = run(plan, read_procedure(_TEXT % (TOLL if tolled else ""), "schedule"))
    states = {m: nodes.read(m) for m in MEMBERS}
    matter = states["XAA"].matter(text)
    return Found(
        hours=plan.hours,
        diverged=len({state_hash(s) for s in states.values()}) > 1,
        lost=matter is None or matter.outcome == "adopted",
        sealed=matter is not None and matter.final,
        disputed=matter is not None and matter.disputed,
        forked=bool(states["XAA"].histories),
        waited=2 * (min(nodes.sealed.values(), default=TICKS_TO_END) - TICKS_TO_END),
        newest_wins_lost=newest_wins(plan),
        timers_disagree=local_timers(plan),
    )


def newest_wins(plan: Schedule) -> bool:
    """A model of a shared record of which the newest edit wins whole: whether the objection is gone in the end.

    Each node edits its copy; where two meet, the copy that was edited later replaces the other.
    """
    copies: dict[str, tuple[int, str, frozenset[str]]] = {m: (0, "", frozenset()) for m in MEMBERS}
    edits = {plan.objector: plan.objects} | {
        m: t for m, t in plan.agrees.items() if m != plan.objector
    }
    for tick in range(LONGEST):
        for member, when in edits.items():
            if when == tick:
                copies[member] = (tick, member, copies[member][2] | {member})
        for one in MEMBERS:
            for other in MEMBERS:
                if plan.reach(tick, one, other):
                    copies[one] = copies[other] = max(
                        copies[one], copies[other], key=lambda c: c[:2]
                    )
    return any(plan.objector not in copy[2] for copy in copies.values())


def local_timers(plan: Schedule) -> bool:
    """A model of nodes that merge all positions and decide by their own timer: whether they decide otherwise from each other."""
    knows = {plan.objector} if plan.objects <= TICKS_TO_END else set[str]()
    for tick in range(plan.objects, TICKS_TO_END + 1):
        knows |= {m for m in MEMBERS if any(plan.reach(tick, m, k) for k in knows)}
    return len(knows) not in (0, len(MEMBERS))


def rows(results: Sequence[Found]) -> list[dict[str, Any]]:
    """One row for each length of a partition, and one for all."""
    made = []
    for hours in (*LENGTHS, None):
        some = [f for f in results if hours in (None, f.hours)]
        counts = Counter[str]()
        for one in some:
            counts.update(k for k, v in one._asdict().items() if isinstance(v, bool) and v)
        made.append(
            {"partition_hours": hours, "schedules": len(some)}
            | {
                name: counts[name]
                for name in (
                    "diverged",
                    "lost",
                    "sealed",
                    "disputed",
                    "forked",
                    "newest_wins_lost",
                    "timers_disagree",
                )
            }
            | {"latest_seal_hours": max((f.waited for f in some), default=0)}
        )
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Run the schedules, print a table, keep the figures; exit 1 if nodes disagree or an objection is lost."""
    ask = argparse.ArgumentParser(
        prog="run.py schedules", description=(__doc__ or "").splitlines()[0]
    )
    ask.add_argument(
        "count", nargs="?", type=int, default=10_000, help="how many schedules (10,000)"
    )
    ask.add_argument("--first", type=int, default=0, help="the first seed (0)")
    ask.add_argument("--processes", type=int, default=2)
    asked = ask.parse_args(words)
    seeds = range(asked.first, asked.first + asked.count)
    with ProcessPoolExecutor(asked.processes) as pool:
        tolled = list(pool.map(found, ((s, True) for s in seeds), chunksize=25))
        untolled = list(
            pool.map(found, ((s, False) for s in seeds[: asked.count // 10]), chunksize=25)
        )
    whole = {"v": 1, "tolled": rows(tolled), "without_tolling": rows(untolled)}
    BUILD.parent.mkdir(exist_ok=True)
    BUILD.write_text(json.dumps(whole, indent=1) + "\n")
    for name in ("tolled", "without_tolling"):
        print(name)
        for row in whole[name]:  # type: ignore[attr-defined]
            print("  " + "  ".join(f"{k} {v}" for k, v in row.items()))
    return int(any(f.diverged or f.lost for f in tolled))


if __name__ == "__main__":
    sys.exit(main())
