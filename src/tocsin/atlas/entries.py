"""What a name stands for, how it may be written, and the table of countries that other tables lean on."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import msgspec
from babel import Locale, UnknownLocaleError

from tocsin.atlas.tables import Row, rows

Kind = Literal[
    "country",
    "demonym",
    "capital",
    "seat",
    "org",
    "body",
    "group",
    "office",
    "person-role",
    "region",
    "historic",
]
DATA = files("tocsin.atlas") / "data"
ABBREVIATION = 5  # letters; up to here a word in capitals ("US", "WHO") counts in capitals only


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a name stands for. `country` is ISO 3166-1 alpha-3, XKX, or IGO, NGO, MNC, IMG (armed groups) for what belongs to no one state.

    `org` is our code of an organisation, `sector` a PLOVER sector, `since` and `until` days (or years) in ISO form,
    `until` being the first day on which it is no longer so. `cased`: the name counts only when written in capitals.
    """

    name: str
    kind: Kind
    country: str | None = None
    org: str | None = None
    sector: str | None = None
    office: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    cased: bool = False

    def holds(self, on: str | None) -> bool:
        """Whether this stands on the day `on` (ISO; None asks for no day)."""
        return (
            on is None
            or self.kind == "historic"
            or (self._begun(on) and (self.until is None or on < self.until))
        )

    def _begun(self, on: str) -> bool:
        return self.since is None or self.since <= on or self.since.startswith(on)


class Surface(msgspec.Struct, frozen=True):
    """A name as it is written in running text, and what it may stand for, the likeliest first.

    `behind` is a particle that must be written together with it ("لل", which has taken its article). One that stands for
    nothing is a phrase that only looks as if it held a name.
    """

    written: str
    entries: tuple[Entry, ...]
    behind: str = ""

    def fits(self, text: str) -> bool:
        """Whether `text`, equal but for case, is a fair way to write this name ("us" is not "US", "turkey" no state)."""
        if self.entries and self.entries[0].cased:
            return text.upper() == text
        first = next((c for c in self.written if c.isalpha()), "")
        seen = next((c for c in text if c.isalpha()), "")
        return not (first.isupper() and seen.islower())


_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´ʿʾ", "'"),
        **dict.fromkeys("‐‑‒–", "-"),
        **dict.fromkeys("أإآ", "ا"),
        **dict.fromkeys("يى", "ی"),
        "ك": "ک",
        "ة": "ه",
        "ё": "е",
        "Ё": "е",
        "İ": "i",
        **dict.fromkeys(
            "\u00a0\u200c", " "
        ),  # the joiner of Persian parts what is written as one word
    }
)


def fold(text: str) -> str:
    """The text in lower case, apostrophes, hyphens and letters written in two ways made one, character for character."""
    same = text.translate(_SAME)
    low = same.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in same)


def plain(text: str) -> str:
    """The text without accents."""
    parts = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def several(row: Row, column: str) -> list[str]:
    """The words of a cell that holds several, parted by semicolons."""
    return [word.strip() for word in row[column].split(";") if word.strip()]


def cased(written: str) -> bool:
    """Whether a name is a short abbreviation, which counts in capitals only."""
    letters = [c for c in written if c.isalpha()]
    return 0 < len(letters) <= ABBREVIATION and all(c.isupper() for c in letters)


def country_rows() -> Iterator[Row]:
    """The lines of the table of countries."""
    columns = ("iso2", "iso3", "lat", "lon", "adjectives", "people", "aliases", "capitals")
    return rows(DATA / "countries.tsv", columns)


@cache
def iso2_codes() -> Mapping[str, str]:
    """alpha-2 by alpha-3."""
    return MappingProxyType({row["iso3"]: row["iso2"] for row in country_rows()})


def territories(language: str) -> Mapping[str, str]:
    """CLDR's names of countries in a language, by alpha-2 code; empty for a language CLDR does not know."""
    try:
        names: Mapping[str, str] = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return names
