"""What is wrong with a lexicon of acts, line by line, and what it covers: for whoever mends one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Literal, NamedTuple, TypeVar

from tocsin.atlas import BadTable, Row, categories, modes, rows
from tocsin.reading.lemma import lemma
from tocsin.reading.lexicon import COLUMNS, Line, Need, acts_tables, line, word_classes
from tocsin.reading.plain import PlainLine, patterns_of
from tocsin.reading.wordorder import Order, word_order

T = TypeVar("T")
Covered = tuple[str, str | None]  # category and mode
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
    """The audit of the lexicon of `language`, for parsed sentences or of patterns; None where there is no lexicon of acts."""
    folder = files("tocsin.reading") / "lexicons" / language
    order = word_order(language)
    if order is not None and acts_tables(folder, "plain"):
        return audit_of_patterns(folder, order)
    return audit_of(folder) if acts_tables(folder) else None


def audit_of(folder: Traversable) -> Audit:
    """The audit of the lexicon in `folder`; a line that cannot be used is a finding, and the others are still looked at."""
    mistakes: list[Finding] = []
    classes = _classes(folder, mistakes)
    lines = list(_each(acts_tables(folder), lambda row: line(row, classes), mistakes))
    found = [*mistakes, *_conflicts(lines), *_unreachable(lines), *_unknown(lines, classes)]
    return _audit([(x.category, x.mode) for x in lines], found)


def audit_of_patterns(folder: Traversable, order: Order) -> Audit:
    """The same for a language that is read without a parser."""
    mistakes: list[Finding] = []
    tables = acts_tables(folder, "plain")
    lines = list(_each(tables, lambda row: _Patterned(row, order), mistakes))
    return _audit([(x.line.category, x.line.mode) for x in lines], [*mistakes, *_shadowed(lines)])


def _audit(lines: Sequence[Covered], found: Sequence[Finding]) -> Audit:
    coverage = Counter(lines)
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


def _each(
    tables: Sequence[Traversable], read: Callable[[Row], T], mistakes: list[Finding]
) -> Iterator[T]:
    """What `read` makes of every row; a row that cannot be used is kept in `mistakes`."""
    for table in tables:
        found = rows(table, COLUMNS)
        while True:
            try:
                yield read(next(found))
            except StopIteration:
                break
            except (
                BadTable
            ) as err:  # of a cell: the next line follows; of the table itself: it ends
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


# --- patterns


class _Patterned:
    """A line of patterns, with the conditions that are looked at before it is taken."""

    def __init__(self, row: Row, order: Order) -> None:
        found = dict(patterns_of(row, order))
        if not found:
            raise row.bad("act is empty; it takes patterns apart by ;")
        self.patterns = tuple(found)
        self.line: PlainLine = next(iter(found.values()))
        self.near = frozenset(n for n in row["need"].split() if n.lstrip("!").startswith("near"))
        self.place = row.place


def _shadowed(lines: Sequence[_Patterned]) -> Iterator[Finding]:
    """Patterns that an earlier line has under the same conditions, or fewer: the first of the file is taken."""
    before: dict[str, list[_Patterned]] = {}
    for x in lines:
        for pattern in x.patterns:
            a = next((a for a in before.get(pattern, ()) if a.near <= x.near), None)
            before.setdefault(pattern, []).append(x)
            if a is None:
                continue
            mine, theirs = x.line.category, a.line.category
            if a.near == x.near and mine != theirs:
                says = f"{pattern!r} is {mine} here and {theirs} in {a.place}, under the same conditions"
                yield Finding(x.place, "conflict", says)
            else:
                says = f"{pattern!r} is never read by this line: {a.place} comes first"
                yield Finding(x.place, "unreachable", says)
