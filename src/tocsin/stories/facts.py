"""The facts of a happening: when, where, who took part, in what capacity, how many, whether it was, what it was called."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tocsin.records import (
    Actor,
    Characterisation,
    Claim,
    Counted,
    Event,
    Fact,
    Passage,
    Quantity,
    Relation,
)
from tocsin.stories.answers import Given, fact
from tocsin.stories.edtf import bounds
from tocsin.stories.mentions import FORCE, Mention
from tocsin.stories.numbers import Count, count, narrowed, reasons, relation, shown
from tocsin.stories.persons import code, person
from tocsin.stories.stems import skeleton, stem
from tocsin.stories.told import Told
from tocsin.stories.words import plain_words

Group = Sequence[Mention]

# What is counted of one act; shares, amounts and weapons in two reports need not be of one thing.
TOLLS = frozenset({"killed", "injured", "missing", "arrested", "displaced", "abducted"})
RISEN = re.compile(
    r"\b(?:risen|rose|rises|climbed|climbs|grown|grew|jumped|up from)\b", re.IGNORECASE
)
PARTS = frozenset({"members", "soldiers", "police", "fighters", "children", "women", "civilians"})
SIDES = ("initiators", "recipients")
BESIDE = 20  # characters: "carried out unlawful strikes" stands beside its verb


def facts(told: Told, group: Group, numbers: Sequence[Claim] = ()) -> tuple[Fact, ...]:
    """Every property that any telling in `group` gives an answer to, in a fixed order of properties.

    `numbers` are claims of numbers about it that stand in none of its tellings.
    """
    before = [f for about in BEFORE for f in about(told, group)]
    after = [f for about in AFTER for f in about(told, group)]
    return (*before, *how_many(told, group, numbers), *after)


def _given(told: Told, m: Mention, value: str) -> Given:
    return Given(value, told.passage(m.report, m.start, m.end), m.claim)


def when(told: Told, group: Group) -> Iterator[Fact]:
    """The days given: June and 13 June are compatible, June and July contradict each other."""
    dated = [m for m in group if m.when and m.days]
    if dated:
        days = {m.when: m.days for m in dated if m.days and m.when}
        status: Relation = "agree" if len(days) == 1 else "compatible"
        if any(not a.meets(b) for a, b in combinations(days.values(), 2)):
            status = "contradict"
        why = "; ".join(dict.fromkeys(m.lent for m in dated if m.lent)) or None
        yield fact(told, "when", [_given(told, m, m.when or "") for m in dated], status, why)


def where(told: Told, group: Group) -> Iterator[Fact]:
    """The places given: a town and its country are compatible, two towns differ, two countries contradict each other.

    Two names in two scripts may be of one town.
    """
    placed = [(m, m.place) for m in group if m.place]
    if placed:
        names = {p.name.casefold(): p for _, p in placed}
        countries = {p.country for _, p in placed if p.country}
        fine = {p.name.casefold() for _, p in placed if p.precision in ("point", "city")}
        scripts = {_script(name) for name in fine}
        status: Relation = "agree" if len(names) == 1 else "compatible"
        if len(fine) > len(scripts):
            status = "differ"
        if len(countries) > 1:
            status = "contradict"
        yield fact(told, "where", [_given(told, m, p.name) for m, p in placed], status)


def _script(name: str) -> str:
    """The script of a name by its first letter, as Unicode calls it."""
    return unicodedata.name(name[0], "").partition(" ")[0]


def who(told: Told, group: Group) -> Iterator[Fact]:
    """Who took part, as each report tells it: other names differ, they do not exclude each other.

    Of force, one report may name who used it and another against whom: only two names for one side differ. So it is
    where several languages tell a story: in them, one state has several names.
    """
    told_of = [(m, actors) for m in group if (actors := _known_actors(m))]
    if not told_of:
        return
    coded = group[0].category == FORCE or told.languages > 1
    everyone = _everyone(told_of, by_code=coded)
    shown = {known: name for names in everyone.values() for known, name in names.items()}
    if coded:
        shown = {k: max((n[k] for n in everyone.values() if k in n), key=_plainest) for k in shown}
    values = {
        report: "; ".join((shown if coded else names)[n] for n in sorted(names))
        for report, names in everyone.items()
    }
    given = [_given(told, m, values[m.report]) for m, _ in told_of]
    yield fact(told, "who took part", given, _who_relation(group, everyone, coded=coded))


def _plainest(name: str) -> tuple[bool, int]:
    """Of the names of one actor in several languages one in Latin letters, and the longest."""
    return name.isascii(), len(name)


def _known_actors(m: Mention) -> list[Actor]:
    """Who is somebody; of force, states and organisations where there are any, for crowds are counted, not named."""
    actors = [a for a in m.initiators + m.recipients if _is_known(a)]
    return [a for a in actors if a.country or a.org] if m.category == FORCE else actors


def _everyone(
    told_of: Sequence[tuple[Mention, Sequence[Actor]]], *, by_code: bool
) -> dict[str, dict[str, str]]:
    found = defaultdict[str, dict[str, str]](dict)
    for m, actors in told_of:
        for actor in actors:
            known = code(actor) if by_code else _identity(actor)
            before = found[m.report].get(known, "")
            found[m.report][known] = max(before, _shown(actor), key=len)
    return found


def _who_relation(
    group: Group, everyone: Mapping[str, Mapping[str, str]], *, coded: bool
) -> Relation:
    if len({frozenset(names) for names in everyone.values()}) == 1:
        return "agree"
    if not coded:
        return "differ"
    sides = [[{code(a) for a in getattr(m, s) if a.country or a.org} for m in group] for s in SIDES]
    apart = any(a and b and not a & b for side in sides for a, b in combinations(side, 2))
    return "differ" if apart else "compatible"


def _is_known(actor: Actor) -> bool:
    """Whether an actor is somebody: a state, an organisation, a named person or a part of a state; no mere words."""
    return bool(actor.country or actor.org or actor.sector or person(actor))


def _shown(actor: Actor) -> str:
    """A name, with the office where that is all that is known of somebody ("his counterpart")."""
    return f"{actor.name} ({actor.office})" if actor.office and not person(actor) else actor.name


def _identity(actor: Actor) -> str:
    return person(actor) or f"{code(actor)} {actor.office or ''}".strip()


def capacity(told: Told, group: Group) -> Iterator[Fact]:
    """In what office somebody acted, where reports give one person different offices."""
    offices: dict[str, list[tuple[str, Given]]] = defaultdict(list)
    for m in group:
        for actor in m.initiators + m.recipients:
            bones = person(actor)
            if bones and actor.office:
                offices[bones].append((actor.name, _given(told, m, actor.office)))
    for said in offices.values():
        if len({given.value for _, given in said}) > 1:
            yield fact(told, f"capacity of {said[0][0]}", [given for _, given in said], "differ")


def how_many(told: Told, group: Group, numbers: Sequence[Claim] = ()) -> Iterator[Fact]:
    """Numbers of each kind that stand on the happening itself, in one of its passages, or are given for it elsewhere.

    None of a story that several languages tell: in it, counts come together one by one; see `casualties`.
    """
    said = [said for m in group for said in _quantities(told, m)]
    said += [
        (c.says.quantity, Given("", c.passage, c)) for c in numbers if isinstance(c.says, Counted)
    ]
    if told.languages < 2:
        yield from counted_facts(told, said)


def counted_facts(told: Told, said: Iterable[tuple[Quantity, Given]]) -> Iterator[Fact]:
    """One fact for each kind of number, with one answer for each report and whoever counts in it."""
    kinds: dict[str, list[tuple[Count, Given]]] = defaultdict(list)
    for quantity, given in said:
        counted = count(quantity, _day(told, given.passage.report, quantity), _scoped(given))
        if counted and quantity.kind in TOLLS:
            rose = bool(RISEN.search(given.passage.quote))
            part = quantity.side if quantity.side in PARTS else None
            by = given._replace(counter=quantity.counted_by)
            kinds[quantity.kind].append((counted._replace(rose=rose, part=part), by))
    order = {name: place for place, (name, _) in enumerate(told.reports)}
    for kind, given_counts in sorted(kinds.items()):
        given_counts.sort(key=lambda c: (order[c[1].passage.report], c[1].passage.start))
        counts = _by_counter(given_counts)
        named = [g._replace(value=shown(counts[_counter(c, g)])) for c, g in given_counts]
        every = list(counts.values())
        yield fact(told, kind, named, relation(every), reasons(every))


def _counter(counted: Count, given: Given) -> tuple[str, str | None, str | None]:
    """Whose number it is: the report's, the speaker's, and of which part of those counted."""
    return given.passage.report, given.speaker(), counted.part


def _by_counter(
    said: Sequence[tuple[Count, Given]],
) -> dict[tuple[str, str | None, str | None], Count]:
    by: dict[tuple[str, str | None, str | None], list[Count]] = defaultdict(list)
    for counted, given in said:
        by[_counter(counted, given)].append(counted)
    return {who: narrowed(counts) for who, counts in by.items()}


def _quantities(told: Told, m: Mention) -> Iterator[tuple[Quantity, Given]]:
    for effect in m.effects:
        yield effect, _given(told, m, "")
    effects = {(e.kind, e.low, e.best, e.high) for e in m.effects}
    for claim, counted in told.claims(Counted):
        q, at = counted.quantity, claim.passage
        if (
            at.report == m.report
            and m.start <= at.start < m.end
            and (q.kind, q.low, q.best, q.high) not in effects
        ):
            yield q, Given("", at, claim)


def _day(told: Told, report: str, quantity: Quantity) -> int | None:
    published = told.report[report].published
    said = quantity.as_of or (published.value[:10] if published else None)
    known = bounds(said) if said else None
    return known.last if known and not known.open_year else None


def _scoped(given: Given) -> bool:
    text = given.passage.quote.casefold()
    return any(word in text for word in ("including", "excluding", "not counting", "besides"))


def happened(told: Told, group: Group) -> Iterator[Fact]:
    """Whether it happened at all, where one report tells it and another tells that it did not."""
    if len({m.reality == "negated" for m in group}) == 2:
        given = [
            _given(told, m, "did not happen" if m.reality == "negated" else "happened")
            for m in group
        ]
        yield fact(told, "happened", given, "contradict")


def called(told: Told, group: Group) -> Iterator[Fact]:
    """What the act was called, word for word, by whom."""
    given = []
    for claim, label in told.claims(Characterisation):
        at = claim.passage
        if label.of == "act" and any(_is_of(told, m, label, at) for m in group):
            given.append(Given(label.words, at, claim))
    if given:
        kinds = {skeleton(g.value) for g in given}
        yield fact(told, "called", given, "agree" if len(kinds) == 1 else "differ")


def _is_of(told: Told, m: Mention, label: Characterisation, at: Passage) -> bool:
    """Whether a label in a telling's passage is of its act: it stands at the act's words, or its target has them."""
    if m.report != at.report or not m.start <= at.start < m.end:
        return False
    if m.claim is None or not isinstance(m.claim.says, Event):
        return True
    act = m.claim.says.act
    if act.start <= at.end <= act.end + BESIDE or act.start <= at.start <= act.end + BESIDE:
        return True
    words = told.report[m.report].text[act.start : act.end]
    return bool(
        {stem(w) for w in plain_words(words)} & {stem(w) for w in plain_words(label.target or "")}
    )


BEFORE: tuple[Callable[[Told, Group], Iterator[Fact]], ...] = (when, where, who, capacity)
AFTER: tuple[Callable[[Told, Group], Iterator[Fact]], ...] = (happened, called)
