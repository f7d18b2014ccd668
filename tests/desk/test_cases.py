"""Charters, cases, acts and clocks through the command line, and dialogues replayed."""

import json
from pathlib import Path

import pytest

from tocsin.desk.command import main

DIALOGUES = Path(__file__).parents[1] / "council" / "dialogues"


@pytest.fixture
def league(home, tmp_path, capsys):
    """A node that holds the keys of three members of an invented league, and a case under silence."""
    lines = [
        'forum = "league.example"',
        'members = ["XAA", "XAB", "XAC"]',
        'registrars = ["XAA", "XAB"]',
    ]
    for member in ("XAA", "XAB", "XAC"):
        assert main(["charter", "key", member]) == 0
        lines.append(capsys.readouterr().out)
    file = tmp_path / "league.toml"
    file.write_text("\n".join(lines))
    assert main(["charter", "adopt", str(file)]) == 0
    assert (
        main(
            [
                "case",
                "open",
                "silence",
                "A text on incidents",
                "--as",
                "XAA",
                "--reference",
                "C-1",
                "--exercise",
            ]
        )
        == 0
    )
    assert main(["act", "C-1", "propose", "text", "--as", "XAA", "--name", "text-a"]) == 0
    capsys.readouterr()
    return home


def told(capsys, *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    return "".join(capsys.readouterr())


def test_a_key_is_made_once_and_read_by_its_owner_alone(league, capsys):
    first = told(capsys, "charter", "key", "XAD")

    assert told(capsys, "charter", "key", "XAD").splitlines()[2] == first.splitlines()[2]
    assert (league / "keys" / "XAD.key").stat().st_mode & 0o077 == 0


def test_a_case_goes_from_its_opening_to_a_broken_silence(league, capsys):
    assert "XAB may now: object text-a" in told(
        capsys, "position", "C-1", "ack", "text-a", "--as", "XAB"
    )
    assert "(" in told(capsys, "clocks")
    told(capsys, "position", "C-1", "object", "text-a", "--as", "XAC")
    told(capsys, "position", "C-1", "reserve", "text-a", "--as", "XAB")

    shown = told(capsys, "case", "show", "C-1")
    assert shown.startswith("EXERCISE EXERCISE EXERCISE\n")
    assert "text-a: broken, provisional: broken by XAC" in shown
    table = told(capsys, "forum", "C-1")
    assert "XAB  reserve, acknowledged, told" in table
    assert "XAC  object" in table
    assert "EXERCISE  C-1  A text on incidents: text broken" in told(capsys, "case", "list")
    assert "No clock runs." in told(capsys, "clocks")
    found = json.loads(told(capsys, "case", "show", "C-1", "--json"))
    assert (found["items"]["text"]["outcome"], found["exercise"]) == ("broken", True)
    assert json.loads(told(capsys, "case", "list", "--json")) == [found]
    assert "all " in told(capsys, "fsck")


def test_a_clock_that_runs_says_for_how_long_and_in_which_case(league, capsys):
    shown = told(capsys, "clocks")

    assert shown.startswith("EXERCISE  20")
    assert "in 2 d 23 h" in shown or "in 3 d" in shown
    assert "C-1: text-a (decide) for XAA, XAB, XAC" in shown


def test_what_the_procedure_does_not_allow_is_told_and_not_sealed(league, capsys):
    before = told(capsys, "case", "show", "C-1")
    said = told(capsys, "act", "C-1", "propose", "text", "--as", "XAC", "--name", "text-b", code=1)

    assert "XAC may not propose text; that is for XAA" in said
    assert "XAC may: ack text-a, object text-a" in said
    assert told(capsys, "case", "show", "C-1").splitlines()[2:-1] == before.splitlines()[2:-1]


BAD = {
    "no case": (["case", "show", "C-9"], "there is no case 'C-9'; there is C-1"),
    "no text": (["position", "C-1", "yes", "text-z", "--as", "XAB"], "nothing is called 'text-z' in this case; there is text, text-a"),
    "no key": (["position", "C-1", "yes", "text-a", "--as", "XAD"], "the charter knows no XAD; there is XAA, XAB, XAC"),
    "no code": (["charter", "key", "../x"], "is no code of a member"),
    "an unknown verb": (["act", "C-1", "annex", "text", "--as", "XAB"], "unknown verb; known are abstain"),
    "no file": (["act", "C-1", "amend", "text-a", "--as", "XAB", "--text", "none.txt"], "No such file"),
    "no charter file": (["charter", "adopt", "none.toml"], "No such file"),
    "no procedure": (["case", "open", "quiet", "T", "--as", "XAA", "--reference", "C-2"], "there is no procedure 'quiet'"),
    "a disabled procedure": (["case", "open", "sco-rats-request", "T", "--as", "XAA", "--reference", "C-2"], "is disabled"),
    "no party": (["case", "open", "hotline", "T", "--as", "XAA", "--reference", "C-2", "--party", "XAB"], "ROLE=MEMBER"),
    "no such procedure": (["procedures", "quiet"], "there is no procedure 'quiet'"),
    "no procedure file": (["procedures", "none.toml"], "No such file"),
    "no dialogue": (["replay", "none.txt"], "give the file of a dialogue"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_done_is_said_in_a_line(league, capsys, name):
    words, said = BAD[name]

    assert said in told(capsys, *words, code=2)


def test_a_key_that_is_not_on_this_node_cannot_sign(league, capsys):
    (league / "keys" / "XAC.key").unlink()

    assert "this node holds no key of XAC" in told(
        capsys, "position", "C-1", "object", "text-a", "--as", "XAC", code=2
    )


def test_without_a_charter_or_a_case_the_next_step_is_named(home, capsys):
    assert "No charter yet. `tocsin charter adopt" in told(capsys, "charter", "list")
    assert "No case yet. `tocsin case open`" in told(capsys, "case", "list")
    assert "no charter yet" in told(
        capsys, "case", "open", "silence", "T", "--as", "XAA", "--reference", "C", code=2
    )


def test_a_charter_that_cannot_be_used_is_refused_with_its_file(home, capsys, tmp_path):
    (tmp_path / "bad.toml").write_text('forum = "x"\nmembers = []\nregistrars = []\n')

    assert "bad.toml: members: at least one" in told(
        capsys, "charter", "adopt", str(tmp_path / "bad.toml"), code=2
    )


def test_a_replay_answers_with_items_late_and_refused_acts_and_the_hash_of_the_state(home, capsys):
    file = str(DIALOGUES / "silence-good.txt")
    found = json.loads(told(capsys, "replay", file, "--json"))

    assert found["items"]["text-a"] == {
        "outcome": "adopted",
        "final": True,
        "deadline": "2031-07-19T09:00:00Z",
    }
    assert [(n["member"], n["why"]) for n in found["late"]] == [
        ("XAC", "late by 1 min, recorded, does not block")
    ]
    assert found["refused"] == []
    assert found["state_hash"] == json.loads(told(capsys, "replay", file, "--json"))["state_hash"]


def test_a_dialogue_that_does_not_hold_ends_with_one_and_says_where(home, capsys, tmp_path):
    (tmp_path / "wrong.txt").write_text(
        "procedure silence\n2031-07-16 09:00  chair  proposes text-a\n2031-07-17 09:00  text-a is adopted\n"
    )

    assert "wrong.txt:3: 'text-a is adopted' does not hold: running" in told(
        capsys, "replay", str(tmp_path / "wrong.txt"), code=1
    )


def test_procedures_are_listed_shown_and_checked(home, capsys, tmp_path):
    assert "sco-rats-request             low" in told(capsys, "procedures")
    assert "PT48H from transmission" in told(capsys, "procedures", "osce-vd11-uma")
    assert len(json.loads(told(capsys, "procedures", "--json"))) == 35
    (tmp_path / "mine.toml").write_text('title = "T"\n')
    assert "mine.toml:1:" in told(capsys, "procedures", str(tmp_path / "mine.toml"), code=2)
    for name, said in (
        ("unga-76-262", "PT72H before debate"),
        ("osce-silence", "until the instant stated"),
        ("nato-art4", "no time limit"),
    ):
        assert said in told(capsys, "procedures", name)
