"""Where and when a story's happenings were: spots for a map and a feed, moments for a line of time."""

from tocsin.briefing.compose import Numbers
from tocsin.briefing.dossier import Dossier, told
from tocsin.briefing.lines import line, reality, telling
from tocsin.briefing.sheet import Moment, Spot
from tocsin.briefing.spoken import sort_key
from tocsin.records import Happening, Passage, Place, PlacePrecision


def spots(
    dossier: Dossier, happenings: tuple[Happening, ...], numbers: Numbers
) -> tuple[Spot, ...]:
    """The places of happenings that some reading could put on the Earth, each once, with their lines."""
    found: dict[tuple[int, int], Spot] = {}
    for happening in filter(telling, happenings):
        for place, passages in _places(dossier, happening):
            if place.point is not None:
                text = line(dossier, happening, numbers).text
                key = (place.point.lat, place.point.lon)
                found[key] = _added(found.get(key), place, text, passages, happening.date)
    return tuple(found.values())


def _places(dossier: Dossier, happening: Happening) -> list[tuple[Place, tuple[Passage, ...]]]:
    placed = [
        (e.place, c.passage) for c, e in told(dossier, happening) if e.place and e.place.point
    ]
    best: dict[str, tuple[Place, tuple[Passage, ...]]] = {}
    for place, p in placed:
        before = best.get(place.name)
        best[place.name] = (place, (*before[1], p) if before else (p,))
    named = best.get(happening.place or "")
    return [named] if named else list(best.values())[:1]


def _added(
    before: Spot | None, place: Place, text: str, passages: tuple[Passage, ...], date: str | None
) -> Spot:
    precision: PlacePrecision = place.precision or "region"
    point = place.point
    assert point is not None  # only places with a point come here
    lines, dates = (before.lines, before.dates) if before else ((), ())
    return Spot(
        name=place.name,
        point=point,
        precision=precision,
        lines=tuple(dict.fromkeys((*lines, text))),
        passages=tuple(dict.fromkeys((*(before.passages if before else ()), *passages))),
        dates=tuple(dict.fromkeys((*dates, date) if date else dates)),
    )


def moments(
    dossier: Dossier, happenings: tuple[Happening, ...], numbers: Numbers
) -> tuple[Moment, ...]:
    """The dated happenings in the order of time; open years last."""
    dated = sorted((h for h in happenings if h.date and telling(h)), key=lambda h: sort_key(h.date))
    return tuple(
        Moment(
            date=h.date or "",
            text=line(dossier, h, numbers).text,
            reality=reality(dossier, h),
            passages=h.passages,
        )
        for h in dated
    )
