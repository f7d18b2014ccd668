"""Who is named where the main noun of a phrase comes first: "министр обороны Аварии Иво Тамм", "le ministre avarien Ivo Tamm".

What stands between the parts is in [names] of grammar.toml (wordorder.py). Persons are those whom the report names beside a public
role, as in naming.py; a surname in another case is the same person.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.reading.coding import Codes, of_entry
from tocsin.reading.naming import Item, Named, Person
from tocsin.reading.wordorder import NamesGrammar, word_order

_DASH = re.compile(r"\s?[-–‑—]\s?|/")
_SPACE = re.compile(r"\s+")
_STEM = 4  # letters of a surname that must stay when an ending is taken off
_PLAIN = frozenset([None, "minister", "officer"])  # offices that a second noun says more of


class Joints(NamedTuple):
    """The patterns between a role, whose role it is, and the person; `run` is a name of persons."""

    run: re.Pattern[str]
    link: re.Pattern[str]
    beside: re.Pattern[str]
    apposed: re.Pattern[str]
    owners: re.Pattern[str]
    endings: tuple[str, ...]
    leading: bool
    office: bool
    definite: str

    @classmethod
    def of(cls, names: NamesGrammar, joins: Sequence[str]) -> "Joints":
        """Made ready from a grammar; `joins` stand between the members of a list."""
        capital = rf"[{names.capitals}][\w’'-]*"
        inner = f"(?:(?:{_or(names.particles)}) )?" if names.particles else ""
        links = _or(names.links) if names.links else "(?!)"
        articles = rf"(?:(?:{_or(names.articles)})\s*)?" if names.articles else ""
        return cls(
            re.compile(rf"(?<!\w){capital}(?: {inner}{capital})*" if names.capitals else "(?!)"),
            re.compile(rf"\s+(?:(?:{links})\s*){{1,2}}", re.IGNORECASE),
            re.compile(rf"\s+{articles}" if names.adjacent else r"(?!)", re.IGNORECASE),
            re.compile(rf",\s+{articles}", re.IGNORECASE),
            re.compile(rf"(?:,|\s+(?:{_or(joins)}))\s+(?:(?:{links})\s*){{0,2}}", re.IGNORECASE),
            tuple(sorted(names.endings, key=len, reverse=True)),
            names.adjectives == "both",
            names.owned == "office",
            names.definite,
        )

    def stem(self, word: str) -> str:
        """A word of a name without the ending of its case, in lower case."""
        low = word.lower()
        for ending in self.endings:
            if low.endswith(ending) and len(low) - len(ending) >= _STEM:
                return low.removesuffix(ending)
        return low


def _or(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def joints(language: str) -> Joints | None:
    """The joints of a language whose main noun comes first; None for others, which naming.py reads."""
    order = word_order(language)
    return (
        Joints.of(order.names, order.words.get("joins", ()))
        if order is not None and order.names is not None
        else None
    )


def grouped(text: str, items: Sequence[Item], between: Joints) -> list[list[Item]]:
    """Names, roles and persons that stand together, each group in order."""
    groups: list[list[Item]] = []
    for item in items:
        if groups and _follows(text, groups[-1], item, between):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _follows(text: str, group: Sequence[Item], item: Item, between: Joints) -> bool:
    last, gap = group[-1], text[group[-1].end : item.start]
    if last.kind == "P":
        return False
    if item.kind == "P":
        return bool(_SPACE.fullmatch(gap)) and any(i.kind == "R" for i in group)
    if last.kind == "C":
        if item.kind == "C" and _several(group) and between.owners.fullmatch(gap):
            return True
        if item.kind == "C":
            return bool(_DASH.fullmatch(gap)) and last.entry is not None
        return between.leading and _adjective(last) and bool(_SPACE.fullmatch(gap))
    if item.kind == "C" and any(i.kind == "C" for i in group):
        return False
    if between.link.fullmatch(gap):
        return True
    return bool(between.beside.fullmatch(gap)) and _takes(text, last, item, between)


def _takes(text: str, noun: Item, item: Item, between: Joints) -> bool:
    """Whether what follows a noun without a word between says whose it is or of what people."""
    if between.definite and text.startswith(between.definite, noun.start):
        return _adjective(item) and text.startswith(between.definite, item.start)
    if item.kind == "R" and between.office:
        return noun.role is not None and noun.role.office is not None
    return True


def _several(group: Sequence[Item]) -> bool:
    """Whether a group is of several persons, so that more states may be named ("the presidents of Avaria and Brennia")."""
    return group[0].role is not None and group[0].role.plural


def _adjective(item: Item) -> bool:
    return item.entry is not None and item.entry.kind == "demonym"


def coded(group: Sequence[Item]) -> list[Codes]:
    """The codes of one group; several for names joined by a dash ("Avarian-Brennian")."""
    last = group[-1]
    if last.kind == "P" and last.entry is not None:
        e = last.entry
        return [Codes(e.country, e.org, e.sector, e.office, e.name)]
    owners = [of_entry(i.entry) for i in group if i.kind == "C" and i.entry is not None]
    roles = [i.role for i in group if i.role is not None]
    if not roles:
        return owners
    more = (r.office for r in roles[1:] if r.office)
    office = next(more, roles[0].office) if roles[0].office in _PLAIN else roles[0].office
    sector = roles[0].sector
    if not owners:
        return [Codes(sector=sector, office=office)]
    return [o._replace(sector=o.sector or sector, office=office, name=None) for o in owners]


def people(text: str, items: Sequence[Item], between: Joints) -> list[Named]:
    """The persons named in the text beside a public role, wherever they are named."""
    groups = grouped(text, items, between)
    runs = list(_runs(text, items, between))
    learned = dict(_learned(text, groups, runs, between))
    aliases: dict[str, Person | None] = {}
    for (start, end), codes in learned.items():
        name = text[start:end]
        person = Person(name, codes.country, codes.org, codes.sector, codes.office)
        for key in {_key(name, between), between.stem(name.split()[-1])}:
            known = aliases.get(key, person)
            aliases[key] = _either(known, person, between)
    return [n for run in runs if (n := _named(text, run, aliases, between)) is not None]


def _runs(text: str, items: Sequence[Item], between: Joints) -> Iterator[tuple[int, int]]:
    edges = [0, *(x for i in items for x in (i.start, i.end)), len(text)]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        for run in between.run.finditer(text, a, max(a, b)):
            yield run.span()


def _learned(
    text: str,
    groups: Sequence[Sequence[Item]],
    runs: Sequence[tuple[int, int]],
    between: Joints,
) -> Iterator[tuple[tuple[int, int], Codes]]:
    ends = {g[-1].end: g for g in groups if any(i.kind == "R" for i in g)}
    starts = {g[0].start: g for g in ends.values()}
    for start, end in runs:
        before = next(
            (ends[e] for e in range(start - 1, max(-1, start - 4), -1) if e in ends), None
        )
        after = next((starts[e] for e in range(end + 1, end + 8) if e in starts), None)
        if before is not None and _SPACE.fullmatch(text[before[-1].end : start]):
            yield (start, end), coded(before)[0]
        elif after is not None and between.apposed.fullmatch(text[end : after[0].start]):
            yield (start, end), coded(after)[0]


def _key(name: str, between: Joints) -> str:
    return " ".join(between.stem(word) for word in name.split())


def _either(known: Person | None, person: Person, between: Joints) -> Person | None:
    """One person of two that are named alike: the same if the codes do not contradict; by the shortest form of the name."""
    if known is None:
        return None
    if known.country and person.country and known.country != person.country:
        return None
    if _key(known.name, between).split()[-1:] != _key(person.name, between).split()[-1:]:
        return None
    longer = max((known, person), key=lambda p: (len(p.name.split()), -len(p.name)))
    return Person(
        longer.name,
        known.country or person.country,
        known.org or person.org,
        known.sector or person.sector,
        known.office or person.office,
    )


def _named(
    text: str, run: tuple[int, int], aliases: dict[str, Person | None], between: Joints
) -> Named | None:
    """The person of a run of capitalised words, by the longest end of it that names one."""
    start, end = run
    while start < end:
        key = _key(text[start:end], between)
        person = aliases.get(key)
        if person is not None:
            return Named(start, end, person, text[start:end] == person.name)
        gap = text.find(" ", start, end)
        if gap < 0:
            return None
        start = gap + 1
    return None
