"""Whom a pronoun or "both sides" means: the last actor that fits, sure or nobody."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Actor

PERSON = words("person")
THING = words("thing")
MANY = words("many")
PAIR_NOUNS = words("pair-nouns")
BODIES = words("bodies-meant")
SAID_IN_NAME = frozenset(["council", "union", "agency", "coalition"])
PAIR_WORDS = frozenset(["both", "two"])
REACH = 2  # sentences that a pronoun looks back


class Seen(NamedTuple):
    """An actor named by its own words at token `i` of a sentence."""

    tree: Tree
    i: int
    actor: Actor


def antecedents(tree: Tree, head: int, seen: Sequence[Seen], text: str) -> list[tuple[Actor, str]]:
    """The actors meant by the pronoun or pair noun at `head`, each with the kind of link; empty if unsure."""
    word = tree[head].text.lower()
    here = _quotation(text, tree[head].start)  # words between marks look back to their own
    before = [
        s
        for s in seen
        if s.actor.end <= tree[head].start
        and _near(s, tree)
        and _quotation(text, s.actor.start) == here
    ]
    if word in PERSON:
        return _linked(_last_subject([s for s in before if _is_person(s)], tree))
    if word in THING:
        return _linked(_last_subject([s for s in before if not _is_person(s)], tree))
    if word in MANY:
        return _linked(_last_many(before, tree))
    if _is_pair(tree, head):
        return [(a, "pair") for a in _last_pair(before)]
    if _is_body(tree, head):
        return [(a, "role") for a in _last_body(before, tree, word)]
    return []


def _quotation(text: str, at: int) -> int:
    """The number of the quotation that a position is in, 0 if in none."""
    opened, closed = text.count("“", 0, at), text.count("”", 0, at)
    if opened > closed:
        return opened
    straight = text.count('"', 0, at)
    return -straight if straight % 2 else 0


def above(tree: Tree, verb: int) -> Iterator[int]:
    """The verbs whose clauses the clause of `verb` hangs on, the nearest first."""
    while (
        tree[verb].dep in ("ccomp", "advcl", "xcomp", "pcomp", "conj") and tree[verb].head != verb
    ):
        verb = tree[verb].head
        if tree[verb].tag in ("IN", "TO"):
            verb = tree[verb].head
        if tree.is_verb(verb):
            yield verb


def agrees(tree: Tree, k: int, actors: Sequence[Actor], word: str) -> bool:
    """Whether a subject may be meant by a pronoun: a person by "he", a body by "it", several by "they"."""
    if not actors:
        return False
    person = actors[0].office is not None and tree[k].tag in ("NN", "NNP")
    if word in PERSON:
        return person and len(actors) == 1
    if word in THING:
        return not person and len(actors) == 1
    return len(actors) > 1 or tree[k].tag in ("NNS", "NNPS")


def looks_back(tree: Tree, head: int) -> bool:
    """Whether the words at `head` mean somebody named before: "both sides", "the parties", "the organisation"."""
    return _is_pair(tree, head) or _is_body(tree, head)


def _is_body(tree: Tree, head: int) -> bool:
    return tree[head].text.lower() in BODIES and any(
        tree[k].text.lower() in ("the", "this") for k in tree.kids(head, "det")
    )


def _last_body(before: Sequence[Seen], tree: Tree, word: str) -> list[Actor]:
    """The last organisation for "the organisation", the last country that was a subject for "the country"."""
    organised = word not in (
        "country",
        "nation",
        "republic",
        "state",
        "kingdom",
        "regime",
        "government",
    )
    fits = [s for s in before if bool(s.actor.org) == organised and not s.actor.office]
    if word in SAID_IN_NAME:  # "the council" is no union
        fits = [s for s in fits if word in s.actor.name.lower()]
    return [_itself(a, fits) for a in _last_subject(fits, tree)]


def _itself(a: Actor, seen: Sequence[Seen]) -> Actor:
    """The organisation, where what was found are its leaders or members."""
    whole = (s.actor for s in seen if s.actor.org == a.org and not s.actor.sector)
    return a if not a.org or not a.sector else next(whole, a)


def _linked(found: Sequence[Actor]) -> list[tuple[Actor, str]]:
    return [(a, "pronoun") for a in found]


def _near(s: Seen, tree: Tree) -> bool:
    return 0 <= tree.sentence.number - s.tree.sentence.number <= REACH


def _is_person(s: Seen) -> bool:
    return s.actor.office is not None and s.tree[s.i].tag in ("NN", "NNP")


def _is_subject(s: Seen) -> bool:
    i = s.tree.first_conjunct(s.i)
    return s.tree[i].dep in ("nsubj", "nsubjpass", "agent")


def _sentences_back(before: Sequence[Seen], tree: Tree) -> list[list[Seen]]:
    """What was seen, by sentence, the nearest sentence first."""
    by: dict[int, list[Seen]] = {}
    for s in before:
        by.setdefault(s.tree.sentence.number, []).append(s)
    return [by[n] for n in sorted(by, reverse=True)]


def _last_subject(before: Sequence[Seen], tree: Tree) -> list[Actor]:
    """The subject of the nearest sentence that has one that fits; a lone fitting actor will do."""
    for group in _sentences_back(before, tree):
        subjects = [s for s in group if _is_subject(s)]
        names = {(s.actor.name, s.actor.country) for s in group}
        if subjects:
            first = subjects[0].tree.first_conjunct(subjects[0].i)
            beside = {s.actor.name for s in subjects if s.tree.first_conjunct(s.i) == first}
            return [subjects[0].actor] if len(beside) == 1 else []
        if len(names) == 1:
            return [group[0].actor]
        if names:
            return []
    return []


def _last_many(before: Sequence[Seen], tree: Tree) -> list[Actor]:
    for group in _sentences_back(before, tree):
        subjects = [s for s in group if _is_subject(s)]
        heads = {s.tree.first_conjunct(s.i) for s in subjects}
        if len(heads) == 1 and (
            len(subjects) > 1 or subjects[0].tree[subjects[0].i].tag in ("NNS", "NNPS")
        ):
            return _distinct([s.actor for s in subjects])
        if subjects:
            return []
    return []


def _is_pair(tree: Tree, head: int) -> bool:
    if tree.lemmas[head] not in PAIR_NOUNS and tree[head].text.lower() != "both":
        return False
    around = {tree[k].text.lower() for k in tree.children[head]} | {tree[head].text.lower()}
    return bool(around & PAIR_WORDS) or (
        tree.lemmas[head] in ("side", "party")
        and tree[head].tag == "NNS"
        and "the" in around
        and len(tree.children[head]) == 1
    )


def _last_pair(before: Sequence[Seen]) -> list[Actor]:
    """The two parties of the nearest sentence that lists two ("A and B", "between A and B") or names just two."""
    for group in _sentences_back(before, before[-1].tree) if before else []:
        listed: dict[int, list[Actor]] = {}
        for s in group:
            listed.setdefault(s.tree.first_conjunct(s.i), []).append(s.actor)
        pairs = [p for p in map(_distinct, listed.values()) if len(p) == 2]
        if len(pairs) == 1:
            return pairs[0]
        both = _distinct([s.actor for s in group])
        if len(both) == 2:
            return both
        if len(both) > 2:
            return []
    return []


def _distinct(actors: Sequence[Actor]) -> list[Actor]:
    out: dict[tuple[str | None, str | None], Actor] = {}
    for a in actors:
        if a.country or a.org:
            out.setdefault((a.country, a.org), a)
    return list(out.values())
