"""What comes next: what the reports speak of as still to come or only possible, with who says so."""

from tocsin.briefing.compose import Numbers, Said, compose, outlets, published, short
from tocsin.briefing.dossier import AHEAD, Dossier, claims_of, told
from tocsin.briefing.lines import line
from tocsin.briefing.parties import speaker
from tocsin.briefing.sheet import Group, Section, Sentence
from tocsin.briefing.spoken import sort_key
from tocsin.records import Claim, Event, Story

ROOM = 240


def ahead(dossier: Dossier, story: Story, numbers: Numbers) -> Section:
    """The section: happenings still to come by date, then claims of the kind that no happening holds."""
    coming = sorted(
        (h for h in story.happenings if h.reality in AHEAD), key=lambda h: sort_key(h.date)
    )
    lines = [line(dossier, h, numbers) for h in coming]
    held = {claim.passage for h in coming for claim, _ in told(dossier, h)}
    lines += [
        _quoted(dossier, claim, numbers)
        for claim in claims_of(dossier, story.reports)
        if isinstance(claim.says, Event)
        and claim.says.reality in AHEAD
        and claim.passage not in held
    ]
    found = tuple(dict.fromkeys(lines)) or (compose("section.none", {}, numbers),)
    return Section(id="next", title="What comes next", groups=(Group(sentences=found),))


def _quoted(dossier: Dossier, claim: Claim, numbers: Numbers) -> Sentence:
    p = claim.passage
    slots = {
        "words": (Said(short(p.quote, ROOM), "named", (p,)),),
        "speaker": speaker(dossier, claim) if claim.speaker else (),
        "outlets": outlets(dossier, [p.report]),
        "date": published(dossier, p.report),
    }
    reality = claim.says.reality if isinstance(claim.says, Event) else None
    return compose("quote.ahead", slots, numbers, reality=reality)
