"""Places that a text names, and where they are: point, GeoNames id, country, and how exact the point is."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tocsin.atlas import Gazetteer, counties_named
from tocsin.reading.bearings import county_centre, homeland, neighbours, resolved
from tocsin.reading.listed import listed
from tocsin.reading.namesakes import Option, by_letters, options
from tocsin.reading.parse import Token
from tocsin.reading.peoples import peoples
from tocsin.reading.placewords import has_cues
from tocsin.reading.toponyms import ENOUGH, Finder, Toponym
from tocsin.records import Place, PlacePrecision, Point

PRECISIONS: tuple[PlacePrecision, ...] = ("point", "city", "region", "country")


def places(
    text: str,
    gazetteer: Gazetteer | None,
    tokens: Iterable[Token] | None = None,
    title: str | None = None,
    language: str = "en",
    *,
    adjectives: bool = False,
) -> tuple[Place, ...]:
    """The places named in `text`, in order, none overlapping another; without a point where none could be told.

    Without a gazetteer only countries, regions and curated features are known. `title` is read for context only;
    `tokens` (with Penn tags) overrule names that the tagger holds for plain words. With `adjectives`, "Avarian"
    counts as naming Avaria; else it names people and is no place.
    """
    found = _found(text, gazetteer, language)
    extra = _found(title, gazetteer, language) if title and not text.startswith(title) else []
    kept = _kept(found, _plain_words(tokens))
    context = _kept(extra, frozenset())
    chosen = resolved([*kept, *context], text, language)
    if more := neighbours(found, kept, chosen):
        kept = sorted([*kept, *more], key=lambda t: t.start)
        chosen = resolved([*kept, *context], text, language)
    towns = homeland(kept, chosen)
    told = [_place(t, chosen.get(t.name), kept, towns) for t in kept]
    if adjectives:
        told += peoples(text, [(p.start, p.end) for p in told], language)
        told.sort(key=lambda p: p.start)
    return tuple(told)


def _found(text: str, gazetteer: Gazetteer | None, language: str) -> list[Toponym]:
    """With the place words of the language, or by the lists where it has none."""
    if has_cues(language):
        return Finder(text, gazetteer, language).find()
    return listed(text, gazetteer, language)


def _plain_words(tokens: Iterable[Token] | None) -> frozenset[int]:
    """Where the tagger sees verbs, adverbs and the like: capitalised there, they only open a sentence."""
    if tokens is None:
        return frozenset()
    return frozenset(t.start for t in tokens if not t.tag.startswith(("NN", "JJ", "CD", "FW")))


def _kept(found: Sequence[Toponym], plain: frozenset[int]) -> list[Toponym]:
    """The toponyms with enough evidence: their own, or that of the same name elsewhere in the text."""
    best: dict[str, float] = {}
    for t in found:
        best[t.name] = max(best.get(t.name, 0.0), t.weight)
    return [t for t in found if best[t.name] >= ENOUGH and t.start not in plain]


def _place(
    t: Toponym, option: Option | None, kept: Sequence[Toponym], towns: list[Option]
) -> Place:
    if option is None and t.kind == "county":
        return _county(t, county_centre(t.name, towns, kept))
    if option is None:
        return Place(start=t.start, end=t.end, name=t.name, kind=t.kind)
    return Place(
        start=t.start,
        end=t.end,
        name=option.name if option.kind == "country" else t.name,
        point=Point(lat=option.lat, lon=option.lon),
        geonameid=option.geonameid,
        country=option.country,
        kind=option.kind,
        precision=next((p for p in PRECISIONS if p == option.precision), None),
    )


def _county(t: Toponym, about: Option | None) -> Place:
    """A county: the gazetteer keeps no centres of counties, so it is put where the towns of the report say."""
    point = Point(lat=about.lat, lon=about.lon) if about else None
    return Place(
        start=t.start,
        end=t.end,
        name=t.name,
        point=point,
        country=about.country if about else None,
        kind="county",
        precision="region",
    )


def located(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer | None, language: str = "en"
) -> tuple[Place, ...]:
    """Where the names at given spans are: each span taken for a place, the rest of the text for context."""
    finder = Finder(text, gazetteer, language)
    marked = [_marked(finder, start, end) for start, end in spans]
    chosen = resolved(marked, text, language)
    towns = homeland(marked, chosen)
    told = (_place(t, chosen.get(t.name), marked, towns) for t in marked)
    return tuple(p if p.point else _of_people(p, text, language) for p in told)


def _marked(finder: Finder, start: int, end: int) -> Toponym:
    name = finder.text[start:end]
    after = next((i for i, w in enumerate(finder.words) if w.start >= end), len(finder.words))
    found = options(finder.gazetteer, name) or tuple(by_letters(name))
    kind = found[0].kind if found else "county" if counties_named(name) else "place"
    return Toponym(start, end, name, kind, found, ENOUGH, finder.within(after))


def _of_people(place: Place, text: str, language: str) -> Place:
    """A name without a point of its own, as the country or region of the people it names, if it names one."""
    name = text[place.start : place.end]
    found = next(peoples(name, (), language), None)
    if found is None:
        return place
    return replace(found, start=place.start, end=place.end)
