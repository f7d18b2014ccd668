"""How parties and speakers are named: by name with office and country, never by a characterising word."""

from collections.abc import Sequence

from tocsin.atlas import loaded_words, org_name, with_the
from tocsin.briefing.compose import Said, outlets
from tocsin.briefing.dossier import Dossier, country, mention, told
from tocsin.briefing.sheet import How
from tocsin.records import Actor, Answer, Claim, Happening, Party, Passage

MOST = 3
_OF_SOMEBODY = frozenset(("AGREE", "REQUEST", "REJECT"))  # what is asked of or agreed with somebody
_SMALL = frozenset(["of", "the", "and", "al", "bin", "ibn", "de", "da", "van", "von", "for", "to"])


def party(dossier: Dossier, of: Party) -> str:
    """The name of a party: its country's or organisation's if it has one, else its own, as `own` gives it."""
    return country(dossier, of.code) or org_name(of.code or "") or own(of.name)


def own(name: str) -> str:
    """A name as a report gives it; between quotation marks if it characterises or is no proper name ("both powers")."""
    return f"“{name}”" if name[:1].islower() else neutral(name)


def neutral(name: str) -> str:
    """A name in our own voice; between quotation marks if it holds a characterising word."""
    return f"“{name}”" if loaded_words(name) else name


def sides(dossier: Dossier, happening: Happening) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Who did it and whom it was done to, each name with the passages that mention it."""
    found: dict[str, list[Said]] = {"initiator": [], "recipient": []}
    for p in happening.parties:
        actors = _actors(dossier, happening, p)
        if happening.category in _OF_SOMEBODY and _thing(p, actors):
            continue
        found[p.side] += _persons(dossier, p, actors) or [state(dossier, happening, p)]
    by, to = once(found["initiator"]), once(found["recipient"])
    return by, tuple(s for s in to if s.text not in {b.text for b in by})


def _thing(p: Party, actors: Sequence[tuple[Passage, Actor]]) -> bool:
    """Whether a party is words of a report for something rather than somebody: "restraint", "the strike"."""
    known = any(actor.sector or actor.office for _, actor in actors)
    return p.code is None and p.name[:1].islower() and not known


def states(dossier: Dossier, happening: Happening, side: str) -> tuple[Said, ...]:
    """The parties of one side as a title names them: countries, organisations, never persons beside them."""
    return once([state(dossier, happening, p) for p in happening.parties if p.side == side])


def _actors(dossier: Dossier, happening: Happening, p: Party) -> list[tuple[Passage, Actor]]:
    found = []
    for claim, event in told(dossier, happening):
        for actor in event.initiators if p.side == "initiator" else event.recipients:
            at = mention(dossier, claim.passage.report, actor.start, actor.end)
            if at is not None and _is(actor, p):
                found.append((at, actor))
    return found


def once(said: Sequence[Said]) -> tuple[Said, ...]:
    """Each name once, with all the passages that it came with."""
    merged: dict[str, Said] = {}
    for s in said:
        before = merged.get(s.text)
        merged[s.text] = (
            s if before is None else before._replace(passages=before.passages + s.passages)
        )
    return tuple(merged.values())


def _is(actor: Actor, p: Party) -> bool:
    if p.code is not None:
        return p.code in (actor.country, actor.org)
    return actor.name.casefold() == p.name.casefold()


def state(dossier: Dossier, happening: Happening, p: Party) -> Said:
    """A party as a country or organisation, with its mentions in the reports of a happening."""
    actors = _actors(dossier, happening, p)
    how: How = "coded" if actors else "recorded"
    carried = tuple(at for at, _ in actors) or happening.passages
    return Said(with_the(party(dossier, p)), how, carried, p.code or p.name)


def _persons(dossier: Dossier, p: Party, actors: Sequence[tuple[Passage, Actor]]) -> list[Said]:
    named: dict[str, list[Passage]] = {}
    for at, actor in actors:
        if personal(actor):
            named.setdefault(actor.name, []).append(at)
    most = sorted(named, key=lambda name: -len(named[name]))[:MOST]
    return [
        Said(_with_country(dossier, name, p.code), "coded", tuple(named[name]), name)
        for name in most
    ]


def _with_country(dossier: Dossier, name: str, code: str | None) -> str:
    known = country(dossier, code)
    if known is None or known[:4].casefold() in name.casefold():
        return name
    return f"{name} ({known})"


def personal(actor: Actor) -> bool:
    """Whether an actor is named as a person or body in office rather than by its country."""
    parts = actor.name.split()
    if len(parts) < 2 or not (actor.office or actor.sector) or loaded_words(actor.name):
        return False
    return all(part[:1].isupper() or part.casefold() in _SMALL or "-" in part for part in parts)


def speaker(dossier: Dossier, claim: Claim) -> tuple[Said, ...]:
    """Who says a claim: the speaker by name, with the mention; an outlet speaks for itself."""
    if claim.speaker is None:
        return outlets(dossier, [claim.passage.report])
    at = mention(dossier, claim.passage.report, claim.speaker.start, claim.speaker.end)
    name = claim.speaker.name
    return (Said(with_the(own(name)), "coded", (at,) if at else (claim.passage,), name),)


def office(dossier: Dossier, claim: Claim) -> tuple[Said, ...]:
    """The office of a claim's speaker with its country: "foreign minister of Avaria"; nothing if not given."""
    who = claim.speaker
    if who is None or not who.office or who.name[:1].islower() or loaded_words(who.office):
        return ()
    at = mention(dossier, claim.passage.report, who.start, who.end) or claim.passage
    state = country(dossier, who.country)
    titled = (
        who.office if state is None or state in who.office else f"{who.office} of {with_the(state)}"
    )
    return (Said(titled, "coded", (at,), who.office),)


def speakers(dossier: Dossier, happening: Happening) -> tuple[Said, ...]:
    """Those who say that a happening is so, or, where not all name who did it, who say that; else the outlets."""
    carried = initiating(dossier, happening) or happening.passages
    claims = [c for c, _ in told(dossier, happening) if c.passage in carried and c.speaker]
    said = [s for claim in claims for s in speaker(dossier, claim)]
    if not told(dossier, happening):
        said = [
            Said(with_the(own(name)), "recorded", answer.passages)
            for answer in _taking_part(happening)
            if set(answer.passages) & set(carried)
            for name in answer.speakers
        ]
    if said:
        return once(said)[:MOST]
    return outlets(dossier, [p.report for p in carried])


def voices(dossier: Dossier, happening: Happening) -> list[str | None]:
    """Who says each of the claims of a happening, None for an outlet itself; without readings, as its facts have it."""
    claims = told(dossier, happening)
    if claims:
        return [claim.speaker.name if claim.speaker else None for claim, _ in claims]
    return [name for a in _taking_part(happening) for name in a.speakers or (None,)]


def initiating(dossier: Dossier, happening: Happening) -> tuple[Passage, ...]:
    """The passages that name who did it; without readings, as the fact of who took part has it."""
    claims = told(dossier, happening)
    if claims:
        return tuple(claim.passage for claim, event in claims if event.initiators)
    by = {
        n for p in happening.parties if p.side == "initiator" for n in (p.name, party(dossier, p))
    }
    named = [a for a in _taking_part(happening) if by & set(a.value.split("; "))]
    return tuple(p for answer in named for p in answer.passages)


def _taking_part(happening: Happening) -> list[Answer]:
    return [a for f in happening.facts if f.property == "who took part" for a in f.answers]
