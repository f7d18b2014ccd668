"""What the words of a phrase code to: names, roles and persons of one phrase brought to country, body, sector, office."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.atlas import Entry, Role, UnknownCountry, country_name, features, fold, match, roles_in
from tocsin.reading.kit import Kit
from tocsin.reading.names import Names
from tocsin.reading.naming import COUNTERPART, Item, Named, Person

_FORMER = re.compile(r"\b(?:former|ex|late|retired)[\s-]*$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|-|–|/|&)\s*(?:and\s+)?|\s+and\s+")
_INITIALS = re.compile(r" \([A-Z][A-Za-z&-]{1,9}\)")
_ETHNIC = re.compile(r"\bethnic[ -]$", re.IGNORECASE)
_COMMUNITY = Role("community", "CVL")  # "ethnic Avarians in Brennia" are no Avaria
_DETERMINER = re.compile(
    r"(?:the|a|an|its|his|her|their|some|both|several|other)\s+", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?:(?:(?:at least|more than|fewer than|less than|up to|as many as|about|around|some|nearly|almost|over|roughly|"
    r"dozens of|hundreds of|thousands of|scores of|[\d.,]*\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|billion)(?:\s+|-(?=[a-z]+\s)))+)(?=[^\W\d_])",
    re.IGNORECASE,
)
MINISTERIAL = frozenset(
    [
        "head of state",
        "head of government",
        "foreign minister",
        "defence minister",
        "interior minister",
        "finance minister",
        "deputy foreign minister",
        "legislator",
        "speaker",
        "chief of staff",
        "commander",
    ]
)


class Codes(NamedTuple):
    """What a phrase codes to, before it is tied to its place in the text."""

    country: str | None = None
    org: str | None = None
    sector: str | None = None
    office: str | None = None
    name: str | None = None
    link: str | None = None


def items_of(text: str, kit: Kit, on: str | None) -> list[Item]:
    """Names and role words in order, none overlapping; the longer wins, a name before a role."""
    given = kit.names.find(text) if kit.names else []
    found = [
        _named(text, n.start, n.end, e) for n in given if (e := _valid(n.entries, on)) is not None
    ]
    for m in match(text, kit.language):
        if (e := _valid(m.entries, on)) and not any(
            g.start < m.end and m.start < g.end for g in given
        ):
            found += [_named(text, m.start, m.end, e)]
    own = list(kit.names.roles(text)) if kit.names else []
    found += [Item(start, end, "R", role=role) for start, end, role in own]
    found += [Item(r.start, r.end, "R", role=r.role) for r in roles_in(text, kit.language)]
    found += [Item(f.start, f.end, "C", entry=f.entry) for f in _regions(text)]
    found += [Item(m.start(), m.end(), "R") for m in COUNTERPART.finditer(text)]
    found.sort(
        key=lambda i: (-(i.end - i.start), i.kind)
    )  # Python's sort keeps given names before the atlas
    taken: dict[int, Item] = {}
    for item in (_with_initials(text, i) for i in found):
        if not any(at in taken for at in range(item.start, item.end)):
            taken.update(dict.fromkeys(range(item.start, item.end), item))
    return _with_counterparts(sorted(set(taken.values()), key=lambda i: i.start))


def _named(text: str, start: int, end: int, entry: Entry) -> Item:
    """A name as an item; "ethnic Avarians" are a community and no Avaria."""
    if _ETHNIC.search(text, max(0, start - 10), start):
        return Item(start, end, "R", role=_COMMUNITY)
    return Item(start, end, "C", entry=entry)


def _with_initials(text: str, item: Item) -> Item:
    """ "The Avarian Aid Agency (AAA)": the initials in brackets belong to the name."""
    if item.kind != "C" or text[item.end : item.end + 2] != " (":
        return item
    m = _INITIALS.match(text, item.end)
    return item._replace(end=m.end()) if m else item


def _with_counterparts(items: Sequence[Item]) -> list[Item]:
    """ "His Avarian counterpart" holds the office that was named last."""
    out: list[Item] = []
    named = (i.role for i in items if i.role is not None and i.role.office in MINISTERIAL)
    office: Role | None = next(named, None)  # named only later: "met his counterpart"
    for item in items:
        out.append(item._replace(role=office) if item.kind == "R" and item.role is None else item)
        if item.role is not None and item.role.office in MINISTERIAL:
            office = item.role
    return out


class _Region(NamedTuple):
    start: int
    end: int
    entry: Entry


@cache
def _region_names() -> Names:
    """Regions that belong to a country and are named like one: straits, strips, disputed lands."""
    out = {}
    for f in features():
        if f.kind == "region" and f.country:
            entry = Entry(f.name, "region", f.country)
            out.update({fold(name): (entry,) for name in (f.name, *f.aliases)})
    return Names(out)


def _regions(text: str) -> Iterator[_Region]:
    for n in _region_names().find(text):
        yield _Region(n.start, n.end, n.entries[0])


def _valid(entries: Sequence[Entry], on: str | None) -> Entry | None:
    """What the name stands for on the day; None if it may be different things and none comes first."""
    fits = [e for e in entries if e.holds(on) and (on is not None or e.until is None)]
    dated = [e for e in fits if on is not None and (e.since or e.until)]
    if dated and len(fits) > len(dated):
        return dated[0]  # what held just then says more than what holds always
    fits = fits or list(entries)
    countries = {(e.country, e.org) for e in fits}
    plain = [e for e in fits if e.kind in ("country", "demonym")]
    if len(countries) > 1 and len({e.country for e in plain}) > 1:
        return None
    return plain[0] if plain else fits[0]


def as_item(n: Named) -> Item:
    """A person named in the report, as an item beside the names of the atlas."""
    p = n.person
    entry = Entry(
        name=p.name,
        kind="person-role",
        country=p.country,
        org=p.org,
        sector=p.sector,
        office=p.office,
    )
    return Item(n.start, n.end, "P", entry=entry)


def codes_of(text: str, group: Sequence[Item]) -> list[Codes]:
    """The codes of names, roles and persons that form one phrase; several for "Avarian and Brennian ministers"."""
    last = group[-1]
    if last.kind == "P" and last.entry is not None:
        e = last.entry
        return [Codes(e.country, e.org, e.sector, e.office, e.name)]
    if last.kind == "C" and last.entry is not None:
        found = [of_entry(e) for e in _listed(text, group)]
        before = group[-2].role if len(group) > 1 else None
        if before is not None and len(found) == 1 and found[0].sector is None:
            return [found[0]._replace(sector=before.sector, office=before.office)]
        return found
    owners = [of_entry(e) for e in _listed(text, [i for i in group if i.kind == "C"])] or [Codes()]
    role = last.role
    link = "counterpart" if COUNTERPART.match(text, last.start) else None
    if role is None:
        return [o._replace(link=link) for o in owners]
    sector = "ELI" if _FORMER.search(text[max(0, last.start - 10) : last.start]) else role.sector
    return [Codes(o.country, o.org, sector, role.office, None, link) for o in owners]


def _listed(text: str, group: Sequence[Item]) -> list[Entry]:
    """The last name of a group with those that stand in one list with it ("Avarian and Brennian", "Avarian-Brennian")."""
    out: list[Entry] = []
    following: Item | None = None
    for item in reversed(group):
        if item.entry is None or item.kind != "C":
            break
        if following is not None and not _in_list(text, item, following):
            if item.entry.org and text[item.end : following.start].isspace():
                return [
                    item.entry
                ]  # "the League's Avaria envoy" written short: whose envoy, then where
            break
        out.insert(0, item.entry)
        following = item
    return out


def _in_list(text: str, a: Item, b: Item) -> bool:
    """Whether a comma, a dash or "and" joins two names; states of one sign each stand in one list as they are (中俄)."""
    if a.end == b.start:
        return a.end - a.start == 1
    return _LIST.fullmatch(text[a.end : b.start]) is not None


def of_entry(e: Entry) -> Codes:
    """The codes of an entry of the atlas."""
    named = e.kind in ("country", "demonym", "person-role", "org", "group")
    return Codes(e.country, e.org, e.sector, e.office, e.name if named else None)


def country_named(country: str | None) -> str | None:
    """The name of a country or None, for one of several that a phrase names."""
    try:
        return country_name(country) if country else None
    except UnknownCountry:
        return None


def same_role(p: Person, codes: Codes, head: str) -> bool:
    """Whether a phrase that codes so, with head word `head`, may mean this person of the report."""
    if codes.country is not None and p.country != codes.country:
        return False
    if codes.country is None and codes.office is None:
        return False
    if codes.office is not None:
        return p.office is not None and (
            p.office == codes.office or p.office.endswith(" " + codes.office)
        )
    return head in ("official", "leader", "chief", "diplomat") and p.sector == codes.sector


def plain_name(words: str) -> str:
    """A phrase without its determiner and its amount ("at least five people": people), on one line."""
    bare = " ".join(words.split())
    for front in (_DETERMINER, _AMOUNT):
        if m := front.match(bare):
            bare = bare[m.end() :]
    return bare or words
