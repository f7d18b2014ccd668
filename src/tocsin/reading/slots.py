"""Slots of a frame filled: tokens under the names of grammar, prepositions with what they govern, no times."""

from collections.abc import Iterator

from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words

TIME = words("time-nouns")


def add(slots: dict[str, list[int]], slot: str, token: int | None) -> None:
    """Puts a token into a slot, once; None is nothing to put."""
    if token is not None and token not in slots.get(slot, []):
        slots.setdefault(slot, []).append(token)


def put_prep(tree: Tree, p: int, slots: dict[str, list[int]], named: str | None = None) -> None:
    """Puts what the preposition `p` governs into the slot of that name, or into `named`; a time goes nowhere."""
    slot = named or tree[p].text.lower()
    for k in (*tree.kids(p, "pobj", "pcomp"), *_cut_off(tree, p)):
        if not is_time(tree, k):
            add(slots, slot, k)
        elif names := [
            x
            for x in tree.kids(k, "compound", "nmod")
            if tree[x].tag == "NNP" and not is_time(tree, x)
        ]:
            add(slots, slot, names[-1])  # "met with Minister Tamm Tuesday": the day is not whom
    for deeper in tree.kids(p, "prep"):  # "out of", "away from"
        put_prep(tree, deeper, slots)


def _cut_off(tree: Tree, p: int) -> Iterator[int]:
    """ "Asylum to five officers holed up in ...": the noun that the parser made the subject of a clause of its own."""
    if not any(tree[k].dep in ("pobj", "pcomp", "prep") for k in tree.children[p]):
        for k in range(p + 1, min(p + 7, len(tree))):
            if tree[k].dep == "nsubj" and tree.is_noun(k) and tree.left_edge(k) == p + 1:
                yield k


def is_time(tree: Tree, k: int) -> bool:
    """Whether token `k` is a time: "Tuesday", "last year"; a shortened name at the end of a sentence is none."""
    if tree[k].text.endswith(".") and tree.kid(k, "compound") is not None:
        return False  # a name at the end of a sentence, cut like "Jun."
    return tree[k].text.lower() in TIME or tree.lemmas[k] in TIME


def unfinished(tree: Tree, k: int) -> bool:
    """Whether the clause of `k` has no finite verb: "wants them to go", "saw them going"."""
    if tree.kid(k, "mark") is not None:
        return False
    return (
        infinitive(tree, k)
        if tree[k].tag == "VB"
        else tree[k].tag == "VBG" and not tree.kid(k, "aux")
    )


def infinitive(tree: Tree, k: int) -> bool:
    """Whether the verb `k` is an infinitive with "to"."""
    return any(tree[c].tag == "TO" for c in tree.kids(k, "aux"))
