"""A story's reports with their readings and origins: what happenings and facts are made from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from tocsin.records import Claim, Origin, Passage, Reading, Report, Word, passage

Said = TypeVar("Said", bound=Word)


def in_order(named: Iterable[tuple[str, Report]]) -> list[tuple[str, Report]]:
    """Reports by the day they appeared, those without one last, then by name."""
    return sorted(named, key=lambda n: (n[1].published.value if n[1].published else "~", n[0]))


class Told:
    """The reports of one story in the order they appeared, what was read in each, and their origins."""

    def __init__(
        self,
        reports: Sequence[tuple[str, Report]],
        readings: Mapping[str, Reading],
        origins: Sequence[Origin],
    ) -> None:
        self.reports = tuple(reports)
        self.readings = readings
        self.origins = tuple(origins)

    @cached_property
    def report(self) -> Mapping[str, Report]:
        """Each report by its name."""
        return dict(self.reports)

    @cached_property
    def origin(self) -> Mapping[str, int]:
        """The number of the origin that a report belongs to; a digest that adds none is not in it."""
        return {
            name: number for number, origin in enumerate(self.origins) for name in origin.reports
        }

    def claims(self, kind: type[Said]) -> Iterator[tuple[Claim, Said]]:
        """The claims that say something of one kind, report by report in the order of the texts."""
        for name, _ in self.reports:
            for claim in self.readings[name].claims if name in self.readings else ():
                if isinstance(claim.says, kind):
                    yield claim, claim.says

    def passage(self, report: str, start: int, end: int) -> Passage:
        """Characters [start, end) of a report of this story."""
        return passage(report, self.report[report].text, start, end)
