"""The words that tell of harm: which kind, who does it, whom or what it strikes and by what means, by slot of grammar."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args

from tocsin.atlas import Row, rows
from tocsin.reading.lemma import forms
from tocsin.reading.lexicon import COMMON, Need, need_of, slots_of
from tocsin.reading.parts import sorts
from tocsin.records import HarmKind

COLUMNS = ("act", "pos", "need", "kind", "doers", "harmed", "means")
KINDS: tuple[HarmKind, ...] = get_args(HarmKind)
EFFECT = "effect"  # what some other harm did: "two were killed"
POS = frozenset(["v", "n"])


class Line(NamedTuple):
    """One line of harms.tsv; `place` is its file:line, the name of the rule. `kind` None is an effect."""

    needs: tuple[Need, ...]
    kind: HarmKind | None
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
        out.setdefault((row["act"], row["pos"]), []).append(_line(row))
    return {act: tuple(sorted(found, key=lambda x: -len(x.needs))) for act, found in out.items()}


def _line(row: Row) -> Line:
    if row["pos"] not in POS:
        raise row.bad(f"pos is {row['pos']!r}; there is {', '.join(sorted(POS))}")
    return Line(
        needs=tuple(need_of(row, n, sorts()) for n in row["need"].split()),
        kind=_kind(row),
        doers=slots_of(row, "doers"),
        harmed=slots_of(row, "harmed"),
        means=slots_of(row, "means"),
        place=row.place,
    )


def _kind(row: Row) -> HarmKind | None:
    if row["kind"] == EFFECT:
        return None
    if kind := next((k for k in KINDS if k == row["kind"]), None):
        return kind
    raise row.bad(f"kind is {row['kind']!r}; there is {', '.join((*KINDS, EFFECT))}")


@cache
def bases() -> frozenset[str]:
    """The base forms of the predicates, so that parsed words are brought back to them."""
    return frozenset(act for act, _ in lines())


@cache
def triggers() -> frozenset[str]:
    """The words that tell of harm by themselves, for the gate."""
    alone = {
        (act, pos)
        for (act, pos), group in lines().items()
        if any(x.kind and not x.needs for x in group)
    }
    return frozenset(f for act, pos in alone if act not in COMMON for f in forms(act, pos))


@cache
def pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The words that tell of harm beside another, with those others: "set" and "fire"."""
    out = []
    for (act, pos), group in lines().items():
        company = {
            w for x in group if x.kind for n in x.needs if n.words and not n.absent for w in n.words
        }
        if company:
            beside = frozenset(f for w in company for f in forms(w, "n"))
            out.append((frozenset(forms(act, pos)), beside))
    return tuple(out)
