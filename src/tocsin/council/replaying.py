"""A dialogue is replayed: its lines become acts of nodes that receive one another, and what it says must hold is asked.

Every member who is not cut off receives what is sent at once, and gives a sign of life at every line and at every
deadline in between. Unless somebody acknowledges by hand somewhere in a dialogue, everybody who receives a text does.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tocsin.council.asking import Asked, holds
from tocsin.council.deadlines import stamp
from tocsin.council.dialogue import EVENTS, Dialogue, Line, Spoken, headed, instant, spoken
from tocsin.council.drafting import Hand, case_of, opening
from tocsin.council.errors import BadDialogue, BadProcedure
from tocsin.council.fold import state
from tocsin.council.loading import procedure
from tocsin.council.procedure import DAY, ENDS, STARTS, Procedure, Step
from tocsin.council.standing import CaseState
from tocsin.records import Calendar, Charter, Key, Weight, name_of

LEAGUE = tuple(f"XA{letter}" for letter in "ABCDEFGHIJ")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


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
    stage = _Stage(dialogue)
    failures = [f for line in dialogue.lines if (f := stage.play(line))]
    return Replayed(stage.state(), tuple(failures), stage.charter, stage.procedure, stage.names)


class _Stage:
    """The nodes of a dialogue, who is cut off, and what the texts are called."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue, self.name = dialogue, dialogue.name
        self.charter = charter_of(dialogue)
        self.procedure = _procedure(dialogue)
        self.by_hand = any(" acknowledge" in f" {line.said}" for line in dialogue.lines) or any(
            headed(dialogue, "acknowledgements")
        )
        self.now = dialogue.lines[0].hour
        parties = tuple(
            (r.split()[0], m) for _, r in headed(dialogue, "party") for m in r.split()[1:]
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

    def play(self, line: Line) -> Failure | None:
        """Let the time pass until a line, then let happen what it says or ask whether it holds."""
        where = f"{self.name}:{line.number}"
        self._pass(line.hour)
        if self._event(line, where):
            return None
        said = spoken(line.said, where)
        if said is None:
            return self._ask(line, where)
        self._open(line, said, where)
        if said.type == "open":
            return None
        self._round()
        self._round()
        ids = [self._act(self._who(w), said, line, where) for w in said.who]
        self._round()
        return self._expected(line, ids)

    def _pass(self, until: datetime) -> None:
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
            self._round()
            self._round()
        self.now = until

    def _event(self, line: Line, where: str) -> bool:
        for event in EVENTS:
            who, found, rest = line.said.partition(f" {event}")
            if found and who in self.hands:
                self._happens(event, who, rest.strip(), where)
                return True
        return False

    def _happens(self, event: str, who: str, rest: str, where: str) -> None:
        if event == "is cut off":
            self._round()
            self.away.add(who)
        elif event == "is back":
            self.away.discard(who)
            for id_ in self.sent.pop(who, []):
                self._deliver(id_, self.hands[who].held[id_])
            for id_, act in self.acts.items():
                if self.hands[who].take(id_, act):
                    self.unreceived[who][id_] = self.now
            self._round()
            self._round()
        else:
            hand, hour = self.hands[who], instant(rest, where)
            while hand.own and hand.held[hand.own[-1]].at > hour:
                hand.own.pop()

    def _open(self, line: Line, said: Spoken, where: str) -> None:
        if self.acts:
            return
        opener = self._who(said.who[0])
        if opener not in self.hands:
            opener = self.charter.registrars[0]
        id_, act = self.hands[opener].write("open", self.now, args=opening(self.case))
        self._deliver(id_, act)
        self._round()

    def _deliver(self, id_: str, act: Any) -> None:
        self.acts[id_] = act
        for member in self.hands.keys() - self.away:
            if self.hands[member].take(id_, act):
                self.unreceived[member][id_] = self.now

    def _send(self, who: str, id_: str, act: Any) -> None:
        if who in self.away:
            self.sent.setdefault(who, []).append(id_)
        else:
            self._deliver(id_, act)

    def _round(self) -> None:
        """Everybody who is not cut off receives what has come, or beats if nothing has."""
        for member in sorted(self.hands.keys() - self.away):
            hand = self.hands[member]
            made = hand.receipt(self.unreceived[member], self.now) or hand.write("beat", self.now)
            self.unreceived[member] = {}
            self._deliver(*made)

    def _who(self, word: str) -> str:
        if word in self.hands:
            return word
        held = [m for r, m in (*self.case.parties, *self.charter.roles) if r == word]
        if not held and word == "chair":
            held = [self.charter.registrars[0]]
        return held[0] if held else word

    def _act(self, who: str, said: Spoken, line: Line, where: str) -> str:
        hand = self.hands.get(who) or self._stranger(who, where)
        now = self.state()
        args: dict[str, Any] = {}
        type_ = "reply" if said.type == "refuse" else said.type
        on, name = self._about(type_, said, now, hand.key.member, where)
        if said.type == "refuse":
            args["refuses"] = True
        if said.until:
            args["until"] = stamp(said.until)
        if said.hour:
            args["hour"] = stamp(said.hour)
        if said.members and type_ not in ("accept-amendment", "contest"):
            args["to"] = list(said.members)
        if "silence" in line.said and type_ == "propose":
            args["mode"] = "silence"
        if "matter of procedure" in line.said:
            args["matter"] = "procedure"
        return self._written(hand, type_, on, name, args, said, now)

    def _stranger(self, who: str, where: str) -> Hand:
        if not (len(who) == 3 and who.isupper()):
            there = ", ".join(self.hands)
            raise BadDialogue(
                f"{where}: nobody is called {who!r}; there are {there} and the roles of the charter"
            )
        return Hand(self.charter, name_of(self.case), _key(who))

    def _written(
        self,
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
                said.outcome
                or (matter and matter.outcome)
                or (matter and matter.leading)
                or "adopted"
            )
            if type_ == "cosign" and matter:
                on = next((c.act for c in matter.claims if c.type == "seal"), on)
        if type_ in ("propose", "assign", "amend") or name:
            args |= {"name": name} if name else {}
            body = hashlib.sha256(f"{name or type_} {len(self.acts)}".encode()).hexdigest()
        if matter and matter.text and type_ in ("yes", "no", "abstain", "object"):
            args["text"] = matter.text
        if type_ == "key-revoke":
            args["key"], on = hand.key.key, None
        if type_ == "merge":
            prev = self._branches(hand)
        id_, act = hand.write(type_, self.now, on=on, args=args, body_hash=body, prev=prev)
        if name:
            self.names[name] = id_
        if type_ in ("propose", "assign"):
            self.latest = id_
        self._send(hand.key.member, id_, act)
        if type_ in ("propose",) and not self.by_hand:
            self._acknowledge(id_, hand.key.member)
        return id_

    def _acknowledge(self, id_: str, proposer: str) -> None:
        self._round()
        for member in sorted(set(self.charter.members) - self.away - {proposer}):
            self._deliver(*self.hands[member].write("ack", self.now, on=id_))

    def _branches(self, hand: Hand) -> tuple[str, ...]:
        own = {i: a for i, a in hand.held.items() if a.member == hand.key.member}
        parents = {p for a in own.values() for p in a.prev}
        return tuple(sorted(i for i in own if i not in parents))[:2]

    def _about(
        self, type_: str, said: Spoken, now: CaseState, who: str, where: str
    ) -> tuple[str | None, str | None]:
        """The item or act that an act is on, and the name that it gives."""
        if type_ in ("merge", "beat", "key-revoke"):
            return None, None
        known = self.names.get(said.on or "")
        if type_ == "accept-amendment":
            return self._amendment(now), None
        if known and type_ not in ("propose", "assign"):
            return known, None
        if said.on and self.procedure.step(said.on):
            return self._running(said.on, type_, now), None
        if type_ in ("propose", "assign", "request", "convene", "notify"):
            return said.item or self._first(type_, now, who, where).id, said.on
        if said.on:
            there = ", ".join([*self.names, *(s.id for s in self.procedure.steps)])
            raise BadDialogue(f"{where}: nothing is called {said.on!r}; there is {there}")
        return self._only(type_, now), None

    def _amendment(self, now: CaseState) -> str:
        return next(i for i, a in reversed(self.acts.items()) if a.type == "amend")

    def _running(self, item: str, type_: str, now: CaseState) -> str:
        """The item itself for an act that starts it, else what last ran under it."""
        step = self.procedure.step(item)
        matters = now.items[item].matters if item in now.items else ()
        started = [m for m in matters if m.id != item]
        starts = step is not None and type_ in STARTS[step.kind] and type_ != "convene"
        return started[-1].id if started and not starts else item

    def _first(self, type_: str, now: CaseState, who: str, where: str) -> Step:
        """The step that an act can start, an open one before one that is not open yet."""
        fits = [s for s in self.procedure.steps if type_ in STARTS[s.kind]]
        mine = [
            s
            for s in fits
            if any(r.act == type_ and r.on == s.id and r.by == who for r in now.rights)
        ]
        if not fits:
            raise BadDialogue(f"{where}: {self.procedure.id} has no step that begins with {type_}")
        return (mine or fits)[0]

    def _only(self, type_: str, now: CaseState) -> str:
        """What an act without an object is about: the last text, else the last item that it can end or start."""
        if self.latest:
            return self.latest
        fits = [s.id for s in self.procedure.steps if type_ in (*ENDS[s.kind], *STARTS[s.kind])]
        running = [i for i in fits if i in now.items and now.items[i].stage == "running"]
        return self._running((running or fits or [self.procedure.steps[0].id])[-1], type_, now)

    def _expected(self, line: Line, ids: list[str]) -> Failure | None:
        if line.expected is None:
            return None
        if all(i not in self.acts for i in ids):
            became = "not delivered"
        else:
            became = "; ".join(_became(self.state(), i) for i in ids)
        wanted = [w.strip() for w in line.expected.rstrip(".").split(",")]
        return (
            None
            if all(w in became for w in wanted)
            else Failure(line.number, line.expected, became)
        )

    def _ask(self, line: Line, where: str) -> Failure | None:
        found = holds(Asked(line.said, where), self.state(), self.names, self._who)
        return Failure(line.number, line.said, found) if found is not None else None


def _became(now: CaseState, id_: str) -> str:
    for notes in (now.refused, now.late, now.waiting):
        for note in notes:
            if note.act == id_:
                return f"{note.weighs}: {note.why}"
    return "counts, recorded"


def _procedure(dialogue: Dialogue) -> Procedure:
    for number, name in headed(dialogue, "procedure"):
        try:
            return procedure(name)
        except BadProcedure as err:
            raise BadDialogue(f"{dialogue.name}:{number}: {err}") from err
    raise BadDialogue(f"{dialogue.name}:1: no procedure; the head says `procedure silence`")


def charter_of(dialogue: Dialogue) -> Charter:
    """The charter in the head of a dialogue: the league of ten with its first three members as registrars, unless it says more."""
    said = {key: rest for _, key, rest in dialogue.head}
    members = tuple(_members(said["members"])) if "members" in said else LEAGUE
    roles = [(rest.split()[0], m) for _, rest in headed(dialogue, "role") for m in rest.split()[1:]]
    order = [said.get("chair", members[0]), *said.get("deputy", "").split()]
    registrars = tuple(dict.fromkeys([*order, *members[:3]]))
    since = dialogue.lines[0].hour - DAY
    hosted = {rest.split()[0]: rest.split()[-1] for _, rest in headed(dialogue, "hosted")}
    holders = dict.fromkeys([*members, *registrars, *(m for _, m in roles)])
    return Charter(
        forum=said.get("forum", "league.example"),
        members=members,
        registrars=registrars,
        roles=tuple(roles),
        keys=tuple(_key(m, since, hosted.get(m)) for m in holders),
        receipts=int(said["receipts"]) if "receipts" in said else None,
        suspended=tuple(said.get("suspended", "").split()),
        calendars=tuple(_calendar(rest) for _, rest in headed(dialogue, "calendar")),
        weights=tuple(w for _, rest in headed(dialogue, "weight") for w in _weights(rest)),
    )


def _members(said: str) -> Iterator[str]:
    for word in said.replace(",", " ").split():
        if ".." in word:
            first, last = word.split("..")
            yield from (f"{first[:-1]}{chr(c)}" for c in range(ord(first[-1]), ord(last[-1]) + 1))
        else:
            yield word


def _key(
    member: str, since: datetime = datetime(2000, 1, 1, tzinfo=UTC), host: str | None = None
) -> Key:
    key = hashlib.sha256(
        member.encode()
    ).hexdigest()  # dialogues are not signed: the fold reads checked acts
    return Key(member=member, key=key, held="hosted" if host else "own", since=since, host=host)


def _calendar(rest: str) -> Calendar:
    name, zone, *more = rest.split()
    weekend = tuple(DAYS.index(d) for d in more if d in DAYS)
    return Calendar(
        name=name, zone=zone, weekend=weekend, holidays=tuple(d for d in more if d not in DAYS)
    )


def _weights(rest: str) -> Iterator[Weight]:
    scale, *more = rest.split()
    for member, weight in zip(more[::2], more[1::2], strict=True):
        yield Weight(scale=scale, member=member, weight=int(weight))
