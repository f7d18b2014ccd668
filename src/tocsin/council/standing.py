"""Where a case stands: what the fold gives. Plain values; two nodes with the same acts hold equal ones."""

import hashlib
from datetime import UTC, datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from tocsin.council.deadlines import Deadline
from tocsin.records import Case

Stage = Literal["not open", "open", "running", "ended"]
Weighs = Literal["counts", "late", "refused", "waiting"]


class Note(msgspec.Struct, frozen=True):
    """What became of an act: it counts, came late, is refused, or waits; and why."""

    act: str
    member: str
    type: str
    weighs: Weighs
    why: str = ""


class Said(msgspec.Struct, frozen=True):
    """A member's act on a text, meeting or task, with the hour at which it was received (None: not yet).

    `body_hash` names what was filed with it; `capacity` in which a delegation spoke: defence, interior, foreign.
    """

    member: str
    act: str
    at: datetime | None
    body_hash: str | None = None
    capacity: str | None = None


class Claimed(msgspec.Struct, frozen=True):
    """A declaration or a seal: who, which outcome, and whether that follows from all that its signer had seen."""

    act: str
    by: str
    type: Literal["declare", "seal"]
    outcome: str
    at: datetime | None
    follows: bool
    why: str = ""
    cosigned: tuple[str, ...] = ()


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One running of an item: a request, a text before the members, a meeting, a task.

    outcome    None while it runs; provisional until `final` (sealed)
    leading    what the outcome would be if the clock ended now; only where members decide
    positions  member → their last position; a member with two histories has one on each: "yes | no"
    told       member → when they received it by their own signed word
    sayings    the six acts that are kept apart (abstain, opinion, reserve, interpret, dissociate, stay-out) → who; of a
               meeting its agenda, speakers in their order, each delegation's own readout; of a task what was reported
    form       of a task, what kind of response it is
    cut_off    member → until when their clock runs on, because nothing of them was received around the deadline
    silent     members before whom a text lies and who have said nothing on it, whatever that means by the rule
    unheard    silent members of whom nothing was received since the deadline; a seal waits for them
    contested  why what is known now would come out otherwise than what was sealed
    """

    id: str
    item: str
    name: str
    by: str | None = None
    to: tuple[str, ...] = ()
    text: str | None = None
    form: str | None = None
    started: datetime | None = None
    hour: datetime | None = None
    deadline: Deadline | None = None
    outcome: str | None = None
    leading: str | None = None
    closed: datetime | None = None
    final: bool = False
    sealed: datetime | None = None
    disputed: bool = False
    why: str = ""
    positions: dict[str, str] = {}
    acked: tuple[str, ...] = ()
    told: dict[str, datetime] = {}
    sayings: dict[str, tuple[Said, ...]] = {}
    cut_off: dict[str, datetime] = {}
    silent: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    claims: tuple[Claimed, ...] = ()
    contested: tuple[str, ...] = ()


class Right(msgspec.Struct, frozen=True, order=True):
    """What a member may do now, on which item or text, and until when."""

    by: str
    act: str
    on: str
    until: datetime | None = None


class ItemState(msgspec.Struct, frozen=True, kw_only=True):
    """An item: whether it may be started, what ran under it, and the outcome that others wait for."""

    id: str
    kind: str
    stage: Stage
    since: datetime | None = None
    outcome: str | None = None
    final: bool = False
    deadline: datetime | None = None
    matters: tuple[Matter, ...] = ()
    unchecked: str | None = None


class CaseState(msgspec.Struct, frozen=True, kw_only=True):
    """Where a case stands at `now`. `histories` names members who signed two histories, with both acts."""

    case: str | None
    about: Case | None
    now: datetime
    opened: datetime | None = None
    exercise: bool = False
    items: dict[str, ItemState] = {}
    late: tuple[Note, ...] = ()
    refused: tuple[Note, ...] = ()
    waiting: tuple[Note, ...] = ()
    histories: dict[str, tuple[str, str]] = {}
    hosted: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()

    def matter(self, id_: str) -> Matter | None:
        """The running of an item under that id or name."""
        return next(
            (m for i in self.items.values() for m in i.matters if id_ in (m.id, m.name)), None
        )


_encoder = msgspec.json.Encoder(order="sorted")
_NO_HOUR = datetime(1, 1, 1, tzinfo=UTC)


def state_hash(state: CaseState) -> str:
    """SHA-256 over all of a state but its hour: equal on every node that has the same acts, until a clock ends."""
    return hashlib.sha256(_encoder.encode(replace(state, now=_NO_HOUR))).hexdigest()
