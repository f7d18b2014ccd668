"""When an act was, by the words around it: what its reader tied to it, or what stands right beside it."""

import re
from collections.abc import Mapping

from tocsin.stories.dating import Appeared, last_weekday, relative
from tocsin.stories.edtf import bounds
from tocsin.stories.told import Told

BREATH = 90  # characters: a time further away may belong to another act
OPENING = 14  # characters at which a sentence's opening time ("Last week, …") ends at the latest
STOP = re.compile(r"[,;:.!?…—–]")

Timed = tuple[
    str | None, str | None
]  # an EDTF date, and how it was found if the report does not say


def breath(text: str, start: int, end: int) -> int:
    """Where the words that belong to what stands at `start` end at the latest: at a comma or the like, or soon."""
    stop = STOP.search(text, start, min(end, start + BREATH))
    return stop.start() if stop else min(end, start + BREATH)


def tied(
    told: Told,
    name: str,
    said: str,
    span: tuple[int, int],
    near: int,
    appeared: Mapping[str, Appeared],
) -> Timed:
    """The date that a reader tied to an act in a span; one without a year or month ("XXXX-XX") by its words."""
    if bounds(said):
        return said, None
    return _meant(told, name, span, near, appeared)


def beside(told: Told, name: str, span: tuple[int, int], appeared: Mapping[str, Appeared]) -> Timed:
    """The time in a span right after an act: a date the reader found there, else what its words mean."""
    last = span[1] + len(
        ", "
    )  # "in Lakeport, June 26, 2031": a date may stand behind the comma that ends the breath
    dated = (d.edtf for d in told.readings[name].dates if span[0] <= d.start <= last and d.edtf)
    said = next((d for d in dated if bounds(d)), None)
    return (said, None) if said else _meant(told, name, span, span[0], appeared)


def opening(told: Told, name: str, start: int, at: int, appeared: Mapping[str, Appeared]) -> Timed:
    """The time that opens the sentence at `start` ("Last week, …"), or stands right before `at` ("last week’s …")."""
    head = _meant(told, name, (start, min(at, start + OPENING)), start, appeared)
    return head if head[0] else _meant(told, name, (max(start, at - OPENING), at), at, appeared)


def _meant(
    told: Told, name: str, span: tuple[int, int], near: int, appeared: Mapping[str, Appeared]
) -> Timed:
    if name not in appeared:
        return None, None
    found = relative(told.report[name], *span, near, appeared[name])
    found = found or _weekday(told, name, span, appeared[name])
    return found, appeared[name].why if found else None


def _weekday(told: Told, name: str, span: tuple[int, int], appeared: Appeared) -> str | None:
    """The day that "on Tuesday" in a span is, in a report whose day of appearance its story lends."""
    if not appeared.why:
        return None
    dated = (d for d in told.readings[name].dates if span[0] <= d.start < span[1])
    return next((day for d in dated if (day := last_weekday(d.value, appeared))), None)
