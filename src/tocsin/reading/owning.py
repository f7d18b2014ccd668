"""Whose thing a noun is: possessor, modifiers, makers, or whoever follows behind a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.reading.tree import Tree
from tocsin.records import Actor

if TYPE_CHECKING:
    from tocsin.reading.actors import Cast

THING_OF = frozenset(["of", "in", "at", "by", "from", "between", "with", "among"])
DOER_OF = frozenset(["by", "from", "between"])


def owners(
    cast: Cast, tree: Tree, head: int, prepositions: frozenset[str] = THING_OF
) -> tuple[Actor, ...]:
    """Whose thing it is: "Avaria's bases", "Avarian drones", "the capital of Avaria"; none if nobody is named."""
    for k in tree.kids(head, "poss"):
        if found := tuple(a for x in tree.conjuncts(k) for a in cast.at(tree, x)):
            return found
    start, end = tree[tree.left_edge(head)].start, tree[head].start
    before = cast.makers_in(start, end) or cast.modifiers_in(start, end)
    return before or owners_after(cast, tree, head, prepositions)


def owners_after(
    cast: Cast, tree: Tree, head: int, prepositions: frozenset[str]
) -> tuple[Actor, ...]:
    """Whose thing it is by the prepositions that follow it."""
    made = (k for v in tree.kids(head, "acl") for k in tree.kids(v, "agent"))  # "made by ..."
    for p in (*made, *tree.kids(head, "prep", "agent")):
        if tree[p].text.lower() not in prepositions:
            continue
        for k in tree.kids(p, "pobj"):
            named = (
                a
                for x in tree.conjuncts(k)
                for a in cast.at(tree, x) or owners(cast, tree, x, THING_OF | prepositions)
            )
            if found := tuple(named):
                return found
    return ()
