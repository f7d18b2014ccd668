"""A story's reports with their readings and origins: what happenings and facts are made from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from tocsin.records import Claim, Origin, Passage, Reading, Report, Word, passage
from tocsin.stories.alignment import Alignment, alike
from tocsin.stories.concepts import glossed
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.lines import Line, lines

ALIKE = 0.2  # likeness of two sentences: from here on they tell one thing, if they are the likest to one another
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

    @cached_property
    def aligned(self) -> Alignment:
        """The sentences of all reports, side by side."""
        return Alignment(
            x for name, r in self.reports for x in lines(name, r, self.readings.get(name))
        )

    @cached_property
    def days(self) -> Mapping[str, Bounds]:
        """The day that each report appeared, where it says so."""
        said = {n: bounds(r.published.value[:10]) for n, r in self.reports if r.published}
        return {n: day for n, day in said.items() if day}

    @property
    def languages(self) -> int:
        """How many languages of the gloss its reports are in."""
        return len({x for _, r in self.reports if glossed(x := (r.language or "en")[:2])})

    def line(self, report: str, at: int) -> Line | None:
        """The sentence of a report that a character stands in; None where it is passed over."""
        return next((x for x in self._lines[report] if x.start <= at < x.end), None)

    @cached_property
    def alike(self) -> Sequence[Sequence[Line]]:
        """The sentences of several reports that tell the same, group by group; none of a story of one origin."""
        return alike(self.aligned, ALIKE) if len(self.origins) > 1 else ()

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[Line]]:
        return {n: [x for x in self.aligned.lines if x.report == n] for n, _ in self.reports}

    def claims(self, kind: type[Said]) -> Iterator[tuple[Claim, Said]]:
        """The claims that say something of one kind, report by report in the order of the texts."""
        for name, _ in self.reports:
            for claim in self.readings[name].claims if name in self.readings else ():
                if isinstance(claim.says, kind):
                    yield claim, claim.says

    def passage(self, report: str, start: int, end: int) -> Passage:
        """Characters [start, end) of a report of this story."""
        return passage(report, self.report[report].text, start, end)
