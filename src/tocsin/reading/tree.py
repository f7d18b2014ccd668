"""A parsed sentence as a tree to walk: children by relation, subtrees, base forms, conjuncts."""

from collections.abc import Iterator
from functools import cached_property

from tocsin.reading.lemma import lemma
from tocsin.reading.mends import mended
from tocsin.reading.parse import Parsed, Token

NOUNS = ("NN", "NNS", "NNP", "NNPS")
OWN_CLAUSE = frozenset(["ccomp", "advcl", "relcl", "parataxis", "csubj"])


class Tree:
    """One parsed sentence of `text`; `known` are base forms the lexicon has."""

    def __init__(self, parsed: Parsed, known: frozenset[str] = frozenset()) -> None:
        parsed = mended(parsed)
        self.sentence = parsed.sentence
        self.tokens = parsed.tokens
        self.children = parsed.children
        self._known = known

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The base form of each token."""
        return tuple(lemma(t.text, t.tag, self._known) for t in self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def kids(self, i: int, *deps: str) -> Iterator[int]:
        """The children of token `i` in one of the relations `deps`, in order."""
        for k in self.children[i]:
            if self.tokens[k].dep in deps:
                yield k

    def kid(self, i: int, *deps: str) -> int | None:
        """The first such child, if any."""
        return next(self.kids(i, *deps), None)

    def subtree(self, i: int) -> tuple[int, ...]:
        """Token `i` and all below it, in order of the text."""
        found, todo = set(), [i]
        while todo:
            k = todo.pop()
            if k not in found:
                found.add(k)
                todo.extend(self.children[k])
        return tuple(sorted(found))

    def clause(self, i: int) -> Iterator[int]:
        """Token `i` and all below it that belongs to the same clause."""
        todo = [i]
        while todo:
            k = todo.pop()
            yield k
            todo.extend(c for c in self.children[k] if not self._opens_clause(c))

    def _opens_clause(self, c: int) -> bool:
        dep = self.tokens[c].dep
        return dep in OWN_CLAUSE or (dep in ("conj", "acl", "xcomp") and self.is_verb(c))

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """Token `i` and what stands in one list with it ("A, B and C": from A, all three)."""
        out, todo = [], [i]
        while todo:
            k = todo.pop(0)
            if k not in out:
                out.append(k)
                todo.extend(self.kids(k, "conj"))
        return tuple(out)

    def first_conjunct(self, i: int) -> int:
        """The head of the list that token `i` stands in, itself if none."""
        while self.tokens[i].dep == "conj" and self.tokens[i].head != i:
            i = self.tokens[i].head
        return i

    def is_noun(self, i: int) -> bool:
        """Whether token `i` is tagged a noun or a name."""
        return self.tokens[i].tag in NOUNS

    def is_verb(self, i: int) -> bool:
        """Whether token `i` is tagged a verb."""
        return self.tokens[i].tag.startswith("VB")

    def left_edge(self, i: int) -> int:
        """The first token of the noun phrase whose head is `i`, the modifiers before it included."""
        first = i
        for k in self.kids(
            i, "compound", "amod", "nmod", "poss", "nummod", "det", "quantmod", "predet"
        ):
            if k < first:
                first = min(first, *(x for x in self.subtree(k)))
        return first

    def at(self, start: int, end: int) -> Iterator[int]:
        """The tokens that overlap [start, end) of the text."""
        for t in self.tokens:
            if t.start < end and t.end > start:
                yield t.i
