"""One line for a happening: who did what to whom, where and when, and how real the reports say it is."""

from tocsin.atlas import (
    STATUSES,
    Act,
    Named,
    act,
    acts,
    date_words,
    deed,
    has_title,
    how_real,
    titled,
    weightiest,
)
from tocsin.briefing.compose import Numbers, Said, Slots, compose, counted, fixed, outlets, short
from tocsin.briefing.dossier import NOT_NAMED, Dossier, mention, told
from tocsin.briefing.parties import initiating, neutral, sides, speakers, state, voices
from tocsin.briefing.sheet import Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.briefing.spoken import when
from tocsin.records import Happening, Passage, Story

ROOM = 120  # characters of a passage that stands in a line


def reality(dossier: Dossier, happening: Happening) -> str:
    """How real a line may call a happening, by the speakers of its claims; see `how_real` of the atlas."""
    return how_real(happening, voices(dossier, happening))


def line(dossier: Dossier, happening: Happening, numbers: Numbers) -> Sentence:
    """The line of a happening; every slot leads to the passages that carry it."""
    template, slots = _line(dossier, happening)
    how_real = template.split(".")[1]
    return compose(template, slots, numbers, passages=happening.passages, reality=how_real)


def line_with_basis(dossier: Dossier, happening: Happening, numbers: Numbers) -> Sentence:
    """The line of a happening and who carries it, for where it stands alone, away from its sources."""
    template, slots = _line(dossier, happening)
    how_real = template.split(".")[1]
    if how_real not in ("negated", "future", "hypothetical"):  # these name who says so
        naming = _naming(dossier, happening)
        who: tuple[str, Slots] = (
            "basis.who",
            {"outlets": outlets(dossier, naming, unnamed=NOT_NAMED)},
        )
        under, carried = who if naming else _basis(dossier, happening)
        template, slots = f"{template}+{under}", {**slots, **carried}
    return compose(template, slots, numbers, passages=happening.passages, reality=how_real)


def _line(dossier: Dossier, happening: Happening) -> tuple[str, Slots]:
    how_real = reality(dossier, happening)
    done_by, done_to = sides(dossier, happening)
    words = act(happening.category, happening.mode)
    if how_real == "alleged" and _own_words(dossier, happening, done_by):
        how_real = "actual"
    shape = _shape(words, done_by, done_to)
    verb = _verbs(words, shape)
    slots = {
        "initiators": done_by,
        "recipients": done_to,
        "parties": done_by + done_to,
        "speakers": speakers(dossier, happening),
        "where": () if _told_by(done_by + done_to, happening.place) else where(dossier, happening),
        "when": time(dossier, happening),
        "did": fixed(verb[0]),
        "do": fixed(verb[1]),
        "noun": fixed(words.noun),
        "act": fixed(words.title),
        "to": fixed(words.to),
        "words": _wording(happening) if shape == "by" and not deed(happening) else (),
    }
    return f"line.{how_real}.{shape}", slots


def _own_words(dossier: Dossier, happening: Happening, done_by: tuple[Said, ...]) -> bool:
    """Whether all who say that a statement was made are those who make it: their words are the act."""
    said = {s.value for s in speakers(dossier, happening)}
    return not deed(happening) and bool(done_by) and said <= {s.value for s in done_by}


def _wording(happening: Happening) -> tuple[Said, ...]:
    """The words of a report for a statement that is made to nobody named: all that there is to say of it."""
    p = min(happening.passages, key=lambda p: len(p.quote), default=None)
    return (Said(short(p.quote, ROOM).rstrip("."), "named", (p,)),) if p else ()


def _shape(words: Act, done_by: tuple[Said, ...], done_to: tuple[Said, ...]) -> str:
    if words.shape == "between" and not (done_by and done_to) and len(done_by + done_to) > 1:
        return "between"
    if done_by:
        return "both" if done_to else "by"
    return "upon" if done_to else "bare"


def _verbs(words: Act, shape: str) -> tuple[str, str]:
    if shape == "between":
        return words.did.removesuffix(" with"), words.do.removesuffix(" with")
    return (words.did, words.do) if shape == "both" else (words.did_alone, words.do_alone)


def place(dossier: Dossier, happening: Happening) -> tuple[Said, ...]:
    """Where a happening was, with the mention; nothing if no passage carries the name."""
    name = happening.place
    if not name:
        return ()
    found = [
        mention(dossier, claim.passage.report, event.place.start, event.place.end)
        for claim, event in told(dossier, happening)
        if event.place is not None and event.place.name == name
    ]
    carried = [p for p in found if p is not None] or _answering(happening, "where", name)
    if not carried:
        carried = [p for p in happening.passages if name.casefold() in p.quote.casefold()]
    return (Said(neutral(name), "coded", tuple(carried), name),) if carried else ()


def where(dossier: Dossier, happening: Happening) -> tuple[Said, ...]:
    """Where a happening was, as it follows a verb: "in Portmere", "at the harbour"."""
    found = place(dossier, happening)
    return tuple(
        s._replace(text=f"{'at' if s.text.startswith('the ') else 'in'} {s.text}") for s in found
    )


def time(dossier: Dossier, happening: Happening) -> tuple[Said, ...]:
    """When a happening was, in words, with the passages that it was dated by; nothing if none carries it."""
    carried = dated_by(dossier, happening)
    if not happening.date or not carried:
        return ()
    return (Said(when(happening.date), "dated", carried, happening.date),)


def dated_by(dossier: Dossier, happening: Happening) -> tuple[Passage, ...]:
    """The passages that a happening's date was read from."""
    claims = [
        claim.passage for claim, event in told(dossier, happening) if event.date == happening.date
    ]
    return tuple(claims) or tuple(_answering(happening, "when", happening.date or ""))


def _answering(happening: Happening, prop: str, value: str) -> list[Passage]:
    answers = [a for fact in happening.facts if fact.property == prop for a in fact.answers]
    return [p for answer in answers if answer.value == value for p in answer.passages]


def basis(dossier: Dossier, happening: Happening, numbers: Numbers) -> Sentence:
    """How many independent origins a happening has and which outlets carry it."""
    template, slots = _basis(dossier, happening)
    return compose(template, slots, numbers, passages=happening.passages)


def _basis(dossier: Dossier, happening: Happening) -> tuple[str, Slots]:
    said = outlets(dossier, [p.report for p in happening.passages], unnamed=NOT_NAMED)
    many = happening.origins
    template = "basis.many" if many > 1 else "basis.carried" if len(said) > 1 else "basis.one"
    origins = counted(spell(many, "independent origin"), many, happening.passages)
    return template, {"origins": origins, "outlets": said}


def named_by(dossier: Dossier, happening: Happening, numbers: Numbers) -> Sentence | None:
    """Which outlets say who did it, where some of those that tell of it do not; else None."""
    naming = _naming(dossier, happening)
    if not naming:
        return None
    carried = [p for p in happening.passages if p.report in naming]
    said = outlets(dossier, naming, unnamed=NOT_NAMED)
    return compose("basis.who", {"outlets": said}, numbers, passages=carried)


def _naming(dossier: Dossier, happening: Happening) -> list[str]:
    """The reports that name an initiator, if there are others that do not."""
    telling = dict.fromkeys(p.report for p in happening.passages)
    naming = {p.report for p in initiating(dossier, happening)}
    return [n for n in telling if n in naming] if len(naming) < len(telling) else []


def title(dossier: Dossier, story: Story, numbers: Numbers) -> Sentence:
    """A neutral title from the weightiest happening: act, parties, place, date; else a headline in quotation marks."""
    for happening in (h for h in weightiest(story.happenings) if has_title(h)):
        made = title_of(dossier, happening, numbers)
        if made is not None:
            return made
    for name in story.reports:
        report = dossier.reports.get(name)
        if report is not None and report.title:
            said = Said(" ".join(report.title.split()), "stated", (), "title", name)
            return compose("title.headline", {"words": (said,)}, numbers)
    return compose("title.none", {}, numbers)


def uncoded(happening: Happening) -> bool:
    """Whether a happening has no category of acts, and so no line of its own."""
    return (happening.category, "") not in acts()


def telling(happening: Happening) -> bool:
    """Whether a line of this happening would say something: both sides, an act of force, several reports, a place or day."""
    if uncoded(happening):
        return False
    sides = {p.side for p in happening.parties}
    several = len({p.report for p in happening.passages}) > 1
    force = act(happening.category, happening.mode).force
    return bool(len(sides) > 1 or several or force or happening.place or happening.date)


def label(dossier: Dossier, happening: Happening, numbers: Numbers) -> tuple[Said, ...]:
    """What a happening is called where it is only referred to: its title, else its shortest passage, quoted."""
    titled = title_of(dossier, happening, numbers)
    if titled is not None:
        return (Said(titled.text, "recorded", titled.passages),)
    p = min(happening.passages, key=lambda p: len(p.quote), default=None)
    return (Said(f"“{short(p.quote, 72)}”", "named", (p,)),) if p else ()


def title_of(dossier: Dossier, happening: Happening, numbers: Numbers) -> Sentence | None:
    """The neutral title of one happening, as the atlas words it, each part with the passages that carry it.

    None where the reports say that it did not, or only might, take place, and where nothing names it.
    """
    real = reality(dossier, happening)
    if real in ("negated", "hypothetical") or not has_title(happening):
        return None
    parts = titled(happening, dossier.countries)
    done_by, done_to = (_carried(dossier, happening, names) for names in (parts.by, parts.to))
    slots = {
        "initiators": done_by,
        "recipients": done_to,
        "parties": done_by + done_to,
        "act": fixed(parts.act.title),
        "to": fixed(parts.act.to),
        "place": _title_place(dossier, happening, parts.place),
        "date": _title_date(dossier, happening),
        "status": fixed(STATUSES[real]) if real in STATUSES else (),
    }
    return compose(f"title.{parts.form}", slots, numbers, passages=happening.passages)


def _carried(dossier: Dossier, happening: Happening, names: tuple[Named, ...]) -> tuple[Said, ...]:
    return tuple(state(dossier, happening, n.party)._replace(text=n.text) for n in names)


def _told_by(names: tuple[Said, ...], place_name: str | None) -> bool:
    """Whether a place is no more than the name of a party that already stands there."""
    return any(s.text.removeprefix("the ") == place_name for s in names)


def _title_place(dossier: Dossier, happening: Happening, name: str | None) -> tuple[Said, ...]:
    if name is None:
        return ()
    found = place(dossier, happening) if name == happening.place else ()
    return found or (Said(name, "recorded", happening.passages),)


def _title_date(dossier: Dossier, happening: Happening) -> tuple[Said, ...]:
    if not happening.date:
        return ()
    carried = dated_by(dossier, happening)
    words = date_words(happening.date)
    if not carried:
        return (Said(words, "recorded", happening.passages),)
    return (Said(words, "dated", carried, happening.date),)
