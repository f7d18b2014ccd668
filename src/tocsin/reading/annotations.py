"""Claims as W3C Web Annotations (JSON-LD), and the verdicts that people put into them.

A claim is the body with purpose "classifying", its passage the target with a position and a quote selector. A reviewer
adds a body with purpose "assessing" (the verdict), "editing" (the claim that should stand) and "commenting" (a note).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from tocsin.reading.review import BadReview, Reviewed, located, plain, verdict_of, whole
from tocsin.records import Claim, Passage, name_of

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"claim": {"@id": "urn:tocsin:claim", "@type": "@json"}},
]
URN = "urn:tocsin:"
BROKEN = (KeyError, TypeError, AttributeError)


def written(rows: Iterable[Reviewed], reader: str) -> str:
    """An AnnotationPage of the rows, as text; `reader` is named as the creator of what was read."""
    items = [_annotation(row, reader) for row in rows]
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": items}
    return msgspec.json.format(msgspec.json.encode(page), indent=1).decode() + "\n"


def _annotation(row: Reviewed, reader: str) -> dict[str, Any]:
    claim = row.read or row.stands
    if claim is None:
        raise BadReview("a row holds no claim, neither one that was read nor one that should stand")
    read = {"id": URN + name_of(row.read)} if row.read else {}
    by = {"creator": {"type": "Software", "name": reader}} if row.read else {}
    return {
        **read, "type": "Annotation", "motivation": "assessing", **by,
        "body": list(_bodies(row)), "target": _target(claim.passage),
    }  # fmt: skip


def _bodies(row: Reviewed) -> Iterator[dict[str, Any]]:
    for purpose, claim in (("classifying", row.read), ("editing", row.stands)):
        if claim is not None:
            yield {"type": "Dataset", "purpose": purpose, "claim": plain(claim)}
    for purpose, value in (("assessing", row.verdict), ("commenting", row.note)):
        if value is not None:
            yield {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(p: Passage) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": p.quote, "prefix": p.before, "suffix": p.after}
    place = {"type": "TextPositionSelector", "start": p.start, "end": p.end}
    return {"source": URN + p.report, "selector": [place, quote]}


def read(text: str, texts: Mapping[str, str]) -> Iterator[Reviewed]:
    """The rows of an AnnotationPage about reports with these texts (by name). Raises BadReview naming the annotation."""
    try:
        listed = list(enumerate(msgspec.json.decode(text)["items"], 1))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError, *BROKEN) as err:
        raise BadReview(f"this is no AnnotationPage with items: {err}") from err
    for number, item in listed:
        try:
            yield _row(item, texts)
        except BROKEN as err:
            raise BadReview(
                f"annotation {number} lacks a part, or has it in another form: {err!r}"
            ) from err
        except BadReview as err:
            raise BadReview(f"annotation {number}: {err}") from err


def _row(item: Any, texts: Mapping[str, str]) -> Reviewed:
    where = _passage(item["target"], texts)
    bodies = {body["purpose"]: body for body in item["body"]}
    return Reviewed(
        _claim(bodies.get("classifying"), where),
        verdict_of(str(bodies["assessing"]["value"])) if "assessing" in bodies else None,
        _claim(bodies.get("editing"), where),
        str(bodies["commenting"]["value"]) if "commenting" in bodies else None,
    )  # fmt: skip


def _claim(body: Any, where: Passage) -> Claim | None:
    return whole(body["claim"], where) if body is not None else None


def _passage(target: Any, texts: Mapping[str, str]) -> Passage:
    by = {selector["type"]: selector for selector in target["selector"]}
    place = by.get("TextPositionSelector")
    report = str(target["source"]).removeprefix(URN)
    return located(
        texts, report, by["TextQuoteSelector"]["exact"], place["start"] if place else None
    )
