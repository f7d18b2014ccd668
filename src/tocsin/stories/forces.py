"""The words that name an act of force as a thing ("the strike"), and the instruments of one: nobody's names."""

import re
from functools import cache
from importlib.resources import files

from tocsin.atlas import rows
from tocsin.records import Actor, Dated, Report
from tocsin.stories.words import WORD

COLUMNS = ("language", "words", "instruments", "asking")


@cache
def naming(language: str) -> re.Pattern[str] | None:
    """Finds the words of a language that name an act of force; None for a language that the table does not have."""
    return _pattern(language, "words")


@cache
def asked_by(language: str) -> re.Pattern[str] | None:
    """Finds the words that leave open what follows ("whether"); None where the table has none for a language."""
    return _pattern(language, "asking")


@cache
def _instruments(language: str) -> re.Pattern[str] | None:
    return _pattern(language, "instruments")


def _pattern(language: str, column: str) -> re.Pattern[str] | None:
    for row in rows(files("tocsin.stories") / "forces.tsv", COLUMNS):
        if row["language"] == language and row[column]:
            return re.compile(rf"\b(?:{'|'.join(map(re.escape, row[column].split()))})\b", re.I)
    return None


def names_act(report: Report, actor: Actor) -> bool:
    """Whether somebody read as an actor is an act ("the strike", "Monday's attack"): its last word names one."""
    return _last_is(naming((report.language or "en")[:2]), actor)


def is_somebody(report: Report, actor: Actor, dates: tuple[Dated, ...]) -> bool:
    """Whether an actor of an act of force can be one: an act, an instrument or an hour strikes and suffers nothing."""
    if actor.country or actor.org:
        return True
    language = (report.language or "en")[:2]
    if names_act(report, actor) or _last_is(_instruments(language), actor):
        return False
    return not any(d.start < actor.end and actor.start < d.end for d in dates)


def _last_is(pattern: re.Pattern[str] | None, actor: Actor) -> bool:
    words = WORD.findall(actor.name)
    return bool(pattern and words and pattern.fullmatch(words[-1]))
