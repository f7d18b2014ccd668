"""Words that name a country or region by its people: "Avarian", "South Avarian", "European"."""

from collections.abc import Iterator, Sequence

from tocsin.atlas import countries, divisions_named, lookup
from tocsin.reading.placewords import Cues, Word, cues, words
from tocsin.records import Place, Point


def peoples(text: str, taken: Sequence[tuple[int, int]], language: str = "en") -> Iterator[Place]:
    """The places named by such words in `text`, other than in the spans `taken`."""
    known = cues(language)
    read = words(text)
    end = 0
    for i, word in enumerate(read):
        if not word.cased or word.start < end or _of_a_person(read, i, known):
            continue
        for j in (i + 2, i + 1):
            if j <= len(read) and all(w.near and w.cased for w in read[i + 1 : j]):
                place = _place(text, word.start, read[j - 1].end, known)
                if place is not None and not any(
                    a < place.end and b > place.start for a, b in taken
                ):
                    yield place
                    end = place.end
                    break


def _of_a_person(read: Sequence[Word], i: int, known: Cues) -> bool:
    """Is it somebody's surname: "Marie English", "English said"?"""
    before = read[i - 1].low if i and read[i].near else ""
    after = read[i + 1].low if i + 1 < len(read) else ""
    return before in known.given or after in known.says


def _place(text: str, start: int, end: int, known: Cues) -> Place | None:
    phrase = text[start:end]
    entry = next((e for e in lookup(phrase) if e.kind == "demonym"), None)
    country = countries().get(entry.country or "") if entry else None
    if country is not None:
        point = Point(lat=country.lat, lon=country.lon)
        return Place(
            start=start, end=end, name=country.name, point=point, geonameid=country.geonameid,
            country=country.iso3, kind="country", precision="country",
        )  # fmt: skip
    region = known.people.get(phrase.lower())
    for d in divisions_named(region) if region else ():
        point = Point(lat=d.lat, lon=d.lon)
        return Place(
            start=start, end=end, name=d.name, point=point, geonameid=d.geonameid,
            country=d.country, kind="division", precision="region",
        )  # fmt: skip
    return None
