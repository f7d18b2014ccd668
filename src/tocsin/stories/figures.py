"""How the numbers of one story's reports stand to one another."""

from collections.abc import Iterable, Mapping

from tocsin.records import Claim, Counted, Fact, Quantity, Reading
from tocsin.stories.answers import Given
from tocsin.stories.copies import Named, copies
from tocsin.stories.facts import counted_facts
from tocsin.stories.origins import origins
from tocsin.stories.told import Told, in_order
from tocsin.stories.tolls import tolls


def figures(reports: Iterable[Named], readings: Mapping[str, Reading]) -> tuple[Fact, ...]:
    """One fact for each kind of number about the happening that `reports` tell together, background left out."""
    named = in_order(dict(reports).items())
    return story_figures(Told(named, readings, origins(named, copies(named), readings)))


def story_figures(told: Told) -> tuple[Fact, ...]:
    """The same for a story whose reports are at hand."""
    return tuple(
        counted_facts(told, [(_quantity(c), Given("", c.passage, c)) for c in tolls(told)])
    )


def _quantity(claim: Claim) -> Quantity:
    if not isinstance(claim.says, Counted):
        raise TypeError(f"a claim of {type(claim.says).__name__} counts nothing")
    return claim.says.quantity
