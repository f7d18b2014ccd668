"""Whom a report has named so far, token by token: what pronouns and "both sides" look back to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from tocsin.reading.anaphora import Seen, antecedents, looks_back
from tocsin.reading.tree import Tree
from tocsin.records import Actor

if TYPE_CHECKING:
    from tocsin.reading.actors import Cast


def all_seen(cast: Cast, trees: Sequence[Tree]) -> list[Seen]:
    """Every actor that the sentences name by their own words, in order of the text."""
    out: list[Seen] = []
    for tree in trees:
        for t in tree.tokens:
            if cast.names_sponsor(t.start):
                continue
            if t.dep in ("compound", "amod", "nmod"):
                out.extend(Seen(tree, t.i, a) for a in cast.organisation_at(t.start))
            elif looks_back(tree, t.i):
                out.extend(Seen(tree, t.i, a) for a in _body_again(cast, tree, t.i, out))
            elif tree.is_noun(t.i) or t.tag.startswith("JJ"):
                out.extend(Seen(tree, t.i, a) for a in cast.explicit(tree, t.i))
    return out


def _body_again(cast: Cast, tree: Tree, i: int, seen: Sequence[Seen]) -> Iterator[Actor]:
    """ "The organisation also ...": the body meant, so that "it" in the next sentence may mean it, too."""
    start, end = tree[i].start, tree[i].end
    for a, link in antecedents(tree, i, seen, cast.text):
        if link == "role":
            yield structs.replace(a, start=start, end=end, link=link)
