"""`tocsin why FILE:OFFSET`: the chain behind a claim, in words and in JSON."""

import json

import pytest

from tocsin.desk.command import main


@pytest.fixture
def run(home, capsys):
    def call(*words):
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("The foreign minister of Norway met his Chilean counterpart in Oslo.", "utf-8")
    return path


def test_the_chain_is_told_in_words_and_in_json(run, file):
    code, out, _ = run("why", f"{file}:33")

    assert code == 0
    assert "gate      let it through: met" in out
    assert "fires  | meet v" in out
    assert "-> NOR GOV (role noun foreign minister (atlas)" in out

    found = json.loads(run("why", f"{file}:33", "--json")[1])
    assert found["step"] == "read"
    assert found["acts"][0]["category"].startswith("CONSULT")
    assert found["claims"][0]["rule"] in {t["place"] for a in found["acts"] for t in a["tried"]}


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("report.txt", "is no place; write FILE:OFFSET"),
        ("{file}:900", "outside the text, which has"),
        ("nowhere.txt:3", "does not exist"),
    ],
)
def test_a_place_that_is_none_is_refused_in_one_line(run, file, place, says):
    code, _, err = run("why", place.format(file=file))

    assert (code, says in err, err.count("\n")) == (2, True, 1)


def test_one_of_several_reports_is_chosen_by_its_id(run, tmp_path):
    path = tmp_path / "two.jsonl"
    rows = [{"id": n, "text": f"France met Chile in May. {n}"} for n in ("one", "two")]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")

    code, _, err = run("why", f"{path}:3")
    assert (code, "choose one with --report: one, two" in err) == (2, True)
    assert run("why", f"{path}:3", "--report", "two")[0] == 0
