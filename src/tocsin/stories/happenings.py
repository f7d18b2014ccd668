"""Claims of a story become happenings: tellings that can be of one act in the world, by act, actors, place and day.

Unrelated background keeps to itself. Two tellings whose days exclude each other are of one happening only if they
share a mark ("the 12-day …"): then the days are a contradiction to be shown, and not two happenings.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from tocsin.records import Actor, Claim, Happening, Party, Passage, Place
from tocsin.stories.casualties import casualties
from tocsin.stories.common import common
from tocsin.stories.dating import appearances
from tocsin.stories.enumerations import listed_twice
from tocsin.stories.facts import facts
from tocsin.stories.figures import story_figures
from tocsin.stories.marks import GATHERING
from tocsin.stories.mentions import (
    FORCE,
    UNCODED,
    UNREAL,
    Mention,
    mentions,
    spoken_of,
    told_alike,
)
from tocsin.stories.parties import MUTUAL, kind, parties, reality
from tocsin.stories.persons import code, person
from tocsin.stories.quotations import said
from tocsin.stories.stems import stem
from tocsin.stories.things import things
from tocsin.stories.told import Told
from tocsin.stories.tolls import tolls
from tocsin.stories.uniting import APART, HEAVY, OUTCOMES, one_force, opposed
from tocsin.stories.words import plain_words

REMOTE = frozenset({"phone"})
SURE = 2  # points of day or of words: the same week, or nearly the same words
ENOUGH = 2  # points: from here on, one happening
SOME_WORDS, MOST_WORDS = 350, 600  # thousandths of the shorter passage's words
A_WEEK = 7


def happenings(told: Told) -> tuple[Happening, ...]:
    """The happenings of a story with their facts: those that most reports tell first, then in the order of the texts."""
    gathered = one_force(_gathered(mentions(told, appearances(told))))
    told_first = {name: place for place, (name, _) in enumerate(told.reports)}
    main = next((g for g in gathered if g[0].category == FORCE and g[0].reality not in APART), None)
    if main:
        main += spoken_of(told, main)
    for group in gathered if told.languages > 1 else ():
        group.extend(told_alike(told, group))
    for group in gathered:
        group.sort(key=lambda m: (told_first[m.report], m.start))
    gathered.sort(key=lambda g: (-len({m.report for m in g}), told_first[g[0].report], g[0].start))
    coded = [
        _happening(told, g, _loose(told, g, gathered) if g is main else ())
        for g in gathered
        if g[0].category != UNCODED or len({m.report for m in g}) > 1
    ]
    return _with_loose_facts(told, coded)


def _gathered(found: Iterable[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for mention in found:
        scores = [(_likeness(mention, group), -place) for place, group in enumerate(groups)]
        best, place = max(scores, default=(0, 0))
        if best >= ENOUGH:
            groups[-place].append(mention)
        else:
            groups.append([mention])
    return groups


def _likeness(mention: Mention, group: Sequence[Mention]) -> int:
    """Points that speak for a telling being of a group's act, by the likest of it; 0 if any one excludes it.

    An uncoded telling is known by its marks alone: where none are common, it neither speaks for nor excludes.
    """
    points = [_points(mention, other) for other in group if _comparable(mention, other)]
    return 0 if 0 in points else max(points, default=0)


def _comparable(a: Mention, b: Mention) -> bool:
    return UNCODED not in (a.category, b.category) or bool(a.marks & b.marks) or _other_day(a, b)


def _points(a: Mention, b: Mention) -> int:
    """Points for two tellings being of one act; 0 if they cannot be."""
    marked = bool(a.marks & b.marks) and a.held and b.held
    if not _same_act(a, b) or _elsewhere(a.place, b.place) or (_other_day(a, b) and not marked):
        return 0
    if a.category == FORCE and opposed(a, b):
        return 0
    actors, days, words = _actors(a, b), _day_points(a, b), _word_points(a, b)
    if actors is None or (_denied(a, b) and not marked and max(days, words) < SURE):
        return 0
    return actors + 3 * bool(a.marks & b.marks) + days + words + _place_points(a, b)


def _denied(a: Mention, b: Mention) -> bool:
    """Whether one tells that it happened and the other that it did not: of one act only if much else speaks for it."""
    return (a.reality == "negated") != (b.reality == "negated")


def _same_act(a: Mention, b: Mention) -> bool:
    if UNCODED in (a.category, b.category):
        return bool(a.marks & b.marks) and not (a.reality in UNREAL or b.reality in UNREAL)
    unreal = (a.reality in UNREAL, b.reality in UNREAL)
    if a.category != b.category or unreal[0] != unreal[1] or kind(a) != kind(b):
        return False
    if not a.mode or not b.mode or a.mode == b.mode:
        return True
    if OUTCOMES & {a.mode, b.mode}:
        return True
    return not any((a.mode in kin) != (b.mode in kin) for kin in (HEAVY, REMOTE))


def _actors(a: Mention, b: Mention) -> int | None:
    """Points for common actors; None if the actors exclude each other."""
    if a.category in MUTUAL and b.category in MUTUAL:
        return _mutual(a, b)
    points = 0
    for one, other in ((a.initiators, b.initiators), (a.recipients, b.recipients)):
        codes, others = _coded(one), _coded(other)
        if codes and others and not codes & others:
            return None
        points += bool(codes & others)
    if a.category != FORCE and _rivals(a.initiators, b.initiators):
        return None
    return points + _same_person(a.initiators, b.initiators)


def _rivals(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    """Whether two people of one state speak: that is two statements."""
    people, others = ({(code(x), p) for x in side if (p := person(x))} for side in (one, other))
    common = {c for c, _ in people} & {c for c, _ in others}
    return bool(common) and not people & others


def _same_person(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    return bool({p for x in one if (p := person(x))} & {p for x in other if (p := person(x))})


def _coded(actors: Iterable[Actor]) -> set[str]:
    """Countries and organisations: "the officers" and "two generals" exclude nothing."""
    return {known for actor in actors if (known := actor.org or actor.country)}


def _mutual(a: Mention, b: Mention) -> int | None:
    one, other = a.initiators + a.recipients, b.initiators + b.recipients
    common = {code(x) for x in one} & {code(x) for x in other}
    if not common and one and other:
        return None
    to, other_to = _coded(a.recipients), _coded(b.recipients)
    if kind(a) == "visit" and to and other_to and not to & other_to:
        return None
    people, others = _people(a), _people(b)
    rivals = [c for c in common if people.get(c) and others.get(c) and not people[c] & others[c]]
    if rivals and len(rivals) == len(common):
        return None
    return min(len(common), 2) + any(people.get(c, set()) & others.get(c, set()) for c in common)


def _people(mention: Mention) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for actor in mention.initiators + mention.recipients:
        if bones := person(actor):
            found.setdefault(code(actor), set()).add(bones)
    return found


def _elsewhere(a: Place | None, b: Place | None) -> bool:
    return bool(a and b and a.country and b.country and a.country != b.country)


def _other_day(a: Mention, b: Mention) -> bool:
    return bool(a.days and b.days and not a.days.meets(b.days))


def _day_points(a: Mention, b: Mention) -> int:
    if not a.days or not b.days or not a.days.meets(b.days):
        return 0
    return 2 if max(a.days.last - a.days.first, b.days.last - b.days.first) <= A_WEEK else 1


def _place_points(a: Mention, b: Mention) -> int:
    if not a.place or not b.place:
        return 0
    return int(
        a.place.name.casefold() == b.place.name.casefold()
        or bool(a.place.country and a.place.country == b.place.country)
    )


def _word_points(a: Mention, b: Mention) -> int:
    """Points for common words; the names of those who act have their points already."""
    names = _name_words(a) | _name_words(b)
    one, other = a.words - names, b.words - names
    common = 1000 * len(one & other) // max(1, min(len(one), len(other)))
    return (common >= SOME_WORDS) + (common >= MOST_WORDS)


def _name_words(mention: Mention) -> frozenset[str]:
    actors = mention.initiators + mention.recipients
    return frozenset(stem(word) for actor in actors for word in plain_words(actor.name))


def _loose(
    told: Told, group: Sequence[Mention], gathered: Iterable[Sequence[Mention]]
) -> tuple[Claim, ...]:
    """The numbers about a story's own act that stand in no telling of any act."""
    spans = [(m.report, m.start, m.end) for g in (group, *gathered) for m in g]
    return tuple(
        c
        for c in tolls(told)
        if not any(n == c.passage.report and a <= c.passage.start < b for n, a, b in spans)
    )


def _happening(told: Told, group: Sequence[Mention], numbers: Sequence[Claim] = ()) -> Happening:
    known = [m for m in group if m.category != UNCODED] or list(group)
    places = [m.place for m in group if m.place]
    return Happening(
        category=known[0].category,
        mode=_mode(known),
        reality=reality(known),
        passages=_passages(told, group),
        parties=parties(known) or _bodies(group),
        date=_date(group),
        place=_commonest(p.name for p in places),
        country=_commonest(p.country for p in places if p.country),
        facts=facts(told, group, numbers),
        origins=max(1, len({told.origin[m.report] for m in group if m.report in told.origin})),
    )


def _passages(told: Told, group: Sequence[Mention]) -> tuple[Passage, ...]:
    spans = dict.fromkeys((m.report, m.start, m.end) for m in group)
    return tuple(told.passage(*span) for span in spans)


def _commonest(values: Iterable[str]) -> str | None:
    """The value most often given, the first of equals."""
    counted = Counter(values)
    return max(counted, key=lambda v: counted[v]) if counted else None


def _mode(known: Sequence[Mention]) -> str | None:
    """The mode that at least half of the tellings give: one "visited" does not make a meeting a visit."""
    mode = _commonest(m.mode for m in known if m.mode)
    return mode if 2 * sum(m.mode == mode for m in known) >= len(known) else None


def _date(group: Sequence[Mention]) -> str | None:
    """The narrowest of the dates given, the most often given of equals."""
    dated = [m for m in group if m.days and m.when]
    counts = Counter(m.when for m in dated)
    narrow = {m.when: m.days.last - m.days.first + 400 * m.days.open_year for m in dated if m.days}
    return min(narrow, key=lambda w: (narrow[w], -counts[w])) if narrow else None


def _bodies(group: Sequence[Mention]) -> tuple[Party, ...]:
    """The organisation whose gathering an uncoded telling names."""
    marks = sorted({m for mention in group for m in mention.marks if m.startswith(GATHERING)})
    names = [mark.removeprefix(GATHERING) for mark in marks]
    return tuple(Party(name=n, side="initiator", code=n) for n in names)


def _with_loose_facts(told: Told, found: Sequence[Happening]) -> tuple[Happening, ...]:
    """The happenings, with the story's quotes and numbers on the first, and lists that name one thing twice."""
    done, quoted = list(found), said(told)
    known = {f.property for h in found for f in h.facts}
    figures = casualties(told) if told.languages > 1 else story_figures(told)
    quoted += tuple(f for f in figures if f.property not in known)
    quoted += things(told) + common(told)
    if quoted:
        main = (
            done[0] if done else Happening(category=UNCODED, passages=quoted[0].answers[0].passages)
        )
        more = Happening(
            **{f: getattr(main, f) for f in main.__struct_fields__} | {"facts": main.facts + quoted}
        )
        done[:1] = [more]
    for fact in listed_twice(told):
        passages = tuple(p for answer in fact.answers for p in answer.passages)
        done.append(Happening(category=UNCODED, passages=passages, facts=(fact,)))
    return tuple(done)
