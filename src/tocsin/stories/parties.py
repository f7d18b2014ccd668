"""Who took part in a happening, on which side, and whether anybody but speakers says who did it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from tocsin.records import Actor, Party
from tocsin.stories.mentions import FORCE, Mention
from tocsin.stories.persons import person

Side = Literal["initiator", "recipient"]

INITIATOR: Side = "initiator"
RECIPIENT: Side = "recipient"
TALKS = "CONSULT"
INTERNATIONAL = "IGO"  # the country of an organisation of states
MUTUAL = frozenset({TALKS, "COOPERATE", "AGREE"})  # who came to whom is no difference
CROWDS = frozenset({"CVL", "UNK"})  # sectors of "five people", "seven members": those who were hurt


def kind(mention: Mention) -> str | None:
    """What kind of talks a telling is of: a visit, attending a body's gathering, or meeting somebody; else None.

    Travelling to a country, sitting in a summit and meeting a counterpart there are three acts.
    """
    if mention.category != TALKS:
        return None
    if mention.mode == "visit":
        return "visit"
    hosts = mention.recipients
    attends = bool(hosts) and all(
        a.org and a.country in (None, INTERNATIONAL) and not person(a) for a in hosts
    )
    return "attendance" if attends else "meeting"


def reality(known: Sequence[Mention]) -> str:
    """The reality that most tellings give; "alleged" for force that happened, if only speakers say who used it."""
    most = _commonest(m.reality for m in known) or "actual"
    named = [m for m in known if m.initiators and m.reality in ("actual", "alleged")]
    if most != "actual" or known[0].category != FORCE or not named or len(named) == len(known):
        return most
    return "alleged" if all(_is_said(m) for m in named) else most


def _is_said(mention: Mention) -> bool:
    return mention.reality == "alleged" or bool(mention.claim and mention.claim.speaker)


def parties(group: Sequence[Mention]) -> tuple[Party, ...]:
    """The parties of all tellings, each once; mere counts ("at least five people") only where nobody is known.

    Of one country's or organisation's names on one side the longest stands; who talks is on one side alone.
    """
    found: dict[tuple[Side, str], Actor] = {}
    mutual = group[0].category in MUTUAL
    for actor, side in _sided(group):
        known = actor.org or actor.country
        key = (side, f"{known} {person(actor) or ''}" if known else _bare(actor.name))
        other = (RECIPIENT if side == INITIATOR else INITIATOR, key[1])
        if not (mutual and other in found) and (key not in found or _better(actor, found[key])):
            found[key] = actor
    named = tuple(
        Party(name=a.name, side=side, code=a.org or a.country) for (side, _), a in found.items()
    )
    return _telling(group, named, {a.name for a in found.values() if person(a)})


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _sided(group: Sequence[Mention]) -> Iterable[tuple[Actor, Side]]:
    for mention in group:
        yield from ((a, INITIATOR) for a in mention.initiators)
        yield from ((a, RECIPIENT) for a in mention.recipients)


def _better(actor: Actor, than: Actor) -> bool:
    """Whether a name says more: it is not of a crowd, and it is longer."""
    one, other = (
        (actor.sector not in CROWDS, len(actor.name)),
        (
            than.sector not in CROWDS,
            len(than.name),
        ),
    )
    return one > other


def _telling(
    group: Sequence[Mention], all_found: tuple[Party, ...], people: Collection[str]
) -> tuple[Party, ...]:
    """Talks by people are told by their names; of force, crowds stand only where nobody else is known."""
    if group[0].category == TALKS:
        sent = {p.code for p in all_found if p.code and p.name in people}
        return tuple(p for p in all_found if p.code not in sent or p.name in people)
    if group[0].category != FORCE:
        return all_found
    coded = {p.side for p in all_found if p.code}
    return tuple(p for p in all_found if p.code or p.side not in coded)


def _commonest(values: Iterable[str]) -> str | None:
    counted = Counter(values)
    return max(counted, key=lambda v: counted[v]) if counted else None
