"""What a line of a dialogue says becomes an act: on what it is, and what it states."""

import hashlib
from typing import Any

from tocsin.council.deadlines import stamp
from tocsin.council.dialogue import Line, Spoken
from tocsin.council.drafting import Hand
from tocsin.council.errors import BadDialogue
from tocsin.council.league import key_of
from tocsin.council.procedure import ENDS, STARTS, Step
from tocsin.council.staging import Stage
from tocsin.council.standing import CaseState
from tocsin.records import name_of


def act(stage: Stage, who: str, said: Spoken, line: Line, where: str) -> str:
    """Let a member say what a line says: the id of its act. Raises BadDialogue for names and items that are not there."""
    hand = stage.hands.get(who) or _stranger(stage, who, where)
    now = stage.state()
    type_ = "reply" if said.type == "refuse" else said.type
    on, name = _about(stage, type_, said, now, hand.key.member, where)
    return _written(stage, hand, type_, on, name, _stated(type_, said, line), said, now)


def _stated(type_: str, said: Spoken, line: Line) -> dict[str, Any]:
    """What the act states beside what it is on: instants, members, how and as what."""
    args: dict[str, Any] = {"refuses": True} if said.type == "refuse" else {}
    args |= {"until": stamp(said.until)} if said.until else {}
    args |= {"hour": stamp(said.hour)} if said.hour else {}
    args |= {"mode": "silence"} if type_ == "propose" and "silence" in line.said else {}
    args |= {"matter": "procedure"} if "matter of procedure" in line.said else {}
    if said.members and type_ not in ("accept-amendment", "contest"):
        args["to"] = list(said.members)
    return args


def _stranger(stage: Stage, who: str, where: str) -> Hand:
    if not (len(who) == 3 and who.isupper()):
        there = ", ".join(stage.hands)
        raise BadDialogue(
            f"{where}: nobody is called {who!r}; there are {there} and the roles of the charter"
        )
    return Hand(stage.charter, name_of(stage.case), key_of(who))


def _written(
    stage: Stage,
    hand: Hand,
    type_: str,
    on: str | None,
    name: str | None,
    args: dict[str, Any],
    said: Spoken,
    now: CaseState,
) -> str:
    body, prev = None, None
    matter = now.matter(on) if on else None
    if type_ in ("declare", "seal", "cosign"):
        args["outcome"] = (
            said.outcome or (matter and matter.outcome) or (matter and matter.leading) or "adopted"
        )
        if type_ == "cosign" and matter:
            on = next((c.act for c in matter.claims if c.type == "seal"), on)
    if type_ in ("propose", "assign", "amend") or name:
        args |= {"name": name} if name else {}
        body = hashlib.sha256(f"{name or type_} {len(stage.acts)}".encode()).hexdigest()
    if matter and matter.text and type_ in ("yes", "no", "abstain", "object"):
        args["text"] = matter.text
    if type_ == "key-revoke":
        args["key"], on = hand.key.key, None
    if type_ == "merge":
        prev = _branches(stage, hand)
    id_, act = hand.write(type_, stage.now, on=on, args=args, body_hash=body, prev=prev)
    if name:
        stage.names[name] = id_
    if type_ in ("propose", "assign"):
        stage.latest = id_
    stage.send(hand.key.member, id_, act)
    if type_ == "propose" and not stage.by_hand:
        _acknowledge(stage, id_, hand.key.member)
    return id_


def _acknowledge(stage: Stage, id_: str, proposer: str) -> None:
    stage.round()
    stage.acknowledge(id_, set(stage.charter.members) - stage.away - {proposer})


def _branches(stage: Stage, hand: Hand) -> tuple[str, ...]:
    own = {i: a for i, a in hand.held.items() if a.member == hand.key.member}
    parents = {p for a in own.values() for p in a.prev}
    return tuple(sorted(i for i in own if i not in parents))[:2]


def _about(
    stage: Stage, type_: str, said: Spoken, now: CaseState, who: str, where: str
) -> tuple[str | None, str | None]:
    """The item or act that an act is on, and the name that it gives."""
    if type_ in ("merge", "beat", "key-revoke"):
        return None, None
    known = stage.names.get(said.on or "")
    if type_ == "accept-amendment":
        return _amendment(stage, where), None
    if known and type_ not in ("propose", "assign"):
        return known, None
    if said.on and stage.procedure.step(said.on):
        return _running(stage, said.on, type_, now), None
    if type_ in ("propose", "assign", "request", "convene", "notify"):
        return said.item or _first(stage, type_, now, who, where).id, said.on
    if said.on:
        there = ", ".join([*stage.names, *(s.id for s in stage.procedure.steps)])
        raise BadDialogue(f"{where}: nothing is called {said.on!r}; there is {there}")
    return _only(stage, type_, now), None


def _amendment(stage: Stage, where: str) -> str:
    for id_, made in reversed(stage.acts.items()):
        if made.type == "amend":
            return id_
    raise BadDialogue(f"{where}: nobody has amended anything that could be accepted")


def _running(stage: Stage, item: str, type_: str, now: CaseState) -> str:
    """The item itself for an act that starts it, else what last ran under it."""
    step = stage.procedure.step(item)
    matters = now.items[item].matters if item in now.items else ()
    started = [m for m in matters if m.id != item]
    starts = step is not None and type_ in STARTS[step.kind] and type_ != "convene"
    return started[-1].id if started and not starts else item


def _first(stage: Stage, type_: str, now: CaseState, who: str, where: str) -> Step:
    """The step that an act can start, an open one before one that is not open yet."""
    fits = [s for s in stage.procedure.steps if type_ in STARTS[s.kind]]
    mine = [
        s for s in fits if any(r.act == type_ and r.on == s.id and r.by == who for r in now.rights)
    ]
    if not fits:
        raise BadDialogue(f"{where}: {stage.procedure.id} has no step that begins with {type_}")
    return (mine or fits)[0]


def _only(stage: Stage, type_: str, now: CaseState) -> str:
    """What an act without an object is about: the last text, else the last item that it can end or start."""
    if stage.latest:
        return stage.latest
    fits = [s.id for s in stage.procedure.steps if type_ in (*ENDS[s.kind], *STARTS[s.kind])]
    running = [i for i in fits if i in now.items and now.items[i].stage == "running"]
    return _running(stage, (running or fits or [stage.procedure.steps[0].id])[-1], type_, now)
