"""The title of a story: that of its weightiest happening, else its earliest report's own, in quotation marks."""

from collections.abc import Sequence

from tocsin.atlas import has_title, headline, weightiest
from tocsin.records import Event, Happening
from tocsin.stories.told import Told

FIRST_WORDS = 80  # characters of a text without a title


def title(told: Told, happened: Sequence[Happening]) -> str:
    """The title of a story, the same as the heading of its brief and the name of an incident made of it."""
    main = next((h for h in weightiest(happened) if has_title(h)), None)
    return headline(main, _speakers(told, main)) if main else _quoted(told)


def _speakers(told: Told, happening: Happening) -> list[str | None]:
    """Who says that a happening was: the speakers of its claims, None where an outlet says so itself."""
    passages = frozenset(happening.passages)
    return [
        claim.speaker.name if claim.speaker else None
        for claim, event in told.claims(Event)
        if claim.passage in passages and event.category == happening.category
    ]


def _quoted(told: Told) -> str:
    _, report = told.reports[0]
    words = report.title or " ".join(report.text.split())[:FIRST_WORDS]
    return f"“{words}”"
