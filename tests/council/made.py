"""Cases made for tests: a league of invented members, their nodes, and a play of what they do and when it arrives."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tocsin.council import (
    CaseState,
    Hand,
    Procedure,
    case_of,
    opening,
    read_procedure,
    stamp,
    state,
)
from tocsin.records import Act, Charter, Key, name_of

# 500 plays for each invariant in a normal run, more in `run.py deep`.
often = settings(
    max_examples=int(os.environ.get("TOCSIN_DEEP", "500")),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
START = datetime(2031, 7, 16, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
END = START + DAY  # when the clock of each of these texts ends

_HEAD = 'title = "made for a test"\nsource = "none"\nconfidence = "high"\nenabled = true\n'
_ITEM = '[[item]]\nid = "text"\nkind = "decide"\nby = "members"\nclock = {{ elapsed = "PT24H" }}\nrule = {rule}\n'
RULES = {
    "silence": '{ kind = "silence" }',
    "acknowledged": '{ kind = "silence", requires_ack = true }',
    "tolled": '{ kind = "silence", toll = { window = "PT6H", grace = "PT6H", cap = "P2D" } }',
    "consensus": '{ kind = "consensus" }',
    "majority": '{ kind = "majority", of = "voting", threshold = "1/2", quorum = "1/2" }',
    "two thirds": '{ kind = "majority", of = "all", threshold = "2/3", strict = false }',
}


def made(rule: str, head: str = "") -> Procedure:
    """A procedure of one text and one rule."""
    return read_procedure(
        _HEAD + head + _ITEM.format(rule=RULES.get(rule, rule)), rule.replace(" ", "-")
    )


PROCEDURES = {name: made(name) for name in RULES}


def key(member: str, letter: str = "a") -> str:
    """A key in hex that stands for a member's; the fold reads acts that were checked before."""
    return (member.lower().encode().hex() + letter * 64)[:64]


def league(count: int, **more: Any) -> Charter:
    """A charter of invented members XAA, XAB …; the first three are registrars in this order."""
    members = tuple(f"XA{chr(65 + n)}" for n in range(count))
    keys = tuple(Key(member=m, key=key(m), held="own", since=START - DAY) for m in members)
    return Charter(
        **{"forum": "league.example", "members": members, "registrars": members[:3], "keys": keys}
        | more
    )


class Play:
    """Nodes of the members and what they do; time goes on, and an act is received when a node says it was."""

    def __init__(self, procedure: Procedure, charter: Charter) -> None:
        self.procedure, self.charter, self.now = procedure, charter, START
        self.case = case_of(charter, procedure, "A matter", reference="C-1")
        self.hands = {k.member: Hand(charter, name_of(self.case), k) for k in charter.keys}
        self.came: dict[str, dict[str, datetime]] = {m: {} for m in self.hands}
        self.given: dict[tuple[int, str], int] = {}  # how much of what a node holds it gave to whom
        self.shift = timedelta(0)  # by how much every signer's claim of the hour is wrong

    def act(self, member: str, type_: str, on: str | None = None, **more: Any) -> str:
        """A member signs an act; nobody else has it yet."""
        id_, _ = self.hands[member].write(type_, self.now + self.shift, on=on, **more)
        return id_

    def made(self, member: str, type_: str, on: str | None = None, **more: Any) -> Act:
        """As `act`, the act itself."""
        return self.hands[member].held[self.act(member, type_, on, **more)]

    def give(self, giver: str, takers: Iterable[str]) -> None:
        """All that one node holds goes to others, now."""
        hand = self.hands[giver]
        for taker in takers:
            begin = self.given.get((id(hand), taker), 0)
            self.given[id(hand), taker] = len(hand.held)
            for id_, act in list(islice(hand.held.items(), begin, None)) if taker != giver else ():
                if self.hands[taker].take(id_, act):
                    self.came[taker][id_] = self.now

    def receive(self, member: str) -> None:
        """A node says what it has received, and when."""
        made = self.hands[member].receipt(self.came[member], self.now + self.shift)
        self.came[member] = {} if made else self.came[member]

    def everywhere(self, *members: str) -> None:
        """Whatever these nodes (all, if none is named) hold is received by all of them, now."""
        among = members or tuple(self.hands)
        for _ in range(2):
            for giver in among:
                self.give(giver, among)
            for member in among:
                self.receive(member)
        for giver in among:
            self.give(giver, among)

    def open(self, proposer: str | None = None) -> str:
        """The case is opened, and a text lies before everybody at START; the id of the proposal."""
        first = proposer or self.charter.members[0]
        self.act(first, "open", args=opening(self.case))
        self.everywhere()
        text = self.act(first, "propose", on="text", body_hash="b" * 64, args={"name": "text-a"})
        self.everywhere()
        return text

    def acts(self) -> dict[str, Act]:
        """Every act that any node holds."""
        return {i: a for hand in self.hands.values() for i, a in hand.held.items()}

    def state(self, now: datetime | None = None, acts: Iterable[Act] | None = None) -> CaseState:
        """Where the case stands."""
        found = self.acts().values() if acts is None else acts
        return state(self.charter, self.procedure, found, now or self.now, case=name_of(self.case))

    def restore(self, member: str, back: int) -> None:
        """The node forgets its last acts, as after an old backup: what it signs next is a second history."""
        del self.hands[member].own[len(self.hands[member].own) - back :]

    def merge(self, member: str) -> str:
        """A member joins its histories."""
        own = {i: a for i, a in self.hands[member].held.items() if a.member == member}
        parents = {p for a in own.values() for p in a.prev}
        return self.act(member, "merge", prev=tuple(sorted(i for i in own if i not in parents))[:2])

    def receipt_at(self, member: str, act: str, hour: datetime) -> str:
        """A member states that it received one act at an hour of the test's choosing."""
        return self.act(member, "receipt", args={"received": {act: stamp(hour)}})


OPS = ("yes", "yes", "no", "abstain", "object", "lift", "ack", "beat", "dissociate", "share", "receive", "all", "all", "settle", "restore", "merge", "declare", "seal", "seal", "seal wrongly")  # fmt: skip
steps = st.lists(
    st.tuples(
        st.sampled_from(OPS),
        st.integers(0, 3),
        st.sampled_from((0, 0, 1, 5, 13)),
        st.sampled_from((15, 15, 15, 7, 3, 1, 14, 12, 9)),
    ),
    min_size=2,
    max_size=10,
)
rules = st.sampled_from(sorted(RULES))


def outcome_of(case: CaseState) -> tuple[Any, ...]:
    """What must not change: each text's outcome, whether it is final, contested, until when, and why it is so."""
    return tuple(
        (
            m.item,
            m.name,
            m.outcome,
            m.final,
            m.deadline and m.deadline.instant,
            m.closed,
            m.positions,
            bool(m.contested),
        )
        for item in case.items.values()
        for m in item.matters
    )


def played(
    rule: str,
    ops: Sequence[tuple[str, int, int, int]],
    shift: timedelta = timedelta(0),
    charter: Charter | None = None,
) -> Play:
    """A play of these steps: each is an act, a member, the hours that pass before, and who is meant (a mask)."""
    play = Play(PROCEDURES[rule], charter or league(4))
    play.shift = shift
    text = play.open()
    members = list(play.hands)
    for op, who, hours, mask in ops:
        play.now += hours * HOUR
        member = members[who]
        meant = [m for n, m in enumerate(members) if mask >> n & 1]
        DOING.get(op, _say)(play, member, text, op, meant)
    return play


def _say(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    play.act(member, op, on=None if op == "beat" else text)


def _share(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    play.give(member, meant)


def _receive(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    play.receive(member)


def _all(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    play.everywhere(*meant)


def _settle(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    """The clock ends, and everybody meant is heard from afterwards."""
    play.now = max(play.now, END + HOUR)
    for one in meant:
        play.act(one, "beat")
    play.everywhere(*meant)


def _restore(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    own = play.hands[member].own
    play.restore(member, min(len(meant), len(own) - 1))


def _merge(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    if len(play.hands[member].own) > 1:
        play.merge(member)


def _close(play: Play, member: str, text: str, op: str, meant: list[str]) -> None:
    """A registrar closes by what it holds itself; or says something else."""
    seen = play.state(acts=play.hands[member].held.values()).matter(text)
    outcome = (seen and (seen.outcome or seen.leading)) or "adopted"
    if op == "seal wrongly":
        outcome = "broken" if outcome == "adopted" else "adopted"
    play.act(member, op.split()[0], on=text, args={"outcome": outcome})


Doing = Callable[[Play, str, str, str, list[str]], None]
DOING: dict[str, Doing] = {
    "share": _share,
    "receive": _receive,
    "all": _all,
    "settle": _settle,
    "restore": _restore,
    "merge": _merge,
    "declare": _close,
    "seal": _close,
    "seal wrongly": _close,
}
