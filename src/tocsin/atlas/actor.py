"""Who a whole phrase means: country or organisation, sector, office and name ("Russian Foreign Minister Sergei Lavrov")."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from tocsin.atlas.actions import sectors
from tocsin.atlas.entries import Entry, fold
from tocsin.atlas.match import LONGEST_PREFIX, Match, match
from tocsin.atlas.names import HOME, known
from tocsin.atlas.phrases import WORD, cut, grammar, modifiers
from tocsin.atlas.roles import Role, roles
from tocsin.atlas.towns import country_of

BODIES = ("org", "body", "group", "seat")
STATE_SECTORS = ("GOV", "LEG", "JUD", "MIL")
VAGUE = ("UNK", "UAF")  # sectors of nouns that say less than the body they belong to


class RoleSpan(NamedTuple):
    """Characters [start, end) of a text are a role noun."""

    start: int
    end: int
    role: Role


class _Phrase(NamedTuple):
    """A phrase taken apart: names and role nouns of the head, and of what hangs on it."""

    text: str
    head: int
    end: int
    names: list[Match]
    roles: list[RoleSpan]
    language: str

    def main(self) -> RoleSpan | None:
        """The role noun the phrase is about: the last of the head in English, the first in French; else one behind it."""
        head = [r for r in self.roles if r.start < self.head]
        if not head:
            return next(iter(self.behind()), None)
        return head[-1] if grammar(self.language).head == "last" else head[0]

    def behind(self) -> list[RoleSpan]:
        return [r for r in self.roles if self.head <= r.start < self.end]


@cache
def _first_words(language: str) -> Mapping[str, int]:
    """How many words the longest role noun that begins with a word has."""
    reach: dict[str, int] = {}
    for key in roles(language):
        first = WORD.match(key)
        start = first[0] if first is not None else key
        reach[start] = max(reach.get(start, 0), len(WORD.findall(key)))
    return reach


def _reach(word: str, first_words: Mapping[str, int]) -> int:
    bare = word.removesuffix(".").removesuffix("'s")
    return max(first_words.get(word, 0), first_words.get(bare, 0))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """`fold` of one word; the same few thousand come again in every text."""
    return fold(word)


def roles_in(text: str, language: str = HOME) -> list[RoleSpan]:
    """The role nouns in `text` in order, longest first where they overlap."""
    if not grammar(language).spaced:
        return list(_roles_anywhere(text, language))
    table, first_words = roles(language), _first_words(language)
    prefixes = grammar(language).prefixes
    words = [_bare(text, *m.span(), first_words, prefixes) for m in WORD.finditer(text)]
    found: list[RoleSpan] = []
    at = 0
    while at < len(words):
        reach = _reach(_folded(text[slice(*words[at])]), first_words)
        for last in range(min(at + reach, len(words)) - 1, at - 1, -1):
            span = _role(text, words[at][0], words[last][1], table)
            if span is not None:
                found.append(span)
                at = last
                break
        at += 1
    return found


def _bare(
    text: str, start: int, end: int, known: Mapping[str, int], prefixes: frozenset[str]
) -> tuple[int, int]:
    """A word without what is written together with it, where only so a role noun begins with it."""
    word = _folded(text[start:end])
    if not prefixes or _reach(word, known):
        return start, end
    cuts = (n for n in range(LONGEST_PREFIX, 0, -1) if word[:n] in prefixes)
    cut_off = next((n for n in cuts if _reach(word[n:], known)), 0)
    return start + cut_off, end


@cache
def _machine(language: str) -> tuple[AhoCorasick, tuple[str, ...]]:
    nouns = tuple(roles(language))
    return AhoCorasick(list(nouns), matchkind=MatchKind.LeftmostLongest), nouns


def _roles_anywhere(text: str, language: str) -> Iterator[RoleSpan]:
    """The role nouns of a script without spaces: wherever their signs stand, the longest first."""
    machine, nouns = _machine(language)
    for n, start, end in machine.find_matches_as_indexes(fold(text)):
        yield RoleSpan(start, end, roles(language)[nouns[n]])


def _role(text: str, start: int, end: int, table: Mapping[str, Role]) -> RoleSpan | None:
    word = fold(text[start:end])
    for form, cut_off in ((word, 0), (word.removesuffix("'s"), 2), (word.removesuffix("."), 1)):
        if form in table:
            return RoleSpan(start, end - (cut_off if form != word else 0), table[form])
    return None


def actor(phrase: str, on: str | None = None, language: str = HOME) -> Entry | None:
    """Who the whole phrase means on the day `on`, or None when nothing in it is known.

    The country is that of the head ("Russian troops in Chad": RUS), else of what it belongs to ("rebels in
    Chad": TCD); the sector that of the last role noun of the head, or of what that noun leans on ("rebel leader",
    "leader of the opposition"). A name behind a title is kept as written. Who held an office before `on` is ELI.
    """
    text = " ".join(phrase.split()).strip("\"'“”‘ ")
    entries = known(text, language)
    if entries:
        return _on(entries, on)
    if fold(text) in grammar(language).pronouns:
        return Entry(text, "person-role", sector="UNK")
    return _built(_taken_apart(text, on, language), on)


def _on(entries: tuple[Entry, ...], on: str | None) -> Entry:
    """The entry that stands on the day; a person whose time in office is over is a former office holder."""
    for entry in entries:
        if entry.holds(on):
            return entry
    first = entries[0]
    if first.kind != "person-role":
        return first
    past = [e for e in entries if on is not None and e.until is not None and e.until <= on]
    if not past:
        return msgspec.structs.replace(first, sector=None, office=None)
    return msgspec.structs.replace(past[0], sector="ELI", office=f"former {past[0].office}")


def _taken_apart(text: str, on: str | None, language: str) -> _Phrase:
    names = list(match(text, language))
    held = [(m.start, m.end) for m in names]
    nouns = [r for r in roles_in(text, language) if not _inside(r, names)]
    head, end = cut(text, held, [(r.start, r.end) for r in nouns], language)
    lasting = [m for m in names if not _attached(text, m, language)]
    return _Phrase(text, head, end, lasting, nouns, language)


def _inside(noun: RoleSpan, names: list[Match]) -> bool:
    return any(m.start <= noun.start and noun.end <= m.end for m in names)


def _attached(text: str, name: Match, language: str) -> bool:
    """Whether the name only says who stands behind the actor ("US-backed")."""
    if text[name.end : name.end + 1] != "-":
        return False
    following = WORD.match(text, name.end + 1)
    return following is not None and fold(following[0]) in grammar(language).attached


def _built(p: _Phrase, on: str | None) -> Entry | None:
    main = p.main()
    place = _belongs(p, main, on)
    if main is None and place is None:
        return None
    name = _person(p, main)
    base = place or Entry(p.text, "office")
    sector, office = _sector(p, main, base), _office(p, main, base)
    holder = _holder(p)
    if holder is not None and sector in (None, "UNK"):
        entry = _on(holder.entries, on)
        sector, office = entry.sector, entry.office
    return msgspec.structs.replace(
        base,
        name=name or (base.name if main is None else p.text),
        kind="person-role" if name else base.kind if main is None else "office",
        sector=sector,
        office=office,
        since=None,
        until=None,
        source=None,
        cased=False,
    )


def _holder(p: _Phrase) -> Match | None:
    """The office holder named in the head, if the atlas knows one of that name."""
    known_ones = [m for m in p.names if m.start < p.head and m.entries[0].kind == "person-role"]
    return known_ones[-1] if known_ones else None


def _office(p: _Phrase, main: RoleSpan | None, base: Entry) -> str | None:
    if main is None:
        return base.office
    office = main.role.office
    return f"former {office}" if office and _former(p, main) else office


def _belongs(p: _Phrase, main: RoleSpan | None, on: str | None) -> Entry | None:
    """What the head belongs to: a body named in it, else a country named in it, else what follows, else a town."""
    head = [_on(m.entries, on) for m in p.names if m.start < p.head]
    behind = [_on(m.entries, on) for m in p.names if p.head <= m.start < p.end]
    bodies = [e for e in head if e.kind in BODIES]
    lands = [e for e in head if e.kind not in BODIES and e.country]
    if bodies and bodies[0].country == "IGO" and lands and main:  # "Norwegian NATO troops"
        return msgspec.structs.replace(bodies[0], country=lands[0].country)
    if bodies:
        return _of_land(bodies[0], lands or [e for e in behind if e.kind not in BODIES])
    if lands:
        return lands[0]
    if behind:
        return behind[0]
    begins = main.start if main and main.start < p.head else p.head
    country = country_of(p.text[:begins]) or country_of(p.text[p.head : p.end])
    if (
        country is None and main and main.start > 0
    ):  # what stands first is no title, what follows no person
        country = country_of(p.text[main.end : p.head])
    return Entry(p.text, "region", country) if country else None


def _of_land(body: Entry, lands: list[Entry]) -> Entry:
    """A body that many states may have ("the Chilean Congress") is that of the state named beside it."""
    national = body.kind == "body" and body.org is None
    if lands and (body.country in (None, "NGO", "MNC") or national):
        return msgspec.structs.replace(body, country=lands[0].country)
    return body


def _sector(p: _Phrase, main: RoleSpan | None, base: Entry) -> str | None:
    if main is None:
        return base.sector
    role = main.role
    sector = role.sector
    if base.kind in BODIES and base.sector and _speaks_for(base, role):
        return base.sector
    if role.borrows in ("before", "both") and (before := _before(p, main)):
        sector = before
    elif role.borrows in ("of", "both") and (behind := _behind(p)):
        sector = behind
    return "ELI" if sector in STATE_SECTORS and _former(p, main) else sector


def _speaks_for(body: Entry, role: Role) -> bool:
    """Whether the noun only says who of the body it is ("Pentagon official", "a researcher of a rights group")."""
    of_society = sectors()[body.sector or "UNK"].side == "society"
    return bool(role.borrows) or role.sector in VAGUE or of_society


def _before(p: _Phrase, main: RoleSpan) -> str | None:
    """The sector of the noun or adjective nearest before the main noun."""
    nearest = [r for r in p.roles if r.end <= main.start and r.role.sector != "UNK"]
    if nearest:
        return nearest[-1].role.sector
    said = [modifiers(p.language).get(fold(m[0])) for m in WORD.finditer(p.text[: main.start])]
    return next((sector for sector in reversed(said) if sector), None)


def _behind(p: _Phrase) -> str | None:
    """The sector of what follows the head ("leader of the opposition")."""
    nouns = [r.role.sector for r in p.behind() if r.role.sector != "UNK"]
    if nouns:
        return nouns[0]
    bodies = [m.entries[0].sector for m in p.names if p.head <= m.start < p.end]
    return next((sector for sector in bodies if sector), None)


def _former(p: _Phrase, main: RoleSpan) -> bool:
    words = grammar(p.language).former
    before = [fold(w) for m in WORD.finditer(p.text[: main.start]) for w in m[0].split("-")]
    return not words.isdisjoint(before)


def _person(p: _Phrase, main: RoleSpan | None) -> str | None:
    """The personal name that follows the title at the end of the head, or an office holder named in it."""
    holder = _holder(p)
    if holder is not None:
        return holder.entries[0].name
    if main is None or main.start >= p.head:
        return None
    begin = main.end
    if grammar(p.language).head == "first":  # the name comes after all that says whose office it is
        begin = max([begin, *(m.end for m in p.names), *(r.end for r in p.roles)])
    words = p.text[begin : p.head].strip(" ,.")
    return words if words and words[0].isupper() else None
