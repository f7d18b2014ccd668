"""Who stood how in which organisation on which day, with the source of each fact and what other sources say."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from tocsin.atlas.entries import DATA
from tocsin.atlas.tables import choice, rows

STATUSES = frozenset(
    [
        "member",
        "suspended",
        "observer",
        "dialogue_partner",
        "sco_partner",
        "partner",
        "invited",
        "associate",
        "permanent_member",
    ]
)
MEMBERS = ("member", "suspended", "permanent_member")  # a suspended state is still a member
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
COLUMNS = ("org", "country", "status", "since", "until", "decided", "source", "note")


class UnknownOrganisation(LookupError):
    """A code of an organisation whose members the atlas does not keep."""


class Membership(msgspec.Struct, frozen=True, omit_defaults=True):
    """A state's standing in an organisation from `since` until before `until` (ISO days, months or years).

    `decided` is the day of the decision where it differs. `source` "unchecked" is general knowledge; `note` says
    what sources say otherwise, or what to know.
    """

    org: str
    country: str
    status: str
    since: str
    until: str | None = None
    decided: str | None = None
    source: str = "unchecked"
    note: str | None = None

    def holds(self, on: str) -> bool:
        """Whether this was so on the day `on`."""
        return (self.since <= on or self.since.startswith(on)) and (
            self.until is None or on < self.until
        )


@cache
def _table() -> Mapping[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for row in rows(DATA / "membership.tsv", COLUMNS):
        for column in ("since", "until", "decided"):
            if row[column] and not _DAY.fullmatch(row[column]):
                raise row.bad(f"{column} is {row[column]!r}; it is a day, a month or a year")
        fact = Membership(
            row["org"],
            row["country"],
            choice(row, "status", STATUSES),
            row["since"],
            row["until"] or None,
            row["decided"] or None,
            row["source"],
            row["note"] or None,
        )
        found.setdefault(row["org"], []).append(fact)
    return MappingProxyType({org: tuple(facts) for org, facts in found.items()})


def memberships(org: str) -> tuple[Membership, ...]:
    """All standings in an organisation ("SCO"), past ones too, in order of date. Raises UnknownOrganisation."""
    facts = _table().get(org)
    if facts is None:
        raise UnknownOrganisation(
            f"the atlas keeps no members of {org!r}; there is {', '.join(_table())}"
        )
    return facts


def members_on(org: str, on: str) -> tuple[str, ...]:
    """The members of an organisation on a day, by country code, in order of accession. Raises UnknownOrganisation."""
    return tuple(m.country for m in memberships(org) if m.status in MEMBERS and m.holds(on))


def standing_on(country: str, org: str, on: str) -> Membership | None:
    """How a country (alpha-3) stood in an organisation on a day, with the source; None if in no way."""
    return next((m for m in memberships(org) if m.country == country and m.holds(on)), None)


def status_on(country: str, org: str, on: str) -> str | None:
    """The status of a country (alpha-3) in an organisation on a day: "member", "observer" ...; None without any."""
    standing = standing_on(country, org, on)
    return standing.status if standing else None
