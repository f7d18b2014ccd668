"""Characterisations: what somebody calls an actor, an act or a place, word for word, with who says it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args

from tocsin.atlas import choice, countries, country_name, fold, rows
from tocsin.reading.attribution import Attribution, Voice
from tocsin.reading.marks import quotations
from tocsin.reading.names import Words
from tocsin.reading.quotes import Found
from tocsin.reading.sentences import Sentence
from tocsin.reading.speakers import Resolves
from tocsin.reading.subjects import phrase
from tocsin.reading.tree import Tree
from tocsin.records import Characterisation, Claim, Of, passage

_LONGEST = 8  # words; a longer quotation tells, it does not name
_NEXT = re.compile(r"[\s-]+(?P<word>[^\W\d_][\w’'-]*)")
_OWNER = re.compile(
    r"(?P<owner>(?!The\b)[A-Z][\w-]*(?:[’']s?)?(?:[ -][A-Z][\w-]*(?:[’']s?)?)?)\s+$"
)
_LEAD = re.compile(r"(?:(?:^|\s+)as)?(?:(?:^|\s+)(?:an?|the))?\s*$", re.IGNORECASE)
_AS_BEFORE = re.compile(r"(?P<what>\S[^,;:“”\"]{2,120}?)\s+as\s+(?:an?\s+|the\s+)?$")


class Loaded(NamedTuple):
    """A word of judgement: what is called so, and whether it is the noun or qualifies the next one."""

    of: Of
    qualifies: bool


class Called(NamedTuple):
    """What stands at [start, end) is what `voice` calls `target` (None where the text does not say what)."""

    start: int
    end: int
    of: Of
    target: str | None
    voice: Voice
    rule: str


@cache
def _table(language: str) -> tuple[Words, dict[str, Loaded]]:
    table = files("tocsin.reading") / "lexicons" / language / "loaded.tsv"
    known: dict[str, Loaded] = {}
    for row in rows(table, ("words", "of", "head")) if table.is_file() else ():
        of: Of = choice(row, "of", frozenset(get_args(Of)))  # type: ignore[assignment]
        word = Loaded(of, choice(row, "head", frozenset({"self", "next"})) == "next")
        for form in _plural(row["words"], word):
            known.setdefault(f"{form}\t{word.qualifies}", word)
    return Words(key.split("\t")[0] for key in known), known


def _plural(words: str, word: Loaded) -> tuple[str, ...]:
    low = words.lower()
    if word.qualifies or low.endswith("s"):
        return (low,)
    return (low, f"{low[:-1]}ies" if re.search(r"[^aeiou]y$", low) else f"{low}s")


class Scene(NamedTuple):
    """What labels are read from: the text, its sentences as split and as parsed, its quotes and its voices."""

    text: str
    sentences: Sequence[Sentence]
    trees: Sequence[Tree]
    found: Sequence[Found]
    attribution: Attribution
    cast: Resolves | None = None
    language: str = "en"


def labels(scene: Scene) -> list[Called]:
    """The characterisations of a text, in order: words between marks that a verb of calling introduces, and loaded words."""
    named = list(_named(scene))
    taken = [(c.start, c.end) for c in named]
    plain = [c for c in _loaded(scene) if not any(a < c.end and c.start < b for a, b in taken)]
    return sorted({*named, *plain}, key=lambda c: (c.start, c.end))


def _named(scene: Scene) -> Iterator[Called]:
    """ "called the talks “useful”", "denounced the “empty gesture”": short words between marks under a verb of calling."""
    marks = quotations(scene.text)
    starts = [q.start for q in marks]
    for f in scene.found:
        calling = f.kind == "label" or f.rule.endswith(" as")
        if not (calling or f.kind == "blame"):
            continue
        for q in marks[bisect_left(starts, f.start) : bisect_left(starts, f.end)]:
            words = q.inside(scene.text).rstrip(".")
            if (
                not 1 <= len(words.split()) <= _LONGEST
                or not f.start <= q.start < q.end <= f.end + 1
            ):
                continue
            start = scene.text.index(words, q.start)
            target = _target(scene, f, q.start) if calling else None
            of = _kind(scene, words, target)
            voice = scene.attribution.at(start, start + len(words))
            yield Called(
                start, start + len(words), of, _words(scene.text, target), voice, "label: called"
            )


def _target(scene: Scene, f: Found, mark: int) -> tuple[int, int] | None:
    """What is called so: the words of the content before the mark, or before "as" where only the name is content."""
    text = scene.text
    lead = text[f.start : mark]
    if any(c.isalnum() for c in _LEAD.sub("", lead)):
        return f.start, f.start + len(_LEAD.sub("", lead).rstrip(" ,"))
    if f.cue is None or not f.cue[1] < mark:
        return None
    m = _AS_BEFORE.search(text[f.cue[1] : mark])
    if m is None:
        return None
    start, end = f.cue[1] + m.start("what"), f.cue[1] + m.end("what")
    return (start + 3, end) if text.startswith("to ", start) else (start, end)


def _words(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else " ".join(text[slice(*span)].split()) or None


def _kind(scene: Scene, words: str, target: tuple[int, int] | None) -> Of:
    """Whether an actor, an act or a place is called so: by the loaded word in it, else by what the target is."""
    finder, known = _table(scene.language)
    for _, _, phrase_found in finder.find(fold(words)):
        return _entry(known, phrase_found).of
    if target is not None and scene.cast is not None and (a := scene.cast.resolve(*target)):
        return "actor" if a.end >= target[1] - 1 else "act"
    return "act"


def _entry(known: dict[str, Loaded], word: str) -> Loaded:
    return known.get(f"{word}\tTrue") or known[f"{word}\tFalse"]


def _loaded(scene: Scene) -> Iterator[Called]:
    """Loaded words wherever they stand, with the noun they qualify or the owner before them."""
    finder, known = _table(scene.language)
    trees = {t.sentence.start: t for t in scene.trees}
    for s in scene.sentences:
        low = fold(scene.text[s.start : s.end])
        for a, b, word in finder.find(low):
            start, end = s.start + a, s.start + b
            yield from _one(scene, trees.get(s.start), known, word, start, end)


def _one(
    scene: Scene, tree: Tree | None, known: dict[str, Loaded], word: str, start: int, end: int
) -> Iterator[Called]:
    text = scene.text
    qualifies, alone = known.get(f"{word}\tTrue"), known.get(f"{word}\tFalse")
    noun = _noun_after(tree, text, start, end) if qualifies else None
    voice = scene.attribution.at(start, end)
    if qualifies and noun:
        target = text[noun[0] : noun[1]]
        yield Called(start, noun[1], qualifies.of, target, voice, "label: loaded word")
    elif alone:
        first = _with_owner(text, start) if alone.of == "actor" else start
        subject = _subject(scene, tree, start, end)
        target_of = _actor_name(scene, first, end) if alone.of == "actor" else subject
        yield Called(first, end, alone.of, target_of or subject, voice, "label: loaded word")


def _noun_after(tree: Tree | None, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The noun that the word at [start, end) qualifies; without a parse the word right after it."""
    if tree is None:
        m = _NEXT.match(text, end)
        return m.span("word") if m else None
    last = max(tree.at(start, end), default=None)
    if last is None:
        return None
    head = tree[last].head
    if head > last and tree.is_noun(head) and tree[last].dep in ("amod", "compound", "nmod"):
        first = min((k for k in range(last + 1, head + 1) if tree[k].tag != ","), default=head)
        return tree[first].start, tree[head].end
    return None


def _with_owner(text: str, start: int) -> int:
    """ "Avarian regime": where the name before the word begins."""
    m = _OWNER.search(text[max(0, start - 60) : start])
    return start if m is None else max(0, start - 60) + m.start("owner")


def _actor_name(scene: Scene, start: int, end: int) -> str | None:
    actor = scene.cast.resolve(start, end) if scene.cast else None
    country = actor.country if actor else None
    return country_name(country) if country and country in countries() else None


def _subject(scene: Scene, tree: Tree | None, start: int, end: int) -> str | None:
    """For "the raids were a flagrant violation", the raids, if they stand in the same voice."""
    for i in tree.at(start, end) if tree else ():
        if tree is None or tree[i].dep not in ("attr", "acomp"):
            continue
        k = tree.kid(tree[i].head, "nsubj")
        span = None if k is None or tree[k].tag == "PRP" else phrase(tree, k)
        if span and scene.attribution.at(*span) == scene.attribution.at(start, end):
            return " ".join(scene.text[slice(*span)].split())
    return None


def label_claims(report: str, text: str, called: Iterable[Called]) -> list[Claim]:
    """The claims of a text's characterisations, in order; a speaker of None is the outlet."""
    return [
        Claim(
            passage=passage(report, text, c.start, c.end),
            says=Characterisation(words=text[c.start : c.end], of=c.of, target=c.target),
            rule=c.rule,
            speaker=c.voice.speaker,
            via=c.voice.via,
        )
        for c in called
    ]
