"""The pages tell the truth: every command shown is run and gives what is shown, every command and format is named."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.desk.command import annotate, app, incident, lexicon, main
from tocsin.desk.key_command import key
from tocsin.desk.ledger_command import evidence, log

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def shown() -> Iterator[tuple[str, str, list[str]]]:
    """Page, command and expected lines of every `$ tocsin …` in a block that is marked `console`."""
    for page in PAGES:
        for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.M | re.S):
            for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
                command, *lines = part.splitlines()
                if command.startswith("tocsin "):
                    yield page.name, command, [line for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("page", "command", "lines"), [pytest.param(*s, id=f"{s[0]}: {s[1]}") for s in shown()]
)
def test_a_command_on_a_page_gives_what_the_page_shows(
    home, monkeypatch, capsys, page, command, lines
):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "92")  # the width that the pages are written in

    code = main(shlex.split(command)[1:])

    told = capsys.readouterr()
    assert code in (0, 1, 3), told.err
    for line in lines:
        pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
        assert re.search(pattern, told.out), f"{page}: {line!r} is not in:\n{told.out}"


@pytest.mark.parametrize(
    "group", [app, incident, lexicon, annotate, log, key, evidence], ids=lambda g: g.name[0]
)
def test_every_command_is_named_on_a_page_and_has_its_help(group):
    pages = "\n".join(p.read_text("utf-8") for p in PAGES)
    for name in group:
        if not name.startswith("-"):
            assert f"`tocsin {name}" in pages or f"{group.name[0]} {name}" in pages, name
            assert group[name].help or group[name].default_command.__doc__, name
