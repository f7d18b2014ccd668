"""`run.py accuracy` on a folder of our own: every task is answered, floors are held, nothing of the gold is shown."""

import gzip
import json
from pathlib import Path

import pytest

from measure import accuracy, floors
from measure.gold import SHOWN, gold_sets
from measure.score import TASKS
from measure.tasks import PREDICTORS

TEXT = "The foreign minister of Norway met his Chilean counterpart in Oslo on Friday. “We will go on,” he said."
GOLD: dict[str, dict[str, object]] = {
    "sentences": {"events": [{"category": "CONSULT", "quad": "verbal cooperation", "initiators": [{"start": 0, "end": 30}], "recipients": []}]},
    "triples": {"events": [{"category": "CONSULT", "words": "met", "initiators": [{"text": "Norway", "country": "NOR"}], "recipients": [{"text": "Chile", "country": "CHL"}]}]},
    "petrarch": {"date": "20240503", "events": []},
    "documents": {"header": "", "incidents": []},
    "military": {"type": "DIPLO"},
    "actors": {"text": "Norwegian foreign minister", "country": "NOR", "sectors": ["GOV"]},
    "relevance": {"date": "20240503", "country": "Norway", "origin": "own", "relevant": False},
    "places": {"lang": "en", "places": [{"start": 59, "end": 63, "text": "Oslo", "lat": 59.9, "lon": 10.7}]},
    "quotes": {"quotes": []},
    "dates": {"lang": "en", "published": "2024-05-05", "dates": []},
    "grouping": {"title": "Ministers meet", "lang": "en", "story": "a"},
    "copies": {"kind": "original", "copies": []},
    "compare": {"docs": [{"id": "d", "text": TEXT}], "claims": [], "status": []},
    "arabic": {"lang": "ar", "asked": "PROTEST", "label": "no", "events": []},
    "bodies": {"url": "https://lantern.example/1", "html": "page.html.gz", "body": TEXT},
    "seeds": {"file": "one.txt", "events": [], "quotes": [], "norms": [], "places": [], "dates": []},
    "annotations": {"lang": "en", "corrections": [{"verdict": "refused", "read": {"start": 0, "end": 9, "kind": "denial"}}]},
    "languages": {"lang": "fr", "half": "b", "events": []},
    "facts": {"status": "agree", "fact": "", "why": "", "passages": [{"doc": "one", "start": 0, "end": 5, "text": "The f"}, {"doc": "one", "start": 6, "end": 9, "text": "ore"}]},
}  # fmt: skip


SENTENCES = f"""
[[sentence]]
half = "b"
text = "{TEXT}"
events = [{{ category = "CONSULT", who = ["NOR"], whom = ["CHL"] }}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for task, gold in GOLD.items():
        (tmp_path / task).mkdir()
        rows = [{"id": "one", "text": TEXT} | gold, {"id": "two", "text": TEXT} | gold]
        text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        (tmp_path / task / "own.jsonl").write_text(text, "utf-8")
    (tmp_path / "languages" / "own.jsonl").unlink()
    (tmp_path / "languages" / "en.toml").write_text(SENTENCES, "utf-8")
    page = f"<html><body><article><h1>Ministers meet</h1><p>{TEXT}</p></article></body></html>"
    (tmp_path / "bodies" / "page.html.gz").write_bytes(gzip.compress(page.encode()))
    return tmp_path


def test_every_task_that_can_be_scored_is_answered():
    assert set(PREDICTORS) == set(TASKS) == set(SHOWN) == set(GOLD)


def test_a_row_is_shown_without_its_gold(folder):
    for gold in gold_sets(folder):
        for row in gold.questions():
            assert set(row) <= {"id", *SHOWN[gold.task]}
            assert not set(row) & {"events", "story", "relevant", "incidents", "kind", "label"}


def test_a_run_writes_predictions_and_figures_for_every_set(home, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert accuracy.main([str(folder), "--predict", str(tmp_path / "out")]) == 0

    whole = json.loads((tmp_path / "build" / "accuracy.json").read_text("utf-8"))
    assert {r["task"] for r in whole["rows"]} == {*TASKS, "corpus"}
    assert set(whole) == {"v", "commit", "reader", "lexicon_hash", "model_sha256", "gate", "rows"}
    said = json.loads(
        (tmp_path / "out" / "triples" / "own.jsonl").read_text("utf-8").split("\n")[0]
    )
    assert said["events"][0]["category"] == "CONSULT"


def test_a_set_that_falls_under_its_floor_fails_the_run_and_a_raised_floor_never_sinks(
    home, folder, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert accuracy.main([str(folder), "--task", "dates", "--raise"]) == 0
    held = floors.bars()["dates"]["own"]
    held["plain"]["floor"]["value_f1"] = 2.0
    (tmp_path / "accuracy.toml").write_text("".join(floors._lines({"dates": {"own": held}})))

    assert accuracy.main([str(folder), "--task", "dates", "--raise"]) == 1

    assert "dates/own value_f1" in capsys.readouterr().out
    assert floors.bars()["dates"]["own"]["plain"]["floor"]["value_f1"] == 2.0


def test_a_folder_without_gold_is_refused(tmp_path, capsys):
    assert accuracy.main([str(tmp_path)]) == 2
    assert "no TASK/SET.jsonl" in capsys.readouterr().err
