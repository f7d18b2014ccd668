"""`run.py bench` on next to nothing: the shape of its figures. How fast anything is, no test says."""

import json
from pathlib import Path

import pytest

from measure import bench
from measure.benches import page
from measure.benches.peers import NoPeer
from measure.benches.table import BENCHES
from measure.benches.texts import ledes, pages, piles, texts
from measure.benches.worker import PEERS

PREFIXES = ("intake", "extract", "gate", "parse", "read", "copies", "group", "seal", "proof", "fsck", "search", "fold", "ingest",
            "schedules", "page", "first paint", "api", "sync", "heal", "mill", "question")  # fmt: skip
FIELDS = {"name", "unit", "better", "median", "runs", "rss_mib", "floor", "goal", "holds", "peer", "ratio"}  # fmt: skip
TINY = ["--runs", "1", "--scale", "0.01"]


@pytest.fixture
def place(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(place: Path) -> dict[str, object]:
    return json.loads((place / "build" / "bench.json").read_text("utf-8"))


def test_a_run_writes_a_row_for_every_bench_asked_for(place):
    assert bench.main(["intake", "seal, batches", *TINY, "--no-peers"]) == 0

    whole = written(place)
    assert set(whole) == {"v", "machine", "commit", "rows"}
    assert [row["name"] for row in whole["rows"]] == ["intake, plain text", "seal, batches of 256"]
    for row in whole["rows"]:
        assert set(row) >= FIELDS
        assert row["median"] > 0 and row["rss_mib"] > 0 and row["runs"] == 1
        assert row["peer"] is None and row["ratio"] is None
    assert isinstance(whole["rows"][1]["holds"], bool)


def test_the_fastest_peer_stands_in_the_row_and_all_beside_it(place, monkeypatch):
    said = {"datasketch": 2.0, "rensa": 4.0}
    monkeypatch.setattr(
        bench, "peer_measured", lambda name, *_: {"runs": [said[name]], "rss_mib": 9}
    )

    bench.main(["copies", *TINY])

    (row,) = written(place)["rows"]
    assert row["peer"] == {"name": "rensa", "median": 4.0}
    assert row["ratio"] == round(row["median"] / 4, 2) or row["median"] >= 100
    assert [p["name"] for p in row["peers"]] == ["datasketch", "rensa"]


def test_a_peer_that_cannot_be_measured_is_null_and_the_row_says_why(place, monkeypatch):
    def missing(*_: object) -> None:
        raise NoPeer("newspaper4k could not be installed: no network")

    monkeypatch.setattr(bench, "peer_measured", missing)

    assert bench.main(["extract", *TINY]) == 0

    (row,) = written(place)["rows"]
    assert row["peer"] is None
    assert row["note"] == "newspaper4k could not be installed: no network"


def test_a_name_that_begins_no_bench_is_refused_with_those_there_are(place, capsys):
    assert bench.main(["warp"]) == 2
    assert "intake, plain text" in capsys.readouterr().err


def test_every_bench_begins_with_a_known_word_and_every_floor_and_peer_belongs_to_one():
    bars = bench.tomllib.loads(bench.BARS.read_text("utf-8"))

    assert all(name.startswith(PREFIXES) for name in BENCHES)
    assert set(bars) <= set(BENCHES)
    assert {peer for b in BENCHES.values() for peer in b.peers} == set(PEERS)


@pytest.mark.parametrize("made", [texts, pages, piles, ledes])
def test_inputs_are_the_same_each_time(made):
    assert made(5) == made(5)
    assert len(made(5)) == 5


def test_a_text_has_the_length_of_a_news_report():
    assert all(300 <= len(text.split()) <= 600 for text in texts(50))


def test_a_page_is_made_with_its_words_kept():
    text = "Before.\n<!-- table: begin -->\nold\n<!-- table: end -->\nAfter.\n"

    assert page.between(text, "table", "new") == text.replace("old", "new")
