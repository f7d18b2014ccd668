"""The lexicon of acts of one language: what words mean which act, under which conditions, and who did it to whom.

A line: the predicate, its part of speech, what must stand with it, category, mode, contexts, the roles, and what the
line reads as when the act is announced (`future`) or not done (`negated`). Slots are named after grammar: `subj`,
`obj`, `iobj`, `prt`, `xcomp`, `ccomp`, `mod`, `poss`, `light`, `adv`, `amod`, or a preposition. In `need`, `on=x|y` asks for one
of the words, `on=@class` for a word of classes.tsv, `on=@actor` for an actor, `on` for anything, `!on` for nothing.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from tocsin.atlas import Row, categories, contexts, modes, rows
from tocsin.reading.lemma import forms
from tocsin.reading.vocabulary import words

COLUMNS = ("act", "pos", "need", "category", "mode", "contexts", "who", "whom", "future", "negated")
CATEGORIES = frozenset(categories()) | {"NONE"}  # NONE is a line that keeps silent
MODES = frozenset(mode for _, mode in modes())
CONTEXTS = frozenset(contexts())
SLOTS = words("slots", "any")
POS = frozenset(["v", "n", "a"])
COMMON = words("common-verbs")
PARTICLES = words("gate-particles")


class Need(NamedTuple):
    """A condition on one slot: it holds one of `words`, an actor, anything (`words` None), or must be empty."""

    slot: str
    words: frozenset[str] | None = None
    actor: bool = False
    absent: bool = False


class Line(NamedTuple):
    """One line of the lexicon; `place` is its file:line, the name of the rule."""

    act: str
    pos: str
    needs: tuple[Need, ...]
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    who: tuple[str, ...]
    whom: tuple[str, ...]
    future: str | None
    negated: str | None
    place: str

    @property
    def weight(self) -> int:
        """The more a line asks for, the sooner it is taken."""
        return sum(1 if n.absent else 3 if n.words is not None else 2 for n in self.needs)


class Lexicon:
    """All lines of a language by predicate, with the word classes and the forms that its gate looks for."""

    def __init__(self, lines: tuple[Line, ...], classes: dict[str, frozenset[str]]) -> None:
        self.classes = classes
        self._by: dict[tuple[str, str], list[Line]] = {}
        for line in lines:
            self._by.setdefault((line.act, line.pos), []).append(line)
        for group in self._by.values():
            group.sort(key=lambda line: -line.weight)
        self.bases = frozenset(act for act, _ in self._by) | frozenset().union(*classes.values())

    def lines(self, act: str, pos: str) -> list[Line]:
        """The lines of a predicate, the most demanding first; empty if it is none."""
        return self._by.get((act, pos), [])

    def __len__(self) -> int:
        return sum(len(group) for group in self._by.values())

    def triggers(self, *, strict: bool) -> frozenset[str]:
        """The words a gate looks for; the strict ones are those of predicates that need nothing beside them."""
        out: set[str] = set()
        for (act, pos), group in self._by.items():
            if act in COMMON:
                continue
            if any(line.category != "NONE" and (not strict or not line.needs) for line in group):
                out.update(forms(act, pos) if pos != "a" else (act,))
        return frozenset(word for word in out if not word.startswith("'"))

    def pairs(self) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """For verbs too common to mean an act by themselves: their forms, and the words of which one must stand by."""
        for (act, pos), group in self._by.items():
            if act in COMMON:
                company = {
                    w
                    for line in group
                    for n in line.needs
                    if n.words and not n.absent
                    for w in n.words
                }
                beside = {f for w in company for p in ("n", "v") for f in forms(w, p)}
                yield frozenset(forms(act, pos)), frozenset(beside | PARTICLES)


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language, checked; None where there is none. Raises BadTable with file:line."""
    folder = files("tocsin.reading") / "lexicons" / language
    tables = acts_tables(folder)
    if not tables:
        return None
    classes = word_classes(folder / "classes.tsv")
    return Lexicon(
        tuple(line(row, classes) for table in tables for row in rows(table, COLUMNS)), classes
    )


def acts_tables(folder: Traversable, kind: str = "acts") -> list[Traversable]:
    """The tables of acts in the folder of a language whose names begin with `kind`, in the order of their names."""
    found = folder.iterdir() if folder.is_dir() else ()
    acts = (f for f in found if f.name.startswith(kind) and f.name.endswith(".tsv"))
    return sorted(acts, key=lambda f: f.name)


def word_classes(table: Traversable) -> dict[str, frozenset[str]]:
    """The word classes that `need` may name, from lines of a name and its words; `@other` takes over another class."""
    out: dict[str, frozenset[str]] = {}
    for row in rows(table, ("class", "words")):
        words: set[str] = set()
        for word in row["words"].split():
            if word.startswith("@"):
                if word[1:] not in out:
                    raise row.bad(f"{word} is no class above this line")
                words |= out[word[1:]]
            else:
                words.add(word.replace("_", " "))
        out[row["class"]] = out.get(row["class"], frozenset()) | words
    return out


def line(row: Row, classes: dict[str, frozenset[str]]) -> Line:
    """One line, checked: known categories, modes, contexts, slots and classes. Raises BadTable."""
    if row["pos"] not in POS:
        raise row.bad(f"pos is {row['pos']!r}; there is {', '.join(sorted(POS))}")
    announced, refused = readings()
    return Line(
        act=row["act"],
        pos=row["pos"],
        needs=tuple(need_of(row, n, classes) for n in row["need"].split()),
        category=one_of(row, "category", CATEGORIES) or "NONE",
        mode=one_of(row, "mode", MODES),
        contexts=tuple(listed(row, "contexts", c, CONTEXTS) for c in row["contexts"].split()),
        who=slots_of(row, "who"),
        whom=slots_of(row, "whom"),
        future=one_of(row, "future", CATEGORIES) or announced.get(row["category"]),
        negated=one_of(row, "negated", CATEGORIES) or refused.get(row["category"]),
        place=row.place,
    )


@cache
def readings() -> tuple[dict[str, str], dict[str, str]]:
    """What a category reads as when its doer announces the act, and when its doer says that it will not be."""
    table = files("tocsin.reading") / "lexicons" / "any" / "readings.tsv"
    kept = list(rows(table, ("category", "future", "negated")))
    future = {row["category"]: row["future"] for row in kept if row["future"]}
    return future, {row["category"]: row["negated"] for row in kept if row["negated"]}


def one_of(row: Row, column: str, allowed: frozenset[str]) -> str | None:
    """The cell of `column`, one of `allowed`; None where it is empty. Raises BadTable."""
    return listed(row, column, row[column], allowed) if row[column] else None


def listed(row: Row, column: str, value: str, allowed: frozenset[str]) -> str:
    """`value`, which is one of `allowed`. Raises BadTable naming the column."""
    if value not in allowed:
        raise row.bad(f"{column} is {value!r}; there is {', '.join(sorted(allowed))}")
    return value


def slots_of(row: Row, column: str) -> tuple[str, ...]:
    """The slots that a column names, in the order in which they are looked at. Raises BadTable."""
    return tuple(listed(row, column, s, SLOTS) for s in row[column].split("|") if s)


def need_of(row: Row, written: str, classes: Mapping[str, frozenset[str]]) -> Need:
    """A condition as a table writes it ("obj=@troops", "!on"). Raises BadTable."""
    if written.startswith("!"):
        slot, _, values = written[1:].partition("=")
        if values:
            return Need(listed(row, "need", slot, SLOTS), _words(row, values, classes), absent=True)
        return Need(listed(row, "need", slot, SLOTS), absent=True)
    slot, _, values = written.partition("=")
    listed(row, "need", slot, SLOTS)
    if values == "@actor":
        return Need(slot, actor=True)
    return Need(slot, _words(row, values, classes) if values else None)


def _words(row: Row, values: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for value in values.split("|"):
        if value.startswith("@"):
            if value[1:] not in classes:
                raise row.bad(f"{value} is no class; there is {', '.join(sorted(classes))}")
            words |= classes[value[1:]]
        else:
            words.add(value.replace("_", " "))
    return frozenset(words)
