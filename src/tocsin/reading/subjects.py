"""Who says it: the subject that a verb of a parsed sentence has, looked for upwards, and the phrase of its head word."""

from tocsin.reading.tree import Tree
from tocsin.reading.voices import speaks

_LOOSE = ("relcl", "acl", "appos", "parataxis", "advcl", "punct")
_EDGES = ",;:.—–―-"
_RUNG = 6  # how far up a chain of verbs a subject is looked for


def speaker(tree: Tree, i: int) -> int | None:
    """The subject of verb `i` if it can speak; for a participle else the nearest subject before it that can."""
    who = subject(tree, i)
    if who is None or speaks(tree, who):
        return who
    if tree.kid(i, "nsubj") is not None:
        return None
    before = [t.i for t in tree.tokens[:i] if t.dep == "nsubj" and speaks(tree, t.i)]
    return before[-1] if before else None


def subject(tree: Tree, i: int, rung: int = 0) -> int | None:
    """The head word of whoever does what verb `i` says; looked for upwards through lists, participles, infinitives."""
    if rung > _RUNG:
        return None
    if is_passive(tree, i):
        return _agent(tree, i)
    if (k := tree.kid(i, "nsubj")) is not None:
        return _antecedent(tree, i, k)
    token = tree[i]
    if token.dep == "acl" and token.tag in ("VBG", "VBN"):
        return token.head if token.tag == "VBG" else None
    above = token.head
    if token.dep in ("prep", "pcomp") or (
        above != i and tree[above].dep == "prep" and token.dep == "pcomp"
    ):
        above = tree[above].head
    if above == i or token.dep == "ROOT":
        return _inverted(tree, i)
    if not tree.is_verb(above):
        return (
            subject(tree, above, rung + 1)
            if tree[above].tag in ("MD", "TO")
            else holder_of(tree, above)
        )
    if token.dep == "xcomp" and (k := tree.kid(above, "dobj")) is not None:
        return k
    if is_passive(tree, above):
        return tree.kid(above, "nsubjpass")
    return subject(tree, above, rung + 1)


def holder_of(tree: Tree, i: int) -> int | None:
    """The noun `i` itself as a speaker where it is one, for verbs that hang on it."""
    return i if tree.is_noun(i) else None


def _inverted(tree: Tree, i: int) -> int | None:
    """A name right after the verb that the parser took for something else: "…,” said Orlen."."""
    for k in tree.kids(i, "dobj", "npadvmod", "dep", "attr"):
        if k == i + 1 and tree[k].tag in ("NNP", "PRP"):
            return k
    return None


def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb at token `i` stands in the passive."""
    return tree.kid(i, "auxpass", "nsubjpass") is not None


def _agent(tree: Tree, i: int) -> int | None:
    agent = tree.kid(i, "agent")
    return None if agent is None else tree.kid(agent, "pobj")


def _antecedent(tree: Tree, verb: int, who: int) -> int:
    """For "who said", the noun that "who" stands for."""
    if tree[who].tag not in ("WP", "WDT") or tree[verb].dep not in ("relcl", "ccomp"):
        return who
    above = tree[verb].head
    return above if tree.is_noun(above) and above < who else who


def phrase(tree: Tree, head: int | None) -> tuple[int, int] | None:
    """Characters of the noun phrase of `head`, without clauses and appositions that follow it."""
    if head is None:
        return None
    tokens = {head}
    for k in tree.children[head]:
        if (k < head and tree[k].dep not in ("punct", "advmod", "cc", "mark")) or (
            k > head and (tree[k].dep not in _LOOSE or (k == head + 1 and tree[k].dep == "appos"))
        ):
            tokens.update(tree.subtree(k))
    first, last = min(tokens), max(tokens)
    while first < head and tree[first].text in _EDGES + '“"':
        first += 1
    while last > head and tree[last].text in (*_EDGES, "”", '"', "and", "or", "’", "'"):
        last -= 1
    return tree[first].start, tree[last].end


def holder(tree: Tree, i: int) -> int | None:
    """Whose claim, call or promise the noun `i` is: a possessor, "by", or the subject of the verb it hangs on."""
    if (k := tree.kid(i, "poss")) is not None:
        return k
    for k in tree.kids(i, "prep"):
        if tree[k].text.lower() in ("by", "from") and (p := tree.kid(k, "pobj")) is not None:
            return p
    if tree[i].dep in ("dobj", "attr") and tree.is_verb(tree[i].head):
        return subject(tree, tree[i].head)
    if (
        tree[i].dep == "pobj"
        and tree[tree[i].head].dep == "prep"
        and tree.is_verb(tree[tree[i].head].head)
    ):
        return subject(tree, tree[tree[i].head].head)
    return None
