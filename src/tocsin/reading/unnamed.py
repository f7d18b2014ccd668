"""Parties that the words name without a public role that we know: kept as the report's words, coded as nobody."""

from collections.abc import Iterator

from tocsin.reading.actors import Cast
from tocsin.reading.tree import Tree
from tocsin.records import Actor


def written(cast: Cast, tree: Tree, x: int) -> Actor:
    """The phrase of token `x` as an actor of its words."""
    start, end = cast.span(tree, x)
    return Actor(start=start, end=end, name=" ".join(cast.text[start:end].split()), link="written")


def written_before(cast: Cast, tree: Tree, x: int) -> Iterator[Actor]:
    """ "The club said it would ...": for the pronoun at `x`, the subject of the verb of saying."""
    verb = tree[x].head
    matrix = tree[verb].head
    if tree[verb].dep == "ccomp" and tree.is_verb(matrix):
        yield from (written(cast, tree, k) for k in tree.kids(matrix, "nsubj") if tree.is_noun(k))
