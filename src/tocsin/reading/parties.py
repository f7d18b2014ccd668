"""The parties of an act: whether they are in a public role, the same, or more than the words of the report."""

import re
from collections.abc import Sequence

from tocsin.atlas import match, roles_in
from tocsin.records import Actor

ORGANS = frozenset(["MIL", "GOV", "COP", "SPY", "LEG", "JUD"])  # what a state acts by
_PERSON = re.compile(  # two or three words, all of them names, none of which an organisation has
    r"(?!.*\b(?:Party|Front|Army|Movement|Group|Union|Council|Brigades?|Forces?|Islam\w*|Al-\w+|League|Bank|Court|"
    r"Company|Corp|Inc|Ministry|Office|Committee|Commission|Agency|Association|Alliance|Congress|House|National|"
    r"International|United|Democratic|People’?'?s?|Liberation|State|Street|City|River|Act|Treaty|Agreement|Airlines|"
    r"University|Times|News|TV|Radio|Network|Foundation|Institute|Center|Centre|Federation|Society)\b)"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][^\W\d_]*(?:[-’'][^\W\d_]+)*(?: [A-Z]\.)?(?: [A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*){1,2}"
)


def among(a: Actor, others: Sequence[Actor]) -> bool:
    """Whether an actor is on the other side already: nobody is the target of an act of his own.

    Two of one country and sector are two where each has a name of its own ("the president named a minister").
    """
    if any(a.start == o.start and a.end == o.end for o in others):
        return True
    if not coded(a):
        return any(a.start == o.start for o in others)
    return any(
        (a.country, a.org, a.sector) == (o.country, o.org, o.sector)
        and (a.country or a.org)
        and (a.name == o.name or a.sector is None or a.link is not None)
        for o in others
    )


def coded(a: Actor) -> bool:
    """Whether an actor is more than the words of the report: a country, an organisation or a public role."""
    return bool(a.country or a.org or (a.sector and a.sector != "UNK"))


def public(actors: Sequence[Actor], text: str) -> tuple[Actor, ...]:
    """The actors without persons of whom only a name is known: nobody in a public role."""
    return tuple(a for a in actors if a.link != "written" or not _private(text, a))


def _private(text: str, a: Actor) -> bool:
    """Whether the words are the name of a person to whom neither they nor the atlas give a role."""
    if not _PERSON.fullmatch(text, a.start, a.end):
        return False
    name = text[a.start : a.end]
    return not any(True for _ in match(name)) and not roles_in(name)


def keys(actors: Sequence[Actor]) -> set[str]:
    """Whose acts they are: countries and organisations, else names."""
    return {a.country if a.country and a.country != "IGO" else a.org or a.name for a in actors}


def theirs(a: Actor, mine: Sequence[Actor]) -> bool:
    """Whether an actor is the doer or the doer's own ("its troops"); another office or its rebels are not."""
    return any(
        a.name == m.name
        or (
            (a.country, a.org) == (m.country, m.org)
            and (
                a.link is not None
                or a.sector is None
                or (a.sector in ORGANS and a.sector != m.sector)
            )
        )
        for m in mine
        if coded_state(m)
    )


def coded_state(a: Actor) -> bool:
    """Whether an actor is tied to a country or an organisation."""
    return bool(a.country or a.org)
