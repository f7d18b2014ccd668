"""Text in capitals brought back to ordinary case, letter for letter, so that offsets stay."""

import re
from functools import cache

from tocsin.atlas import match, roles
from tocsin.reading.lemma import forms
from tocsin.reading.lexicon import Lexicon
from tocsin.reading.vocabulary import words

_LETTERS = 40  # a text needs that many before its case says anything
_WORD = re.compile(r"[A-Z][A-Z'’]*")
_ENDS = re.compile(
    r"(?:ing|ed|ly|tion|sion|ment|ness|ity|ous|ive|able|ible|ical|ance|ence|ism|ists?|ers?|ors?|ings|tions|ments|ities|"
    r"ful|less|ward|wards|ship|hood|age|ure|ures|ages|ants?|ents?)$"
)


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _LETTERS and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def restored(text: str, lexicon: Lexicon | None, language: str = "en") -> str:
    """The text in ordinary case, of the same length; a text that is not in capitals stays as it is.

    Names of the atlas and words that are no common words keep a capital; so do the first words of sentences.
    """
    if not is_capitals(text):
        return text
    common = _common(language) | (lexicon.triggers(strict=False) if lexicon else frozenset())
    out = _WORD.sub(lambda m: _cased(text, m, common), text)
    for name in match(text.title() if len(text.title()) == len(text) else text, language):
        out = (
            out[: name.start]
            + _titled(text[name.start : name.end], name.entries[0].cased)
            + out[name.end :]
        )
    return out if len(out) == len(text) else text


def _cased(text: str, m: re.Match[str], common: frozenset[str]) -> str:
    low = m[0].lower()
    if low in common or (len(low) > 5 and _ENDS.search(low)):
        return m[0].capitalize() if _opens(text, m.start()) else low
    if len(m[0]) <= 5 and not re.search(r"[AEIOUY]", m[0]):  # no vowel: an abbreviation
        return m[0]
    return m[0].capitalize()


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\t\"“'([")
    return not before or before[-1] in ".!?"


def _titled(name: str, cased: bool) -> str:
    return (
        name
        if cased
        else " ".join(w if w.upper() == w and "." in w else w.capitalize() for w in name.split(" "))
    )


@cache
def _common(language: str) -> frozenset[str]:
    """Words that are no names: role nouns, function words, the words of the lists, in all their forms."""
    out: set[str] = set()
    for noun in roles(language):
        out.update(noun.split())
    for name in (
        "no-name",
        "common",
        "light",
        "measures",
        "partitive",
        "place-nouns",
        "bodies-meant",
        "plan-nouns",
    ):
        for word in words(name):
            out.update((*forms(word, "v"), *forms(word, "n")))
    return frozenset(out)
