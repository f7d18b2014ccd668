"""How a sentence is put together from what is said and where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tocsin.atlas import date_words
from tocsin.briefing.dossier import NOT_NAMED, Dossier, outlet
from tocsin.briefing.sheet import How, Item, Sentence, Slot
from tocsin.briefing.spoken import joined
from tocsin.briefing.templates import fill, slots_of, template_text
from tocsin.records import Passage


class Said(NamedTuple):
    """A value on its way into a slot, with the passages that carry it."""

    text: str
    how: How
    passages: tuple[Passage, ...] = ()
    value: str | None = None
    source: str | None = None


THE_REPORT = "the report"  # one of no named outlet, where its number stands beside it
NOT_HELD = "a report not held here"
_WITHIN = str.maketrans("“”", "‘’")  # as marks within marks are set
_MARKS = str.maketrans(dict.fromkeys("“”‘’", "'"))

Slots = Mapping[str, Sequence[Said]]
Numbers = Mapping[str, int]


def compose(
    template: str,
    slots: Slots,
    numbers: Numbers,
    *,
    passages: Iterable[Passage] = (),
    reality: str | None = None,
) -> Sentence:
    """The sentence of a template id, its slots filled, its passages gathered in the order met.

    numbers   the number of each report among the sources of the sheet
    passages  further passages that the sentence as a whole rests on
    """
    used = [
        s for name in dict.fromkeys(slots_of(template_text(template))) for s in slots.get(name, ())
    ]
    carried = tuple(dict.fromkeys([*(p for s in used for p in s.passages), *passages]))
    wanted = {n: tuple(v) for n, v in slots.items() if n in slots_of(template_text(template)) and v}
    reports = [p.report for p in carried] + [
        s.source for s in used if s.how == "stated" and s.source
    ]
    return Sentence(
        text=fill(
            template, {name: joined([s.text for s in said]) for name, said in wanted.items()}
        ),
        template=template,
        slots=tuple(
            Slot(name=n, items=tuple(_item(s, carried) for s in v)) for n, v in wanted.items()
        ),
        passages=carried,
        notes=tuple(sorted({numbers[name] for name in reports if name in numbers})),
        reality=reality,
    )


def _item(said: Said, carried: Sequence[Passage]) -> Item:
    places = tuple(sorted({carried.index(p) for p in said.passages}))
    return Item(text=said.text, how=said.how, passages=places, value=said.value, source=said.source)


def fixed(text: str) -> tuple[Said, ...]:
    """A word of our own table of acts."""
    return (Said(text, "fixed"),)


def counted(text: str, count: int, passages: Iterable[Passage] = ()) -> tuple[Said, ...]:
    """A number of reports or origins in words; `count` is kept beside it so that it can be checked."""
    return (Said(text, "counted", tuple(passages), str(count)),)


def recorded(text: str, passages: Iterable[Passage] = ()) -> tuple[Said, ...]:
    """A field of the register or of a story, as it stands there."""
    return (Said(text, "recorded", tuple(passages)),)


def outlets(
    dossier: Dossier, reports: Iterable[str], *, unnamed: str = THE_REPORT
) -> tuple[Said, ...]:
    """The outlets of these reports, each once; `unnamed` stands for one that no report names, and one not held says so."""
    found: dict[str, Said] = {}
    for name in reports:
        report = dossier.reports.get(name)
        if report is None:
            found.setdefault(NOT_HELD, Said(NOT_HELD, "recorded"))
            continue
        title = outlet(report)
        title = unnamed if title == NOT_NAMED else title
        found.setdefault(title, Said(title, "stated", (), "outlet", name))
    return tuple(found.values())


def published(dossier: Dossier, report: str) -> tuple[Said, ...]:
    """The day a report says it appeared, if it says so."""
    held = dossier.reports.get(report)
    if held is None or held.published is None:
        return ()
    return (Said(date_words(held.published.value[:10]), "stated", (), "published", report),)


def words(p: Passage) -> tuple[Said, ...]:
    """A passage as it is quoted: word for word, without the quotation marks around it and breaks within."""
    return (Said(quotable(p.quote), "named", (p,)),)


def quotable(text: str) -> str:
    """Words as they stand between our quotation marks: one line, and no marks of their own around them."""
    text = " ".join(text.split())
    pairs = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("「", "」"))
    for first, last in pairs:
        if len(text) > 2 and text[0] == first and text[-1] == last:
            text = text[1:-1]
            break
    return (text.strip().rstrip(",;:") or text).translate(_WITHIN)


def bare(text: str) -> str:
    """Words for comparing: one line, no capitals, every quotation mark alike."""
    return " ".join(text.split()).casefold().translate(_MARKS)


def short(text: str, room: int) -> str:
    """The beginning of words within `room` characters, cut between words and marked with "…"."""
    text = quotable(text)
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rsplit(' ', 1)[0].rstrip(' ,;:')} …"
