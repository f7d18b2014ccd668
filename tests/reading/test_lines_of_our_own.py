"""No line of a lexicon was written for a gold row: what stands in gold texts and in no text of ours must be general.

An entry of several words that gold texts have and ours have not is general where gold has it in three rows or more, or
where it is short and each of its words stands in other rows, in texts of ours or in other cells of our tables. A table of names of which most never occur so is a
directory: it was not written from gold. Whatever is left is named in general_phrases.tsv, with the reason.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ahocorasick_rs import AhoCorasick

from tests.gold import ROOT, folder
from tests.gold import gold as rows_of
from tocsin.atlas import rows

SRC = ROOT / "src" / "tocsin"
ALLOWED = Path(__file__).parent / "general_phrases.tsv"
FEW = 2  # gold rows, or places where a word stands
LONG = 4  # words
WORD = re.compile(r"[^\W\d_][\w'.-]*")


class Entry(NamedTuple):
    """Several words of a table, the tables that have them, and in how many gold rows they stand."""

    words: str
    tables: frozenset[str]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("’", "'").replace("‘", "'"))


def strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (s for pair in value.items() for v in pair for s in strings(v))
        case list():
            yield from (s for v in value for s in strings(v))


def written(table: Path) -> Iterator[str]:
    text = table.read_text("utf-8")
    if table.suffix == ".toml":
        yield from strings(tomllib.loads(text))
        return
    for line in text.splitlines():
        if not line.startswith("#"):
            yield from re.split(r"[\t;|]", line)


def tables() -> list[Path]:
    """The tables of lexicons and atlas."""
    return [*(SRC / "reading" / "lexicons").rglob("*.t*"), *(SRC / "atlas" / "data").glob("*.tsv")]


def entries() -> dict[str, set[str]]:
    """Every entry of two words or more in lexicons and atlas, with the tables it stands in."""
    found: dict[str, set[str]] = {}
    for table in tables():
        for cell in written(table):
            words = plain(cell.strip())
            if len(words.split()) > 1 and all(map(WORD.fullmatch, words.split())):
                found.setdefault(words, set()).add(f"{table.parent.name}/{table.name}")
    return found


class Finder:
    """Finds the entries in texts, as whole words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = sorted(phrases)
        self._machine = AhoCorasick(self.phrases)

    def __call__(self, text: str) -> set[str]:
        low = plain(text)
        return {
            self.phrases[n]
            for n, a, b in self._machine.find_matches_as_indexes(low, overlapping=True)
            if not (a and low[a - 1].isalnum()) and not (b < len(low) and low[b].isalnum())
        }


def gold_texts() -> Iterator[str]:
    for path in sorted(folder().glob("*/*.jsonl")):
        for row in rows_of(f"{path.parent.name}/{path.stem}"):
            yield "\n".join(strings(row))


def our_texts() -> Iterator[str]:
    """What we wrote ourselves beside the tables: pages, tests, bundled reports, ordinary text."""
    globs = ("README.md", "docs/**/*.md", "tests/**/*.py", "tests/**/*.toml", "measure/benches/*.txt",
             "src/tocsin/desk/corpus/**/*.*")  # fmt: skip
    for pattern in globs:
        for path in ROOT.glob(pattern):
            if path.is_file():
                yield path.read_text("utf-8", errors="replace")


def in_gold_only(found: dict[str, set[str]]) -> Iterator[tuple[str, int, Counter[str]]]:
    """The entries that no text of ours has, with the gold rows that have them; and how often each word stands anywhere."""
    finder, count = Finder(found), Counter[str]()
    words = Counter(w for table in tables() for cell in written(table) for w in words_of(cell))
    for text in gold_texts():
        count.update(finder(text))
        words.update(words_of(text))
    for text in our_texts():
        words.update(words_of(text))
        for phrase in finder(text):
            count.pop(phrase, None)
    yield from ((phrase, n, words) for phrase, n in count.items())


def words_of(text: str) -> set[str]:
    return set(WORD.findall(plain(text)))


def directories(found: dict[str, set[str]], only: Iterable[str]) -> set[str]:
    """The tables of the atlas of which not half stands in gold texts only."""
    every = Counter(t for tables in found.values() for t in tables)
    lone = Counter(t for phrase in only for t in found[phrase])
    return {t for t, n in every.items() if t.startswith("data/") and 2 * lone[t] <= n}


def test_what_stands_in_gold_texts_and_in_none_of_ours_is_general() -> None:
    if not (folder() / "sentences").is_dir():
        rows_of("sentences/plv")  # skips, or fails where gold is required
    found = entries()
    only = list(in_gold_only(found))
    known = directories(found, (phrase for phrase, _, _ in only))
    allowed = {row["phrase"] for row in rows(ALLOWED, ("phrase", "reason"))}

    doubtful = [
        f"{phrase!r} in {', '.join(sorted(found[phrase]))}: {n} gold rows"
        for phrase, n, words in only
        if n <= FEW
        and not found[phrase] <= known
        and (len(phrase.split()) >= LONG or any(words[w] <= FEW for w in phrase.split()))
        and phrase not in allowed
    ]

    assert doubtful == [], "in gold texts only, and not said to be general:\n" + "\n".join(doubtful)


@pytest.mark.parametrize(
    "row", list(rows(ALLOWED, ("phrase", "reason"))), ids=lambda r: r["phrase"]
)
def test_a_phrase_that_is_let_through_has_its_reason(row: dict[str, str]) -> None:
    assert len(row["reason"].split()) >= 3
