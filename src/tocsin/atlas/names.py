"""Names and what they stand for: one reader a table, one index a language, and the look-up in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from tocsin.atlas.actions import sectors
from tocsin.atlas.contested import contested
from tocsin.atlas.entries import (
    DATA,
    Entry,
    Kind,
    Surface,
    cased,
    country_rows,
    fold,
    iso2_codes,
    plain,
    several,
    territories,
)
from tocsin.atlas.features import features
from tocsin.atlas.phrases import Grammar, grammar
from tocsin.atlas.tables import Row, choice, rows

HOME = "en"  # the language of the atlas's own tables; others have names.<language>.tsv
REGIONS = frozenset({"region", "disputed", "island", "islands", "corridor"})
Named = tuple[str, Entry]  # a name as written, what it stands for

ORG_COLUMNS = ("code", "name", "aliases", "kind", "country", "sector", "cameo", "since", "until")
GROUP_COLUMNS = ("name", "aliases", "country", "sector", "since", "until")
HOLDER_COLUMNS = ("country", "office", "sector", "name", "aliases", "since", "until")
SEAT_COLUMNS = ("name", "aliases", "country", "sector", "body")
HISTORIC_COLUMNS = (
    "code",
    "coded",
    "name",
    "aliases",
    "adjectives",
    "people",
    "capital",
    "since",
    "until",
    "followed_by",
)
NAME_COLUMNS = ("name", "kind", "country", "org", "sector")
KINDS = frozenset({"country", "demonym", "capital", "seat", "org", "body", "group", "region"})
WORD = "word"  # the kind of a line for plain words that are written like a name


def _written(row: Row, entry: Entry) -> Iterator[Named]:
    for written in (row["name"], *several(row, "aliases")):
        yield written, entry


def _sector(row: Row) -> str | None:
    return choice(row, "sector", frozenset(sectors()) | {""}) or None


def _countries(language: str) -> Iterator[Named]:
    names = territories(language)
    for iso3, iso2 in iso2_codes().items():
        if name := names.get(iso2):
            for written in dict.fromkeys((name, *_plainer(name))):
                yield written, Entry(name, "country", iso3)


def _plainer(name: str) -> Iterator[str]:
    """The ways reports write a name that CLDR writes with a bracket, a sign or an abbreviation."""
    yield re.sub(r"\s*[(（].*?[)）]", "", name)
    yield name.replace(" & ", " and ").replace("St. ", "Saint ")
    yield name.replace(" & ", " and ").replace("St. ", "St ")


def _home_countries() -> Iterator[Named]:
    names = territories(HOME)
    for row in country_rows():
        iso3, name = row["iso3"], names.get(row["iso2"], row["iso3"])
        for written in several(row, "aliases"):
            yield written, Entry(name, "country", iso3)
        for column in ("adjectives", "people"):
            for written in several(row, column):
                yield written, Entry(name, "demonym", iso3)
        for written in several(row, "capitals"):
            yield written, Entry(written, "capital", iso3, sector="GOV")


def _historic() -> Iterator[Named]:
    for row in rows(DATA / "historic.tsv", HISTORIC_COLUMNS):
        entry = Entry(
            row["name"],
            "historic",
            row["coded"],
            since=row["since"] or None,
            until=row["until"] or None,
        )
        yield from _written(row, entry)
        for column in ("adjectives", "people"):
            for written in several(row, column):
                yield written, entry


def _seats() -> Iterator[Named]:
    for row in rows(DATA / "seats.tsv", SEAT_COLUMNS):
        entry = Entry(
            row["name"], "seat", row["country"], sector=_sector(row), office=row["body"] or None
        )
        yield from _written(row, entry)


def _orgs() -> Iterator[Named]:
    for row in rows(DATA / "orgs.tsv", ORG_COLUMNS):
        kind: Kind = "body" if row["kind"] == "body" else "org"
        yield from _written(row, _dated(row, kind, row["code"]))


@cache
def _org_codes() -> Mapping[str, str]:
    return MappingProxyType({r["code"]: r["cameo"] for r in rows(DATA / "orgs.tsv", ORG_COLUMNS)})


def cameo_actor(org: str) -> str | None:
    """The actor code that CAMEO gives an organisation ("IGOUNO"), by our code of it; None without one."""
    return _org_codes().get(org) or None


@cache
def _org_names() -> Mapping[str, str]:
    return MappingProxyType({r["code"]: r["name"] for r in rows(DATA / "orgs.tsv", ORG_COLUMNS)})


def org_name(org: str) -> str | None:
    """The name of an organisation by our code of it ("United Nations"); None for what is no code of one."""
    return _org_names().get(org)


def _dated(row: Row, kind: Kind, org: str | None = None) -> Entry:
    return Entry(
        row["name"],
        kind,
        row["country"] or None,
        org,
        _sector(row),
        since=row["since"] or None,
        until=row["until"] or None,
    )


def _groups() -> Iterator[Named]:
    tables: tuple[tuple[str, Kind], ...] = (("groups.tsv", "group"), ("bodies.tsv", "body"))
    for table, kind in tables:
        latest_first = sorted(
            rows(DATA / table, GROUP_COLUMNS), key=lambda r: r["since"], reverse=True
        )
        for row in latest_first:
            yield from _written(row, _dated(row, kind))


def _holders() -> Iterator[Named]:
    """Office holders, the latest first, so that a name without a date means who holds or last held the office."""
    table = sorted(
        rows(DATA / "holders.tsv", HOLDER_COLUMNS), key=lambda r: r["since"], reverse=True
    )
    for row in table:
        country = row["country"] if row["country"] in iso2_codes() else "IGO"
        entry = Entry(
            row["name"],
            "person-role",
            country,
            None if country == row["country"] else row["country"],
            _sector(row),
            row["office"],
            row["since"] or None,
            row["until"] or None,
            source="general knowledge, unchecked",
        )
        yield from _written(row, entry)


def _regions() -> Iterator[Named]:
    for case in contested():
        if case.code:
            for name in case.names:
                yield name, Entry(name, "region", case.code, sector=case.sector)
    for feature in features():
        if feature.country and feature.kind in REGIONS:
            for name in (feature.name, *feature.aliases):
                yield name, Entry(feature.name, "region", feature.country)


def _foreign(language: str) -> Iterator[Named]:
    table = DATA / f"names.{language}.tsv"
    if not table.is_file():
        return
    for row in rows(table, NAME_COLUMNS):
        if row["kind"] == WORD:
            continue
        kind: Kind = choice(row, "kind", KINDS | {WORD})  # type: ignore[assignment]
        for written in several(row, "name"):
            bare = written.replace("~", "")
            yield (
                written,
                Entry(bare, kind, row["country"] or None, row["org"] or None, _sector(row)),
            )


def _plain_words(language: str) -> frozenset[str]:
    """Words and phrases of the language that are written like names, or hold one, and are something else, folded."""
    table = DATA / f"names.{language}.tsv"
    listed = rows(table, NAME_COLUMNS) if table.is_file() else ()
    words = grammar(language)
    written = (w for row in listed if row["kind"] == WORD for w in several(row, "name"))
    return frozenset(fold(f) for w in written for f in words.definite(words.inflected(w)))


def _named(language: str) -> Iterator[Named]:
    yield from _countries(language)
    if language == HOME:
        yield from _home_countries()
        yield from _historic()
        yield from _orgs()
        yield from _seats()
        yield from _groups()
        yield from _holders()
        yield from _regions()
    yield from _foreign(language)


def names_of(language: str) -> Iterator[str]:
    """Every name of the language as its tables write it."""
    return (written for written, _ in _named(language))


def _index(named: Iterable[Named], words: Grammar) -> dict[str, Surface]:
    found: dict[str, tuple[str, dict[Entry, None]]] = {}
    for written, entry in named:
        spelled = msgspec.structs.replace(entry, cased=cased(written))
        forms = words.definite((*words.inflected(written), plain(written.replace("~", ""))))
        for form in dict.fromkeys(forms):
            found.setdefault(fold(form), (form, {}))[1].setdefault(spelled)
    return {key: Surface(written, tuple(entries)) for key, (written, entries) in found.items()}


def _fused(known: Mapping[str, Surface], words: Grammar) -> Iterator[tuple[str, Surface]]:
    """The names that begin with the article, as they stand behind a particle that has taken it in."""
    article = fold(words.article)
    for key, surface in known.items() if words.fused else ():
        if (bare := key.removeprefix(article)) != key and bare not in known:
            yield bare, Surface(surface.written[len(article) :], surface.entries, words.fused)


@cache
def spellings(language: str) -> Mapping[str, Surface]:
    """Every name of the language, folded, with the way it is written and what it may stand for."""
    known = _index(_named(language), grammar(language))
    known |= {word: Surface(word, ()) for word in _plain_words(language)}
    return MappingProxyType(known | dict(_fused(known, grammar(language))))


@cache
def surfaces(language: str) -> Mapping[str, tuple[Entry, ...]]:
    """Every name of the language, folded (`fold`), with what it may stand for, the likeliest first."""
    return MappingProxyType({key: s.entries for key, s in spellings(language).items()})


@cache
def entries_of(kind: Kind, language: str = HOME) -> tuple[Entry, ...]:
    """All entries of a kind, each once."""
    found = (e for s in spellings(language).values() for e in s.entries if e.kind == kind)
    return tuple(dict.fromkeys(found))


def known(phrase: str, language: str = HOME) -> tuple[Entry, ...]:
    """What a name stands for or ever stood for; a leading "the" and a possessive ending do not matter."""
    words = " ".join(phrase.split())
    for form in (words, words.removesuffix("'s").removesuffix("’s")):
        for written in (form, form[4:] if fold(form).startswith("the ") else form):
            surface = spellings(language).get(fold(written))
            if surface is not None and surface.fits(written):
                return surface.entries
    return ()


def lookup(phrase: str, on: str | None = None, language: str = HOME) -> tuple[Entry, ...]:
    """What a name stands for on the day `on`; empty when the atlas does not know it written so.

    A leading "the" and a possessive ending do not matter. Entries are in order of likelihood.
    """
    return tuple(e for e in known(phrase, language) if e.holds(on))
