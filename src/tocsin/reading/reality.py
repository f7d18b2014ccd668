"""Whether an act is told as done, alleged, denied, announced, thinkable or long past; English cues by grammar."""

import re
from itertools import pairwise

from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Reality

NEGATIONS = words("negations")
FUTURE_AUX = words("future-aux")
MODAL_AUX = words("modal-aux")
FUTURE_VERBS = words("future-verbs")
NEGATIVE_VERBS = words("negative-verbs")
IF_MARKS = words("if-marks")
ALLEGED_WORDS = words("alleged-words")
ALLEGED_VERBS = words("alleged-verbs")
PLAN_NOUNS = words("plan-nouns")
CLAUSE = words("clause")
OWN_VOICE = words("own-voice")
_BACKGROUND = re.compile(
    r"\b(?:in recent (?:years|decades)|historically|over the (?:past|last) (?:\w+ )?(?:years|decades|century)|"
    r"(?:decades|centuries|years|generations) (?:ago|earlier|of)|since (?:19|18)\d\d|in the (?:19|18)\d\ds|"
    r"in (?:19\d\d|18\d\d)|for (?:decades|centuries|years)|formerly|traditionally|last century|anniversary)\b",
    re.IGNORECASE,
)


_LONG_AFTER = re.compile(r"\b(?:years|decades|centuries) (?:after|since)\b", re.IGNORECASE)


def reality(tree: Tree, i: int, text: str = "") -> Reality:
    """How the act at token `i` is told: the nearest sign up the tree wins; none means actual."""
    chain = _chain(tree, i)
    if text[tree.sentence.start : tree.sentence.end].rstrip("”\"' ").endswith("?"):
        return "hypothetical"
    if any(_negated(tree, k) for k in chain[:1]) or _negative_matrix(tree, chain):
        return "negated"
    if any(_conditional(tree, k) for k in chain):
        return "hypothetical"
    if _not_yet(tree, chain[0]):
        return "future"
    if _future(tree, chain):
        return "future"
    if _purpose(tree, chain[0]) or (
        len(chain) > 1 and tree.is_noun(chain[0]) and _purpose(tree, chain[1])
    ):
        noun = tree[chain[0]].head
        return "future" if tree.lemmas[noun] in PLAN_NOUNS else "hypothetical"
    if _modal(tree, chain):
        return "alleged" if _alleged(tree, chain) else "hypothetical"
    if _alleged(tree, chain):
        return "alleged"
    s = tree.sentence
    if _long_ago(tree, chain, text) or _LONG_AFTER.search(text, s.start, tree[i].start):
        return "historical"
    return "actual"


def announced(tree: Tree, i: int, text: str, *, negated: bool = False) -> bool:
    """Whether the act is its doer's own word: "will attack", "said it would not attend"; not inside quotation marks."""
    if text[tree.sentence.start : tree[i].start].count("“") > text[
        tree.sentence.start : tree[i].start
    ].count("”"):
        return False
    if not tree.is_verb(i):
        top = tree.first_conjunct(i)
        if tree[top].dep not in ("dobj", "nsubjpass") or not tree.is_verb(tree[top].head):
            return False
        i = tree[top].head
    aux = {tree[c].text.lower() for c in tree.kids(i, "aux")}
    if tree[i].dep == "ccomp" and tree.lemmas[tree[i].head] in OWN_VOICE:
        willing = bool(aux & (FUTURE_AUX | {"would", "wo"}))
    else:
        willing = bool(aux & (FUTURE_AUX | {"wo"}))
    return willing and (negated or not any(_negated(tree, k) for k in [i]))


def _chain(tree: Tree, i: int) -> list[int]:
    """The act, the verb that carries a nominal act, and the verbs above it as far as clauses hang on each other."""
    out, k = [i], i
    if not tree.is_verb(i):
        top = tree.first_conjunct(i)
        h = tree[top].head
        if tree[top].dep in ("dobj", "nsubjpass", "nsubj", "attr") and tree.is_verb(h):
            out.append(h)
            k = h
        else:
            return out
    while tree[k].dep in CLAUSE and tree[k].head != k:
        k = tree[k].head
        if tree[k].tag in ("IN", "TO"):
            k = tree[k].head
        out.append(k)
    return out


def _negated(tree: Tree, k: int) -> bool:
    for c in tree.children[k]:
        if tree[c].dep == "neg" or (
            tree[c].dep in ("det", "advmod", "preconj") and tree[c].text.lower() in NEGATIONS
        ):
            return True
    if any(
        tree[c].text.lower() == "neither"
        for n in tree.kids(k, "nsubj", "nsubjpass")
        for c in tree.children[n]
    ):
        return True
    if not tree.is_verb(k):
        top = tree.first_conjunct(k)
        h = tree[top].head
        if tree[top].dep in ("dobj", "nsubjpass") and tree.is_verb(h):
            return any(tree[c].dep == "neg" for c in tree.children[h])
    return tree[k].dep == "pcomp" and tree[tree[k].head].text.lower() == "without"


def _negative_matrix(tree: Tree, chain: list[int]) -> bool:
    for below, k in pairwise(chain):
        if tree[below].dep in ("xcomp", "dobj", "pcomp") and tree.lemmas[k] in NEGATIVE_VERBS:
            return True
        if tree[below].dep == "xcomp" and _negated(tree, k):
            return True
        if tree[below].dep == "ccomp" and tree.lemmas[k] in ("deny", "rule"):
            return True
    return False


def _conditional(tree: Tree, k: int) -> bool:
    return any(tree[c].dep == "mark" and tree[c].text.lower() in IF_MARKS for c in tree.children[k])


def _long_ago(tree: Tree, chain: list[int], text: str) -> bool:
    """Whether the sentence opens with a time long past, or the act's own clause has one ("did so in 1979")."""
    s = tree.sentence
    for m in _BACKGROUND.finditer(text, s.start, s.end):
        own = (
            {k for top in chain[:2] for k in tree.clause(top)} if m.start() - s.start > 4 else None
        )
        if own is None or any(k in own for k in tree.at(m.start(), m.end())):
            return True
    return False


def _not_yet(tree: Tree, k: int) -> bool:
    """ "A day before the minister heads to ...": the present tense after "before" or "until" is still to come."""
    return tree[k].tag in ("VBZ", "VBP") and any(
        tree[c].dep == "mark" and tree[c].text.lower() in ("before", "until", "till")
        for c in tree.children[k]
    )


def _future(tree: Tree, chain: list[int]) -> bool:
    for n, k in enumerate(chain):
        if any(tree[c].text.lower() in FUTURE_AUX for c in tree.kids(k, "aux")) and (
            n == 0 or tree[chain[n - 1]].dep != "ccomp"
        ):
            return True
        if n and tree[chain[n - 1]].dep in ("xcomp", "acl") and tree.lemmas[k] in FUTURE_VERBS:
            return True
        if n and tree[chain[n - 1]].dep == "xcomp" and _to_come(tree, k, chain[n - 1]):
            return True
        if tree[k].dep == "ccomp":
            return False
    return False


def _to_come(tree: Tree, k: int, below: int) -> bool:
    """ "Is going to meet", "was to meet on Monday"; not "the aim is to meet"."""
    if tree[k].text.lower() == "going":
        return True
    person = tree.kid(k, "nsubj")
    named = person is not None and tree[person].tag in ("NNP", "NNPS", "PRP", "NNS")
    return named and tree.lemmas[k] == "be" and tree[below].tag == "VB"


def _purpose(tree: Tree, i: int) -> bool:
    """ "In order to stop ...", "the right to strike": aimed at or possible, not told as done."""
    if tree[i].tag != "VB" or tree[i].dep not in ("acl", "advcl", "relcl"):
        return False
    return any(tree[c].text.lower() == "to" for c in tree.kids(i, "aux"))


def _modal(tree: Tree, chain: list[int]) -> bool:
    for k in chain:
        if any(tree[c].text.lower() in MODAL_AUX for c in tree.kids(k, "aux")):
            return True
        if tree[k].dep == "ccomp":
            return False
    return False


def _alleged(tree: Tree, chain: list[int]) -> bool:
    if any(tree[c].text.lower() in ALLEGED_WORDS for k in chain[:2] for c in tree.children[k]):
        return True
    return any(tree.lemmas[k] in ALLEGED_VERBS for k in chain[1:])
