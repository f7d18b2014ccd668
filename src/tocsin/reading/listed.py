"""Names of places in languages without place words of their own: countries, capitals, and larger towns as listed."""

import re
from collections.abc import Iterator

from tocsin.atlas import Entry, Gazetteer, countries, fold, match, surfaces
from tocsin.reading.namesakes import Option
from tocsin.reading.toponyms import ENOUGH, Toponym

LARGE = 200_000  # people; smaller towns share their names with too many plain words
HUGE = 1_000_000  # people, for names of two characters
SHORTEST = 4  # letters of a town's name in scripts with an alphabet
LETTERS = 2, 4  # characters of a town's name in Chinese
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[㐀-鿿]+")


def listed(text: str, gazetteer: Gazetteer | None, language: str) -> list[Toponym]:
    """Countries and capitals by the atlas, then towns of more than 200,000 people that the gazetteer lists by this name."""
    found = [
        t
        for m in match(text, language)
        if (t := _of_atlas(text, m.start, m.end, m.entries, gazetteer))
    ]
    taken = [(m.start, m.end) for m in match(text, language)]
    if gazetteer is not None:
        for start, end in _names(text):
            if any(a < end and b > start for a, b in taken):
                continue
            options = (
                () if _plain(text[start:end], language) else _towns(gazetteer, text[start:end])
            )
            if options:
                taken.append((start, end))
                found.append(Toponym(start, end, text[start:end], "town", options, ENOUGH))
    return sorted(found, key=lambda t: t.start)


def _plain(words: str, language: str) -> bool:
    """Whether these are plain words of the language that only look like a name."""
    return surfaces(language).get(fold(words)) == ()


def _of_atlas(
    text: str, start: int, end: int, entries: tuple[Entry, ...], gazetteer: Gazetteer | None
) -> Toponym | None:
    entry = next((e for e in entries if e.kind in ("country", "capital")), None)
    country = countries().get(entry.country or "") if entry else None
    if entry is None or country is None:
        return None
    if entry.kind == "country":
        c = country
        options: tuple[Option, ...] = (
            Option(
                c.name, c.lat, c.lon, c.iso3, None, c.population, "country", "country", c.geonameid
            ),
        )
    else:
        names = _towns(gazetteer, entry.name) if gazetteer else ()
        options = tuple(o for o in names if o.country == entry.country)
    return Toponym(start, end, text[start:end], entry.kind, options, ENOUGH)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """What may be a name: words and pairs of words, capitalised where the script has capitals; runs of characters."""
    for m in _HAN.finditer(text):
        least, most = LETTERS
        for size in range(most, least - 1, -1):
            for start in range(m.start(), m.end() - size + 1):
                yield start, start + size
    read = list(_WORD.finditer(text))
    for i, m in enumerate(read):
        if _HAN.match(m[0]) or len(m[0]) < SHORTEST or m[0][0].islower():
            continue
        after = read[i + 1] if i + 1 < len(read) else None
        if after is not None and text[m.end() : after.start()] in (" ", "-"):
            yield m.start(), after.end()
        yield m.span()


def _towns(gazetteer: Gazetteer, name: str) -> tuple[Option, ...]:
    found = (c for c in gazetteer.find(name) if c.feature.startswith("PPL"))
    return tuple(
        Option(c.name, c.lat, c.lon, c.country, c.admin1, c.population, "town", "city", c.geonameid)
        for c in found
        if c.population >= (HUGE if _HAN.match(name) and len(name) < 3 else LARGE)
    )
