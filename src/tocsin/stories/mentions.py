"""What a report tells of one act in the world: coded by a reading, or at least known by its length ("the 12-day …")."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tocsin.records import Actor, Claim, Event, Place, Quantity
from tocsin.stories.anchors import Anchor, anchors
from tocsin.stories.dating import Appeared
from tocsin.stories.denying import parted
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.forces import asked_by, is_somebody, naming
from tocsin.stories.marks import Mark, marks
from tocsin.stories.stems import stem
from tocsin.stories.timing import Timed, beside, breath, opening, tied
from tocsin.stories.told import Told
from tocsin.stories.venues import venues
from tocsin.stories.words import WORD, plain_words

UNCODED = "UNCODED"  # an act that is told but that no line of a lexicon coded
AFTER_MARK = 30  # characters: "12-day" names the act that follows it
AROUND_MEETING = 130  # characters: "met … during a meeting of the league"
BEFORE = 4  # characters: "the April 1 strike", "Monday's strike"
FORCE = "ASSAULT"
UNREAL = frozenset({"future", "hypothetical"})
TELLING = 4  # letters: shorter words are grammar


class Mention(NamedTuple):
    """One telling of an act: its passage, what is said of it, and the marks it may be known again by."""

    report: str
    start: int
    end: int
    category: str
    claim: Claim | None = None
    mode: str | None = None
    reality: str = "actual"
    initiators: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    when: str | None = None
    days: Bounds | None = None
    effects: tuple[Quantity, ...] = ()
    marks: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    held: bool = False  # whether the marks tie against the days
    lent: str | None = None  # how the day was found where the report itself does not say


def mentions(told: Told, appeared: Mapping[str, Appeared]) -> Iterator[Mention]:
    """Every telling of an act in a story, report by report in the order of the texts."""
    for name, _ in told.reports:
        if name in told.readings:
            known = marks(told, name)
            claims = told.readings[name].claims
            acts = [(c, c.says) for c in claims if isinstance(c.says, Event)]
            acts = [(c, e) for c, e in acts if not _asked(told, c, e)]
            used = {m for m in known if any(_marks(c, e, m) for c, e in acts)}
            coded = [_coded(told, c, e, known, appeared) for c, e in acts]
            uncoded = [_uncoded(told, name, m, appeared) for m in known if m not in used]
            yield from sorted(coded + uncoded, key=lambda m: (m.start, m.end))


def spoken_of(told: Told, group: Sequence[Mention]) -> list[Mention]:
    """Where reports without a telling of an act of force speak of it: a word of force beside its town, on its day."""
    towns = {m.place.geonameid: m.place for m in group if m.place and m.place.geonameid}
    days = [m.days for m in group if m.days]
    have = {m.report for m in group}
    return [
        _spoken(name, anchor, towns[anchor.town])
        for name, report in told.reports
        if name not in have
        for anchor in anchors(report, told.readings.get(name))
        if anchor.end and anchor.town in towns and _on(anchor, days)
    ]


def told_alike(told: Told, group: Sequence[Mention]) -> list[Mention]:
    """Where reports without a telling of an act say what one of its tellings says, in whatever language."""
    first = group[0]
    have = {m.report for m in group}
    mine = {line for m in group if (line := told.line(m.report, m.start))}
    found: dict[str, Mention] = {}
    for likes in (g for g in told.alike if mine & set(g) and not parted(told, g)):
        for line in (x for x in likes if x.report not in have):
            like = Mention(line.report, line.start, line.end, first.category, reality=first.reality)
            found.setdefault(line.report, like)
    return list(found.values())


def _on(anchor: Anchor, days: Sequence[Bounds]) -> bool:
    return not anchor.days or any(a.meets(b) for a in anchor.days for b in days)


def _spoken(name: str, anchor: Anchor, town: Place) -> Mention:
    place = Place(
        start=anchor.start,
        end=anchor.end,
        name=town.name,
        geonameid=anchor.town,
        country=town.country,
        precision=town.precision,
    )
    return Mention(name, anchor.start, anchor.end, FORCE, place=place)


def _asked(told: Told, claim: Claim, event: Event) -> bool:
    """Whether an act is only asked about, or left open: "has not said whether it carried out the strike"."""
    report = told.report[claim.passage.report]
    asking = asked_by((report.language or "en")[:2])
    first, _ = sentence_at(report.text, event.act.start)
    return event.reality in UNREAL and bool(
        asking and asking.search(report.text, first, event.act.start)
    )


def _marks(claim: Claim, event: Event, mark: Mark) -> bool:
    """Whether a mark is of an act: a length right before its word, a gathering in the words of a meeting."""
    if mark.holds:
        return 0 <= event.act.start - mark.end <= AFTER_MARK
    meets = event.category == "CONSULT" and mark.end <= claim.passage.end
    return meets and event.act.start - AFTER_MARK < mark.start < event.act.end + AROUND_MEETING


def _coded(
    told: Told, claim: Claim, event: Event, known: Sequence[Mark], appeared: Mapping[str, Appeared]
) -> Mention:
    at = claim.passage
    when, lent = _when(told, claim, event, appeared)
    days = bounds(when) if when else None
    mine = [m for m in known if _marks(claim, event, m)]
    return Mention(
        report=at.report,
        start=at.start,
        end=at.end,
        category=event.category,
        claim=claim,
        mode=event.mode,
        reality=_reality(told, claim, event, days),
        initiators=_somebody(told, claim, event.category, event.initiators),
        recipients=_somebody(told, claim, event.category, event.recipients),
        place=event.place,
        when=when,
        days=days,
        effects=event.effects,
        marks=frozenset(m.value for m in mine),
        held=any(m.holds for m in mine),
        words=_words(at.quote),
        lent=lent,
    )


def _when(told: Told, claim: Claim, event: Event, appeared: Mapping[str, Appeared]) -> Timed:
    at = claim.passage
    if event.date and not _of_another(told, claim, event):
        span = (at.start, at.end)
        return tied(told, at.report, event.date, span, event.act.start, appeared)
    dates = told.readings[at.report].dates
    before = [d.edtf for d in dates if 0 <= event.act.start - d.end <= BEFORE and d.edtf]
    if before and bounds(before[-1]):
        return before[-1], None
    end = breath(told.report[at.report].text, event.act.start, at.end)
    end = end if event.category == FORCE else _own(told, at.report, event.act.end, end)
    return beside(told, at.report, (event.act.start, end), appeared)


def _of_another(told: Told, claim: Claim, event: Event) -> bool:
    """Whether the day read for an act is that of the act it speaks of: "condemned the attack in Lakeport on Monday"."""
    at = claim.passage
    end = _own(told, at.report, event.act.end, at.end)
    if event.category == FORCE or end == at.end:
        return False
    dates = told.readings[at.report].dates
    said = [d for d in dates if at.start <= d.start < at.end and d.edtf == event.date]
    return bool(said) and all(d.start >= end for d in said)


def _own(told: Told, name: str, start: int, end: int) -> int:
    """Where the words of an act end that speaks of another: "condemned Monday's strike", "condemned the attack on …"."""
    report = told.report[name]
    named = naming((report.language or "en")[:2])
    word = named.search(report.text, start, end) if named else None
    if word is None:
        return end
    before = [d.start for d in told.readings[name].dates if 0 <= word.start() - d.end <= BEFORE]
    beyond = [p.start for p in told.readings[name].places if word.end() <= p.start < end]
    return min(before or beyond, default=end)


def _reality(told: Told, claim: Claim, event: Event, days: Bounds | None) -> str:
    """As read; but what is named as a thing, with a day that has passed, was: "to discuss the April 1 strike"."""
    report = told.report[claim.passage.report]
    named = naming((report.language or "en")[:2]) if event.category == FORCE else None
    published = bounds(report.published.value[:10]) if report.published else None
    if event.reality not in UNREAL or not named or not days or not published:
        return event.reality
    word = report.text[event.act.start : event.act.end]
    has_passed = not days.open_year and days.last <= published.last
    return "actual" if named.fullmatch(word) and has_passed else event.reality


def _somebody(
    told: Told, claim: Claim, category: str, actors: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    name = claim.passage.report
    if category != FORCE:
        return actors
    report, dates = told.report[name], told.readings[name].dates
    return tuple(a for a in actors if is_somebody(report, a, dates))


def _uncoded(told: Told, name: str, mark: Mark, appeared: Mapping[str, Appeared]) -> Mention:
    text = told.report[name].text
    first, last = sentence_at(text, mark.start)
    end = breath(text, mark.end, last)
    when, lent = beside(told, name, (mark.end, end), appeared)
    if not when:
        when, lent = opening(told, name, first, mark.start, appeared)
    return Mention(
        report=name,
        start=mark.start,
        end=end,
        category=UNCODED,
        place=_venue(text, mark.end, end, told.report[name].language),
        when=when,
        days=bounds(when) if when else None,
        marks=frozenset([mark.value]),
        held=mark.holds,
        words=_words(text[first:last]),
        lent=lent,
    )


def _venue(text: str, start: int, end: int, language: str | None) -> Place | None:
    """The country that the words right after a gathering name as its place."""
    for at, country in venues(text[start:end], (language or "en")[:2]):
        name = WORD.match(text, start + at)
        if name:
            return Place(
                start=name.start(),
                end=name.end(),
                name=name.group(),
                country=country,
                precision="country",
            )
    return None


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence around a character, roughly: up to a full stop or line end on either side."""
    starts = [text.rfind(stop, 0, at) + len(stop) for stop in (". ", "\n") if stop in text[:at]]
    ends = [text.find(stop, at) for stop in (". ", ".\n", "\n") if stop in text[at:]]
    return max(starts, default=0), min(ends, default=len(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in plain_words(text) if len(w) >= TELLING)
