"""Quotes and reported speech: content, speaker and cue, as the reader finds them."""

from typing import Any

from measure.tasks.tools import reading, report
from tocsin.records import Quote, Span

Row = dict[str, Any]


def quotes(row: Row) -> Row:
    """The quotes of one article."""
    claims = reading(report(row["text"], published=row.get("date"))).claims
    return {
        "id": row["id"],
        "quotes": [_plain(c.says) for c in claims if isinstance(c.says, Quote)],
    }


def _plain(quote: Quote) -> Row:
    return {
        "content": _pairs(quote.content),
        "speaker": _pairs(quote.speaker),
        "cue": _pairs(quote.cue),
        "direct": quote.direct,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
