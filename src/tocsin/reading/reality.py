"""Whether an act is told as done, alleged, denied, announced, thinkable or long past; English cues by grammar."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

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
CARRIED = frozenset(["dobj", "nsubjpass", "nsubj", "attr"])

CLAUSE = words("clause")
OWN_VOICE = words("own-voice")
TOPIC_VERBS = words("topic-verbs")  # "will discuss the attack": it was, whatever they will do
_BACKGROUND = re.compile(
    r"\b(?:in recent (?:years|decades)|historically|over the (?:past|last) (?:\w+ )?(?:years|decades|century)|"
    r"(?:decades|centuries|years|generations) (?:ago|earlier|of)|since (?:19|18)\d\d|in the (?:19|18)\d\ds|"
    r"in (?:19\d\d|18\d\d)|for (?:decades|centuries|years)|formerly|traditionally|last century|anniversary)\b",
    re.IGNORECASE,
)


_LONG_AFTER = re.compile(r"\b(?:years|decades|centuries) (?:after|since)\b", re.IGNORECASE)


class Sign(NamedTuple):
    """How an act is told, and the characters [start, end) of the words that say so; None where nothing does."""

    reality: Reality
    at: tuple[int, int] | None = None


def reality(tree: Tree, i: int, text: str = "") -> Reality:
    """How the act at token `i` is told: the nearest sign up the tree wins; none means actual."""
    return sign(tree, i, text).reality


def sign(tree: Tree, i: int, text: str = "") -> Sign:
    """The same, with the words that say so."""
    return next(_signs(tree, i, text), Sign("actual"))


def _signs(tree: Tree, i: int, text: str) -> Iterator[Sign]:
    chain, s = _chain(tree, i), tree.sentence
    if text[s.start : s.end].rstrip("”\"' ").endswith("?"):
        yield Sign("hypothetical", (text.rindex("?", s.start, s.end), s.end))
    ways: tuple[tuple[Reality, Iterator[int]], ...] = (
        ("negated", _negations(tree, chain[0])),
        ("negated", _negative_matrix(tree, chain)),
        ("hypothetical", (c for k in chain for c in _conditions(tree, k))),
        ("future", _not_yet(tree, chain[0])),
        ("future", _future(tree, chain)),
        (_aim(tree, chain), _purposes(tree, chain)),
        ("alleged" if any(True for _ in _alleged(tree, chain)) else "hypothetical", _modal(tree, chain)),
        ("alleged", _alleged(tree, chain)),
    )  # fmt: skip
    for way, tokens in ways:
        yield from (Sign(way, (tree[t].start, tree[t].end)) for t in tokens)
    past = next(_long_ago(tree, chain, text), None)
    past = past or _LONG_AFTER.search(text, s.start, tree[i].start)
    if past:
        yield Sign("historical", past.span())


def announced(tree: Tree, i: int, text: str, *, negated: bool = False) -> bool:
    """Whether the act is its doer's own word: "will attack", "said it would not attend"; not inside quotation marks."""
    if text[tree.sentence.start : tree[i].start].count("“") > text[
        tree.sentence.start : tree[i].start
    ].count("”"):
        return False
    if not tree.is_verb(i):
        top = tree.first_conjunct(i)
        i = tree[top].head
        if tree[top].dep not in ("dobj", "nsubjpass") or not tree.is_verb(i):
            return False
        if tree.lemmas[i] in TOPIC_VERBS:
            return False
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
        topic = tree[top].dep == "dobj" and tree.lemmas[h] in TOPIC_VERBS
        if tree[top].dep in CARRIED and tree.is_verb(h) and not topic:
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


def _negations(tree: Tree, k: int) -> Iterator[int]:
    for c in tree.children[k]:
        if tree[c].dep == "neg" or (
            tree[c].dep in ("det", "advmod", "preconj") and tree[c].text.lower() in NEGATIONS
        ):
            yield c
    for n in tree.kids(k, "nsubj", "nsubjpass"):
        yield from (c for c in tree.children[n] if tree[c].text.lower() == "neither")
    if not tree.is_verb(k):
        top = tree.first_conjunct(k)
        h = tree[top].head
        if tree[top].dep in ("dobj", "nsubjpass") and tree.is_verb(h):
            yield from tree.kids(h, "neg")
            return
    if tree[k].dep == "pcomp" and tree[tree[k].head].text.lower() == "without":
        yield tree[k].head


def _negated(tree: Tree, k: int) -> bool:
    return any(True for _ in _negations(tree, k))


def _negative_matrix(tree: Tree, chain: list[int]) -> Iterator[int]:
    for below, k in pairwise(chain):
        if tree[below].dep in ("xcomp", "dobj", "pcomp") and tree.lemmas[k] in NEGATIVE_VERBS:
            yield k
        if tree[below].dep == "xcomp":
            yield from _negations(tree, k)
        if tree[below].dep == "ccomp" and tree.lemmas[k] in ("deny", "rule"):
            yield k


def _conditions(tree: Tree, k: int) -> Iterator[int]:
    yield from (c for c in tree.kids(k, "mark") if tree[c].text.lower() in IF_MARKS)


def _long_ago(tree: Tree, chain: list[int], text: str) -> Iterator[re.Match[str]]:
    """A time long past at the head of the sentence, or in the act's own clause ("did so in 1979")."""
    s = tree.sentence
    for m in _BACKGROUND.finditer(text, s.start, s.end):
        own = (
            {k for top in chain[:2] for k in tree.clause(top)} if m.start() - s.start > 4 else None
        )
        if own is None or any(k in own for k in tree.at(m.start(), m.end())):
            yield m


def _not_yet(tree: Tree, k: int) -> Iterator[int]:
    """ "A day before the minister heads to ...": the present tense after "before" or "until" is still to come."""
    if tree[k].tag in ("VBZ", "VBP"):
        marks = ("before", "until", "till")
        yield from (c for c in tree.kids(k, "mark") if tree[c].text.lower() in marks)


def _future(tree: Tree, chain: list[int]) -> Iterator[int]:
    for n, k in enumerate(chain):
        below = chain[n - 1]
        if n == 0 or tree[below].dep != "ccomp":
            yield from (c for c in tree.kids(k, "aux") if tree[c].text.lower() in FUTURE_AUX)
        if n and tree[below].dep in ("xcomp", "acl") and tree.lemmas[k] in FUTURE_VERBS:
            yield k
        if n and tree[below].dep == "xcomp" and _to_come(tree, k, below):
            yield k
        if tree[k].dep == "ccomp":
            return


def _to_come(tree: Tree, k: int, below: int) -> bool:
    """ "Is going to meet", "was to meet on Monday"; not "the aim is to meet"."""
    if tree[k].text.lower() == "going":
        return True
    person = tree.kid(k, "nsubj")
    named = person is not None and tree[person].tag in ("NNP", "NNPS", "PRP", "NNS")
    return named and tree.lemmas[k] == "be" and tree[below].tag == "VB"


def _purposes(tree: Tree, chain: list[int]) -> Iterator[int]:
    yield from _purpose(tree, chain[0])
    if len(chain) > 1 and tree.is_noun(chain[0]):
        yield from _purpose(tree, chain[1])


def _purpose(tree: Tree, i: int) -> Iterator[int]:
    """ "In order to stop ...", "the right to strike": aimed at or possible, not told as done."""
    if tree[i].tag == "VB" and tree[i].dep in ("acl", "advcl", "relcl"):
        yield from (c for c in tree.kids(i, "aux") if tree[c].text.lower() == "to")


def _aim(tree: Tree, chain: list[int]) -> Reality:
    """What a purpose tells: a plan is to come."""
    return "future" if tree.lemmas[tree[chain[0]].head] in PLAN_NOUNS else "hypothetical"


def _modal(tree: Tree, chain: list[int]) -> Iterator[int]:
    for k in chain:
        yield from (c for c in tree.kids(k, "aux") if tree[c].text.lower() in MODAL_AUX)
        if tree[k].dep == "ccomp":
            return


def _alleged(tree: Tree, chain: list[int]) -> Iterator[int]:
    for k in chain[:2]:
        yield from (c for c in tree.children[k] if tree[c].text.lower() in ALLEGED_WORDS)
    yield from (k for k in chain[1:] if tree.lemmas[k] in ALLEGED_VERBS)
