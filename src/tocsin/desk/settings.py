"""Where a node keeps what it holds, and what it is set to."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path


class Unusable(ValueError):
    """Nothing can be done with what was given; the message is one line and says what would be right. Exit code 2."""


def home() -> Path:
    """The folder that holds everything this node keeps: TOCSIN_HOME, else the user's data folder."""
    if told := os.environ.get("TOCSIN_HOME"):
        return Path(told)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Tocsin"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Tocsin"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "tocsin"


def now() -> datetime:
    """The moment, in UTC, whole seconds: the only clock of the house."""
    return datetime.now(UTC).replace(microsecond=0)


def room_for(path: Path) -> Path:
    """`path` as a folder that can be written to. Raises Unusable that says which folder and what to set instead."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".write-test-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as err:
        why = err.strerror or str(err)
        raise Unusable(
            f"{path} cannot be written to ({why}); set TOCSIN_HOME to a folder that can"
        ) from err
    return path
