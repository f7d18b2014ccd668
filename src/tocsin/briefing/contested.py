"""What is contested: each question with every side's passage, denials, and what the register keeps open."""

from collections.abc import Iterator

from tocsin.briefing.compose import (
    Numbers,
    Said,
    compose,
    outlets,
    published,
    recorded,
    short,
)
from tocsin.briefing.dossier import Dossier, claims_of
from tocsin.briefing.excerpt import excerpt, widened
from tocsin.briefing.known import in_order, property_name, value
from tocsin.briefing.lines import label
from tocsin.briefing.parties import neutral, speaker
from tocsin.briefing.sheet import Group, Mark, Section, Sentence
from tocsin.briefing.tongues import tongue
from tocsin.records import Answer, Denial, Fact, Happening, Passage, Question, Story

MARKS: dict[str, Mark] = {
    "agree": "agrees",
    "compatible": "agrees",
    "update": "differs",
    "scope": "differs",
    "differ": "differs",
    "contradict": "contradicts",
    "silent": "agrees",  # one origin answers: there is nothing yet for it to part from
}
PARTED = (
    "contradict",
    "differ",
    "scope",
    "update",
)  # in this order; a count that rose is shown as it rose
_QUESTIONS = {
    "when": "when it took place",
    "where": "where it took place",
    "who": "who took part",
    "killed": "how many were killed",
    "injured": "how many were injured",
    "missing": "how many are missing",
    "arrested": "how many were arrested",
    "duration": "how long it lasted",
    "who took part": "who took part",
    "happened": "whether it took place",
    "said": "what was said",
    "listed": "what one list names twice",
    "denied": "what some tell and others deny",
    "evacuated": "how many were brought away",
}
ROOM = 200


def question(prop: str) -> str:
    """The question that a property answers."""
    if prop.startswith("said by "):
        return f"what {prop.removeprefix('said by ')} said"
    if prop.startswith("capacity of "):
        return f"in what office {prop.removeprefix('capacity of ')} acted"
    return _QUESTIONS.get(prop, property_name(prop))


def contested(dossier: Dossier, story: Story, numbers: Numbers) -> Section:
    """The section: contradictions first, then differences, denials, and open questions of the register."""
    parted = [
        (h, f)
        for h in story.happenings
        for f in h.facts
        if f.status in PARTED and f.property != "called"
    ]
    parted.sort(key=lambda pair: PARTED.index(pair[1].status))
    questions = _asked(dossier, story)
    groups = [_group(dossier, h, f, questions, numbers) for h, f in parted]
    groups += [g for g in (_denied(dossier, story, numbers),) if g.sentences]
    shown = {(f.property, f.answers) for _, f in parted}
    groups += [
        question_group(dossier, q, numbers)
        for q in questions
        if (q.property, q.answers) not in shown
    ]
    groups = groups or [Group(sentences=(compose("question.none", {}, numbers),))]
    return Section(id="contested", title="What is contested", groups=tuple(groups))


def _asked(dossier: Dossier, story: Story) -> list[Question]:
    """The questions of those incidents that hold a happening of this story."""
    here = set(story.happenings)
    return [q for i in dossier.incidents if here & set(i.happenings) for q in i.questions]


def _group(
    dossier: Dossier,
    happening: Happening,
    fact: Fact,
    questions: list[Question],
    numbers: Numbers,
) -> Group:
    passages = tuple(p for a in fact.answers for p in a.passages)
    about = label(dossier, happening, numbers)
    slots = {"question": recorded(question(fact.property), passages), "happening": about}
    lines = [
        line
        for a in in_order(fact, numbers)
        for line in answer_lines(dossier, a, fact.property, numbers)
    ]
    if fact.why:
        why = recorded(neutral(fact.why.strip().rstrip(".")), passages)
        lines.append(compose("question.why", {"why": why}, numbers))
    for asked in questions:
        if (asked.property, asked.answers) == (fact.property, fact.answers):
            lines += _settling(asked, numbers)
    head = compose("question.property", slots, numbers)
    return Group(head=head, sentences=tuple(lines), mark=MARKS[fact.status])


def answer_lines(
    dossier: Dossier, answer: Answer, prop: str, numbers: Numbers
) -> Iterator[Sentence]:
    """One answer in the words of the outlets that give it; the same words once, with all of them."""
    told: dict[str, list[Passage]] = {}
    for p in (widened(dossier, p) for p in _one_each(answer.passages)):
        told.setdefault(excerpt(dossier, p, answer, ROOM), []).append(p)
    for words, found in told.items():
        at = tuple(found)
        slots = {
            "value": (value(answer, prop)._replace(passages=at),),
            "words": (Said(words, "named", at),),
            "speakers": tuple(Said(neutral(s), "recorded", at) for s in answer.speakers),
            "outlets": outlets(dossier, [p.report for p in found]),
            "date": published(dossier, found[0].report) if len(found) == 1 else (),
            "tongue": tongue(dossier, found[0].report),
        }
        yield compose("quote.answer", slots, numbers)


def _one_each(passages: tuple[Passage, ...]) -> list[Passage]:
    seen: dict[str, Passage] = {}
    for p in passages:
        seen.setdefault(p.report, p)
    return list(seen.values())


def _denied(dossier: Dossier, story: Story, numbers: Numbers) -> Group:
    lines = []
    for claim in claims_of(dossier, story.reports):
        if isinstance(claim.says, Denial):
            p = widened(dossier, claim.passage)
            slots = {
                "speaker": speaker(dossier, claim) if claim.speaker else (),
                "words": (Said(short(p.quote, ROOM), "named", (p,)),),
                "outlets": outlets(dossier, [claim.passage.report]),
                "date": published(dossier, claim.passage.report),
                "tongue": tongue(dossier, claim.passage.report),
            }
            template = "quote.deny" if claim.speaker else "quote.denial"
            lines.append(compose(template, slots, numbers))
    head = compose("question.denied", {}, numbers)
    return Group(head=head, sentences=tuple(dict.fromkeys(lines)), mark="contradicts")


def question_group(dossier: Dossier, asked: Question, numbers: Numbers) -> Group:
    """A question of the register with its answers, what would settle it, and its assessment if there is one."""
    passages = tuple(p for a in asked.answers for p in a.passages)
    lines = [
        line for a in asked.answers for line in answer_lines(dossier, a, asked.property, numbers)
    ]
    lines += _settling(asked, numbers)
    head = compose(
        "question.property", {"question": recorded(question(asked.property), passages)}, numbers
    )
    return Group(head=head, sentences=tuple(lines), mark="open")


def _settling(asked: Question, numbers: Numbers) -> list[Sentence]:
    passages = tuple(p for a in asked.answers for p in a.passages)
    lines = []
    if asked.would_settle:
        settle = recorded(neutral(asked.would_settle.rstrip(".")), passages)
        lines.append(compose("question.settle", {"settle": settle}, numbers))
    if asked.resolution:
        resolved = recorded(neutral(asked.resolution.rstrip(".")), passages)
        lines.append(compose("question.resolved", {"resolution": resolved}, numbers))
    return lines
