"""The small word lists of a language that steps share: negations, light verbs, pronouns, cues of the future."""

from functools import cache
from importlib.resources import files

from tocsin.atlas import rows


@cache
def _lists(language: str) -> dict[str, frozenset[str]]:
    table = files("tocsin.reading") / "lexicons" / language / "words.tsv"
    return {row["list"]: frozenset(row["words"].split()) for row in rows(table, ("list", "words"))}


def words(name: str, language: str = "en") -> frozenset[str]:
    """The words of the list `name`; empty if the language has no such list."""
    return _lists(language).get(name, frozenset())
