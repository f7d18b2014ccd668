"""Who and whom of an act in a sentence that was not parsed, by the order of words and the marks of names; unsure is nobody."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.patterns import Hit
from tocsin.reading.plain import Needs, PlainLine
from tocsin.reading.units import Unit
from tocsin.reading.wordorder import Order
from tocsin.records import Actor

FAR = 24  # words that may lie between an act and its subject
NEAR = 6  # words between an act and its object, or a mark and the name it marks
_WORD = re.compile(r"\w+")
_COMMA = re.compile(r"[,،、，]")
SWALLOW = frozenset(
    ["REQUEST", "REJECT", "THREATEN", "AGREE"]
)  # the act that follows is not told as done
LED = frozenset(["by", "own", "in"])

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]


class Trigger(NamedTuple):
    """Words at [start, end) that tell an act; `light` are the verb that carries a noun, `line` what they mean.

    `noun` are words of the same pattern that stand apart from the verb ("gave … aid"); `others` what the words mean
    where the sides are not as `line` needs them.
    """

    start: int
    end: int
    line: PlainLine
    pos: str
    light: tuple[int, int] | None = None
    noun: tuple[int, int] | None = None
    others: tuple[PlainLine, ...] = ()

    @property
    def verb(self) -> tuple[int, int]:
        """Where its verb stands."""
        return self.light or (self.start, self.end)


class Filled(NamedTuple):
    """The act at `act` found a side in its slot: those of a name, or whoever does the act beside."""

    act: int
    slot: str
    actors: tuple[Actor, ...]


class Clauses(NamedTuple):
    """A sentence's folded text with what cuts it: `cuts` where another clause begins, `relative` where one about the name before does."""

    low: str
    start: int
    end: int
    cuts: tuple[int, ...]
    relative: tuple[int, ...]
    pronouns: tuple[int, ...]
    order: Order

    def around(self, at: int) -> tuple[int, int]:
        """The clause that the character at `at` stands in."""
        first = max((c for c in self.cuts if c <= at), default=self.start)
        return first, min((c for c in self.cuts if c > at), default=self.end)

    def parted(self, start: int, end: int) -> bool:
        """Whether a comma or the beginning of another clause lies between two places."""
        inside = any(start <= c < end for c in self.cuts)
        return inside or _COMMA.search(self.low, start, end) is not None

    def words(self, start: int, end: int) -> int:
        """How many words lie between two places; two signs of a script without spaces are one."""
        if start >= end:
            return 0
        found = _WORD.findall(self.low, start, end)
        return len(found) if self.order.spaced else sum(map(len, found)) // 2

    def words_beside(self, start: int, end: int, units: Sequence[Unit]) -> int:
        """The same without those of the names between."""
        inside = (u for u in units if start <= u.start and u.end <= end)
        return self.words(start, end) - sum(self.words(u.start, u.end) for u in inside)


def meets(needs: Needs, who: Sequence[Actor], whom: Sequence[Actor]) -> bool:
    """Whether the sides that a line needs are there, and of the sectors it asks for."""
    if ("who" in needs.sides and not who) or ("whom" in needs.sides and not whom):
        return False
    return _of(who, needs.who) and _of(whom, needs.whom) and bool(who or whom)


def _of(side: Sequence[Actor], sectors: frozenset[str]) -> bool:
    return not sectors or any((a.sector or "UNK") in sectors for a in side)


class Scene:
    """One sentence with its units and triggers; finds the sides of the triggers, each name in one part at most."""

    def __init__(
        self,
        clauses: Clauses,
        units: Sequence[Unit],
        triggers: Sequence[Trigger],
        marks: Sequence[Hit[str]] = (),
    ) -> None:
        self.clauses, self.units, self.triggers, self.marks = clauses, units, triggers, marks
        self._order = clauses.order
        self._taken: dict[int, str] = {}  # start of a unit: the slot it fills
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
        if self._order.order == "who whom action":
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
        if not before or not after or self.clauses.words(t.end, after[0].start):
            return None
        a, b = before[-1], after[0]
        if "subj" in b.marks and "obj" not in b.marks and "obj" in a.marks:
            return b.actors, a.actors
        return None

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

    # --- by the order of words

    def _subject(self, t: Trigger) -> Unit | None:
        at, _ = t.verb
        if self._order.order == "action who whom":
            return self._verb_first(t, at)
        if self._order.order == "who whom action":
            return self._first_of_clause(t, at)
        return self._left(t, at) or self._right(t)

    def _right(self, t: Trigger) -> Unit | None:
        """The name right after a verb that has no object, where its case says that it is the subject."""
        if "subj" not in self._order.marks or "obj" in t.line.whom:
            return None
        end = t.noun[1] if t.noun else t.verb[1]
        after = [u for u in self.units if end <= u.start]
        beside = after and self.clauses.words(end, after[0].start) <= 1
        return after[0] if beside and self._may_act(after[0], end) else None

    def _verb_first(self, t: Trigger, at: int) -> Unit | None:
        """The name right before a verb that joins no other, else the first after it, else the nearest before.

        A verb whose ending says that its subject was named has the subject of the verb before it.
        """
        after, before = self._free_after(t), self._left(t, at)
        beside = before is not None and self.clauses.words(before.end, at) <= 1
        if beside and not self._joined(at):
            return before
        if len(after) == 1 and self.clauses.low[slice(*t.verb)].endswith(self._order.bound):
            return self._carried_on(t) or before
        return after[0] if after else before

    def _joined(self, at: int) -> bool:
        """Whether a joining word is written together with the verb at `at` ("and met")."""
        glued = self._order.prefixes & frozenset(self._order.words.get("joins", ()))
        word = re.search(r"\w*$", self.clauses.low[:at])
        return word is not None and word[0].startswith(tuple(glued) or ("\n",))

    def _carried_on(self, t: Trigger) -> Unit | None:
        """The subject of the verb before."""
        acting = [u for u in self.units if self._taken.get(u.start) == "subj" and u.end <= t.start]
        return acting[-1] if acting else None

    def _left(self, t: Trigger, at: int) -> Unit | None:
        """The nearest name before that may be a subject, or whom a relative clause is about."""
        begin, _ = self.clauses.around(at)
        if begin in self.clauses.relative:
            about = [
                u for u in self.units if u.end <= begin and self.clauses.words(u.end, begin) < 1
            ]
            return about[-1] if about else None
        for u in reversed(self.units):
            if u.end > at:
                continue
            if u.end == at and "embeds" in u.marks and u.marks.isdisjoint(t.line.whom):
                return u
            if u.start < begin or self.clauses.words(u.end, at) > FAR:
                return None
            if any(u.end <= p < at for p in self.clauses.pronouns):
                return None
            if self._may_act(u, at):
                return u
        return None

    def _first_of_clause(self, t: Trigger, at: int) -> Unit | None:
        """Right behind the verb before, else the first name of the clause, else whom a relative clause is about."""
        begin, _ = self.clauses.around(at)
        able = [u for u in self.units if begin <= u.start and u.end <= at and self._may_act(u, at)]
        done = max((x.verb[1] for x in self.triggers if x.verb[1] <= t.start), default=begin)
        anew = [u for u in able if done <= u.start and self.clauses.words(done, u.start) <= 1]
        if able:
            return (anew or able)[0]
        return self._left(t, at) if begin in self.clauses.relative else None

    def _may_act(self, u: Unit, at: int) -> bool:
        if not u.free or not self._is_subject(u):
            return False
        taken = self._taken.get(u.start)
        if taken in (None, "subj"):
            return True
        return taken == "obj" and self.clauses.words(u.end, at) == 0  # "urged Avaria to release"

    def _is_subject(self, u: Unit) -> bool:
        """Whether the marks of a name let it be a subject: those the grammar asks for, else none that says otherwise."""
        if "subj" in self._order.marks:
            return "subj" in u.marks
        return not u.marks & {"by", "in", "obj"}

    def _free_after(self, t: Trigger) -> list[Unit]:
        at = t.verb[1]
        last = self._stop(t, at)
        return [
            u for u in self.units
            if at <= u.start and u.end <= last and u.free and u.start not in self._taken
            and "in" not in u.marks and self.clauses.words(at, u.start) <= 2 * NEAR
        ]  # fmt: skip

    def _stop(self, t: Trigger, at: int) -> int:
        """Where looking right ends: the clause, a comma that is not within a list, the next verb."""
        _, last = self.clauses.around(at)
        for c in _COMMA.finditer(self.clauses.low, at, last):
            if not any(u.start <= c.start() < u.end for u in self.units):
                last = c.start()
                break
        verbs = [
            x.start for x in self.triggers if x.pos != "n" and x.start > t.start and x.start >= at
        ]
        return min([last, *verbs])

    def _object(self, t: Trigger) -> Unit | None:
        at = t.verb[1]
        if self._order.order == "who whom action":
            return self._object_before(t)
        if self._order.order == "action who whom":
            near = [
                u for u in self._free_after(t)
                if self.clauses.words_beside(at, u.start, self.units) <= NEAR
            ]  # fmt: skip
            return next((u for u in near if self._may_take(u)), None)
        last = self._stop(t, at)
        for u in self.units:
            if u.start < at or u.end > last:
                continue
            if self.clauses.words(at, u.start) > NEAR or self._carries(t, at, u.start):
                return None
            if self._may_take(u):
                return u
            if not u.marks & LED:
                return None
        return None

    def _carries(self, t: Trigger, start: int, end: int) -> bool:
        """Whether an act told by a noun lies between: whoever follows belongs to that noun."""
        return any(start <= x.start < end and x.start != t.start for x in self.triggers)

    def _object_before(self, t: Trigger) -> Unit | None:
        begin, _ = self.clauses.around(t.verb[0])
        marked = "obj" in self._order.marks
        fits = [
            u for u in self.units
            if begin <= u.start and u.end <= t.verb[0] and u.start not in self._taken and u.free
        ]  # fmt: skip
        sure = [u for u in fits if marked and "obj" in u.marks]
        return sure[-1] if sure else fits[-1] if len(fits) > 1 and not marked else None

    def _may_take(self, u: Unit) -> bool:
        if u.start in self._taken:
            return False
        if u.free:
            return "subj" not in self._order.marks or "obj" in u.marks
        return bool(u.marks & {"own", "obj"})

    # --- by marks

    def _marked(self, t: Trigger, name: str) -> Unit | None:
        """A name under a mark: after the act in its clause, else before it; first right before it where the verb comes last."""
        begin, last = self.clauses.around(t.start)
        stop = min([last, *(x.start for x in self.triggers if x.start >= t.end and x.pos != "n")])
        after = [u for u in self.units if t.end <= u.start and u.end <= stop]
        before = [u for u in reversed(self.units) if begin <= u.start and u.end <= t.start]
        ways = (after, before) if self._order.order != "who whom action" else (before, after)
        for n, way in enumerate(ways):
            for u in way:
                if (
                    name in u.marks
                    and u.start not in self._taken
                    and self._beside(t, u, last=n == 1)
                ):
                    return u
        return self._of_thing(t, name, stop)

    def _of_thing(self, t: Trigger, name: str, stop: int) -> Unit | None:
        """ "Strikes on the depots of Avaria", "on depots in Avaria": whose thing, or where, a mark stands before."""
        for h in self.marks:
            if h.value != name or h.start < t.end or self.clauses.words(t.end, h.start) > 2:
                continue
            for u in self.units:
                if u.start < h.end or u.end > stop or u.start in self._taken:
                    continue
                near = self.clauses.words(h.end, u.start) <= NEAR + 2
                plain = near and not self.clauses.parted(h.end, u.start)
                fits = u.marks & {"own", "in"} or u.people_word
                return u if plain and fits and not self._carries(t, h.end, u.start) else None
        return None

    def _beside(self, t: Trigger, u: Unit, *, last: bool) -> bool:
        a, b = (t.end, u.start) if u.start >= t.end else (u.end, t.start)
        if (
            any(a <= x.start < b and x.pos == "n" for x in self.triggers if x.start != t.start)
            and last
        ):
            return False
        if last and not self._order.spaced and self.clauses.parted(a, b):
            return False
        return self.clauses.words(a, b) <= 2 * NEAR

    def _owner(self, t: Trigger) -> Unit | None:
        """Whoever's act a noun tells: an adjective or owner right before it, or right after."""
        if t.noun is not None:
            t = t._replace(start=t.noun[0], end=t.noun[1], noun=None)
        for u in self.units:
            if u.start in self._taken:
                continue
            if u.end <= t.start and "before" in self._order.owner:
                gap = self.clauses.words_beside(u.end, t.start, self.units)
                near = gap <= 1 and not self.clauses.parted(u.end, t.start)
                if near and (u.people_word or "owner" in u.marks):
                    return u
            if u.start >= t.end:
                near = self.clauses.words(t.end, u.start) <= 2 and not self.clauses.parted(
                    t.end, u.start
                )
                if near and self._owns(u):
                    return u
                return None
        return None

    def _owns(self, u: Unit) -> bool:
        if "own" in u.marks:
            return True
        return u.people_word and u.free and "after" in self._order.owner

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
