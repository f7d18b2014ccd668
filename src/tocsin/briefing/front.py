"""The digest: highlights of the day, labels by party, what moved since the last one, and the briefs."""

from msgspec.structs import replace

from tocsin.atlas import weightiest
from tocsin.briefing.brief import brief
from tocsin.briefing.compose import Said, compose, counted, outlets, published, quotable
from tocsin.briefing.dossier import Dossier
from tocsin.briefing.lines import line_with_basis, telling
from tocsin.briefing.parties import neutral
from tocsin.briefing.sheet import Brief, Digest, Group, Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.records import Story, Wording

MOST = 5
FROM_ONE = 2


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
    """The first line of every story, then second lines, up to five."""
    ranked: list[tuple[int, int, Sentence]] = []
    for place, story in enumerate(stories):
        chosen = [
            h for h in weightiest(story.happenings) if h.reality != "historical" and telling(h)
        ]
        lines = dict.fromkeys(line_with_basis(dossier, h, {}) for h in chosen)
        room = FROM_ONE if len(stories) > 1 else MOST
        ranked += [(rank, place, sentence) for rank, sentence in enumerate(list(lines)[:room])]
    ranked.sort(key=lambda entry: entry[:2])
    kept = sorted(ranked[:MOST], key=lambda entry: (entry[1], entry[0]))
    return tuple(dict.fromkeys(sentence for _, _, sentence in kept))


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
        "outlets": outlets(dossier, [w.passage.report]),
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
