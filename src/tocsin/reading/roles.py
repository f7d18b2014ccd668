"""The sides of an act: the slots of a frame turned into actors, in the order in which a line names them."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from tocsin.reading.actors import Cast
from tocsin.reading.arguments import Frame, frame, noun_frame
from tocsin.reading.lexicon import Lexicon
from tocsin.reading.owning import DOER_OF, THING_OF, owners, owners_after
from tocsin.reading.parties import coded_state, theirs
from tocsin.reading.slots import infinitive
from tocsin.reading.tree import Tree
from tocsin.reading.unnamed import written, written_before
from tocsin.reading.vocabulary import words
from tocsin.records import Actor

ABOUT = THING_OF | frozenset(["on", "about", "for", "to", "against", "over", "into", "regarding"])
PLACES = frozenset(["capital", "region"])
CLAUSES = ("ccomp", "xcomp", "obj", "for", "from", "of", "to")
INNER = ("obj", "with", "to", "from", "against", "on", "for", "in", "of")
HOSTILE = frozenset(["ASSAULT", "ACCUSE", "COERCE", "THREATEN", "MOBILIZE", "PROTEST", "SANCTION"])
PLACE_SLOTS = frozenset(["in", "to", "into", "near", "at", "from", "for"])
TIME = words("time-nouns")
INSTRUMENTS = words("instruments")
MEASURES = words("measures")


class Roles:
    """Fills the sides of one act from its frame."""

    def __init__(
        self,
        tree: Tree,
        cast: Cast,
        f: Frame,
        lexicon: Lexicon,
        own: frozenset[int] = frozenset(),
        *,
        verbal: bool = True,
        asked: frozenset[int] = frozenset(),
    ) -> None:
        self.tree, self.cast, self.frame, self.lexicon = tree, cast, f, lexicon
        self.verbal = verbal  # no act of force: "condemned the attack" is about whoever attacked
        self._asked = (
            asked  # acts whose doer is being looked for, lest two frames ask each other for ever
        )
        self._own = own  # nouns that are part of the predicate itself ("launched a probe")

    def fill(
        self, slots: Sequence[str], used: Sequence[str], *, whom: bool = False
    ) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
        """The actors of the first slot that has some, and that slot; else the words of the first that names something."""
        free = [s for s in slots if s not in used]
        found = [(_distinct(tuple(self._slot(s, whom=whom))), (s,)) for s in free]
        for placed in (
            True,
            False,
        ):  # a side with a country before one that is only a role ("its troops")
            for actors, slot in found:
                if any(a.country or a.org for a in actors) >= placed and actors:
                    return actors, slot
        for slot_name in free if whom else ():
            if deeper := _distinct(tuple(self._about(slot_name))):
                return deeper, (slot_name,)
        if (
            whom
            and not self._hostile_aim()
            and (aimed := _distinct(tuple(self._inner(("aim", "obj")))))
        ):
            return aimed, ("aim",)
        for slot_name in free:
            if words_only := tuple(self._written(slot_name)):
                return words_only, (slot_name,)
        return (), ()

    def _about(self, slot: str) -> Iterator[Actor]:
        """ "Assurances on trade from Brennia", "sanctions in relation to Brennia": whom a thing is about or comes from."""
        doers = [a for k in self.frame.get("subj") for a in self.cast.at(self.tree, k)]
        for k in self.frame.get(slot):
            if self.tree.is_verb(k) and slot not in CLAUSES[:2]:
                yield from self._inner_of(
                    k, "ccomp"
                )  # "an inquiry into whether ...", "spent on helping ..."
            elif self.tree.is_noun(k) and not self._of_time(k) and not self._is_act(k):
                for a in owners_after(self.cast, self.tree, k, ABOUT):
                    if not theirs(a, doers):
                        yield a

    def _hostile_aim(self) -> bool:
        """ "Sent jets to destroy Brennia's dam": no help to Brennia."""
        hostile = self.lexicon.classes.get("hostile", frozenset())
        return self.verbal and any(self.tree.lemmas[k] in hostile for k in self.frame.get("aim"))

    def _of_time(self, k: int) -> bool:
        return self.tree.lemmas[k] in TIME or self.tree.lemmas[k] in MEASURES

    def _slot(self, slot: str, *, whom: bool) -> Iterator[Actor]:
        if slot == "mod":
            yield from self._modifiers()
            return
        if slot == "inner":
            yield from self._inner()
            return
        if slot == "subj" and not self.frame.get("subj"):
            yield from self._by_means()
            return
        for k in self.frame.get(slot):
            if slot == "poss" and self._answered(k):
                continue
            if slot == "subj" and (act := self._act_meant(k)) is not None:
                yield from self._doers(act)
                continue
            for x in self._list(k):
                if x not in self._own or not self._is_act(x):
                    yield from self._at_place(slot, self._actors(x, whom=whom))

    def _answered(self, k: int) -> bool:
        """ "Imposed sanctions on Avaria in response to its invasion": the act of whoever is answered, and not sure whose."""
        head = self.tree[self.tree[self.frame.i].head].text.lower()
        return not self.verbal and self.tree[k].tag == "PRP$" and head in ("to", "over", "for")

    def _list(self, k: int) -> list[int]:
        """The members of a list; "A, B, C and D" whose second name the parser took for an apposition is one, too."""
        out = list(self.tree.conjuncts(k))
        for x in list(out):
            for a in self.tree.kids(x, "appos"):
                if self._bare(x) and self._bare(a) and self._bare(x) != self._bare(a):
                    out += [y for y in self.tree.conjuncts(a) if y not in out]
        return out

    def _bare(self, x: int) -> str | None:
        """The country of a lone name of a country."""
        found = self.cast.at(self.tree, x)
        return (
            found[0].country
            if len(found) == 1 and not found[0].sector and not found[0].link
            else None
        )

    def _at_place(self, slot: str, actors: Sequence[Actor]) -> Iterator[Actor]:
        """ "Flew to the capital": a place, and not the government that sits there."""
        place = slot in PLACE_SLOTS or self.tree.lemmas[self.frame.i] in ("visit", "tour")
        for a in actors:
            yield structs.replace(a, sector=None) if place and self.cast.is_capital(a) else a

    def _act_meant(self, k: int) -> int | None:
        """ "Strikes on a base in the capital, which killed ...": the strikes did, not the capital that stands nearest."""
        tree = self.tree
        if tree[self.frame.i].dep != "relcl" or tree[self.frame.i].head != k:
            return None
        while tree[k].dep in ("pobj", "prep", "poss", "appos") and tree[k].head != k:
            k = tree[k].head
            if self._is_act(k):
                return k
        if tree.is_verb(k):
            return next((o for o in tree.kids(k, "dobj", "nsubjpass") if self._is_act(o)), None)
        return None

    def _by_means(self) -> Iterator[Actor]:
        """ "Was killed in an Avarian air strike": the doer of the act that is named as the way it happened."""
        for slot in ("in", "during", "by", "from"):
            for k in self.frame.get(slot):
                if self.tree.is_noun(k) and self._is_act(k):
                    yield from self._doers(k)

    def _actors(self, x: int, *, whom: bool) -> Sequence[Actor]:
        """The actors at a token, through "dozens of" and appositions; of a thing, whose it is."""
        found = self.cast.at(self.tree, x)
        if found and (self.tree.lemmas[x] not in INSTRUMENTS or any(map(coded_state, found))):
            return found
        if self._is_act(x):
            if whom and not self.verbal:
                return ()
            return self._doers(x, again=whom == self.verbal)
        for k in self.tree.kids(x, "appos"):
            if found := self.cast.at(self.tree, k):
                return found
        if whom and self.tree.is_noun(x):
            return self._owners_but_self(x)
        if self.tree.is_noun(x) and self._stands_for_owner(x):
            return owners(self.cast, self.tree, x, DOER_OF)
        return ()

    def _owners_but_self(self, x: int) -> Sequence[Actor]:
        """Whose thing it is, the doer of the act left out ("doubts about its pact with Brennia": Brennia)."""
        mine = [a for k in self.frame.get("subj") for a in self.cast.at(self.tree, k)]
        found = owners(self.cast, self.tree, x)
        others = tuple(a for a in found if not theirs(a, mine))
        return others or owners_after(self.cast, self.tree, x, THING_OF)

    def _is_act(self, x: int) -> bool:
        """Whether the noun is an act of force or blame, which is on somebody: its place or target did not do it."""
        lines = self.lexicon.lines(self.tree.lemmas[x], "n") if self.tree.is_noun(x) else []
        return any(
            line.category in HOSTILE and all(n.slot != "light" for n in line.needs)
            for line in lines
        )

    def _doers(self, x: int, *, again: bool = True) -> Sequence[Actor]:
        """Who does the act that the noun names; `again`: "the strikes" may be those told before."""
        if x in self._asked:
            return ()
        frame, asked = noun_frame(self.tree, x), self._asked | {x}
        inner = Roles(self.tree, self.cast, frame, self.lexicon, asked=asked)
        for slot in ("subj", "by", "poss", "mod", "from"):
            if found := tuple(inner._slot(slot, whom=False)):
                return found
        if again and any(
            self.tree[k].text.lower() in ("the", "these", "those") for k in self.tree.kids(x, "det")
        ):
            return self.cast.done.get(self.tree.lemmas[x]) or self.cast.last_force(self.tree)
        return ()

    def _stands_for_owner(self, x: int) -> bool:
        """ "An Avarian drone hit ...": the thing acts for its owner, if that is said before it."""
        made = (k for v in self.tree.kids(x, "acl") for k in self.tree.kids(v, "agent"))
        return (
            self.tree.kid(x, "poss", "amod", "compound", "nmod") is not None
            or next(made, None) is not None
        )

    def _modifiers(self) -> Iterator[Actor]:
        """ "Avarian strikes", "Avarian-Brennian talks": adjectives and bodies; a place before a noun may be the target."""
        i = self.frame.i
        start, end = self.tree[self.tree.left_edge(i)].start, self.tree[i].start
        poss = self.tree.kid(i, "poss")
        if poss is not None:
            start = self.tree[max(self.tree.subtree(poss))].end
        symmetric = self.tree.lemmas[i] in words("symmetric-nouns")
        for actor, kinds in self.cast.groups_in(self.cast.joined_before(start), end):
            if not actor.country and not actor.org:
                continue
            if symmetric or not kinds & PLACES:
                yield actor

    def _inner(self, slots: Sequence[str] = CLAUSES) -> Iterator[Actor]:
        """The other side of the act inside this one: "agreed to sell jets to Brennia", "demanded that Brennia stop"."""
        for slot in slots:
            for k in self.frame.get(slot):
                found = list(self._inner_of(k, slot))
                if found:
                    yield from found
                    return

    def _inner_of(self, k: int, slot: str) -> Iterator[Actor]:
        if not self.tree.is_verb(k):
            for verb in self.tree.kids(k, "acl"):
                if infinitive(self.tree, verb):
                    yield from self._inner_of(verb, slot)
            return
        f = frame(self.tree, k)
        mine = [a for t in self.frame.get("subj") for a in self.cast.at(self.tree, t)]
        order = ("subj", *INNER) if slot == "ccomp" else INNER
        deeper = Roles(self.tree, self.cast, f, self.lexicon)
        found = [[a for a in deeper._slot(s, whom=True) if not theirs(a, mine)] for s in order]
        for actors in (*(x for x in found if any(a.country or a.org for a in x)), *found):
            if actors:
                yield from actors
                return

    def _written_inside(self) -> Iterator[Actor]:
        for k in self.frame.get("xcomp"):
            if self.tree.is_verb(k):
                deeper = Roles(self.tree, self.cast, frame(self.tree, k), self.lexicon)
                for slot in ("to", "with", "from", "against", "on", "for", "in", "obj"):
                    if found := tuple(deeper._written(slot)):
                        yield from found
                        return

    def _written(self, slot: str) -> Iterator[Actor]:
        """What the words name without a public role that we know: kept as words, coded as nobody."""
        if slot == "inner":
            yield from self._written_inside()
        if slot in ("mod", "inner"):
            return
        for k in self.frame.get(slot):
            for x in self.tree.conjuncts(k):
                if self.tree[x].tag == "PRP":
                    yield from written_before(self.cast, self.tree, x)
                if self._names_something(x, slot):
                    yield written(self.cast, self.tree, x)

    def _names_something(self, x: int, slot: str) -> bool:
        """Whether a noun may name a party or what is acted on; a time or an amount never does.

        An act or an instrument does nothing and suffers nothing; it may be what is spoken of ("condemned the raid").
        """
        lemma = self.tree.lemmas[x]
        if not self.tree.is_noun(x) or lemma in TIME or lemma in MEASURES:
            return False
        if lemma in INSTRUMENTS or self._is_act(x):
            return self.verbal and slot != "subj" and x not in self._own
        return True


def _distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
