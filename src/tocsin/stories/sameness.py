"""Whether two sentences that are like one another assert the same: one act, of the same parties, with one outcome.

To speak of the same happening is not to tell the same of it: "A asked for a meeting" and "B opposed a text of A" both
name A, the happening and its place. What is not sure here stays unsaid: nothing prints worse than an invented agreement.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tocsin.records import Actor, Event
from tocsin.stories.alignment import FRAME, Alignment, Pair
from tocsin.stories.lines import Line
from tocsin.stories.persons import code
from tocsin.stories.told import Told

MOST = 0.6  # share of what the barer of two sentences tells that the other tells too
MUCH = 0.35  # share of what the fuller one tells
NEARLY_ALL = 0.55  # share of what the fuller one tells from which one meaning in common is enough
COPY = 0.9  # likeness of two sentences of one language from which one is the other's wording
SEVERAL = 2  # meanings, numbers or moments in common
STOPS = tuple(
    ".!?。！？؟۔…\"”»’')"
)  # what ends a sentence; a heading and a dateline assert nothing


def same_told(told: Told, group: Sequence[Line]) -> list[Line]:
    """The most of some sentences of which every two assert the same, one for each wording; none of fewer than two."""
    best: list[Line] = []
    for pair in sorted(
        _pairs(told, group), key=lambda p: (-p.likeness, p.one.start, p.other.start)
    ):
        found = [pair.one, pair.other] if _same(told, pair) else []
        for line in group if found else ():
            if line not in found and all(_same(told, told.aligned.pair(line, x)) for x in found):
                found.append(line)
        best = max(best, found, key=len)
    return _worded_once(told.aligned, _one_an_origin(told, [x for x in group if x in best]))


def _pairs(told: Told, group: Sequence[Line]) -> Iterator[Pair]:
    return (told.aligned.pair(a, b) for a, b in combinations(group, 2))


def _one_an_origin(told: Told, lines: Sequence[Line]) -> list[Line]:
    """The first sentence of each origin; none of a digest, for it adds no origin."""
    first: dict[int, Line] = {}
    for line in lines:
        if line.report in told.origin:
            first.setdefault(told.origin[line.report], line)
    return list(first.values())


def _worded_once(aligned: Alignment, lines: Sequence[Line]) -> list[Line]:
    """Of sentences with one wording, which one copied from the other, the first; nothing if one alone is left."""
    kept: list[Line] = []
    for line in lines:
        pairs = [aligned.pair(line, x) for x in kept if x.language == line.language]
        if all(p.likeness < COPY for p in pairs):
            kept.append(line)
    return kept if len(kept) > 1 else []


def _same(told: Told, pair: Pair) -> bool:
    one, other = pair.one, pair.other
    return (
        _is_sentence(told, one)
        and _is_sentence(told, other)
        and _covers(told.aligned, pair)
        and _lead(one, other)
        and _counts_agree(_numbers(one), _numbers(other))
        and _agree(_days(one), _days(other))
        and one.denies == other.denies
        and _one_act(told, pair)
        and _of_one_speaker(told, one, other)
        and _of_one_speaker(told, other, one)
    )


def _is_sentence(told: Told, line: Line) -> bool:
    return told.report[line.report].text[: line.end].endswith(STOPS)


def _covers(aligned: Alignment, pair: Pair) -> bool:
    """Whether two sentences tell little beside what both tell; who speaks, and in what office, counts for nothing."""
    common = aligned.weight(t for t in pair.common if _tells(t, pair))
    parts = [aligned.weight(t for t in x.terms if _tells(t, pair)) for x in (pair.one, pair.other)]
    small, large = sorted(parts)
    meanings = _meanings(pair.common, pair)
    bare, full = sorted(_meanings(x.terms, pair) for x in (pair.one, pair.other))
    much = common >= MOST * small and common >= MUCH * large
    if not much or 2 * meanings < bare or 3 * meanings < full:
        return False  # what they have in common hangs on something else that one of them tells
    return meanings >= SEVERAL or (meanings > 0 and common >= NEARLY_ALL * large and _bare(pair))


def _bare(pair: Pair) -> bool:
    """Whether no name of a person makes two sentences like one another."""
    return not any(t.startswith("p:") for t in pair.common)


def _meanings(terms: Iterable[str], pair: Pair) -> int:
    return sum(_means(t, pair) for t in terms)


def _means(term: str, pair: Pair) -> bool:
    """Whether a term says what happened, and not only whom or where."""
    return _tells(term, pair) and term.startswith(("c:", "#", "h:", "m:", "w:"))


def _tells(term: str, pair: Pair) -> bool:
    own = pair.one.language == pair.other.language
    return term[2:] not in FRAME and (own or not term.startswith("w:"))


def _lead(one: Line, other: Line) -> bool:
    """Whether each of two sentences names the state or organisation that the other begins with."""
    names = [[n for _, _, n in sorted(x.named) if n.startswith("n:")] for x in (one, other)]
    return not all(names) or (names[0][0] in names[1] and names[1][0] in names[0])


def _agree(one: set[str], other: set[str]) -> bool:
    """Whether what two sentences give for one thing meets, as far as both give something."""
    return not (one and other) or bool(one & other)


def _counts_agree(one: set[str], other: set[str]) -> bool:
    """Whether all numbers of one of two sentences are in the other, as far as both give some."""
    return not (one and other) or one <= other or other <= one


def _numbers(line: Line) -> set[str]:
    return {t for t in line.terms if t.startswith("#")}


def _days(line: Line) -> set[str]:
    return {t for t in line.terms if t.startswith("d:")}


def _main(told: Told, line: Line) -> Event | None:
    """The act that a sentence asserts: the first that was read in it."""
    acts = [
        says
        for claim, says in told.claims(Event)
        if claim.passage.report == line.report and line.start <= says.act.start < line.end
    ]
    return min(acts, key=lambda e: e.act.start, default=None)


def _one_act(told: Told, pair: Pair) -> bool:
    """Whether two acts are of one category and the same parties; where one alone was read, whether its words mean
    something that both sentences tell.
    """
    one, other = _main(told, pair.one), _main(told, pair.other)
    if one is None or other is None:
        return all(_at(act, x, pair) for act, x in ((one, pair.one), (other, pair.other)) if act)
    return (
        one.category == other.category
        and (one.reality == "negated") == (other.reality == "negated")
        and _agree(_codes(one.initiators), _codes(other.initiators))
        and _agree(_codes(one.recipients), _codes(other.recipients))
    )


def _at(act: Event, line: Line, pair: Pair) -> bool:
    """Whether something that two sentences have in common stands in the words of an act of one of them."""
    spans = [span for t, span in line.where if t in pair.common and _means(t, pair)]
    return any(start < act.act.end and act.act.start < end for start, end in spans)


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {code(a) for a in actors if a.country or a.org}


def _of_one_speaker(told: Told, one: Line, other: Line) -> bool:
    """Whether another sentence that tells what somebody says names the state or organisation that speaks in this one."""
    mine, theirs = _speakers(told, one), _speakers(told, other)
    says = bool(theirs) or any(c.name == "say" for c in other.concepts)
    named = {n.removeprefix("n:") for _, _, n in other.named}
    return not (mine and says) or bool(mine & (theirs | named))


def _speakers(told: Told, line: Line) -> set[str]:
    """The states and organisations that somebody speaks for in a sentence."""
    claims = told.readings[line.report].claims if line.report in told.readings else ()
    people = [c.speaker for c in claims if line.start <= c.passage.start < line.end and c.speaker]
    return {known for p in people if (known := p.org or p.country)}
