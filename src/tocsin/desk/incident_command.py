"""Commands of the register: reports kept and found, incidents opened, changed and exported, people's judgements."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from tocsin.desk.options import Form, Json, Known, Paths

Likely = Literal[
    "almost-no-chance", "very-unlikely", "unlikely", "roughly-even-chance", "likely", "very-likely",
    "almost-certain",
]  # fmt: skip

incident = App(
    name="incident",
    help="Open, list, show, update, examine and export incidents of the sealed register.",
)


def keep(paths: Paths, *, by: str = "desk", known: Known = Known()) -> int:
    """Keep reports: seal what was captured, read them, and put them on the shelf where `tocsin search` finds them."""
    from tocsin.desk import searching

    return searching.kept(paths, known, by)


def search(
    words: list[str], *, most: int = 20, after: int | None = None, json: Json = False
) -> int:
    """Find reports and incidents, newest first: words, "phrases", -without, actor:IRN, dyad:IRN>ISR, category:, since:, place:…"""
    from tocsin.desk import searching

    return searching.found(words, most, after, json=json)


def submit(file: Path, *, by: str = "desk", json: Json = False) -> int:
    """Take a member's notification (TOML: member, title, text, when, where, effects, evidence, marking, asks) and seal it."""
    from tocsin.desk import submitting

    return submitting.submitted(file, by, json=json)


def assess(
    about: str,
    *,
    by: str,
    method: str,
    likelihood: Likely | None = None,
    confidence: Literal["low", "moderate", "high"] | None = None,
    credibility: Literal[1, 2, 3, 4, 5, 6] | None = None,
    input: tuple[str, ...] = (),
    alternative: tuple[str, ...] = (),
    dissent: tuple[str, ...] = (),
) -> int:
    """Seal an assessment of an incident or another record: likelihood (ICD 203), confidence, credibility, method."""
    from tocsin.desk import judging
    from tocsin.desk.settings import now
    from tocsin.records import Assessment

    return judging.assessed_as(
        Assessment(
            about=about, by=by, at=now(), method=method, likelihood=likelihood, confidence=confidence,
            credibility=credibility, inputs=input, alternatives=alternative, dissent=dissent,
        )
    )  # fmt: skip


def review(assessment: str, *, by: str, dissents: bool = False, note: str | None = None) -> int:
    """Seal what a second person makes of an assessment: they agree, or with --dissents they do not and say why."""
    from tocsin.desk import judging

    return judging.reviewed(assessment, by, agrees=not dissents, note=note)


def same(
    a: str,
    b: str,
    *,
    by: str,
    reason: str,
    verdict: Literal["same", "different", "unsure"] = "same",
) -> int:
    """Seal whether two incidents are one; a later judgement about the pair counts instead, and none is lost."""
    from tocsin.desk import judging
    from tocsin.desk.settings import now
    from tocsin.records import Sameness

    return judging.same_as(Sameness(a=a, b=b, verdict=verdict, by=by, at=now(), reason=reason))


@incident.command(name="open")
def open_(
    paths: Paths,
    *,
    happening: str | None = None,
    org: str = "SCO",
    by: str = "desk",
    known: Known = Known(),
    json: Json = False,
) -> int:
    """Seal an incident from the happenings of reports; without --happening STORY/N, list those there are."""
    from tocsin.desk import incidents

    return incidents.open_from(paths, known, happening, org, by, json=json)


@incident.command(name="list")
def list_(*, on: str | None = None, json: Json = False) -> int:
    """List the incidents of the register, newest version each; with --on, as it stood at the end of that day."""
    from tocsin.desk import histories, incidents

    return incidents.listing(json=json) if on is None else histories.stood(on, json=json)


@incident.command
def table(*, format: Literal["csv", "geojson", "json"] = "csv", out: Path | None = None) -> int:
    """Write the incidents as a table of events, a row each, in the columns that conflict researchers know."""
    from tocsin.desk import incidents

    return incidents.tabled(format, out)


@incident.command(name="show")
def show_(number: str, *, format: Form = "text") -> int:
    """Show one incident: facts, who called it what, norms, members affected, evidence."""
    from tocsin.desk import incidents

    return incidents.shown(number, format)


@incident.command
def edit(
    number: str,
    *,
    note: str,
    by: str = "desk",
    title: str | None = None,
    status: Literal["proposed", "open", "closed"] | None = None,
    seen: str | None = None,
) -> int:
    """Seal a new version of an incident: another title or status, and the reason; --seen NAME refuses if it is not the newest."""
    from tocsin.desk import incidents

    return incidents.edited(number, incidents.Wish(by, note, title, status, seen))


@incident.command
def export(
    number: str,
    out: Path,
    *,
    by: str = "desk",
    captures: Annotated[bool, Parameter(negative=())] = False,
    withhold: tuple[str, ...] = (),
) -> int:
    """Export one incident as a folder or .zip that an auditor verifies offline; --captures adds the captured pages.

    No field that holds the words of --withhold leaves the house; what is shown still verifies.
    """
    from tocsin.desk import incidents

    return incidents.exported(number, out, by, captures=captures, withhold=withhold)


@incident.command
def update(
    number: str, paths: Paths, *, note: str, by: str = "desk", known: Known = Known()
) -> int:
    """Seal a new version with what newer reports add: answers, questions, words, norms; nothing that stood goes."""
    from tocsin.desk import histories

    return histories.updated(number, paths, known, by, note)


@incident.command
def history(number: str, *, json: Json = False) -> int:
    """Show what each version of an incident changed: fact by fact, when, by whom and why."""
    from tocsin.desk import histories

    return histories.changed(number, json=json)


@incident.command
def assessments(number: str) -> int:
    """Show what people judge of an incident, with reviews and dissent."""
    from tocsin.desk import judging

    return judging.judgements(number)


@incident.command
def checklist(number: str, *, json: Json = False) -> int:
    """Go through the checklist of the Berkeley Protocol for an incident: what answers each item, and whether it is met."""
    from tocsin.desk import histories

    return histories.examined(number, json=json)
