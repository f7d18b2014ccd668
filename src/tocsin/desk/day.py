"""The day's work: files become reports, reports are read, readings become stories, stories become products.

This module only carries records from room to room; the rooms decide.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin import __version__, reading
from tocsin.atlas import countries, norms
from tocsin.briefing import FORMATS, Dossier, Norm, brief, briefs, digest
from tocsin.desk.files import Taken, take
from tocsin.desk.kits import kit_for
from tocsin.desk.options import Known
from tocsin.desk.progress import following
from tocsin.desk.settings import Unusable, now
from tocsin.intake import Given
from tocsin.records import Incident, Reading, Report, Story
from tocsin.stories import Stories, gather

DONE, SOME_SKIPPED = 0, 3
NOTHING = Stories((), ())


class Day(NamedTuple):
    """What one run has in hand: what came in, what was read, and the stories it made."""

    taken: Taken
    readings: dict[str, Reading]
    gathered: Stories = NOTHING

    @property
    def reports(self) -> dict[str, Report]:
        """The reports by name, in the order of arrival."""
        return self.taken.reports

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories, the largest first."""
        return self.gathered.stories


def read_paths(paths: Sequence[Path], known: Known) -> Day:
    """Take in and read all reports of `paths`. Raises Unusable if not one of them could be used."""
    taken = take_paths(paths, known)
    readings = {
        name: reading.read(report, kit_for(report.language, known.gate))
        for name, report in following("reading", taken.reports.items())
    }
    return Day(taken, readings)


def take_paths(paths: Sequence[Path], known: Known) -> Taken:
    """Take in all reports of `paths`. Raises Unusable if not one of them could be used."""
    given = Given(published=known.published, language=known.language, source=known.source)
    taken = take(paths, given, known.form)
    if not taken.reports:
        raise Unusable(f"no report could be used: {'; '.join(map(str, taken.skipped))}")
    return taken


def gather_paths(paths: Sequence[Path], known: Known) -> Day:
    """Take in, read and group all reports of `paths`. Raises Unusable if not one of them could be used."""
    day = read_paths(paths, known)
    return day._replace(gathered=gather(day.reports.items(), day.readings))


def dossier(
    reports: Mapping[str, Report],
    readings: Mapping[str, Reading],
    gathered: Stories = NOTHING,
    incidents: tuple[Incident, ...] = (),
) -> Dossier:
    """What products are made from: records of other rooms, and the names that the atlas has for codes."""
    return Dossier(
        reports=reports,
        readings=readings,
        stories=gathered.stories,
        copies=gathered.copies,
        incidents=incidents,
        as_of=now(),
        reader=f"Tocsin {__version__}",
        countries={code: c.name for code, c in countries().items()},
        norms={n.id: Norm(n.title, n.caution, n.checked) for n in norms()},
    )


def brief_of(day: Day, form: str) -> str:
    """The brief of the story, or a front over all stories with the brief of each, in a form that briefing has."""
    whole = dossier(day.reports, day.readings, day.gathered)
    sheet = brief(whole, day.stories[0]) if len(day.stories) == 1 else briefs(whole)
    return FORMATS[form].write(sheet, width())


def digest_of(day: Day, form: str) -> str:
    """The front over all stories, with the few lines of each."""
    front = digest(dossier(day.reports, day.readings, day.gathered))
    return FORMATS[form].write(front, width())


def width() -> int:
    """The columns of the terminal, within what reads well."""
    return max(60, min(100, shutil.get_terminal_size((92, 24)).columns))
