"""Phrases of a grammar kept as data: patterns over words, found anywhere in a text.

A grammar is a TOML file: `[word.CLASS]` maps a value to the words that have it, `[macro]` names pieces of
patterns, `[[phrase]]` lists patterns of one reading. A pattern is words and `{class}` or `{class:name}` apart by
spaces, with `( | )`, `~gap` (words in between), a `?` after what may be missing, `<macro>`, and `<<` / `>>` round the part that is the phrase
when words before or after only have to be there. `{number}` `{day}` `{year}` `{two}` are numerals by their form.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any, NamedTuple

from tocsin.atlas import BadTable
from tocsin.reading.wording import DIGITS, NUMERALS, TOKEN, numeral_classes, plain, words_of

OTHER, BREAK = ".", "\n"
LONGEST = 15  # digits; a longer string of them counts nothing
_ITEM = re.compile(r"\{(\w+)(?::(\w+))?\}|<<|>>|<(\w+)>|~(\w+)|[()|?]|[^\s(){}|?]+")


class Found(NamedTuple):
    """Characters [start, end) match a pattern of `reading`; `said` has the values of its parts by name."""

    start: int
    end: int
    reading: str
    said: Mapping[str, str]
    settings: Mapping[str, Any]


class Pattern(NamedTuple):
    """A pattern ready to run over symbols: `parts` gives the class behind each named group."""

    regex: re.Pattern[str]
    reading: str
    parts: Mapping[str, tuple[str, str]]
    settings: Mapping[str, Any]


class Tokens(NamedTuple):
    """The words of a text: where each begins and ends, and one symbol for each."""

    starts: list[int]
    ends: list[int]
    symbols: str


class Grammar:
    """The phrases of one file; raises BadTable with file:line for a pattern or word that cannot be used."""

    def __init__(self, source: Traversable) -> None:
        self.name = source.name
        self._text = source.read_text("utf-8")
        try:
            data = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as wrong:
            raise BadTable(f"{self.name}: {wrong}") from wrong
        self.data: Mapping[str, Any] = data
        self.words = self._values(data.get("word", {}))
        self._cased = frozenset(data.get("cased", ()))
        self._rows = [(p, row) for row in data.get("phrase", ()) for p in row["match"]]
        self._items = {p: self._read(p, p, 0) for p, _ in self._rows}
        self._classes: dict[str, set[str]] = {}
        self._symbols = self._assign()
        self.patterns = [self._compile(p, row) for p, row in self._rows]
        self._triggers = re.compile(f"[{re.escape(''.join(self._loud()))}]")

    def _values(self, table: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, values in table.items():
            entries = {" ".join(words_of(w)): v for v, ws in values.items() for w in ws}
            found[name] = entries
        for name, parts in self.data.get("compound", {}).items():
            tens, units = found[parts["tens"]], found[parts["units"]]
            joined = {
                f"{t}{j}{u}": str(int(a) + int(b))
                for t, a in tens.items()
                for u, b in units.items()
                for j in (" ", " - ", " и ", " et ")[:2]
            }
            found[name] = found.get(name, {}) | tens | units | joined
        return found

    def _bad(self, pattern: str, what: str) -> BadTable:
        line = self._text[: max(self._text.find(pattern), 0)].count("\n") + 1
        return BadTable(f"{self.name}:{line}: {what} in {pattern!r}")

    def _read(self, pattern: str, whole: str, depth: int) -> list[tuple[str, str, str]]:
        """The items of a pattern, macros put in: (kind, class or word, name of the part)."""
        items = []
        for m in _ITEM.finditer(pattern):
            if m[1]:
                if m[1] not in self.words and m[1] not in NUMERALS:
                    raise self._bad(whole, f"there is no class {m[1]!r}")
                items.append(("class", m[1], m[2] or m[1]))
            elif m[3]:
                macro = self.data.get("macro", {}).get(m[3])
                if macro is None or depth > 4:
                    raise self._bad(whole, f"there is no macro {m[3]!r}")
                items += [
                    ("sign", "(", ""),
                    *self._read(macro, whole, depth + 1),
                    ("sign", ")", ""),
                ]
            elif m[4]:
                if m[4] not in self.data.get("gap", {}):
                    raise self._bad(whole, f"there is no gap {m[4]!r}")
                items.append(("gap", m[4], ""))
            elif m[0] in ("(", ")", "|", "?", "<<", ">>"):
                items.append(("sign", m[0], ""))
            else:
                items += [("word", w, "") for w in words_of(m[0])]
        return items

    def _assign(self) -> dict[str, str]:
        """A symbol for every spelling of every word that the grammar knows."""
        for items in self._items.values():
            for kind, word, _ in items:
                if kind == "word":
                    self._classes.setdefault(word, set()).add(f"={word}")
        for name, entries in self.words.items():
            for entry in entries:
                self._add(entry.split(" "), name)
        sets: dict[frozenset[str], str] = {}
        found: dict[str, str] = {}
        for word, classes in self._classes.items():
            lower = frozenset(c for c in classes if c not in self._cased)
            for spelling in {word.title(), word.upper(), word.capitalize()}:
                found[spelling] = _symbol(sets, frozenset(classes))
            found[word] = _symbol(sets, lower or frozenset(["="]))
        for digits in chain(
            map(str, range(2200)),
            (f"{n:02}" for n in range(10)),
            (f"{n:03}" for n in range(100)),
            ["2200"],
        ):
            named = self._classes.get(digits, set())
            found[digits] = _symbol(sets, numeral_classes(digits) | named)
        self._sets = sets
        self._number = found["2200"]
        return found

    def _add(self, entry: list[str], name: str) -> None:
        if len(entry) == 1:
            self._classes.setdefault(entry[0], set()).add(name)
            return
        for word in entry:
            self._classes.setdefault(word, set()).add(f"={word}")

    def _loud(self) -> Iterator[str]:
        """Symbols that make a stretch of words worth a look: words of classes whose name has no underscore."""
        rare = {
            f"={max(e.split(' '), key=len)}"
            for name, entries in self.words.items()
            for e in entries
            if not name.startswith("_") and " " in e
        }
        for classes, symbol in self._sets.items():
            if any(c in rare or not c.startswith(("_", "=")) for c in classes):
                yield symbol

    def _any(self, wanted: str) -> str:
        symbols = "".join(s for classes, s in self._sets.items() if wanted in classes)
        return f"[{re.escape(symbols)}]" if symbols else "(?!)"

    def _gap(self, most: int, without: list[str] | None = None) -> str:
        """Up to `most` words that the grammar does not know; or, with `without`, that are of none of these classes."""
        if without is None:
            return f"(?:[{OTHER}]|{self._any('=-')}){{0,{most}}}?"
        wanted = {*without, *(f"={w}" for w in without)}
        barred = "".join(s for classes, s in self._sets.items() if classes & wanted)
        return f"[^{BREAK}{re.escape(barred)}]{{0,{most}}}?"

    def _class(self, name: str) -> str:
        several = sorted((e for e in self.words.get(name, ()) if " " in e), key=len, reverse=True)
        runs = ["".join(self._any(f"={w}") for w in e.split(" ")) for e in several]
        return "|".join([*runs, self._any(name)])

    def _compile(self, pattern: str, row: Mapping[str, Any]) -> Pattern:
        out: list[str] = []
        parts: dict[str, tuple[str, str]] = {}
        for kind, what, name in self._items[pattern]:
            if kind == "class":
                group = f"{name}_{len(parts)}"
                parts[group] = (what, name)
                out.append(f"(?:(?P<{group}>{self._class(what)}))")
            elif kind == "gap":
                out.append(self._gap(**self.data["gap"][what]))
            elif kind == "word":
                out.append(self._any(f"={what}"))
            else:
                out.append("(?:" if what == "(" else what)
        body = "".join(out)
        before, _, rest = body.rpartition("<<")
        main, _, after = rest.partition(">>")
        ahead = f"(?={after})" if after else ""
        try:
            regex = re.compile(f"{before}(?P<span_>{main}){ahead}", re.DOTALL)
        except re.error as wrong:
            raise self._bad(pattern, str(wrong)) from wrong
        settings = {k: v for k, v in row.items() if k not in ("match", "reading")}
        return Pattern(regex, row["reading"], parts, settings)

    def tokens(self, text: str) -> Tokens:
        """The words of `text` and their symbols; unknown words are OTHER, line breaks BREAK."""
        starts, ends, symbols = [], [], []
        known, number = self._symbols, self._number
        for m in TOKEN.finditer(text):
            word = m[0]
            symbol = known.get(word)
            if symbol is None:
                if word[0].isdigit() and len(word) <= LONGEST:
                    symbol = known.get(word.translate(DIGITS), number)
                else:
                    symbol = BREAK if word[0] == "\n" else OTHER
            starts.append(m.start())
            ends.append(m.end())
            symbols.append(symbol)
        return Tokens(starts, ends, "".join(symbols))

    def find_in(
        self,
        text: str,
        spans: Iterable[tuple[int, int]],
        wrong: Callable[[Found], bool] = lambda found: False,
    ) -> list[Found]:
        """The phrases within each of `spans`; other than in `find`, unknown words may stand inside, where gaps allow.

        A phrase that is `wrong` gives way to the next longest.
        """
        tokens = self.tokens(text)
        found: list[Found] = []
        for start, end in spans:
            a, b = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
            run = tokens.symbols[a:b]
            if self._triggers.search(run):
                found += self._in_run(text, tokens, a, run, wrong)
        return found

    def find(self, text: str) -> list[Found]:
        """The phrases of `text` in order, none overlapping another: the longest wins, then the first in the file."""
        tokens = self.tokens(text)
        found: list[Found] = []
        for run in re.finditer(r"[^.\n]+", tokens.symbols):
            if self._triggers.search(run[0]):
                found += self._in_run(text, tokens, run.start(), run[0], lambda f: False)
        return found

    def _in_run(
        self, text: str, tokens: Tokens, at: int, run: str, wrong: Callable[[Found], bool]
    ) -> list[Found]:
        taken = bytearray(len(run))
        found = []
        for a, b, m, pattern in self._hits(run):
            if any(taken[a:b]):
                continue
            said = self._said(text, tokens, at, m, pattern)
            start, end = tokens.starts[at + a], tokens.ends[at + b - 1]
            phrase = Found(start, end, pattern.reading, said, pattern.settings)
            if not wrong(phrase):
                taken[a:b] = b"\1" * (b - a)
                found.append(phrase)
        return sorted(found, key=lambda f: f.start)

    def _hits(self, run: str) -> list[tuple[int, int, re.Match[str], Pattern]]:
        """All matches in a run of symbols, the longest first, then in the order of the file."""
        hits = [
            (*m.span("span_"), rank, m, pattern)
            for rank, pattern in enumerate(self.patterns)
            for m in pattern.regex.finditer(run)
            if m["span_"]
        ]
        hits.sort(key=lambda h: (h[0] - h[1], h[2], h[0]))
        return [(a, b, m, pattern) for a, b, _, m, pattern in hits]

    def _said(
        self, text: str, tokens: Tokens, at: int, m: re.Match[str], pattern: Pattern
    ) -> dict[str, str]:
        said = {}
        for group, (word, name) in pattern.parts.items():
            a, b = m.span(group)
            if a < 0:
                continue
            words = [text[tokens.starts[at + i] : tokens.ends[at + i]] for i in range(a, b)]
            key = " ".join(plain(w) for w in words)
            said[name] = self.words.get(word, {}).get(key, re.sub(r"[.,]", "", key))
        return said


def _symbol(sets: dict[frozenset[str], str], classes: frozenset[str]) -> str:
    return sets.setdefault(classes, chr(0xE000 + len(sets)))


@cache
def grammar(language: str, name: str) -> Grammar | None:
    """The grammar `name` of a language, from lexicons/<language>/<name>.toml; None if there is none."""
    source = files("tocsin.reading") / "lexicons" / language / f"{name}.toml"
    return Grammar(source) if source.is_file() else None
