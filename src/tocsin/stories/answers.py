"""The answers to one question about a happening, each with its passages, speakers and independent origins."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tocsin.records import Answer, Claim, Fact, Passage, Relation
from tocsin.stories.origins import connected
from tocsin.stories.told import Told


class Given(NamedTuple):
    """One answer as one claim (or, without a claim, the outlet itself) gives it; `counter` gives a number, if said."""

    value: str
    passage: Passage
    claim: Claim | None = None
    counter: str | None = None

    def speaker(self) -> str | None:
        """Who answers, where it is not the outlet itself."""
        said = self.claim.speaker.name if self.claim and self.claim.speaker else None
        return said or self.counter


def fact(
    told: Told, about: str, given: Sequence[Given], status: Relation, why: str | None = None
) -> Fact:
    """A fact with its answers in the order first given, and their relation.

    "silent" if one report alone answers, and in one way: then all others are silent on it.
    """
    answers = tuple(
        _answer(told, value, [g for g in given if g.value == value])
        for value in dict.fromkeys(g.value for g in given)
    )
    alone = len(answers) == 1 and len({g.passage.report for g in given}) == 1
    return Fact(property=about, status="silent" if alone else status, answers=answers, why=why)


def _answer(told: Told, value: str, given: Sequence[Given]) -> Answer:
    return Answer(
        value=value,
        passages=tuple(dict.fromkeys(g.passage for g in given)),
        origins=independent(told, given),
        speakers=tuple(dict.fromkeys(speaker for g in given if (speaker := g.speaker()))),
    )


def independent(told: Told, given: Iterable[Given]) -> int:
    """How many independent origins answers come from: a speaker or witness whom ten reports name counts once."""
    ties: dict[str, list[str]] = {}
    for number, one in enumerate(given):
        if one.passage.report in told.origin:
            witness = _witness(one.claim)
            ties[str(number)] = [
                f"origin {told.origin[one.passage.report]}",
                *([witness] if witness else []),
            ]
    return len(connected(ties))


def _witness(claim: Claim | None) -> str | None:
    if claim is None:
        return None
    name = claim.via[0] if claim.via else claim.speaker.name if claim.speaker else None
    return name.casefold() if name else None
