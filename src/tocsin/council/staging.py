"""The nodes of a dialogue: who receives what when, who is cut off, what was restored, and what the texts are called."""

from datetime import datetime
from typing import Any

from tocsin.council.dialogue import EVENTS, Dialogue, Line, Spoken, headed, instant
from tocsin.council.drafting import Hand, case_of, opening
from tocsin.council.errors import BadDialogue, BadProcedure
from tocsin.council.fold import state
from tocsin.council.league import charter_of
from tocsin.council.loading import procedure
from tocsin.council.procedure import Procedure
from tocsin.council.standing import CaseState
from tocsin.records import name_of


class Stage:
    """The nodes of a dialogue, who is cut off, and what the texts are called."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue, self.name = dialogue, dialogue.name
        try:
            self.charter = charter_of(dialogue)
        except (ValueError, IndexError, StopIteration) as err:
            raise BadDialogue(f"{self.name}:1: the head cannot be read: {err}") from err
        self.procedure = _procedure(dialogue)
        self.by_hand = any(" acknowledge" in f" {line.said}" for line in dialogue.lines) or any(
            headed(dialogue, "acknowledgements")
        )
        self.now = dialogue.lines[0].hour
        parties = tuple(
            (r[0], m) for _, w in headed(dialogue, "party") for r in [w.split()] for m in r[1:]
        )
        title = next((t for _, t in headed(dialogue, "title")), self.procedure.title)
        exercise = any(True for _ in headed(dialogue, "exercise"))
        self.case = case_of(
            self.charter,
            self.procedure,
            title,
            reference=self.name,
            parties=parties,
            exercise=exercise,
        )
        keys = {k.member: k for k in self.charter.keys}
        self.hands = {m: Hand(self.charter, name_of(self.case), k) for m, k in keys.items()}
        self.acts: dict[str, Any] = {}
        self.away: set[str] = set()
        self.sent: dict[str, list[str]] = {}
        self.unreceived: dict[str, dict[str, datetime]] = {m: {} for m in self.hands}
        self.names: dict[str, str] = {}
        self.latest: str | None = None

    def state(self) -> CaseState:
        """Where the case stands at the hour of the line."""
        return state(self.charter, self.procedure, self.acts.values(), self.now)

    def let_pass(self, until: datetime) -> None:
        """Signs of life at every deadline that ends before the next line."""
        while self.acts:
            ends = (
                m.deadline.instant
                for i in self.state().items.values()
                for m in i.matters
                if m.deadline
            )
            tolled = (
                t
                for i in self.state().items.values()
                for m in i.matters
                for t in m.cut_off.values()
            )
            soon = min((t for t in (*ends, *tolled) if self.now < t <= until), default=None)
            if soon is None:
                break
            self.now = soon
            self.round()
            self.round()
        self.now = until

    def event(self, line: Line, where: str) -> bool:
        """Whether the line is about a node being cut off, back or restored; then that happens."""
        for event in EVENTS:
            who, found, rest = line.said.partition(f" {event}")
            if found and who in self.hands:
                self._happens(event, who, rest.strip(), where)
                return True
        return False

    def _happens(self, event: str, who: str, rest: str, where: str) -> None:
        if event == "is cut off":
            self.round()
            self.away.add(who)
        elif event == "is back":
            self.away.discard(who)
            for id_ in self.sent.pop(who, []):
                self.deliver(id_, self.hands[who].held[id_])
            fresh = [i for i, act in self.acts.items() if self.hands[who].take(i, act)]
            self.unreceived[who] |= dict.fromkeys(fresh, self.now)
            self.round()
            for text in (i for i in fresh if self.acts[i].type == "propose" and not self.by_hand):
                self.acknowledge(text, {who})
            self.round()
        else:
            hand, hour = self.hands[who], instant(rest, where)
            while hand.own and hand.held[hand.own[-1]].at > hour:
                hand.own.pop()

    def open(self, line: Line, said: Spoken, where: str) -> None:
        """The first to act opens the case, unless it is open."""
        if self.acts:
            return
        opener = self.who(said.who[0])
        if opener not in self.hands:
            opener = self.charter.registrars[0]
        id_, act = self.hands[opener].write("open", self.now, args=opening(self.case))
        self.deliver(id_, act)
        self.round()

    def acknowledge(self, text: str, members: set[str]) -> None:
        """These members acknowledge a text that has reached them."""
        for member in sorted(members):
            self.deliver(*self.hands[member].write("ack", self.now, on=text))

    def deliver(self, id_: str, act: Any) -> None:
        """An act arrives at every node that is not cut off."""
        self.acts[id_] = act
        if act.member not in self.hands:
            return  # no node keeps what is signed with a key that the charter does not know
        for member in self.hands.keys() - self.away:
            if self.hands[member].take(id_, act):
                self.unreceived[member][id_] = self.now

    def send(self, who: str, id_: str, act: Any) -> None:
        """An act leaves its signer's node, at once or when it is back."""
        if who in self.away:
            self.sent.setdefault(who, []).append(id_)
        else:
            self.deliver(id_, act)

    def round(self) -> None:
        """Everybody who is not cut off receives what has come, or beats if nothing has."""
        for member in sorted(self.hands.keys() - self.away):
            hand = self.hands[member]
            made = hand.receipt(self.unreceived[member], self.now) or hand.write("beat", self.now)
            self.unreceived[member] = {}
            self.deliver(*made)

    def who(self, word: str) -> str:
        """The member that a word names: a code, or who holds the role."""
        if word in self.hands:
            return word
        held = [m for r, m in (*self.case.parties, *self.charter.roles) if r == word]
        if not held and word == "chair":
            held = [self.charter.registrars[0]]
        return held[0] if held else word


def _procedure(dialogue: Dialogue) -> Procedure:
    for number, name in headed(dialogue, "procedure"):
        try:
            return procedure(name)
        except BadProcedure as err:
            raise BadDialogue(f"{dialogue.name}:{number}: {err}") from err
    raise BadDialogue(f"{dialogue.name}:1: no procedure; the head says `procedure silence`")
