"""Who is named in a report: "Avaria's Defence Minister Ivo Tamm" teaches that Tamm is AVA GOV for the rest of it.

No list of persons is needed; a person counts only in the public role that the report states beside the name.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tocsin.atlas import Entry, Role
from tocsin.reading.vocabulary import words

_RUN = re.compile(
    r"[A-Z](?:\.|[\w’'\-]*)(?: (?:(?:al|bin|ibn|de|del|della|di|da|dos|von|van|der|den|ten|la|le|el|ben|ould)[ \-]){0,2}"
    r"[A-Z](?:\.(?= [A-Z])|[\w’'\-]*))*"
)
_NO_NAME = words("no-name")
_BEFORE = re.compile(
    r"\s*(?:['’]s?)?[\s\-]+(?:(?:former|ex|new|acting|deputy|interim|caretaker|visiting|outgoing|then)[\s\-]+)?$"
)
_OF = re.compile(r"\s+(?:of|for|to|at|in)\s+(?:the\s+)?$")
_APPOSED = re.compile(
    r"(?:,\s+|\s+\(|\s+[–—-]\s+)(?:who\s+(?:is|was)\s+|of\s+)?(?:the\s+|an?\s+|its\s+|their\s+)?(?:(?:former|ex|new|acting|interim|top|senior|chief)[\s\-]+)?$"
)
_LISTED = re.compile(r"(?:,?\s+and|,|,?\s+as well as)\s+(?:the\s+)?$")
_SPEAKING = re.compile(r",\s+(?:speaking|acting|writing)\s+(?:for|on behalf of)\s+(?:the\s+)?$")
_COMMA = re.compile(r",?\s+$")
_SPACE = re.compile(r"\s+$")
COUNTERPART = re.compile(r"\bcounterparts?\b")


class Person(NamedTuple):
    """Somebody named in the report in a public role: the fullest name, and the codes of the role."""

    name: str
    country: str | None = None
    org: str | None = None
    sector: str | None = None
    office: str | None = None


class Named(NamedTuple):
    """A person named at [start, end); `whole` says whether by the full name."""

    start: int
    end: int
    person: Person
    whole: bool


class Item(NamedTuple):
    """Something that names at [start, end): a place or body of the atlas ("C"), a role ("R"), a capitalised run ("P")."""

    start: int
    end: int
    kind: str
    entry: Entry | None = None
    role: Role | None = None


def people(text: str, coded: Sequence[Item]) -> list[Named]:
    """The persons named in `text`; `coded` are its names of countries and bodies and its role words, in order."""
    found = sorted([*map(_as_person, coded), *_runs(text, coded)], key=lambda i: i.start)
    items = list(_whole_names(text, found))
    learned = {
        i: p for i in range(len(items)) if items[i].kind == "P" and (p := _told(text, items, i))
    }
    _share_lists(text, items, learned)
    aliases = _aliases(text, items, learned)
    return list(_mentions(text, items, learned, aliases))


def _whole_names(text: str, items: Sequence[Item]) -> Iterator[Item]:
    """A first name in another spelling than the atlas has stands before the surname that it knows: one name."""
    before: Item | None = None
    for item in items:
        if before is None:
            before = item
            continue
        first, last = before.kind == "P" and before.entry is None, item.kind == "P" and item.entry
        if first and last and text[before.end : item.start] == " ":
            before = item._replace(start=before.start)
            continue
        yield before
        before = item
    if before is not None:
        yield before


def _told(text: str, items: list[Item], i: int) -> Person | None:
    """The role that the report states beside a name; whose it is the atlas may know ("President Ivo Tamm")."""
    stated, known = _stated(text, items, i), _known(items[i])
    if stated is None or known is None or stated.country or stated.org:
        return stated or known
    return known._replace(name=stated.name)


def is_person(item: Item) -> bool:
    """Whether an item is a person whom the atlas knows by name."""
    return item.entry is not None and item.entry.kind == "person-role"


def _as_person(item: Item) -> Item:
    return item._replace(kind="P") if is_person(item) else item


def _known(item: Item) -> Person | None:
    """The public role that the atlas has for a name."""
    e = item.entry
    return Person(e.name, e.country, e.org, e.sector, e.office) if e is not None else None


def _runs(text: str, coded: Sequence[Item]) -> Iterator[Item]:
    """Capitalised words that belong to no name or role already found, function words taken off."""
    edges = [0, *(x for item in coded for x in (item.start, item.end)), len(text)]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        for run in _RUN.finditer(text, a, max(a, b)):
            start, end = _stripped(text, *run.span())
            if start < end:
                yield Item(start, end, "P")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        word = re.match(r"[\w’'\-]+\.?\s*", text[start:end])
        if word is None or word[0].strip().rstrip(".").lower() not in _NO_NAME:
            break
        start += word.end()
    possessive = re.search(r"['’]s?$", text[start:end])
    return start, end - (len(possessive[0]) if possessive else 0)


def _stated(text: str, items: list[Item], i: int) -> Person | None:
    """The public role that stands directly before or after the name."""
    return _from_before(text, items, i) or _from_after(text, items, i)


def _from_before(text: str, items: list[Item], i: int) -> Person | None:
    name, j, role = text[items[i].start : items[i].end], i - 1, None
    if (
        j > 0
        and items[j].kind == "C"
        and _gap(text, items, j - 1, _OF)
        and items[j - 1].kind == "R"
    ):
        if _COMMA.fullmatch(text, items[j].end, items[i].start):
            return _person(name, _sender(text, items, j), items[j - 1].role)
        return None
    beside = _COMMA if _set_off(text, items, i) else _SPACE
    while (
        j >= 0 and items[j].kind == "R" and _gap(text, items, j, beside if j == i - 1 else _BEFORE)
    ):
        role = _stronger(items[j].role, role)
        j -= 1
    if role is None:
        return None
    if j >= 0 and items[j].kind == "C" and _gap(text, items, j, _BEFORE):
        return _person(name, items[j].entry, role)
    return _person(name, None, role)


def _sender(text: str, items: list[Item], j: int) -> Entry | None:
    """Whose envoy "Avaria's ambassador to Brennia" is: of Avaria; of nobody said in "the ambassador to Brennia"."""
    k = j - 2
    while k >= 0 and items[k].kind == "R" and _gap(text, items, k, _BEFORE):
        k -= 1
    if k >= 0 and items[k].kind == "C" and _gap(text, items, k, _BEFORE):
        return items[k].entry
    return None if text[items[j - 1].end : items[j].start].split()[:1] == ["to"] else items[j].entry


def _set_off(text: str, items: list[Item], i: int) -> bool:
    """ "Avaria's foreign minister, Ivo Tamm, said": a name new to us between commas, after a possessor and a role."""
    if items[i].entry is not None or text[items[i].end : items[i].end + 1] not in (",", ".", ";"):
        return False
    return i > 1 and items[i - 2].kind == "C" and _gap(text, items, i - 2, _BEFORE)


def _from_after(text: str, items: list[Item], i: int) -> Person | None:
    name, j, entry, role = text[items[i].start : items[i].end], i + 1, None, None
    if j < len(items) and items[j].kind == "C" and _gap(text, items, i, _SPEAKING):
        e = items[j].entry
        return Person(name, e.country, e.org, e.sector or "GOV") if e is not None else None
    if j >= len(items) or not _gap(text, items, i, _APPOSED):
        return None
    if items[j].kind == "C":
        entry, j = items[j].entry, j + 1
        if j >= len(items) or not _gap(text, items, j - 1, _BEFORE):
            return None
    if j < len(items) and items[j].kind == "R":
        role, j = items[j].role, j + 1
        if (
            entry is None
            and j < len(items)
            and items[j].kind == "C"
            and _gap(text, items, j - 1, _OF)
        ):
            entry = items[j].entry
    return _person(name, entry, role) if role else None


def _gap(text: str, items: list[Item], j: int, pattern: re.Pattern[str]) -> bool:
    """Whether what stands between item `j` and the next one is just `pattern`."""
    between = text[items[j].end : items[j + 1].start]
    return len(between) < 40 and pattern.match(between) is not None


def _stronger(a: Role | None, b: Role | None) -> Role | None:
    """Of two titles in a row the one that names an office ("Defence Minister General Tamm": the minister)."""
    return a if a is not None and (b is None or a.office or not b.office) else b


def _person(name: str, entry: Entry | None, role: Role | None) -> Person | None:
    if role is None:
        return None
    country = entry.country if entry else None
    org = entry.org if entry else None
    return Person(name, country, org, role.sector or (entry.sector if entry else None), role.office)


def _share_lists(text: str, items: list[Item], learned: dict[int, Person]) -> None:
    """ "Avarian President A, Foreign Minister B and Defence Minister C": one demonym for the whole list."""
    order = sorted(learned)
    for before, i in pairwise(order):
        p, q = learned[before], learned[i]
        if (
            q.country is None
            and q.org is None
            and p.country
            and _LISTED.match(_bare(text, items, before, i))
        ):
            learned[i] = q._replace(country=p.country, org=p.org)


def _bare(text: str, items: list[Item], i: int, j: int) -> str:
    """The text between two names up to the first role word of the second."""
    first = next((k for k in range(i + 1, j) if items[k].kind != "R"), j)
    return text[items[i].end : items[i + 1].start] if first == j and i + 1 < j else "."


def _aliases(text: str, items: list[Item], learned: dict[int, Person]) -> dict[str, Person | None]:
    """Full names and their parts; a part that two persons share stands for nobody (None)."""
    out: dict[str, Person | None] = {}
    whole = _fullest(text, items, learned)
    for person in whole:
        parts = person.name.split()
        for part in {
            person.name,
            *(p for p in parts if len(p) > 1 and p[0].isupper() and p[-1] != "."),
        }:
            known = out.get(part, person)
            out[part] = person if known is not None and known == person else None
    return out


def _fullest(text: str, items: list[Item], learned: dict[int, Person]) -> list[Person]:
    """One person a name: a bare surname with a title joins the full name that ends with it."""
    names = {text[i.start : i.end] for i in items if i.kind == "P"}
    out: dict[str, Person] = {}
    for _, person in sorted(learned.items()):
        longer = [n for n in names if n.endswith(" " + person.name)]
        name = max(longer, key=len) if len(set(longer)) == 1 else person.name
        out[name] = _merged(out.get(name), person._replace(name=name))
    return [p for p in out.values() if p.country or p.org or p.sector]


def _merged(a: Person | None, b: Person) -> Person:
    if a is None:
        return b
    same = a.country or b.country
    return Person(a.name, same, a.org or b.org, a.sector or b.sector, a.office or b.office)


def _mentions(
    text: str, items: list[Item], learned: dict[int, Person], aliases: dict[str, Person | None]
) -> Iterator[Named]:
    for item in items:
        if item.kind != "P":
            continue
        written = text[item.start : item.end]
        person = aliases.get(written)
        if person is None and " " in written and written not in aliases:
            person = _by_last_word(written, aliases)
        if person is None and written not in aliases:
            person = _known(item)  # by another name than the atlas knows best
        if person is not None:
            yield Named(item.start, item.end, person, written == person.name)


def _by_last_word(written: str, aliases: dict[str, Person | None]) -> Person | None:
    """ "Masoud" beside "Masud": the same surname, and first names that begin alike."""
    person = aliases.get(written.split()[-1])
    if (
        person is not None
        and person.name[:1] == written[:1]
        and person.name.split()[-1] == written.split()[-1]
    ):
        return person
    return None
