"""Documents and calendar files of cases, through the command line and from dialogues."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tocsin.council import Replayed, read_dialogue, replay
from tocsin.desk.calendar import calendar
from tocsin.desk.command import main

DIALOGUES = Path(__file__).parents[1] / "council" / "dialogues"
KINDS = ("statement", "note", "letter", "request", "notification", "report")


def played(text: str) -> Replayed:
    """A dialogue of an invented league, at its last hour."""
    return replay(read_dialogue(text, "made.txt"))


def issued(capsys, *words: str, code: int = 0) -> str:
    assert main(["document", *words]) == code
    return " ".join("".join(capsys.readouterr()).split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ("html", "pdf", "docx", "text"))
def test_every_kind_comes_in_every_form_and_twice_alike(tmp_path, capsys, kind, form):
    files = [tmp_path / "first", tmp_path / "second"]

    for file in files:
        dialogue = str(DIALOGUES / "tasks-good.txt")
        issued(capsys, dialogue, kind, "--format", form, "--out", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_dialogue_gives_documents_that_are_flagged_as_exercises(capsys):
    said = issued(capsys, str(DIALOGUES / "vienna-overdue.txt"), "request")

    assert said.startswith("EXERCISE EXERCISE EXERCISE REQUEST FOR CLARIFICATION")
    assert "XAB refers to" in said
    assert "asks XAD for clarification" in said
    assert "explain: asked by XAB of XAD" in said


def test_a_statement_says_who_took_no_part_and_what_follows(capsys):
    sco = issued(capsys, str(DIALOGUES / "sco-good.txt"), "statement")
    tasks = issued(capsys, str(DIALOGUES / "tasks-good.txt"), "statement")

    assert "Members of league.example: XAA" in sco
    assert (
        "text-a: adopted, sealed; 6 of 10, more than 1/2 asked. Said nothing: XAH, XAI, XAJ."
        in tasks
    )
    assert "task-b (measure) by XAD, until 2031-12-09 12:00Z: done." in tasks
    assert "text-a, no: XAG." in tasks


def test_what_cannot_be_written_is_told_in_a_line(capsys, tmp_path, monkeypatch):
    dialogue = str(DIALOGUES / "tasks-good.txt")

    assert "give --out a file" in issued(capsys, dialogue, "note", "--format", "pdf", code=2)
    assert "is no folder" in _with_fonts(capsys, monkeypatch, dialogue, tmp_path)
    assert "none.txt" in issued(capsys, "none.txt", "note", code=2)


def _with_fonts(capsys, monkeypatch, dialogue: str, tmp_path: Path) -> str:
    monkeypatch.setenv("TOCSIN_FONTS", str(tmp_path / "none"))
    return issued(capsys, dialogue, "note", "--format", "html", code=2)


HEAD = "procedure meeting\nexercise\n"
CONVENED = "2031-10-01 09:00  chair  convenes session for 2031-10-08 09:00\n"


def test_a_calendar_file_parses_back_with_the_instants_of_deadlines_and_meetings():
    found = played(HEAD + CONVENED).state
    assert found.about
    data = calendar([(found.about, found)])

    events = Calendar.from_ical(data).walk("VEVENT")
    told = {str(e["summary"]).split("(")[-1]: e["dtstart"].dt.isoformat() for e in events}
    matter = found.items["session"].matters[0]
    assert matter.deadline
    assert told["meeting)"] == "2031-10-08T09:00:00+00:00"
    assert told["deadline)"] == matter.deadline.instant.isoformat()
    assert all(str(e["summary"]).startswith("EXERCISE") for e in events)
    assert data == calendar([(found.about, found)])


def test_a_deadline_that_has_ended_is_no_entry():
    found = replay(read_dialogue((DIALOGUES / "tasks-good.txt").read_text(), "t")).state
    assert found.about

    assert not Calendar.from_ical(calendar([(found.about, found)])).walk("VEVENT")


def test_the_clocks_of_a_node_are_written_as_a_calendar_file(home, tmp_path, capsys):
    file = tmp_path / "clocks.ics"

    assert main(["clocks", "--ics", str(file)]) == 0
    assert Calendar.from_ical(file.read_bytes())["version"] == "2.0"


def test_a_case_on_a_node_gives_its_filed_text_as_a_quotation(home, tmp_path, capsys):
    head = 'forum = "league.example"\nmembers = ["XAA", "XAB"]\nregistrars = ["XAA", "XAB"]\n'
    for member in ("XAA", "XAB"):
        assert main(["charter", "key", member]) == 0
    file, text = tmp_path / "league.toml", tmp_path / "text"
    file.write_text(head + capsys.readouterr().out, "utf-8")
    text.write_text("成员国开会。\nتجتمع الدول الأعضاء.", "utf-8")
    assert main(["charter", "adopt", str(file)]) == 0
    opened = ["case", "open", "silence", "A text", "--as", "XAA", "--reference", "C-1"]
    assert main([*opened, "--exercise"]) == 0
    proposed = ["act", "C-1", "propose", "text", "--as", "XAA", "--name", "text-a"]
    assert main([*proposed, "--text", str(text)]) == 0
    capsys.readouterr()

    said = issued(capsys, "C-1", "statement")
    assert said.startswith("EXERCISE EXERCISE EXERCISE")
    assert "成员国开会。 تجتمع الدول الأعضاء. — text-a, filed by XAA" in said
    assert "(CJK); set TOCSIN_FONTS" in issued(
        capsys, "C-1", "note", "--format", "pdf", "--out", str(tmp_path / "x.pdf"), code=2
    )
