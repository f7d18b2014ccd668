"""The digest: highlights of the day, labels by party, what moved since the last one, and the briefs."""

from msgspec.structs import replace

from tocsin.atlas import act, deed, weightiest
from tocsin.briefing.brief import brief
from tocsin.briefing.compose import Said, compose, counted, outlets, published, quotable
from tocsin.briefing.dossier import AHEAD, NOT_NAMED, Dossier
from tocsin.briefing.lines import line_with_basis, reality, telling
from tocsin.briefing.parties import neutral
from tocsin.briefing.sheet import Brief, Digest, Group, Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.records import Happening, Story, Wording

MOST = 5
FROM_ONE = 2
BEHIND = AHEAD | {"historical"}


def digest(dossier: Dossier, previous: Digest | None = None) -> Digest:
    """The front of a day over all stories of the dossier, heaviest story first.

    `previous` is the digest before; with it, the front says what is new, grown or newly contested.
    """
    stories = sorted(dossier.stories, key=lambda s: _weight(dossier, s), reverse=True)
    sheets = tuple(brief(dossier, story) for story in stories)
    return Digest(
        as_of=dossier.as_of,
        reader=dossier.reader,
        highlights=_highlights(dossier, stories),
        briefs=sheets,
        labels=_labels(dossier, stories),
        moved=_moved(sheets, previous) if previous is not None else (),
    )


def briefs(dossier: Dossier, previous: Digest | None = None) -> Digest:
    """The digest with the whole brief of every story after its front."""
    return replace(digest(dossier, previous), whole=True)


def _weight(dossier: Dossier, story: Story) -> tuple[int, int, str, str]:
    return len(story.origins), len(story.reports), story.last or story.first or "", story.id


def _highlights(dossier: Dossier, stories: list[Story]) -> tuple[Sentence, ...]:
    """The weightiest line of every story, then second lines, up to five; force first, no happening told twice."""
    ranked = [
        (rank, _standing(h), place, h)
        for place, story in enumerate(stories)
        for rank, h in enumerate(_choice(dossier, story, FROM_ONE if len(stories) > 1 else MOST))
    ]
    kept: list[tuple[int, int, int, Happening]] = []
    for entry in sorted(ranked, key=lambda entry: entry[:3]):
        if not any(_alike(entry[3], other[3]) for other in kept):
            kept.append(entry)
    kept = sorted(kept[:MOST], key=lambda entry: (entry[1], entry[2], entry[0]))
    return tuple(dict.fromkeys(line_with_basis(dossier, h, {}) for *_, h in kept))


def _choice(dossier: Dossier, story: Story, room: int) -> list[Happening]:
    """The happenings of a story that come first on a front: told as fact by many, force before talks before words."""
    told = [h for h in weightiest(story.happenings) if h.reality not in BEHIND and telling(h)]
    order = {id(h): (-h.origins, reality(dossier, h) != "actual", _standing(h)) for h in told}
    found: list[Happening] = []
    for happening in sorted(told, key=lambda h: order[id(h)]):
        if not any(_alike(happening, other) for other in found):
            found.append(happening)
    return found[:room]


def _standing(happening: Happening) -> int:
    """The place of an act on a front: force, agreements, meetings of several, other deeds, words."""
    words = act(happening.category, happening.mode)
    parties = {p.code for p in happening.parties if p.code}
    ranks = (
        words.force,
        happening.category == "COOPERATE" or happening.mode == "ceasefire",
        happening.category == "CONSULT" and len(parties) > 1,
        deed(happening),
    )
    return next((rank for rank, fits in enumerate(ranks) if fits), len(ranks))


def _alike(one: Happening, other: Happening) -> bool:
    """Whether two happenings would read as one: the same act upon the same, on days that do not part."""
    if one.category != other.category or (one.date and other.date and one.date != other.date):
        return False
    return _upon(one) == _upon(other) or not _upon(one) or not _upon(other)


def _upon(happening: Happening) -> frozenset[str]:
    done_to = [p.code for p in happening.parties if p.code and p.side == "recipient"]
    return frozenset(done_to or [p.code for p in happening.parties if p.code])


def _labels(dossier: Dossier, stories: list[Story]) -> tuple[Group, ...]:
    by_party: dict[str | None, dict[str, Sentence]] = {}
    for story in stories:
        for w in story.wording:
            if w.of == "act":
                words = by_party.setdefault(w.speaker, {})
                words.setdefault(quotable(w.words).casefold(), _label(dossier, w))
    return tuple(
        Group(head=_who(name), sentences=tuple(words.values()))
        for name, words in sorted(
            by_party.items(), key=lambda entry: (entry[0] is None, entry[0] or "")
        )
    )


def _label(dossier: Dossier, w: Wording) -> Sentence:
    target = (Said(f"“{quotable(w.target)}”", "recorded", (w.passage,)),) if w.target else ()
    slots = {
        "words": (Said(quotable(w.words), "named", (w.passage,)),),
        "target": target,
        "outlets": outlets(dossier, [w.passage.report], unnamed=NOT_NAMED),
        "date": published(dossier, w.passage.report),
    }
    return compose("quote.label", slots, {})


def _who(name: str | None) -> Sentence:
    if name is None:
        return compose("party.outlets", {}, {})
    return compose("party.head", {"party": (Said(neutral(name), "recorded"),)}, {})


def _moved(sheets: tuple[Brief, ...], previous: Digest) -> tuple[Sentence, ...]:
    before = {b.id: b for b in previous.briefs}
    found = [s for b in sheets for s in _change(b, before.get(b.id))]
    return tuple(found) or (compose("moved.still", {}, {}),)


def _change(now: Brief, before: Brief | None) -> list[Sentence]:
    title = (Said(now.title.text, "recorded", now.title.passages),)
    if before is None:
        return [compose("moved.new", {"title": title}, {})]
    found = []
    more = len(now.sources) - len(before.sources)
    if more:
        reports = counted(spell(abs(more), "report"), abs(more))
        template = "moved.more" if more > 0 else "moved.fewer"
        found.append(compose(template, {"reports": reports, "title": title}, {}))
    points = [head for head in _points(now) if head.text not in {p.text for p in _points(before)}]
    if points:
        said = tuple(Said(p.text, "recorded", p.passages) for p in points)
        found.append(compose("moved.parted", {"title": title, "points": said}, {}))
    return found


def _points(b: Brief) -> list[Sentence]:
    groups = [g for section in b.sections if section.id == "contested" for g in section.groups]
    return [g.head for g in groups if g.head is not None and g.mark == "contradicts"]
