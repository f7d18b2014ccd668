"""Whose act a verb without a subject is: the noun that an infinitive, a participle or a second verb takes it from."""

from tocsin.reading.tree import NOUNS, Tree
from tocsin.reading.vocabulary import words

OBJECT_CONTROL = words("object-control")
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
STRAY = frozenset(["conj", "appos", "npadvmod", "advmod", "dep", "nmod", "pobj", "ROOT"])
OBJECT_PREPOSITIONS = frozenset(["of", "from", "for", "against", "into", "with"])


def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb at `i` is in the passive, a reduced one ("attacks carried out by ...") included."""
    if tree.kid(i, "auxpass", "nsubjpass", "agent") is not None:
        return True
    token = tree[i]
    if token.tag != "VBN" or tree.kid(i, "aux", "nsubj") is not None:
        return False
    if token.dep == "conj":
        return is_passive(tree, token.head)
    return token.dep in ("acl", "amod", "advcl")


def controller(tree: Tree, i: int) -> int | None:
    """The noun that an infinitive, a participle or a second verb takes its subject from."""
    token, head = tree[i], tree[i].head
    if head == i:
        return None
    match token.dep:
        case "conj":
            return subject_of(tree, head) if tree.is_verb(head) else None
        case "xcomp":
            return _of_matrix(tree, head)
        case "advcl":
            if token.tag == "VBG" and is_passive(tree, head) and tree[i - 1].tag in NOUNS:
                return None  # "killed in tank shelling": a noun that the tagger took for a verb
            return subject_of(tree, head)
        case "pcomp":
            return _of_preposition(tree, head)
        case "acl":
            return _of_noun(tree, i, head)
        case "relcl":
            return None
    return None


def subject_of(tree: Tree, i: int) -> int | None:
    """The subject of the verb at `i`, its own or the one that it takes from above."""
    own = tree.kid(i, "nsubj", "nsubjpass")
    if own is not None:
        if tree[own].tag in ("WDT", "WP") and tree[i].dep == "relcl":
            return tree[i].head
        return own
    return controller(tree, i)


def stray_subject(tree: Tree, i: int) -> int | None:
    """ "On a visit to Avaria, Ivo Tamm voiced ...": the name right before a finite verb that the parser hung elsewhere."""
    before = (c for c in tree.kids(i, "aux", "auxpass", "neg", "advmod") if tree[c].text.islower())
    first = min([i, *before])
    k = first - 1
    if (
        tree[i].dep != "ROOT"
        or k < 0
        or not any(t.tag in FINITE for t in tree.tokens[first : i + 1])
    ):
        return None
    start = tree.left_edge(k)
    opens = start == 0 or tree[start - 1].text == ","
    return k if opens and tree[k].text[:1].isupper() and tree[k].dep in STRAY else None


def _of_matrix(tree: Tree, head: int) -> int | None:
    if tree.is_verb(head):
        obj = tree.kid(head, "dobj")
        if obj is not None and tree.lemmas[head] in OBJECT_CONTROL:
            return obj
        return subject_of(tree, head)
    if tree[head].dep in ("acomp", "oprd", "attr", "ccomp", "xcomp"):
        return subject_of(tree, tree[head].head)
    return None


def _of_preposition(tree: Tree, p: int) -> int | None:
    head = tree[p].head
    if tree.is_verb(head):
        obj = tree.kid(head, "dobj", "nsubjpass")
        if is_passive(tree, head) and tree[p].text.lower() in ("in", "by", "during", "from"):
            agents = [x for p2 in tree.kids(head, "agent") for x in tree.kids(p2, "pobj")]
            return agents[0] if agents else None  # "killed in shelling": who shelled is not said
        if obj is not None and tree[p].text.lower() in OBJECT_PREPOSITIONS:
            return obj
        return subject_of(tree, head)
    if tree[head].dep in ("acomp", "oprd") and tree.is_verb(tree[head].head):
        return subject_of(tree, tree[head].head)  # "guilty of breaking", "capable of striking"
    return _holder(tree, head)


def joined(tree: Tree, i: int) -> int | None:
    """ "A was joined by B in attacking ...": A, beside B whom the preposition gives."""
    verb = tree[tree[i].head].head
    if tree[i].dep != "pcomp" or tree.lemmas[verb] != "join" or not is_passive(tree, verb):
        return None
    return subject_of(tree, verb)


def _of_noun(tree: Tree, i: int, head: int) -> int | None:
    """ "X bombing Y": X; "attacks carried out": attacks; "plans to attack": whoever has the plans."""
    if tree[i].tag in ("VBG", "VBN"):
        return head
    return _holder(tree, head)


def _holder(tree: Tree, noun: int) -> int | None:
    poss = tree.kid(noun, "poss")
    if poss is not None:
        return poss
    head = tree[noun].head
    if tree[noun].dep in ("dobj", "attr") and tree.is_verb(head):
        return subject_of(tree, head)
    return None
