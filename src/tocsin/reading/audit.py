"""What is wrong with a lexicon of acts, line by line, and what it covers: for whoever mends one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Literal, NamedTuple

from tocsin.atlas import BadTable, categories, modes, rows
from tocsin.reading.lemma import lemma
from tocsin.reading.lexicon import COLUMNS, Line, Need, acts_tables, line, word_classes

Kind = Literal["mistake", "conflict", "unreachable", "unknown word"]


class Finding(NamedTuple):
    """Something to mend at `place` (file:line): what kind of fault it is, and in words what stands there."""

    place: str
    kind: Kind
    says: str


class Audit(NamedTuple):
    """Findings in the order of the files; lines counted by category and mode; categories and modes without a line."""

    lines: int
    findings: tuple[Finding, ...]
    coverage: Mapping[tuple[str, str | None], int]
    missing: tuple[tuple[str, str | None], ...]


def audit(language: str) -> Audit | None:
    """The audit of the lexicon of `language`; None where there is no lexicon of acts."""
    folder = files("tocsin.reading") / "lexicons" / language
    return audit_of(folder) if acts_tables(folder) else None


def audit_of(folder: Traversable) -> Audit:
    """The audit of the lexicon in `folder`; a line that cannot be used is a finding, and the others are still looked at."""
    mistakes: list[Finding] = []
    classes = _classes(folder, mistakes)
    lines = [x for table in acts_tables(folder) for x in _lines(table, classes, mistakes)]
    found = [*mistakes, *_conflicts(lines), *_unreachable(lines), *_unknown(lines, classes)]
    coverage = Counter((x.category, x.mode) for x in lines)
    named = [(c, None) for c in categories()] + sorted(modes())
    have = {c for c, _ in coverage}
    missing = (pair for pair in named if (pair not in coverage if pair[1] else pair[0] not in have))
    return Audit(len(lines), tuple(sorted(found, key=_where)), coverage, tuple(missing))


def _where(f: Finding) -> tuple[str, int]:
    file, _, number = f.place.rpartition(":")
    return file, int(number)


def _classes(folder: Traversable, mistakes: list[Finding]) -> dict[str, frozenset[str]]:
    try:
        return word_classes(folder / "classes.tsv")
    except BadTable as err:
        mistakes.append(_mistake(err))
        return {}


def _lines(
    table: Traversable, classes: dict[str, frozenset[str]], mistakes: list[Finding]
) -> Iterator[Line]:
    found = rows(table, COLUMNS)
    while True:
        try:
            yield line(next(found), classes)
        except StopIteration:
            return
        except (
            BadTable
        ) as err:  # of a cell: the next line follows; of the table itself: it ends here
            mistakes.append(_mistake(err))


def _mistake(err: BadTable) -> Finding:
    file, number, says = str(err).split(":", 2)
    return Finding(f"{file}:{number}", "mistake", says.strip())


def _by_predicate(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each predicate in the order in which the reader tries them."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for x in lines:
        groups.setdefault((x.act, x.pos), []).append(x)
    return [sorted(group, key=lambda x: -x.weight) for group in groups.values()]


def _conflicts(lines: Sequence[Line]) -> Iterator[Finding]:
    for group in _by_predicate(lines):
        for a, b in combinations(group, 2):
            if set(a.needs) == set(b.needs) and a.category != b.category:
                says = f"{b.act!r} is {b.category} here and {a.category} in {a.place}, under the same conditions"
                yield Finding(b.place, "conflict", says)


def _unreachable(lines: Sequence[Line]) -> Iterator[Finding]:
    for group in _by_predicate(lines):
        for n, b in enumerate(group):
            a = next((a for a in group[:n] if _covers(a, b)), None)
            if a is not None and (set(a.needs) != set(b.needs) or a.category == b.category):
                says = f"{b.act!r} is never read by this line: {a.place} is tried first and fits whenever this does"
                yield Finding(b.place, "unreachable", says)


def _covers(a: Line, b: Line) -> bool:
    """Whether `a` holds wherever `b` does."""
    return all(any(_follows(n, m) for m in b.needs) for n in a.needs)


def _follows(n: Need, m: Need) -> bool:
    """Whether condition `n` holds whenever `m` does."""
    if n.slot != m.slot or n.absent != m.absent:
        return False
    if n.absent:
        return m.words is None or (n.words is not None and n.words <= m.words)
    if n.actor or (n.words is None and not m.actor):
        return n.words is None and n.actor <= m.actor
    return n.words is None or (m.words is not None and m.words <= n.words)


def _unknown(lines: Sequence[Line], classes: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Predicates and words of conditions that no text can give: each slot holds one word in its base form."""
    known = frozenset(x.act for x in lines).union(*classes.values())
    told: set[str] = set()
    for x in lines:
        wanted = {x.act} | {w for n in x.needs for w in n.words or ()}
        for word in sorted(wanted - told):
            base = lemma(word, "NNS", known)
            if " " in word:
                says = f"{word!r} is no single word; a slot holds one"
                yield Finding(x.place, "unknown word", says)
            elif word.endswith("s") and base != word and base in known:
                yield Finding(x.place, "unknown word", f"{word!r} is no base form; {base!r} is")
        told |= wanted
