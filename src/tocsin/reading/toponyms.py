"""Names of places in a text: capitalised words the gazetteer knows, with what stands round them as evidence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tocsin.atlas import Gazetteer, counties_named
from tocsin.reading.namesakes import Option, by_letters, names_people, options, regions
from tocsin.reading.placewords import cues, words

LONGEST = 5  # words of a name
TYPED = frozenset(["county", "water", "land", "street"])  # kinds of names that say what they are
ENOUGH = 2.0  # evidence that makes a name a place
_ROAD = re.compile(
    r"\b(?:(?:State|County|U\.S\.|US) )?(?:Highway|Interstate|Route|Hwy\.?|I)[ -]\d+\b"
)
_SHORT_STATE = re.compile(r"[A-Z][A-Za-z]{1,4}\.|(?:[A-Z]\.\s?){2,}|[A-Z]{2}\b")


class Toponym(NamedTuple):
    """A name at [start, end): what it may mean, the evidence that it is a place, and the region named right after it."""

    start: int
    end: int
    name: str
    kind: str
    options: tuple[Option, ...]
    weight: float
    within: tuple[str | None, str | None] | None = None


class Finder:
    """Finds the toponyms of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer | None, language: str = "en") -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.cues = cues(language)
        self.words = words(text)
        self.surnames: set[str] = set()
        self.bodies: set[str] = set()  # names that the text also gives to a news agency
        self.roads = [m.span() for m in _ROAD.finditer(text)]

    def find(self) -> list[Toponym]:
        """All that may be places, with their evidence, in order."""
        runs = list(self._runs())
        for first, last in runs:
            self._learn_persons(first, last)
        found = [Toponym(a, b, self.text[a:b], "street", (), ENOUGH) for a, b in self.roads]
        counties = list(self._counties())
        held = {(t.start, t.end) for t in counties}
        for first, last in runs:
            found += (t for t in self._in_run(first, last) if (t.start, t.end) not in held)
        found += counties
        found.sort(key=lambda t: t.start)
        return found

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of capitalised words side by side, as indices [first, last)."""
        first: int | None = None
        for i, word in enumerate(self.words):
            joined = first is not None and word.near
            if word.cased and (joined or first is None):
                first = i if first is None else first
            elif joined and self._joins(i):
                continue
            else:
                if first is not None:
                    yield first, i
                first = i if word.cased else None
        if first is not None:
            yield first, len(self.words)

    def _joins(self, i: int) -> bool:
        """A small word or a hyphen inside a name: "Isle of Wight", "Fargo-Moorhead"."""
        after = self.words[i + 1] if i + 1 < len(self.words) else None
        small = self.words[i].low in ("of", "de", "del", "la", "al", "el", "-", "el-", "on", "upon")
        return small and after is not None and after.near and after.cased

    def _learn_persons(self, first: int, last: int) -> None:
        for i in range(first, last):
            word = self.words[i]
            named = word.low in self.cues.given or word.low.rstrip(".") in self.cues.titles
            if named and i + 1 < last and self.words[last - 1].low not in self.cues.follow:
                self.surnames.add(self.words[last - 1].low)
        if last - first > 1 and self._phrase(last - 2, last).lower() in self.cues.agencies:
            self.bodies.add(self._phrase(first, max(first + 1, last - 2)))

    def _in_run(self, first: int, last: int) -> Iterator[Toponym]:
        i = first
        while i < last:
            found = self._at(i, first, last)
            if found is None:
                i += 1
                continue
            toponym, i = found
            if toponym.weight > 0 and not self._on_road(toponym):
                yield toponym

    def _on_road(self, toponym: Toponym) -> bool:
        return any(a < toponym.end and b > toponym.start for a, b in self.roads)

    def _at(self, i: int, first: int, last: int) -> tuple[Toponym, int] | None:
        """The longest name that begins at word i, and the word after it."""
        for j in range(min(last, i + LONGEST), i + 1, -1):
            if self.words[j - 1].cased and (found := self._known(i, j, first, last)):
                return found, j
        if typed := self._typed(i, first, last):
            return typed
        single = self._abbreviated(i) or self._known(i, i + 1, first, last)
        return (single, i + 1) if single else None

    def _abbreviated(self, i: int) -> Toponym | None:
        """A state by its abbreviation with a stop: "Ill.", "N.Y."."""
        word = self.words[i]
        name = word.text if word.text.endswith(".") else word.text + "."
        if self.text[word.end : word.end + 1] != "." and not word.text.endswith("."):
            return None
        found = tuple(o for o in regions(name) if o.kind == "division")
        if not found or (i and not self._may_stand_before(i - 1) and self.words[i - 1].cased):
            return None
        return Toponym(word.start, word.start + len(name), name, "division", found, 4.0, None)

    def _counties(self) -> Iterator[Toponym]:
        """The names before "counties": "Ashford, Brent and Carrow counties"."""
        for i, word in enumerate(self.words):
            if word.low != "counties":
                continue
            k = i - 1
            while k >= 0 and (self.words[k].cased or self.words[k].low in (",", "and")):
                county = self.words[k].text + " County"
                if self.words[k].cased and counties_named(county):
                    w = self.words[k]
                    yield Toponym(w.start, w.end, county, "county", (), ENOUGH)
                k -= 1

    def _phrase(self, i: int, j: int) -> str:
        return self.text[self.words[i].start : self.words[j - 1].end]

    def _known(self, i: int, j: int, first: int, last: int) -> Toponym | None:
        phrase = self._phrase(i, j)
        if j - i == 1 and (len(phrase) < 2 or self._common(i, phrase)):
            return None
        found = options(self.gazetteer, phrase)
        if not found or (found[0].kind == "town" and names_people(phrase)):
            return None
        within = self.within(j)
        weight = self._weight(i, j, first, last, found, within is not None)
        word = self.words[i]
        return Toponym(
            word.start, self.words[j - 1].end, phrase, found[0].kind, found, weight, within
        )

    def _common(self, i: int, phrase: str) -> bool:
        low = self.words[i].low
        return low in self.cues.never and not (phrase == "US" or phrase == "U.S.")

    def _typed(self, i: int, first: int, last: int) -> tuple[Toponym, int] | None:
        """A name that says what it is: "Ashford County", "Lake Orva", "Mill Road"."""
        low = self.words[i].low
        if low in self.cues.before and self.cues.before[low] in ("water", "land") and i + 1 < last:
            after = self.words[i + 1]
            if after.low not in self.cues.never:
                return self._made(i, i + 2, self.cues.before[low])
        if low in self.cues.titles:
            return None
        plain = low in self.cues.never
        for j in range(i + 1, min(last, i + 2 if plain else i + 4)):
            kind = self.cues.after.get(self.words[j].low)
            if kind in ("water", "street") and plain and low in self.cues.adjectives:
                return None
            if (
                kind in TYPED
                and self._closes(j, last, kind)
                and (not plain or kind in ("water", "street"))
            ):
                return self._made(i, j + 1, kind)
            if self.words[j].low in self.cues.never or not self.words[j].near:
                break
        return None

    def _closes(self, j: int, last: int, kind: str) -> bool:
        """Does word j end a name, rather than begin another ("Avaria Highway Patrol")?"""
        after = self.words[j + 1] if j + 1 < last else None
        return (
            kind in ("county", "land")
            or after is None
            or not after.near
            or after.low in self.cues.follow
        )

    def _made(self, i: int, j: int, kind: str) -> tuple[Toponym, int]:
        phrase = self._phrase(i, j)
        known = tuple(o for o in options(self.gazetteer, phrase) if o.exact)
        within = self.within(j)
        return Toponym(
            self.words[i].start, self.words[j - 1].end, phrase, kind, known, ENOUGH, within
        ), j

    # --- evidence

    def within(self, j: int) -> tuple[str | None, str | None] | None:
        """Country and first-level division named right after a comma: "X, La.", "X, Iran"."""
        if j + 1 >= len(self.words) or self.words[j].text != "," or not self.words[j + 1].cased:
            return None
        start = self.words[j + 1].start
        short = _SHORT_STATE.match(self.text, start)
        ends = (k for k in (j + 4, j + 3, j + 2) if k <= len(self.words))
        joined = (k for k in ends if all(w.near for w in self.words[j + 2 : k]))
        phrases = [*([short[0]] if short else []), *(self._phrase(j + 1, k) for k in joined)]
        for phrase in phrases:
            for o in (*regions(phrase), *by_letters(phrase)):
                return o.country, o.admin1
        return None

    def _weight(
        self, i: int, j: int, first: int, last: int, found: Sequence[Option], within: bool
    ) -> float:
        before = self.words[i - 1] if i else None
        after = self.words[j] if j < len(self.words) else None
        if self._is_person(i, j, first, last) or self._phrase(i, j) in self.bodies:
            return 0.0
        sure = found[0].kind not in ("town", "province")
        weight = 4.0 if sure else _fame(found)
        weight += 4 if within else 0
        weight += 1 if j - i > 1 else 0
        if before is not None and before.low in self.cues.into and not before.cased:
            weight += 2
        if after is not None and after.near and after.low in self.cues.follow:
            weight += 1 if after.cased else 1.5
        weight += 3 if self._dateline(i, j) else 0
        strange = after is not None and j < last and after.low not in self.cues.follow
        if strange and not sure:
            weight -= 1.5
        if i > first and not self._may_stand_before(i - 1) and not sure:
            weight -= 3
        if self.words[i].low in self.surnames and j - i == 1 and not within:
            weight -= 3 if sure else 6
        return max(weight, 0.0)

    def _dateline(self, i: int, j: int) -> bool:
        """Is it in capitals before a dash, or a bracket, as reports begin?"""
        after = self.words[j].text if j < len(self.words) else ""
        return after in ("—", "–", "-", "(") and self._phrase(i, j).isupper() and j - i < 4

    def _may_stand_before(self, i: int) -> bool:
        low = self.words[i].low
        return (
            low in self.cues.adjectives
            or low in self.cues.never
            or low in ("-",)
            or not low[0].isalpha()
        )

    def _is_person(self, i: int, j: int, first: int, last: int) -> bool:
        """Is the name part of somebody's? "Jordan Smith", "Mayor Lincoln", "Henry, 34"."""
        if i > first:
            low = self.words[i - 1].low.rstrip(".")
            initial = len(low) == 1 and self.text[self.words[i - 1].start + 1] == "."
            if low in self.cues.given or initial or (low in self.cues.titles and j - i == 1):
                return True
        end = self.words[j] if j < len(self.words) else None
        if end is None:
            return False
        if j < last and j - i == 1 and self.words[i].low in self.cues.given:
            return end.low not in self.cues.follow and end.low not in self.cues.never
        if end.low in self.cues.says and self.words[i].low in self.surnames:
            return True
        age = self.words[j + 1].text if j + 1 < len(self.words) else ""
        return (
            end.text == ","
            and age.isdigit()
            and len(age) < 3
            and self.words[i].low in self.surnames
        )


def _fame(found: Sequence[Option]) -> float:
    """How far a name is known for a town: half a point for each power of ten of people above a thousand."""
    largest = max(o.population if o.exact else o.population // 5 for o in found)
    return max(0.0, min(2.5, (len(str(largest)) - 4) * 0.75 + (0.5 if largest > 500 else 0)))
