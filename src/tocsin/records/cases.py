"""Members and what they do together: Charter, Case, Item, Act, Response."""

from datetime import datetime
from typing import Any, Literal

from msgspec import field

from tocsin.records.word import Integer, Word

Verb = Literal["ask", "support", "decide", "meet", "do", "notify", "propose"]


class Key(Word):
    """A public key of a member: Ed25519 in hex, who keeps it, and from when to when it counts."""

    member: str
    key: str
    held: Literal["own", "hosted"]
    since: datetime
    until: datetime | None = None


class Charter(Word):
    """The rules a forum lives by: members, who holds which role, registrars in order, keys, rules. Named by its hash."""

    forum: str
    members: tuple[str, ...]
    registrars: tuple[str, ...]
    keys: tuple[Key, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    procedures: tuple[str, ...] = ()
    supersedes: str | None = None


class Item(Word):
    """A step of a case, and what it is about."""

    id: str
    type: Verb
    title: str
    text: str | None = None


class Case(Word):
    """A matter before the members, under one procedure of one charter."""

    forum: str
    charter: str
    procedure: str
    title: str
    incidents: tuple[str, ...] = ()


class Act(Word):
    """A signed statement that moves a case. `at` is what the signer claims and never evidence: receipts are the clock."""

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
    """What the members agreed to do: by whom, until when, how far it is."""

    case: str
    item: str
    form: Literal["statement", "note", "letter", "mission", "assistance", "measure"]
    by: tuple[str, ...]
    due: str | None = None
    state: Literal["agreed", "under way", "done", "lapsed"] = "agreed"
