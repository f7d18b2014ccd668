"""The peers: their environment, made when it is first needed, and their figures on our inputs."""

import hashlib
import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LOCK = ROOT / "bench.lock"
HOME = ROOT / ".venv-bench"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PATIENCE = 900  # seconds


class NoPeer(Exception):
    """A peer could not be measured; the message says why, in a line."""


def measured(peer: str, inputs: Sequence[Any], runs: int, clock: str) -> dict[str, Any]:
    """{"runs", "rss_mib"} of a peer on `inputs`. Raises NoPeer."""
    install()
    asked = json.dumps({"peer": peer, "inputs": inputs, "runs": runs, "clock": clock})
    words = [str(PYTHON), "-P", "-W", "ignore", str(HERE / "worker.py")]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}  # ours is not theirs
    try:
        done = subprocess.run(
            words, input=asked + "\n", text=True, capture_output=True, env=env, check=False,
            timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired as err:
        raise NoPeer(f"{peer} was not done after {PATIENCE} s") from err
    if done.returncode:
        raise NoPeer(f"{peer} failed: {(done.stderr.strip() or 'in silence').splitlines()[-1]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def install() -> None:
    """Make .venv-bench from bench.lock if it is not there yet. Raises NoPeer."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = HOME / "bench.lock.sha256"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("Setting up .venv-bench for the peers (once, with hashes checked) …", file=sys.stderr)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-deps"]
    try:
        venv.create(HOME, with_pip=True, clear=True)
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    except (OSError, subprocess.CalledProcessError) as err:
        raise NoPeer(f"the peers could not be installed: {err}") from err
    stamp.write_text(digest)
