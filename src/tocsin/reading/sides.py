"""Who and whom of an act in a sentence that was not parsed, by the slots of its line; unsure is nobody."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.bymarks import ByMarks
from tocsin.reading.byorder import NEAR
from tocsin.reading.clauses import Clauses
from tocsin.reading.patterns import Hit
from tocsin.reading.plain import Needs
from tocsin.reading.triggers import Trigger
from tocsin.reading.units import Unit
from tocsin.records import Actor

# What follows such an act in its clause is not told as done: it is asked for, refused, threatened, promised.
SWALLOW = frozenset(["REQUEST", "REJECT", "THREATEN", "AGREE"])

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]


class Filled(NamedTuple):
    """The act at `act` found a side in its slot: those of a name, or whoever does the act beside."""

    act: int
    slot: str
    actors: tuple[Actor, ...]


def meets(needs: Needs, who: Sequence[Actor], whom: Sequence[Actor]) -> bool:
    """Whether the sides that a line needs are there, and of the sectors it asks for."""
    if ("who" in needs.sides and not who) or ("whom" in needs.sides and not whom):
        return False
    return _of(who, needs.who) and _of(whom, needs.whom) and bool(who or whom)


def _of(side: Sequence[Actor], sectors: frozenset[str]) -> bool:
    return not sectors or any((a.sector or "UNK") in sectors for a in side)


class Scene(ByMarks):
    """One sentence with its units and triggers; finds the sides of the triggers, each name in one part at most."""

    def __init__(
        self,
        clauses: Clauses,
        units: Sequence[Unit],
        triggers: Sequence[Trigger],
        marks: Sequence[Hit[str]] = (),
    ) -> None:
        super().__init__(clauses, units, triggers, marks)
        self._sides: dict[int, Sides] = {}  # start of a trigger: its sides
        self.filled: list[Filled] = []
        self.read: dict[int, Trigger] = {}  # the triggers by start, with the line that was taken

    def sides(self) -> dict[int, Sides]:
        """Who and whom of each trigger, by its start."""
        for t in sorted(self.triggers, key=self._turn):
            self._read(t)
        return self._sides

    def _turn(self, t: Trigger) -> tuple[int, int]:
        """Nouns come before the verbs they belong to; what is only asked for or promised comes last."""
        asked = any(self.asks(x, t) for x in self.triggers)
        return (2 if asked else int(t.pos != "n" or t.light is not None)), t.start

    def asks(self, asking: Trigger, t: Trigger) -> bool:
        """Whether `t` stands behind `asking` in its clause, and so is what is asked for, refused, promised, threatened."""
        if asking.line.category not in SWALLOW:
            return False
        return asking.start < t.start < self.clauses.around(asking.start)[1]

    def _read(self, t: Trigger) -> Sides:
        if t.start not in self._sides:
            self.read[t.start], self._sides[t.start] = self._best(t)
        return self._sides[t.start]

    def _best(self, t: Trigger) -> tuple[Trigger, Sides]:
        """The sides by the first line of the trigger whose needs they meet, else by its first line."""
        if t.line.category == "NONE":
            return t, ((), ())
        for line in (t.line, *t.others) if t.others else ():
            way = t._replace(line=line, pos=line.pos)
            taken, told = dict(self._taken), len(self.filled)
            sides = self._pair(way)
            if meets(line.needs, *sides):
                return way, sides
            self._taken = taken
            del self.filled[told:]
        return t, self._pair(t)

    def _pair(self, t: Trigger) -> Sides:
        if "between" in t.line.who and (both := self._between(t)):
            return both, ()
        if t.pos == "n":  # marked names first, so that the owner is not taken for one of them
            who = self._first(t, [slot for slot in t.line.who if slot != "subj"])
            whom = self._first(t, t.line.whom)
            if not who and t.light is not None and "none" not in t.line.who:
                who = self._first(t, ("subj",))
            return who, whom
        if t.pos == "p":
            whom = self._first(t, t.line.whom)
            return self._first(t, t.line.who), whom
        return self._verb(t)

    def _verb(self, t: Trigger) -> Sides:
        if self._order.order == "who action whom" and (swapped := self._turned(t)):
            return swapped
        owned = self._order.order == "action who whom" and t.line.whom[:1] == ("own",)
        owned = (
            owned and " " in self.clauses.low[t.start : t.end]
        )  # the noun whose owner it is ends it
        if self._order.order == "who whom action" or owned:
            whom = self._first(t, t.line.whom)
            return self._first(t, t.line.who), whom
        who = self._first(t, t.line.who)
        return who, self._first(t, t.line.whom)

    def _turned(self, t: Trigger) -> Sides | None:
        """Whom – action – who, where the cases of both leave no doubt."""
        if "subj" not in self._order.marks or t.line.whom[:1] != ("obj",) or t.light is not None:
            return None
        first, last = self.clauses.around(t.start)
        before = [u for u in self.units if first <= u.start and u.end <= t.start and u.free]
        after = [u for u in self.units if t.end <= u.start and u.end <= last and u.free]
        if before and "obj" in before[-1].marks and self.disagrees(t, before[-1]):
            return self._accused(t, before[-1], after)
        if not before or not after or self.clauses.words(t.end, after[0].start):
            return None
        a, b = before[-1], after[0]
        if "subj" in b.marks and "obj" not in b.marks and "obj" in a.marks:
            return b.actors, a.actors
        return None

    def _accused(self, t: Trigger, whom: Unit, after: Sequence[Unit]) -> Sides:
        """ "Avaria they accuse", "Avaria accuse the ministers of …": a plural verb behind the name of one state."""
        stop = self._stop(t, t.end)
        who = [u for u in after if u.end <= stop and self._may_act(u, t.end)]
        found = [u for u in who if not self.disagrees(t, u)][:1]
        self._taken.update({whom.start: "obj"} | {u.start: "subj" for u in found})
        self.filled.append(Filled(t.start, "obj", whom.actors))
        return (found[0].actors if found else ()), whom.actors

    def _first(self, t: Trigger, slots: Sequence[str]) -> tuple[Actor, ...]:
        for slot in slots:
            found = self._slot(t, slot)
            if found:
                self.filled.append(Filled(t.start, slot, found))
                return found
        return ()

    def _slot(self, t: Trigger, slot: str) -> tuple[Actor, ...]:
        if slot == "deed":
            return self._deed(t)
        if slot == "between":
            return self._between(t)
        if slot == "none":
            return ()
        way = {"subj": self._subject, "obj": self._object, "own": self._owner}.get(slot)
        unit = way(t) if way is not None else self._marked(t, slot)
        if unit is None:
            return ()
        self._taken[unit.start] = slot
        return unit.actors

    def _between(self, t: Trigger) -> tuple[Actor, ...]:
        unit = self._marked(t, "between")
        if unit is None or len(unit.actors) < 2:
            return ()
        self._taken[unit.start] = "between"
        return unit.actors

    def _deed(self, t: Trigger) -> tuple[Actor, ...]:
        """Whoever does the act that is told by a noun right beside."""
        for x in self._nouns(t):
            a, b = (t.end, x.start) if x.start >= t.end else (x.end, t.start)
            if self.clauses.words(a, b) <= NEAR:
                return self._read(x)[0]
        return ()

    def _nouns(self, t: Trigger) -> Iterator[Trigger]:
        first, last = self.clauses.around(t.start)
        nouns = [x for x in self.triggers if x.pos == "n" and first <= x.start < last]
        yield from (x for x in nouns if x.start >= t.end)
        yield from (x for x in reversed(nouns) if x.end <= t.start)
