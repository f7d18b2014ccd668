"""`run.py mutants [--sample N] [MODULE ...]`: change the log's code in small ways, and see whether the tests notice.

Of every comparison, sum, constant, condition and return in the modules that everything rests on, one at a time is turned
into another; the module's own quick tests are run in a fork, two forks at once. A change that no test notices has
survived: it is listed with its line. Changes that make no difference stand in measure/alike.tsv, each with its reason;
they are tried like the others, and one that a test does notice is told of. Figures go to build/mutants.json: the score
is the noticed of those that make a difference. Exit 1 if it is under 90 % in a module or the table is wrong.
"""

import argparse
import ast
import contextlib
import csv
import gc
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from measure.accuracy import commit

OUT = Path("build/mutants.json")
ALIKE = Path(__file__).with_name("alike.tsv")
LEDGER = "tests/ledger/test_ledger.py"
# module: the tests that hold it, the quick ones first
TESTS = {
    "tocsin.ledger.tree": ["tests/ledger/test_tree.py", LEDGER, "tests/ledger/test_tiles.py"],
    "tocsin.ledger.notes": ["tests/ledger/test_notes.py", "tests/ledger/test_proofs.py"],
    "tocsin.ledger.proofs": ["tests/ledger/test_proofs.py"],
    "tocsin.ledger.log": [
        "tests/ledger/test_log.py",
        LEDGER,
        "tests/ledger/test_private.py",
        "tests/ledger/test_witness.py",
    ],
    "tocsin.records.word": ["tests/records/test_canonical.py", "tests/records/test_kept.py"],
    "tocsin.records.kept": ["tests/records/test_kept.py"],
}
ELSEWHERE = (
    "not disk_that_fills and not opening_the_door"  # start a process where nothing is changed
)
FLOOR = 90  # percent
AT_ONCE = 2
EXAMPLES = 20  # of a property; which records and trees they are is fixed
SECONDS = 5  # of a processor, beyond three times what the unchanged module takes: then it runs in a circle
MEMORY = 3 << 30  # bytes of addresses: a circle that gathers ends too

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_JOINED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Pow: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """A change: the module, the line's number and code, the column in that code, what became what, the changed source."""

    module: str
    line: int
    code: str
    at: int
    what: str
    source: str

    @property
    def change(self) -> tuple[str, str, int, str]:
        """What names it as long as its line stays as it is, wherever the line stands."""
        return self.module, self.code, self.at, self.what

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.what}: {self.code}"


class End(NamedTuple):
    """How the tests of a mutant ended: whether they noticed it, whether by never ending, and their processor seconds."""

    noticed: bool
    circle: bool
    seconds: float


def main(words: Sequence[str] | None = None) -> int:
    """Try every change, or a sample; print who survived; write build/mutants.json."""
    asked = argparse.ArgumentParser(
        prog="run.py mutants", description=(__doc__ or "").splitlines()[0]
    )
    asked.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(TESTS))
    asked.add_argument("--sample", type=int, help="at most so many changes")
    said = asked.parse_args(words)
    modules = said.modules or list(TESTS)
    mutants = [mutant for module in modules for mutant in mutants_of(module)]
    few = said.sample is not None and said.sample < len(mutants)
    chosen = random.Random(6962).sample(mutants, said.sample) if few else mutants
    begun = time.monotonic()
    _warm()
    whole = {mutant.module: end for mutant, end in ends(map(unchanged, modules), {})}
    if failing := [module for module, end in whole.items() if end.noticed]:
        print(f"without any change the tests of {failing[0]} do not pass", file=sys.stderr)
        return 2
    limits = {module: SECONDS + round(3 * end.seconds) for module, end in whole.items()}
    tried = sorted(ends(chosen, limits))
    return _told(modules, len(mutants), tried, time.monotonic() - begun)


def _told(
    modules: Sequence[str], changes: int, tried: Sequence[tuple[Mutant, End]], seconds: float
) -> int:
    reasons = alike()
    survived = [m for m, end in tried if not end.noticed and m.change not in reasons]
    wrong = [m for m, end in tried if end.noticed and m.change in reasons]
    rows = {name: _row(name, tried, reasons) for name in modules}
    total = {key: sum(row[key] for row in rows.values()) for key in next(iter(rows.values()))}
    figures = {"v": 1, "commit": commit(), "changes": changes, "seconds": round(seconds), "score": _score(total),
               "rows": {name: {**row, "score": _score(row)} for name, row in rows.items()},
               "survived": [[*m.change, m.line] for m in survived]}  # fmt: skip
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print("\n".join([f"survived: {m}" for m in survived] + [f"not alike: {m}" for m in wrong]))
    for name, row in [*rows.items(), ("together", total)]:
        print(
            f"{name:<22}",
            *(f"{count:>4} {key}" for key, count in row.items()),
            f"  {_score(row)} %",
        )
    low = any(_score(row) < FLOOR for row in rows.values() if row["tried"])
    return 1 if low or wrong else 0


def _row(
    module: str, tried: Iterable[tuple[Mutant, End]], reasons: dict[tuple[str, str, int, str], str]
) -> dict[str, int]:
    own = [(mutant, end) for mutant, end in tried if mutant.module == module]
    noticed = sum(end.noticed for _, end in own)
    same = sum(mutant.change in reasons and not end.noticed for mutant, end in own)
    return {
        "tried": len(own),
        "noticed": noticed,
        "by circle": sum(end.circle for _, end in own),
        "alike": same,
        "survived": len(own) - noticed - same,
    }


def _score(row: dict[str, int]) -> float:
    """In percent, of the changes that make a difference."""
    return round(100 * row["noticed"] / max(1, row["tried"] - row["alike"]), 1)


def alike() -> dict[tuple[str, str, int, str], str]:
    """The changes that make no difference, as `Mutant.change`, and why."""
    with ALIKE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(r["module"], r["code"], int(r["at"]), r["what"]): r["reason"] for r in rows}


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every change of a module, one for each place that can be changed."""
    text = _source(module)
    for number, node in enumerate(ast.walk(ast.parse(text))):
        if (change := _CHANGES.get(type(node))) and (what := change(node)):
            tree = ast.parse(text)
            for twin in (twin for n, twin in enumerate(ast.walk(tree)) if n == number):
                change(twin)
            place: Any = node
            line = text.splitlines()[place.lineno - 1]
            at = place.col_offset - len(line) + len(line.lstrip())
            yield Mutant(module, place.lineno, line.strip(), at, what, ast.unparse(tree))


def unchanged(module: str) -> Mutant:
    """A module as it is: what its tests must pass for a change to say anything."""
    return Mutant(module, 0, "", 0, "nothing", _source(module))


def _source(module: str) -> str:
    return _path(module).read_text("utf-8")


def _path(module: str) -> Path:
    return Path("src", *module.split(".")).with_suffix(".py")


def _comparison(node: Any) -> str:
    kind = _COMPARED.get(type(node.ops[0]))
    return _swap(node.ops, 0, kind()) if kind else ""


def _sum(node: Any) -> str:
    kind, left = _JOINED.get(type(node.op)), getattr(node.left, "value", 0)
    if kind is None or isinstance(node.left, ast.JoinedStr) or isinstance(left, str | bytes):
        return ""  # texts put together: messages
    was, node.op = node.op, kind()
    return f"{_name(was)} -> {_name(node.op)}"


def _junction(node: Any) -> str:
    was, node.op = node.op, ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return f"{_name(was)} -> {_name(node.op)}"


def _constant(node: Any) -> str:
    was = node.value
    if not isinstance(was, int):
        return ""
    node.value = (not was) if isinstance(was, bool) else was + 1
    return f"{was} -> {node.value}"


def _condition(node: Any) -> str:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "condition -> its contrary"


def _result(node: Any) -> str:
    if node.value is None or isinstance(node.value, ast.Constant):
        return ""
    node.value = ast.Constant(None)
    return "return -> return None"


_CHANGES: dict[type[ast.AST], Callable[[Any], str]] = {
    ast.Compare: _comparison,
    ast.BinOp: _sum,
    ast.BoolOp: _junction,
    ast.Constant: _constant,
    ast.If: _condition,
    ast.IfExp: _condition,
    ast.While: _condition,
    ast.Return: _result,
}


def _swap(within: list[Any], place: int, fresh: Any) -> str:
    was, within[place] = within[place], fresh
    return f"{_name(was)} -> {_name(fresh)}"


def _name(node: Any) -> str:
    return type(node).__name__


def _warm() -> None:
    """Load what does not change, so that a fork begins at once."""
    for name in ("pytest", "hypothesis", "sqlalchemy", "msgspec", "psycopg", "fastwarc.warc", "cryptography.x509",
                 "rfc3161_client", "rfc8785", "multiprocessing"):  # fmt: skip
        importlib.import_module(name)
    _forget()
    importlib.import_module("tocsin.atlas")
    gc.freeze()  # else each fork writes to all of it


def _forget() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "tocsin"]:
        del sys.modules[name]


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module in its changed form."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant, self._origin = mutant, str(_path(mutant.module))

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != self._mutant.module:
            return None
        return importlib.util.spec_from_loader(name, self, origin=self._origin)

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self._origin
        exec(compile(self._mutant.source, self._origin, "exec"), module.__dict__)


def ends(mutants: Iterable[Mutant], limits: dict[str, int]) -> Iterator[tuple[Mutant, End]]:
    """How the tests end with each change, in the order in which they end."""
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        if len(running) == AT_ONCE:
            yield _waited(running)
        pid = os.fork()
        if not pid:
            _test(mutant, limits.get(mutant.module, 60))
        running[pid] = mutant
    while running:
        yield _waited(running)


def _waited(running: dict[int, Mutant]) -> tuple[Mutant, End]:
    pid, status, used = os.wait3(0)
    mutant = running.pop(pid)
    return mutant, End(status != 0, os.WIFSIGNALED(status), used.ru_utime + used.ru_stime)


def _test(mutant: Mutant, limit: int) -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(20 * limit)  # one that waits for itself needs no processor
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    code = 1
    with contextlib.suppress(BaseException):
        import pytest
        from hypothesis import Phase, settings

        shown = (Phase.explicit, Phase.generate)  # that it fails is enough: no smallest example
        settings.register_profile(
            "mutants", deadline=None, max_examples=EXAMPLES, database=None, phases=shown
        )
        if mutant.module.startswith("tocsin.records"):
            _forget()  # the atlas stands on it
        sys.meta_path.insert(0, _Changed(mutant))
        loaded = "ignore::pytest.PytestAssertRewriteWarning"  # it is, so that a fork begins at once
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # whatever else is installed
        plain = ["-x", "-q", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", "-W", loaded,
                 "--hypothesis-seed=1", "--hypothesis-profile=mutants", "-k", ELSEWHERE]  # fmt: skip
        for path in TESTS[mutant.module]:  # one by one: most changes are noticed by the first
            if code := int(pytest.main([*plain, path])):
                break
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
