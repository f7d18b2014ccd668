"""How much a word tells: its inverse document frequency, from a fixed background and the reports at hand.

Why a fixed background: learned from few reports, rarity drifts, and every threshold with it. Why by hand:
a table counted from somebody's corpus would carry that corpus' licence and its year. `background.tsv` gives bands
only; a word outside it counts as rare, and the reports at hand correct both, as if the background were 200 reports.
What we give up: words common in news yet missing from the bands weigh a little too much until some reports came in.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tocsin.atlas import rows
from tocsin.stories.stems import skeleton, stem

BACKGROUND_REPORTS = 200
NAMES = "names"  # where skeletons of names are weighed as a language is: they are the same in all of them
EVERYDAY = 100  # thousandths
UNSEEN = 1  # thousandths: a word the bands do not have


class Rarity:
    """Weights of words: 0 for a word that every report has, about 5 for one that none had so far."""

    def __init__(
        self, frequencies: Mapping[str, int] = MappingProxyType({}), reports: int = 0
    ) -> None:
        """`frequencies` says in how many of `reports` reports a word stands."""
        self._frequencies = frequencies
        self._reports = reports

    def of(self, word: str, language: str | None) -> float:
        """The weight of a stem in reports of `language`."""
        background = _bands(language).get(word, UNSEEN) * BACKGROUND_REPORTS / 1000
        seen = background + self._frequencies.get(word, 0)
        return max(0.0, math.log((BACKGROUND_REPORTS + self._reports + 1) / (seen + 0.5)))


def rarity_of(documents: Iterable[Iterable[str]]) -> Rarity:
    """The weights that the reports at hand give, each as its different words, on top of the background."""
    frequencies: Counter[str] = Counter()
    reports = 0
    for words in documents:
        frequencies.update(set(words))
        reports += 1
    return Rarity(frequencies, reports)


def everyday(word: str, language: str | None) -> bool:
    """Whether a stem is so common in the background that looking reports up by it would find them all."""
    return _bands(language).get(word, UNSEEN) >= EVERYDAY


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    bands: dict[str, dict[str, int]] = {}
    for row in rows(
        files("tocsin.stories") / "background.tsv", ("language", "thousandths", "words")
    ):
        if not row["thousandths"].isdecimal() or not 0 < int(row["thousandths"]) <= 1000:
            raise row.bad(
                f"thousandths is {row['thousandths']!r}; a whole number from 1 to 1000 belongs here"
            )
        band = bands.setdefault(row["language"], {})
        for word in row["words"].split():
            band.setdefault(stem(word), int(row["thousandths"]))
            bands.setdefault(NAMES, {}).setdefault(skeleton(word), int(row["thousandths"]))
    return bands


def _bands(language: str | None) -> Mapping[str, int]:
    return _table().get(language or "en", MappingProxyType({}))
