"""Claims under review: what a person marks beside each, and the corrections that come of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, get_args

import msgspec

from tocsin.records import Claim, Correction, Passage, Verdict, passage

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)


class BadReview(ValueError):
    """A reviewed claim that cannot be taken back; the message says which one, what is wrong and what is allowed."""


class Reviewed(NamedTuple):
    """A claim as `read` (None where the reader missed it), somebody's verdict (None: not looked at), what should stand."""

    read: Claim | None
    verdict: Verdict | None = None
    stands: Claim | None = None
    note: str | None = None


def verdict_of(written: str) -> Verdict | None:
    """The verdict as a person wrote it; nothing written is none. Raises BadReview."""
    word = written.strip().lower()
    if word and word not in VERDICTS:
        raise BadReview(f"the verdict is {written!r}; there is {', '.join(VERDICTS)}")
    return next((v for v in VERDICTS if v == word), None)


def corrections(rows: Iterable[Reviewed], by: str, at: datetime) -> Iterator[Correction]:
    """The corrections of all rows with a verdict, by `by`, handed in at `at`. Raises BadReview."""
    for number, row in enumerate(rows, 1):
        if row.verdict is None:
            continue
        if wrong := _wrong(row):
            raise BadReview(f"claim {number}: {wrong}")
        yield Correction(
            verdict=row.verdict, by=by, at=at, read=row.read, stands=row.stands, note=row.note
        )


def _wrong(row: Reviewed) -> str | None:
    """Why a verdict does not go with what stands beside it; None if it does."""
    if (row.verdict == "added") != (row.read is None):
        return (
            f"it is {row.verdict}; `added` is for claims that the reader missed, and for no others"
        )
    if row.verdict in ("changed", "added") and row.stands is None:
        return f"it is {row.verdict}, and does not say what should stand"
    if row.verdict in ("confirmed", "refused") and row.stands is not None:
        return f"it is {row.verdict}, and yet something else should stand; write `changed` for that"
    if row.read and row.stands and row.read.passage != row.stands.passage:
        return "it is changed to another passage; refuse it and add one there"
    return None


def plain(claim: Claim) -> dict[str, Any]:
    """The claim as JSON without its passage, which stands beside it."""
    found: dict[str, Any] = msgspec.to_builtins(claim)
    return {key: value for key, value in found.items() if key not in ("passage", "is")}


def whole(fields: Mapping[str, Any], where: Passage) -> Claim:
    """The claim of `fields`, as `plain` gives them, at `where`. Raises BadReview."""
    try:
        return msgspec.convert(
            {**fields, "is": "claim", "passage": msgspec.to_builtins(where)}, Claim
        )
    except (msgspec.ValidationError, TypeError) as err:
        raise BadReview(f"what stands there is no claim: {err}") from err


def located(texts: Mapping[str, str], report: str, quote: str, start: int | None = None) -> Passage:
    """Where `quote` stands in the text of `report`: at `start`, else at the one place it has. Raises BadReview."""
    if report not in texts:
        raise BadReview(f"{report or 'no report'} is not at hand here; export it first")
    text = texts[report]
    if start is None and text.count(quote) == 1:
        start = text.index(quote)
    if start is None:
        raise BadReview(
            f"the words {quote!r} stand {text.count(quote)} times in {report}; give their start"
        )
    if not quote or start < 0 or text[start : start + len(quote)] != quote:
        raise BadReview(f"the words {quote!r} do not stand at {start} in {report}")
    return passage(report, text, start, start + len(quote))
