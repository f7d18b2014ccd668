"""Every command through its door, in words and in JSON, on the bundled reports."""

import json
import sys

import pytest

from tocsin.desk.command import main
from tocsin.desk.demo import SHOWN
from tocsin.desk.progress import following
from tocsin.desk.settings import home as home_folder

WIRE, GAZETTE = SHOWN / "01-meridian-wire.html", SHOWN / "02-harbour-gazette.html"
LEDGER = SHOWN / "05-northern-ledger.html"


@pytest.fixture
def run(home, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "92")

    def call(*words):
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def test_the_demo_prints_its_brief_and_writes_its_page(run, home):
    code, out, _ = run("demo")

    assert code == 0
    assert "Twelve reports" in out
    page = home / "products" / "demo.html"
    assert page.as_uri() in out
    assert "<html" in page.read_text("utf-8")


def test_a_reading_holds_the_objects_of_the_contract(run):
    code, out, _ = run("read", LEDGER, GAZETTE, "--json")

    assert code == 0
    answers = [json.loads(line) for line in out.splitlines()]
    assert {a["report"]["source"] for a in answers} == {"Northern Ledger", "Harbour Gazette"}
    parts = {
        "report",
        "events",
        "quotes",
        "labels",
        "norms",
        "hints",
        "harms",
        "quantities",
        "places",
        "dates",
    }
    assert all(set(a) == parts for a in answers)
    for answer in answers:
        text = answer["report"]["text"]
        for quote in answer["quotes"]:
            assert all(0 <= a < b <= len(text) for a, b in quote["content"])
        for event in answer["events"]:
            assert event["category"].isupper()
            assert 0 <= event["start"] < event["end"] <= len(text)
    norms = {n["norm"]: n["by"]["name"] for a in answers for n in a["norms"] if "by" in n}
    assert norms["UNC"] == "Geng Shuang"
    assert any(q["kind"] == "killed" and q["best"] == 11 for a in answers for q in a["quantities"])


def test_a_reading_in_words_names_who_says_what_where(run):
    _, out, _ = run("read", LEDGER)

    assert "Council divided over strike on Iranian premises in Syria" in out
    assert "invokes UNC" in out
    assert all(len(line) <= 92 for line in out.splitlines())


def test_stories_lay_answers_side_by_side(run):
    code, out, _ = run("stories", WIRE, GAZETTE, "--json")

    assert code == 0
    (story,) = json.loads(out)["stories"]
    assert len(story["reports"]) == 2
    killed = [f for h in story["happenings"] for f in h["facts"] if f["property"] == "killed"]
    assert {a["value"] for f in killed for a in f["answers"]} >= {"11"}

    _, words, _ = run("stories", WIRE, GAZETTE)
    assert story["title"] in words
    assert "killed: update" in words


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_a_digest_comes_in_every_form_and_goes_to_a_file(run, tmp_path, form):
    code, _, err = run("digest", SHOWN, "--format", form, "--out", tmp_path / "digest")

    assert (code, "written to" in err) == (0, True)
    assert "Damascus" in (tmp_path / "digest").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_refused(run, tmp_path):
    code, _, err = run("digest", WIRE, "--out", tmp_path / "no" / "digest")

    assert (code, "give --out a file that can" in err) == (2, True)


def test_who_a_phrase_names_on_a_day(run):
    code, out, _ = run("actor", "Norwegian foreign minister", "--on", "2024-03-01", "--json")

    assert code == 0
    assert {"country": "NOR", "sector": "GOV"}.items() <= json.loads(out).items()
    assert "(Norway)" in run("actor", "Norwegian foreign minister")[1]


def test_the_doctor_names_what_is_there_and_what_is_lacking(run, home):
    code, out, _ = run("doctor")
    assert (code, "parser" in out) == (0, True)

    (home / "shelves" / "gazetteer.sqlite").unlink()
    code, out, _ = run("doctor", "--json")
    lacking = {f["part"] for f in json.loads(out) if not f["well"]}
    assert (code, lacking) == (1, {"gazetteer"})


def test_a_home_that_is_a_file_is_named_by_the_doctor(run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "file"))

    code, out, _ = run("doctor")

    assert (code, "LACK  folder" in out) == (1, True)


def test_a_register_without_incidents_says_how_to_open_one(run):
    code, out, _ = run("incident", "list")

    assert (code, "tocsin incident open" in out) == (0, True)
    assert run("fsck", "--json")[1].strip() == "[]"


def test_an_export_is_judged_item_by_item_in_json(run, tmp_path):
    _, listed, _ = run("incident", "open", WIRE)
    assert "Choose one with --happening" in listed
    run("incident", "open", WIRE, "--happening", "1")
    number = json.loads(run("incident", "list", "--json")[1])[0]["number"]
    run("incident", "export", number, tmp_path / "export.zip")

    code, out, _ = run("verify", tmp_path / "export.zip", "--json")

    verdict = json.loads(out)
    assert (code, verdict["state"]) == (1, "unverifiable")
    assert {"item", "state"} <= set(verdict["items"][0])


@pytest.mark.parametrize(
    ("platform", "ends"),
    [("linux", "share/tocsin"), ("darwin", "Application Support/Tocsin"), ("win32", "Tocsin")],
)
def test_without_a_setting_a_node_lives_in_the_users_data_folder(monkeypatch, platform, ends):
    monkeypatch.delenv("TOCSIN_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", platform)

    assert home_folder().as_posix().endswith(ends)


def test_long_work_shows_its_progress_where_somebody_watches(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    assert list(following("reading", range(25))) == list(range(25))
