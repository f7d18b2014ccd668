"""The five-part brief of a story."""

from tocsin.atlas import date_words
from tocsin.briefing.ahead import ahead
from tocsin.briefing.compose import Numbers, Said, compose, counted
from tocsin.briefing.contested import contested
from tocsin.briefing.credits import credits_of, numbered, ordered
from tocsin.briefing.dossier import Dossier
from tocsin.briefing.known import known
from tocsin.briefing.lines import title
from tocsin.briefing.places import moments, spots
from tocsin.briefing.sheet import Brief, Sentence
from tocsin.briefing.spoken import counted as spell
from tocsin.briefing.spoken import number
from tocsin.briefing.table import table
from tocsin.briefing.voices import voices
from tocsin.briefing.why import why
from tocsin.records import Story


def brief(dossier: Dossier, story: Story) -> Brief:
    """The brief of one story: why it matters, what is known, said, contested, what comes next, sources.

    Every sentence is a quotation or a declared template, and carries its passages; `held` proves it.
    """
    names = ordered(dossier, story.reports)
    numbers = numbered(names)
    return Brief(
        kind="story",
        id=story.id,
        title=title(dossier, story, numbers),
        as_of=dossier.as_of,
        reader=dossier.reader,
        standfirst=(_reach(dossier, story, names, numbers),),
        sections=(
            why(dossier, story, numbers),
            known(dossier, story, numbers),
            voices(dossier, story, numbers),
            contested(dossier, story, numbers),
            ahead(dossier, story, numbers),
        ),
        sources=credits_of(dossier, names, story.origins),
        table=table(dossier, story),
        spots=spots(dossier, story.happenings, numbers),
        moments=moments(dossier, story.happenings, numbers),
    )


def _reach(dossier: Dossier, story: Story, names: tuple[str, ...], numbers: Numbers) -> Sentence:
    dates = {n: r.published.value[:10] for n in names if (r := dossier.reports[n]).published}
    days = sorted(set(dates.values()))
    said = []
    if days:
        span = dict.fromkeys(date_words(d) for d in (days[0], days[-1]))
        of = {v: k for k, v in dates.items()}
        undated = len(names) - len(dates)
        text = f"published {' to '.join(span)}"
        text += f" ({number(undated)} without a date)" if undated else ""
        said = [Said(text, "recorded", (), "/".join(days), of[days[0]])]
    slots = {
        "reports": counted(spell(len(names), "report").capitalize(), len(names)),
        "origins": counted(spell(len(story.origins), "independent origin"), len(story.origins)),
        "days": said,
    }
    return compose("standfirst.reach", slots, numbers)
