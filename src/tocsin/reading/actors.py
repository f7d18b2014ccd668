"""Who is who in one report: names, roles, surnames and pronouns brought to coded actors, sure or not at all."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Self

from msgspec import structs

from tocsin.reading.anaphora import Seen, above, agrees, antecedents, looks_back
from tocsin.reading.coding import (
    Codes,
    codes_of,
    country_named,
    of_entry,
    plain_name,
    same_role,
)
from tocsin.reading.kit import Kit
from tocsin.reading.mentions import Mentions
from tocsin.reading.naming import Item
from tocsin.reading.parse import Parsed
from tocsin.reading.parties import ORGANS, coded_state, keys
from tocsin.reading.seen import all_seen
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Actor

OF_PREPOSITIONS = frozenset(["of", "for", "from", "in", "at"])
PERSONAL = words("personal")
PARTITIVE = words("partitive")


class Cast(Mentions):
    """The actors of one report. Build it with `Cast.of`; ask by span (`resolve`, `actors_in`) or by token (`at`)."""

    done: dict[str, tuple[Actor, ...]]

    def __init__(self, text: str, trees: Sequence[Tree], kit: Kit, on: str | None = None) -> None:
        super().__init__(text, kit, on)
        self.trees = trees
        self._by_token: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self._tree_starts = [t.sentence.start for t in trees]
        self._seen: list[Seen] | None = None
        self.done = {}
        self._last_force: tuple[int, tuple[Actor, ...]] = (-9, ())
        self._struck: dict[frozenset[str], dict[tuple[str | None, str | None], Actor]] = {}
        self._busy: set[tuple[int, int]] = set()

    @classmethod
    def of(
        cls, text: str, parsed: Iterable[Parsed | Tree], kit: Kit, on: str | None = None
    ) -> Self:
        """The cast of a report's text with its sentences as parsed (none without a model); `on` is the day, ISO 8601."""
        trees = [p if isinstance(p, Tree) else Tree(p) for p in parsed]
        return cls(text, trees, kit, on)

    # --- asked by span

    def resolve(self, start: int, end: int) -> Actor | None:
        """The actor that the phrase at [start, end) stands for; None if it is nobody in a public role, or unsure."""
        tree = self._tree_at(start)
        if tree is not None:
            inside = [
                i for i in tree.at(start, end) if tree[i].start >= start and tree[i].end <= end
            ]
            tops = [i for i in inside if tree[i].head not in inside or tree[i].head == i]
            for i in sorted(tops, key=lambda i: (not (tree.is_noun(i) or tree[i].tag == "PRP"), i)):
                if found := self.at(tree, i):
                    return found[0]
        found = self.actors_in(start, end)
        return found[0] if found else None

    def did(
        self, tree: Tree, words: Iterable[str], who: tuple[Actor, ...], whom: tuple[Actor, ...]
    ) -> None:
        """Keeps who did an act of force to whom, so that "the strikes" of the next sentences are theirs."""
        self.done.update(dict.fromkeys(words, who))
        self._last_force = (tree.sentence.number, who)
        struck = {(a.country, a.org): a for a in whom if coded_state(a)}
        self._struck.setdefault(frozenset(keys(who)), {}).update(struck)

    def struck_by(self, who: Sequence[Actor]) -> Actor | None:
        """Whom the report has told them to have struck before; None where that was nobody, or more than one."""
        found = self._struck.get(frozenset(keys(who)), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def last_force(self, tree: Tree) -> tuple[Actor, ...]:
        """Who did the act of force of this sentence or the one before; nobody if there was none."""
        number, who = self._last_force
        return who if 0 <= tree.sentence.number - number <= 1 else ()

    def _tree_at(self, start: int) -> Tree | None:
        i = bisect_left(self._tree_starts, start + 1) - 1
        if i >= 0 and start < self.trees[i].sentence.end:
            return self.trees[i]
        return None

    # --- asked by token of a parsed sentence

    def at(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        """The actors that the noun phrase with head token `head` stands for (two for "his A and B counterparts")."""
        key = (tree.sentence.start, head)
        if key not in self._by_token:
            if key in self._busy:  # a pronoun that would refer to itself
                return ()
            self._busy.add(key)
            found = self._phrase(tree, head)
            if all(a.sector == "UNK" and not (a.country or a.org) for a in found):
                found = self._part(tree, head) or found  # "a group of ...": whoever the group is of
            self._by_token[key] = found
            self._busy.discard(key)
        return self._by_token[key]

    def _phrase(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        token = tree[head]
        if token.text.lower() in PERSONAL:
            return self._referred(tree, head)
        if not token.text[:1].isalnum():
            return ()
        if token.tag in ("WP", "WDT", "IN", "TO", "EX") and not self._of_person(token.start):
            return ()
        explicit = self.explicit(tree, head)
        if any(a.country or a.org for a in explicit):
            return explicit
        if looks_back(tree, head):
            meant = self._named_state(tree, head) or self._referred(tree, head)
            return meant or tuple(a for a in explicit if a.sector == "GOV")
        return explicit or self._referred(tree, head)

    def _named_state(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        """ "The Republic of Avaria", "the state of Brennia": the one that is named, nobody named before."""
        of = (p for p in tree.kids(head, "prep") if tree[p].text.lower() == "of")
        named = (k for p in of for k in tree.kids(p, "pobj") if tree.is_noun(k))
        return next((found for k in named if (found := self.explicit(tree, k))), ())

    def _part(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        """ "Dozens of Avarian soldiers", "three of the ministers", "an ally like Brennia": those who are meant."""
        number = tree.lemmas[head] in PARTITIVE or tree[head].tag == "CD"
        for p in tree.kids(head, "prep"):
            if tree[p].text.lower() == "like" or (number and tree[p].text.lower() == "of"):
                for k in tree.kids(p, "pobj"):
                    if found := self.at(tree, k):
                        return found
        return ()

    def explicit(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        """The actors that the words of the phrase name themselves, without looking back."""
        at = tree[head].start
        if not self.names_at(at):
            return self._apposed(tree, head)
        start, end = self.span(tree, head)
        items = [i for i in self._within(start, end) if i.end > at or not self.is_sponsor(i)]
        if not any(i.start <= at < i.end for i in items):
            return self._apposed(tree, head)
        codes = codes_of(self.text, [i for i in items if i.start <= at])
        if items[-1].kind == "R" and not any(c.country or c.org for c in codes):
            owners = self._owners_of_role(tree, head)
            if not owners and codes[0].sector in ORGANS:
                owners = self._shared_owners(tree, head)
            if len(owners) > 1:
                return self._of_each(codes[0], owners, start)
            codes = [codes[0]._replace(country=o.country, org=o.org) for o in owners] or codes
        elif items[-1].kind == "P" and not any(c.country or c.org or c.sector for c in codes):
            return self._apposed(tree, head)
        codes = [self._person_meant(c, tree, head) for c in codes]
        if len(codes) > 1:
            codes = [c._replace(name=c.name or country_named(c.country)) for c in codes]
            return self._listed(codes, items, start, end)
        return tuple(self._actor(c, start, end) for c in codes)

    def _of_each(self, role: Codes, owners: Sequence[Actor], start: int) -> tuple[Actor, ...]:
        """ "The armies of Avaria and Brennia": the first with the words of the role, each other with its own."""
        codes = (role._replace(country=o.country, org=o.org, name=o.name) for o in owners)
        begins = [start] + [o.start for o in owners[1:]]
        return tuple(map(self._actor, codes, begins, [o.end for o in owners]))

    def _listed(
        self, codes: Sequence[Codes], items: Sequence[Item], start: int, end: int
    ) -> tuple[Actor, ...]:
        """ "Avarian and Brennian troops": each has its own words, the last those of the role, too."""
        named = [i for i in items if i.kind == "C"][-len(codes) :]
        if len(named) < len(codes):
            return tuple(self._actor(c, start, end) for c in codes)
        states = [i.entry.name if i.entry and i.entry.country != "IGO" else None for i in named]
        codes = [c._replace(name=c.name or n) for c, n in zip(codes, states, strict=True)]
        ends = [i.end for i in named[:-1]] + [end]
        begins = [start] + [i.start for i in named[1:]]
        return tuple(map(self._actor, codes, begins, ends))

    def span(self, tree: Tree, head: int) -> tuple[int, int]:
        """The noun phrase from its first modifier to its head, and on to the end of a name that goes further right."""
        start, end = tree[tree.left_edge(head)].start, tree[head].end
        i = bisect_left(self._starts, tree[head].start + 1) - 1
        if i >= 0 and self.items[i].end > tree[head].start:
            start, end = min(start, self.items[i].start), max(end, self.items[i].end)
        n = bisect_left(self._named_starts, tree[head].start + 1) - 1
        if n >= 0 and self.named[n].end > end > self.named[n].start:
            end = self.named[n].end  # a first name that the parser took for the head
        return start, end

    def _apposed(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        """A name that the atlas does not know takes the role that stands beside it ("Siva, the Avarian envoy")."""
        if tree[head].tag not in ("NNP", "NNPS"):
            return ()
        for k in tree.kids(head, "appos"):
            found = self.explicit(tree, k) if k != head else ()
            if found:
                start, end = self.span(tree, head)
                name = plain_name(self.text[start:end])
                return (structs.replace(found[0], start=start, end=end, name=name, link=None),)
        return ()

    def _owners_of_role(self, tree: Tree, head: int) -> list[Actor]:
        """Whose minister, army or court it is: possessor first, then "of ..."; all of "the leaders of A and B"."""
        for k in tree.kids(head, "poss"):
            if found := self.at(tree, k):
                return list(found[:1])
        several = tree[head].tag in ("NNS", "NNPS")
        for p in tree.kids(head, "prep"):
            if tree[p].text.lower() in OF_PREPOSITIONS:
                for k in tree.kids(p, "pobj"):
                    named = [a for x in tree.conjuncts(k) for a in self.explicit(tree, x)[:1]]
                    if named:
                        return named if several else named[:1]
        return []

    def _shared_owners(self, tree: Tree, head: int) -> list[Actor]:
        """ "Lawmakers and officials in Avaria", "Avarian media and officials": what one of a list has, its fellow has."""
        first = tree.first_conjunct(head)
        if first == head:
            last = tree.conjuncts(head)[-1]
            return self._owners_of_role(tree, last) if last != head else []
        if after := [a for a in self._owners_of_role(tree, first) if a.start > tree[head].end]:
            return after
        start = tree[tree.left_edge(first)].start
        named = [i for i in self._within(start, tree[first].start) if i.kind == "C"][-1:]
        return [self._actor(of_entry(i.entry), i.start, i.end) for i in named if i.entry]

    def _person_meant(self, codes: Codes, tree: Tree, head: int) -> Codes:
        """ "The Avarian minister" is the person whom the report named so, if there is just one."""
        if codes.name or not codes.sector:
            return codes
        if tree[head].tag in ("NNS", "NNPS") and codes.link != "counterpart":
            return codes
        fits = {n.person for n in self.named if same_role(n.person, codes, tree[head].text.lower())}
        if len(fits) != 1:
            return codes
        (p,) = fits
        return Codes(p.country, p.org, p.sector or codes.sector, p.office, p.name, "role")

    # --- looking back

    def _referred(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        if self._seen is None:
            self._seen = []  # a possessor looked back to while this is gathered finds nobody
            self._seen = all_seen(self, self.trees)
        found = self._governing(tree, head) or antecedents(tree, head, self._seen, self.text)
        start, end = self.span(tree, head)
        here = tree.sentence.start  # a name of the same sentence is where the actor is named
        return tuple(
            structs.replace(a, link=a.link or link)
            if a.start >= here
            else structs.replace(a, start=start, end=end, link=a.link or link)
            for a, link in found
        )

    def _governing(self, tree: Tree, head: int) -> list[tuple[Actor, str]]:
        """ "Avaria said it would ...", "the League voted, saying that it ...": the subject of the verb above."""
        word = tree[head].text.lower()
        if tree[head].dep not in ("nsubj", "nsubjpass") or word not in PERSONAL:
            return []
        for verb in above(tree, tree[head].head):
            k = tree.kid(verb, "nsubj", "nsubjpass")
            if k is not None and k < head and tree.is_noun(k):
                found = [a for x in tree.conjuncts(k) for a in self.at(tree, x)]
                if agrees(tree, k, found, word):
                    return [(a, "pronoun") for a in found]
                return []
        return []
