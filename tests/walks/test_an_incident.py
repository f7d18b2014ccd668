"""An incident from reports to an auditor: opened, sealed, listed, shown, exported, verified, tampered with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tocsin.desk.command import main

CORPUS = (
    Path(__file__).parents[2] / "src" / "tocsin" / "desk" / "corpus" / "reports" / "damascus-2024"
)
REPORTS = [CORPUS / name for name in ("01-meridian-wire.html", "02-harbour-gazette.html")]


@pytest.fixture
def run(home, capsys):
    def call(*words):
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def number(run):
    """The number of an incident about the first happening of two reports."""
    _, listed, _ = run("incident", "open", *REPORTS, "--json")
    code, out, err = run(
        "incident", "open", *REPORTS, "--happening", json.loads(listed)[0]["happening"], "--json"
    )
    assert code == 0, err
    return json.loads(out)["number"]


@pytest.fixture
def exported(run, number, tmp_path):
    """The folder of an export with captures, and the policy that was handed over beside it."""
    code, out, err = run("incident", "export", number, tmp_path / "export", "--captures")
    assert code == 0, err
    policy = tmp_path / "policy"
    policy.write_text("\n".join(out.splitlines()[-2:]) + "\n")
    return tmp_path / "export", policy


def test_an_incident_is_listed_and_shown_with_its_neutral_title(run, number):
    _, listed, _ = run("incident", "list")
    code, shown, _ = run("incident", "show", number)

    assert code == 0
    assert number in listed
    assert "1 April 2024" in listed
    assert "SHA-256" in shown


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_an_incident_is_shown_in_every_form(run, number, form):
    code, shown, _ = run("incident", "show", number, "--format", form)

    assert code == 0
    assert "Damascus" in shown


def test_a_second_incident_of_the_year_gets_the_next_number(run, number):
    _, listed, _ = run("incident", "open", *REPORTS, "--json")
    _, out, _ = run(
        "incident", "open", *REPORTS, "--happening", json.loads(listed)[0]["happening"], "--json"
    )

    assert json.loads(out)["number"] == f"{number[:-4]}{int(number[-4:]) + 1:04d}"


def test_an_export_holds_under_the_policy_and_says_unverifiable_without_one(run, exported):
    folder, policy = exported

    assert run("verify", folder, "--policy", policy)[0] == 0
    code, out, _ = run("verify", folder)
    assert (code, out.splitlines()[-1].endswith("unverifiable")) == (1, True)


def test_the_file_in_the_export_gives_the_same_answer_with_no_tocsin_at_hand(exported):
    folder, policy = exported

    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", ".", "--policy", policy],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_changed_word_is_found_and_named(run, exported):
    folder, policy = exported
    incident = folder / "incident.json"
    incident.write_bytes(incident.read_bytes().replace(b"Damascus", b"Damasque", 1))

    code, out, _ = run("verify", folder, "--policy", policy)

    assert code == 1
    assert "fails        incident.json" in out


def test_what_is_no_export_and_what_is_no_policy_are_refused(run, exported, tmp_path):
    folder, policy = exported
    policy.write_text("trust everybody\n")

    code, _, err = run("verify", folder, "--policy", policy)
    assert (code, "policy:1" in err) == (2, True)
    code, _, err = run("verify", tmp_path / "home")
    assert code == 2, err


def test_an_export_never_overwrites_one(run, number, exported):
    code, _, err = run("incident", "export", number, exported[0])

    assert (code, "there already" in err) == (2, True)


def test_a_happening_that_is_not_there_is_refused(run):
    code, _, err = run("incident", "open", *REPORTS, "--happening", "story-x/99")

    assert (code, "leave --happening out" in err) == (2, True)


def test_an_edit_is_a_new_version_and_one_of_an_old_version_is_refused(run, number):
    _, listed, _ = run("incident", "list", "--json")
    first = json.loads(listed)[0]["record"]

    code, out, err = run("incident", "edit", number, "--status", "closed", "--note", "settled")
    assert (code, "(closed)" in out) == (0, True), err

    code, _, err = run(
        "incident", "edit", number, "--status", "open", "--note", "again", "--seen", first
    )
    assert (code, "status" in err) == (2, True)


def test_a_title_that_judges_is_refused_with_the_word(run, number):
    code, _, err = run(
        "incident", "edit", number, "--title", "Heinous attack on Damascus", "--note", "x"
    )

    assert (code, "heinous" in err.lower()) == (2, True)


def test_the_ledger_of_a_node_is_checked_item_by_item(run, number, home):
    assert run("fsck")[0] == 0

    evidence = next((home / "evidence").glob("??/*"))
    evidence.chmod(0o600)
    evidence.write_bytes(b"something else")

    code, out, _ = run("fsck")
    assert (code, evidence.name in out) == (1, True)
