"""Acts in a parsed sentence: who did what to whom, as the lexicon's lines say and only as far as the words go."""

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.reading.actors import Cast
from tocsin.reading.arguments import Frame, frame
from tocsin.reading.lexicon import Lexicon, Line, Need
from tocsin.reading.reality import reality
from tocsin.reading.tree import Tree
from tocsin.records import Actor, Event, Span

POS = {"VB": "v", "NN": "n", "JJ": "a"}


class Act(NamedTuple):
    """A predicate that a line fits, with its frame."""

    line: Line
    frame: Frame


def events(tree: Tree, cast: Cast, lexicon: Lexicon) -> Iterator[Event]:
    """The events of one sentence, in order of the text."""
    for act in acts(tree, cast, lexicon):
        event = _event(tree, cast, act)
        if event is not None:
            yield event


def acts(tree: Tree, cast: Cast, lexicon: Lexicon) -> Iterator[Act]:
    """The predicates of a sentence with the line that fits each."""
    for t in tree.tokens:
        pos = POS.get(t.tag[:2])
        lines = lexicon.lines(tree.lemmas[t.i], pos) if pos else []
        if not lines:
            continue
        f = frame(tree, t.i)
        line = next((x for x in lines if all(_holds(n, f, tree, cast) for n in x.needs)), None)
        if line is not None and line.category != "NONE":
            yield Act(line, f)


def _holds(need: Need, f: Frame, tree: Tree, cast: Cast) -> bool:
    tokens = f.get(need.slot)
    if need.absent and need.words is None:
        return not tokens
    if need.actor:
        return any(cast.at(tree, k) for k in tokens)
    if need.words is None:
        return bool(tokens)
    return any(tree.lemmas[k] in need.words for k in tokens) != need.absent


def _event(tree: Tree, cast: Cast, act: Act) -> Event | None:
    who = _fill(tree, cast, act.frame, act.line.who)
    whom = _fill(tree, cast, act.frame, act.line.whom)
    if not who and not whom:
        return None
    t = tree[act.frame.i]
    return Event(
        category=act.line.category, mode=act.line.mode, contexts=act.line.contexts,
        act=Span(start=t.start, end=t.end), reality=reality(tree, t.i, cast.text), rule=act.line.place,
        initiators=who, recipients=whom,
    )  # fmt: skip


def _fill(tree: Tree, cast: Cast, f: Frame, slots: tuple[str, ...]) -> tuple[Actor, ...]:
    for slot in slots:
        found = tuple(a for k in f.get(slot) for x in tree.conjuncts(k) for a in cast.at(tree, x))
        if found:
            return found
    return ()
