"""Persons and things harmed: who did it, to whom or what, by what means, whether or not anybody has a public role."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import rows
from tocsin.reading.arguments import Frame, frame
from tocsin.reading.blame import firmness, stage_of
from tocsin.reading.lexicon import Need, need_of, slots_of
from tocsin.reading.parts import Parts, sorts
from tocsin.reading.reality import reality
from tocsin.reading.tree import Tree
from tocsin.records import Doer, Harm, HarmKind, Part, Reality, Span

COLUMNS = ("act", "pos", "need", "kind", "doers", "harmed", "means")
KINDS: tuple[HarmKind, ...] = ("attack", "bombing", "kidnapping", "arson", "robbery")
POS = {"VB": "v", "NN": "n"}


class Line(NamedTuple):
    """One line of harms.tsv; `place` is its file:line, the name of the rule."""

    needs: tuple[Need, ...]
    kind: HarmKind
    doers: tuple[str, ...]
    harmed: tuple[str, ...]
    means: tuple[str, ...]
    place: str


@cache
def lines() -> dict[tuple[str, str], tuple[Line, ...]]:
    """The lines by predicate and part of speech, the most demanding first. Raises BadTable with file:line."""
    table = files("tocsin.reading") / "lexicons" / "en" / "harms.tsv"
    out: dict[tuple[str, str], list[Line]] = {}
    for row in rows(table, COLUMNS):
        kind = next((k for k in KINDS if k == row["kind"]), None)
        if kind is None or row["pos"] not in POS.values():
            raise row.bad(
                f"kind is {row['kind']!r}, pos is {row['pos']!r}; there is {', '.join(KINDS)} and n, v"
            )
        needs = tuple(need_of(row, n, sorts()) for n in row["need"].split())
        line = Line(
            needs,
            kind,
            slots_of(row, "doers"),
            slots_of(row, "harmed"),
            slots_of(row, "means"),
            row.place,
        )
        out.setdefault((row["act"], row["pos"]), []).append(line)
    return {act: tuple(sorted(found, key=lambda x: -len(x.needs))) for act, found in out.items()}


@cache
def bases() -> frozenset[str]:
    """The base forms of the predicates, so that parsed words are brought back to them."""
    return frozenset(act for act, _ in lines())


def harms(tree: Tree, parts: Parts) -> Iterator[Harm]:
    """The harms told in one sentence, in order of the text."""
    for t in tree.tokens:
        pos = POS.get(t.tag[:2])
        known = lines().get((tree.lemmas[t.i], pos or ""), ())
        if not known or _modifies(tree, t.i):
            continue
        f = frame(tree, t.i)
        line = next((x for x in known if all(_holds(n, f, tree) for n in x.needs)), None)
        if line is not None and not _general(tree, t.i):
            yield _harm(tree, parts, line, f)


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
    means = [p for p in (*_filled(tree, parts, f, line.means), *harmed) if p.sort == "weapon"]
    return Harm(
        kind=line.kind, act=Span(start=t.start, end=t.end), stage=stage_of(tree, f, real), reality=real,
        rule=line.place, doers=tuple(_doers(tree, parts, line, f)),
        victims=_once(p for p in harmed if p.sort == "person"),
        targets=_once(p for p in harmed if p.sort == "thing"),
        means=_once(means),
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
            for part in (*parts.of(tree, k), *parts.bodies(tree, k)):
                if part.sort in ("person", "body"):
                    yield Doer(part=part, firmness=firmness(tree, f.i, k))


def _filled(tree: Tree, parts: Parts, f: Frame, slots: Sequence[str]) -> Iterator[Part]:
    for slot in slots:
        for k in f.get(slot):
            yield from parts.of(tree, k)


def _once(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple({(p.start, p.end): p for p in parts}.values())
