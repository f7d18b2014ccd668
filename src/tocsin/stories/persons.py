"""Who is who in several reports: states by code, people by the bones of their surnames."""

from tocsin.records import Actor
from tocsin.stories.stems import skeleton


def code(actor: Actor) -> str:
    """What an actor is known by in every language: an organisation, else a country, else the bones of its name."""
    return (
        actor.org or actor.country or skeleton(actor.name.split()[-1] if actor.name.split() else "")
    )


def person(actor: Actor) -> str | None:
    """The bones of the surname, if the actor is somebody named who speaks for a country or organisation."""
    named = actor.name.split()
    if len(named) < 2 or (not actor.office and not actor.sector):
        return None
    if named[-1][:1].islower():
        return None  # "Iranian consulate", "seven members"
    return skeleton(named[-1]) if actor.link != "counterpart" else None
