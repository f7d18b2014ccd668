"""`run.py accuracy [DIR] [--predict OUT] [--task NAME …]`: what the reader gets right, beside its floors and goals.

Every DIR/TASK/SET.jsonl is answered by the product, which sees only the fields that are no gold; the answers go to
OUT/TASK/SET.jsonl, the figures to build/accuracy.json. Exit 1 if a set that has a floor falls under it.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import corpus, page
from measure.floors import bars, raised, small
from measure.gold import GoldSet, Row, default_folder, gold_sets
from measure.score import TASKS, Figures
from measure.score.stories import over_orders
from measure.tasks import PREDICTORS, Workers, provenance

BUILD = Path("build")


def main(words: Sequence[str] | None = None) -> int:
    """Predict, score, print one table, write build/accuracy.json."""
    ask = argparse.ArgumentParser(prog="run.py accuracy", description=__doc__.splitlines()[0])
    ask.add_argument("folder", nargs="?", type=Path, default=default_folder())
    ask.add_argument("--predict", type=Path, default=BUILD / "predictions", metavar="OUT")
    ask.add_argument("--task", nargs="*", default=(), help="only these tasks")
    ask.add_argument("--raise", dest="lift", action="store_true", help="lift floors to this run")
    ask.add_argument("--page", action="store_true", help="write docs/accuracy.md")
    given = ask.parse_args(words)
    sets = [s for s in gold_sets(given.folder) if not given.task or s.task in given.task]
    if not sets:
        print(f"{given.folder} holds no TASK/SET.jsonl of a known task", file=sys.stderr)
        return 2
    rows = []
    with Workers() as workers:
        for gold in sets:
            for row in measured(gold, given.predict, workers):
                print(line(row), flush=True)
                rows.append(row)
    relations = [] if given.task else list(corpus.measured())
    for row in relations:
        print(corpus.line(row))
    BUILD.mkdir(exist_ok=True)
    whole = {"v": 1, "commit": commit(), **provenance(), "rows": rows + relations}
    (BUILD / "accuracy.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    if given.lift:
        raised(rows)
    if given.page:
        page.write(whole)
    fallen = [f"{r['task']}/{r['set']} {name}" for r in rows for name in under(r)]
    print(f"under the floor: {', '.join(fallen)}" if fallen else "every floor holds")
    return 1 if fallen else 0


def measured(gold: GoldSet, out: Path, workers: Workers) -> Iterator[Row]:
    """One row for each variant of a set, and for the orders of a grouping their mean and spread."""
    bars, rows, orders = bars_of(gold), gold.rows(), []
    for predictor in PREDICTORS[gold.task] if rows else ():
        started = time.monotonic()
        questions = rows if predictor.given else gold.questions()
        said = list(predictor.predict(questions, gold.path, workers))
        write(out / gold.task / f"{gold.name}{predictor.suffix}.jsonl", said)
        figures = TASKS[gold.task].scorer(rows, said)
        if predictor.variant.startswith("order"):
            orders.append(figures)
        yield row_of(gold, predictor.variant, figures, bars, time.monotonic() - started)
    if len(orders) > 1:
        yield row_of(gold, f"mean of {len(orders)} orders", over_orders(orders), bars, 0.0)


def row_of(gold: GoldSet, variant: str, figures: Figures, bars: Row, seconds: float) -> Row:
    """A row of build/accuracy.json; floors count where the gold is the one that they were set on."""
    mine = bars.get(variant or "plain", {})
    return {
        "task": gold.task,
        "set": gold.name,
        "variant": variant,
        "gold_sha256": gold.sha256,
        "figures": figures,
        "floor": mine.get("floor", {}),
        "goal": mine.get("goal", {}),
        "seconds": round(seconds, 1),
    }


def bars_of(gold: GoldSet) -> Row:
    """The floors and goals of accuracy.toml for a set, by variant; none if its file is another one."""
    mine: Row = bars().get(gold.task, {}).get(gold.name, {})
    return mine if mine.get("gold_sha256") == gold.sha256 else {}


def under(row: Row) -> Iterator[str]:
    """The figures of a row that fall under their floor (or rise over it, where smaller is better)."""
    for name, floor in row["floor"].items():
        value = row["figures"].get(name)
        if value is None or (value > floor if small(name) else value < floor):
            yield f"{name} {value} (floor {floor})"


def line(row: Row) -> str:
    """One line of the table: the headline figures with their floors."""
    name = f"{row['task']}/{row['set']}" + (f" ({row['variant']})" if row["variant"] else "")
    figures, floor = row["figures"], row["floor"]
    shown = [k for k in TASKS[row["task"]].headline.split() if k in figures]
    shown += [k for k in floor if k not in shown]
    return f"{name:<38}" + "  ".join(cell(k, figures[k], floor.get(k)) for k in shown)


def cell(name: str, value: Any, floor: float | None) -> str:
    """A figure as the table shows it."""
    number = "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
    return f"{name} {number}" + (f" (≥ {floor})" if floor is not None and not small(name) else
                                 f" (≤ {floor})" if floor is not None else "")  # fmt: skip


def write(path: Path, rows: Iterable[Row]) -> None:
    """Predictions as JSONL."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


def commit() -> str | None:
    """The commit that was measured, or None outside a checkout."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


if __name__ == "__main__":
    sys.exit(main())
