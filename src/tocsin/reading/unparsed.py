"""The acts of a text whose sentences are not parsed: triggers by the lexicon, sides by the order of words and by marks."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from tocsin.reading.besides import Besides, beside
from tocsin.reading.clauses import Clauses
from tocsin.reading.mentions import Mentions
from tocsin.reading.patterns import Hit
from tocsin.reading.plain import Plain, PlainLine
from tocsin.reading.sentences import Sentence
from tocsin.reading.sides import Filled, Scene, Sides
from tocsin.reading.standing import missing
from tocsin.reading.telling import told
from tocsin.reading.triggers import Trigger, is_near, triggers_of
from tocsin.reading.units import Marker, Unit, marker, units
from tocsin.reading.wordorder import Order
from tocsin.records import Event, Span

T = TypeVar("T", PlainLine, str)
_HARD = re.compile(r"[;:：；—–!?？！…]|(?<=\s)-(?=\s)")  # a spaced dash, folded


SILENT = "the line keeps silent"
ASKED = "it is only asked for, refused, threatened or promised"
Found = tuple[Sentence, Event]


class Weighed(NamedTuple):
    """A pattern that stands in a sentence: the event it makes with the sides found and the sign of how it is told, or
    the step at which it was left out."""

    hit: Hit[PlainLine]
    event: Event | None = None
    filled: tuple[Filled, ...] = ()
    sign: tuple[int, int] | None = None
    left_out: str | None = None


class _Text(NamedTuple):
    """A text folded once, with all that the lexicon and the grammar find in it, by start."""

    low: str
    acts: list[Hit[PlainLine]]
    little: list[Hit[str]]
    marks: list[Hit[str]]


def unparsed(
    text: str, split: Sequence[Sentence], cast: Mentions, plain: Plain, language: str, near: Besides
) -> Iterator[Found]:
    """The acts of the sentences of a text, in order; `near` are its places, dates and counts."""
    for s, one in weighed(text, split, cast, plain, language, near):
        if one.event is not None and one.left_out is None:
            yield s, one.event


def weighed(
    text: str, split: Sequence[Sentence], cast: Mentions, plain: Plain, language: str, near: Besides
) -> Iterator[tuple[Sentence, Weighed]]:
    """Every pattern that stands in the sentences of a text, with the event it makes or the step at which it was left out."""
    low = plain.order.spelling.low(text)
    whole = _Text(low, plain.acts.find(low), plain.little.find(low), plain.marks.find(low))
    marks = marker(language)
    for s in split:
        if hits := _inside(whole.acts, s):
            for one in _acts(s, whole, hits, cast, plain, marks, near):
                yield s, one


def _inside(hits: Sequence[Hit[T]], s: Sentence) -> list[Hit[T]]:
    a = bisect_left(hits, s.start, key=lambda h: h.start)
    b = bisect_left(hits, s.end, key=lambda h: h.start)
    return [h for h in hits[a:b] if h.end <= s.end]


def _chosen(
    hits: Sequence[Hit[PlainLine]],
    named: Sequence[Unit],
    low: str,
    order: Order,
    little: Sequence[Hit[str]],
) -> Iterator[tuple[Hit[PlainLine], str | None]]:
    """Each pattern, and why it is not taken: of those that begin in one stretch the longest whose needs hold is."""
    reach, articles = 0, order.articles
    nouns = {(h.start, h.end) for h in hits if h.value.pos == "n"}
    for h in hits:
        if h.start < reach:
            yield h, "a longer or earlier pattern stands there"
        elif not is_near(h, low):
            yield h, "the words near it are not as the line asks"
        elif h.value.pos != "n" and low.endswith(articles, 0, h.start):
            yield h, "an article makes it a noun"
        elif h.value.pos == "v" and h[:2] in nouns and _as_noun(h, named, low, little):
            yield h, "it stands as a noun"
        else:
            reach = h.end
            yield h, "it is part of a name" if any(_within(h, u) for u in named) else None


def _as_noun(
    h: Hit[PlainLine], named: Sequence[Unit], low: str, little: Sequence[Hit[str]]
) -> bool:
    """Whether words that may be a verb or a noun are a noun: behind an article, or with nobody named before them."""
    begin = min((u.end for u in named), default=h.start)
    if begin > h.start:
        return True
    ends = [x.end for x in little if x.value == "articles" and x.end <= h.start]
    between = low[max(ends) : h.start] if ends else None
    if between is None or any(u.start >= max(ends) and u.end <= h.start for u in named):
        return False
    return len(between.split()) <= 1


def _acts(
    s: Sentence,
    whole: _Text,
    hits: Sequence[Hit[PlainLine]],
    cast: Mentions,
    plain: Plain,
    marks: Marker,
    near: Besides,
) -> Iterator[Weighed]:
    little = _inside(whole.little, s)
    walls = [*((h.start, h.end) for h in hits), *((d.start, d.end) for d in near.dates)]
    everybody = units(s, whole.low, cast, little, marks, walls)
    chosen = list(_chosen(hits, everybody, whole.low, plain.order, little))
    yield from (Weighed(h, left_out=why) for h, why in chosen if why is not None)
    acts = [h for h, why in chosen if why is None]
    named = [u for u in everybody if not any(_covers(h, u, plain.order) for h in acts)]
    clauses = _clauses(s, whole.low, [h for h in little if not _held(h, hits)], plain)
    triggers = triggers_of(acts, hits, little, clauses, named)
    scene = Scene(clauses, named, triggers, _inside(whole.marks, s))
    found = scene.sides()
    swallowed = {t.start for t in triggers if any(scene.asks(x, t) for x in triggers)}
    told_of: list[Event] = []
    for h, first in zip(acts, triggers, strict=True):
        t = scene.read[first.start]
        filled = tuple(f for f in scene.filled if f.act == t.start)
        if t.line.category == "NONE" or t.start in swallowed:
            silent = t.line.category == "NONE"
            yield Weighed(h, None, filled, left_out=SILENT if silent else ASKED)
            continue
        event, sign = _event(t, found[t.start], clauses, plain)
        event = beside(event, clauses, triggers, near, marks)
        why = missing(event, t, clauses, told_of)
        if why is None:
            told_of.append(event)
        yield Weighed(h, event, filled, sign, why)


def _within(h: Hit[PlainLine], u: Unit) -> bool:
    """Whether the words of an act are only part of a name ("protest" in "protester")."""
    return u.start <= h.start and h.end <= u.end and (u.start, u.end) != (h.start, h.end)


def _covers(h: Hit[PlainLine], u: Unit, order: Order) -> bool:
    """Whether a name belongs to the words of an act; one in a gap of the pattern does not.

    Nor does one that begins in the pattern and goes on, where the verb is first and its object stands at the end.
    """
    inside = any(a <= u.start and u.end <= b for a, b in h.gaps)
    last = order.order == "action who whom" and bool(h.gaps)
    behind = last and h.gaps[-1][1] <= u.start and u.end > h.end
    return h.start < u.end and u.start < h.end and not (inside or behind)


def _held(h: Hit[str], acts: Sequence[Hit[PlainLine]]) -> bool:
    """Whether a word is only part of the words of an act ("said" in what is written "said-and-answered", a talk)."""
    return any(x.start <= h.start and h.end < x.end and not x.gaps for x in acts)


def _clauses(s: Sentence, low: str, little: Sequence[Hit[str]], plain: Plain) -> Clauses:
    cuts = {m.end() for m in _HARD.finditer(low, s.start, s.end)}
    relative = {h.start for h in little if h.value == "relative"}
    cuts |= relative | {h.start for h in little if h.value == "breaks"}
    cuts |= {h.end for h in little if h.value == "closes"}
    pronouns = tuple(h.start for h in little if h.value == "pronouns")
    return Clauses(
        low, s.start, s.end, tuple(sorted(cuts)), tuple(sorted(relative)), pronouns, plain.order
    )


def _event(
    t: Trigger, sides: Sides, clauses: Clauses, plain: Plain
) -> tuple[Event, tuple[int, int] | None]:
    clause = clauses.around(t.start)
    sentence = clauses.start, clauses.end
    real, refused, sign = told(plain.reality, clauses.low, t.verb, clause, sentence)
    category, mode = t.line.category, t.line.mode
    if refused and t.line.negated:
        category, mode, real = t.line.negated, None, "actual"
    elif real == "future" and t.line.future and sides[0]:
        category, mode, real = t.line.future, None, "actual"
    who, whom = sides
    who, whom = (who, whom) if who != whom else (who, ())
    event = Event(
        category=category,
        mode=mode,
        contexts=t.line.contexts,
        act=Span(start=t.start, end=t.end),
        reality=real,
        rule=f"{t.line.place} plain",
        initiators=who,
        recipients=whom,
    )
    return event, sign
