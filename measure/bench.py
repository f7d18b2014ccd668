"""`run.py bench [NAME …] [--no-peers] [--page]`, `run.py bench profile`: how fast Tocsin is, beside its floors and peers.

Every bench runs in a process of its own, so that its memory is its own; a NAME chooses the benches that begin with it.
The figures go to build/bench.json. Exit 0 whether floors hold or not: a busy machine is no mistake.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure.accuracy import commit
from measure.benches import page
from measure.benches.bench import ELSEWHERE, Bench, figures, memory
from measure.benches.peers import NoPeer
from measure.benches.peers import measured as peer_measured
from measure.benches.profile import profile
from measure.benches.table import BENCHES
from tocsin.desk.kits import gazetteer_file

Row = dict[str, Any]
BUILD = Path("build")
BARS = Path(__file__).resolve().parent.parent / "bench.toml"


class Ask(argparse.Namespace):
    """What the command line says."""

    names: list[str]
    runs: int
    scale: float
    peers: bool
    page: bool
    one: str | None


def main(words: Sequence[str] | None = None) -> int:
    """Measure what was asked for, print one table, write build/bench.json."""
    ask = asked(words)
    BUILD.mkdir(exist_ok=True)
    os.environ.setdefault("TOCSIN_HOME", str((BUILD / "bench").resolve()))
    if ask.one:
        print(json.dumps(alone(BENCHES[ask.one], ask)))
        return 0
    if ask.names == ["profile"]:
        print(profiled())
        return 0
    chosen = [b for b in BENCHES.values() if not ask.names or b.name.startswith(tuple(ask.names))]
    if not chosen:
        print(f"no bench begins with that; there is {'; '.join(BENCHES)}; profile", file=sys.stderr)
        return 2
    gazetteer_file()  # compiled here, if it has to be, and not within a bench
    whole = {"v": 1, "machine": machine(), "commit": commit(), "rows": list(rows(chosen, ask))}
    (BUILD / "bench.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    if ask.page:
        page.write(whole, profiled())
    return 0


def asked(words: Sequence[str] | None) -> Ask:
    """The command line, read."""
    ask = argparse.ArgumentParser(prog="run.py bench", description=(__doc__ or "").splitlines()[0])
    ask.add_argument("names", nargs="*", metavar="NAME", help="what the benches' names begin with")
    ask.add_argument("--runs", type=int, default=5, help="runs of each bench (5)")
    ask.add_argument("--scale", type=float, default=1.0, help="share of the inputs that is used")
    ask.add_argument("--no-peers", dest="peers", action="store_false", help="measure us alone")
    ask.add_argument("--page", action="store_true", help="write docs/performance.md")
    ask.add_argument("--one", help=argparse.SUPPRESS)
    return ask.parse_args(words, namespace=Ask())


def rows(chosen: Sequence[Bench], ask: Ask) -> Iterator[Row]:
    """A row for each bench, printed as it comes."""
    bars = tomllib.loads(BARS.read_text("utf-8"))
    for bench in chosen:
        row = measured(bench, ask, bars.get(bench.name, {}))
        print(line(row), flush=True)
        yield row


def measured(bench: Bench, ask: Ask, bar: Row) -> Row:
    """Our figures of a bench, from a process of its own, with those of its peers on the same inputs."""
    ours = apart(bench, ask)
    median = statistics.median(ours["runs"])
    peers, why = beside(bench, ask)
    best = (max if bench.better == "more" else min)(peers, key=lambda p: p["median"], default=None)
    floor = bar.get("floor")
    return {
        "name": bench.name,
        "unit": bench.unit,
        "better": bench.better,
        "median": rounded(median),
        "runs": len(ours["runs"]),
        "spread": [rounded(min(ours["runs"])), rounded(max(ours["runs"]))],
        "rss_mib": ours["rss_mib"],
        "floor": floor,
        "goal": bar.get("goal"),
        "holds": None if floor is None else bool(median >= floor if bench.better == "more" else median <= floor),
        "peer": best and {"name": best["name"], "median": best["median"]},
        "ratio": best and round(median / best["median"] if bench.better == "more" else best["median"] / median, 2),
        "peers": peers,
        "note": "; ".join([*([bench.note] if bench.note else []), *why]) or None,
    }  # fmt: skip


def apart(bench: Bench, ask: Ask) -> Row:
    """{"runs", "rss_mib"} of a bench, run in a process of its own."""
    words = [sys.executable, "-m", "measure.bench", "--one", bench.name]
    words += ["--runs", str(ask.runs), "--scale", str(ask.scale)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, env=env, check=True)
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


def alone(bench: Bench, ask: Ask) -> Row:
    """The figures of a bench and the most memory of this process, or of the largest that did its work."""
    runs = figures(bench, scaled(bench, ask), ask.runs)
    return {"runs": runs, "rss_mib": max(ELSEWHERE, default=memory()) // 1024}


def beside(bench: Bench, ask: Ask) -> tuple[list[Row], list[str]]:
    """The peers of a bench with their figures, and why any of them is missing."""
    found: list[Row] = []
    why: list[str] = []
    for name in bench.peers if ask.peers else ():
        try:
            got = peer_measured(name, bench.inputs(scaled(bench, ask)), ask.runs, bench.clock)
        except NoPeer as err:
            why.append(str(err))
            continue
        median = rounded(statistics.median(got["runs"]))
        found.append({"name": name, "median": median, "rss_mib": got["rss_mib"]})
    return found, why


def scaled(bench: Bench, ask: Ask) -> int:
    """How many inputs a bench gets."""
    return max(2, round(bench.size * ask.scale)) if bench.size > 1 else 1


def rounded(figure: float) -> float:
    """A figure with as many digits as it is worth."""
    return round(figure) if figure >= 100 else round(figure, 1 if figure >= 10 else 3)


def line(row: Row) -> str:
    """One line of the table."""
    bar = {None: "", True: "holds", False: "does not hold"}[row["holds"]]
    sign = "≥" if row["better"] == "more" else "≤"
    floor = f"{sign} {row['floor']:,} {bar}" if row["floor"] is not None else ""
    peer = (
        f"{row['peer']['name']} {row['peer']['median']:,} (×{row['ratio']})" if row["peer"] else ""
    )
    cells = f"{row['name']:<36}{row['median']:>12,} {row['unit']:<16}{row['rss_mib']:>6} MiB  {floor:<24}{peer}"
    return f"{cells}  {row['note'] or ''}".rstrip()


def machine() -> str:
    """What it was measured on."""
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def profiled() -> str:
    """The profile of one document as a Markdown table."""
    return "\n".join(["| step | ms | share |", "|---|---:|---:|", *profile()])


if __name__ == "__main__":
    sys.exit(main())
