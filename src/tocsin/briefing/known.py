"""What is known: a line for each happening, its facts with how the answers stand, and on how many origins."""

from tocsin.briefing.compose import Numbers, Said, compose, counted, recorded
from tocsin.briefing.dossier import Dossier
from tocsin.briefing.lines import basis, heaviest, line, named_by
from tocsin.briefing.parties import neutral
from tocsin.briefing.sheet import Group, Section, Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.briefing.spoken import day, joined, sort_key
from tocsin.records import Answer, Fact, Happening, Story

IN_THE_LINE = frozenset(("when", "where", "who", "category", "act", "what"))
AHEAD = frozenset(("future", "hypothetical"))
SETTLED = frozenset(("agree", "compatible", "update", "scope"))


def known(dossier: Dossier, story: Story, numbers: Numbers) -> Section:
    """The section: present happenings by weight, then what is told as background, by date."""
    present = [h for h in heaviest(dossier, story) if h.reality not in AHEAD | {"historical"}]
    behind = sorted((h for h in story.happenings if h.reality == "historical"), key=_date)
    groups = [happening_group(dossier, h, numbers) for h in present]
    if behind:
        lines = tuple(dict.fromkeys(line(dossier, h, numbers) for h in behind))
        groups.append(Group(sentences=lines, head=compose("section.background", {}, numbers)))
    groups = groups or [Group(sentences=(compose("section.none", {}, numbers),))]
    return Section(id="known", title="What is known", groups=tuple(groups))


def _date(happening: Happening) -> tuple[int, str]:
    return sort_key(happening.date)


def happening_group(dossier: Dossier, happening: Happening, numbers: Numbers) -> Group:
    """The line of a happening with its facts and its basis under it."""
    facts = [fact_line(f, numbers) for f in happening.facts if f.property not in IN_THE_LINE]
    under = [f for f in (named_by(dossier, happening, numbers), *facts) if f is not None]
    return Group(
        head=line(dossier, happening, numbers),
        sentences=(*under, basis(dossier, happening, numbers)),
    )


def fact_line(fact: Fact, numbers: Numbers) -> Sentence | None:
    """A fact in one sentence; None where no answer was given."""
    if fact.status == "silent" or not fact.answers:
        return None
    prop = recorded(property_name(fact.property), [p for a in fact.answers for p in a.passages])
    values = tuple(_value(a, fact.property) for a in fact.answers)
    if fact.status not in SETTLED and len(fact.answers) > 1:
        return compose("fact.open", {"property": prop, "values": values}, numbers)
    slots = {"property": prop, "value": values, "relation": relation(fact)}
    return compose("fact.plain", slots, numbers)


def _value(answer: Answer, prop: str) -> Said:
    said = value(answer, prop)
    if not answer.speakers:
        return said
    return said._replace(text=f"{said.text} ({joined([neutral(s) for s in answer.speakers])})")


def value(answer: Answer, prop: str) -> Said:
    """The value of an answer in words: a date spoken, anything else as it was given."""
    text = day(answer.value) if prop == "when" else neutral(" ".join(answer.value.split()))
    return Said(text, "recorded", answer.passages, answer.value)


def relation(fact: Fact) -> tuple[Said, ...]:
    """How the answers of a fact stand to one another, in words: "two origins agree", "one origin"."""
    origins = sum(a.origins for a in fact.answers)
    passages = tuple(p for a in fact.answers for p in a.passages)
    many = spell(origins, "origin")
    words = {
        "agree": many if origins == 1 else f"{many} agree",
        "compatible": many if origins == 1 else f"{many}, compatible",
        "update": f"{many}, the later after the earlier",
        "scope": f"{many}, counted differently",
    }
    return counted(words.get(fact.status, many), origins, passages)


def property_name(prop: str) -> str:
    """The name of a property as a line begins with it."""
    return prop.replace("_", " ").replace("-", " ")
