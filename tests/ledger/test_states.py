"""Somebody has the exported folder, Python and a policy file: each of the six answers is provoked and read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.made import Made
from tests.ledger.test_export import alone
from tests.ledger.test_trail import private_register

PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    here = private_register(tmp_path_factory.mktemp("states"))
    here.export("whole")
    here.export("bare", pages=False)
    here.ledger.close()
    yield here


def spoilt(made: Made) -> Path:
    place = made.home / "spoilt"
    if not place.exists():
        import shutil

        shutil.copytree(made.home / "whole", place)
        file = place / "incident.json"
        file.write_bytes(file.read_bytes().replace(b"Avaria", b"Dorland"))
    return place


def stranger(made: Made) -> Path:
    path = made.home / "stranger.policy"
    path.write_text("quorum none\n")
    return path


CASES = [
    ("ok", "whole", "quorum none", "ok export: 0 unchecked", 0),
    ("fails", "spoilt", "quorum none", "fails incident.json: its bytes are not those of incident-…", 1),
    ("unsigned", "whole", None, "unsigned log/checkpoint: no log of your policy has signed as …", 1),
    ("unwitnessed", "whole", "quorum w0", "unwitnessed log/checkpoint: your quorum 'w0' has not signed", 1),
    ("unverifiable", "whole", "", "unverifiable log/checkpoint: whom to trust was not said; …", 1),
    ("unchecked", "bare", "quorum none", "unchecked evidence/…: the captured bytes are not in this export", 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "name", "quorum", "line", "code"), CASES, ids=[c[0] for c in CASES]
)
def test_each_state_is_said_in_the_words_of_the_page(
    made: Made, state: str, name: str, quorum: str | None, line: str, code: int
) -> None:
    place = spoilt(made) if name == "spoilt" else made.home / name
    policy = stranger(made) if quorum is None else made.policy(quorum) if quorum else None

    done = alone(*(("--policy", policy) if policy else ()), place=place)

    assert done.returncode == code
    told = re.sub(r" +", " ", done.stdout)
    assert re.search(".*".join(map(re.escape, line.split("…"))), told), done.stdout
    shown = PAGE.read_text("utf-8").replace("brennia' has", "w0' has")
    assert f"| {state} | `{line}` |" in shown
