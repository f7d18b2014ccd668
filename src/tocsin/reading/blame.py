"""Who is said to have done harm and how firmly: claimed by itself, accused and by whom, thought possible."""

from collections.abc import Iterator

from tocsin.reading.arguments import Frame, frame
from tocsin.reading.parts import Parts
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Doer, Firmness, Stage

AUTHORITIES = words("authorities")
SUPPOSED = words("supposed")
POSSIBLE = words("possible")
CRIMES = words("crimes")
SAYING = words("own-voice")
ATTEMPTS = words("attempts")
THREATS = words("threats")
DEFUSING = words("defusing")
FOILED = words("foiled")


def firmness(tree: Tree, act: int, who: int) -> Firmness:
    """How firmly the noun at `who` is tied to the act at `act`, by the words beside either."""
    near = {
        tree[k].text.lower() for k in (*tree.children[who], *tree.children[act], *_above(tree, act))
    }
    if near & POSSIBLE:
        return "possible"
    if near & SUPPOSED:
        return "accused"
    return "told"


def _above(tree: Tree, i: int) -> Iterator[int]:
    """The verbs above, as far as clauses hang on each other, and what stands before an agent ("apparently by")."""
    yield from (k for a in tree.kids(i, "agent", "prep") for k in tree.children[a])
    while tree[i].dep in ("xcomp", "ccomp", "conj") and tree[i].head != i:
        i = tree[i].head
        yield i


def blames(tree: Tree, parts: Parts) -> Iterator[Doer]:
    """Those of whom a sentence says that they claim an act, are accused of it, or are responsible for it."""
    for t in tree.tokens:
        if not tree.is_verb(t.i) and t.tag not in ("JJ", "NN", "NNS"):
            continue
        lemma = tree.lemmas[t.i]
        if (slots := _SLOTS.get(lemma)) is None:
            continue
        f = frame(tree, t.i)
        how = _how(tree, f, lemma)
        if how is not None:
            for k in (k for s in slots for k in f.get(s)):
                yield from _told(tree, parts, k, how)


_SLOTS = {
    "claim": ("subj",), "assume": ("subj",), "take": ("subj",), "accept": ("subj",), "acknowledge": ("subj",),
    "admit": ("subj",), "confess": ("subj",), "accuse": ("obj",), "blame": ("obj", "on"), "charge": ("obj",),
    "implicate": ("obj",), "suspect": ("obj",), "attribute": ("to",), "ascribe": ("to",), "hold": ("obj",),
    "responsible": ("subj",), "involve": ("obj",), "participate": ("subj",), "perpetrate": ("subj",), "commit": ("subj",),
}  # fmt: skip
_OWNED = frozenset(["responsibility", "credit", "authorship"])


def _how(tree: Tree, f: Frame, lemma: str) -> Firmness | None:
    """How firmly the verb of a frame blames; None if it says nothing of the kind here."""
    if any(tree[k].dep == "neg" for k in tree.children[f.i]):
        return None
    if lemma in ("claim", "assume", "take", "accept", "acknowledge", "admit"):
        return "claimed" if any(tree.lemmas[k] in _OWNED for k in f.get("obj")) else None
    if lemma == "confess":
        return "claimed"
    if lemma == "hold" and not any(tree.lemmas[k] == "responsible" for k in tree.subtree(f.i)):
        return None
    if lemma in (
        "accuse",
        "blame",
        "charge",
        "implicate",
        "suspect",
        "attribute",
        "ascribe",
        "hold",
    ):
        return "accused by authorities" if _by_authorities(tree, f) else "accused"
    named = [k for slot in ("in", "for", "obj") for k in f.get(slot)]
    if not any(tree.lemmas[k] in CRIMES for k in named):
        return None
    return firmness(tree, f.i, f.i)


def _by_authorities(tree: Tree, f: Frame) -> bool:
    said = (
        [*f.get("subj")]
        if not f.passive
        else [k for p in tree.kids(f.i, "agent") for k in tree.kids(p, "pobj")]
    )
    return any(tree.lemmas[k] in AUTHORITIES or tree[k].text.lower() in AUTHORITIES for k in said)


def _told(tree: Tree, parts: Parts, k: int, how: Firmness) -> Iterator[Doer]:
    if any(tree[c].text.lower() in ("no", "neither") for c in tree.children[k]):
        return
    for part in (*parts.of(tree, k), *parts.bodies(tree, k)):
        if part.sort in ("person", "body"):
            yield Doer(part=part, firmness=how)


def stage_of(tree: Tree, i: int) -> Stage:
    """Whether the act at token `i` was done, tried or threatened, as far as words of trying and threatening say so."""
    above = (
        tree[i].head if tree[i].dep in ("xcomp", "acl", "dobj", "nsubjpass", "pobj", "pcomp") else i
    )
    if tree[above].tag == "IN":
        above = tree[above].head
    near = {tree.lemmas[i], tree.lemmas[above]}
    if near & THREATS:
        return "threatened"
    beside = {tree[k].text.lower() for k in tree.children[i]}
    return "attempted" if near & (ATTEMPTS | DEFUSING) or beside & FOILED else "accomplished"
