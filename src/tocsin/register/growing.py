"""An incident grows: what newer reports tell is added to what stands; no answer, no source, no word of anybody's goes."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from msgspec import structs

from tocsin.records import Answer, Fact, Happening, Incident, Passage, Question
from tocsin.register.opening import questions_of
from tocsin.register.standing import standing

T = TypeVar("T")
Told = Fact | Question


def grown(newest: Incident, fresh: Incident) -> dict[str, Any]:
    """The changes that bring `fresh`, an incident opened from newer reports of the same, into `newest`.

    Facts of one property are joined, with the relation that the newer reports found among all their answers;
    nothing that stood is taken away. Empty if there is nothing new.
    """
    facts = _joined(newest.facts, fresh.facts)
    questions = _questions(newest, fresh)
    changes = {
        "happenings": _together(
            newest.happenings, fresh.happenings, lambda h: (h.category, h.date, h.place)
        ),
        "facts": facts,
        "questions": questions,
        "alleged_by": _together(newest.alleged_by, fresh.alleged_by, lambda who: who),
        "affected": _together(newest.affected, fresh.affected, lambda m: (m.country, m.org)),
        "called": _called(newest, fresh),
        "norms": _together(newest.norms, fresh.norms, lambda n: (n.norm, n.by)),
        "evidence": _together(newest.evidence, fresh.evidence, lambda e: e.digest),
        "standing": standing(
            max(h.origins for h in (*newest.happenings, *fresh.happenings)),
            contested=any(q.resolution is None for q in questions),
        ),
    }
    return {field: value for field, value in changes.items() if value != getattr(newest, field)}


def _together(
    old: tuple[T, ...], new: tuple[T, ...], key: Callable[[T], Hashable]
) -> tuple[T, ...]:
    known = {key(one) for one in old}
    return (*old, *(one for one in new if key(one) not in known))


def _joined(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> tuple[Fact, ...]:
    met = _met(old, new)
    kept = tuple(_with_news(fact, new[met[n]]) if n in met else fact for n, fact in enumerate(old))
    return (*kept, *(fact for n, fact in enumerate(new) if n not in met.values()))


def _with_news(fact: Fact, fresh: Fact) -> Fact:
    return structs.replace(
        fact,
        answers=_answers(fact.answers, fresh.answers),
        status=fresh.status if fresh.status != "silent" else fact.status,
        why=fresh.why or fact.why,
    )


def _met(old: Sequence[Told], new: Sequence[Told]) -> dict[int, int]:
    """Which of the old facts or questions goes on in which new one: of one property, by the passages they share.

    A property that stands once on either side is the same fact whatever its passages.
    """
    found = dict[int, int]()
    for n, one in enumerate(old):
        alike = [
            m
            for m, other in enumerate(new)
            if other.property == one.property and m not in found.values()
        ]
        alone = len(alike) == 1 and sum(o.property == one.property for o in old) == 1
        shared = {m: len(_held(one) & _held(new[m])) for m in alike}
        best = max(alike, key=lambda m: (shared[m], -m), default=None)
        if best is not None and (alone or shared[best]):
            found[n] = best
    return found


def _held(of: Told) -> set[Passage]:
    return {p for answer in of.answers for p in answer.passages}


def _answers(old: Iterable[Answer], new: Iterable[Answer]) -> tuple[Answer, ...]:
    """All answers that stood, those of the same value with the passages that came, and the new ones."""
    fresh = {answer.value: answer for answer in new}
    stood = [_with(answer, fresh.get(answer.value)) for answer in old]
    known = {answer.value for answer in stood}
    return (*stood, *(a for a in fresh.values() if a.value not in known))


def _with(answer: Answer, more: Answer | None) -> Answer:
    if more is None:
        return answer
    return structs.replace(
        answer,
        passages=tuple(dict.fromkeys((*answer.passages, *more.passages))),
        speakers=tuple(dict.fromkeys((*answer.speakers, *more.speakers))),
        origins=max(answer.origins, more.origins),
    )


def _questions(newest: Incident, fresh: Incident) -> tuple[Question, ...]:
    """Every question that stood, with the answers that came; and those that the new reports open."""
    opened = tuple(questions_of(fresh.happenings))
    met = _met(newest.questions, opened)
    stood = tuple(
        structs.replace(q, answers=_answers(q.answers, opened[met[n]].answers)) if n in met else q
        for n, q in enumerate(newest.questions)
    )
    return (*stood, *(q for n, q in enumerate(opened) if n not in met.values()))


def _called(newest: Incident, fresh: Incident) -> tuple[Any, ...]:
    """The matrix with the new words; a party that has spoken since is no longer shown as not asked."""
    whole = _together(newest.called, fresh.called, lambda c: (c.party, c.state, c.words))
    spoken = {c.party for c in whole if c.state == "said"}
    return tuple(c for c in whole if c.state != "not asked" or c.party not in spoken)


def same_happening(of: Incident, others: Iterable[Happening]) -> Happening | None:
    """The happening among `others` that an incident is about: same category, and date or place alike; None if unclear."""
    told = of.happenings[0]
    alike = [
        h
        for h in others
        if h.category == told.category
        and ((h.date and h.date == told.date) or (h.place and h.place == told.place))
    ]
    return alike[0] if len(alike) == 1 else None
