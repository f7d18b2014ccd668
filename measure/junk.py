"""Texts as nobody writes them: reports of the bundled corpus cut up and spoilt, and junk. The same seed gives the same text."""

import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import tocsin.desk
from tocsin.intake import reports
from tocsin.records import Report

CORPUS = Path(tocsin.desk.__file__).parent / "corpus" / "reports"
SIZE = 10_000  # bytes of UTF-8
Chance = random.Random

BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
MARKS = "\u0301\u0308\u0323\u064b\u0651\u20dd\ufe0f\u200d\u200c\u00ad\ufeff"
ODD = "\x00\x01\x0b\x1f\x7f\x85\u2028\u2029\ufffd\U0001f525\U0010ffff\u3000\ufdfa\u0130\u1e9e\ufb01\u01c5"
STOPS = "...…!?؟。！,;:—–-\"'“”„«»‹›「」『』()[]{}<>&#*_~|\\/%$@=+"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹一二三十百千万½²"
NAMES = "U.S. Gen. 12th 3.5 1,000,000 2025-13-45 June 31 al-Abc O’Brien’s http://a.b/?c=d&e NATO’s (ABC) [XYZ] $1bn"


@cache
def texts(language: str) -> tuple[str, ...]:
    """The reports of the bundled corpus in a language; those of all languages where it has none."""
    found = [
        r for path in sorted(CORPUS.rglob("*.*")) for r in reports(path.read_bytes(), path.name)
    ]
    read = [r for r in found if isinstance(r, Report)]
    return tuple(r.text for r in read if r.language == language) or tuple(r.text for r in read)


def junk(language: str, number: int, size: int = SIZE) -> str:
    """The text of a number: one in four is made of nothing but odd signs, the others of spoilt reports."""
    chance = Chance(f"{language}/{number}")
    if number % 4 == 3:
        text = _noise(chance, size)
    else:
        text = _joined(chance, texts(language), size)
        for _ in range(chance.randint(1, 12)):
            text = chance.choice(SPOILERS)(chance, text)
    return text.encode()[:size].decode(errors="ignore")


def _joined(chance: Chance, stock: Sequence[str], size: int) -> str:
    """Pieces of reports, cut anywhere."""
    out = ""
    while len(out.encode()) < size:
        text = chance.choice(stock)
        start = chance.randrange(max(1, len(text)))
        out += text[start : start + chance.randint(1, 3000)] + chance.choice(
            ("\n", " ", "", "\n\n")
        )
    return out


def _noise(chance: Chance, size: int) -> str:
    signs = chance.choice(
        (BIDI, MARKS, ODD, STOPS, DIGITS, BIDI + MARKS + ODD + STOPS + DIGITS + "aА،中 ")
    )
    run = "".join(chance.choices(signs, k=chance.randint(1, 60)))
    return run * (size // len(run.encode()) + 1)


def _long_word(chance: Chance, text: str) -> str:
    return _put(
        chance,
        text,
        chance.choice(("a", "Ж", "ش", "中", "A", "’", "ﷺ")) * chance.randint(100, 5000),
    )


def _nested(chance: Chance, text: str) -> str:
    """Quotes within quotes, opened and hardly ever closed."""
    marks = chance.choice(("“", "\"'", "«", "„“", "「", "(", "['"))
    return _put(chance, text, (marks + " said ") * chance.randint(10, 300))


def _sprinkled(chance: Chance, text: str) -> str:
    """Odd signs at every so many characters."""
    signs, step = chance.choice((BIDI, MARKS, ODD, STOPS, DIGITS)), chance.randint(3, 200)
    return "".join(c + chance.choice(signs) if n % step == 0 else c for n, c in enumerate(text))


def _repeated(chance: Chance, text: str) -> str:
    """A stretch of the text over and over."""
    start, length = chance.randrange(max(1, len(text))), chance.randint(1, 80)
    return _put(chance, text, text[start : start + length] * chance.randint(10, 400))


def _shuffled(chance: Chance, text: str) -> str:
    """The words in another order."""
    words = text.split(" ")
    start = chance.randrange(max(1, len(words)))
    part = words[start : start + chance.randint(2, 400)]
    chance.shuffle(part)
    return " ".join(words[:start] + part + words[start + len(part) :])


def _unspaced(chance: Chance, text: str) -> str:
    """A stretch without spaces, or without line breaks, or without stops."""
    start, length = chance.randrange(max(1, len(text))), chance.randint(100, 4000)
    gone = chance.choice((" ", "\n", ".", ","))
    return text[:start] + text[start : start + length].replace(gone, "") + text[start + length :]


def _cased(chance: Chance, text: str) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _listed(chance: Chance, text: str) -> str:
    """A list that does not end: names, numbers, commas."""
    return _put(
        chance, text, ", ".join(chance.choices(NAMES.split(), k=chance.randint(20, 400))) + " and "
    )


def _put(chance: Chance, text: str, what: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + what + text[at:]


SPOILERS: tuple[Callable[[Chance, str], str], ...] = (
    _long_word, _nested, _sprinkled, _repeated, _shuffled, _unspaced, _cased, _listed,
)  # fmt: skip
