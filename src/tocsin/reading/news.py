"""Whether a report tells one violent happening as its news, or sums up a situation, or is about something else."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.reading.deeds import happened
from tocsin.reading.kinds import STRONG, kinds
from tocsin.reading.wordings import count, lowered, pattern
from tocsin.records import Counted, Reading

LEDE, TOP, FIRST = 300, 500, 250  # characters
LONG = (1000, 2000, 4000)  # characters: a long report seldom tells one happening only
BRIEF = 700  # characters: a report no longer than that needs to say less for itself
_HARMING = frozenset(["killed", "injured"])


class Wording(NamedTuple):
    """The wording of summing.toml: patterns, and the kinds that are no violence."""

    summing: tuple[re.Pattern[str], ...]
    several: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    quiet: frozenset[str]


def is_one_happening(reading: Reading, text: str, language: str = "en") -> bool:
    """Whether a report is mostly about one violent happening; its reading and its text speak for it or against it."""
    wording = _wording(language)
    if wording is None or count(lowered(text)[:TOP], wording.summing) > 1:
        return False
    needed = 1 if len(text) < BRIEF else 2
    return _for(reading, text, wording) - _against(text, wording) >= needed


def _for(reading: Reading, text: str, wording: Wording) -> int:
    """Harm or a violent kind at the very beginning, somebody harmed, a day, a toll."""
    told = [h for h in reading.harms if happened(h)]
    early = {k.kind for k in kinds(text[:LEDE]) if k.weight >= STRONG} - wording.quiet
    violent = bool(early) or any(h.act.start < LEDE for h in told)
    struck = any(h.act.start < 2 * LEDE and (h.victims or h.targets) for h in told)
    dated = any(d.start < LEDE and d.granularity == "day" for d in reading.dates)
    toll = any(
        isinstance(c.says, Counted) and c.says.quantity.kind in _HARMING and c.passage.start < TOP
        for c in reading.claims
    )
    return 2 * violent + struck + dated + toll


def _against(text: str, wording: Wording) -> int:
    """Wording that sums up, several happenings, what came after, length, and a kind that is no violence."""
    low = lowered(text)
    about = kinds(text)
    quiet = 2 if about and about[0].kind in wording.quiet else 0 if about else 1
    return (
        count(low[:TOP], wording.summing)
        + count(low, wording.summing) // 3
        + 2 * bool(count(low[:400], wording.several))
        + bool(count(low[:FIRST], wording.after))
        + sum(len(text) > n for n in LONG)
        + quiet
    )


@cache
def _wording(language: str) -> Wording | None:
    table = files("tocsin.reading") / "lexicons" / language / "summing.toml"
    if not table.is_file():
        return None
    read = tomllib.loads(table.read_text("utf-8"))
    summing, several, after = (
        tuple(map(pattern, read[k])) for k in ("summing", "several", "after")
    )
    return Wording(summing, several, after, frozenset(read["quiet"]))
