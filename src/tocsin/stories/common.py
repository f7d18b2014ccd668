"""What several reports tell alike, in whatever languages: the moments they give for it, the things they count, their words."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations, product

from tocsin.records import Actor, Claim, Dated, Fact, Passage, Quote, Relation
from tocsin.stories.alignment import FRAME, Pair
from tocsin.stories.answers import Given, fact
from tocsin.stories.concepts import concepts
from tocsin.stories.denying import DENIED, denied, parted
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.lines import GRAMMAR, Line
from tocsin.stories.origins import connected
from tocsin.stories.sameness import same_told
from tocsin.stories.told import Told

DATED = 0.2  # likeness of two sentences that give one day
SELDOM = 1.2  # weight of a day that few sentences of the story have
WEEK = 8  # days: a longer time is no moment
ALIKE = 0.25  # from here on they tell it alike
CLOCKS = 30  # minutes: what clocks of two places differ by is a multiple of it
HOUR = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
DATELINE = re.compile(r" ?(?:\([^)]{2,40}\) ?)?[–—-] ")  # "LAKEPORT, 3 May (Kestrel Wire) – "
COMMON, CAPACITY = "told alike", "capacity"

Moment = tuple[Line, Dated, Bounds]


def common(told: Told) -> tuple[Fact, ...]:
    """Facts of sentences that tell the same in several reports that do not go back to one text."""
    groups = [g for g in told.alike if _origins(told, g) > 1 and not parted(told, g)]
    found = [f for g in groups for f in (*_when(told, g), *_said(told, g), *_told(told, g))]
    dated = [f for g in _dated_alike(told, groups) for f in _when(told, g)]
    return (*found, *dated, *denied(told))


def _dated_alike(told: Told, groups: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Sentences that tell one thing of one day, each the likest of that day in its report to another of them."""
    done = {frozenset((a, b)) for g in groups for a, b in combinations(g, 2)}
    best: dict[tuple[Line, str], float] = {}
    found = []
    for pair in told.aligned.pairs():
        if pair.likeness >= DATED and _of_one_day(told, pair):
            found.append(pair)
            for key in ((pair.one, pair.other.report), (pair.other, pair.one.report)):
                best[key] = max(best.get(key, 0.0), pair.likeness)
    ties: dict[str, list[str]] = {}
    for p in found:
        likest = max(best[p.one, p.other.report], best[p.other, p.one.report])
        if p.likeness >= likest and frozenset((p.one, p.other)) not in done:
            for line, day in product((p.one, p.other), sorted(p.common)):
                if day.startswith(("d:", "m:")):
                    ties.setdefault(_place_of(line), []).append(day + _place_of(p.one))
                    ties[_place_of(line)].append(day + _place_of(p.other))
    by_place = {_place_of(line): line for line in told.aligned.lines}
    yield from ([by_place[name] for name in names] for names in connected(ties))


def _place_of(line: Line) -> str:
    return f"{line.report} {line.start:07}"


def _of_one_day(told: Told, pair: Pair) -> bool:
    """Whether two sentences have a day, or the minute of an hour, and something else in common."""
    timed = [t for t in pair.common if t.startswith(("d:", "m:", "h:"))]
    others = told.aligned.told(pair) - set(timed)
    rare = any(told.aligned.weights[t] >= SELDOM for t in timed)
    return bool(timed and others) or (rare and len(pair.common) > len(timed) + 1)


def _origins(told: Told, group: Sequence[Line]) -> int:
    return len({told.origin.get(line.report, line.report) for line in group})


def _when(told: Told, group: Sequence[Line]) -> Iterator[Fact]:
    """The moments that sentences which tell the same give, on the day that most of them give."""
    found = list(_moments(told, group))
    days = [b.first for _, _, b in found if b.first == b.last]
    most = max(sorted(set(days)), key=days.count, default=None)
    on = [m for m in found if most is not None and m[2].first <= most <= m[2].last]
    on = _one_moment_each([m for m in on if m[2].last - m[2].first < WEEK])
    if len({line.report for line, _, _ in on}) < 2:
        return
    status, why = _moments_stand([d.edtf or "" for _, d, _ in on])
    if status:
        given = [
            Given(_shown(d.edtf or ""), told.passage(line.report, d.start, d.end))
            for line, d, _ in on
        ]
        yield fact(told, "when", given, status, why)


def _one_moment_each(found: Sequence[Moment]) -> list[Moment]:
    """Of several hours in one report, those that another report gives too: the others are of other moments."""
    hours: dict[str, set[str]] = {}
    for line, dated, _ in found:
        if HOUR.match(dated.edtf or ""):
            hours.setdefault(line.report, set()).add(_shown(dated.edtf or ""))
    kept = []
    for line, dated, days in found:
        mine, shown = hours.get(line.report, set()), _shown(dated.edtf or "")
        elsewhere = any(shown in said for name, said in hours.items() if name != line.report)
        if shown not in mine or len(mine) == 1 or elsewhere:
            kept.append((line, dated, days))
    return kept


def _moments(told: Told, group: Sequence[Line]) -> Iterator[Moment]:
    """Each time that a sentence gives, but for the day of a dateline."""
    for line in group:
        for dated in (
            d for d in line.times if not DATELINE.match(told.report[line.report].text, d.end)
        ):
            days = bounds(dated.edtf) if dated.edtf and dated.type in ("DATE", "TIME") else None
            if days and not days.open_year:
                yield line, dated, days


def _shown(edtf: str) -> str:
    """A moment to the minute."""
    hour = HOUR.match(edtf)
    return f"{hour[1]}T{hour[2]}" if hour else edtf


def _moments_stand(said: Sequence[str]) -> tuple[Relation | None, str | None]:
    """How moments of one day stand; None if their hours are of several moments in it."""
    hours = sorted({datetime.fromisoformat(h[0]) for text in said if (h := HOUR.match(text))})
    apart = [(b - a).seconds // 60 for a, b in combinations(hours, 2)]
    if any(minutes % CLOCKS and minutes > CLOCKS for minutes in apart):
        return None, None
    if any(minutes % CLOCKS for minutes in apart):
        return "contradict", None
    if apart:
        return "compatible", "the hours can be of clocks in two places"
    return ("agree" if len({_shown(t) for t in said}) == 1 else "compatible"), None


def _said(told: Told, group: Sequence[Line]) -> Iterator[Fact]:
    """What is quoted word for word in sentences that tell the same, by one speaker in all of them as far as is known."""
    quoted = [
        (claim, " … ".join(told.report[line.report].text[s.start : s.end] for s in quote.content))
        for line in group
        for claim, quote in told.claims(Quote)
        if quote.direct
        and claim.passage.report == line.report
        and line.start <= quote.content[0].start < line.end
    ]
    quoted = [(c, w) for c, w in quoted if _also_said(told, c, [o for o, _ in quoted])]
    people = [claim.speaker for claim, _ in quoted if claim.speaker]
    if len({claim.passage.report for claim, _ in quoted}) < 2 or not _one_state(people):
        return
    given = [
        Given(" ".join(words.split()), _words_at(told, claim), claim) for claim, words in quoted
    ]
    names = [
        p.name for p in people if (p.country or p.org) and p.name.isascii() and p.name.istitle()
    ]
    about = f"said by {max(names, key=len)}" if names else "said"
    yield fact(told, about, given, "agree")


def _also_said(told: Told, claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether another report quotes words that mean for the most part the same."""
    mine = _meant(told, claim)
    theirs = [_meant(told, o) for o in others if o.passage.report != claim.passage.report]
    return any(mine & said and 2 * len(mine & said) >= max(len(mine), len(said)) for said in theirs)


def _meant(told: Told, claim: Claim) -> set[str]:
    says, at = claim.says, claim.passage
    if not isinstance(says, Quote):
        return set()
    report = told.report[at.report]
    language = (report.language or "en")[:2]
    found = [c for s in says.content for c in concepts(report.text, language, s.start, s.end)]
    return {c.name for c in found if c.name not in FRAME | GRAMMAR}


def _one_state(people: Sequence[Actor]) -> bool:
    known = {p.org or p.country for p in people if p.org or p.country}
    return len(known) < 2


def _words_at(told: Told, claim: Claim) -> Passage:
    """The words quoted themselves, from the first to the last."""
    content = claim.says.content if isinstance(claim.says, Quote) else ()
    return told.passage(claim.passage.report, content[0].start, content[-1].end)


def _told(told: Told, group: Sequence[Line]) -> Iterator[Fact]:
    """The sentences that assert the same, in their own languages; nothing if those are of one origin."""
    group = same_told(told, group)
    if not group:
        return
    pairs = [told.aligned.pair(a, b) for a, b in combinations(group, 2)]
    status: Relation = "agree" if all(p.likeness >= ALIKE for p in pairs) else "compatible"
    given = []
    for line in sorted(group, key=lambda x: _place(told, x)):
        at = told.passage(line.report, line.start, line.end)
        given.append(Given(" ".join(at.quote.split()), at))
    denials = all(any(c.name == "deny" for c in line.concepts) for line in group)
    about = CAPACITY if any(told.aligned.names_only(p) and _names(p) for p in pairs) else COMMON
    yield fact(told, DENIED if denials else about, given, status)


def _names(pair: Pair) -> bool:
    return any(t.startswith("p:") for t in pair.common)


def _place(told: Told, line: Line) -> int:
    return next(n for n, (name, _) in enumerate(told.reports) if name == line.report)
