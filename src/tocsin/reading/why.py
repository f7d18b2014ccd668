"""Why a claim stands at a place of a text, or why none does: the steps that its sentence went through, with their words.

Nothing is decided here: every step is asked of the function that the reader itself uses.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from tocsin.reading.actors import Cast
from tocsin.reading.arguments import Frame
from tocsin.reading.attribution import Voice
from tocsin.reading.coding import as_item
from tocsin.reading.events import Judged, is_law, judged, predicates, unmet
from tocsin.reading.kit import Kit
from tocsin.reading.lexicon import Lexicon, Line, Need
from tocsin.reading.plain import Plain
from tocsin.reading.read import Prepared, prepared, read, unmarked
from tocsin.reading.reality import sign
from tocsin.reading.sentences import Sentence
from tocsin.reading.tree import Tree
from tocsin.reading.unparsed import ASKED, SILENT, Weighed, weighed
from tocsin.records import Actor, Claim, Event, Report


class Tried(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A line of the lexicon, `place` is file:line, `written` its words; `lacks` is why it did not fire."""

    place: str
    written: str
    lacks: str | None = None


class Side(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody on a side of an act: the slot, the words in it, the codes, and what the atlas and the report know them by."""

    side: str
    words: str
    codes: str
    slot: str | None = None
    known: tuple[str, ...] = ()


class Weighing(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Words that may tell an act: the lines tried, the sides, how it is told and by which words, whose words it is.

    `left_out` is the step at which it came to nothing.
    """

    start: int
    end: int
    words: str
    tried: tuple[Tried, ...]
    category: str | None = None
    sides: tuple[Side, ...] = ()
    reality: str | None = None
    reality_words: str | None = None
    by: str | None = None
    by_words: str | None = None
    left_out: str | None = None


class Why(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One place of a text: its sentence, what let it through the gate, its parse, the acts weighed, the claims there.

    `step` says how far the sentence came.
    """

    step: str
    start: int | None = None
    end: int | None = None
    words: str | None = None
    gate: str | None = None
    parse: str | None = None
    acts: tuple[Weighing, ...] = ()
    claims: tuple[Claim, ...] = ()


def why(report: Report, kit: Kit, offset: int) -> Why:
    """The steps of reading at the character `offset` of the report's text. Raises IndexError beyond its end."""
    if not 0 <= offset < len(report.text):
        raise IndexError(f"{offset} is outside the text, which has {len(report.text)} characters")
    if (bare := unmarked(report, kit)) is not None:
        return bare.back(_why(bare.report, kit, bare.place(offset)))
    return _why(report, kit, offset)


def _why(report: Report, kit: Kit, offset: int) -> Why:
    steps = prepared(report, kit)
    s = next((s for s in steps.split if s.start <= offset < s.end), None)
    if s is None:
        skipped = any(a <= offset < b for a, b in report.skip)
        return Why(step="left out before reading: a menu, a caption or a paragraph that stands twice"
                   if skipped else "between two sentences")  # fmt: skip
    found = read(report, kit).claims
    here = tuple(c for c in found if c.passage.start <= offset < c.passage.end)
    return msgspec.structs.replace(
        _of_sentence(steps, kit, s), start=s.start, end=s.end, words=report.text[s.start : s.end], claims=here
    )  # fmt: skip


def _of_sentence(steps: Prepared, kit: Kit, s: Sentence) -> Why:
    gate = kit.gate.trigger(steps.text[s.start : s.end], kit.names)
    if kit.plain is not None:
        return _ended(Why(step="", acts=tuple(_by_patterns(steps, kit.plain, kit.language, s))))
    if kit.parser is None or kit.lexicon is None:
        return Why(
            step=f"no acts are read in {kit.language!r}: it has neither a parser nor a grammar"
        )
    if gate is None:
        return Why(step="the gate kept it out: no word in it tells an act, as the lexicon goes")
    tree = next(t for t in steps.trees if t.sentence == s)
    acts = tuple(_by_parse(steps, kit.lexicon, kit.language, tree))
    return _ended(Why(step="", gate=gate, parse=_compact(tree), acts=acts))


def _ended(w: Why) -> Why:
    if not w.acts:
        step = "no word in it is a predicate of the lexicon"
    elif all(a.left_out for a in w.acts):
        step = "every act in it was left out"
    else:
        step = "read"
    return msgspec.structs.replace(w, step=step)


def _compact(tree: Tree) -> str:
    """The parse as word/tag/relation>head, one after the other."""
    return " ".join(
        f"{t.text}/{t.tag}/{t.dep}" + (f">{tree[t.head].text}" if t.head != t.i else "")
        for t in tree.tokens
    )


# --- with a parse


def _by_parse(steps: Prepared, lexicon: Lexicon, language: str, tree: Tree) -> Iterator[Weighing]:
    lately: dict[int, Judged] = {}
    for earlier in steps.trees:  # who did "the strikes" was told in the sentences before
        lately = {j.act.frame.i: j for j in judged(earlier, steps.cast, lexicon, [])}
        if earlier is tree:
            break
    for f, lines in predicates(tree, lexicon):
        t = tree[f.i]
        tried = tuple(_tried(lines, f, tree, steps.cast, language))
        one = lately.get(f.i)
        base = Weighing(start=t.start, end=t.end, words=t.text, tried=tried)
        if one is None:
            law = is_law(tree, f) and not tried[-1].lacks
            left = "a text lays it down, nobody does it" if law else "no line of it fits"
            yield msgspec.structs.replace(base, left_out=left)
            continue
        at = sign(tree, f.i, steps.text).at
        yield _weighed(steps, base, one.event, _slots(one), at, one.left_out)


def _tried(
    lines: Sequence[Line], f: Frame, tree: Tree, cast: Cast, language: str
) -> Iterator[Tried]:
    """The lines of a predicate as far as they were tried: up to the first that fits."""
    for line in lines:
        need = unmet(line, f, tree, cast)
        yield Tried(
            place=line.place,
            written=written(language, line.place),
            lacks=_lacks(line, need, language),
        )
        if need is None:
            return


def _lacks(line: Line, need: Need | None, language: str) -> str | None:
    """The condition that does not hold, as the line writes it."""
    if need is None:
        return None
    return written(language, line.place).split("\t")[2].split()[line.needs.index(need)]


def _slots(one: Judged) -> dict[str, str | None]:
    return {"who": next(iter(one.who_from), None), "whom": next(iter(one.whom_from), None)}


# --- with patterns


def _by_patterns(steps: Prepared, plain: Plain, language: str, s: Sentence) -> Iterator[Weighing]:
    found = (w for _, w in weighed(steps.text, [s], steps.cast, plain, language, steps.beside))
    for one in sorted(found, key=lambda w: (w.hit.start, w.left_out is not None)):
        h = one.hit
        fires = one.event is not None or one.left_out in (SILENT, ASKED)
        line = Tried(
            place=h.value.place,
            written=written(language, h.value.place),
            lacks=None if fires else one.left_out,
        )
        words = steps.text[h.start : h.end]
        base = Weighing(start=h.start, end=h.end, words=words, tried=(line,))
        yield _weighed(steps, base, one.event, _filled(one), one.sign, one.left_out)


def _filled(one: Weighed) -> dict[str, str | None]:
    event = one.event
    sides = {"who": event.initiators, "whom": event.recipients} if event else {}
    return {
        side: next((f.slot for f in one.filled if f.actors == a and a), None)
        for side, a in sides.items()
    }


# --- with either


def _weighed(
    steps: Prepared,
    base: Weighing,
    event: Event | None,
    slots: dict[str, str | None],
    at: tuple[int, int] | None,
    left_out: str | None,
) -> Weighing:
    if event is None:
        return msgspec.structs.replace(base, left_out=left_out)
    voice = steps.said.attribution.at(event.act.start, event.act.end)
    sides = (("who", event.initiators), ("whom", event.recipients))
    alleged = voice.alleged and event.reality == "actual"
    return msgspec.structs.replace(
        base,
        category=f"{event.category} {event.mode or ''}".strip(),
        sides=tuple(_side(steps, name, a, slots.get(name)) for name, actors in sides for a in actors),
        reality="alleged" if alleged else event.reality,
        reality_words=_words(steps, voice.hedge if alleged else at),
        by=voice.speaker.name if voice.speaker else "the outlet",
        by_words=_cue(steps, voice),
        left_out=left_out,
    )  # fmt: skip


def _words(steps: Prepared, at: tuple[int, int] | None) -> str | None:
    return steps.text[slice(*at)] if at else None


def _cue(steps: Prepared, voice: Voice) -> str | None:
    if voice.told is None:
        return None
    cue = _words(steps, voice.told.cue)
    return f"{cue} ({voice.told.rule})" if cue else voice.told.rule


def _side(steps: Prepared, name: str, a: Actor, slot: str | None) -> Side:
    codes = " ".join(filter(None, [a.org or a.country, a.sector])) or "nobody in a public role"
    known = tuple(_known(steps.cast, a))
    return Side(side=name, words=steps.text[a.start : a.end], codes=codes, slot=slot, known=known)


def _known(cast: Cast, a: Actor) -> Iterator[str]:
    everybody = (*cast.items, *map(as_item, cast.named))
    for item in (i for i in everybody if a.start <= i.start and i.end <= a.end):
        if item.entry is not None:
            e = item.entry
            where = "named in this report" if item.kind == "P" else e.source or "atlas"
            yield f"{e.kind} {e.name} ({where})"
        elif item.role is not None:
            yield f"role noun {item.role.name} (atlas)"
    if a.link is not None:
        yield f"{a.link}: {a.name}"


@cache
def _file(language: str, name: str) -> Sequence[str]:
    folder = files("tocsin.reading") / "lexicons"
    table = folder / language / name
    return (table if table.is_file() else folder / "en" / name).read_text("utf-8").splitlines()


def written(language: str, place: str) -> str:
    """The line of a lexicon at `place` (file:line), as it is written."""
    name, _, number = place.partition(":")
    return _file(language, name)[int(number) - 1]
