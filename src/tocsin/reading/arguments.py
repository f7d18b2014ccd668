"""What stands with a predicate: subject, object, prepositions, possessor, brought into one frame of named slots."""

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.reading.control import controller, is_passive, joined, stray_subject, subject_of
from tocsin.reading.slots import add, infinitive, is_time, put_prep, unfinished
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words

AMOUNTS = words("amounts")
ANSWERING = words("answering")
CONTENT_PREPS = frozenset(["between", "with", "to", "from", "against", "on", "into"])
LIGHT = words("light")
MEASURES = words("measures")
PARTICLES = frozenset(["off", "up", "down", "out", "back", "away"])
PARTAKING = words("partaking")
TELLING = words("telling")
VERB_PREPS_FROM_OBJECT = words("verb-preps-from-object")


class Frame(NamedTuple):
    """The predicate at token `i` with the tokens in its slots; `passive` if the grammar turns it round."""

    i: int
    slots: dict[str, tuple[int, ...]]
    passive: bool = False

    def get(self, slot: str) -> tuple[int, ...]:
        """The tokens in a slot, none if it is empty."""
        return self.slots.get(slot, ())


def frame(tree: Tree, i: int) -> Frame:
    """The frame of the verb or noun at token `i`."""
    if tree.is_verb(i):
        return verb_frame(tree, i)
    return noun_frame(tree, i) if tree.is_noun(i) else adjective_frame(tree, i)


def verb_frame(tree: Tree, i: int) -> Frame:
    """Slots of a verb; subjects of infinitives, participles and second verbs are taken from where grammar has them."""
    slots: dict[str, list[int]] = {}
    passive = is_passive(tree, i)
    for k in tree.children[i]:
        _put_child(tree, k, slots, passive)
    if not passive and "subj" not in slots:
        add(slots, "subj", controller(tree, i))
        add(slots, "subj", joined(tree, i))
    if passive and "obj" not in slots:
        add(slots, "obj", controller(tree, i))
    side = "obj" if passive else "subj"
    if side not in slots:
        add(slots, side, stray_subject(tree, i))
    _relative(tree, i, slots)
    _share_object(tree, i, slots)
    _of_amount(tree, slots)
    _from_object(tree, i, slots)
    _of_content(tree, slots)
    return Frame(i, {s: tuple(v) for s, v in slots.items()}, passive)


def _put_child(tree: Tree, k: int, slots: dict[str, list[int]], passive: bool) -> None:
    dep = tree[k].dep
    if dep == "prep" and tree[k - 1].i == tree[k].head and tree[k].text.lower() in PARTICLES:
        _put_particle(tree, k, slots)
    if dep in ("prep", "agent", "dative") and tree[k].tag in ("IN", "TO", "VBG", "RP"):
        put_prep(
            tree,
            k,
            slots,
            "subj" if dep == "agent" or (passive and tree[k].text.lower() == "by") else None,
        )
        return
    simple = {
        "nsubj": "subj", "csubj": "subj", "nsubjpass": "obj", "dobj": "obj", "dative": "iobj", "prt": "prt",
        "xcomp": "xcomp", "ccomp": "ccomp", "advmod": "adv", "acomp": "acomp", "oprd": "acomp", "attr": "acomp",
    }  # fmt: skip
    if dep == "nsubj" and tree[k].tag == "VBG" and (own := tree.kid(k, "nsubj")) is not None:
        k = own  # "the agency working in Avaria said": the agency
    if dep in simple:
        add(slots, simple[dep], k)
    if dep == "ccomp" and unfinished(tree, k):
        add(slots, "obj", tree.kid(k, "nsubj"))  # "take in people fleeing": it is the people
    elif dep == "advcl" and tree.kid(k, "mark") is None and infinitive(tree, k):
        add(slots, "aim", k)


def _put_particle(tree: Tree, k: int, slots: dict[str, list[int]]) -> None:
    """ "Cordoned off the roads": a particle that the parser took for a preposition, and its object."""
    add(slots, "prt", k)
    for o in tree.kids(k, "pobj"):
        if not is_time(tree, o):
            add(slots, "obj", o)


def _of_amount(tree: Tree, slots: dict[str, list[int]]) -> None:
    """ "A new round of sanctions", "millions in aid", "a ceasefire accord": the object is what it is of, too."""
    for o in tuple(slots.get("obj", ())):
        for k in tree.kids(o, "compound", "amod", "nmod"):
            if tree.lemmas[k] in TELLING:
                add(slots, "obj", k)
        if tree.lemmas[o] in AMOUNTS or tree.lemmas[o] in MEASURES:
            for p in tree.kids(o, "prep"):
                if tree[p].text.lower() in ("of", "in"):
                    for k in tree.kids(p, "pobj"):
                        if tree.is_noun(k) and not is_time(tree, k):
                            add(slots, "obj", k)


def _relative(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """Puts the noun in the place of "which", "who", "that", or in the empty place of a relative clause."""
    if tree[i].dep != "relcl" and not any(
        tree[k].tag in ("WDT", "WP") for v in slots.values() for k in v
    ):
        return
    noun = tree[i].head if tree[i].dep == "relcl" else _antecedent(tree, i)
    if noun is None:
        return
    found = False
    for slot, tokens in slots.items():
        for n, k in enumerate(tokens):
            if tree[k].tag in ("WDT", "WP") and slot not in ("ccomp", "xcomp"):
                slots[slot][n], found = noun, True
    if not found and "obj" not in slots and "subj" in slots:
        slots["obj"] = [noun]


def _antecedent(tree: Tree, i: int) -> int | None:
    first = tree.first_conjunct(i)
    return tree[first].head if tree[first].dep == "relcl" else None


def _share_object(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """ "condemned and rejected the vote": both verbs have the object of the last."""
    if "obj" in slots or "ccomp" in slots or "prep" in slots:
        return
    for k in tree.kids(i, "conj"):
        if k == i + 2 and (obj := tree.kid(k, "dobj")) is not None:
            slots["obj"] = [obj]


def _from_object(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """Prepositions that the parser hung on the object, or on what it is of, serve the verb where it has none."""
    means = slots.get("with", ()) if tree.lemmas[i] in ANSWERING else ()
    for o in (*slots.get("obj", ()), *slots.get("for", ()), *means):
        for holder in _holders(tree, o):
            for p in tree.kids(holder, "prep"):
                word = tree[p].text.lower()
                if word in VERB_PREPS_FROM_OBJECT and word not in slots:
                    put_prep(tree, p, slots)
    if "against" not in slots:  # "filed a suit in an Avarian court against Brennia"
        for o in list(slots.get("obj", ())):
            for p in tree.subtree(o):
                if tree[p].text.lower() == "against" and tree[p].dep == "prep":
                    put_prep(tree, p, slots)


def _holders(tree: Tree, o: int) -> Iterator[int]:
    """The object; what there is a suspension, an end, a round of; "imposed on" after it."""
    yield o
    yield from tree.kids(o, "acl")
    for p in tree.kids(o, "prep"):
        if tree[p].text.lower() == "of":
            yield from tree.kids(p, "pobj")


def adjective_frame(tree: Tree, i: int) -> Frame:
    """Slots of an adjective that is said of a subject: "is ready to help", "was critical of"."""
    slots: dict[str, list[int]] = {}
    head = tree[i].head
    if tree.is_verb(head):
        add(slots, "subj", subject_of(tree, head))
    for k in (*tree.children[i], *(k for k in tree.children[head] if k > i)):
        if tree[k].dep == "prep":
            put_prep(tree, k, slots)
        elif tree[k].dep in ("xcomp", "ccomp", "advcl"):
            add(slots, "xcomp", k)
    return Frame(i, {s: tuple(v) for s, v in slots.items()})


def _of_content(tree: Tree, slots: dict[str, list[int]]) -> None:
    """What is said in a clause of content: its modal verb ("must stop") and its predicate ("was responsible")."""
    for k in slots.get("ccomp", ()):
        for c in tree.children[k]:
            if tree[c].tag == "MD":
                add(slots, "modal", c)
            elif tree[c].dep in ("acomp", "attr", "oprd") or (
                tree[c].dep == "prep" and tree.lemmas[k] == "be"
            ):
                add(slots, "told", c)


def noun_frame(tree: Tree, i: int) -> Frame:
    """Slots of a noun: possessor, modifiers, prepositions; subject and more from the light verb that carries it."""
    slots: dict[str, list[int]] = {}
    for k in tree.children[i]:
        dep = tree[k].dep
        if dep == "prep":
            put_prep(tree, k, slots)
        elif dep == "poss":
            add(slots, "poss", k)
        elif dep in ("amod", "compound", "nmod"):
            add(slots, "mod", k)
        elif dep == "acl" and tree.is_verb(k) and (mark := _complement(tree, k)):
            add(slots, mark, k)
        elif dep in ("acl", "relcl") and tree.lemmas[k] in LIGHT:
            _of_carrier(tree, i, k, slots)
    _of_light_verb(tree, i, slots)
    _from_content(tree, i, slots)
    _asked_at(tree, i, slots)
    _of_list(tree, i, slots)
    return Frame(i, {s: tuple(v) for s, v in slots.items()})


def _from_content(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """ "The resumption of ties between ...", "a halt of aid to ...": what the content has, the act has."""
    for k in tuple(slots.get("of", ())):
        for p in tree.kids(k, "prep"):
            if tree[p].text.lower() in CONTENT_PREPS and tree[p].text.lower() not in slots:
                put_prep(tree, p, slots)
    above = tree[tree[i].head].head
    if tree[i].dep == "pobj" and tree.is_noun(above):  # "condemnation of the raid against ..."
        for p in tree.kids(above, "prep"):
            if p > i and tree[p].text.lower() in ("on", "against") and tree[p - 1].head != above:
                put_prep(tree, p, slots)


def _complement(tree: Tree, k: int) -> str | None:
    """ "The refusal to meet", "the demand that A leave": which slot a clause after a noun fills, if any."""
    if infinitive(tree, k):
        return "xcomp"
    if any(tree[c].text.lower() == "that" and tree[c].dep == "mark" for c in tree.children[k]):
        return "ccomp"
    return None


def _of_carrier(tree: Tree, i: int, verb: int, slots: dict[str, list[int]]) -> None:
    for slot, tokens in verb_frame(tree, verb).slots.items():
        if slot not in ("obj", "xcomp", "ccomp", "adv", "acomp"):
            for k in tokens:
                if k != i:
                    add(slots, slot, k)
    add(slots, "light", verb)


def _of_light_verb(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    top = _whole(tree, tree.first_conjunct(i))
    verb = tree[top].head
    if tree[top].dep in ("dobj", "nsubjpass") and tree.is_verb(verb) and tree.lemmas[verb] in LIGHT:
        _of_carrier(tree, top, verb, slots)
    elif tree[top].dep == "pobj" and _taking_part(tree, verb):
        _of_carrier(tree, verb, tree[verb].head, slots)


def _whole(tree: Tree, i: int) -> int:
    """ "A new round of talks", "a wave of attacks": the word of amount that carries the noun, else the noun."""
    p = tree[i].head
    above = tree[p].head
    if tree[i].dep == "pobj" and tree[p].text.lower() == "of" and tree.lemmas[above] in AMOUNTS:
        return tree.first_conjunct(above)
    return i


def _asked_at(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """ "Will meet at Avaria's request": whoever does the verb is whom the request went to."""
    p = tree[i].head
    if (
        tree[i].dep == "pobj"
        and tree[p].text.lower() in ("at", "upon")
        and tree.is_verb(tree[p].head)
    ):
        add(slots, "iobj", subject_of(tree, tree[p].head))


def _taking_part(tree: Tree, p: int) -> bool:
    """ "engaged in talks", "entered into an agreement": the preposition `p` ties the noun to a light verb."""
    head = tree[p].head
    return (
        tree[p].text.lower() in ("in", "into", "for", "to")
        and tree.is_verb(head)
        and tree.lemmas[head] in PARTAKING
    )


def _of_list(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """ "Avarian strikes and raids on ...": what the first of a list has, all have; what the last has, too."""
    for k in tree.kids(i, "conj"):
        if tree.is_noun(k):
            for p in tree.kids(k, "prep"):
                if tree[p].text.lower() not in slots:
                    put_prep(tree, p, slots)
