"""Which sentences of two reports tell the same: those that have most in common, beside all others of the story.

A term counts as much as it is rare: by what is known of its kind in general, and by how few sentences of the story
have it. Nothing is translated: names, numbers, days and the meanings of gloss.tsv are the same in all languages.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tocsin.stories.lines import Line
from tocsin.stories.meanings import rarity_of_meaning

WEIGHTS = {"n": 2.0, "g": 3.0, "p": 3.5, "#": 3.0, "d": 2.0, "h": 4.0, "m": 3.0, "w": 1.0}
SMALL = 1.0  # a number up to three tells little
FRAMING = 0.35  # who speaks, in what office, is not what is told
# Meanings of those who speak and of speaking, of how time is given, and of what all news of the field is made of.
FRAME = frozenset(
    [
        "accuse",
        "act",
        "agency",
        "area",
        "announce",
        "answer",
        "army",
        "called",
        "capital",
        "citizen",
        "claim",
        "confirm",
        "council",
        "country",
        "day",
        "declare",
        "defence",
        "deputy",
        "express",
        "force",
        "foreign_ministry",
        "government",
        "ground",
        "happen",
        "hour",
        "know",
        "leader",
        "local_time",
        "military",
        "minister",
        "ministry",
        "minute",
        "month",
        "news",
        "official",
        "organisation",
        "part",
        "party",
        "people",
        "place",
        "plan",
        "possible",
        "president",
        "prime_minister",
        "report",
        "representative",
        "say",
        "security",
        "security_council",
        "spokesman",
        "start",
        "strong",
        "territory",
        "use",
        "year",
    ]
)
SEVERAL = 2  # things in common
FEW = 3  # sentences of a story: a term that no more of them have leads from one to another alone
COMMON = 60  # sentences of a story: a term that more have leads to none of them
SURE = 0.38  # likeness from which one thing and a name are enough
NAMES = 0.4  # likeness from which names alone, or a name and an office, are enough
NEARLY = 750  # thousandths of the likest
ASIDE = 0.28  # likeness of a sentence to the one of a group that it is like
RARE = 0.8  # weight from which a term is no longer what the whole story is about
SAME, OWN_SAME = 0.5, 0.6  # likeness from which one thing is enough, in two languages and in one
ENOUGH = 2.4  # weight of what two sentences tell together
OWN = 0.42  # likeness that two sentences of one language have at least: they have its grammar in common too


class Pair(NamedTuple):
    """Two sentences of two reports, how much they have in common (0 to 1), and what."""

    likeness: float
    one: Line
    other: Line
    common: frozenset[str]


class Alignment:
    """The sentences of a story, and how much any two of them have in common."""

    def __init__(self, said: Iterable[Line]) -> None:
        self.lines = tuple(said)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each term of the story tells."""
        often = Counter(t for line in self.lines for t in line.terms)
        many = math.log(1 + len(self.lines))
        return {t: _tells(t) * math.log((1 + len(self.lines)) / n) / many for t, n in often.items()}

    def weight(self, terms: Iterable[str]) -> float:
        """How much some terms tell together."""
        return sum(self.weights[t] for t in terms)

    @cached_property
    def _whole(self) -> Mapping[Line, float]:
        return {line: self.weight(line.terms) for line in self.lines}

    def pair(self, one: Line, other: Line) -> Pair:
        """Two sentences side by side."""
        common = one.terms & other.terms
        whole = math.sqrt(self._whole[one] * self._whole[other])
        return Pair(self.weight(common) / whole if whole else 0.0, one, other, common)

    def content(self, pair: Pair) -> int:
        """How many things two sentences both tell, beside whom, what and when the whole story is about.

        What one word means twice, and the names of one person, are one thing; 0 if they have nothing but names in common.
        """
        told = self.told(pair)
        return min(_words(pair.one, told), _words(pair.other, told))

    def told(self, pair: Pair) -> set[str]:
        """The terms of two sentences that tell something: meanings, numbers, hours and what is named with them."""
        told = {t for t in pair.common if _is_content(t) and self.weights[t] >= RARE}
        if any(t.startswith(("c:", "#", "h:", "m:")) for t in told):
            return told
        offices = any(t[2:] in FRAME for t in pair.common if t.startswith("c:"))
        return told if offices else {t for t in told if t.startswith(("n:", "g:"))}

    def names_only(self, pair: Pair) -> bool:
        """Whether two sentences name somebody in one office, and nothing else that tells."""
        told = self.told(pair)
        return bool(told) and all(t.startswith(("p:", "n:", "g:")) for t in told)

    def telling(self, pair: Pair) -> list[str]:
        """The meanings that two sentences both have, beside what the whole story is about."""
        told = {t for t in pair.common if t.startswith("c:") and _is_content(t)}
        return sorted(t for t in told if self.weights[t] >= RARE)

    def pairs(self) -> Iterator[Pair]:
        """Every two sentences of two reports that have enough in common to be looked at."""
        holders: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            telling = [t for t in line.terms if _is_telling(t)]
            shared = Counter(i for t in telling if len(holders[t]) <= COMMON for i in holders[t])
            for i, many in sorted(shared.items()):
                few = any(len(holders[t]) <= FEW for t in line.terms & self.lines[i].terms)
                if (many >= SEVERAL or few) and self.lines[i].report != line.report:
                    yield self.pair(self.lines[i], line)
            for t in telling:
                holders[t].append(place)


def _is_telling(term: str) -> bool:
    """Whether sentences are looked up by a term: not by their grammar, nor by what a whole story is about."""
    return not term.startswith("w:") and term[2:] not in FRAME


def _tells(term: str) -> float:
    """How much a term tells in general."""
    kind, _, rest = term.partition(":")
    if kind == "c":
        return rarity_of_meaning(rest) * (FRAMING if rest in FRAME else 1.0)
    if term.startswith("#"):
        return SMALL if int(term[1:]) <= 3 else WEIGHTS["#"]
    return WEIGHTS[kind]


def _words(line: Line, terms: Collection[str]) -> int:
    """How many words of a sentence have some of its terms; words of a name that follow one another are one."""
    spans = sorted({(*span, term[0] == "p") for term, span in line.where if term in terms})
    joined = sum(a[2] and b[2] and b[0] - a[1] <= 1 for a, b in pairwise(spans))
    covered = sum(a[1] > b[0] for a, b in pairwise(spans))
    return len(spans) - joined - covered


def _is_content(term: str) -> bool:
    if term.startswith("#"):
        return int(term[1:]) > 3
    return not term.startswith("w:") and term[2:] not in FRAME


def alike(aligned: Alignment, least: float) -> list[list[Line]]:
    """Sentences of several reports that tell the same, at most one of each: each the likest to the others in its report.

    `least` is how much any two of them have in common at least; the likest come together first. A sentence that is the
    likest to one of a group, but not like all of it, stands beside that one alone.
    """
    found = sorted(
        (p for p in aligned.pairs() if p.likeness >= least and _tell_one(aligned, p)),
        key=lambda p: (-p.likeness, p.one.report, p.one.start, p.other.report, p.other.start),
    )
    best = _best(found)
    found = [p for p in found if _likest(p, best)]
    groups: dict[Line, list[Line]] = {}
    left = []
    for pair in found:
        one, other = groups.get(pair.one, [pair.one]), groups.get(pair.other, [pair.other])
        if one is other:
            continue
        if _mutual(pair, best) and _together(aligned, one, other, least):
            one += other
            groups.update(dict.fromkeys(one, one))
        elif pair.likeness >= ASIDE:
            left.append([pair.one, pair.other])
    return [*{id(g): g for g in groups.values()}.values(), *left]


Best = Mapping[tuple[Line, str], float]


def _best(found: Iterable[Pair]) -> Best:
    """How much each sentence has in common with the likest of each other report."""
    best: dict[tuple[Line, str], float] = {}
    for pair in found:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            best[one, other.report] = max(best.get((one, other.report), 0.0), pair.likeness)
    return best


def _likest(pair: Pair, best: Best) -> bool:
    """Whether one of two sentences is the likest to the other, and the other nearly so to the one."""
    likest = best[pair.one, pair.other.report], best[pair.other, pair.one.report]
    return pair.likeness >= min(likest) and 1000 * pair.likeness >= NEARLY * max(likest)


def _mutual(pair: Pair, best: Best) -> bool:
    """Whether two sentences are the likest to one another."""
    return pair.likeness >= max(
        best[pair.one, pair.other.report], best[pair.other, pair.one.report]
    )


def _tell_one(aligned: Alignment, pair: Pair) -> bool:
    """Whether two sentences have more in common than a name or a word."""
    content = aligned.content(pair)
    if any(t.startswith(("h:", "m:")) for t in pair.common) and content >= SEVERAL:
        return True
    own = pair.one.language == pair.other.language
    if own and pair.likeness < OWN:
        return False
    if pair.likeness >= (OWN_SAME if own else SAME) and content:
        return True
    several = content >= SEVERAL and aligned.weight(aligned.told(pair)) >= ENOUGH
    if not any(t.startswith(("c:", "#", "h:", "m:")) for t in pair.common if t[2:] not in FRAME):
        return content > 0 and len(pair.common) > SEVERAL and pair.likeness >= NAMES
    return several or (
        content == 1 and not own and pair.likeness >= SURE and len(pair.common) >= SEVERAL
    )


def _together(aligned: Alignment, one: Sequence[Line], other: Sequence[Line], least: float) -> bool:
    """Whether no report is in two groups of sentences, and every sentence is like every other."""
    if {line.report for line in one} & {line.report for line in other}:
        return False
    pairs = [aligned.pair(a, b) for a in one for b in other]
    return all(p.likeness >= least and _tell_one(aligned, p) for p in pairs)
