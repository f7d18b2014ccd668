"""A member's notification, read from its file; what it says is that member's claim, never a fact of ours."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec
from msgspec import structs

from tocsin.atlas import Entry, actor, categories
from tocsin.records import (
    Actor,
    Attached,
    BadDate,
    Claim,
    Marking,
    Notification,
    Point,
    Quantity,
    Reading,
    edtf,
)

LONGEST = 200_000  # characters of the text
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?), ?(-?\d{1,3}(?:\.\d{1,6})?)")


class BadNotification(ValueError):
    """A notification that cannot be taken; the message says which field and what is right."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a notification's file."""

    member: str
    title: str
    text: str
    when: str | None = None
    where: str | None = None
    point: str | None = None
    category: str | None = None
    called: tuple[str, ...] = ()
    effects: dict[str, dict[str, int]] = {}
    evidence: tuple[dict[str, str], ...] = ()
    marking: Marking | None = None
    asks: str | None = None


def notification(
    text: str, at: datetime, attach: Callable[[Mapping[str, str]], Attached]
) -> Notification:
    """The notification that a TOML file says.

    attach   takes an [[evidence]] table (file, collected_by, collected_at, how) and gives the file's digest with it
    raises   BadNotification
    """
    try:
        said = msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadNotification(f"the notification cannot be read: {err}") from None
    _refuse(said)
    return Notification(
        member=said.member,
        title=said.title,
        text=said.text,
        at=at,
        when=said.when,
        where=said.where,
        point=_point(said.point),
        category=said.category,
        called=said.called,
        effects=tuple(_effect(kind, counts) for kind, counts in said.effects.items()),
        attached=tuple(attach(table) for table in said.evidence),
        marking=said.marking,
        asks=said.asks,
    )


def _refuse(said: _File) -> None:
    for field in ("member", "title", "text"):
        if not getattr(said, field).strip():
            raise BadNotification(
                f"{field} is empty; a notification says who notifies, and of what"
            )
    if len(said.text) > LONGEST:
        raise BadNotification(f"the text has {len(said.text)} characters; there may be {LONGEST}")
    if said.category is not None and said.category not in categories():
        raise BadNotification(f"category is {said.category!r}; there is {', '.join(categories())}")
    try:
        edtf(said.when) if said.when else None
    except BadDate as err:
        raise BadNotification(f"when: {err}") from None


def _point(written: str | None) -> Point | None:
    if written is None:
        return None
    m = _POINT.fullmatch(written.strip())
    if m is None or abs(float(m[1])) > 90 or abs(float(m[2])) > 180:
        raise BadNotification(
            f"point is {written!r}; write latitude, longitude, as in 35.6892, 51.389"
        )
    return Point(lat=round(float(m[1]) * 1_000_000), lon=round(float(m[2]) * 1_000_000))


def _effect(kind: str, counts: Mapping[str, int]) -> Quantity:
    if not counts or set(counts) - {"low", "best", "high"}:
        raise BadNotification(f"effects.{kind} says {sorted(counts)}; it says low, best or high")
    low, best, high = (counts.get(name) for name in ("low", "best", "high"))
    return Quantity(kind=kind, low=low, best=best, high=high)


def as_said_by(reading: Reading, of: Notification) -> Reading:
    """A reading of the notification's report in which what nobody else says is said by the member."""
    known: Entry | None = actor(of.member)
    member = Actor(
        start=0, end=0, name=known.name if known else of.member, country=known.country if known else None,
        org=known.org if known else None, sector="GOV", link="notification",
    )  # fmt: skip
    return structs.replace(
        reading, claims=tuple(_said_by(claim, member) for claim in reading.claims)
    )


def _said_by(claim: Claim, member: Actor) -> Claim:
    return claim if claim.speaker is not None else structs.replace(claim, speaker=member)
