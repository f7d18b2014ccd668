"""What people say: quotations with the chain they came through, grouped by party, and who is silent or was asked."""

from collections.abc import Iterable
from typing import NamedTuple

from tocsin.atlas import date_words, org_name, with_the
from tocsin.briefing.compose import Numbers, Said, compose, outlets, published, quotable
from tocsin.briefing.dossier import Dossier, claims_of, country, mention, party_of
from tocsin.briefing.parties import neutral, office, party, speaker
from tocsin.briefing.sheet import Group, Section, Sentence
from tocsin.briefing.tongues import tongue
from tocsin.records import Actor, Claim, Passage, Quote, Story

INDIRECT_MOST = 2
INDIRECT_LEAST = 6  # words
LEAST = 12
PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "who"))


class Voice(NamedTuple):
    """The same words of one speaker, wherever they are carried."""

    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    direct: bool
    partly: tuple[Passage, ...] = ()  # where only a part of the words stands


def voices(dossier: Dossier, story: Story, numbers: Numbers) -> Section:
    """The section: a group for each party that speaks, most quoted first, then those asked and those silent."""
    by_party: dict[str | None, list[Voice]] = {}
    for voice in _gathered(dossier, story):
        who = _speaker(voice.claims[0])
        by_party.setdefault(_side(who) if who else None, []).append(voice)
    order = sorted(by_party, key=lambda name: (name is None, -len(by_party[name])))
    groups = [_group(dossier, name, by_party[name], numbers) for name in order]
    last = (*_asked(dossier, story, numbers), *_silent(dossier, story, by_party, numbers))
    groups += [Group(sentences=last)] if last else []
    groups = groups or [Group(sentences=(compose("section.none", {}, numbers),))]
    return Section(id="said", title="What people say", groups=tuple(groups))


def _side(who: Actor) -> str | None:
    """The party that a speaker speaks for; None for one who is named only by a word ("diplomats")."""
    of = party_of(who)
    return None if of == who.name and of[:1].islower() else of


def _gathered(dossier: Dossier, story: Story) -> list[Voice]:
    found: dict[tuple[str | None, str], Voice] = {}
    for claim in claims_of(dossier, story.reports):
        if not isinstance(claim.says, Quote):
            continue
        passages = _content(dossier, claim, claim.says)
        text = " ".join(quotable(p.quote) for p in passages)
        if claim.says.direct or _tells(text):
            key = (claim.speaker.name if claim.speaker else None, _folded(text))
            before = found.get(key)
            claims = (*before.claims, claim) if before else (claim,)
            everywhere = (*before.passages, *passages) if before else passages
            found[key] = Voice(claims, everywhere, claim.says.direct)
    return _whole([(*key, voice) for key, voice in found.items() if voice.passages])


def _whole(given: list[tuple[str | None, str, Voice]]) -> list[Voice]:
    """The voices without those whose words stand within longer words of the same speaker; these say where."""
    kept: list[tuple[str | None, str, Voice]] = []
    for who, text, voice in sorted(given, key=lambda g: -len(g[1])):
        place = next((n for n, k in enumerate(kept) if _holds(k, (who, text, voice))), None)
        if place is None:
            kept.append((who, text, voice))
        else:
            _, longer, whole = kept[place]
            partly = whole.partly + voice.passages + voice.partly
            kept[place] = (who, longer, whole._replace(partly=partly))
    order = {id(claim): n for n, g in enumerate(given) for claim in g[2].claims}
    return [v for _, _, v in sorted(kept, key=lambda k: order[id(k[2].claims[0])])]


def _holds(longer: tuple[str | None, str, Voice], part: tuple[str | None, str, Voice]) -> bool:
    who, text, voice = part
    if who != longer[0] or text not in longer[1] or (voice.direct and not longer[2].direct):
        return False
    return who is not None or voice.passages[0].report == longer[2].passages[0].report


def _speaker(claim: Claim) -> Actor | None:
    """The speaker of a claim; None where a report only says "he" and nobody could say who that is."""
    who = claim.speaker
    return None if who is None or who.name.casefold() in PRONOUNS else who


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _content(dossier: Dossier, claim: Claim, said: Quote) -> tuple[Passage, ...]:
    spans = [mention(dossier, claim.passage.report, s.start, s.end) for s in said.content]
    return tuple(p for p in spans if p is not None and quotable(p.quote))


def _group(dossier: Dossier, name: str | None, said: list[Voice], numbers: Numbers) -> Group:
    direct = [v for v in said if v.direct]
    indirect = [v for v in said if not v.direct and not _within(v, direct)]
    chosen = [*direct, *sorted(indirect, key=lambda v: -len(v.passages[0].quote))[:INDIRECT_MOST]]
    if name is None:
        head = compose("party.unnamed", {}, numbers)
    else:
        text = country(dossier, name) or org_name(name) or name
        carried = tuple(
            p for v in chosen for c in v.claims for s in speaker(dossier, c) for p in s.passages
        )
        head = compose(
            "party.head", {"party": (Said(neutral(text), "coded", carried, name),)}, numbers
        )
    return Group(head=head, sentences=tuple(_sentence(dossier, v, numbers) for v in chosen))


def _tells(text: str) -> bool:
    """Whether reported words say something by themselves: "the strike on Wednesday" does not."""
    words = text.split()
    return len(text) >= LEAST and (len(words) >= INDIRECT_LEAST or len(words) == 1)  # Chinese


def _within(voice: Voice, direct: Iterable[Voice]) -> bool:
    """Whether an indirect quotation only repeats the place of a direct one."""
    p = voice.passages[0]
    return any(
        d.report == p.report and d.start < p.end and p.start < d.end
        for v in direct
        for d in v.passages
    )


def _sentence(dossier: Dossier, voice: Voice, numbers: Numbers) -> Sentence:
    first = voice.claims[0]
    spans = [p for p in voice.passages if p.report == first.passage.report]
    carried = outlets(dossier, [p.report for p in voice.passages])
    partly = outlets(dossier, [p.report for p in voice.partly])
    partly = tuple(s for s in partly if s.text not in {c.text for c in carried})
    words = " … ".join(quotable(p.quote).removeprefix("that ") for p in spans)
    slots = {
        "words": (Said(words, "named", tuple(spans)),),
        "speaker": speaker(dossier, first) if _speaker(first) else (),
        "office": office(dossier, first),
        "via": tuple(Said(neutral(v), "recorded", (first.passage,)) for v in first.via),
        "outlets": carried,
        "date": published(dossier, first.passage.report) if len(carried) == 1 else (),
        "partly": partly,
        "tongue": tongue(dossier, first.passage.report),
    }
    if _speaker(first) is None:
        return compose("quote.unnamed", slots, numbers, passages=(*voice.passages, *voice.partly))
    template = "quote.direct" if voice.direct else "quote.indirect"
    return compose(template, slots, numbers, passages=(*voice.passages, *voice.partly))


def _asked(dossier: Dossier, story: Story, numbers: Numbers) -> list[Sentence]:
    lines = []
    for incident in dossier.incidents:
        if not set(incident.happenings) & set(story.happenings):
            continue
        for called in incident.called:
            if called.state == "asked":
                name = neutral(country(dossier, called.party) or called.party)
                date = (
                    (Said(f"on {date_words(called.asked_on)}", "recorded"),)
                    if called.asked_on
                    else ()
                )
                slots = {"party": (Said(name, "recorded"),), "date": date}
                lines.append(compose("party.asked", slots, numbers))
    return lines


def _silent(
    dossier: Dossier, story: Story, heard: Iterable[str | None], numbers: Numbers
) -> list[Sentence]:
    spoken = set(heard)
    silent: dict[str, Said] = {}
    for happening in story.happenings:
        if happening.reality in ("historical", "hypothetical"):
            continue
        for p in happening.parties:
            if p.code is not None and not {p.code, p.name} & spoken:
                said = Said(with_the(party(dossier, p)), "recorded", happening.passages, p.code)
                silent.setdefault(said.text, said)
    if not silent:
        return []
    return [compose("party.silent", {"parties": tuple(silent.values())}, numbers)]
