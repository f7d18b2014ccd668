"""An incident of the register on paper: standing, facts, who calls it what, norms, members, evidence, questions."""

from tocsin.atlas import act, acts, date_words, with_the
from tocsin.briefing.claimed import caution
from tocsin.briefing.compose import Numbers, Said, Slots, compose, fixed, quotable
from tocsin.briefing.contested import question_group
from tocsin.briefing.credits import credits_of, numbered, ordered
from tocsin.briefing.dossier import Dossier, country, norm_title
from tocsin.briefing.known import happening_group, property_name, value
from tocsin.briefing.lines import telling
from tocsin.briefing.parties import neutral, own
from tocsin.briefing.places import moments, spots
from tocsin.briefing.sheet import Brief, Group, Section, Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.briefing.spoken import moment
from tocsin.briefing.table import facts_table
from tocsin.records import Called, Engaged, Evidence, Fact, Incident, Member, Passage

STATUS = {
    "agree": "agreed",
    "compatible": "compatible",
    "update": "updated",
    "scope": "counted differently",
    "differ": "differing",
    "contradict": "contradicting",
    "silent": "one origin",
}


def incident(dossier: Dossier, entry: Incident) -> Brief:
    """The dossier of an incident: every value as the register holds it, every passage where there is one.

    What a party called it stands with the party; a party that was asked and one that was not are lines too.
    """
    names = ordered(dossier, [p.report for p in _passages(entry)])
    numbers = numbered(names)
    return Brief(
        kind="incident",
        id=entry.number,
        title=compose("title.incident", {"title": _kept(entry.title)}, numbers),
        as_of=dossier.as_of,
        reader=dossier.reader,
        standfirst=_standfirst(dossier, entry, numbers),
        sections=_sections(dossier, entry, numbers),
        sources=credits_of(dossier, names),
        table=facts_table(dossier, entry.facts, names, entry.title),
        spots=spots(dossier, entry.happenings, numbers),
        moments=moments(dossier, entry.happenings, numbers),
    )


def _passages(entry: Incident) -> list[Passage]:
    facts = [a for f in entry.facts for a in f.answers]
    asked = [a for q in entry.questions for a in q.answers]
    said = [c.passage for c in entry.called if c.passage is not None]
    said += [n.passage for n in entry.norms if n.passage is not None]
    told = [p for h in entry.happenings for p in h.passages]
    return [*(p for a in (*facts, *asked) for p in a.passages), *said, *told]


def _kept(text: str) -> tuple[Said, ...]:
    return (Said(" ".join(text.split()), "recorded"),)


def _neutral(text: str) -> tuple[Said, ...]:
    return _kept(neutral(" ".join(text.split())))


def _standfirst(dossier: Dossier, entry: Incident, numbers: Numbers) -> tuple[Sentence, ...]:
    register: Slots = {
        "number": _kept(entry.number),
        "opened": _kept(moment(entry.opened_at)),
        "by": _kept(entry.opened_by),
        "status": _kept(entry.status),
    }
    standing = compose("standfirst.standing", {"standing": _kept(entry.standing)}, numbers)
    return (compose("standfirst.register", register, numbers), standing, _category(dossier, entry))


def _category(dossier: Dossier, entry: Incident) -> Sentence:
    if entry.category is None or not entry.alleged_by:
        return compose("entry.uncalled", {}, {})
    parties = tuple(Said(_named(dossier, code), "recorded") for code in entry.alleged_by)
    if (entry.category, "") in acts():
        words = fixed(act(entry.category).title)
        return compose("entry.coded", {"category": words, "parties": parties}, {})
    slots = {"category": _kept(f"“{entry.category}”"), "parties": parties}
    return compose("entry.category", slots, {})


def _named(dossier: Dossier, code: str) -> str:
    return with_the(country(dossier, code) or own(code))


def _sections(dossier: Dossier, entry: Incident, numbers: Numbers) -> tuple[Section, ...]:
    facts = [_fact(f, numbers) for f in entry.facts if f.answers]
    told = [happening_group(dossier, h, numbers) for h in entry.happenings if telling(h)]
    note = [compose("entry.note", {"note": _neutral(entry.note)}, numbers)] if entry.note else []
    return (
        _section("known", "What is reported", [*told, *_group(note)], numbers),
        _section("facts", "Facts", facts, numbers),
        _section("called", "What each party calls it", _group([_called(dossier, c, numbers) for c in _whole(entry.called)]), numbers),
        _section("norms", "Norms engaged", _group([_norm(dossier, n, numbers) for n in entry.norms]), numbers),
        _section("members", "Members affected", _group([_member(dossier, m) for m in entry.affected]), numbers),
        _section("evidence", "Evidence", _group([_evidence(e) for e in entry.evidence]), numbers),
        _section("contested", "Questions", [question_group(dossier, q, numbers) for q in entry.questions], numbers),
    )  # fmt: skip


def _section(name: str, title: str, groups: list[Group], numbers: Numbers) -> Section:
    groups = groups or [Group(sentences=(compose("section.nothing", {}, numbers),))]
    return Section(id=name, title=title, groups=tuple(groups))


def _group(sentences: list[Sentence]) -> list[Group]:
    return [Group(sentences=tuple(sentences))] if sentences else []


def _fact(fact: Fact, numbers: Numbers) -> Group:
    passages = [p for a in fact.answers for p in a.passages]
    lines = []
    for answer in fact.answers:
        origins = Said(spell(answer.origins, "origin"), "recorded", answer.passages)
        slots = {"value": (value(answer, fact.property),), "origins": (origins,)}
        lines.append(compose("entry.answer", slots, numbers))
    name = (Said(property_name(fact.property), "recorded", tuple(passages)),)
    head: Slots = {"property": name, "status": _kept(STATUS[fact.status])}
    return Group(head=compose("entry.fact", head, numbers), sentences=tuple(lines))


def _whole(called: tuple[Called, ...]) -> list[Called]:
    """The cells of the matrix without words that stand within longer words of the same party at the same place."""
    return [c for c in called if not any(_longer(other, c) for other in called)]


def _longer(other: Called, called: Called) -> bool:
    if other.passage is None or called.passage is None:
        return False
    words, longer = called.words or "", other.words or ""
    same = (other.party, other.passage.report) == (called.party, called.passage.report)
    return same and len(longer) > len(words) and words in longer


def _called(dossier: Dossier, called: Called, numbers: Numbers) -> Sentence:
    slots: dict[str, tuple[Said, ...]] = {
        "party": _kept(_named(dossier, called.party)),
        "norm": _kept(norm_title(dossier, called.norm)) if called.norm else (),
        "date": _kept(f"on {date_words(called.asked_on)}") if called.asked_on else (),
    }
    if called.state != "said":
        template = "entry.asked" if called.state == "asked" else "entry.unasked"
        return compose(template, slots, numbers)
    if called.passage is None:
        slots["words"] = _kept(f"“{quotable(called.words or '')}”")
        return compose("entry.stated", slots, numbers)
    slots["words"] = (
        Said(quotable(called.words or called.passage.quote), "named", (called.passage,)),
    )
    return compose("entry.said", slots, numbers)


def _norm(dossier: Dossier, engaged: Engaged, numbers: Numbers) -> Sentence:
    title = norm_title(dossier, engaged.norm)
    at = (engaged.passage,) if engaged.passage else ()
    slots = {
        "norm": (Said(title, "recorded", at),),
        "by": _kept(own(engaged.by)) if engaged.by else _kept("a speaker not named"),
        "caution": caution(dossier, engaged.norm),
    }
    return compose("entry.hinted" if engaged.hint else "entry.invoked", slots, numbers)


def _member(dossier: Dossier, member: Member) -> Sentence:
    table = (Said(member.source, "listed", source=member.source),) if member.source else ()
    slots = {
        "country": _kept(_named(dossier, member.country)),
        "status": _kept(member.status) if member.status else (),
        "org": _kept(member.org),
        "date": _kept(date_words(member.on)) if member.on else (),
        "table": table,
    }
    return compose("entry.member" if member.status else "entry.unstated", slots, {})


def _evidence(piece: Evidence) -> Sentence:
    slots = {
        "title": _neutral(piece.title) if piece.title else (),
        "role": _kept(piece.role),
        "type": _kept(piece.media_type),
        "size": _kept(f"{piece.size:,}"),
        "digest": _kept(piece.digest),
    }
    return compose("entry.evidence", slots, {})
