"""A short piece of a passage that shows what an answer rests on: cut around the date, number or name itself."""

import re

from tocsin.atlas import MONTHS
from tocsin.briefing.compose import quotable, short
from tocsin.briefing.dossier import Dossier, mention
from tocsin.briefing.spoken import NUMBERS
from tocsin.records import Answer, Passage

READABLE = 24
AROUND_IT = 160
_SENTENCE = re.compile(r"\n|(?<=[.!?])\s+")
_STOP = re.compile(r"[.!?](?=\s|$)|(?=\n)")
_FIGURE = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")


def excerpt(dossier: Dossier, p: Passage, answer: Answer | None, room: int) -> str:
    """Words of `p` within `room` characters, verbatim but for "…" where something was left out."""
    text = quotable(p.quote)
    if len(text) <= room:
        return text
    at = 0 if answer is None else _anchor(dossier, p, answer, text)
    if at <= room // 2:
        return short(text, room)
    begin = text.find(" ", max(0, min(at - room // 3, len(text) - room))) + 1
    return f"… {short(text[begin:], room - 2)}"


def widened(dossier: Dossier, p: Passage) -> Passage:
    """A passage too short to be read alone, widened to its sentence as far as `AROUND_IT` characters either side."""
    report = dossier.reports.get(p.report)
    if len(p.quote) >= READABLE or report is None:
        return p
    before = _SENTENCE.split(report.text[max(0, p.start - AROUND_IT) : p.start])[-1]
    after = _STOP.search(report.text, p.end, min(len(report.text), p.end + AROUND_IT))
    end = after.end() if after else min(len(report.text), p.end + AROUND_IT)
    return mention(dossier, p.report, p.start - len(before), end) or p


def _anchor(dossier: Dossier, p: Passage, answer: Answer, text: str) -> int:
    """Where in `text` the answer shows: its own words, its date as written, or its number in figures or letters."""
    value = answer.value
    for word in (
        value,
        *value.split("; "),
        *_dates(dossier, p, answer),
        *_spoken(value),
        *_figures(value),
    ):
        found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
        if found:
            return found.start()
    return 0


def _dates(dossier: Dossier, p: Passage, answer: Answer) -> list[str]:
    reading, report = dossier.readings.get(p.report), dossier.reports.get(p.report)
    if reading is None or report is None:
        return []
    return [
        " ".join(report.text[d.start : d.end].split())
        for d in reading.dates
        if p.start <= d.start < d.end <= p.end and answer.value in (d.edtf, d.value)
    ]


def _spoken(value: str) -> list[str]:
    parts = value.split("-")
    if len(parts) != 3 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= 12:
        return []
    month, number = MONTHS[int(parts[1]) - 1], parts[2].lstrip("0")
    return [f"{number} {month}", f"{month} {number}", month]


def _figures(value: str) -> list[str]:
    figures = _FIGURE.findall(value)
    return figures + [NUMBERS[int(f)] for f in figures if f.isdigit() and 0 < int(f) < len(NUMBERS)]
