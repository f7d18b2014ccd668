"""What speakers make of it: the norms they invoke, and the words they call it by."""

from collections.abc import Iterator

from tocsin.briefing.compose import Numbers, Said, compose, quotable, recorded
from tocsin.briefing.dossier import Dossier, claims_of, mention, norm_title
from tocsin.briefing.parties import neutral, once, speaker
from tocsin.briefing.sheet import Sentence
from tocsin.records import Characterisation, Claim, Invocation, Passage, Story

CALLED_MOST = 4
_PRONOUNS = frozenset(("it", "this", "that", "they", "them", "these", "those"))


def norms_invoked(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    """A sentence for each norm with all who invoke it, and the caution of the atlas where there is one."""
    invoked: dict[str, list[Claim]] = {}
    for claim in claims_of(dossier, story.reports):
        if isinstance(claim.says, Invocation):
            invoked.setdefault(claim.says.norm, []).append(claim)
    for norm, claims in invoked.items():
        passages = tuple(claim.passage for claim in claims)
        slots = {
            "speakers": once([s for claim in claims for s in speaker(dossier, claim)]),
            "norm": (Said(norm_title(dossier, norm), "coded", passages, norm),),
            "caution": caution(dossier, norm),
        }
        yield compose("why.norm", slots, numbers)


def caution(dossier: Dossier, norm: str) -> tuple[Said, ...]:
    """What a reader of a norm should beware of, without the stop at its end; nothing if nothing is known."""
    known = dossier.norms.get(norm)
    if known is None or not known.caution:
        return ()
    return (Said(known.caution.rstrip("."), "listed", source="norms"),)


def names_called(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    """What speakers call an act: a sentence a speaker for words of no named act, and one for each act named."""
    spoken: dict[str, list[tuple[Claim, Characterisation]]] = {}
    lines: dict[tuple[str, str], Sentence] = {}
    claims = [*claims_of(dossier, story.reports)]
    for claim in claims:
        says = claim.says
        if not isinstance(says, Characterisation) or says.of != "act" or claim.speaker is None:
            continue
        if any(_longer(other, claim, says) for other in claims):
            continue
        if _names_what(says):
            key = (claim.speaker.name, says.words.casefold())
            lines.setdefault(key, _called(dossier, claim, says, numbers))
        else:
            spoken.setdefault(claim.speaker.name, []).append((claim, says))
    yield from (_spoke(dossier, said, numbers) for said in spoken.values())
    yield from list(lines.values())[:CALLED_MOST]


def _longer(other: Claim, claim: Claim, says: Characterisation) -> bool:
    """Whether the same speaker is given with longer words, around these, for the same report."""
    return (
        isinstance(other.says, Characterisation)
        and other.speaker is not None
        and claim.speaker is not None
        and other.speaker.name == claim.speaker.name
        and other.passage.report == claim.passage.report
        and len(other.says.words) > len(says.words)
        and says.words.casefold() in other.says.words.casefold()
    )


def _names_what(says: Characterisation) -> bool:
    """Whether the words have a target of their own, which is neither a part of them nor a pronoun."""
    target = (says.target or "").casefold()
    return bool(target) and target not in _PRONOUNS and target not in says.words.casefold()


def _called(dossier: Dossier, claim: Claim, says: Characterisation, numbers: Numbers) -> Sentence:
    slots = {
        "speaker": speaker(dossier, claim),
        "words": (Said(quotable(says.words), "named", _place(dossier, claim, says.words)),),
        "target": recorded(neutral(says.target or ""), (claim.passage,)),
    }
    return compose("why.called", slots, numbers, passages=(claim.passage,))


def _spoke(
    dossier: Dossier, said: list[tuple[Claim, Characterisation]], numbers: Numbers
) -> Sentence:
    quoted = [
        Said(f"“{quotable(says.words)}”", "named", _place(dossier, claim, says.words))
        for claim, says in said
    ]
    slots = {
        "speaker": once([s for claim, _ in said for s in speaker(dossier, claim)]),
        "quoted": once(quoted),
    }
    return compose("why.spoke", slots, numbers)


def _place(dossier: Dossier, claim: Claim, words: str) -> tuple[Passage, ...]:
    p = claim.passage
    at = p.quote.find(words)
    found = mention(dossier, p.report, p.start + at, p.start + at + len(words)) if at >= 0 else None
    return (found or p,)
