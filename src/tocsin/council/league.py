"""The charter in the head of a dialogue: a league of invented members unless it says otherwise."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from tocsin.council.dialogue import Dialogue, headed
from tocsin.council.procedure import DAY
from tocsin.records import Calendar, Charter, Key, Weight

LEAGUE = tuple(f"XA{letter}" for letter in "ABCDEFGHIJ")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


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
        keys=tuple(key_of(m, since, hosted.get(m)) for m in holders),
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


def key_of(
    member: str, since: datetime = datetime(2000, 1, 1, tzinfo=UTC), host: str | None = None
) -> Key:
    """A key that stands for a member's: dialogues are not signed, the fold reads acts that were checked before."""
    key = hashlib.sha256(member.encode()).hexdigest()
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
