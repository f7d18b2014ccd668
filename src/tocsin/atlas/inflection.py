"""Which grammatical case a word of a name or a role noun may be in, as far as the paradigms of a language say."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from tocsin.atlas.entries import DATA, fold, several
from tocsin.atlas.names import names_of
from tocsin.atlas.phrases import Grammar, grammar
from tocsin.atlas.tables import rows

ANY: frozenset[str] = frozenset()


def cases(word: str, language: str) -> frozenset[str]:
    """The cases that a word may be in, by the names that phrases.<language>.toml gives them; empty: any.

    `word` is the first word of a name or of a role noun of the language, in any of its forms.
    """
    return _cases(language).get(fold(word), ANY)


@cache
def _cases(language: str) -> Mapping[str, frozenset[str]]:
    words = grammar(language)
    if not any(p.cases for p in words.paradigms):
        return MappingProxyType({})
    found: dict[str, frozenset[str] | None] = {}
    for first in dict.fromkeys(_first_words(language)):
        ways = _ways(first, words)
        for form, held in ways.items():
            known = found.get(fold(form), frozenset())
            found[fold(form)] = None if known is None or not held else known | held
    return MappingProxyType({form: held for form, held in found.items() if held})


def _ways(first: str, words: Grammar) -> dict[str, frozenset[str]]:
    """The forms of a first word; one that does not change may be in any case."""
    return words.cases(first) or {first: ANY}


def _first_words(language: str) -> Iterator[str]:
    for written in names_of(language):
        if "~" not in written or written.split(" ")[0].endswith("~"):
            yield written.split(" ")[0].removesuffix("~")
    table = DATA / f"roles.{language}.tsv"
    for row in rows(table, ("noun", "plural", "sector", "office", "borrows")):
        for noun in (*several(row, "noun"), *several(row, "plural")):
            if (first := noun.split(" ")[0]).endswith("~"):
                yield first[:-1]
