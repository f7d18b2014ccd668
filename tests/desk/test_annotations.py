"""Claims out for review, corrections back in, and the reader scored against them: the whole way through the door."""

import csv
import io
import json

import pytest

from measure.score import TASKS
from measure.tasks.annotations import annotations
from tocsin.desk.command import main
from tocsin.desk.demo import SHOWN
from tocsin.desk.node import node
from tocsin.records import Correction

WIRE = SHOWN / "01-meridian-wire.html"


@pytest.fixture
def run(home, capsys):
    def call(*words):
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def reviewed(out: str, **cells: str) -> str:
    """The table of an export with one row's cells filled in, all other rows confirmed."""
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    event = next(r for r in rows if r["kind"] == "event")
    for row in rows:
        row["verdict"] = "confirmed"
    event.update(cells)
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue()


def test_a_review_is_sealed_and_the_reader_is_scored_against_it(run, tmp_path):
    code, out, _ = run("annotate", "export", WIRE, "--format", "csv")
    assert code == 0
    back, gold = tmp_path / "back.csv", tmp_path / "gold.jsonl"
    back.write_text(reviewed(out, verdict="changed", category="COERCE", note="no"), "utf-8")

    code, out, _ = run("annotate", "import", back, "--by", "a desk", "--gold", gold)

    assert (code, "1 changed" in out) == (0, True)
    with node() as here:
        sealed = [e.kept.word for e in here.ledger.scan("correction")]
    assert {c.by for c in sealed if isinstance(c, Correction)} == {"a desk"}
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    figures = TASKS["annotations"].scorer(rows, [annotations(row) for row in rows])
    assert (figures["kept"], figures["mended"], figures["repeated_rate"]) == (1, 0, 1)


def test_annotations_as_they_went_out_say_nothing_yet(run, tmp_path):
    page = tmp_path / "page.jsonld"
    assert run("annotate", "export", WIRE, "--out", page)[0] == 0

    code, _, err = run("annotate", "import", page, "--by", "a desk")

    assert (code, "no claim in it has a verdict" in err) == (2, True)
    assert "AnnotationPage" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "the columns are"), ("{", "no AnnotationPage"), (None, "cannot be read")],
)
def test_a_file_that_is_no_review_is_refused_in_one_line(run, tmp_path, text, says):
    file = tmp_path / "back"
    if text is not None:
        file.write_text(text, "utf-8")

    code, _, err = run("annotate", "import", file, "--by", "a desk")

    assert (code, says in err, err.count("\n")) == (2, True, 1)


def test_a_lexicon_is_checked_by_name_or_all_at_once(run):
    code, out, _ = run("lexicon", "check", "en", "--json")
    found = json.loads(out)
    assert (code, found["language"], found["findings"]) == (0, "en", [])
    assert {"category": "ASSAULT", "mode": "aerial"}.items() <= {
        k: v for c in found["coverage"] if c["mode"] == "aerial" for k, v in c.items()
    }.items()

    assert "lines, 0 to mend" in run("lexicon", "check")[1]
    code, _, err = run("lexicon", "check", "xx")
    assert (code, "there is no lexicon of acts for 'xx'" in err) == (2, True)
