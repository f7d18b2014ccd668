"""Procedure files: TOML read strictly, every finding with its file and line."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from tocsin.council.errors import BadProcedure
from tocsin.council.linting import findings
from tocsin.council.procedure import Procedure

_AT = re.compile(r"at line (\d+)")
_PATH = re.compile(r"`\$\.item\[(\d+)\]")


def read_procedure(text: str, name: str) -> Procedure:
    """The procedure in a TOML file's text, linted. Raises BadProcedure with a line for each finding.

    name  the file's name without its ending; it is the procedure's id
    """
    try:
        found = msgspec.convert(tomllib.loads(text), Procedure)
    except tomllib.TOMLDecodeError as err:
        line = int(at[1]) if (at := _AT.search(str(err))) else len(text.splitlines())
        raise BadProcedure(f"{name}.toml:{line}: no TOML: {err}") from err
    except (msgspec.ValidationError, RecursionError) as err:
        raise BadProcedure(f"{name}.toml:{_line_of(text, err)}: {err}") from err
    procedure = msgspec.structs.replace(found, id=name)
    wrong = [f"{name}.toml:{_line(text, f.item, f.key)}: {f.what}" for f in findings(procedure)]
    if wrong:
        raise BadProcedure("\n".join(wrong))
    return procedure


def _line_of(text: str, err: Exception) -> int:
    """The line of the item that a validation error names; the first of the file if it names none."""
    found = _PATH.search(str(err))
    starts = [n for n, row in enumerate(text.splitlines(), 1) if row.strip() == "[[item]]"]
    return starts[int(found[1])] if found and int(found[1]) < len(starts) else 1


def _line(text: str, item: str | None, key: str) -> int:
    """The line of a key of an item, of the item if the key is not there, of the file's head for no item."""
    inside, at = item is None, 1
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip() == "[[item]]" and item is None:
            break
        if re.match(r"id\s*=", row):
            inside = item is not None and re.search(rf'"{re.escape(item)}"', row) is not None
            at = number if inside else at
        if inside and re.match(rf"{re.escape(key)}\s*=", row):
            return number
    return at


@cache
def procedures() -> dict[str, Procedure]:
    """Every procedure of the house by name, enabled or not. Raises BadProcedure if a file cannot be used."""
    return dict(_all())


def _all() -> Iterator[tuple[str, Procedure]]:
    folder = files("tocsin.council") / "procedures"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            name = file.name.removesuffix(".toml")
            yield name, read_procedure(file.read_text("utf-8"), name)


def procedure(name: str) -> Procedure:
    """The procedure of that name. Raises BadProcedure that says which there are."""
    if name not in procedures():
        raise BadProcedure(f"there is no procedure {name!r}; there is {', '.join(procedures())}")
    return procedures()[name]
