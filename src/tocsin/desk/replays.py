"""A dialogue at the desk: replayed from its file, and answered line by line."""

import sys
from pathlib import Path
from typing import Any

from tocsin.council import (
    BadDialogue,
    Matter,
    Note,
    Replayed,
    read_dialogue,
    replay,
    shown,
    stamp,
    state_hash,
)
from tocsin.desk.day import DONE
from tocsin.desk.settings import Unusable
from tocsin.desk.show import as_json

DOES_NOT_HOLD = 1


def replayed(file: Path, *, json: bool) -> int:
    """Replay a dialogue and say where its case stands; exit 1 if a line of it does not hold."""
    try:
        played = replay(read_dialogue(file.read_text("utf-8"), file.name))
    except (BadDialogue, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err
    except OSError as err:
        raise Unusable(f"{file}: {err.strerror or err}; give the file of a dialogue") from err
    print(as_json(answer(played)) if json else "\n".join(lines(played)))
    for failure in played.failures:
        print(
            f"{file.name}:{failure.line}: {failure.said!r} does not hold: {failure.instead}",
            file=sys.stderr,
        )
    return DOES_NOT_HOLD if played.failures else DONE


def answer(played: Replayed) -> dict[str, Any]:
    """What `tocsin replay --json` gives: items and named texts, what came late or was refused, the hash of the state."""
    state = played.state
    named = {name: m for name in played.names if (m := state.matter(name))}
    items = {id_: _one(i.outcome, i.deadline, final=i.final) for id_, i in state.items.items()}
    return {
        "items": {
            n: _one(m.outcome, m.deadline and m.deadline.instant, final=m.final)
            for n, m in named.items()
        }
        | items,
        "late": [_note(n) for n in state.late],
        "refused": [_note(n) for n in state.refused],
        "exercise": state.exercise,
        "state_hash": state_hash(state),
    }


def _one(outcome: str | None, deadline: Any, *, final: bool) -> dict[str, Any]:
    return {"outcome": outcome, "final": final, "deadline": stamp(deadline) if deadline else None}


def _note(note: Note) -> dict[str, Any]:
    return {"act": note.act, "member": note.member, "type": note.type, "why": note.why}


def lines(played: Replayed) -> list[str]:
    """Where the case stands, for people: an item a line, texts below it, then what came late or was refused."""
    state, procedure = played.state, played.procedure
    found = [
        f"{procedure.title} ({procedure.id}, confidence {procedure.confidence}), at {shown(state.now)}"
    ]
    if state.exercise:
        found.insert(0, "EXERCISE EXERCISE EXERCISE")
    for item in state.items.values():
        unchecked = "  (unchecked)" if item.unchecked else ""
        found.append(f"  {item.id:<16} {item.outcome or item.stage}{unchecked}")
        for matter in item.matters:
            found += [f"    {line}" for line in _matter(matter)] if matter.id != item.id else []
    found += [f"  late     {_said(n)}" for n in state.late]
    found += [f"  refused  {_said(n)}" for n in state.refused]
    found += [f"  waiting  {_said(n)}" for n in state.waiting if n.type not in ("receipt", "beat")]
    found += [
        f"  two signed histories of {m}: restored backup, shared or stolen key?"
        for m in state.histories
    ]
    if state.hosted:
        found.append(f"  keys held by a node for their member: {', '.join(state.hosted)}")
    return [*found, f"  state {state_hash(state)[:16]}"]


def _matter(m: Matter) -> list[str]:
    ends = f", until {shown(m.deadline.instant)}" if m.deadline and not m.outcome else ""
    sealed = ", sealed" if m.final else ", provisional" if m.leading and m.outcome else ""
    why = f": {m.why}" if m.why and (m.outcome or m.disputed) else ""
    found = [
        f"{m.name}: {m.outcome or ('disputed' if m.disputed else 'running')}{sealed}{ends}{why}"
    ]
    found += [f"  {member}: {position}" for member, position in m.positions.items()]
    for kind, said in m.sayings.items():
        found.append(f"  {kind}: {', '.join(s.member for s in said)}")
    found += [f"  said nothing: {', '.join(m.silent)}"] if m.silent else []
    found += [
        f"  {member} was cut off, its clock runs until {shown(t)}"
        for member, t in m.cut_off.items()
    ]
    found += [
        f"  {c.type} {c.outcome} by {c.by} does not follow: {c.why}"
        for c in m.claims
        if not c.follows
    ]
    return found + [f"  contested: {why}" for why in m.contested]


def _said(note: Note) -> str:
    return f"{note.member} {note.type}: {note.why}"
