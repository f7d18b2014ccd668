"""Whoever an act concerns by a mark: a preposition before the name, a particle behind it, a case; whose act a noun tells."""

from tocsin.reading.byorder import NEAR, ByOrder
from tocsin.reading.triggers import Trigger
from tocsin.reading.units import Unit


class ByMarks(ByOrder):
    """The same sentence, its names asked for by the marks they stand under."""

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
                over = t.pos == "n" and any(t.end <= x.start < u.start for x in self.triggers)
                return u if near and not over and self._owns(u) else None
        return None

    def _owns(self, u: Unit) -> bool:
        if "own" in u.marks:
            return True
        return u.people_word and u.free and "after" in self._order.owner
