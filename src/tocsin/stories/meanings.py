"""What a report is about, told by meanings: the same vector for the same news in any language of the gloss."""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from tocsin.stories.concepts import concepts, expressions
from tocsin.stories.rarity import Rarity
from tocsin.stories.stems import stem

KEPT = 8192  # vectors of texts lately compared
_BACKGROUND = Rarity()


@lru_cache(maxsize=KEPT)
def meanings(text: str, language: str) -> Mapping[str, float]:
    """The meanings of a text as a vector of length 1, each by the logarithm of how often, times how rare."""
    often = Counter(c.name for c in concepts(text, language))
    weights = {name: (1 + math.log(n)) * rarity_of_meaning(name) for name, n in often.items()}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {name: w / length for name, w in weights.items()}


def rarity_of_meaning(name: str) -> float:
    """How much a meaning tells: as much as the commonest of its English words."""
    return _rarities().get(name, 0.0)


@cache
def _rarities() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for name, _, said in expressions("en"):
        weight = _BACKGROUND.of(stem(said.rstrip("*")), "en")
        found[name] = min(weight, found.get(name, weight))
    return found
