"""Reported words in a parsed sentence: what a verb or noun of attribution gives to whom."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tocsin.reading.cues import Cue, Cues
from tocsin.reading.subjects import holder, phrase, speaker, subject
from tocsin.reading.tree import Tree

CLAUSES = ("ccomp", "relcl", "acl")
_EDGES = ",;:.—–―-"
_MARKS = (",", "—", "–", "―", "-", "”", "“", '"', "''", "``", ";", ".")
_FRONT = 14  # tokens; "According to …," at the head of a sentence is no longer
_OF_OBJECT = ("of", "in", "from", "for", "on", "to", "over", "between", "against", "with")

Spans = tuple[tuple[int, int], ...]


class Told(NamedTuple):
    """Words at `content` given to the noun phrase at `speaker` by the words at `cue`; spans are characters.

    `who` is the head word of the speaker. `rule` names the way they hang together.
    """

    content: Spans
    speaker: tuple[int, int] | None
    cue: tuple[int, int]
    kind: str
    rule: str
    who: tuple[int, int] | None = None
    channel: Spans = ()


def told(tree: Tree, cues: Cues, text: str) -> Iterator[Told]:
    """What the cues of one parsed sentence give to somebody, in the order of the cues."""
    for i, token in enumerate(tree.tokens):
        word = token.text.lower()
        if tree.is_verb(i) and (cue := cues.verbs.get(word)):
            yield from _verb(tree, i, cue, text)
        elif tree.is_noun(i) and (cue := cues.nouns.get(word)):
            yield from _noun(tree, i, cue, text)
        elif word == "according":
            yield from _according(tree, i, text)


def _verb(tree: Tree, i: int, cue: Cue, text: str) -> Iterator[Told]:
    for rule, content in FRAMES:
        if spans := spans_of(tree, content(tree, i, cue), text):
            who = speaker(tree, i)
            if who is None and (rule == "as" or subject(tree, i) is not None):
                return
            way = f"verb {cue.word} {rule}"
            yield Told(
                spans, phrase(tree, who), _cue_span(tree, i), cue.kind, way, _word(tree, who)
            )
            return


def _clause(tree: Tree, i: int, cue: Cue) -> list[int]:
    """ "said that …", and "…, said X" where the parser hangs the words before on the verb."""
    k = tree.kid(i, "ccomp") if cue.frames & {"that", "quote"} else None
    if k is None:
        return []
    beyond = {t for x in tree.subtree(k) if _turns(tree, x) for t in tree.subtree(x)}
    return [t for t in tree.subtree(k) if (t > i) == (k > i) and t not in beyond]


def _turns(tree: Tree, k: int) -> bool:
    """Whether a new voice begins at `k`: ", while Costmark said …", ", with Dorland responding …"."""
    if tree[k].dep != "advcl" and not _is(tree, k, "with"):
        return False
    first = tree.subtree(k)[0]
    if first == 0 or tree[first - 1].text not in (",", "”", '"', "''"):
        return False
    if tree[k].dep == "advcl":
        return any(tree[m].text.lower() in ("while", "whereas") for m in tree.kids(k, "mark"))
    inner = tree.kid(k, "pcomp") if _is(tree, k, "with") else None
    return inner is not None and tree.kid(inner, "nsubj") is not None


def _parenthesis(tree: Tree, i: int, cue: Cue) -> list[int]:
    """The sentence around "…, the minister said, …" and "As the minister said, …", the part of the cue taken out."""
    token = tree[i]
    loose = {
        "parataxis": True,
        "advcl": _after_as(tree, i),
        "ccomp": tree[token.head].dep == "ROOT",
    }
    if not cue.frames & {"that", "quote"} or not loose.get(token.dep) or token.head == i:
        return []
    if tree.kid(i, "dobj", "xcomp") is not None or subject(tree, i) is None:
        return []
    own = set(tree.subtree(i))
    if not _set_off(tree, min(own), max(own)):
        return []
    trailing = [k for k in tree.kids(token.head, "advcl") if k > i and tree[k].tag == "VBG"]
    own.update(t for k in trailing for t in tree.subtree(k))
    return [t for t in tree.subtree(token.head) if t not in own]


def _set_off(tree: Tree, first: int, last: int) -> bool:
    """Whether tokens stand between commas, marks or the edges of the sentence."""
    before = first == 0 or tree[first - 1].text in _MARKS or tree[first].text in _MARKS
    after = last >= len(tree) - 2 or tree[last].text in _MARKS or tree[last + 1].text in _MARKS
    return before and after


def _after_as(tree: Tree, i: int) -> bool:
    return any(tree[k].text.lower() == "as" for k in tree.kids(i, "mark", "advmod"))


def _called(tree: Tree, i: int, cue: Cue) -> list[int]:
    """Whom and what: "called the talks “useful”", "described the visit as routine"."""
    if "as" not in cue.frames:
        return []
    if cue.word == "refer":
        return _referred(tree, i)
    direct = _objects(tree, i, cue)
    for k in tree.children[i]:
        if k > i and (tree[k].dep == "oprd" or _is(tree, k, "as")):
            return [*direct, *tree.subtree(k)]
    return []


def _referred(tree: Tree, i: int) -> list[int]:
    """ "referred to the talks as a “first step”": only what stands after "as", since the thing is merely named."""
    for k in range(i + 1, len(tree)):
        if tree[k].text in ',;:“"':
            return []
        if _is(tree, k, "as"):
            return list(tree.subtree(k))[1:]
    return []


def _is(tree: Tree, k: int, word: str) -> bool:
    return tree[k].dep == "prep" and tree[k].text.lower() == word


def _gerund(tree: Tree, i: int, cue: Cue) -> list[int]:
    """ "suggested opening a border crossing"."""
    k = tree.kid(i, "xcomp") if "np" in cue.frames else None
    return list(tree.subtree(k)) if k is not None and k == i + 1 and tree[k].tag == "VBG" else []


def _infinitive(tree: Tree, i: int, cue: Cue) -> list[int]:
    """ "vowed to help", "urged Dorland to return"."""
    k = tree.kid(i, "xcomp") if "to" in cue.frames else None
    return [] if k is None or k < i else [*_objects(tree, i, cue), *tree.subtree(k)]


def _prepositional(tree: Tree, i: int, cue: Cue) -> list[int]:
    """ "called for talks", "accused Costmark of delay"."""
    for k in tree.kids(i, "prep", "agent"):
        if k > i and tree[k].text.lower() in cue.frames and tree.children[k]:
            whom = _objects(tree, i, cue) if cue.kind == "blame" else []
            return [*whom, *tree.subtree(k)[1:]]
    return []


def _object(tree: Tree, i: int, cue: Cue) -> list[int]:
    """ "rejected the offer", with the phrases after it: "urged restraint from both sides"."""
    found = _objects(tree, i, cue) if "np" in cue.frames else []
    for k in tree.kids(i, "prep"):
        if found and k == found[-1] + 1 and tree[k].text.lower() in _OF_OBJECT:
            found += tree.subtree(k)
    return found


def _passive_subject(tree: Tree, i: int, cue: Cue) -> list[int]:
    """ "the offer was rejected by …"."""
    k = tree.kid(i, "nsubjpass") if "np" in cue.frames else None
    return [] if k is None else list(tree.subtree(k))


def _objects(tree: Tree, i: int, _cue: Cue) -> list[int]:
    return [t for k in tree.kids(i, "dobj", "dative") if k > i for t in tree.subtree(k)]


# How a verb may hold its content, the surest way first.
FRAMES = (
    ("that", _clause),
    ("gerund", _gerund),
    ("around", _parenthesis),
    ("as", _called),
    ("to", _infinitive),
    ("prep", _prepositional),
    ("object", _object),
    ("passive", _passive_subject),
)


def _noun(tree: Tree, i: int, cue: Cue, text: str) -> Iterator[Told]:
    """A noun with its clause or its phrase: "the claim that …", "Brennia's call for …"."""
    content: list[int] = []
    for k in tree.children[i]:
        if k < i:
            continue
        word = tree[k].text.lower()
        if tree[k].dep in CLAUSES and (
            ("that" in cue.frames and _has_that(tree, k))
            or ("to" in cue.frames and tree[k].tag == "VB")
        ):
            content = list(tree.subtree(k))
        elif tree[k].dep == "prep" and word in cue.frames:
            content = list(tree.subtree(k))[1:]
        if content:
            break
    spans = spans_of(tree, content, text)
    who = holder(tree, i)
    if spans and who is not None:
        yield Told(
            spans,
            phrase(tree, who),
            _word_span(tree, i),
            cue.kind,
            f"noun {cue.word}",
            _word(tree, who),
        )


def _has_that(tree: Tree, k: int) -> bool:
    marks = [m for m in tree.kids(k, "mark") if tree[m].text.lower() == "that"]
    return bool(marks)


def _according(tree: Tree, i: int, text: str) -> Iterator[Told]:
    to = tree.kid(i, "prep")
    who = None if to is None else tree.kid(to, "pobj", "pcomp")
    if to is None or who is None:
        return
    comma = next((t.i for t in tree.tokens if t.i > to and t.text == ","), None)
    if i == 0 and comma is not None and comma <= _FRONT:
        speaker = (tree[to + 1].start, tree[comma - 1].end)
        content = list(range(comma + 1, len(tree)))
    else:
        speaker = _with_names(tree, phrase(tree, who) or (tree[who].start, tree[who].end))
        head = _clause_of(tree, i)
        own = set(tree.subtree(i))
        content = [t for t in tree.subtree(head) if t not in own]
    if spans := spans_of(tree, content, text):
        cue = (tree[i].start, tree[to].end)
        yield Told(spans, speaker, cue, "say", "according to", _word(tree, who))


def _with_names(tree: Tree, span: tuple[int, int]) -> tuple[int, int]:
    """ "the news agency AVA": a name right behind the phrase belongs to it, whatever the parser made of it."""
    start, end = span
    for t in tree.tokens:
        if t.start == end + 1 and t.tag == "NNP":
            end = t.end
    return start, end


def _clause_of(tree: Tree, i: int) -> int:
    head = tree[i].head
    while not tree.is_verb(head) and tree[head].head != head:
        head = tree[head].head
    return head


def _word(tree: Tree, i: int | None) -> tuple[int, int] | None:
    return None if i is None else (tree[i].start, tree[i].end)


def _word_span(tree: Tree, i: int) -> tuple[int, int]:
    return tree[i].start, tree[i].end


def _cue_span(tree: Tree, i: int) -> tuple[int, int]:
    """The verb with the auxiliaries and particles that touch it."""
    first = last = i
    near = {*tree.kids(i, "aux", "auxpass", "neg"), *tree.kids(i, "prt")}
    while first - 1 in near:
        first -= 1
    while last + 1 in near:
        last += 1
    return tree[first].start, tree[last].end


def spans_of(tree: Tree, tokens: Iterable[int], text: str) -> Spans:
    """Characters of runs of tokens, commas and dashes at their edges taken off; marks of quotation stay."""
    found = (_trimmed(tree, first, last) for first, last in _runs(sorted(set(tokens))))
    return tuple((a, b) for a, b in found if any(c.isalnum() for c in text[a:b]))


def _trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    while first < last and tree[first].text in _EDGES:
        first += 1
    while last > first and tree[last].text in _EDGES:
        last -= 1
    return tree[first].start, tree[last].end


def _runs(tokens: list[int]) -> Iterator[tuple[int, int]]:
    start = previous = None
    for t in tokens:
        if start is None or previous is None:
            start = previous = t
        elif t == previous + 1:
            previous = t
        else:
            yield start, previous
            start = previous = t
    if start is not None and previous is not None:
        yield start, previous
