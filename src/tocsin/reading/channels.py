"""Channels: the agencies, outlets and readouts that words came through, told by name."""

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import choice, rows

PARTS = frozenset({"head", "name", "back", "vague"})
_RUN = r"[^\W\d_a-z][\w.’'&-]{0,40}(?:[ \t]+(?:of[ \t]+)?[^\W\d_a-z][\w.’'&-]{0,40}){0,7}"
_STOP = re.compile(r"(?<=[a-z]{3})\.\s")  # the end of a sentence, not of "St." or "U.S."
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_THROUGH = (
    r"(?:(?:quoted|cited|carried|published|aired|broadcast|relayed|reported|released)\s+by"
    r"|via|through|in\s+an?\s+(?:interview|statement|briefing)\s+(?:with|to|by))\s+"
)


class Words(NamedTuple):
    """The words of one language for channels: heads of noun phrases, parts of names, those that point back, vague ones."""

    head: frozenset[str]
    name: frozenset[str]
    back: frozenset[str]
    vague: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """The words for channels from lexicons/<language>/channels.tsv, none if there is no such file; raises BadTable."""
    found: dict[str, set[str]] = {part: set() for part in PARTS}
    table = files("tocsin.reading") / "lexicons" / language / "channels.tsv"
    for row in rows(table, ("word", "part")) if table.is_file() else ():
        found[choice(row, "part", PARTS)].add(row["word"])
    return Words(**{part: frozenset(w) for part, w in found.items()})


class Channels:
    """The channels of one text; `name` tells a mention by its fullest name."""

    def __init__(self, text: str, known: Words) -> None:
        self._text, self._words = text, known
        self._names = self._named()
        self._by_word: dict[str, list[str]] = {}
        for a, b in self._names:
            full = " ".join(text[a:b].split())
            self._by_word.setdefault(full.split()[0], []).append(full)
        through = rf"{_THROUGH}(?P<who>(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:{_RUN}|{_alternatives(known.head)}))"
        self.through = re.compile(through)

    def _named(self) -> list[tuple[int, int]]:
        """Names in the text of which one word is a word for outlets: "Avaria News Agency"."""
        found = []
        for run in re.finditer(_RUN, self._text):
            name = _STOP.split(run[0], maxsplit=1)[0].rstrip(".,")
            parts = re.findall(r"\w+", name.lower())
            if len(parts) > 1 and any(p in self._words.name for p in parts[1:]):
                found.append((run.start(), run.start() + len(name)))
        return found

    def is_channel(self, start: int, end: int) -> bool:
        """Whether the noun phrase at [start, end) is an outlet, an agency, a readout."""
        phrase = _ARTICLE.sub("", self._text[start:end])
        last = phrase.lower().split()[-1:] or [""]
        tail = " ".join(phrase.lower().split()[-2:])
        if last[0] in self._words.head or tail in self._words.head:
            return True
        return self._full(phrase) is not None or any(
            f" {h} " in f" {phrase.lower()} " for h in self._words.head
        )

    def is_vague(self, start: int, end: int) -> bool:
        """Whether the words come from nobody by name: "reports", "some sources"."""
        last = self._text[start:end].lower().split()[-1:]
        return bool(last) and last[0] in self._words.vague

    def name(self, start: int, end: int) -> str:
        """The channel at [start, end) by its fullest name in the text; "the report" is the channel named last before it."""
        phrase = " ".join(_ARTICLE.sub("", self._text[start:end]).split())
        if phrase.lower() in self._words.back and self._text[start:end].lower().startswith("the "):
            n = bisect_right(self._names, (start, start)) - 1
            return " ".join(self._text[slice(*self._names[n])].split()) if n >= 0 else phrase
        if full := self._full(phrase):
            return full
        runs = re.findall(_RUN + r"$", phrase)
        return runs[0] if runs and not phrase[:1].isupper() else phrase

    def _full(self, phrase: str) -> str | None:
        short = phrase.strip().rstrip(".,")
        for full in self._by_word.get(short.split()[0], ()) if short[:1].isupper() else ():
            if full == short or full.startswith(short + " "):
                return full
        return None


def _alternatives(phrases: frozenset[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) or r"(?!)"
