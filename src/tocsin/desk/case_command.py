"""Commands of cases: charters, cases, acts, positions, the round table, the clocks."""

from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from tocsin.desk.options import Flag, Json

charter = App(
    name="charter", help="Adopt a forum's charter, list charters, make a member's key on this node."
)
case = App(name="case", help="Open a case, list cases, show where one stands.")
As = Annotated[
    str,
    Parameter(name="--as", help="The member or office that acts; its key must be on this node."),
]
Position = Literal[
    "yes", "no", "abstain", "object", "lift", "ack", "opinion", "reserve", "interpret", "dissociate", "stay-out"
]  # fmt: skip


@charter.command
def adopt(file: Path) -> int:
    """Check a charter file (TOML) and seal it: members, registrars in order, roles, keys, calendars, weights."""
    from tocsin.desk import cases

    return cases.adopted(file)


@charter.command(name="list")
def list_charters() -> int:
    """List the charters that this node has adopted."""
    from tocsin.desk import cases

    return cases.charters_listed()


@charter.command
def key(member: str) -> int:
    """Make a key for a member on this node and print its lines for the charter file."""
    from tocsin.desk import cases

    return cases.key_made(member)


@case.command(name="open")
def open_case(
    procedure: str,
    title: str,
    *,
    member: As,
    reference: str,
    party: tuple[str, ...] = (),
    exercise: Flag = False,
) -> int:
    """Open a case under a procedure; --party addressee=XAD names who holds a role; --exercise flags it as training."""
    from tocsin.desk import cases
    from tocsin.desk.settings import Unusable

    parties = tuple((r, m) for r, _, m in (p.partition("=") for p in party))
    if not all(r and m for r, m in parties):
        raise Unusable("a party is written ROLE=MEMBER, as in --party addressee=XAD")
    return cases.opened(cases.Wanted(procedure, title, member, reference, parties, exercise))


@case.command(name="list")
def list_cases(*, json: Json = False) -> int:
    """List the cases with where their items stand."""
    from tocsin.desk import cases

    return cases.listed(json=json)


@case.command(name="show")
def show_case(reference: str, *, json: Json = False) -> int:
    """Show where a case stands: items, texts, positions, what came late or was refused."""
    from tocsin.desk import cases

    return cases.told(reference, json=json)


def act(
    reference: str,
    type: str,
    on: str | None = None,
    *,
    member: As,
    until: str | None = None,
    hour: str | None = None,
    to: tuple[str, ...] = (),
    name: str | None = None,
    outcome: str | None = None,
    mode: Literal["meeting", "silence"] | None = None,
    form: str | None = None,
    capacity: str | None = None,
    text: Path | None = None,
) -> int:
    """Sign an act in a case (request, reply, propose, object, declare, seal …); instants are written 2031-07-19T09:00:00Z."""
    from tocsin.desk import cases

    said: dict[str, Any] = {
        "until": until,
        "hour": hour,
        "name": name,
        "outcome": outcome,
        "mode": mode,
    }
    said |= {"form": form, "capacity": capacity, "to": list(to) or None}
    args = {k: v for k, v in said.items() if v is not None}
    return cases.acted(reference, member, type, on, args, text)


def position(reference: str, says: Position, on: str, *, member: As) -> int:
    """Sign a position on a text: yes, no, abstain, object, lift, ack, or one of the acts that are on record and do not block."""
    from tocsin.desk import cases

    return cases.acted(reference, member, says, on, {}, None)


def forum(reference: str) -> int:
    """Show the round table of a case: members by texts, agenda, speakers, each delegation's own readout."""
    from tocsin.desk import cases

    return cases.table(reference)


def clocks(*, ics: Path | None = None) -> int:
    """Show every clock that runs, the soonest first, and for whom; --ics FILE also writes them and the meetings as iCalendar."""
    from tocsin.desk import cases

    return cases.clocks(ics)
