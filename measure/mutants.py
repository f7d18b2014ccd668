"""`run.py mutants [--sample N]`: change the log's code in small ways, and see whether the tests notice.

Of every comparison, sum, constant, condition and return in the modules that everything rests on, one at a time is turned
into another; the module's own tests are run in a fork. A change that no test notices has survived: it is listed with its
line. Figures go to build/mutants.json.
"""

import argparse
import ast
import contextlib
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from measure.accuracy import commit

OUT = Path("build/mutants.json")
LEDGER, RECORDS = ["tests/ledger/test_ledger.py"], ["tests/records"]
# module: the tests that hold it, the quick ones first
TESTS = {
    "tocsin.ledger.tree": ["tests/ledger/test_tree.py", *LEDGER, "tests/ledger/test_tiles.py", "tests/ledger/test_trail.py"],
    "tocsin.ledger.notes": ["tests/ledger/test_notes.py", "tests/ledger/test_proofs.py", *LEDGER],
    "tocsin.ledger.proofs": ["tests/ledger/test_proofs.py", *LEDGER],
    "tocsin.ledger.log": [*LEDGER, "tests/ledger/test_private.py", "tests/ledger/test_witness.py", "tests/ledger/test_tamper.py"],
    "tocsin.records.word": RECORDS,
    "tocsin.records.kept": RECORDS,
}  # fmt: skip
LIMIT = 100  # seconds of a processor for the tests of one mutant; one that takes more runs in a circle and is noticed

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_JOINED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Pow: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """A change: the module, the line, what was changed into what, and the module's source with it."""

    module: str
    line: int
    what: str
    source: str


def main(words: Sequence[str] | None = None) -> int:
    """Try every change, or a sample; print who survived; write build/mutants.json."""
    asked = argparse.ArgumentParser(
        prog="run.py mutants", description=(__doc__ or "").splitlines()[0]
    )
    asked.add_argument("--sample", type=int, help="at most so many changes")
    said = asked.parse_args(words)
    mutants = [mutant for module in TESTS for mutant in mutants_of(module)]
    few = said.sample is not None and said.sample < len(mutants)
    chosen = random.Random(6962).sample(mutants, said.sample) if few else mutants
    _warm()
    if failing := [module for module in TESTS if noticed(unchanged(module))]:
        print(f"without any change the tests of {failing[0]} do not pass", file=sys.stderr)
        return 2
    survived = []
    for mutant in chosen:
        if not noticed(mutant):
            survived.append(mutant)
            print(f"survived: {mutant.module}:{mutant.line}: {mutant.what}", flush=True)
    rows = {
        m: _row([c for c in chosen if c.module == m], [s for s in survived if s.module == m])
        for m in TESTS
    }
    OUT.parent.mkdir(exist_ok=True)
    listed = [[one.module, one.line, one.what] for one in survived]
    whole = {"v": 1, "commit": commit(), "changes": len(mutants), "rows": rows, "survived": listed}
    OUT.write_text(json.dumps(whole, indent=1) + "\n")
    for module, row in rows.items():
        print(f"{module:<24}{row['noticed']:>5} of {row['tried']:>4}")
    share = 100 * (len(chosen) - len(survived)) / max(1, len(chosen))
    print(f"{len(chosen) - len(survived)} of {len(chosen)} changes are noticed ({share:.1f} %)")
    return 0


def _row(tried: Sequence[Mutant], survived: Sequence[Mutant]) -> dict[str, int]:
    return {"tried": len(tried), "noticed": len(tried) - len(survived)}


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every change of a module, one for each place that can be changed."""
    spec = importlib.util.find_spec(module)
    assert spec is not None and spec.origin is not None
    text = Path(spec.origin).read_text("utf-8")
    for number, node in enumerate(ast.walk(ast.parse(text))):
        if (change := _CHANGES.get(type(node))) and (what := change(node)):
            tree = ast.parse(text)
            for twin in (twin for n, twin in enumerate(ast.walk(tree)) if n == number):
                change(twin)
            yield Mutant(module, getattr(node, "lineno", 0), what, ast.unparse(tree))


def unchanged(module: str) -> Mutant:
    """A module as it is: what its tests must pass for a change to say anything."""
    return Mutant(
        module, 0, "nothing", Path("src", *module.split(".")).with_suffix(".py").read_text("utf-8")
    )


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
    for name in [name for name in sys.modules if name.split(".")[0] == "tocsin"]:
        del sys.modules[name]


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module in its changed form."""

    def __init__(self, mutant: Mutant, origin: str) -> None:
        self._mutant, self._origin = mutant, origin

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != self._mutant.module:
            return None
        return importlib.util.spec_from_loader(name, self, origin=self._origin)

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self._origin
        exec(compile(self._mutant.source, self._origin, "exec"), module.__dict__)


def noticed(mutant: Mutant) -> bool:
    """Whether a test fails, or does not end, with the change."""
    pid = os.fork()
    if not pid:
        _test(mutant)
    _, status = os.waitpid(pid, 0)
    return status != 0


def _test(mutant: Mutant) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    code = 1
    with contextlib.suppress(BaseException):
        import pytest

        origin = str(Path("src") / Path(*mutant.module.split(".")).with_suffix(".py"))
        sys.meta_path.insert(0, _Changed(mutant, origin))
        loaded = "ignore::pytest.PytestAssertRewriteWarning"  # it is, so that a fork begins at once
        plain = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-W",
            loaded,
            "--hypothesis-seed=1",
        ]
        for path in TESTS[mutant.module]:  # one by one: most changes are noticed by the first
            if code := int(pytest.main([*plain, path])):
                break
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
