"""Quotes of a text: words given to somebody, between marks or reported, with the speaker, the cue and the channel."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tocsin.reading.beside import beside, clauses
from tocsin.reading.cues import Cues
from tocsin.reading.marks import Quoted, quotations
from tocsin.reading.reported import Spans, Told, told
from tocsin.reading.sentences import Sentence
from tocsin.reading.tree import Tree

_SHORT = 3  # words; fewer between marks are a title or a scare quote unless a cue claims them


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
    text: str, sentences: Sequence[Sentence], trees: Iterable[Tree], cues: Cues
) -> tuple[Found, ...]:
    """The quotes of `text` in order; `trees` are those of its sentences that were parsed (none: patterns alone)."""
    marks = quotations(text)
    parsed = {t.sentence.start: t for t in trees}
    found: list[Told] = []
    for s in sentences:
        tree = parsed.get(s.start)
        found += told(tree, cues, text) if tree else clauses(text, s.start, s.end, cues)
    joined = _join(text, sentences, found, marks, cues)
    return tuple(sorted(_once(joined), key=lambda f: (f.start, -f.end)))


def _join(
    text: str, sentences: Sequence[Sentence], found: list[Told], marks: Sequence[Quoted], cues: Cues
) -> list[Found]:
    """The reported words with the quotations they carry, and the quotations that words beside them claim."""
    out = [_clipped(t, marks) for t in found]
    last: int | None = None
    for q in marks:
        home = [s for s in sentences if s.start < q.end and s.end > q.start]
        if not home:
            continue
        carriers = [n for n, f in enumerate(out) if _carries(f, q, home)]
        for n in carriers:
            out[n] = _with(out[n], (q.start, q.end))
        if carriers:
            last = carriers[-1]
        elif t := beside(text, q, home[0].start, home[-1].end, cues):
            out.append(_clipped(t, ())._replace(direct=True))
            last = len(out) - 1
        elif last is not None and _goes_on(text, out[last], q, home):
            out[last] = _with(out[last], (q.start, q.end))
    return out


def _clipped(t: Told, marks: Sequence[Quoted]) -> Found:
    """What stands inside a quotation stays inside it."""
    content = t.content
    for q in marks:
        if q.start < t.cue[0] and t.cue[1] < q.end:
            content = tuple(
                (max(a, q.start + 1), min(b, q.end - 1))
                for a, b in content
                if a < q.end - 1 and b > q.start + 1
            )
            break
    return Found(content or t.content, t.speaker, t.cue, t.kind, t.rule, False, who=t.who)


def _carries(f: Found, q: Quoted, home: Sequence[Sentence]) -> bool:
    """Whether the content of `f` holds most of what the quotation has in the sentence of the cue."""
    if f.cue is None or q.start < f.cue[0] < q.end:
        return False
    mine = next((s for s in home if s.start <= f.cue[0] < s.end), None)
    if mine is None:
        return False
    a, b = max(q.start, mine.start), min(q.end, mine.end)
    shared = sum(max(0, min(b, y) - max(a, x)) for x, y in f.content)
    return shared * 2 > b - a


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
