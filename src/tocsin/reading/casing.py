"""Text in capitals brought back to ordinary case, letter for letter, so that offsets stay."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tocsin.atlas import match, roles
from tocsin.reading.lemma import forms
from tocsin.reading.lexicon import Lexicon
from tocsin.reading.vocabulary import words
from tocsin.reading.wordbook import Wordbook, name_words, wordbook

_LETTERS = 40  # a text needs that many before its case says anything
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ]*(?:['’](?!S\b)[A-ZÀ-ÖØ-Þ]+)*")
_SHORT = re.compile(
    r"\((?P<short>[A-Z][A-Z0-9-]{1,7})\)|(?<![A-Z])(?P<open>[A-Z]{2,7}) ?\[(?=[A-Z]+ [A-Z])"
)
_MODEL = re.compile(r"-\d")
_GIVEN = re.compile(r"(?<!EL )(?<!SAN )\b(?P<given>[A-Z]{3,})[ \n](?=(?P<name>[A-Z]{4,})\b)")
_BODY = re.compile(
    r"(?:^|[,;\n]|\b(?:THE|BY|AN?|OF THE|CALLED|NAMED))[ \n]+(?P<body>(?:(?!THE\b|BY\b)[A-Z'’-]+[ \n]){1,6}?)[(\[][A-Z]{2,8}(?:-[A-Z0-9]+)?[)\]]"
)
BODIES = words("bodies-named")
_UNITS = words("units")
_CALENDAR = words("calendar")
_ENDS = re.compile(
    r"(?:ing|ed|ly|tion|sion|ment|ness|ity|ous|ive|able|ible|ical|ance|ence|ism|ists?|ers?|ors?|ings|tions|ments|ities|"
    r"ful|less|ward|wards|ship|hood|age|ure|ures|ages|ants?|ents?)$"
)


class _Known(NamedTuple):
    """What is known of words before a text is looked at, and the abbreviations that it explains."""

    common: frozenset[str]
    names: frozenset[str]
    given: frozenset[str]
    opening: frozenset[str]
    joining: frozenset[str]
    book: Wordbook | None
    short: frozenset[str]


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= _LETTERS and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def restored(text: str, lexicon: Lexicon | None, language: str = "en") -> str:
    """The text in ordinary case, of the same length; a text that is not in capitals stays as it is.

    Names of the atlas, well-known names and words that no list of words holds keep a capital; so do the first words of
    sentences, and names of bodies that the text abbreviates beside them ("Army of National Liberation (ELN)").
    """
    if not is_capitals(text):
        return text
    known = _known(text, lexicon, language)
    known = known._replace(names=known.names | frozenset(_surnames(text, known)))
    out = _WORD.sub(lambda m: _cased(text, m, known), text)
    for start, end in (*_bodies(text, known.short), *_places(text, known)):
        out = out[:start] + _titled(text[start:end], known) + out[end:]
    for name in match(text.title() if len(text.title()) == len(text) else text, language):
        if not name.entries[0].cased:
            out = out[: name.start] + _titled(text[name.start : name.end], known) + out[name.end :]
        else:
            out = out[: name.start] + text[name.start : name.end] + out[name.end :]
    return out if len(out) == len(text) else text


def _cased(text: str, m: re.Match[str], known: _Known) -> str:
    word, low = m[0], m[0].lower()
    if word in known.short or (len(word) <= 3 and _MODEL.match(text, m.end())):
        return word  # "FMLN", "AK-47"
    if low == "i" or (len(word) == 1 and text[m.end() : m.end() + 1] == "."):
        return word
    if low in known.joining and not _opens(text, m.start()):
        return low
    if low in _CALENDAR and not (low in ("may", "march") and not _dated(text, m)):
        return word.capitalize()
    if _is_name(low, known):
        return word.capitalize() if re.search(r"[AEIOUY]", word) or len(word) > 5 else word
    return word.capitalize() if _opens(text, m.start()) else low


def _surnames(text: str, known: _Known) -> Iterator[str]:
    """Words of lists that stand as family names in this text: after a given name, with no word that opens a place before."""
    for m in _GIVEN.finditer(text):
        given, name = m["given"].lower(), m["name"].lower()
        if (
            given in known.given
            and name not in known.common
            and not (known.book and known.book.verb(name))
        ):
            yield name


def _dated(text: str, m: re.Match[str]) -> bool:
    """Whether a day or a year stands beside the word: "on 4 May", "May 1990"."""
    beside = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s*$", re.IGNORECASE)
    return bool(beside.search(text[max(0, m.start() - 6) : m.start()])) or bool(
        re.match(r"\.?\s+\d", text[m.end() : m.end() + 4])
    )


def _is_name(low: str, known: _Known) -> bool:
    if low in known.names or low in known.opening:
        return True
    if low in known.common or low in _UNITS:
        return False
    if known.book is None:
        return not (len(low) > 5 and _ENDS.search(low))
    return not known.book.plain(low) and not known.book.noun(low)


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \n\t\"“'([")
    if re.search(r"\b[A-Z]\.$", before) and not text[:start].endswith(("  ", "\n")):
        return False  # "the U.S. advisers"
    return not before or before[-1] in ".!?]" or text[:start].endswith(("--\n", "-- ", "\n\n   "))


def _titled(name: str, known: _Known) -> str:
    """Words of a name, each with its capital; those that join stay small, abbreviations stay."""

    def one(m: re.Match[str]) -> str:
        low = m[0].lower()
        if m.start() and (low in known.joining or low in ("of", "the", "and", "for", "in")):
            return low
        return m[0] if m[0] in known.short else m[0].capitalize()

    return re.sub(r"(?<!\.)[A-ZÀ-Þ](?!\.)[A-ZÀ-Þ'’]*", one, name)


def _bodies(text: str, short: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Phrases whose initials the text gives beside them: "ARMY OF NATIONAL LIBERATION (ELN)", "FPL [POPULAR ...]"."""
    for m in re.finditer(r"(?<=[A-Z]) \(([A-Z]{3,7})\)", text):
        before = re.compile(rf"(?:[A-Z'’-]+[ \n]){{1,{len(m[1]) + 1}}}[A-Z'’-]+$").search(
            text[: m.start()]
        )
        if before and (at := _initials(before[0], m[1])) is not None:
            yield before.start() + at, m.start()
    for m in _BODY.finditer(text):
        if BODIES & set(m["body"].lower().split()):
            yield m.start("body"), m.end("body")
    for m in re.finditer(r"\b([A-Z]{3,7}) \[([A-Z][A-Z'’ \n-]+)\]", text):
        if m[1] in short and _initials(m[2], m[1]) == 0:
            yield m.span(2)


def _initials(phrase: str, short: str) -> int | None:
    """Where in a phrase the words begin that have the letters of an abbreviation, in any order; None if they have not."""
    words = [
        m for m in re.finditer(r"[A-Z'’]+", phrase) if m[0] not in ("OF", "THE", "AND", "FOR", "IN")
    ]
    for n in range(len(words)):
        if sorted(w[0][0] for w in words[n:]) == sorted(short):
            return words[n].start()
    return None


def _places(text: str, known: _Known) -> Iterator[tuple[int, int]]:
    """A word after "San", "El", "Puerto" belongs to the name."""
    opening = "|".join(sorted(w.upper() for w in known.opening))
    for m in re.finditer(rf"\b(?:{opening})[ \n]+(?:DE |LAS? |LOS )?[A-Z]{{3,}}", text):
        yield m.span()


def _known(text: str, lexicon: Lexicon | None, language: str) -> _Known:
    common, given = _common(language), name_words("given")
    short = frozenset(m["short"] or m["open"] for m in _SHORT.finditer(text))
    triggers = lexicon.triggers(strict=False) if lexicon else frozenset()
    all_common = common | triggers
    book = wordbook()
    return _Known(
        all_common, given | name_words("family"), given, name_words("opening"), name_words("joining"), book,
        frozenset(s for s in short if not _word(s.lower(), all_common, book)),
    )  # fmt: skip


def _word(low: str, common: frozenset[str], book: Wordbook | None) -> bool:
    return low in common or (
        book is not None and len(low) > 3 and (book.plain(low) or book.noun(low))
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
        "personal",
        "unnamed",
    ):
        for word in words(name):
            out.update((*forms(word, "v"), *forms(word, "n")))
    return frozenset(out)
