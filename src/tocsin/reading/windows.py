"""Acts without a model: a trigger word between two actors of one sentence, in the plainest order only."""

import re
from collections.abc import Iterator

from tocsin.reading.actors import Cast
from tocsin.reading.lemma import lemma
from tocsin.reading.lexicon import Lexicon, Line
from tocsin.reading.sentences import Sentence
from tocsin.reading.vocabulary import words
from tocsin.records import Actor, Event, Reality, Span

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
NEAR = 60  # characters that may lie between an actor and the trigger word
PAST = re.compile(r"\w+ed$")
NEGATIONS = words("negations")
FUTURE_AUX = words("future-aux")
MODAL_AUX = words("modal-aux")
PASSIVE = frozenset(["was", "were", "been", "being", "is", "are"])


def windowed(s: Sentence, cast: Cast, lexicon: Lexicon) -> Iterator[tuple[Sentence, Event]]:
    """The acts of a sentence that stand as "who – verb – whom"; a passive or an unclear order gives none."""
    actors = cast.actors_in(s.start, s.end)
    if len(actors) < 2:
        return
    tokens = list(_WORD.finditer(cast.text, s.start, s.end))
    for n, word in enumerate(tokens):
        line = _plain_line(word[0], lexicon)
        if line is None:
            continue
        who = [a for a in actors if a.end <= word.start() and word.start() - a.end <= NEAR]
        whom = [a for a in actors if a.start >= word.end() and a.start - word.end() <= NEAR]
        before = {t[0].lower() for t in tokens[max(0, n - 4) : n]}
        if who and whom and not before & PASSIVE:
            yield s, _event(line, word, who[-1], whom[0], before)
            return


def _plain_line(word: str, lexicon: Lexicon) -> Line | None:
    """The line of a verb that needs nothing beside it and takes its object straight."""
    if not PAST.match(word) and not word.endswith("s"):
        return None
    base = lemma(word, "VBD" if PAST.match(word) else "VBZ", lexicon.bases)
    for line in lexicon.lines(base, "v"):
        if not line.needs and line.category != "NONE" and line.whom[:1] == ("obj",):
            return line
    return None


def _event(line: Line, word: re.Match[str], who: Actor, whom: Actor, before: set[str]) -> Event:
    real: Reality = "actual"
    if before & NEGATIONS:
        real = "negated"
    elif before & FUTURE_AUX:
        real = "future"
    elif before & MODAL_AUX:
        real = "hypothetical"
    return Event(
        category=line.category,
        mode=line.mode,
        contexts=line.contexts,
        act=Span(start=word.start(), end=word.end()),
        reality=real,
        rule=f"{line.place} window",
        initiators=(who,),
        recipients=(whom,),
    )
