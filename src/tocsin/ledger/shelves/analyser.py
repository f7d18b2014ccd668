"""Words of a text as the search index knows them: the same for what is kept and what is asked, in every script.

Case, marks and forms of letters are folded (NFKD; ي and ی, ك and ک, أ and ا alike), digits of all scripts are one.
Chinese and Japanese, which have no spaces, are cut into pairs of characters. A Persian word with a joiner inside is
kept both ways, joined and in its parts.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

MOST = 16_000  # words of a text that are indexed; PostgreSQL counts no further than 16,383
LONGEST = 64  # characters of a word; the rest of it is left out
JOINER = "\u200c"
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "ٱ": "ا",
        "ـ": "",
        "\u200d": "",
        "\u00ad": "",
    }
)
_WORD = re.compile(r"[^\W_]+(?:\u200c[^\W_]+)*")
_PAIRED = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_SPECIAL = re.compile(
    f"{JOINER}|{_PAIRED.pattern}"
)  # else a word is written in one way, as one word


def folded(text: str) -> str:
    """`text` without differences of case, marks, letter forms and digits; joiners stay."""
    folded_once = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", folded_once).translate(_LETTERS)
    return "".join(map(_letter, plain)) if not plain.isascii() else plain


def _letter(c: str) -> str:
    if c.isascii():
        return c
    kind = unicodedata.category(c)
    return "" if kind == "Mn" else str(unicodedata.decimal(c)) if kind == "Nd" else c


def words(text: str) -> list[str]:
    """The words of a text to keep, in order, at most MOST of them."""
    plain = folded(text)
    if not _SPECIAL.search(plain):
        return [m[0][:LONGEST] for m in islice(_WORD.finditer(plain), MOST)]
    found: list[str] = []
    for forms in asked(text):
        found += [word for form in forms for word in form]
        if len(found) >= MOST:
            break
    return found[:MOST]


def asked(text: str) -> Iterator[list[list[str]]]:
    """Each word of a text in the ways it may be written, each of them a row of index words that stand side by side."""
    for m in _WORD.finditer(folded(text)):
        forms = [_cut(m[0].replace(JOINER, ""))]
        if JOINER in m[0]:
            forms.append([w for part in m[0].split(JOINER) for w in _cut(part)])
        yield forms


def _cut(word: str) -> list[str]:
    """A word, or what of it stands in a script without spaces as pairs of characters."""
    found, at = list[str](), 0
    for m in _PAIRED.finditer(word):
        found += [word[at : m.start()]] if m.start() > at else []
        run = m[0]
        found += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
        at = m.end()
    found += [word[at:]] if at < len(word) else []
    return [w[:LONGEST] for w in found]
