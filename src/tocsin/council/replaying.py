"""A dialogue is replayed: its lines become acts of nodes that receive one another, and what it says must hold is asked.

Every member who is not cut off receives what is sent at once, and gives a sign of life at every line and at every
deadline in between. Unless somebody acknowledges by hand somewhere in a dialogue, everybody who receives a text does.
"""

from typing import NamedTuple

from tocsin.council.acting import act
from tocsin.council.asking import Asked, holds
from tocsin.council.dialogue import Dialogue, Line, spoken
from tocsin.council.procedure import Procedure
from tocsin.council.staging import Stage
from tocsin.council.standing import CaseState
from tocsin.records import Charter


class Failure(NamedTuple):
    """A line that did not come out as written."""

    line: int
    said: str
    instead: str


class Replayed(NamedTuple):
    """What a dialogue came to: the state at its last hour, each line that did not hold, the acts by the names of texts."""

    state: CaseState
    failures: tuple[Failure, ...]
    charter: Charter
    procedure: Procedure
    names: dict[str, str]


def replay(dialogue: Dialogue) -> Replayed:
    """Play a dialogue. Raises BadDialogue where a line cannot be understood, BadProcedure for an unknown procedure."""
    stage = Stage(dialogue)
    failures = [f for line in dialogue.lines if (f := _played(stage, line))]
    return Replayed(stage.state(), tuple(failures), stage.charter, stage.procedure, stage.names)


def _played(stage: Stage, line: Line) -> Failure | None:
    """Let the time pass until a line, then let happen what it says or ask whether it holds."""
    where = f"{stage.name}:{line.number}"
    stage.let_pass(line.hour)
    if stage.event(line, where):
        return None
    said = spoken(line.said, where)
    if said is None:
        return _ask(stage, line, where)
    stage.open(line, said, where)
    if said.type == "open":
        return None
    stage.round()
    stage.round()
    ids = [act(stage, stage.who(w), said, line, where) for w in said.who]
    stage.round()
    return _expected(stage, line, ids)


def _expected(stage: Stage, line: Line, ids: list[str]) -> Failure | None:
    if line.expected is None:
        return None
    if all(i not in stage.acts for i in ids):
        became = "not delivered"
    else:
        became = "; ".join(_became(stage.state(), i) for i in ids)
    wanted = [w.strip() for w in line.expected.rstrip(".").split(",")]
    return None if all(w in became for w in wanted) else Failure(line.number, line.expected, became)


def _ask(stage: Stage, line: Line, where: str) -> Failure | None:
    found = holds(Asked(line.said, where), stage.state(), stage.names, stage.who)
    return Failure(line.number, line.said, found) if found is not None else None


def _became(now: CaseState, id_: str) -> str:
    for notes in (now.refused, now.late, now.waiting):
        for note in notes:
            if note.act == id_:
                return f"{note.weighs}: {note.why}"
    return "counts, recorded"
