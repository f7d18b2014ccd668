"""`run.py test [pytest's options]`: every test, and how much of each room they walk through.

With options or paths it is pytest alone; the floors of coverage are for the whole.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import coverage

DATA = Path("build/coverage")
REPORT = Path("build/coverage.json")
# In percent of statements and branches. Two lines of the ledger run only when another process holds the file.
FLOORS = {"records": 100, "ledger": 99}
FLOOR = 90
CONFIG = Path(__file__).resolve().parents[1] / "pyproject.toml"


def main(words: list[str]) -> int:
    """Run the tests; after a run of all of them, say which rooms are walked too little."""
    DATA.parent.mkdir(exist_ok=True)
    pytest = [sys.executable, "-m", "pytest", "-n", "2", *words]
    if words:
        return subprocess.call(pytest)
    code = subprocess.call([*pytest, "--cov=tocsin", "--cov-report=", f"--cov-config={CONFIG}"])
    thin = list(rooms_under_their_floor()) if code == 0 else []
    print("\n".join(thin))
    return code or bool(thin)


def rooms_under_their_floor() -> Iterator[str]:
    """A line for each room whose tests walk through less of it than its floor asks for."""
    data = coverage.Coverage(data_file=str(DATA), config_file=str(CONFIG))
    data.load()
    data.json_report(outfile=str(REPORT))
    walked: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for file, seen in json.loads(REPORT.read_text("utf-8"))["files"].items():
        room, said = Path(file).parts[2], seen["summary"]
        walked[room] += said["covered_lines"] + said["covered_branches"]
        whole[room] += said["num_statements"] + said["num_branches"]
    for room in sorted(r for r, size in whole.items() if size and not r.endswith(".py")):
        share, floor = 100 * walked[room] / whole[room], FLOORS.get(room, FLOOR)
        if share < floor:
            yield f"{room}: the tests walk through {share:.1f} % of it; the floor is {floor} %"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
