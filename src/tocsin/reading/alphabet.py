"""The symbols of a phrase grammar: one character for each kind of word, so that patterns run over short strings."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from tocsin.reading.wording import DIGITS, numeral_classes

OTHER, BREAK = ".", "\n"
LONGEST = 15  # digits; a longer string of them counts nothing
Item = tuple[str, str, str]  # kind (class, word, gap, sign), what, name of the part


class Compound(NamedTuple):
    """Numerals of two classes, tens and units, with what may stand between them; `backwards`: units come first.

    `own` are entries of the class that are not put together.
    """

    tens: str
    units: str
    own: tuple[str, ...] = ()
    joins: tuple[str, ...] = (" ", " - ")
    backwards: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """The two classes as they are written."""
        return (self.units, self.tens) if self.backwards else (self.tens, self.units)


class Alphabet:
    """A symbol for every spelling of every word that a grammar knows, by the classes that the word belongs to.

    words   class -> entry (one word or several) -> value;  literal: the words that patterns name themselves
    cased   classes whose words count with a capital only
    compounds   classes whose entries are put together of two others
    """

    def __init__(
        self,
        words: Mapping[str, Mapping[str, str]],
        literal: Iterable[str],
        cased: frozenset[str],
        compounds: Mapping[str, Compound],
    ) -> None:
        self.words = words
        self._compounds = compounds
        self._patterns: dict[str, str] = {}
        self._cased = cased
        self._classes: dict[str, set[str]] = {}
        for word in literal:
            self._classes.setdefault(word, set()).add(f"={word}")
        for name, entries in words.items():
            for entry in entries:
                self._add(entry.split(" "), name)
        self.sets: dict[frozenset[str], str] = {}
        self._symbols = self._assign()
        self._number = self._symbols["2200"]

    def symbol(self, word: str) -> str:
        """The symbol of a word as written; OTHER if the grammar does not know it, BREAK for a line break."""
        known = self._symbols.get(word)
        if known is not None:
            return known
        if word[0].isdigit() and len(word) <= LONGEST:
            return self._symbols.get(word.translate(DIGITS), self._number)
        return BREAK if word[0] == "\n" else OTHER

    def _assign(self) -> dict[str, str]:
        """A symbol for every spelling of every word that the grammar knows."""
        found: dict[str, str] = {}
        for word, classes in self._classes.items():
            lower = frozenset(c for c in classes if c not in self._cased)
            for spelling in {word.title(), word.upper(), word.capitalize()}:
                found[spelling] = self._symbol(frozenset(classes))
            found[word] = self._symbol(lower or frozenset(["="]))
        for digits in chain(
            map(str, range(2200)),
            (f"{n:02}" for n in range(10)),
            (f"{n:03}" for n in range(100)),
            ["2200"],
        ):
            named = self._classes.get(digits, set())
            found[digits] = self._symbol(numeral_classes(digits) | named)
        return found

    def _add(self, entry: list[str], name: str) -> None:
        if len(entry) == 1:
            self._classes.setdefault(entry[0], set()).add(name)
            return
        for word in entry:
            self._classes.setdefault(word, set()).add(f"={word}")

    def _symbol(self, classes: frozenset[str]) -> str:
        return self.sets.setdefault(classes, chr(0xE000 + len(self.sets)))

    def loud(self) -> Iterator[str]:
        """Symbols that make a stretch of words worth a look: words of classes whose name has no underscore."""
        rare = {
            f"={max(e.split(' '), key=len)}"
            for name, entries in self.words.items()
            for e in entries
            if not name.startswith("_") and " " in e
        }
        for classes, symbol in self.sets.items():
            if any(c in rare or not c.startswith(("_", "=")) for c in classes):
                yield symbol

    def matching(self, kind: str, what: str) -> frozenset[str]:
        """The symbols of which a word or class matches one, at least."""
        wanted = {f"={what}"}
        if kind == "class":
            entries = self.words.get(what, ())
            wanted = {what, *(f"={e.partition(' ')[0]}" for e in entries if " " in e)}
        return frozenset(s for classes, s in self.sets.items() if classes & wanted)

    def one(self, wanted: str) -> str:
        """A pattern for one word of a class, or for one word itself as `=word`."""
        symbols = "".join(s for classes, s in self.sets.items() if wanted in classes)
        return f"[{re.escape(symbols)}]" if symbols else "(?!)"

    def gap(self, most: int, without: list[str] | None = None) -> str:
        """Up to `most` words that the grammar does not know; or, with `without`, that are of none of these classes."""
        if without is None:
            return f"(?:[{OTHER}]|{self.one('=-')}){{0,{most}}}?"
        wanted = {*without, *(f"={w}" for w in without)}
        barred = "".join(s for classes, s in self.sets.items() if classes & wanted)
        return f"[^{BREAK}{re.escape(barred)}]{{0,{most}}}?"

    def entries(self, name: str) -> str:
        """A pattern for any entry of a class, those of several words first; compound numerals by their two parts."""
        if name not in self._patterns:
            self._patterns[name] = self._entries(name)
        return self._patterns[name]

    def _entries(self, name: str) -> str:
        parts = self._compounds.get(name)
        if parts is not None and all(join.endswith(" ") for join in parts.joins):
            first, second = (f"(?:{self.entries(part)})" for part in parts.order)
            joins = "|".join(self._run(join) for join in parts.joins)
            several = "".join(f"{self._run(e)}|" for e in self._several(parts.own))
            return f"{first}(?:{joins}){second}|{several}{first}|{second}|{self.one(name)}"
        return "|".join([*map(self._run, self._several(self.words.get(name, ()))), self.one(name)])

    def _several(self, entries: Iterable[str]) -> list[str]:
        """Those of several words, the longest first."""
        return sorted((e for e in entries if " " in e), key=len, reverse=True)

    def _run(self, words: str) -> str:
        return "".join(self.one(f"={w}") for w in words.split())


def needed(items: list[Item], matching: Callable[[str, str], frozenset[str]]) -> frozenset[str]:
    """Symbols of which one stands in whatever `items` match; empty if that cannot be said of them."""
    # open brackets > alternatives > what each of them needs
    groups: list[list[list[frozenset[str]]]] = [[[]]]
    for (kind, what, _), after in zip(items, [*items[1:], ("", "", "")], strict=True):
        needs: frozenset[str] = frozenset()
        if kind != "sign":
            needs = matching(kind, what) if kind != "gap" else needs
        elif what == "(":
            groups.append([[]])
        elif what == "|":
            groups[-1].append([])
        elif what == ")":
            needs = _of_each(groups.pop())
        if needs and after[:2] != ("sign", "?"):
            groups[-1][-1].append(needs)
    return _of_each(groups[0])


def _of_each(alternatives: list[list[frozenset[str]]]) -> frozenset[str]:
    """The narrowest need of each alternative, together; empty if one of them needs nothing."""
    if not all(alternatives):
        return frozenset()
    return frozenset().union(*(min(needs, key=len) for needs in alternatives))
