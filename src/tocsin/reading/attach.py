"""Where, when and with what effect, as far as the grammar ties it to the act; what only stands nearby is left out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from tocsin.reading.arguments import LIGHT
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Dated, Place, Quantity

T = TypeVar("T", Place, Dated)
LOCATIVE = words("locative")
PLACE_NOUNS = words("place-nouns")
TEMPORAL = words("temporal")
TARGETS = frozenset(["on", "against", "at", "of", "to", "into"])
EFFECTS = frozenset(["killed", "injured", "missing", "arrested", "displaced", "abducted"])
HARMING = words("harming")
FINENESS = {"point": 0, "city": 1, "region": 2, "country": 3, None: 4}


def place_of(
    tree: Tree, i: int, places: Sequence[Place], *, deep: bool = False, limit: int = 99
) -> Place | None:
    """The place that the act at token `i` is said to have happened at; `deep` looks into its target, too."""
    near = [p for p in _in_sentence(tree, places) if not _far(tree, i, p.start, limit)]
    if not near:
        return None
    for p in _prepositions(tree, i, deep=deep):
        for k in tree.kids(p, "pobj"):
            inside = [x for x in near if any(_covers(tree, x, t) for t in _named(tree, k))]
            if inside:
                return min(inside, key=lambda x: (FINENESS[x.precision], x.start))
    return None


def _far(tree: Tree, i: int, start: int, limit: int) -> bool:
    """Whether [start, ...) lies more than `limit` words after the act."""
    return sum(tree[i].start < t.start < start for t in tree.tokens) > limit


def _covers(tree: Tree, x: Place, t: int) -> bool:
    return x.start < tree[t].end and tree[t].start < x.end


def _named(tree: Tree, k: int) -> Iterator[int]:
    """The words that name the place of a phrase: its head, an apposition, "the city of ..."."""
    yield k
    yield from tree.kids(k, "appos", "compound", "nmod")
    if tree.lemmas[k] in PLACE_NOUNS:
        for p in tree.kids(k, "prep"):
            yield from tree.kids(p, "pobj")
        yield from tree.kids(k, "amod")


def date_of(tree: Tree, i: int, dates: Sequence[Dated], limit: int = 99) -> str | None:
    """The date (EDTF) that the grammar ties to the act at token `i`; None if there is none or more than one."""
    near = [d for d in _in_sentence(tree, dates) if d.type in ("DATE", "TIME")]
    if not near:
        return None
    reach = {k for top in _tops(tree, i) for k in tree.clause(top)}
    told = [
        d for d in near if any(_tells_when(tree, k) for k in tree.at(d.start, d.end) if k in reach)
    ] or [d for d in near if _right_behind(tree, i, d)]
    days = [
        d for d in told if d.type == "DATE"
    ] or told  # a day before an hour: "on Monday at noon"
    values = list(dict.fromkeys(d.edtf for d in days if d.edtf and any(map(str.isdigit, d.edtf))))
    return values[0] if len(values) == 1 else None


def effects_of(
    tree: Tree, i: int, counted: Iterable[tuple[int, int, Quantity]]
) -> tuple[Quantity, ...]:
    """How many were killed, injured and the like by the act at token `i`: counts within its own phrase."""
    tops = _tops(tree, i)
    if tree[i].dep == "nsubj" and tree.lemmas[tree[i].head] in HARMING:  # "the raid killed ten"
        tops.append(tree[i].head)
    span = [k for top in tops for k in tree.subtree(top)]
    start, end = tree[min(span)].start, tree[max(span)].end
    return tuple(q for a, b, q in counted if start <= a and b <= end and q.kind in EFFECTS)


def _in_sentence(tree: Tree, found: Sequence[T]) -> list[T]:
    s = tree.sentence
    return [x for x in found if s.start <= x.start and x.end <= s.end]


def _tops(tree: Tree, i: int) -> list[int]:
    """The act and, for a noun, the light verb that carries it."""
    top = tree.first_conjunct(i)
    head = tree[top].head
    if tree.is_noun(i) and tree[top].dep in ("dobj", "nsubjpass") and tree.lemmas[head] in LIGHT:
        return [i, head]
    for k in tree.kids(i, "acl"):
        if tree.lemmas[k] in LIGHT:
            return [i, k]
    return [i]


def _prepositions(tree: Tree, i: int, *, deep: bool) -> Iterator[int]:
    """The prepositions of place of an act: its own first, then those within its target and its object."""
    later = []
    for top in _tops(tree, i):
        for k in tree.children[top]:
            word = tree[k].text.lower()
            if tree[k].dep in ("prep", "agent") and word in LOCATIVE:
                yield k
                later.append(k)
            elif deep and (
                tree[k].dep in ("dobj", "nsubjpass") or (tree[k].dep == "prep" and word in TARGETS)
            ):
                later.append(k)
    for k in later:
        yield from (
            p for p in tree.clause(k) if tree[p].dep == "prep" and tree[p].text.lower() in LOCATIVE
        )


def _right_behind(tree: Tree, i: int, d: Dated) -> bool:
    """ "Followed the visit to the coast on June 23": the day that stands right behind a noun and what belongs to it."""
    last = max(tree.subtree(i))
    if not tree.is_noun(i) or last + 2 >= len(tree) or tree[last + 1].text.lower() not in TEMPORAL:
        return False
    return tree[last + 2].start == d.start and tree[last + 1].head == tree[i].head


def _tells_when(tree: Tree, k: int) -> bool:
    """Whether the token hangs on the act as a time: "on Tuesday", "last week", "Tuesday"; not "the May accord"."""
    top = k
    while (
        tree[top].dep in ("compound", "amod", "nummod", "det", "punct", "nmod", "poss", "appos")
        and tree[top].head != top
    ):
        top = tree[top].head
    head = tree[top].head
    if tree[top].dep in ("npadvmod", "tmod", "advmod"):
        return True
    return tree[top].dep == "pobj" and tree[head].text.lower() in TEMPORAL
