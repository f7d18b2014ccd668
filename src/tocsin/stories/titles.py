"""Neutral titles: the act, the parties, the place and the day, from a template; never an outlet's adjectives."""

from collections.abc import Sequence

from tocsin.atlas import UnknownCountry, country_name
from tocsin.records import Happening, Party
from tocsin.stories.mentions import UNCODED
from tocsin.stories.told import Told

MOST = 4  # parties in a title
FIRST_WORDS = 80  # characters of a text without a title
ACTS = {
    "AGREE": "Agreement",
    "CONSULT": "Meeting",
    "SUPPORT": "Statement of support",
    "COOPERATE": "Cooperation",
    "AID": "Assistance",
    "CONCEDE": "Concession",
    "RETREAT": "Withdrawal",
    "REQUEST": "Request",
    "ACCUSE": "Accusation",
    "REJECT": "Rejection",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Military movement",
    "COERCE": "Coercive measure",
    "ASSAULT": "Use of force",
}
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def title(told: Told, happened: Sequence[Happening]) -> str:
    """The title of a story: of its first coded happening, or else the earliest report's own title, in quotation marks."""
    main = next((h for h in happened if _can_name(h)), None)
    return _of(main) if main else _quoted(told)


def _can_name(happening: Happening) -> bool:
    """Whether a happening may name a story: coded, told as having been or to be, between parties known by a code.

    Parties without a code are words of an outlet, which a title of ours would make its own.
    """
    told = happening.category != UNCODED and happening.reality not in ("negated", "hypothetical")
    return told and any(p.code for p in happening.parties)


def _of(happening: Happening) -> str:
    act = ACTS.get(happening.category, happening.category.capitalize())
    if happening.reality != "actual":
        act = f"{act} ({happening.reality})"
    where = f", {happening.place}" if happening.place else ""
    day = f", {happening.date}" if happening.date else ""
    return f"{act}: {_parties(happening)}{where}{day}"


def _parties(happening: Happening) -> str:
    sides = {
        side: list(
            dict.fromkeys(_called(p) for p in happening.parties if p.side == side and p.code)
        )
        for side in ("initiator", "recipient")
    }
    if happening.category in MUTUAL:
        return _few(list(dict.fromkeys(sides["initiator"] + sides["recipient"])))
    named = [_few(side) for side in sides.values()]
    return " → ".join(n or "not said" for n in named) if named[1] else named[0]


def _called(party: Party) -> str:
    """A country by its short name, an organisation by its letters, anybody else as the report names them."""
    try:
        return country_name(party.code or "")
    except UnknownCountry:
        return party.code or party.name


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")


def _quoted(told: Told) -> str:
    _, report = told.reports[0]
    words = report.title or " ".join(report.text.split())[:FIRST_WORDS]
    return f"“{words}”"
