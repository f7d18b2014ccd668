"""What is known: a line for each happening, its facts with how the answers stand, and on how many origins."""

import re

from tocsin.atlas import date_words, weightiest
from tocsin.briefing.compose import (
    Numbers,
    Said,
    compose,
    counted,
    outlets,
    published,
    recorded,
    short,
)
from tocsin.briefing.dossier import AHEAD, NOT_NAMED, Dossier
from tocsin.briefing.lines import basis, line, named_by, telling
from tocsin.briefing.parties import neutral
from tocsin.briefing.sheet import Group, Section, Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.briefing.spoken import joined, sort_key
from tocsin.briefing.tongues import tongue
from tocsin.records import Answer, Fact, Happening, Passage, Story

IN_THE_LINE = frozenset(
    (
        "when",
        "where",
        "who took part",
        "happened",
        "called",
        "listed",
        "said",
        "told alike",
        "denied",
        "capacity",
    )
)
ALIKE = frozenset(("told alike", "denied"))
MOST_ALIKE = 5  # groups of sentences that tell one thing
ROOM = 160  # characters of one of them
_HOUR = re.compile(r"^[^/]*T(\d\d:\d\d)[^/]*$")
SETTLED = frozenset(("silent", "agree", "compatible", "update", "scope"))


def known(dossier: Dossier, story: Story, numbers: Numbers) -> Section:
    """The section: present happenings by weight, then what is told as background, by date."""
    present = [h for h in weightiest(story.happenings) if h.reality not in AHEAD and telling(h)]
    now = [h for h in present if h.reality != "historical"]
    behind = sorted((h for h in present if h.reality == "historical"), key=_date)
    groups = [happening_group(dossier, h, numbers) for h in now if _shared(h)]
    groups += _alike(dossier, story, numbers, [h for h in now if _shared(h)])
    alone = [h for h in now if not _shared(h)]
    groups += _listed(dossier, alone, numbers, _alone(dossier, numbers))
    background = compose("section.background", {}, numbers)
    groups += _listed(dossier, behind, numbers, background)
    groups = groups or [Group(sentences=(compose("section.none", {}, numbers),))]
    return Section(id="known", title="What is known", groups=tuple(groups))


def _shared(happening: Happening) -> bool:
    return len({p.report for p in happening.passages}) > 1


def _alone(dossier: Dossier, numbers: Numbers) -> Sentence:
    """The head over what one outlet alone tells, naming it where the story has no other."""
    if len(numbers) == 1:
        return compose("section.told", {"outlets": outlets(dossier, numbers)}, numbers)
    return compose("section.alone", {}, numbers)


def _listed(
    dossier: Dossier, happenings: list[Happening], numbers: Numbers, head: Sentence
) -> list[Group]:
    """One group of plain lines, each with its facts after it; nothing if there is none."""
    if not happenings:
        return []
    lines = [s for h in happenings for s in (line(dossier, h, numbers), *_facts(h, numbers))]
    return [Group(sentences=tuple(dict.fromkeys(lines)), head=head)]


def _facts(happening: Happening, numbers: Numbers) -> list[Sentence]:
    facts = [fact_line(f, numbers) for f in happening.facts if not in_the_line(f)]
    return [f for f in facts if f is not None]


def in_the_line(fact: Fact) -> bool:
    """Whether a fact is told by the line itself, by the quotations, or by the table."""
    return fact.property in IN_THE_LINE or fact.property.startswith(("capacity of ", "said by "))


def _alike(dossier: Dossier, story: Story, numbers: Numbers, lined: list[Happening]) -> list[Group]:
    """What most outlets tell alike, in their own words and languages; no sentence is shown in two groups.

    What the happenings that have lines of their own rest on is said by these lines.
    """
    found = [f for h in story.happenings for f in h.facts if _is_alike(f)]
    found = [f for f in found if not any(_rests_on(h, f) for h in lined)]
    found.sort(key=lambda f: -len({p.report for a in f.answers for p in a.passages}))
    shown: set[Passage] = set()
    groups: list[Group] = []
    for fact in found:
        passages = [p for a in in_order(fact, numbers) for p in a.passages]
        if len(groups) < MOST_ALIKE and not shown & set(passages):
            shown |= set(passages)
            groups.append(_alike_group(dossier, passages, numbers))
    return groups


def _rests_on(happening: Happening, fact: Fact) -> bool:
    """Whether all that a fact shows stands in passages of one happening."""
    held = happening.passages
    return all(
        any(p.report == q.report and p.start < q.end and q.start < p.end for q in held)
        for a in fact.answers
        for p in a.passages
    )


def _is_alike(fact: Fact) -> bool:
    return fact.property in ALIKE and fact.status in SETTLED


def _alike_group(dossier: Dossier, passages: list[Passage], numbers: Numbers) -> Group:
    lines = [
        compose(
            "quote.alike",
            {
                "words": (Said(short(p.quote, ROOM), "named", (p,)),),
                "outlets": outlets(dossier, [p.report]),
                "date": published(dossier, p.report),
                "tongue": tongue(dossier, p.report),
            },
            numbers,
        )
        for p in sorted(passages, key=lambda p: bool(tongue(dossier, p.report)))
    ]
    head = {"outlets": outlets(dossier, [p.report for p in passages], unnamed=NOT_NAMED)}
    return Group(
        head=compose("section.alike", head, numbers), sentences=tuple(dict.fromkeys(lines))
    )


def _date(happening: Happening) -> tuple[int, str]:
    return sort_key(happening.date)


def happening_group(dossier: Dossier, happening: Happening, numbers: Numbers) -> Group:
    """The line of a happening with its facts and its basis under it."""
    named = named_by(dossier, happening, numbers)
    under = (*([named] if named else []), *_facts(happening, numbers))
    return Group(
        head=line(dossier, happening, numbers),
        sentences=(*under, basis(dossier, happening, numbers)),
    )


def fact_line(fact: Fact, numbers: Numbers) -> Sentence | None:
    """A fact in one sentence; None where no answer was given."""
    if not fact.answers:
        return None
    prop = recorded(property_name(fact.property), [p for a in fact.answers for p in a.passages])
    values = tuple(_value(a, fact.property) for a in in_order(fact, numbers))
    if fact.status not in SETTLED and len(fact.answers) > 1:
        return compose("fact.open", {"property": prop, "values": values}, numbers)
    slots = {"property": prop, "value": values, "relation": relation(fact)}
    return compose("fact.plain", slots, numbers)


def in_order(fact: Fact, numbers: Numbers) -> list[Answer]:
    """The answers of a fact as they appeared: in the order of the sources that first gave them."""
    last = len(numbers) + 1
    return sorted(
        fact.answers,
        key=lambda a: min((numbers.get(p.report, last) for p in a.passages), default=last),
    )


def _value(answer: Answer, prop: str) -> Said:
    said = value(answer, prop)
    if not answer.speakers:
        return said
    return said._replace(text=f"{said.text} ({joined([neutral(s) for s in answer.speakers])})")


def value(answer: Answer, prop: str) -> Said:
    """The value of an answer in words: a date spoken, anything else as it was given."""
    text = _moment(answer.value) if prop == "when" else neutral(" ".join(answer.value.split()))
    return Said(text, "recorded", answer.passages, answer.value)


def _moment(date: str) -> str:
    """A date in words with the hour, if a report tells it, as the place of the happening has it."""
    hour = _HOUR.search(date)
    return date_words(date) + (f", {hour[1]}" if hour else "")


def relation(fact: Fact) -> tuple[Said, ...]:
    """How the answers of a fact stand to one another, in words: "two origins agree", "one origin"."""
    passages = tuple(p for a in fact.answers for p in a.passages)
    reports = len({p.report for p in passages})  # one that gives two figures is no second origin
    origins = min(reports, sum(a.origins for a in fact.answers))
    many = spell(origins, "origin") if origins else "no origin of its own"
    words = {
        "silent": many,
        "agree": many if origins < 2 else f"{many} agree",
        "compatible": many if origins < 2 else f"{many}, compatible",
        "update": f"{many}, the later after the earlier",
        "scope": f"{many}, counted differently",
    }
    return counted(words.get(fact.status, many), origins, passages)


def property_name(prop: str) -> str:
    """The name of a property as a line begins with it."""
    return prop.replace("_", " ").replace("-", " ")
