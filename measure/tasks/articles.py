"""Whole articles through the day's work: the tasks `seeds` and `facts`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure.gold import default_folder
from tocsin.desk.answers import report_answer
from tocsin.desk.day import Day, gather_paths, read_paths
from tocsin.desk.options import Known

Row = dict[str, Any]
# What the words for the relation of a fact become in the task `facts`.
STATUS = {"compatible": "agree", "update": "differ", "scope": "differ"}


def _folder() -> Path:
    return default_folder().parent / "seeds"


def seeds(row: Row) -> Row:
    """One article as `tocsin read --json` gives it, with `by` as a name."""
    path = _folder() / Path(row["file"]).name
    day = read_paths([path], Known(published=row.get("published")))
    name, report = next(iter(day.reports.items()))
    answer = report_answer(name, report, day.readings[name])
    answer["events"] = [_plain(e) for e in answer["events"]]
    return {"id": row["id"]} | {k: v for k, v in answer.items() if k != "report"}


def _plain(event: Row) -> Row:
    by = event.get("by")
    return event | {"by": by["name"] if by else None}


def facts(_: Sequence[Row]) -> Iterator[Row]:
    """The facts of the five articles, each pair of passages by the name of its file."""
    day = gather_paths([_folder()], Known())
    for story in day.stories:
        for happening in story.happenings:
            for fact in happening.facts:
                places = [_place(day, p) for a in fact.answers for p in a.passages]
                if len(places) > 1:
                    yield {"status": STATUS.get(fact.status, fact.status), "passages": places}


def _place(day: Day, passage: Any) -> Row:
    doc = day.taken.files[passage.report].stem
    return {"doc": doc, "start": passage.start, "end": passage.end}
