"""Why it matters: the declared reasons that apply to a story, each with its passages."""

from collections.abc import Callable, Iterator

from tocsin.atlas import act, date_words, family, standing_on
from tocsin.briefing.claimed import names_called, norms_invoked
from tocsin.briefing.compose import Numbers, Said, compose, outlets
from tocsin.briefing.contested import question
from tocsin.briefing.dossier import NOT_NAMED, Dossier, country, told
from tocsin.briefing.known import fact_line
from tocsin.briefing.lines import dated_by, reality
from tocsin.briefing.parties import states
from tocsin.briefing.sheet import Group, Section, Sentence
from tocsin.briefing.spoken import bounds, joined, when
from tocsin.records import Happening, Member, Passage, Story

Reason = Callable[[Dossier, Story, Numbers], Iterator[Sentence]]
_TOLL = ("killed", "injured", "missing")
_UNREAL = frozenset(("negated", "hypothetical", "future", "historical"))


def why(dossier: Dossier, story: Story, numbers: Numbers) -> Section:
    """The section: a sentence for each reason that applies, in the order of REASONS."""
    found = [s for reason in REASONS for s in reason(dossier, story, numbers)]
    found = list({s.text: s for s in reversed(found)}.values())[::-1] or [
        compose("why.none", {}, numbers)
    ]
    return Section(id="why", title="Why it matters", groups=(Group(sentences=tuple(found)),))


def _present(dossier: Dossier, story: Story) -> list[Happening]:
    return [h for h in story.happenings if reality(dossier, h) not in _UNREAL]


def _members(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    named: dict[str, list[Happening]] = {}
    for happening in _present(dossier, story):
        for p in happening.parties:
            named.setdefault(p.code or "", []).append(happening)
    for member in dossier.members or _of_forum(dossier, named):
        if member.country in named:
            yield _member(dossier, member, named[member.country], numbers)


def _of_forum(dossier: Dossier, named: dict[str, list[Happening]]) -> Iterator[Member]:
    """How each country named stood in the dossier's forum on the day, as the atlas has it."""
    if dossier.forum is None:
        return
    for code, happenings in named.items():
        days = [h.date for h in happenings if h.date and bounds(h.date) and "/" not in h.date]
        on = min(days, default=dossier.as_of.date().isoformat())
        standing = standing_on(code, dossier.forum, on)
        if standing is not None:
            status = standing.status.replace("_", " ")
            yield Member(
                country=code, org=dossier.forum, status=status, on=on, source=standing.source
            )


def _member(dossier: Dossier, member: Member, named: list[Happening], numbers: Numbers) -> Sentence:
    said = [
        s for h in named for side in ("initiator", "recipient") for s in states(dossier, h, side)
    ]
    carried = tuple(p for s in said if s.value == member.country for p in s.passages)
    table = member.source or "membership table"
    state = Said(
        country(dossier, member.country) or member.country, "coded", carried, member.country
    )
    status = f"{'an' if (member.status or '')[:1] in tuple('aeiou') else 'a'} {member.status}"
    slots = {
        "country": (state,),
        "status": (
            Said(status if member.status else "of no stated status", "listed", source=table),
        ),
        "org": (Said(member.org, "listed", source=table),),
        "date": (Said(date_words(member.on), "listed", source=table),) if member.on else (),
        "table": (Said(table, "listed", source=table),),
    }
    return compose("why.members" if member.on else "why.member", slots, numbers)


def _force(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    found: dict[str, list[Happening]] = {}
    for happening in _present(dossier, story):
        words = act(happening.category, happening.mode)
        if words.force:
            found.setdefault(words.noun, []).append(happening)
    if found:
        acts = tuple(
            Said(n, "fixed", tuple(p for h in hs for p in h.passages)) for n, hs in found.items()
        )
        yield compose("why.force", {"acts": acts}, numbers)


def _families(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    """The act families of the atlas; a letter points to the paragraph of UNGA 3314 art. 3 that describes such acts."""
    found: dict[str, list[Passage]] = {}
    letters: dict[str, list[str]] = {}
    for happening in _present(dossier, story):
        for claim, event in told(dossier, happening):
            for kind in family(event):
                found.setdefault(kind.title, []).append(claim.passage)
                letters.setdefault(kind.title, []).extend([kind.letter] if kind.letter else [])
    if found:
        said = [
            Said(
                f"{title}{_compared(letters[title])}", "listed", tuple(passages), source="families"
            )
            for title, passages in found.items()
        ]
        yield compose("why.family", {"families": said}, numbers)


def _compared(letters: list[str]) -> str:
    if not letters:
        return ""
    return f" (compare UNGA 3314, art. 3 {joined([f'({one})' for one in sorted(set(letters))])})"


def _exchange(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    dated = [
        h for h in _forceful(dossier, story) if h.date and bounds(h.date.replace("XXXX", "2000"))
    ]
    dated.sort(key=lambda h: (h.date or "").replace("XXXX", "2000"))
    for first in dated:
        for second in dated:
            sentence = _answer(dossier, first, second, numbers)
            if sentence is not None:
                yield sentence
                return


def _forceful(dossier: Dossier, story: Story) -> list[Happening]:
    return [h for h in _present(dossier, story) if act(h.category, h.mode).force]


def _answer(
    dossier: Dossier, first: Happening, second: Happening, numbers: Numbers
) -> Sentence | None:
    by, back = states(dossier, first, "initiator"), states(dossier, second, "initiator")
    on, back_on = states(dossier, first, "recipient"), states(dossier, second, "recipient")
    if not (by and back) or not _meets(by, back_on) or not _meets(on, back):
        return None
    if (first.date or "") >= (second.date or ""):
        return None
    slots = {
        "first": by,
        "when": (Said(when(first.date or ""), "dated", dated_by(dossier, first), first.date),),
        "second": back,
        "later": (Said(when(second.date or ""), "dated", dated_by(dossier, second), second.date),),
    }
    return (
        compose("why.exchange", slots, numbers)
        if all(s[0].passages for s in slots.values())
        else None
    )


def _meets(some: tuple[Said, ...], others: tuple[Said, ...]) -> bool:
    return bool({s.value for s in some} & {s.value for s in others})


def _toll(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    for happening in _present(dossier, story):
        for fact in happening.facts:
            sentence = fact_line(fact, numbers) if fact.property in _TOLL else None
            if sentence is not None:
                yield sentence


def _parted(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    points: dict[str, list[Happening]] = {}
    carried = []
    for happening in story.happenings:
        for fact in happening.facts:
            if fact.status == "contradict":
                points.setdefault(question(fact.property), []).append(happening)
                carried += [p for a in fact.answers for p in a.passages]
    if points:
        said = tuple(Said(p, "recorded", tuple(carried)) for p in points)
        yield compose("why.parted", {"points": said}, numbers)


def _single(dossier: Dossier, story: Story, numbers: Numbers) -> Iterator[Sentence]:
    if len(story.origins) == 1:
        yield compose(
            "why.single", {"outlets": outlets(dossier, story.reports, unnamed=NOT_NAMED)}, numbers
        )


REASONS: tuple[Reason, ...] = (
    _members,
    _force,
    _families,
    _exchange,
    _toll,
    norms_invoked,
    names_called,
    _parted,
    _single,
)
