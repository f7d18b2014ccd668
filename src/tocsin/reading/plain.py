"""The acts of a language that is read without a parser: lexicons/<lang>/plain*.tsv beside its grammar.toml.

The columns are those of the lexicon for parsed sentences (lexicon.py); what they hold is simpler:

    act       patterns (patterns.py), apart by ";": "осуди* ; осужда*". The longest pattern at a place wins, then the first line.
    pos       v  a verb: who = subj, whom = obj unless the line says otherwise
              p  a verb in the passive: who = by, whom = subj
              n  a noun: who = own, by, else the subject of a light verb beside it; whom as the line says, else on or against
    need      near=x|y  one of these patterns within six words; !near=x|y none of them;
              who, whom  that side must be found; who=GOV|MIL, whom=CVL  it must be of one of these sectors
              carried    both sides, a light verb that carries the noun, or a count of those it harmed: a noun by itself may
                         only speak of what is known
    category  of PLOVER, or NONE for a pattern that keeps silent
    mode, contexts, future, negated   as in lexicon.py
    who, whom slots apart by "|", tried in order: subj, obj, own, a NAME of [marks], `deed` (whoever does the act that is
              told by the noun beside: "condemned the Avarian strikes"), `between` (all whom that mark stands before),
              `none` (there is no such side)

A verb or noun with neither side is left out, but for an ASSAULT whose place is told. Unsure is left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import Row, rows, sectors
from tocsin.reading.lemma import forms
from tocsin.reading.lexicon import (
    CATEGORIES,
    COLUMNS,
    CONTEXTS,
    MODES,
    Lexicon,
    acts_tables,
    lexicon,
    listed,
    one_of,
    readings,
)
from tocsin.reading.patterns import Patterns
from tocsin.reading.telling import Telling
from tocsin.reading.wordorder import Order, word_order
from tocsin.records import Reality

POS = frozenset(["v", "p", "n"])
SLOTS = frozenset(["subj", "obj", "own", "deed", "between", "none"])


class Needs(NamedTuple):
    """What must hold beside a pattern: words near it or not near it, the sides found, their sectors."""

    near: tuple[re.Pattern[str], ...] = ()
    not_near: tuple[re.Pattern[str], ...] = ()
    sides: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    whom: frozenset[str] = frozenset()


class PlainLine(NamedTuple):
    """One line of plain*.tsv; `place` is its file:line, the name of the rule."""

    pos: str
    needs: Needs
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    who: tuple[str, ...]
    whom: tuple[str, ...]
    future: str | None
    negated: str | None
    place: str


class Plain(NamedTuple):
    """What reading without a parser needs of a language: its grammar, its acts, and the little words as patterns."""

    order: Order
    acts: Patterns[PlainLine]
    little: Patterns[str]
    marks: Patterns[str]
    reality: Mapping[Reality, Telling]

    @classmethod
    def of(cls, order: Order, lines: Iterable[tuple[str, PlainLine]]) -> "Plain":
        """The same with every pattern made ready; raises BadTable for one that cannot be used."""
        spelling = order.spelling
        little = ((w, name) for name, words in order.words.items() for w in words)
        marks = (
            (word, name)
            for name, written in order.marks.items()
            for word in (w.partition(":")[0] for w in written)
            if word and word[0] != "+"
        )
        told = {name: Telling.of(signs, spelling) for name, signs in order.reality.items()}
        return cls(
            order, Patterns(lines, spelling), Patterns(little, spelling), Patterns(marks, spelling), told
        )  # fmt: skip


@cache
def plain(language: str) -> Plain | None:
    """The acts of a language that can be read without a parser; None if it has no grammar.toml. Raises BadTable.

    Where there is no plain*.tsv, the lexicon for parsed sentences lends the verbs that need nothing beside them.
    """
    order = word_order(language)
    if order is None:
        return None
    tables = acts_tables(files("tocsin.reading") / "lexicons" / language, "plain")
    if tables:
        read = (row for t in tables for row in rows(t, COLUMNS))
        return Plain.of(order, (found for row in read for found in patterns_of(row, order)))
    parsed = lexicon(language)
    return Plain.of(order, _lent(parsed) if parsed else ())


def patterns_of(row: Row, order: Order) -> Iterator[tuple[str, PlainLine]]:
    """The patterns of one line, each with what it means; raises BadTable."""
    pos = listed(row, "pos", row["pos"], POS)
    announced, refused = readings()
    line = PlainLine(
        pos=pos,
        needs=_needs(row, order),
        category=one_of(row, "category", CATEGORIES) or "NONE",
        mode=one_of(row, "mode", MODES),
        contexts=tuple(listed(row, "contexts", c, CONTEXTS) for c in row["contexts"].split()),
        who=_slots(row, "who", order) or _who(pos),
        whom=_slots(row, "whom", order) or _whom(pos, order),
        future=one_of(row, "future", CATEGORIES) or announced.get(row["category"]),
        negated=one_of(row, "negated", CATEGORIES) or refused.get(row["category"]),
        place=row.place,
    )
    for written in filter(None, (p.strip() for p in row["act"].split(";"))):
        try:
            pattern = order.whole(written)
            Patterns([(pattern, None)], order.spelling)
        except (ValueError, KeyError, re.error) as wrong:
            raise row.bad(f"{written!r} is no pattern: {wrong}") from None
        yield pattern, line


def _who(pos: str) -> tuple[str, ...]:
    return {"v": ("subj",), "p": ("by",), "n": ("own", "by")}[pos]


def _whom(pos: str, order: Order) -> tuple[str, ...]:
    if pos == "n":
        return tuple(m for m in ("on", "against") if m in order.marks)
    return ("obj",) if pos == "v" else ("subj",)


def _slots(row: Row, column: str, order: Order) -> tuple[str, ...]:
    known = SLOTS | order.marks.keys()
    return tuple(listed(row, column, s, known) for s in row[column].split("|") if s)


def _needs(row: Row, order: Order) -> Needs:
    near, not_near = list[re.Pattern[str]](), list[re.Pattern[str]]()
    sides, of = set[str](), dict[str, frozenset[str]]()
    for need in row["need"].split():
        name, _, values = need.partition("=")
        listed(row, "need", name, frozenset(["near", "!near", "who", "whom", "carried"]))
        if name.endswith("near"):
            (not_near if name[0] == "!" else near).append(_any_of(values, order))
        else:
            sides.add(name)
            known = frozenset(sectors())
            of[name] = frozenset(listed(row, "need", s, known) for s in values.split("|") if s)
    nobody = frozenset[str]()
    return Needs(
        tuple(near), tuple(not_near), frozenset(sides), of.get("who", nobody), of.get("whom", nobody)
    )  # fmt: skip


def _any_of(values: str, order: Order) -> re.Pattern[str]:
    """One of the patterns as whole words; "_" is a space."""
    parts = "|".join(order.spelling.regex(v.replace("_", " ")) for v in values.split("|"))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)" if order.spaced else parts)


def _lent(parsed: Lexicon) -> Iterator[tuple[str, PlainLine]]:
    """The verbs of a lexicon for parsed sentences that need nothing beside them and take their object straight.

    Only forms that are no other word's, and only with both sides: without a parse more would be a guess.
    """
    both = Needs(sides=frozenset(["who", "whom"]))
    for base in sorted(parsed.bases):
        line = next((x for x in parsed.lines(base, "v") if not x.needs), None)
        if line is None or line.category == "NONE" or line.whom[:1] != ("obj",):
            continue
        plain_line = PlainLine(
            "v", both, line.category, line.mode, line.contexts, ("subj",), ("obj",), line.future,
            line.negated, line.place,
        )  # fmt: skip
        for form in forms(base, "v"):
            if form != base and not form.endswith("ing"):
                yield form, plain_line
