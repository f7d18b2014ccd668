"""Nouns for people and bodies in public roles, with the sector and the office they stand for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from tocsin.atlas.actions import sectors
from tocsin.atlas.entries import DATA, fold, several
from tocsin.atlas.phrases import grammar
from tocsin.atlas.tables import choice, rows

BORROWS = frozenset({"", "before", "of", "both"})


class Role(msgspec.Struct, frozen=True):
    """What a role noun stands for: a PLOVER sector and, where one is meant, an office. `name` is its singular.

    `borrows`: its sector is that of the noun "before" it ("rebel leader"), of the noun that follows ("of": "leader
    of the opposition"), of "both", where there is such a noun; `sector` is for when there is none.
    """

    name: str
    sector: str
    office: str | None = None
    plural: bool = False
    borrows: str = ""


def plural(noun: str) -> str:
    """The regular English plural of a noun phrase whose last word is its head."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"


def _forms(language: str) -> Iterator[tuple[str, Role]]:
    table = DATA / f"roles.{language}.tsv"
    if not table.is_file():
        return
    for row in rows(table, ("noun", "plural", "sector", "office", "borrows")):
        borrows = choice(row, "borrows", BORROWS)
        sector = choice(row, "sector", frozenset(sectors()))
        nouns = several(row, "noun")
        role = Role(nouns[0].replace("~", ""), sector, row["office"] or None, borrows=borrows)
        for form in _changed(nouns, language):
            yield form, role
        if row["plural"] != "-":
            many = several(row, "plural") or [plural(noun) for noun in nouns]
            for form in _changed(many, language):
                yield form, msgspec.structs.replace(role, plural=True)


def _changed(nouns: Iterable[str], language: str) -> Iterator[str]:
    words = grammar(language)
    for noun in nouns:
        yield from words.definite(words.marked(noun))


@cache
def roles(language: str) -> Mapping[str, Role]:
    """Every role noun of the language, folded, singular and plural; empty for a language without a table."""
    found: dict[str, Role] = {}
    for written, role in _forms(language):
        found.setdefault(fold(written), role)
    return MappingProxyType(found)
