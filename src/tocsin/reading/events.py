"""Acts in a parsed sentence: who did what to whom, as the lexicon's lines say and only as far as the words go."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import structs

from tocsin.reading.actors import Cast
from tocsin.reading.arguments import Frame, frame
from tocsin.reading.attach import HARMING
from tocsin.reading.lexicon import Lexicon, Line, Need
from tocsin.reading.parties import among, coded, keys, public
from tocsin.reading.reality import announced, reality
from tocsin.reading.repeats import put
from tocsin.reading.roles import INSTRUMENTS, Roles
from tocsin.reading.sufficiency import enough
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Actor, Event, Span

POS = {"VB": "v", "NN": "n", "JJ": "a"}
CONSUMING = words("consuming")
MEASURES = words("measures")
DOCUMENTS = words("document-nouns")
MUTUAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT"])
JOINT = frozenset(["AGREE"])
FORCE = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST"])
TAKEN = (
    "REQUEST",
    "AGREE",
    "REJECT",
    "THREATEN",
    "RETREAT",
    "CONCEDE",
    "CONSULT",
    "SUPPORT",
    "NONE",
)


Side = tuple[tuple[Actor, ...], tuple[str, ...]]  # who, and the slots they came from


class Act(NamedTuple):
    """A predicate that a line fits, with its frame."""

    line: Line
    frame: Frame


class Judged(NamedTuple):
    """An act with the event it made and the slots its sides came from, or the step at which it was left out."""

    act: Act
    event: Event | None = None
    who_from: tuple[str, ...] = ()
    whom_from: tuple[str, ...] = ()
    left_out: str | None = None


def events(tree: Tree, cast: Cast, lexicon: Lexicon) -> list[Event]:
    """The events of one sentence, in order of the text; one act told twice stands once."""
    told: list[Event] = []
    for _ in judged(tree, cast, lexicon, told):
        pass
    return told


def judged(tree: Tree, cast: Cast, lexicon: Lexicon, told: list[Event]) -> Iterator[Judged]:
    """Every act that a line fits, with what becomes of it; the events that stand are put into `told`."""
    found = list(acts(tree, cast, lexicon))
    taken = _taken(tree, found)
    by = {a.frame.i: a for a in found}
    for act in found:
        if act.frame.i in taken:
            yield Judged(act, left_out="it is part of another act of the sentence")
            continue
        if act.line.category == "NONE":
            yield Judged(act, left_out="the line keeps silent")
            continue
        nouns = [by[k] for k in sorted(_asked(tree, act)) if k in by and k in taken]
        one = _event(tree, cast, act, lexicon, nouns)
        if one.event is not None and _harm_of(tree, act, one.event, told):
            one = one._replace(event=None, left_out="it is the effect of an act told already")
        if one.event is not None:
            put(told, one.event)
            if one.event.category == "ASSAULT" and one.event.initiators:
                words = [tree.lemmas[a.frame.i] for a in (act, *nouns)]
                cast.did(tree, words, one.event.initiators, one.event.recipients)
        yield one


def acts(tree: Tree, cast: Cast, lexicon: Lexicon) -> Iterator[Act]:
    """The predicates of a sentence with the line that fits each; a line that keeps silent (NONE) is an answer too."""
    for f, lines in predicates(tree, lexicon):
        line = next((x for x in lines if not unmet(x, f, tree, cast)), None)
        if line is not None and not is_law(tree, f):
            yield Act(line, f)


def predicates(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[Frame, list[Line]]]:
    """The words of a sentence that the lexicon has lines for, with their frames and the lines in the order tried."""
    for t in tree.tokens:
        pos = POS.get(t.tag[:2])
        lines = lexicon.lines(tree.lemmas[t.i], pos) if pos else []
        if lines and not _only_modifies(tree, t.i):
            yield frame(tree, t.i), lines


def unmet(line: Line, f: Frame, tree: Tree, cast: Cast) -> Need | None:
    """The first condition of a line that does not hold; None if the line fits."""
    return next((n for n in line.needs if not _holds(n, f, tree, cast)), None)


def _harm_of(tree: Tree, act: Act, event: Event, told: Sequence[Event]) -> bool:
    """ "Strikes on a base, which killed two", "bombed a base, killing two": the dead are effects of the strikes, told already, and no act beside them."""
    i = act.frame.i
    beside = tree[i].dep == "relcl" or (tree[i].dep == "advcl" and tree[i].tag == "VBG")
    if not beside or tree.lemmas[i] not in HARMING or not event.initiators:
        return False
    return any(
        o.category == "ASSAULT" and o.recipients and keys(o.initiators) == keys(event.initiators)
        for o in told
    )


def is_law(tree: Tree, f: Frame) -> bool:
    """ "A resolution that prohibits ...": what a text lays down is no act of the day."""
    i = f.i if tree.is_verb(f.i) else tree[f.i].head
    return tree[i].tag == "VBZ" and any(
        tree.lemmas[k] in DOCUMENTS for k in frame(tree, i).get("subj")
    )


def _only_modifies(tree: Tree, i: int) -> bool:
    """ "The attack helicopter", "striking workers", "a proposed deal": words before a noun are no act of their own."""
    return tree[i].dep in ("compound", "amod", "nmod") or tree[i].tag in ("NNP", "NNPS")


def _holds(need: Need, f: Frame, tree: Tree, cast: Cast) -> bool:
    tokens = f.get(need.slot)
    if need.absent and need.words is None:
        return not tokens
    if need.actor:
        return any(cast.at(tree, k) for k in tokens)
    if need.words is None:
        return bool(tokens)
    return (
        any(tree.lemmas[k] in need.words for t in tokens for k in tree.conjuncts(t)) != need.absent
    )


def _taken(tree: Tree, found: Sequence[Act]) -> frozenset[int]:
    """The predicates that are part of another act: "agreed to withdraw" is one act, "launched an attack" too."""
    by = {a.frame.i: a for a in found}
    taken: set[int] = set()
    for act in found:
        if act.frame.i in taken:
            continue
        if tree.is_verb(act.frame.i):
            if _noun_knows_better(tree, act, by):
                taken.add(act.frame.i)
            else:
                taken |= _inside(tree, act)
        elif act.line.pos == "a":
            taken |= {k for x in tree.kids(act.frame.i, "xcomp", "ccomp") for k in tree.subtree(x)}
        else:
            taken |= {k for k in act.frame.get("light") if k in by and k < act.frame.i}
    return frozenset(taken)


def _noun_knows_better(tree: Tree, act: Act, by: dict[int, Act]) -> bool:
    """ "Began a hunger strike", "launched a drone attack": the noun with its modifier says which act it is."""
    for k in _asked(tree, act):
        line = by[k].line if k in by else None
        if (
            line
            and any(n.slot == "mod" and n.words for n in line.needs)
            and (line.category != act.line.category or not act.line.mode)
        ):
            return True
    return False


def _asked(tree: Tree, act: Act) -> set[int]:
    slots = {n.slot for n in act.line.needs if n.words is not None and not n.absent}
    return {x for s in slots for k in act.frame.get(s) for x in tree.conjuncts(k)}


def _inside(tree: Tree, act: Act) -> set[int]:
    """What the line itself asked for, and the whole complement of a verb of wanting or refusing."""
    inside = _asked(tree, act)
    if act.line.category == "AGREE" or (
        tree.lemmas[act.frame.i] in CONSUMING and act.line.category in TAKEN
    ):
        for slot in ("xcomp", "ccomp", "obj", "for", "to", "on", "from"):
            for k in act.frame.get(slot):
                inside |= set(tree.subtree(k))
    return inside - {act.frame.i}


def _event(tree: Tree, cast: Cast, act: Act, lexicon: Lexicon, nouns: Sequence[Act]) -> Judged:
    same = [n for n in nouns if n.line.category == act.line.category]
    (who, who_from), (whom, whom_from) = _sides(tree, cast, act, lexicon)
    for n in same:  # "carried out air strikes on ...": the noun says on whom, and how
        more = _sides(tree, cast, n, lexicon)
        if not any(map(coded, who)) and more[0][0]:
            who, who_from = more[0]
        if not any(map(coded, whom)) and more[1][0]:
            whom, whom_from = more[1]
        act = act._replace(line=act.line._replace(mode=act.line.mode or n.line.mode))
    if act.line.category == "ASSAULT" and any(_definite(tree, a.frame.i) for a in (act, *same)):
        whom = _struck_again(cast, who, whom)
    whom = tuple(a for a in whom if not among(a, who))
    if len({a.start for a in who}) > 1 and _between_them(tree, act, lexicon, whom):
        whom = ()  # "A and B signed an accord": the accord is no party
    if not enough(act.line, act.frame, who, whom, by_means=_by_means(tree, act)):
        return Judged(act, None, who_from, whom_from, "the words name too few parties for it")
    real = reality(tree, act.frame.i, cast.text)
    category = act.line.category
    if act.line.future not in (None, category) and announced(tree, act.frame.i, cast.text):
        category, real = act.line.future, "actual"
    elif (
        act.line.negated
        and real == "negated"
        and announced(tree, act.frame.i, cast.text, negated=True)
    ):
        category, real = act.line.negated, "actual"
    t = tree[act.frame.i]
    event = Event(
        category=category, mode=act.line.mode if category == act.line.category else None,
        contexts=act.line.contexts, act=Span(start=t.start, end=t.end), reality=real, rule=act.line.place,
        initiators=public(who, cast.text), recipients=public(whom, cast.text),
    )  # fmt: skip
    return Judged(act, event, who_from, whom_from)


def _definite(tree: Tree, i: int) -> bool:
    """ "The attacks", "those strikes": told before."""
    return any(tree[k].text.lower() in ("the", "these", "those") for k in tree.kids(i, "det"))


def _struck_again(cast: Cast, who: Sequence[Actor], whom: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "The attacks of A and B on nuclear plants": whose plants, where A and B were told to have struck one state only."""
    before = cast.struck_by(who) if who and len(whom) == 1 and not coded(whom[0]) else None
    if before is None:
        return whom
    return (structs.replace(before, start=whom[0].start, end=whom[0].end, link="again"),)


def _between_them(tree: Tree, act: Act, lexicon: Lexicon, whom: Sequence[Actor]) -> bool:
    """Whether those who do an act do it with each other: "A and B agreed to share data on C" is not with C."""
    if act.line.category not in MUTUAL or act.frame.get("with") or act.frame.get("between"):
        return False
    things = [k for slot in ("obj", "xcomp", *act.line.whom) for k in act.frame.get(slot)]
    inner = [x for k in things for x in (k, *tree.kids(k, "dobj"))]
    if act.line.category in JOINT or any(
        tree.lemmas[k] in lexicon.classes["shared"] for k in inner
    ):
        return True
    return not inner and not any(map(coded, whom))


def _by_means(tree: Tree, act: Act) -> bool:
    return any(tree.lemmas[k] in INSTRUMENTS for k in act.frame.get("subj"))


def _sides(tree: Tree, cast: Cast, act: Act, lexicon: Lexicon) -> tuple[Side, Side]:
    verbal = act.line.category not in FORCE
    roles = Roles(tree, cast, act.frame, lexicon, frozenset(_asked(tree, act)), verbal=verbal)
    who, used = roles.fill(act.line.who, ())
    return (who, used), roles.fill(act.line.whom, used, whom=True)
