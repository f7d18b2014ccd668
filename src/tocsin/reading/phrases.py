"""Phrases of a grammar kept as data: patterns over words, found anywhere in a text.

A grammar is a TOML file: `[word.CLASS]` maps a value to the words that have it, `[macro]` names pieces of
patterns, `[[phrase]]` lists patterns of one reading. A pattern is words and `{class}` or `{class:name}` apart by
spaces, with `( | )`, `~gap` (words in between), a `?` after what may be missing, `<macro>`, and `<<` / `>>` round the part that is the phrase
when words before or after only have to be there. `{number}` `{day}` `{year}` `{two}` are numerals by their form.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from tocsin.atlas import BadTable
from tocsin.reading.alphabet import Alphabet, Compound, Item, needed
from tocsin.reading.wording import NUMERALS, TOKEN, plain, words_of

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
        self.compounds = {
            name: _compound(c, data.get("word", {}).get(name, {}))
            for name, c in data.get("compound", {}).items()
        }
        self.words = self._values(data.get("word", {}))
        self._rows = [(p, row) for row in data.get("phrase", ()) for p in row["match"]]
        self._items = {p: self._read(p, p, 0) for p, _ in self._rows}
        literal = (
            what for items in self._items.values() for kind, what, _ in items if kind == "word"
        )
        self._alphabet = Alphabet(
            self.words, literal, frozenset(data.get("cased", ())), self.compounds
        )
        self.patterns = [self._compile(p, row) for p, row in self._rows]
        self._asking = self._askers()
        self._triggers = re.compile(f"[{re.escape(''.join(self._alphabet.loud()))}]")

    def _values(self, table: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, values in table.items():
            entries = {" ".join(words_of(w)): v for v, ws in values.items() for w in ws}
            found[name] = entries
        for name, compound in self.compounds.items():
            tens, units = found[compound.tens], found[compound.units]
            joined = {
                f"{u}{j}{t}" if compound.backwards else f"{t}{j}{u}": str(int(a) + int(b))
                for t, a in tens.items()
                for u, b in units.items()
                for j in compound.joins
            }
            found[name] = found.get(name, {}) | tens | units | joined
        return found

    def _bad(self, pattern: str, what: str) -> BadTable:
        line = self._text[: max(self._text.find(pattern), 0)].count("\n") + 1
        return BadTable(f"{self.name}:{line}: {what} in {pattern!r}")

    def _read(self, pattern: str, whole: str, depth: int) -> list[Item]:
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

    def _askers(self) -> dict[str, list[int]]:
        """The patterns by the symbols that let them match: one of these stands in whatever a pattern matches."""
        found: dict[str, list[int]] = {}
        for rank, (pattern, _) in enumerate(self._rows):
            narrow = needed(self._items[pattern], self._alphabet.matching)
            for symbol in narrow or self._alphabet.sets.values():
                found.setdefault(symbol, []).append(rank)
        return found

    def _compile(self, pattern: str, row: Mapping[str, Any]) -> Pattern:
        out: list[str] = []
        parts: dict[str, tuple[str, str]] = {}
        for kind, what, name in self._items[pattern]:
            if kind == "class":
                group = f"{name}_{len(parts)}"
                parts[group] = (what, name)
                out.append(f"(?:(?P<{group}>{self._alphabet.entries(what)}))")
            elif kind == "gap":
                out.append(self._alphabet.gap(**self.data["gap"][what]))
            elif kind == "word":
                out.append(self._alphabet.one(f"={what}"))
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
        symbol = self._alphabet.symbol
        for m in TOKEN.finditer(text):
            starts.append(m.start())
            ends.append(m.end())
            symbols.append(symbol(m[0]))
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
        asked = {rank for symbol in set(run) for rank in self._asking.get(symbol, ())}
        hits = [
            (*m.span("span_"), rank, m, self.patterns[rank])
            for rank in asked
            for m in self.patterns[rank].regex.finditer(run)
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


def _compound(written: Mapping[str, Any], values: Mapping[str, list[str]]) -> Compound:
    """A compound as its table writes it; `values` are the entries that its class has beside."""
    own = tuple(" ".join(words_of(entry)) for entries in values.values() for entry in entries)
    joins = tuple(written.get("joins", Compound._field_defaults["joins"]))
    return Compound(written["tens"], written["units"], own, joins, written.get("first") == "units")


@cache
def grammar(language: str, name: str) -> Grammar | None:
    """The grammar `name` of a language, from lexicons/<language>/<name>.toml; None if there is none."""
    source = files("tocsin.reading") / "lexicons" / language / f"{name}.toml"
    return Grammar(source) if source.is_file() else None
