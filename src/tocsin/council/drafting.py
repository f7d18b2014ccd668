"""Acts as they are made before they are signed: the next in a member's chain, naming all that it has seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from tocsin.council.deadlines import stamp
from tocsin.council.procedure import Procedure, name_of_procedure
from tocsin.council.signing import act_id
from tocsin.records import Act, Case, Charter, Key, name_of


class Hand:
    """A member's node in one case: its key, the acts that it holds, the last of its own.

    What it holds is its word for what it has seen: each of its acts names the last acts it knows of everybody.
    """

    def __init__(self, charter: Charter, case: str, key: Key) -> None:
        self.forum, self.case, self.key = charter.forum, case, key
        self.own: list[str] = []
        self.held: dict[str, Act] = {}
        self.heads: dict[str, str] = {}

    def take(self, id_: str, act: Act) -> bool:
        """Hold another's act; False if it was here already."""
        if id_ in self.held:
            return False
        self.held[id_] = act
        head = self.held.get(self.heads.get(act.member, ""))
        if act.member != self.key.member and (
            head is None or (head.seq, self.heads[act.member]) < (act.seq, id_)
        ):
            self.heads[act.member] = id_
        return True

    def write(self, type_: str, at: datetime, *, on: str | None = None, args: Mapping[str, Any] | None = None,
              body_hash: str | None = None, prev: tuple[str, ...] | None = None) -> tuple[str, Act]:  # fmt: skip
        """The member's next act, held at once; unsigned. `prev` is given by a merge, which joins two histories."""
        prev = tuple(self.own[-1:]) if prev is None else prev
        act = Act(
            v=1,
            forum=self.forum,
            case=self.case,
            member=self.key.member,
            key=self.key.key,
            seq=1 + max((self.held[p].seq for p in prev), default=-1),
            type=type_,
            at=at,
            held=self.key.held,
            prev=prev,
            seen=tuple(sorted(self.heads.values())),
            on=on,
            args=dict(args or {}),
            body_hash=body_hash,
        )
        id_ = act_id(act)
        self.held[id_] = act
        self.own.append(id_)
        return id_, act

    def receipt(self, came: Mapping[str, datetime], at: datetime) -> tuple[str, Act] | None:
        """A receipt for acts of others, each with the hour at which it came; None if there is nothing to receive."""
        got = {i: stamp(t) for i, t in came.items() if self.held[i].member != self.key.member}
        return self.write("receipt", at, args={"received": got}) if got else None


def case_of(charter: Charter, procedure: Procedure, title: str, **more: Any) -> Case:
    """A case under a charter and a procedure, pinned by their names; `more` are further fields of Case."""
    return Case(
        forum=charter.forum,
        charter=name_of(charter),
        procedure=name_of_procedure(procedure),
        title=title,
        **more,
    )


def opening(case: Case) -> dict[str, Any]:
    """The arguments of the act that opens a case."""
    return {"case": msgspec.to_builtins(case)}
