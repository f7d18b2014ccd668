"""What each outlet and speaker calls an actor, an act or a place: word for word, without a score of any kind."""

from tocsin.records import Characterisation, Wording
from tocsin.stories.told import Told


def wording(told: Told) -> tuple[Wording, ...]:
    """Every characterisation in a story, grouped by what it is said of, each once a report and speaker."""
    found: dict[tuple[str, ...], Wording] = {}
    for claim, label in told.claims(Characterisation):
        speaker = claim.speaker.name if claim.speaker else None
        key = (
            label.of,
            label.target or "",
            label.words.casefold(),
            claim.passage.report,
            speaker or "",
        )
        found.setdefault(
            key,
            Wording(
                of=label.of,
                target=label.target,
                words=label.words,
                passage=claim.passage,
                speaker=speaker,
            ),
        )
    return tuple(sorted(found.values(), key=lambda w: (w.of, w.target or "")))
