"""The subject and the object of an act in a sentence that was not parsed: by the order of words, and the cases of names."""

import re
from collections.abc import Sequence

from tocsin.reading.clauses import COMMA, Clauses
from tocsin.reading.patterns import Hit
from tocsin.reading.triggers import Trigger
from tocsin.reading.units import Unit

FAR = 24  # words that may lie between an act and its subject
NEAR = 6  # words between an act and its object, or a mark and the name it marks
LED = frozenset(["by", "own", "in"])


class ByOrder:
    """One sentence with its names and its acts; a name fills one slot at most."""

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
        begin, _ = self.clauses.around(at)
        if any(begin <= p < at for p in self.clauses.pronouns):
            return None
        after, before = self._free_after(t), self._left(t, at)
        beside = (
            before is not None
            and self.clauses.words(before.end, at) <= 1
            and not self._carries(t, before.end, at)
        )
        if beside and not self._joined(at):
            return before
        verb = self.clauses.low[slice(*t.verb)].split(" ")[0]
        if len(after) == 1 and verb.endswith(self._order.bound):
            return self._carried_on(t) or self._first_able(t, at)
        if before is not None and self._carries(t, before.end, at):
            before = None
        return after[0] if after else before

    def _joined(self, at: int) -> bool:
        """Whether a joining word is written together with the verb at `at` ("and met")."""
        glued = self._order.prefixes & frozenset(self._order.words.get("joins", ()))
        word = re.search(r"\w*$", self.clauses.low[:at])
        return word is not None and word[0].startswith(tuple(glued) or ("\n",))

    def _first_able(self, t: Trigger, at: int) -> Unit | None:
        """The first name of the clause that may be a subject."""
        begin, _ = self.clauses.around(t.start)
        able = (u for u in self.units if begin <= u.start and u.end <= at and self._may_act(u, at))
        return next(able, None)

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
        return (
            taken == "obj"
            and self.clauses.words(u.end, at) == 0
            and not self.clauses.parted(u.end, at)
        )  # "urged Avaria to release"

    def _is_subject(self, u: Unit) -> bool:
        """Whether the marks of a name let it be a subject: those the grammar asks for, else none that says otherwise."""
        if "subj" in self._order.marks:
            return "subj" in u.marks
        return not u.marks & {"by", "in", "obj"}

    def disagrees(self, t: Trigger, u: Unit) -> bool:
        """Whether a verb in the plural stands beside the name of one state, which so is not its subject."""
        number = self._order.number
        verb = self.clauses.low[slice(*t.verb)].split(" ")[0]
        name = self.clauses.low[u.start : u.end]
        one = len(u.actors) == 1 and u.kinds in (frozenset(["country"]), frozenset(["capital"]))
        spread = "subj" in u.marks and "own" not in u.marks  # a name that has cases
        return one and spread and verb.endswith(number.verbs) and not name.endswith(number.names)

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
        for c in COMMA.finditer(self.clauses.low, at, last):
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
