"""A dialogue at the desk: replayed from its file, and answered line by line."""

import sys
from pathlib import Path
from typing import Any

from tocsin.council import (
    BadDialogue,
    Note,
    Replayed,
    read_dialogue,
    replay,
    stamp,
    state_hash,
)
from tocsin.desk.day import DONE
from tocsin.desk.settings import Unusable
from tocsin.desk.show import as_json
from tocsin.desk.standings import standing_lines

DOES_NOT_HOLD = 1


def replayed(file: Path, *, json: bool) -> int:
    """Replay a dialogue and say where its case stands; exit 1 if a line of it does not hold."""
    try:
        played = replay(read_dialogue(file.read_text("utf-8"), file.name))
    except (BadDialogue, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err
    except OSError as err:
        raise Unusable(f"{file}: {err.strerror or err}; give the file of a dialogue") from err
    print(as_json(answer(played)) if json else "\n".join(_lines(played)))
    for failure in played.failures:
        print(
            f"{file.name}:{failure.line}: {failure.said!r} does not hold: {failure.instead}",
            file=sys.stderr,
        )
    return DOES_NOT_HOLD if played.failures else DONE


def _lines(played: Replayed) -> list[str]:
    return standing_lines(played.procedure.title, played.procedure, played.state)


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
