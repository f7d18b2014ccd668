"""Words that judge, in every language of the desk: what a title must not say outside quotation marks."""

import re
from functools import cache

from tocsin.atlas.entries import DATA, plain
from tocsin.atlas.languages import languages
from tocsin.atlas.match import joins
from tocsin.atlas.tables import choice, rows

_KINDS = frozenset({"act", "actor", "place", "name"})
_QUOTED = re.compile(
    r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》'
)
_SAME = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " ", "’": "'", "‑": "-"})


class LoadedTitle(ValueError):
    """A title that judges: the message names the words; they may stand in quotation marks, with their speaker."""


def loaded_words(title: str) -> tuple[str, ...]:
    """The words of `title` outside quotation marks that characterise an actor, an act or a place, in their order.

    All desk languages are looked at, whatever language the title is in. Words are given in lower case.
    """
    names, words = _patterns()
    outside = names.sub(" ", _even(_QUOTED.sub(" ", title)))
    return tuple(found[0] for found in words.finditer(outside))


def neutral(title: str) -> str:
    """The title, if it judges nobody; else LoadedTitle naming the words."""
    if found := loaded_words(title):
        raise LoadedTitle(
            f"the title {title!r} judges: {', '.join(found)}; say what was done, to what, where and when, or put the "
            "words in quotation marks with who said them"
        )
    return title


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names, words = list[str](), list[str]()
    known = frozenset(languages())
    for row in rows(DATA / "loaded.tsv", ("language", "word", "kind")):
        word, kind = _even(row["word"]), choice(row, "kind", _KINDS)
        stem = re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
        choice(row, "language", known)
        whole = rf"(?<!\w){stem}(?!\w)" if joins(word[0]) else stem
        (names if kind == "name" else words).append(whole)
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(names)), re.compile("|".join(longest_first))


def _even(text: str) -> str:
    """The text in lower case, without accents, with one spelling of letters that Persian and Arabic write apart."""
    return plain(text).translate(_SAME).casefold()
