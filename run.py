#!/usr/bin/env python3
"""Start Tocsin, or run one of its tasks: `python3 run.py [task] [arguments]`. Needs Python 3.11 with venv, nothing else.

The first run makes .venv beside this file and installs the hashed lock; later runs start at once.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)

# task: what is to be run, with the locks it needs
TASKS = {
    "test": (["measure.tested"], ["requirements.lock", "dev.lock"]),
    "check": (["measure.check"], ["requirements.lock", "dev.lock"]),
    "accuracy": (["measure.accuracy"], ["requirements.lock"]),
    "bench": (["measure.bench"], ["requirements.lock"]),
    "fuzz": (["measure.fuzz"], ["requirements.lock"]),
    "memory": (["measure.memory"], ["requirements.lock"]),
    "faults": (["measure.faults"], ["requirements.lock"]),
    "flips": (["measure.flips"], ["requirements.lock"]),
    "vectors": (["measure.vectors"], ["requirements.lock"]),
    "mutants": (["measure.mutants"], ["requirements.lock", "dev.lock"]),
    "deep": (["measure.deep"], ["requirements.lock", "dev.lock"]),
    "schedules": (["measure.schedules"], ["requirements.lock"]),
}
TOCSIN = (["tocsin"], ["requirements.lock"])


def main(words: list[str]) -> int:
    """Set up what the task needs, then become it."""
    if sys.version_info < OLDEST:
        return refuse(f"Tocsin needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    if words and words[0] in TASKS:
        (module, *options), locks = TASKS[words[0]]
        words = [*options, *words[1:]]
    else:
        (module, *_), locks = TOCSIN
        words = words or ["demo"]
    if (failed := set_up(locks)) is not None:
        return refuse(failed)
    paths = [str(HERE / "src"), str(HERE), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in paths if p)
    return subprocess.call([PYTHON, "-m", module, *words], cwd=None if module == "tocsin" else HERE)


def refuse(why: str) -> int:
    """Say on stderr why nothing was done."""
    print(why, file=sys.stderr)
    return 2


def set_up(locks: list[str]) -> str | None:
    """Make .venv and install every lock that is not in it yet; what went wrong, or None.

    A stamp is written after a lock is wholly installed, so an interrupted installation is done again.
    """
    if not PYTHON.exists():
        print("Setting up .venv (once) …", file=sys.stderr)
        try:
            venv.create(HOME, with_pip=True, clear=True)
        except (OSError, subprocess.CalledProcessError) as err:
            return f"Could not make {HOME}: {err}. On Debian and Ubuntu: apt install python3-venv"
    for lock in locks:
        digest = hashlib.sha256((HERE / lock).read_bytes()).hexdigest()
        stamp = HOME / f"{lock}.sha256"
        if stamp.exists() and stamp.read_text() == digest:
            continue
        print(f"Installing {lock} (once, with hashes checked) …", file=sys.stderr)
        pip: list[str | Path] = [
            PYTHON,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "-q",
        ]
        if subprocess.call([*pip, "--no-deps", "--require-hashes", "-r", HERE / lock]):
            return f"Could not install {lock}; pip says why above. Running this again goes on from here."
        stamp.write_text(digest)
    return None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
