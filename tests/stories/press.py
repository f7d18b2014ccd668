"""An invented press: reports of outlets that do not exist about states that do not exist, and readings by hand."""

from typing import Any

from tocsin.records import (
    Actor,
    Characterisation,
    Claim,
    Counted,
    Dated,
    Event,
    Place,
    Published,
    Quantity,
    Quote,
    Reading,
    Report,
    Span,
    name_of,
    passage,
)

STATES = {"Avaria": "AVA", "Brennia": "BRE", "Costmark": "COS", "Dorland": "DOR"}


def report(text: str, title: str | None = None, day: str | None = None, **more: Any) -> Report:
    """A report in English, published on `day` if one is given."""
    published = Published(value=day, precision="day", how="given") if day else None
    return Report(
        title=title,
        text=text,
        language="en",
        digest="",
        text_digest="",
        published=published,
        **more,
    )


def span(where: Report, words: str) -> tuple[int, int]:
    """Where `words` stand in a report."""
    start = where.text.index(words)
    return start, start + len(words)


def somebody(where: Report, words: str, name: str | None = None, **more: Any) -> Actor:
    """An actor named by `words`; a state of the invented league by its code."""
    start, end = span(where, words)
    return Actor(start=start, end=end, name=name or words, **{"country": STATES.get(words)} | more)


def claim(where: Report, words: str, says: Any, **more: Any) -> Claim:
    """A claim whose passage is `words`."""
    return Claim(
        passage=passage(name_of(where), where.text, *span(where, words)),
        says=says,
        rule="by hand",
        **more,
    )


def act(where: Report, words: str, category: str, verb: str, **more: Any) -> Claim:
    """An act told in `words` by the predicate `verb`."""
    start, end = span(where, verb)
    said = {k: more.pop(k) for k in ("speaker", "via") if k in more}
    event = Event(
        category=category,
        act=Span(start=start, end=end),
        rule="by hand",
        **{"reality": "actual"} | more,
    )
    return claim(where, words, event, **said)


def town(where: Report, words: str, country: str) -> Place:
    """A town named by `words`."""
    start, end = span(where, words)
    return Place(start=start, end=end, name=words, country=country, precision="city")


def dated(
    where: Report, words: str, value: str, edtf: str | None = None, kind: Any = "DATE"
) -> Dated:
    """A time expression."""
    start, end = span(where, words)
    return Dated(start=start, end=end, value=value, type=kind, edtf=edtf)


def quoted(where: Report, content: str, words: str, speaker: str, **more: Any) -> Claim:
    """Words of `speaker`."""
    start, end = span(where, content)
    return claim(
        where,
        words,
        Quote(content=(Span(start=start, end=end),)),
        speaker=somebody(where, speaker),
        **more,
    )


def counted(where: Report, words: str, kind: str, **more: Any) -> Claim:
    """A number given in `words`."""
    return claim(where, words, Counted(quantity=Quantity(kind=kind, **more)))


def label(where: Report, words: str, of: Any, target: str | None = None, **more: Any) -> Claim:
    """What somebody calls something."""
    return claim(where, words, Characterisation(words=words, of=of, target=target), **more)


def read(
    where: Report, *claims: Claim, dates: tuple[Dated, ...] = (), places: tuple[Place, ...] = ()
) -> Reading:
    """A reading by hand."""
    return Reading(
        report=name_of(where), reader="by hand", claims=claims, dates=dates, places=places
    )


def named(*reports: Report) -> list[tuple[str, Report]]:
    """Reports with their names."""
    return [(name_of(r), r) for r in reports]


def readings(*given: Reading) -> dict[str, Reading]:
    """Readings by the name of their report."""
    return {r.report: r for r in given}
