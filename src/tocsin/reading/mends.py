"""Slips of the parser that news language provokes, mended on the tokens: nouns of acts taken for verbs or adjectives."""

from collections.abc import Sequence

from tocsin.reading.parse import Parsed, Token
from tocsin.reading.vocabulary import words

ACT_NOUNS = words("act-nouns")
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
NOMINAL = frozenset(["nsubj", "nsubjpass", "dobj", "pobj"])


def mended(parsed: Parsed) -> Parsed:
    """The sentence with its slips mended; the same object where there are none."""
    found = [t for t in parsed.tokens if t.tag in ("VBG", "JJ") and t.text.lower() in ACT_NOUNS]
    plain = any(t.tag in FINITE for t in parsed.tokens)
    if plain and not found:
        return parsed
    tokens = list(parsed.tokens)
    for t in found:
        if t.tag == "JJ" and t.dep in NOMINAL:
            _as_head(tokens, t, t.dep, t.head)
        elif t.tag == "VBG" and t.dep in ("advcl", "acl") and _closes_phrase(parsed.tokens, t):
            before = parsed.tokens[t.i - 1]
            _as_head(tokens, t, before.dep, before.head)
    if not plain:
        _headline(tokens)
    if tokens == list(parsed.tokens):
        return parsed
    children: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            children[t.head].append(t.i)
    return Parsed(parsed.sentence, tuple(tokens), tuple(map(tuple, children)))


def _headline(tokens: list[Token]) -> None:
    """ "Avaria aids Brennia": in a line without a verb, a plural between two names is the verb."""
    for a, t, b in zip(tokens, tokens[1:], tokens[2:], strict=False):
        named = a.text[:1].isupper() and b.text[:1].isupper() and a.tag[:2] == b.tag[:2] == "NN"
        if t.tag == "NNS" and t.text.islower() and named and a.head == t.i:
            tokens[t.i] = t._replace(tag="VBZ", dep="ROOT", head=t.i)
            tokens[a.i] = a._replace(dep="nsubj")
            tokens[b.i] = b._replace(dep="dobj", head=t.i)
            for o in tokens:
                if o.head == o.i and o.i != t.i:  # the old root hangs on the verb
                    tokens[o.i] = o._replace(dep="dep", head=t.i)
            return


def _closes_phrase(tokens: Sequence[Token], t: Token) -> bool:
    """ "Killed in tank shelling": a noun after a preposition stands right before, and no object after."""
    before = tokens[t.i - 1] if t.i else None
    return (
        before is not None
        and before.tag == "NN"
        and before.dep == "pobj"
        and not any(o.head == t.i and o.dep in ("dobj", "ccomp", "xcomp") for o in tokens)
    )


def _as_head(tokens: list[Token], t: Token, dep: str, head: int) -> None:
    """Makes `t` the noun that heads its phrase; what stood before it in the phrase becomes its modifier."""
    tokens[t.i] = t._replace(tag="NN", dep=dep, head=head)
    for k in range(t.i - 1, -1, -1):
        o = tokens[k]
        if o.head not in (t.i, t.i - 1) and o.i != t.i - 1:
            break
        if o.i == t.i - 1 and o.tag in ("NN", "NNP"):
            tokens[k] = o._replace(dep="compound", head=t.i)
        elif o.head == t.i - 1:
            tokens[k] = o._replace(head=t.i)
