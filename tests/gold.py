"""Gold sets for tests: read from TOCSIN_GOLD (default: ../shared/data beside the repository), skipped where absent.

They belong to their publishers and are never copied here. TOCSIN_REQUIRE=gold turns the skips into failures.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


def folder() -> Path:
    """Where gold sets lie."""
    return Path(os.environ.get("TOCSIN_GOLD", ROOT.parent / "shared" / "data"))


def gold(name: str) -> list[dict[str, Any]]:
    """The rows of TASK/SET, or a skip that says what is missing."""
    path = _there(folder() / f"{name}.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def vectors(name: str) -> Any:
    """The JSON file TASK/NAME, or a skip that says what is missing."""
    return json.loads(_there(folder() / f"{name}.json").read_text("utf-8"))


def _there(path: Path) -> Path:
    if not path.is_file():
        if "gold" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail(f"{path} is not there, and TOCSIN_REQUIRE asks for gold")
        pytest.skip(f"{path} is not there; set TOCSIN_GOLD to the folder of gold sets")
    return path
