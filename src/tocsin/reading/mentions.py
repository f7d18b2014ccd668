"""What a report names by its own words: countries, bodies, roles and persons, asked for by span of the text."""

import re
from bisect import bisect_left, bisect_right

from tocsin.atlas import links
from tocsin.reading import headfirst
from tocsin.reading.coding import Codes, as_item, codes_of, items_of, of_entry, plain_name
from tocsin.reading.kit import Kit
from tocsin.reading.naming import Item, Named, is_person, people
from tocsin.records import Actor

_GAP = re.compile(
    r"(?:['’]s?)?[\s-]+(?:(?:(?:former|top|senior|chief|new|deputy|acting|interim|special|state|national|"
    r"[a-z]+(?:al|ary|ic|ist|ime))[\s-]+){0,2})$"
)
_BACKED = re.compile(
    r"[-–‑](?:backed|supported|funded|financed|armed|trained|equipped|sponsored|aligned|allied|linked|affiliated|"
    r"friendly|aided|occupied|controlled|held|born|educated|speaking)\b"
)
_MADE = re.compile(
    r"[-–‑](?:drafted|led|made|sponsored|proposed|authored|written|backed|brokered|mediated|organi[sz]ed|run|hosted|"
    r"submitted|tabled|penned|initiated)\b"
)


class Mentions:
    """The names, role words and named persons of one text, in order, coded on the day `on` (ISO 8601)."""

    def __init__(self, text: str, kit: Kit, on: str | None = None) -> None:
        self.text, self.on = text, on
        found = items_of(text, kit, on)
        self._links = links(kit.language)
        self.joints = headfirst.joints(kit.language)
        self.named = (
            headfirst.people(text, found, self.joints) if self.joints else people(text, found)
        )
        self.items = [i for i in found if not is_person(i)]
        self._starts = [i.start for i in self.items]
        self._sponsors = frozenset(i.start for i in self.items if _BACKED.match(text, i.end))
        self._named_starts = [n.start for n in self.named]

    def actors_in(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors named within [start, end) by name or role, in order; pronouns are left out."""
        out: list[Actor] = []
        for group in self._groups(start, end):
            a, b = group[0].start, group[-1].end
            out.extend(self._actor(c, a, b) for c in self._codes(group))
        return tuple(sorted(out, key=lambda a: a.start))

    def groups_in(self, start: int, end: int) -> list[tuple[Actor, frozenset[str]]]:
        """The same without sponsors, each actor with the kinds of the atlas names it was coded from."""
        out: list[tuple[Actor, frozenset[str]]] = []
        for group in self._groups(start, end):
            if self.is_sponsor(group[-1]):
                continue
            kinds: frozenset[str] = frozenset(i.entry.kind for i in group if i.entry is not None)
            out += [
                (self._actor(c, group[0].start, group[-1].end), kinds) for c in self._codes(group)
            ]
        return out

    def is_capital(self, a: Actor) -> bool:
        """Whether an actor is named by a capital alone."""
        inside = self._within(a.start, a.end)
        return (
            len(inside) == 1 and inside[0].entry is not None and inside[0].entry.kind == "capital"
        )

    def names_at(self, at: int) -> bool:
        """Whether a name, a role word or a named person stands at `at`."""
        i = bisect_right(self._starts, at) - 1
        n = bisect_right(self._named_starts, at) - 1
        return (i >= 0 and at < self.items[i].end) or (n >= 0 and at < self.named[n].end)

    def makers_in(self, start: int, end: int) -> tuple[Actor, ...]:
        """ "An Avarian-drafted Council statement": whoever drafted it, led it, asked for it, and not the Council."""
        for item in self._within(start, end):
            if item.kind == "C" and _MADE.match(self.text, item.end, end):
                codes = codes_of(self.text, [item])
                return tuple(self._actor(c, item.start, item.end) for c in codes)
        return ()

    def modifiers_in(self, start: int, end: int) -> tuple[Actor, ...]:
        """ "Avarian drones": names and roles within [start, end), roles at its end left out."""
        items = self._within(start, end)
        while items and items[-1].kind == "R":
            items.pop()
        if not items:
            return ()
        a, b = items[0].start, items[-1].end
        return tuple(self._actor(c, a, b) for c in codes_of(self.text, items))

    def is_sponsor(self, item: Item) -> bool:
        """ "Avaria-backed rebels": a state that stands behind those who act is not the one who acts."""
        return item.kind == "C" and item.start in self._sponsors

    def names_sponsor(self, at: int) -> bool:
        """Whether the name that begins at `at` is a sponsor's."""
        return at in self._sponsors

    def _of_person(self, at: int) -> bool:
        """Whether a person's name begins at `at`, whatever the parser took its first word for."""
        n = bisect_left(self._named_starts, at)
        return n < len(self.named) and self.named[n].start == at

    def joined_before(self, start: int) -> int:
        """Where a row of names joined by hyphens begins that goes on at `start` ("Avaria-Brennia")."""
        i = bisect_left(self._starts, start) - 1
        if (
            i >= 0
            and self.items[i].kind == "C"
            and self.text[self.items[i].end : start] in ("-", "–", "/")
        ):
            return self.items[i].start
        return start

    def organisation_at(self, start: int) -> tuple[Actor, ...]:
        """An organisation that stands before a noun ("the Avarian League summit"), named from `start` on."""
        i = bisect_left(self._starts, start)
        item = self.items[i] if i < len(self.items) else None
        if item is None or item.start != start or item.entry is None or not item.entry.org:
            return ()
        return (self._actor(of_entry(item.entry), start, item.end),)

    def _groups(self, start: int, end: int) -> list[list[Item]]:
        """Names, roles and persons that stand together: "Avarian Foreign Minister Ivo Tamm" is one group."""
        if self.joints:
            return headfirst.grouped(self.text, self._within(start, end), self.joints)
        groups: list[list[Item]] = []
        for item in self._within(start, end):
            if groups and self._together(groups[-1][-1], item):
                groups[-1].append(item)
            else:
                groups.append([item])
        return groups

    def _together(self, a: Item, b: Item) -> bool:
        """Whether `b` goes on what `a` began; without spaces a name behind a role begins anew."""
        gap = self.text[a.end : b.start]
        if a.kind == "P":
            return False
        if not gap or gap in self._links:
            return (a.kind, b.kind) != ("R", "C")
        return _GAP.fullmatch(gap) is not None

    def _codes(self, group: list[Item]) -> list[Codes]:
        return headfirst.coded(group) if self.joints else codes_of(self.text, group)

    def _within(self, start: int, end: int) -> list[Item]:
        i = bisect_left(self._starts, start)
        out = []
        while i < len(self.items) and self.items[i].start < end:
            if self.items[i].end <= end:
                out.append(self.items[i])
            i += 1
        return sorted(out + [as_item(n) for n in self._named_within(start, end)])

    def _named_within(self, start: int, end: int) -> list[Named]:
        i = bisect_left(self._named_starts, start)
        out = []
        while i < len(self.named) and self.named[i].start < end:
            if self.named[i].end <= end:
                out.append(self.named[i])
            i += 1
        return out

    def _actor(self, codes: Codes, start: int, end: int) -> Actor:
        name = codes.name or plain_name(self.text[start:end])
        return Actor(
            start=start, end=end, name=name, country=codes.country, org=codes.org,
            sector=codes.sector, office=codes.office, link=codes.link,
        )  # fmt: skip
