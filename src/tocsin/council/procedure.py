"""What a procedure says: its steps with their roles, clocks, rules and rights, as read from procedures/<name>.toml."""

import hashlib
from datetime import timedelta
from fractions import Fraction
from typing import Literal

import msgspec

from tocsin.records import Verb

Confidence = Literal["high", "medium", "low"]

# Who may hold a role that a procedure declares; "charter.NAME" is held by whom the charter names.
HOLDERS = ("members", "any member", "named at opening", "opener", "outside")

# The outcomes a kind of step can have. Another step opens on some of them.
OUTCOMES: dict[str, tuple[str, ...]] = {
    "ask": ("replied", "overdue", "refused"),
    "support": ("reached", "lapsed"),
    "decide": ("adopted", "not adopted", "broken", "lapsed"),
    "meet": ("held", "not held"),
    "do": ("done", "late"),
    "notify": ("notified", "overdue"),
    "propose": ("proposed", "lapsed"),
}

# The act that starts a step of a kind, and the acts by which it can end before its clock does.
STARTS: dict[str, tuple[str, ...]] = {
    "ask": ("request",),
    "support": ("request", "propose"),
    "decide": ("propose",),
    "meet": ("request", "convene"),
    "do": ("assign",),
    "notify": ("notify",),
    "propose": ("propose",),
}
ENDS: dict[str, tuple[str, ...]] = {
    "ask": ("reply",),
    "support": ("join",),
    "decide": ("declare",),
    "meet": ("minutes",),
    "do": ("done", "report"),
    "notify": ("notify",),
    "propose": ("propose",),
}
# The six acts that must never be mixed up: none of them blocks, and only the first is a vote.
SAYINGS = ("abstain", "opinion", "reserve", "interpret", "dissociate", "stay-out")
POSITIONS = ("yes", "no", "abstain", "object", "lift", "amend")
VERBS = frozenset(
    {v for verbs in (*STARTS.values(), *ENDS.values(), SAYINGS, POSITIONS) for v in verbs}
    | {"open", "ack", "accept-amendment", "withdraw", "contest", "invite", "agenda", "speak", "readout"}
    | {"extend", "seal", "cosign", "reopen", "recall", "receipt", "beat", "merge"}
    | {"key-add", "key-revoke"}
)  # fmt: skip


class Extend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may extend a clock, and by how much in all."""

    by: str
    cap: str


class Clock(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"start": "from"}
):
    """When a step ends by itself.

    elapsed       ISO 8601 duration; days and hours are elapsed, months go by the calendar in UTC
    working_days  days on which the seat works; needs `calendar`, a name of the charter's calendars
    stated        the act that starts the step states the instant, not before `min` has passed
    words         no number ("forthwith"): the clock never ends the step, only its age is shown
    from          what starts the clock: "transmission" ("request" is the same), "receipt" by the addressee, "opening"
                  of the case, or the id of a step (its end; for `before`, the hour it is convened for)
    before        the step is due so long before the hour for which the step `from` is convened
    not_before    a meeting must not be sooner than that after its notice
    """

    elapsed: str | None = None
    working_days: int | None = None
    calendar: str = "seat"
    stated: bool = False
    min: str | None = None
    words: str | None = None
    start: str = "transmission"
    before: str | None = None
    not_before: str | None = None
    extend: Extend | None = None

    @property
    def ends(self) -> bool:
        """Whether the clock ends the step by itself."""
        return self.words is None


class Toll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long nothing is received of a member until it counts as cut off, its grace after the first contact, the cap after the expiry."""

    window: str
    grace: str
    cap: str


class Silence(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"breaks": "break"},
):
    """What placing a text under silence asks for: at least `min`, what breaks it, whether the draft must be acknowledged."""

    min: str | None = None
    breaks: tuple[str, ...] = ("object", "amend")
    requires_ack: bool = False
    toll: Toll | None = None


class Rule(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"breaks": "break"},
):
    """How positions become an outcome. Fractions are exact, written "2/3".

    consensus   adopted if not more than `tolerate` of the eligible object; `ignore` names a role whose objections do not count
    silence     as consensus, broken by the first act of `break`; with `requires_ack` only who acknowledged can be silent
    majority    of those "voting", "present" or "all" eligible; `strict` is more than, not at least; `weight` names a scale
    support     `threshold` members join
    exclude     a role that takes no part;  quorum "2/3", a number, or "votes needed";  veto a role whose no decides
    also        further rules that must all hold;  fallback rules tried in order if this one fails, each perhaps for a matter `on`
    """

    kind: Literal["consensus", "silence", "majority", "support"]
    ignore: str | None = None
    exclude: str | None = None
    tolerate: int = 0
    breaks: tuple[str, ...] = ("object", "amend")
    requires_ack: bool = False
    toll: Toll | None = None
    of: Literal["voting", "present", "all"] = "voting"
    threshold: str | int = "1/2"
    strict: bool = True
    weight: str | None = None
    quorum: str | int | None = None
    veto: str | None = None
    veto_on: str | None = None
    also: tuple["Rule", ...] = ()
    fallback: tuple["Rule", ...] = ()
    on: str | None = None

    @property
    def share(self) -> Fraction:
        """The threshold as an exact fraction."""
        return Fraction(str(self.threshold))


class Closing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who seals, how many members must cosign, and after how long the next registrar may seal in the chair's place."""

    by: str = "chair"
    cosign: int = 0
    next_after: str = "PT24H"


class Step(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"with_": "with"}
):
    """One item of a procedure. `unchecked` says what about it is from memory and was not compared with the text."""

    id: str
    kind: Verb
    by: str | tuple[str, ...]
    title: str | None = None
    to: str | None = None
    with_: str | None = None
    copy: str | None = None
    among: str = "members"
    convener: str | None = None
    may_invite: str | None = None
    after: dict[str, tuple[str, ...]] = {}
    fields: tuple[str, ...] = ()
    duty: dict[str, str] = {}
    clock: Clock | None = None
    rule: Rule | None = None
    mode: tuple[Literal["meeting", "silence"], ...] = ("meeting",)
    silence: Silence | None = None
    seal: Closing = Closing()
    outcomes: tuple[str, ...] = ()
    repeat: bool = False
    exclusive: bool = False
    detail: str | None = None
    unchecked: str | None = None

    @property
    def holders(self) -> tuple[str, ...]:
        """The roles that may start the step or do it."""
        return (self.by,) if isinstance(self.by, str) else self.by


class Procedure(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"steps": "item"}
):
    """A procedure by its file's name. `source` names the document and article; a disabled one opens no case."""

    id: str = ""
    v: int = 1
    title: str
    source: str | tuple[str, ...]
    confidence: Confidence
    enabled: bool
    instrument: str | None = None
    paragraphs: str | None = None
    note: str | None = None
    unchecked: str | None = None
    roles: dict[str, str] = {}
    always: tuple[str, ...] = (
        "contest",
        "opinion",
        "reserve",
        "interpret",
        "dissociate",
        "stay-out",
    )
    steps: tuple[Step, ...]

    def step(self, id_: str) -> Step | None:
        """The step of that id; None if there is none."""
        return next((s for s in self.steps if s.id == id_), None)


def name_of_procedure(procedure: Procedure) -> str:
    """The name by content that a case pins: `procedure-` and 32 hex digits of the SHA-256 of what the file says."""
    data = msgspec.json.encode(procedure, order="sorted")
    return f"procedure-{hashlib.sha256(data).hexdigest()[:32]}"


DAY = timedelta(days=1)
