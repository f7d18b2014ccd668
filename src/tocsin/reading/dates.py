"""Time expressions of a text, each with its TIMEX3 value, the same in EDTF, and the day it was read from."""

import re
from collections.abc import Iterator
from datetime import date
from statistics import median

from tocsin.reading.almanac import Value, View, date_of
from tocsin.reading.edtf import edtf
from tocsin.reading.moments import READINGS
from tocsin.reading.phrases import Found, Grammar, grammar
from tocsin.reading.wording import plain
from tocsin.records import Dated

NARRATIVE_YEARS = 2  # a text whose years lie further back than this tells history, not news
NARRATIVE_DATES = 8
FAR_YEARS = 150  # a "year" that far from the story is a number
NEWS = frozenset(["weekday", "near", "relative", "ago"])
_STOP = re.compile(r"[.!?。؟۔]\s|\n")
_WORD = re.compile(r"\w+")


def dates(text: str, published: str | None, language: str = "en") -> tuple[Dated, ...]:
    """The time expressions of `text` in order, none overlapping another.

    `published` is the day of publication (EDTF or TIMEX3, finer parts are ignored); without it the year stays open
    ("XXXX-04-13"). A language without date grammar gives dates in ISO form only.
    """
    words = grammar(language, "dates") or grammar("any", "dates")
    if words is None:
        return ()
    found = words.find(text)
    return tuple(_told(text, found, words, _start(found, published)))


def _start(found: list[Found], published: str | None) -> View:
    """The view a text begins with: its day of publication, or the dates it tells if it tells history."""
    day = date_of(published)
    years = [int(f.said["year"]) for f in found if f.said.get("year", "").isdigit()]
    history = len(years) >= NARRATIVE_DATES and day is not None and not _news(found)
    if history and day is not None and median(years) < day.year - NARRATIVE_YEARS:
        return View(date(years[0], 1, 1), "text")
    return View(day, "published" if day else "none")


def _news(found: list[Found]) -> bool:
    """Does the text count from the day of the report: Friday, yesterday, last week?"""
    near = sum(f.reading in NEWS for f in found)
    return near * 12 > len(found)


def _told(text: str, found: list[Found], words: Grammar, view: View) -> Iterator[Dated]:
    for phrase in found:
        now = view._replace(ahead=_ahead(text, phrase, words))
        reading = READINGS.get(phrase.reading)
        value = reading(phrase.said, now, phrase.settings) if reading else None
        if value is None:
            continue
        yield _dated(phrase, value, now)
        view = _after(view, value)


def _after(view: View, value: Value) -> View:
    """What the next phrase is seen from, after this one."""
    day = date_of(value.value) if value.type in ("DATE", "TIME") else None
    if day is None:
        return view
    if view.how == "text" and view.day and abs(day.year - view.day.year) > FAR_YEARS:
        return view
    if view.how == "text" and value.grain in (
        "day",
        "month",
        "year",
        "season",
        "minute",
        "part of day",
    ):
        return view._replace(last=value.value, day=day)
    if value.grain == "quarter":
        return view._replace(quarter=value.value)
    return view._replace(last=value.value)


def _dated(phrase: Found, value: Value, view: View) -> Dated:
    anchor = view.how if value.seen else "none"
    return Dated(
        start=phrase.start,
        end=phrase.end,
        value=value.value,
        type=value.type,
        granularity=value.grain,
        edtf=edtf(value),
        anchor=anchor,
    )


def _ahead(text: str, phrase: Found, words: Grammar) -> int:
    """Does the sentence look ahead (1) or back (-1) where the phrase stands? The nearest word that tells decides."""
    cues = words.words.get("_ahead", {})
    endings = tuple(words.data.get("past_endings", ("\0",)))
    before = text[max(0, phrase.start - 80) : phrase.start]
    before = before[max((m.end() for m in _STOP.finditer(before)), default=0) :]
    for word in reversed(_WORD.findall(before)):
        if said := _cue(word, cues, endings):
            return said
    after = text[phrase.end : phrase.end + 60]
    stop = _STOP.search(after)
    for word in _WORD.findall(after[: stop.start()] if stop else after):
        if said := _cue(word, cues, endings):
            return said
    return 0


def _cue(word: str, cues: dict[str, str], endings: tuple[str, ...]) -> int:
    """Ahead, back or neither; an ending tells a verb in small letters only ("United" is none)."""
    known = cues.get(plain(word))
    if known is not None:
        return int(known)
    return -1 if len(word) > 3 and word[0].islower() and word.endswith(endings) else 0
