"""On a machine that lacks the parser's model: fewer claims, a clear line from the doctor, no error."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "src" / "tocsin" / "desk" / "corpus" / "reports" / "damascus-2024"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All installed packages but the models, as a folder of links."""
    folder = tmp_path_factory.mktemp("packages")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith("en_core_web"):
            (folder / path.name).symlink_to(path)
    return folder


def tocsin(packages: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(packages)])
    return subprocess.run(
        [sys.executable, "-S", "-m", "tocsin", *map(str, words)],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


def test_reports_are_read_all_the_same(home, packages):
    done = tocsin(packages, "read", CORPUS / "05-northern-ledger.html", "--json")

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["quotes"]
    assert answer["places"]


def test_the_doctor_says_what_is_missing_and_what_it_costs(home, packages):
    done = tocsin(packages, "doctor")

    assert done.returncode == 1
    assert "no English parser" in done.stdout
    assert "en-core-web-sm" in done.stdout
