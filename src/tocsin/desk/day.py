"""The day's work: files become reports, reports are read, readings become stories, stories become products.

This module only carries records from room to room; the rooms decide.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin import __version__, reading, stories
from tocsin.atlas import countries, norms
from tocsin.briefing import FORMATS, Dossier, Norm, brief, digest
from tocsin.desk.files import Taken, take
from tocsin.desk.kits import kit_for
from tocsin.desk.options import Known
from tocsin.desk.progress import following
from tocsin.desk.settings import Unusable, now
from tocsin.intake import Given
from tocsin.records import Copy, Reading, Report, Story

DONE, SOME_SKIPPED = 0, 3


class Day(NamedTuple):
    """What one run has in hand: what came in, what was read, and the stories it made."""

    taken: Taken
    readings: dict[str, Reading]
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()

    @property
    def reports(self) -> dict[str, Report]:
        """The reports by name, in the order of arrival."""
        return self.taken.reports


def read_paths(paths: Sequence[Path], known: Known) -> Day:
    """Take in and read all reports of `paths`. Raises Unusable if not one of them could be used."""
    given = Given(published=known.published, language=known.language, source=known.source)
    taken = take(paths, given, known.form)
    if not taken.reports:
        raise Unusable(f"no report could be used: {'; '.join(map(str, taken.skipped))}")
    readings = {
        name: reading.read(report, kit_for(report.language, known.gate))
        for name, report in following("reading", taken.reports.items())
    }
    return Day(taken, readings)


def gather_paths(paths: Sequence[Path], known: Known) -> Day:
    """Take in, read and group all reports of `paths`. Raises Unusable if not one of them could be used."""
    day = read_paths(paths, known)
    gathered = stories.gather(list(day.reports.items()), day.readings)
    return day._replace(stories=gathered.stories, copies=gathered.copies)


def dossier(day: Day) -> Dossier:
    """What the products of this run are made from."""
    return Dossier(
        reports=day.reports,
        readings=day.readings,
        stories=day.stories,
        copies=day.copies,
        as_of=now(),
        reader=f"Tocsin {__version__}",
        countries={code: c.name for code, c in countries().items()},
        norms={n.id: Norm(n.short, n.caution) for n in norms()},
    )


def brief_of(day: Day, form: str) -> str:
    """The brief of the story, or a front over all stories with the brief of each, in a form that briefing has."""
    whole = dossier(day)
    sheet = brief(whole, day.stories[0]) if len(day.stories) == 1 else digest(whole)
    return FORMATS[form].write(sheet, width())


def digest_of(day: Day, form: str) -> str:
    """The front over all stories alone."""
    front = msgspec.structs.replace(digest(dossier(day)), briefs=())
    return FORMATS[form].write(front, width())


def width() -> int:
    """The columns of the terminal, within what reads well."""
    return max(60, min(100, shutil.get_terminal_size((92, 24)).columns))
