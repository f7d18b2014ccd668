"""Members and what they do together: Charter, Case, Item, Act, Response."""

from datetime import datetime
from typing import Any, Literal

from msgspec import field

from tocsin.records.word import Integer, Word

ResponseForm = Literal[
    "statement",
    "note",
    "letter",
    "clarification",
    "mission",
    "preservation",
    "assistance",
    "notification",
    "hotline",
    "measure",
    "monitoring",
]
ResponseState = Literal["agreed", "under way", "done", "done late", "lapsed"]
Verb = Literal["ask", "support", "decide", "meet", "do", "notify", "propose"]


class Key(Word):
    """A public key of a member: Ed25519 in hex, who keeps it, and from when to when it counts.

    A member's root key lies offline and signs the others: `sigs` holds lines "KEY SIGNATURE" in hex, over the record
    without them. A new root is signed by the one before it. `name` says which node or which office, in its public role.
    `host` names the member or office on whose node a hosted key lies; its receipts are no second witness beside the host's.
    """

    member: str
    key: str
    held: Literal["own", "hosted"]
    since: datetime
    until: datetime | None = None
    host: str | None = None
    role: Literal["root", "node", "person", "log", "witness"] | None = None
    name: str | None = None
    sigs: tuple[str, ...] = ()


class Revocation(Word):
    """A member's word that a key of its no longer counts, from this record's place in the log on; signed by its root."""

    member: str
    key: str
    reason: Literal["rotated", "lost", "compromised", "ended"]
    at: datetime
    sigs: tuple[str, ...] = ()


class Calendar(Word):
    """The working days of a seat: zone (IANA), days of the week that are no working days (0 is Monday), holidays (ISO dates)."""

    name: str
    zone: str = "UTC"
    weekend: tuple[Integer, ...] = (5, 6)
    holidays: tuple[str, ...] = ()


class Weight(Word):
    """What a member's vote weighs on a scale: a population, a contribution, a number of votes."""

    scale: str
    member: str
    weight: Integer


class Charter(Word):
    """The rules a forum lives by: members, who holds which role, registrars in order, keys, rules. Named by its hash.

    `receipts` is how many other members must have received an act for its hour to hold without the registrar; None
    is one more than a third of the members. `suspended` members take no part in decisions. A calendar that bears the
    code of a member is that of its capital; `names` says what members are called beside their codes.
    """

    forum: str
    members: tuple[str, ...]
    registrars: tuple[str, ...]
    keys: tuple[Key, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    procedures: tuple[str, ...] = ()
    supersedes: str | None = None
    receipts: Integer | None = None
    suspended: tuple[str, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    weights: tuple[Weight, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class Item(Word):
    """A step of a case, and what it is about."""

    id: str
    type: Verb
    title: str
    text: str | None = None


class Case(Word):
    """A matter before the members, under one procedure of one charter. Its name is the name of its acts' case.

    `parties` says who holds the roles that the procedure leaves to the opening, as (role, member); `audience` who may
    hold its acts (empty: all members); `reference` tells two matters of one title apart. An exercise is for training.
    """

    forum: str
    charter: str
    procedure: str
    title: str
    incidents: tuple[str, ...] = ()
    reference: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    audience: tuple[str, ...] = ()
    exercise: bool = False


class Act(Word):
    """A signed statement that moves a case. `at` is what the signer claims and never evidence: receipts are the clock.

    `prev` are the last acts of the same member in this case (two only where a merge joins two histories), `seen` the
    last acts known of others. Each of `sigs` is a public key and an Ed25519 signature over the act without `sigs`, both
    in hex with a space between; the first is by `key`.
    """

    v: Integer
    forum: str
    case: str
    member: str
    key: str
    seq: Integer
    type: str
    at: datetime
    held: Literal["own", "hosted"]
    prev: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    on: str | None = None
    args: dict[str, Any] = field(default_factory=dict)
    body_hash: str | None = None
    sigs: tuple[str, ...] = ()


class Response(Word):
    """What the members agreed to do: by which decision, by whom, until when, how far it is, with evidence of doing.

    `agreed_by` is the act that proposed the text, `evidence` are hashes of what was filed as done.
    """

    case: str
    item: str
    form: ResponseForm
    by: tuple[str, ...]
    due: str | None = None
    state: ResponseState = "agreed"
    agreed_by: str | None = None
    evidence: tuple[str, ...] = ()
