"""Whether a verb of a sentence that was not parsed is in the passive: by a word before it, or as a participle without auxiliary."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tocsin.reading.clauses import Clauses
from tocsin.reading.patterns import Hit
from tocsin.reading.plain import PlainLine
from tocsin.reading.units import Unit
from tocsin.reading.wordorder import Participle

_REACH = 40  # characters in which an auxiliary stands before its participle


def is_passive(
    h: Hit[PlainLine], little: Sequence[Hit[str]], clauses: Clauses, named: Sequence[Unit]
) -> bool:
    """Whether a word of the passive stands right before the verb, or before its doer, or within its own words."""
    reach = 2 if clauses.order.participle.endings else 1
    for w in little:
        if w.value != "passive":
            continue
        if h.start <= w.start < h.end:
            return True
        if w.end <= h.start and clauses.words_beside(w.end, h.start, named) <= reach:
            return True
    return False


def is_bare(h: Hit[PlainLine], clauses: Clauses) -> bool:
    """Whether the verb is a participle without an auxiliary: "the minister accused by Avaria"."""
    grammar = clauses.order.participle
    if not grammar.endings:
        return False
    first = clauses.low[h.start : h.end].split(" ")[0]
    if first in grammar.auxiliaries or not first.endswith(grammar.endings):
        return False
    begin, _ = clauses.around(h.start)
    return not _carried(grammar).search(clauses.low[max(begin, h.start - _REACH) : h.start])


@lru_cache(maxsize=16)
def _carried(grammar: Participle) -> re.Pattern[str]:
    """An auxiliary at most two words before, or a joining word right before: "has condemned it and called on …"."""
    words = "|".join(map(re.escape, grammar.auxiliaries))
    joins = "|".join(map(re.escape, grammar.joins))
    return re.compile(rf"(?<!\w)(?:(?:{words})(?:\W+\w+){{0,2}}\W+|(?:{joins})\s+)$")
