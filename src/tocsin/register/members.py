"""The members of an organisation that an incident affects, and how they stood in it on that day."""

import re
from collections.abc import Iterable

from tocsin.atlas import members_on, memberships, standing_on
from tocsin.records import Happening, Member

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def day_of(happening: Happening) -> str | None:
    """The day, month or year of a happening, its first one where it lasted; None where the year is open."""
    first = (happening.date or "").partition("/")[0].rstrip("~?%")
    return first if _DAY.fullmatch(first) else None


def affected(happenings: Iterable[Happening], org: str) -> tuple[Member, ...]:
    """The countries that take part in the happenings, or where they took place, with their status on the day.

    A country without any standing is left out. Where the day is open, so is the status (None).
    Raises UnknownOrganisation.
    """
    found = dict[str, Member]()
    for happening in happenings:
        on = day_of(happening)
        for country in _countries(happening):
            member = _member(country, org, on)
            if member is not None:
                found.setdefault(country, member)
    return tuple(found.values())


def all_members(happenings: Iterable[Happening], org: str) -> tuple[str, ...]:
    """The members of the organisation on the day of the first happening that has one; none if no day is known."""
    on = next((day for day in map(day_of, happenings) if day), None)
    return members_on(org, on) if on else ()


def _countries(happening: Happening) -> tuple[str, ...]:
    named = [party.code for party in happening.parties] + [happening.country]
    return tuple(dict.fromkeys(country for country in named if country))


def _member(country: str, org: str, on: str | None) -> Member | None:
    if on is None:
        return _open(country, org)
    stood = standing_on(country, org, on)
    if stood is None:
        return None
    return Member(country=country, org=org, status=stood.status, on=on, source=stood.source)


def _open(country: str, org: str) -> Member | None:
    ever = any(fact.country == country for fact in memberships(org))
    why = "the reports leave the year open, and so is the status on the day"
    return Member(country=country, org=org, status=None, on=None, source=why) if ever else None
