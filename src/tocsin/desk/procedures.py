"""Procedures at the desk: listed with how sure they are, shown step by step, checked from a file."""

from pathlib import Path
from typing import Any

from tocsin.council import BadProcedure, Procedure, Step, procedure, procedures, read_procedure
from tocsin.desk.answers import said
from tocsin.desk.day import DONE
from tocsin.desk.settings import Unusable
from tocsin.desk.show import as_json


def listed(name: str | None, *, json: bool) -> int:
    """All procedures, one of them, or one in a file that is checked first."""
    found = [_one(name)] if name else list(procedures().values())
    if json:
        print(as_json([_row(p) for p in found]))
    elif name:
        print("\n".join(_shown(found[0])))
    else:
        print("\n".join(marked(p) for p in found))
    return DONE


def _one(name: str) -> Procedure:
    try:
        if not name.endswith(".toml"):
            return procedure(name)
        return read_procedure(Path(name).read_text("utf-8"), Path(name).stem)
    except (BadProcedure, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err
    except OSError as err:
        raise Unusable(f"{name}: {err.strerror or err}") from err


def _row(p: Procedure) -> dict[str, Any]:
    items = [said(id=s.id, kind=s.kind, unchecked=s.unchecked) for s in p.steps]
    return said(
        id=p.id,
        title=p.title,
        confidence=p.confidence,
        enabled=p.enabled,
        unchecked=p.unchecked,
        items=items,
    )


def marked(p: Procedure) -> str:
    """A procedure in a line: its name, how sure it is, its title, whether it is disabled or partly unchecked."""
    marks = [] if p.enabled else ["disabled"]
    marks += ["partly unchecked"] if p.unchecked else []
    marked = f" ({', '.join(marks)})" if marks else ""
    return f"{p.id:<28} {p.confidence:<7} {p.title}{marked}"


def _shown(p: Procedure) -> list[str]:
    sources = (p.source,) if isinstance(p.source, str) else p.source
    found = [marked(p), *(f"  source     {s}" for s in sources)]
    found += [f"  unchecked  {p.unchecked}"] if p.unchecked else []
    found += [f"  note       {p.note}"] if p.note else []
    return found + [line for step in p.steps for line in _step(step)]


def _step(step: Step) -> list[str]:
    waits = "".join(f", after {i} is {' or '.join(o)}" for i, o in step.after.items())
    found = [f"  {step.kind:<8} {step.id:<16} by {' or '.join(step.holders)}{_clock(step)}{waits}"]
    return found + ([f"           unchecked: {step.unchecked}"] if step.unchecked else [])


def _clock(step: Step) -> str:
    clock = step.clock
    if clock is None:
        return ""
    if clock.working_days is not None:
        return f", {clock.working_days} working days from {clock.start}"
    if clock.before:
        return f", {clock.before} before {clock.start}"
    length = clock.elapsed or ("until the instant stated" if clock.stated else clock.words)
    return f", {length} from {clock.start}" if clock.elapsed else f", {length}"
