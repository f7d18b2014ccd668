"""Which country a town or a first-level division points to, for phrases such as "Minsk police": evidence, no gazetteer."""

from collections.abc import Iterator
from functools import cache

from tocsin.atlas.entries import DATA, fold, plain, several
from tocsin.atlas.features import features
from tocsin.atlas.phrases import WORD
from tocsin.atlas.tables import rows

REACH = 3  # words


def _named() -> Iterator[tuple[str, str]]:
    for table in ("towns.tsv", "oldtowns.tsv"):
        for row in rows(DATA / table, ("name", "country")):
            yield row["name"], row["country"]
    for row in rows(DATA / "regions.tsv", ("country", "admin1", "geonameid", "name", "aliases")):
        for name in (row["name"], *several(row, "aliases")):
            yield name, row["country"]


@cache
def _countries() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, country in _named():
        key = fold(plain(name))
        found[key] = country if found.get(key, country) == country else None
    return found


@cache
def longer_places() -> frozenset[str]:
    """Folded names of places, of two words and more, that may hold a country's name without meaning it ("New Mexico")."""
    names = [n for f in features() if f.country is None for n in (f.name, *f.aliases)]
    names += [name for name, _ in _named()]
    return frozenset(fold(n) for n in names if " " in n and n[0].isascii() and n[0].isupper())


def country_of(text: str) -> str | None:
    """The country that the first known town or division in `text` lies in; names must begin with a capital."""
    words = [m.span() for m in WORD.finditer(text)]
    for first, (start, _) in enumerate(words):
        if not text[start].isupper():
            continue
        for last in range(min(first + REACH, len(words)) - 1, first - 1, -1):
            name = fold(plain(text[start : words[last][1]])).removesuffix("'s")
            if country := _countries().get(name):
                return country
    return None
