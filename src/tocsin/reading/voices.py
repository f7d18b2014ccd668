"""What can speak: persons, bodies and documents; not summits, moves and situations."""

from functools import cache
from importlib.resources import files

from tocsin.atlas import choice, rows
from tocsin.reading.tree import Tree

PARTS = frozenset({"ending", "body", "mute"})
_NAMES = ("NNP", "NNPS", "PRP", "PRP$", "WP", "WDT", "CD", "DT", "JJ")
_STEM = 2  # letters at least before an ending


@cache
def _words() -> dict[str, frozenset[str]]:
    table = files("tocsin.reading") / "lexicons" / "en" / "voices.tsv"
    found: dict[str, set[str]] = {part: set() for part in PARTS}
    for row in rows(table, ("word", "part")):
        found[choice(row, "part", PARTS)].add(row["word"])
    return {part: frozenset(words) for part, words in found.items()}


def speaks(tree: Tree, i: int) -> bool:
    """Whether the noun at token `i` may be a speaker. Names and pronouns may, abstract words may not."""
    words, word = _words(), tree.lemmas[i]
    if tree[i].tag in _NAMES or word in words["body"]:
        return True
    abstract = any(word.endswith(e) and len(word) >= len(e) + _STEM for e in words["ending"])
    return word not in words["mute"] and not abstract
