"""Cases at the desk: charters adopted, cases opened, acts signed with this node's keys, clocks and positions shown."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tocsin.council import (
    BadAct,
    BadCharter,
    BadProcedure,
    CaseState,
    Hand,
    Procedure,
    act_id,
    allowed,
    case_of,
    check,
    name_of_procedure,
    opening,
    procedure,
    procedures,
    read_charter,
    ring,
    sign,
    stamp,
    stands,
    state,
)
from tocsin.desk.calendar import calendar
from tocsin.desk.day import DONE
from tocsin.desk.node import Node, node
from tocsin.desk.procedures import marked
from tocsin.desk.settings import Unusable, home, now, room_for
from tocsin.desk.show import as_json, product
from tocsin.desk.standings import clock_lines, standing_json, standing_lines, table_lines
from tocsin.records import Act, Case, Charter, Kept, name_of


class Open(NamedTuple):
    """A case as this node holds it: its name, what it is about, its charter, its acts in the order of the log."""

    name: str
    about: Case
    charter: Charter
    acts: dict[str, Act]

    def state(self, at: datetime) -> CaseState:
        """Where it stands."""
        return state(self.charter, procedure_of(self.about), self.acts.values(), at, case=self.name)


def procedure_of(about: Case) -> Procedure:
    """The procedure that a case pins, if this node has that edition."""
    for found in procedures().values():
        if name_of_procedure(found) == about.procedure:
            return found
    raise Unusable(
        f"this node has no edition {about.procedure} of a procedure; the case {about.title!r} pins it"
    )


def charters(here: Node) -> dict[str, Charter]:
    """Every charter this node has adopted, by name."""
    words = (entry.kept.word for entry in here.ledger.scan("charter"))
    return {name_of(w): w for w in words if isinstance(w, Charter)}


def cases(here: Node) -> dict[str, Open]:
    """Every case this node is party to, by name."""
    known = charters(here)
    found: dict[str, Open] = {}
    for entry in here.ledger.scan("case"):
        if isinstance(about := entry.kept.word, Case) and about.charter in known:
            found[name_of(about)] = Open(name_of(about), about, known[about.charter], {})
    for entry in here.ledger.scan("act"):
        if isinstance(act := entry.kept.word, Act) and act.case in found:
            found[act.case].acts[act_id(act)] = act
    return found


def case_like(here: Node, wanted: str) -> Open:
    """The case of that reference or name, or whose name begins so. Raises Unusable that says which there are."""
    known = cases(here)
    fits = [o for n, o in known.items() if o.about.reference == wanted or n.startswith(wanted)]
    if len(fits) != 1:
        there = (
            ", ".join(o.about.reference or o.name[:13] for o in known.values())
            or "none yet; `tocsin case open` makes one"
        )
        raise Unusable(
            f"there is no case {wanted!r}; there is {there}"
            if not fits
            else f"{wanted!r} fits {len(fits)} cases; there is {there}"
        )
    return fits[0]


def _key_file(member: str) -> Path:
    if not member.isalnum():
        raise Unusable(f"{member!r} is no code of a member; letters and digits")
    return room_for(home() / "keys") / f"{member}.key"


def key_of(member: str) -> Ed25519PrivateKey:
    """The member's key on this node. Raises Unusable if there is none."""
    path = _key_file(member)
    if not path.exists():
        raise Unusable(
            f"this node holds no key of {member}; `tocsin charter key {member}` makes one"
        )
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))


def key_made(member: str) -> int:
    """Make a key for a member on this node, readable by its owner alone, and print its line of the charter."""
    path = _key_file(member)
    if not path.exists():
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
    public = key_of(member).public_key().public_bytes_raw().hex()
    print(f'[[keys]]\nmember = "{member}"\nkey = "{public}"\nheld = "own"\nsince = {stamp(now())}')
    return DONE


def adopted(file: Path) -> int:
    """Check a charter file and seal it."""
    try:
        charter = read_charter(file.read_text("utf-8"), file.name)
    except (BadCharter, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err
    except OSError as err:
        raise Unusable(f"{file}: {err.strerror or err}") from err
    with node() as here:
        here.ledger.append(charter)
    print(f"{name_of(charter)}  {charter.forum}, {len(charter.members)} members")
    return DONE


def charters_listed() -> int:
    """Every charter this node has adopted."""
    with node() as here:
        found = charters(here)
    for name, charter in found.items():
        print(
            f"{name}  {charter.forum}: {', '.join(charter.members)}; registrars {', '.join(charter.registrars)}"
        )
    if not found:
        print("No charter yet. `tocsin charter adopt FILE.toml` seals one.")
    return DONE


class Wanted(NamedTuple):
    """A case that somebody wants to open."""

    procedure: str
    title: str
    member: str
    reference: str
    parties: tuple[tuple[str, str], ...]
    exercise: bool


def opened(wanted: Wanted) -> int:
    """Open a case under the newest charter, as a member whose key is here."""
    with node() as here:
        known = charters(here)
        if not known:
            raise Unusable("no charter yet; `tocsin charter adopt FILE.toml` seals one")
        charter = list(known.values())[-1]
        try:
            rules = procedure(wanted.procedure)
        except BadProcedure as err:
            raise Unusable(str(err)) from err
        if not rules.enabled:
            raise Unusable(f"the procedure {rules.id} is disabled: {rules.note}")
        about = case_of(
            charter,
            rules,
            wanted.title,
            reference=wanted.reference,
            parties=wanted.parties,
            exercise=wanted.exercise,
        )
        found = Open(name_of(about), about, charter, {})
        _, made = signed(found, wanted.member, "open", None, opening(about))
        here.ledger.extend([about, *(Kept.of(a) for a in made.values())], private=True)
    print(f"{about.reference}  {name_of(about)}  {marked(rules)}")
    return DONE


def listed(*, json: bool) -> int:
    """Every case with its items in a word each."""
    with node() as here:
        found = [(o, o.state(now())) for o in cases(here).values()]
    if json:
        print(as_json([standing_json(o.about, s) for o, s in found]))
        return DONE
    for case, standing in found:
        flag = "EXERCISE  " if standing.exercise else ""
        items = ", ".join(f"{i.id} {i.outcome or i.stage}" for i in standing.items.values())
        print(f"{flag}{case.about.reference or case.name[:13]}  {case.about.title}: {items}")
    if not found:
        print("No case yet. `tocsin case open` makes one.")
    return DONE


def told(wanted: str, *, json: bool) -> int:
    """Where one case stands."""
    with node() as here:
        case = case_like(here, wanted)
    standing = case.state(now())
    print(
        as_json(standing_json(case.about, standing))
        if json
        else "\n".join(standing_lines(case.about.title, procedure_of(case.about), standing))
    )
    return DONE


def table(wanted: str) -> int:
    """The round table of one case: members by texts, agenda, speakers, readouts."""
    with node() as here:
        case = case_like(here, wanted)
    print("\n".join(table_lines(case.charter, case.state(now()))))
    return DONE


def clocks(ics: Path | None = None) -> int:
    """Every clock that runs, the soonest first; with `ics` also a calendar file of them and of the meetings."""
    with node() as here:
        found = [(o.about, o.state(now())) for o in cases(here).values()]
    if ics:
        product(calendar(found), ics)
    print("\n".join(clock_lines(found, now())) or "No clock runs.")
    return DONE


def acted(
    wanted: str, member: str, type_: str, on: str | None, args: Mapping[str, Any], text: Path | None
) -> int:
    """Sign an act as a member whose key is here; this node's registrars receive it at once.

    What the procedure does not allow is told and not sealed, exit 1; what comes late is sealed and told.
    """
    with node() as here:
        case = case_like(here, wanted)
        target = _target(case.state(now()), type_, on)
        body = here.vault.put(_read(text)) if text else None
        id_, made = signed(case, member, type_, target, args, body)
        after = case._replace(acts=case.acts | made).state(now())
        refused = next((n for n in after.refused if n.act == id_), None)
        if refused:
            print(
                f"{member} {type_}: refused, nothing is sealed: {refused.why}. {stands(after, member)}"
            )
            return 1
        here.ledger.extend([Kept.of(a) for a in made.values()], private=True)
    for late in (n for n in after.late if n.act == id_):
        print(f"{member} {type_}: {late.why}")
    may = allowed(after.rights, member, now())
    print(f"{member} {type_} is sealed as {id_[:20]}; {member} may now: {may}")
    return DONE


def _read(text: Path) -> bytes:
    try:
        return text.read_bytes()
    except OSError as err:
        raise Unusable(f"{text}: {err.strerror or err}") from err


def _target(standing: CaseState, type_: str, on: str | None) -> str | None:
    """The item, or the running of one, that an act is on by the name it is called."""
    if on is None:
        return None
    if item := standing.items.get(on):
        running = [m.id for m in item.matters if m.id != item.id and m.outcome is None]
        starts = type_ in ("request", "propose", "assign", "notify") or not running
        return on if starts else running[-1]
    if matter := standing.matter(on):
        return matter.id
    names = [m.name for i in standing.items.values() for m in i.matters]
    there = ", ".join(dict.fromkeys([*standing.items, *names]))
    raise Unusable(f"nothing is called {on!r} in this case; there is {there}")


def signed(
    case: Open,
    member: str,
    type_: str,
    on: str | None,
    args: Mapping[str, Any],
    body: str | None = None,
) -> tuple[str, dict[str, Act]]:
    """An act of a member, checked as any stranger's is, and its receipts by the registrars whose keys are here."""
    made: dict[str, Act] = {}
    id_ = _write(case, made, member, type_, on=on, args=args, body_hash=body)
    for registrar in case.charter.registrars:
        if registrar != member and _key_file(registrar).exists():
            _write(case, made, registrar, "receipt", args={"received": {id_: stamp(now())}})
    return id_, made


def _write(case: Open, made: dict[str, Act], member: str, type_: str, **more: Any) -> str:
    """Write, sign and check a member's next act behind all that the case holds; its id."""
    keys = {k.member: k for k in case.charter.keys}
    if member not in keys:
        raise Unusable(f"the charter knows no {member}; there is {', '.join(keys)}")
    hand = Hand(case.charter, case.name, keys[member])
    for id_, act in (case.acts | made).items():
        hand.take(id_, act)
    hand.own = sorted(
        (i for i, a in hand.held.items() if a.member == member), key=lambda i: hand.held[i].seq
    )
    _, fresh = hand.write(type_, now(), **more)
    try:
        known = ring(case.charter, hand.held.values())
        found = check(Kept.of(sign(fresh, key_of(member))).data, known, now())
    except BadAct as err:
        raise Unusable(str(err)) from err
    made[found.id] = found.act
    return found.id
