"""A set of acts as one may look at it: who received what when, whose keys were good, what was said on which item.

Everything is found through an index that is made once; a scan for each question did 655 acts a second, this does tens
of thousands.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from tocsin.council.deadlines import moment, shown
from tocsin.council.history import Acts, chain, forks
from tocsin.council.procedure import Procedure
from tocsin.records import Act, Charter

Filed = tuple[datetime | None, str, Act]  # effective time, id, act
Received = tuple[tuple[str, datetime], ...]
_FAR = datetime.max.replace(tzinfo=UTC)  # of what nobody has received yet


class Forum:
    """A charter, read: who may act, who witnesses whom, whose keys are known."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.members = frozenset(charter.members)
        self.roles: dict[str, set[str]] = defaultdict(set)
        for role, holder in charter.roles:
            self.roles[role].add(holder)
        if charter.registrars and "chair" not in self.roles:
            self.roles["chair"] = {charter.registrars[0]}
        self.known = self.members.union(charter.registrars, *self.roles.values())
        self.keys = {(k.member, k.key): k for k in charter.keys}
        self.hosts = {k.member: k.host for k in charter.keys if k.host}
        self.enough = charter.receipts or len(charter.members) // 3 + 1
        self._stated: dict[str, Received] = {}
        self.weights: dict[str, dict[str, int]] = defaultdict(dict)
        for w in charter.weights:
            self.weights[w.scale][w.member] = w.weight

    def stated(self, id_: str, act: Act) -> Received:
        """What a receipt states: which acts its signer has received, and when. Read once, however often it is looked at."""
        if act.type != "receipt":
            return ()
        if id_ not in self._stated:
            said = act.args.get("received")
            hours = ((i, moment(w)) for i, w in said.items()) if isinstance(said, dict) else ()
            self._stated[id_] = tuple((i, hour) for i, hour in hours if hour)
        return self._stated[id_]

    def witness(self, member: str) -> str:
        """On whose node the member's key lies: a hosted key is no second witness beside its host."""
        return self.hosts.get(member, member)

    def registrar(self, signer: str) -> str | None:
        """The registrar whose receipt dates an act of `signer`: nobody dates their own."""
        return next((r for r in self.charter.registrars if r != signer), None)


class View:
    """Acts that have all their ancestors among them, indexed. Acts of revoked keys are void and left out, as those out of place are."""

    def __init__(
        self,
        forum: Forum,
        procedure: Procedure,
        acts: Acts,
        misplaced: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.forum = forum
        self.acts = acts
        self._live = {i: a for i, a in acts.items() if i not in misplaced} if misplaced else acts
        self.received = self._receipts(self._live)
        self._dated: dict[str, datetime | None] = {}
        self._contacts: dict[str, list[datetime]] = {}
        self.void = self._voided() | {i: misplaced[i] for i in acts if i in misplaced}
        self.forked = forks(
            {i: a for i, a in acts.items() if i not in self.void} if self.void else acts
        )
        self._steps = frozenset(s.id for s in procedure.steps)
        self.of_member: dict[str, list[str]] = defaultdict(list)
        self.on: dict[str, list[Filed]] = defaultdict(list)
        self.about: dict[str, list[Filed]] = defaultdict(list)
        self._index()

    def _receipts(self, acts: Acts) -> dict[str, dict[str, datetime]]:
        """{act: {who has received it: the earliest hour they state}}."""
        found: dict[str, dict[str, datetime]] = defaultdict(dict)
        for id_, act in acts.items():
            for got, hour in self.forum.stated(id_, act):
                by = found[got]
                if act.member not in by or hour < by[act.member]:
                    by[act.member] = hour
        return found

    def _voided(self) -> dict[str, str]:
        """Acts first received after their key was revoked, with the reason; receipts of a revoked key too."""
        ends = {(k.member, k.key): k.until for k in self.forum.charter.keys if k.until}
        for id_, act in self._live.items():
            hour = self.effective(id_) if act.type == "key-revoke" else None
            if hour is not None:
                of = (act.member, str(act.args.get("key")))
                ends[of] = min(hour, ends.get(of) or hour)
        if not ends:
            return {}
        void = {
            i: ends[k]
            for i, a in self._live.items()
            if (k := (a.member, a.key)) in ends and self._after(i, ends[k])
        }
        kept = {i: a for i, a in self._live.items() if i not in void}
        self.received, self._dated = self._receipts(kept), {}
        return {
            i: f"void: its key was revoked at {shown(at)}, before anybody received it"
            for i, at in void.items()
        }

    def _after(self, id_: str, end: datetime) -> bool:
        signer = self.acts[id_].member
        first = min((t for m, t in self.received.get(id_, {}).items() if m != signer), default=_FAR)
        return first > end

    def _index(self) -> None:
        for id_, act in self.acts.items():
            if id_ in self.void:
                continue
            self.of_member[act.member].append(id_)
            item, start = self.place(act)
            if item is not None:
                filed = (self.effective(id_), id_, act)
                self.on[item].append(filed)
                if start is not None:
                    self.about[start].append(filed)
        for acts in (*self.on.values(), *self.about.values()):
            acts.sort(key=_order)

    def place(self, act: Act) -> tuple[str | None, str | None]:
        """The item that an act is about, and the act that started the running of it which it answers, if it answers one."""
        on, start = act.on, None
        for _ in range(4):  # a cosigning is on a seal, which is on a proposal, which is on an item
            if on in self._steps:
                return on, start
            if on is None or on not in self.acts:
                return None, None
            on, start = self.acts[on].on, on
        return None, None

    def effective(self, id_: str) -> datetime | None:
        """When an act was received for the forum: by the registrar, or by enough other members. None: not yet.

        What the signer claims is not looked at.
        """
        if id_ not in self._dated:
            self._dated[id_] = self._date(id_)
        return self._dated[id_]

    def _date(self, id_: str) -> datetime | None:
        received = self.received.get(id_)
        if not received:
            return None
        forum, signer = self.forum, self.acts[id_].member
        registrar = forum.registrar(signer)
        by_registrar = received.get(registrar) if registrar else None
        by_others = self._hours_of_others(received, signer)[forum.enough - 1 : forum.enough]
        return min((h for h in (by_registrar, *by_others) if h), default=None)

    def _hours_of_others(self, received: dict[str, datetime], signer: str) -> list[datetime]:
        """When the act was received by members other than its signer, one hour for each node that holds keys."""
        forum = self.forum
        if not forum.hosts:
            return sorted(h for m, h in received.items() if m != signer and m in forum.members)
        first: dict[str, datetime] = {}
        for member, hour in received.items():
            witness = forum.witness(member)
            if member in forum.members and witness != forum.witness(signer):
                first[witness] = min(hour, first.get(witness, hour))
        return sorted(first.values())

    def contacts(self, member: str) -> list[datetime]:
        """Every hour at which something of the member was received, in order."""
        if member not in self._contacts:
            hours = (self.effective(id_) for id_ in self.of_member.get(member, ()))
            self._contacts[member] = sorted(h for h in hours if h)
        return self._contacts[member]

    def branches(self, member: str, end: datetime | None) -> list[set[str]]:
        """The histories of a member as they were received by `end`: of each, the ids of its acts."""
        own = [
            i
            for i in self.of_member[member]
            if (at := self.effective(i)) and (end is None or at <= end)
        ]
        parents = {p for i in own for p in self.acts[i].prev}
        return [{head} | chain(self.acts, head) for head in own if head not in parents]

    def told(self, id_: str) -> dict[str, datetime]:
        """Which members received an act, and when by their own word."""
        return dict(self.received.get(id_, {}))

    def clock(self, but: str) -> datetime | None:
        """The hour that enough members other than `but` have shown to be past: a signer cannot make it up."""
        last: dict[str, datetime] = {}
        for id_, act in self.acts.items():
            stated = self.forum.stated(id_, act)
            if stated and act.member in self.forum.members and id_ not in self.void:
                witness, latest = self.forum.witness(act.member), max(hour for _, hour in stated)
                if witness != self.forum.witness(but):
                    last[witness] = max(latest, last.get(witness, latest))
        shown_past = sorted(last.values(), reverse=True)
        return shown_past[self.forum.enough - 1] if len(shown_past) >= self.forum.enough else None


def _order(filed: Filed) -> tuple[datetime, int, str]:
    effective, id_, act = filed
    return (effective or _FAR, act.seq, id_)
