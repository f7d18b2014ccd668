"""What a report is compared by: its words, names, numbers and day, and the scene its reading gives."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tocsin.records import Reading, Report
from tocsin.stories.edtf import bounds
from tocsin.stories.rarity import NAMES, Rarity, everyday
from tocsin.stories.scenes import NOWHERE, Scene, scene
from tocsin.stories.stems import skeleton, stem
from tocsin.stories.words import WORD, kept_text

TITLE = 4  # times: a word of the title counts as if said so often in the text
SENTENCE_STARTS = re.compile(r"(?:^|[.!?:\n…]|[\"“”«»‘]|[-–—] )\s*$")
KEYS = 24
LATELY = 2  # days


class Features(NamedTuple):
    """One report's words and names (how often), its language, the day it appeared (ordinal), and its scene."""

    report: str
    language: str | None
    day: int | None
    words: Mapping[str, float]
    names: Mapping[str, float]
    scene: Scene = NOWHERE
    text: str = ""  # with the title, for what only reports in two languages are compared by
    told: tuple[int, ...] = ()  # the single days that it speaks of before its own (ordinals)


class Vector(NamedTuple):
    """Features weighed by rarity: two vectors of length 1, one of words and one of names."""

    of: Features
    words: Mapping[str, float]
    names: Mapping[str, float]


def features(name: str, report: Report, reading: Reading | None) -> Features:
    """What report `name` is compared by; without a reading, by its words and capitalised names alone."""
    text = kept_text(report)
    words = Counter(stem(word.casefold()) for word in WORD.findall(text))
    names = _names(text)
    for word in WORD.findall(report.title or ""):
        words[stem(word.casefold())] += TITLE
        if word[:1].isupper() or word.isdigit():
            names[skeleton(word)] += 1
    if reading:
        names.update(_read_names(reading))
    day = _day(report)
    return Features(
        name,
        (report.language or "en")[:2],
        day,
        words,
        names,
        scene(report, reading),
        f"{report.title or ''}. {text}",
        _told(reading, day),
    )


def _names(text: str) -> Counter[str]:
    """Words with a capital inside a sentence, and numbers, by their skeletons."""
    names: Counter[str] = Counter()
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        if word.isdigit() or (
            word[0].isupper() and not SENTENCE_STARTS.search(text, max(0, start - 3), start)
        ):
            names[skeleton(word)] += 1
    return names


def _read_names(reading: Reading) -> Counter[str]:
    """Places by their GeoNames ids: they are the same in every language."""
    return Counter(f"geo:{p.geonameid}" for p in reading.places if p.geonameid)


def _told(reading: Reading | None, day: int | None) -> tuple[int, ...]:
    """The days that a report looks back to: single days, more than a few days before it appeared."""
    if reading is None or day is None:
        return ()
    told = [bounds(d.edtf) for d in reading.dates if d.edtf and d.type in ("DATE", "TIME")]
    days = {b.first for b in told if b and b.first == b.last and not b.open_year}
    return tuple(sorted(d for d in days if d < day - LATELY))


def _day(report: Report) -> int | None:
    if not report.published or report.published.precision not in ("day", "moment"):
        return None
    try:
        return date.fromisoformat(report.published.value[:10]).toordinal()
    except ValueError:
        return None


def weighed(given: Features, rarity: Rarity, names: Rarity) -> Vector:
    """Features as vectors: the logarithm of how often, times how rare."""
    return Vector(
        given,
        _unit({w: _damped(n) * rarity.of(w, given.language) for w, n in given.words.items()}),
        _unit({w: _damped(n) * names.of(w, NAMES) for w, n in given.names.items()}),
    )


def _damped(times: float) -> float:
    return 1 + math.log(times) if times > 1 else times


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {word: w / length for word, w in weights.items() if w > 0}


def strongest(vector: Vector) -> frozenset[str]:
    """The keys a report is looked up by: the 24 weightiest words of its language, and its 24 weightiest names."""
    language = vector.of.language or ""
    telling = (w for w in vector.words if not everyday(w, vector.of.language))
    words = sorted(telling, key=lambda w: (-vector.words[w], w))[:KEYS]
    names = sorted(vector.names, key=lambda w: (-vector.names[w], w))[:KEYS]
    return frozenset([f"{language}:{w}" for w in words] + [f"name:{n}" for n in names])
