"""Which incidents are one: people's judgements about pairs of them, the newest about a pair counting; none is undone."""

from collections.abc import Iterable

from tocsin.records import Sameness


class BadSameness(ValueError):
    """A judgement about a pair that is no pair, or without a reason."""


def same(of: Sameness) -> Sameness:
    """The same, if it is about two incidents and says why. Raises BadSameness."""
    if of.a == of.b:
        raise BadSameness(f"{of.a} is one incident; name two")
    if not of.reason.strip():
        raise BadSameness(
            f"{of.by} says {of.a} and {of.b} are {of.verdict} without a reason; say why"
        )
    return of


def standing_verdicts(judgements: Iterable[Sameness]) -> dict[frozenset[str], Sameness]:
    """What holds of each pair: its newest judgement, by the moment and then by the order given."""
    held = dict[frozenset[str], Sameness]()
    for one in sorted(judgements, key=lambda j: j.at):
        held[frozenset((one.a, one.b))] = one
    return held


def united(numbers: Iterable[str], judgements: Iterable[Sameness]) -> tuple[tuple[str, ...], ...]:
    """The incidents as they stand together: those judged the same in one group, in the order of `numbers`.

    A pair judged different stays apart even where others would join it by way of a third; the earlier number keeps
    its group.
    """
    held = standing_verdicts(judgements)
    groups = list[list[str]]()
    for number in numbers:
        home = next((g for g in groups if _belongs(number, g, held)), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    return tuple(tuple(g) for g in groups)


def _belongs(number: str, group: Iterable[str], held: dict[frozenset[str], Sameness]) -> bool:
    said = [held[pair].verdict for other in group if (pair := frozenset((number, other))) in held]
    return "same" in said and "different" not in said
