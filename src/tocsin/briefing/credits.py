"""Sources: every report of a sheet with outlet, date, digest and health, numbered as the sentences cite them."""

from collections.abc import Iterable

from tocsin.atlas import date_words
from tocsin.briefing.dossier import Dossier, outlet
from tocsin.briefing.sheet import Credit
from tocsin.records import Origin, Report

HEALTH = {
    "doubled": "paragraphs stand twice; read once",
    "cut-off": "the text breaks off",
    "menu": "menu words dropped",
    "aggregator": "a digest of others’ reporting; adds no origin",
    "live-blog": "several posts under one address",
    "no-date": "no date of publication found",
    "bad-date": "its date cannot be",
    "short": "little text",
    "decoding": "some bytes were no text",
    "unknown-language": "language not among those read",
    "truncated": "only the beginning was captured",
}


def ordered(dossier: Dossier, names: Iterable[str]) -> tuple[str, ...]:
    """The reports that we hold, oldest first, undated last, each once."""
    held = [name for name in dict.fromkeys(names) if name in dossier.reports]
    return tuple(sorted(held, key=lambda name: (_date(dossier.reports[name]), name)))


def _date(report: Report) -> str:
    return report.published.value if report.published else "~"


def numbered(names: Iterable[str]) -> dict[str, int]:
    """The number of each report among the sources, from 1."""
    return {name: number for number, name in enumerate(names, 1)}


def credits_of(
    dossier: Dossier, names: Iterable[str], origins: tuple[Origin, ...] = ()
) -> tuple[Credit, ...]:
    """A line for each report, numbered in this order; `origin` is the number of the group it goes back to."""
    of = {name: number for number, origin in enumerate(origins, 1) for name in origin.reports}
    return tuple(
        _credit(dossier.reports[name], name, number, of.get(name))
        for name, number in numbered(names).items()
    )


def _credit(report: Report, name: str, number: int, origin: int | None) -> Credit:
    return Credit(
        number=number,
        report=name,
        outlet=outlet(report),
        digest=report.digest,
        title=report.title,
        date=date_words(report.published.value[:10]) if report.published else None,
        language=report.language,
        url=report.url,
        flags=tuple(report.flags),
        origin=origin,
    )
