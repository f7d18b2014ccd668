"""The floors and goals of accuracy.toml: read, and raised to what was measured. Nothing here lowers a floor."""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from measure.score import TASKS

Row = dict[str, Any]
FILE = Path("accuracy.toml")
HEAD = """\
# Floors and goals of `run.py accuracy`, by task, set and variant; a floor counts for the gold file with that SHA-256 only.
# `run.py accuracy --raise` lifts floors to what was measured, never down. Lowering one takes an argument in the commit message.
"""
SMALLER_IS_BETTER = ("_rate", "_spread", "hit", "error", "km", "per_row")


def small(figure: str) -> bool:
    """Whether a figure is the better the smaller it is."""
    return figure.endswith(SMALLER_IS_BETTER)


def bars() -> Row:
    """All of accuracy.toml: task, set, variant, then `floor` and `goal`."""
    return tomllib.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def raised(rows: Iterable[Row]) -> None:
    """Write accuracy.toml anew, with every headline floor at least as high as these rows measured."""
    table = bars()
    for row in rows:
        mine = table.setdefault(row["task"], {}).setdefault(row["set"], {})
        fresh = mine.get("gold_sha256") != row["gold_sha256"]
        mine["gold_sha256"] = row["gold_sha256"]
        variant = mine.setdefault(row["variant"] or "plain", {})
        old = {} if fresh else variant.get("floor", {})
        variant["floor"] = old | dict(_better(row, old))
    FILE.write_text(HEAD + "".join(_lines(table)), "utf-8")


def _better(row: Row, old: Row) -> Iterator[tuple[str, float]]:
    for name in TASKS[row["task"]].headline.split():
        value = row["figures"].get(name)
        if not isinstance(value, float) or "stories" in name:
            continue
        # A point of air: the same parser on another processor may take one sentence another way.
        air = math.ceil(value * 100) + 1 if small(name) else math.floor(value * 100) - 1
        floor = max(air, 0) / 100
        held = old.get(name)
        yield name, floor if held is None else min(held, floor) if small(name) else max(held, floor)


def _lines(table: Row) -> Iterator[str]:
    for task, sets in table.items():
        for name, mine in sets.items():
            yield f'\n[{task}.{name}]\ngold_sha256 = "{mine["gold_sha256"]}"\n'
            for variant, bar in mine.items():
                if variant != "gold_sha256":
                    yield f"[{task}.{name}.{_key(variant)}]\n"
                    yield from (f"{key} = {_inline(bar[key])}\n" for key in bar)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'


def _inline(figures: Row) -> str:
    return "{ " + ", ".join(f"{k} = {v}" for k, v in figures.items()) + " }" if figures else "{}"
