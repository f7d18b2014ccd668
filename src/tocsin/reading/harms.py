"""Persons and things harmed: who did it, to whom or what, by what means, whether or not anybody has a public role."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from tocsin.reading.arguments import Frame, frame
from tocsin.reading.blame import firmness, stage_of
from tocsin.reading.harmwords import Line, lines
from tocsin.reading.lexicon import Need
from tocsin.reading.parts import Parts
from tocsin.reading.reality import reality
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.records import Doer, Harm, HarmKind, Part, Reality, Span

SIDES = words("sides")
POS = {"VB": "v", "NN": "n"}
NEAR = 300  # characters from an effect to what may have caused it
ABSENT = frozenset(["no", "neither"])


def harms(trees: Sequence[Tree], parts: Parts) -> tuple[Harm, ...]:
    """The harms told in the sentences of one text, in order; an effect takes the kind of what is told beside it."""
    found = [(line, _harm(tree, parts, line, f)) for tree in trees for line, f in _told(tree)]
    kinds = [
        (h.act.start, line.kind) for line, h in found if line.kind and line.kind != "kidnapping"
    ]
    main = Counter(kind for _, kind in kinds).most_common(1)
    fallback = main[0][0] if main else "attack"
    return tuple(h if line.kind else _settled(h, kinds, fallback) for line, h in found)


def _settled(h: Harm, kinds: Sequence[tuple[int, HarmKind]], main: HarmKind) -> Harm:
    """An effect with the kind of the nearest act, far off that of most acts; with a doer of its own only of an act close by."""
    reach = NEAR // 3 if h.doers else NEAR
    near = [(abs(at - h.act.start), kind) for at, kind in kinds if abs(at - h.act.start) <= reach]
    if near:
        return structs.replace(h, kind=min(near)[1])
    return h if h.doers else structs.replace(h, kind=main)


def _told(tree: Tree) -> Iterator[tuple[Line, Frame]]:
    for t in tree.tokens:
        known = lines().get((tree.lemmas[t.i], POS.get(t.tag[:2], "")), ())
        if not known or _modifies(tree, t.i) or _general(tree, t.i):
            continue
        f = frame(tree, t.i)
        line = next((x for x in known if all(_holds(n, f, tree) for n in x.needs)), None)
        if line is not None:
            yield line, f


def _modifies(tree: Tree, i: int) -> bool:
    return tree[i].dep in ("compound", "amod", "nmod") or tree[i].tag in ("NNP", "NNPS")


def _general(tree: Tree, i: int) -> bool:
    """ "They kill people": the present tense, by itself or as a course of things, tells no single act."""
    aux = {tree[k].tag for k in tree.kids(i, "aux", "auxpass")}
    if tree[i].tag in ("VBZ", "VBP"):
        return True
    return tree[i].tag == "VBG" and bool(aux & {"VBZ", "VBP"})


def _holds(need: Need, f: Frame, tree: Tree) -> bool:
    tokens = f.get(need.slot)
    if need.words is None:
        return bool(tokens) != need.absent
    found = any(_word(tree, k) & need.words for t in tokens for k in tree.conjuncts(t))
    return found != need.absent


def _word(tree: Tree, k: int) -> set[str]:
    return {tree.lemmas[k], tree[k].text.lower()}


def _harm(tree: Tree, parts: Parts, line: Line, f: Frame) -> Harm:
    t = tree[f.i]
    real: Reality = "actual" if _granted(tree, f.i) else reality(tree, f.i, parts.text)
    harmed = list(_filled(tree, parts, f, line.harmed))
    means = (*_filled(tree, parts, f, line.means), *_used(tree, parts, f.i), *harmed)
    return Harm(
        kind=line.kind or "attack", act=Span(start=t.start, end=t.end), stage=stage_of(tree, f.i), reality=real,
        rule=line.place, doers=tuple(_doers(tree, parts, line, f)),
        victims=_once(p for p in harmed if p.sort == "person"),
        targets=_once(p for p in harmed if p.sort == "thing"),
        means=_once(p for p in means if p.sort == "weapon"),
    )  # fmt: skip


def _granted(tree: Tree, i: int) -> bool:
    """ "They rejected the murder of ...": what a noun with its article or owner names is taken as having happened."""
    if tree.is_verb(i):
        return False
    if any(tree[k].text.lower() in ("any", "no", "a", "possible") for k in tree.children[i]):
        return False
    return tree[i].dep in ("pobj", "dobj", "nsubj", "nsubjpass") and any(
        tree[k].text.lower() in ("the", "this", "that", "these") or tree[k].dep == "poss"
        for k in tree.children[i]
    )


def _doers(tree: Tree, parts: Parts, line: Line, f: Frame) -> Iterator[Doer]:
    for slot in line.doers:
        for k in f.get(slot):
            if any(tree[c].text.lower() in ABSENT for c in tree.children[k]):
                continue
            for part in (*parts.of(tree, k), *parts.bodies(tree, k)):
                if part.sort in ("person", "body"):
                    yield Doer(part=part, firmness=firmness(tree, f.i, k))


def _filled(tree: Tree, parts: Parts, f: Frame, slots: Sequence[str]) -> Iterator[Part]:
    for slot in slots:
        for k in f.get(slot):
            yield from parts.of(tree, _beside(tree, k))


def _used(tree: Tree, parts: Parts, i: int) -> Iterator[Part]:
    """ "Attacked it using dynamite": the dynamite."""
    for k in tree.kids(i, "advcl", "acl", "xcomp"):
        if tree.lemmas[k] == "use":
            for obj in tree.kids(k, "dobj"):
                yield from parts.of(tree, obj)


def _beside(tree: Tree, k: int) -> int:
    """ "In front of the embassy": the embassy."""
    if tree.lemmas[k] not in SIDES:
        return k
    of = (
        x
        for p in tree.kids(k, "prep")
        if tree[p].text.lower() == "of"
        for x in tree.kids(p, "pobj")
    )
    return next(of, k)


def _once(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple({(p.start, p.end): p for p in parts}.values())
