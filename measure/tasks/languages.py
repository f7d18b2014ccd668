"""Sentences of our own in the languages that are read without a parser: the task `languages`."""

from collections.abc import Iterator
from typing import Any

from measure.tasks.tools import kit, reading, report
from tocsin.reading import Cast
from tocsin.records import Actor, Claim, Counted, Event, Quote, Span

Row = dict[str, Any]


def languages(row: Row) -> Row:
    """Events by codes, quotes, dates, numbers and names of one sentence."""
    text, language = row["text"], row["lang"]
    of = report(text, published=row.get("published"), language=language)
    found = reading(of)
    said = [c for c in found.claims if isinstance(c.says, Event)]
    return {
        "id": row["id"],
        "events": [_event(c.says) for c in said if isinstance(c.says, Event)],
        "quotes": [q for c in found.claims if isinstance(c.says, Quote) for q in _quote(text, c)],
        "dates": [{"words": text[d.start : d.end], "value": d.value} for d in found.dates],
        "numbers": [_number(c.says) for c in found.claims if isinstance(c.says, Counted)],
        "names": list(_names(text, language, row.get("published"))),
    }


def _event(event: Event) -> Row:
    return {
        "category": event.category,
        "who": [code(a) for a in event.initiators],
        "whom": [code(a) for a in event.recipients],
        "reality": event.reality,
    }


def code(actor: Actor) -> str:
    """The code of an actor: of the organisation, else of the country, else the sector; "" where there is none."""
    return actor.org or actor.country or actor.sector or ""


def _quote(text: str, claim: Claim) -> Iterator[Row]:
    quote = claim.says
    assert isinstance(quote, Quote)
    yield {
        "words": " ".join(_words(text, s) for s in quote.content),
        "speaker": " ".join(_words(text, s) for s in quote.speaker) or None,
    }


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _number(counted: Counted) -> Row:
    q = counted.quantity
    return {"kind": q.kind, "low": q.low, "best": q.best, "high": q.high}


def _names(text: str, language: str, on: str | None) -> Iterator[Row]:
    for a in Cast.of(text, (), kit(language), on).actors_in(0, len(text)):
        yield {"words": text[a.start : a.end], "code": code(a)}
        if a.sector:
            yield {"words": text[a.start : a.end], "code": code(a), "sector": a.sector}
