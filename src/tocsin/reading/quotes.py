"""Quotes of a text: words given to somebody, between marks or reported, with the speaker, the cue and the channel."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from tocsin.reading.beside import before_cue, beside, clauses, labelled
from tocsin.reading.channels import Channels
from tocsin.reading.cues import Cues
from tocsin.reading.marks import Quoted, quotations
from tocsin.reading.nearby import joined_clauses, nearby
from tocsin.reading.reported import Spans, Told, told
from tocsin.reading.sentences import Sentence
from tocsin.reading.tree import Tree

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BLOCK = 100  # sentences looked at together
_FEWEST = 3  # words; an object of fewer is as likely the thing spoken of as the words spoken
_OURS = frozenset({"i", "you", "me"})  # the writer, not a speaker
_CLAUSAL = (" that", " around", "according to", "pattern: that", "pattern: behind", "nearby: that")


class Found(NamedTuple):
    """A quote: content, speaker, cue and channel as spans of characters; `kind` is the class of the cue.

    `channel` are the noun phrases the words came through ("according to Avaria Wire"), nearest the speaker first.
    """

    content: Spans
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    kind: str
    rule: str
    direct: bool
    channel: Spans = ()
    who: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """Where the first content begins."""
        return min(a for a, _ in self.content)

    @property
    def end(self) -> int:
        """Where the last content ends."""
        return max(b for _, b in self.content)


def quotes(
    text: str,
    sentences: Sequence[Sentence],
    trees: Iterable[Tree],
    cues: Cues,
    channels: Channels,
) -> tuple[Found, ...]:
    """The quotes of `text` in order; `trees` are those of its sentences that were parsed (none: patterns alone)."""
    marks = quotations(text)
    starts = [q.start for q in marks]
    parsed = {t.sentence.start: t for t in trees}
    out: list[Found] = []
    for home in _blocks(sentences):
        first, last = (bisect_left(starts, x) for x in (home[0].start, home[-1].end))
        here = marks[first:last]
        found = [*out[-1:], *_reported(text, home, parsed, here, cues)]
        joined = _join(text, home, found, here, cues)
        out[-1:] = _once(chained(text, home, joined, channels))
    return tuple(sorted(out, key=lambda f: (f.start, -f.end)))


def _blocks(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """The sentences paragraph by paragraph: a quote, its cue and its channel stand in one. Long ones in parts."""
    for _, paragraph in groupby(sentences, key=lambda s: s.paragraph):
        home = list(paragraph)
        for n in range(0, len(home), _BLOCK):
            yield home[n : n + _BLOCK]


def _reported(
    text: str,
    home: Sequence[Sentence],
    parsed: Mapping[int, Tree],
    marks: Sequence[Quoted],
    cues: Cues,
) -> Iterator[Found]:
    for s in home:
        tree = parsed.get(s.start)
        untold = joined_clauses if cues.joins else clauses
        for t in told(tree, cues, text) if tree else untold(text, s.start, s.end, cues):
            if _claimed(t, text, marks):
                yield _found(_with_speaker(t, text, s) if tree else t)


def _join(
    text: str,
    home: Sequence[Sentence],
    found: list[Found],
    marks: Sequence[Quoted],
    cues: Cues,
) -> list[Found]:
    """The reported words with the quotations they carry, and the quotations that words beside them claim."""
    out = list(found)
    last = 0 if out else None
    for q in marks:
        over = [s for s in home if s.start < q.end and s.end > q.start]
        if not over:
            continue
        start, end = over[0].start, over[-1].end
        told_of = cues.joins and cues.speech.search(text, start, q.start)
        if not told_of and (t := labelled(text, q, start, cues)):
            out = [f for f in out if f.cue is None or not start <= f.cue[0] < q.start]
            last = _add(out, t)
            continue
        own = _carry(out, q, over)
        if own is not None:
            last = own
        elif (t := (nearby if cues.joins else beside)(text, q, start, end, cues)) or (
            not told_of and (t := labelled(text, q, start))
        ):
            last = _add(out, t)
        elif last is not None and _goes_on(text, out[last], q, over):
            out[last] = _with(out[last], (q.start, q.end))
    return out


def _add(out: list[Found], t: Told) -> int:
    out.append(_found(t)._replace(direct=True))
    return len(out) - 1


def _carry(out: list[Found], q: Quoted, over: Sequence[Sentence]) -> int | None:
    """Give the quotation to those whose words it is part of; the last of them that is more than a channel."""
    carriers = [n for n, f in enumerate(out) if _carries(f, q, over)]
    for n in carriers:
        out[n] = _with(out[n], (q.start, q.end))
    return next((n for n in reversed(carriers) if not out[n].rule.endswith("according to")), None)


def _claimed(t: Told, text: str, marks: Sequence[Quoted]) -> bool:
    """Whether this is somebody's words to us: not a quote within a quote, not two words that could be anything."""
    if any(q.start < t.cue[0] and t.cue[1] < q.end for q in marks):
        return False
    if t.speaker is not None and text[slice(*t.speaker)].lower() in _OURS:
        return False
    clause = t.rule.endswith(_CLAUSAL)
    if any(q.start < b and q.end > a for a, b in t.content for q in marks):
        return True
    words = sum(_length(text[a:b]) for a, b in t.content)
    return words >= (2 if clause else _FEWEST) and (t.speaker is not None or clause)


def _length(words: str) -> int:
    """How many words; two signs of a script without spaces count as one."""
    return max(len(words.split()), len(_SIGNS.findall(words)) // 2)


def _with_speaker(t: Told, text: str, home: Sentence) -> Told:
    """For a clause whose subject the parser lost, the noun phrase right before the cue."""
    if t.speaker is not None or not t.rule.endswith(" that"):
        return t
    return t._replace(speaker=before_cue(text, home.start, t.cue[0]))


def _found(t: Told) -> Found:
    return Found(t.content, t.speaker, t.cue, t.kind, t.rule, False, t.channel, t.who)


def _carries(f: Found, q: Quoted, home: Sequence[Sentence]) -> bool:
    """Whether the content of `f` holds most of what the quotation has in the sentence of the cue."""
    if f.cue is None or q.start < f.cue[0] < q.end:
        return False
    mine = next((s for s in home if s.start <= f.cue[0] < s.end), None)
    if mine is None:
        return False
    a, b = max(q.start, mine.start), min(q.end, mine.end)
    shared = sum(max(0, min(b, y) - max(a, x)) for x, y in f.content)
    begins = any(x <= q.start + 1 < y for x, y in f.content)
    return begins or shared * 2 > b - a


def _with(f: Found, span: tuple[int, int]) -> Found:
    """`f` with one more piece of content, pieces that touch or overlap made one."""
    pieces: list[tuple[int, int]] = []
    for a, b in sorted([*f.content, span]):
        if pieces and a <= pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], max(b, pieces[-1][1]))
        else:
            pieces.append((a, b))
    return f._replace(content=tuple(pieces), direct=True)


def _goes_on(text: str, f: Found, q: Quoted, home: Sequence[Sentence]) -> bool:
    """Whether an unclaimed quotation continues `f`: the rest of its sentence, or a whole sentence right after it."""
    if not f.direct or f.cue is None:
        return False
    between = text[max(f.end, f.cue[1]) : q.start]
    if "\n" in between.strip(" \n") or len(between) > 200:
        return False
    begins = not text[home[0].start : q.start].strip()
    return begins and not any(c.isalnum() for c in _after_sentence(between))


def _after_sentence(between: str) -> str:
    stop = max(between.rfind(c) for c in ".!?…:,")
    return between[stop + 1 :] if stop >= 0 else between


def _once(found: Iterable[Found]) -> Iterator[Found]:
    """Each content once: of two quotes with nearly the same content and speaker the first stays."""
    kept: list[Found] = []
    for f in found:
        if f.content and not any(_same(f, g) for g in kept):
            kept.append(f)
            yield f


def _same(f: Found, g: Found) -> bool:
    shared = sum(max(0, min(b, y) - max(a, x)) for a, b in f.content for x, y in g.content)
    size = sum(b - a for a, b in f.content) + sum(b - a for a, b in g.content) - shared
    return shared > 0.8 * size


def chained(
    text: str, sentences: Sequence[Sentence], found: Sequence[Found], channels: Channels
) -> list[Found]:
    """The quotes with the channels they came through; a channel that only passes on somebody's words is no quote itself.

    "Orlen proposed talks, according to Avaria Wire": Orlen's words, through Avaria Wire.
    """
    folded: set[int] = set()
    out = list(found)
    for n, carrier in enumerate(found):
        if carrier.speaker is None or not _passes_on(carrier, channels):
            continue
        for m, f in enumerate(found):
            if (
                m != n
                and f.speaker is not None
                and _within(f, carrier)
                and not _passes_on(f, channels)
            ):
                out[m] = out[m]._replace(channel=(*out[m].channel, carrier.speaker))
                if _shares_half(f, carrier):
                    folded.add(n)
    kept = [f for n, f in enumerate(out) if n not in folded]
    return [_through(text, sentences, f, channels) for f in kept]


def _passes_on(f: Found, channels: Channels) -> bool:
    return f.rule.endswith("according to") or (
        f.speaker is not None and channels.is_channel(*f.speaker)
    )


def _within(f: Found, carrier: Found) -> bool:
    return f.cue is not None and any(a <= f.cue[0] and f.cue[1] <= b for a, b in carrier.content)


def _shares_half(f: Found, carrier: Found) -> bool:
    size = sum(b - a for a, b in carrier.content)
    return 2 * sum(b - a for a, b in f.content) > size


def _through(text: str, sentences: Sequence[Sentence], f: Found, channels: Channels) -> Found:
    """ "…, quoted by Brennia Daily", "via state media": a channel named in the sentence of the cue, outside the content."""
    at = f.start if f.cue is None else f.cue[0]
    home = next((s for s in sentences if s.start <= at < s.end), None)
    for m in channels.through.finditer(text, *(home.start, home.end)) if home else ():
        who = m.span("who")
        outside = all(who[1] <= a or who[0] >= b for a, b in f.content)
        if outside and who not in f.channel and channels.is_channel(*who):
            return f._replace(channel=(*f.channel, who))
    return f
