"""Whole articles through the day's work: the tasks `seeds` and `facts`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure.gold import default_folder
from measure.score import read_rows
from measure.tasks.tools import kit
from tocsin.desk.answers import report_answer
from tocsin.intake import Given, Limits, reports
from tocsin.reading import read
from tocsin.records import Passage, Reading, Report, name_of
from tocsin.stories import gather

Row = dict[str, Any]
# What the words for the relation of a fact become in the task `facts`.
STATUS = {"compatible": "agree", "update": "differ", "scope": "differ", "silent": "agree"}


def _taken(row: Row) -> tuple[str, Report, Reading]:
    """An article as the desk takes it in and reads it: its text with menus and doubles marked."""
    given = Given(published=row.get("published"), language="en")
    name = Path(row.get("file") or row["id"]).name
    found = reports(row["text"].encode(), name, form="text", given=given, limits=Limits())
    report = next(r for r in found if isinstance(r, Report))
    return name_of(report), report, read(report, kit())


def seeds(row: Row) -> Row:
    """One article as `tocsin read --json` gives it, with `by` as a name."""
    answer = report_answer(*_taken(row))
    answer["events"] = [_plain(e) for e in answer["events"]]
    return {"id": row["id"]} | {k: v for k, v in answer.items() if k != "report"}


def _plain(event: Row) -> Row:
    by = event.pop("by", None)
    return event | ({"by": by["name"]} if by else {})


def facts(rows: Sequence[Row]) -> Iterator[Row]:
    """The facts of the five articles: what ties passages of two reports, or two of one, by the id of the article."""
    docs, named, readings = {}, {}, {}
    for article in _articles(Path(rows[0]["folder"]).parent):
        name, report, reading = _taken(article)
        docs[name], named[name], readings[name] = article["id"], report, reading
    for story in gather(named.items(), readings).stories:
        for happening in story.happenings:
            for fact in happening.facts:
                passages = [p for a in fact.answers for p in a.passages]
                if len(passages) > 1:
                    status = STATUS.get(fact.status, fact.status)
                    yield {"status": status, "passages": [_place(docs, p) for p in passages]}


def _articles(folder: Path) -> Iterator[Row]:
    """The articles of the gold folder; where it has none, the five that lie beside the default folder."""
    sets = sorted((folder / "seeds").glob("*.jsonl"))
    for path in sets:
        yield from read_rows(str(path))
    if not sets:
        for file in sorted((default_folder().parent / "seeds").glob("*.txt")):
            yield {"id": file.stem, "text": file.read_text("utf-8")}


def _place(docs: dict[str, str], passage: Passage) -> Row:
    return {"doc": docs[passage.report], "start": passage.start, "end": passage.end}
