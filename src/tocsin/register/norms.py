"""The norms that bear on an incident: those a speaker invokes, and apart from them what wording only hints at."""

from collections.abc import Iterable, Iterator

from tocsin.atlas import norm
from tocsin.records import Claim, Engaged, Invocation, passage
from tocsin.register.near import Sources, speaker


def invoked(claims: Iterable[Claim], sources: Sources) -> tuple[Engaged, ...]:
    """The norms that speakers invoke, each speaker's each norm once, at its first passage."""
    found = dict[tuple[str, str], Engaged]()
    for claim in claims:
        if isinstance(claim.says, Invocation):
            by, of = speaker(claim, sources.reports), claim.says
            engaged = _engaged(Engaged(norm=of.norm, by=by, passage=claim.passage, said=of.said))
            found.setdefault((of.norm, by), engaged)
    return tuple(found.values())


def hinted(reports: Iterable[str], sources: Sources) -> tuple[Engaged, ...]:
    """The norms that wording of the reports resembles, each once; for a person to look at, nobody named them."""
    found = dict[str, Engaged]()
    for engaged in _hints(reports, sources):
        found.setdefault(engaged.norm, engaged)
    return tuple(found.values())


def _hints(reports: Iterable[str], sources: Sources) -> Iterator[Engaged]:
    for name in reports:
        reading, report = sources.readings.get(name), sources.reports.get(name)
        for hint in reading.hints if reading and report else ():
            assert report is not None
            at = passage(name, report.text, hint.start, hint.end)
            yield _engaged(Engaged(norm=hint.norm, hint=True, passage=at))


def _engaged(found: Engaged) -> Engaged:
    """The same with the norm's caution, and marked where its citation was not checked."""
    known = norm(found.norm)
    return Engaged(
        norm=found.norm,
        by=found.by,
        hint=found.hint,
        passage=found.passage,
        said=found.said,
        caution=known.caution if known else None,
        unchecked=known is None or not known.checked,
    )
