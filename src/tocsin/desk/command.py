"""The command line: `tocsin COMMAND …`. A command finds its inputs, asks the rooms, answers; it decides nothing.

Exit codes: 0 done, 1 checked and does not hold, 2 nothing usable, 3 done but some inputs were skipped.
Imports are inside the commands, so that `tocsin --help` answers at once.
"""

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from tocsin import __version__
from tocsin.desk.options import Known
from tocsin.desk.settings import Unusable

app = App(
    name="tocsin",
    version=__version__,
    help="Reads reporting into claims tied to passages, lays outlets side by side, keeps a sealed register of incidents.",
    help_format="plaintext",
)
incident = App(
    name="incident", help="Open, list, show and export incidents of the sealed register."
)
app.command(incident)
lexicon = App(name="lexicon", help="Check the lexicons of acts.")
app.command(lexicon)
annotate = App(name="annotate", help="Give claims out for review, and take corrections back.")
app.command(annotate)

Paths = Annotated[list[Path], Parameter(help="Files or folders of reports.", negative=())]
Json = Annotated[bool, Parameter(name="--json", negative=(), help="Answer as JSON.")]


def _has_form(_: type, form: str) -> None:
    from tocsin.briefing import FORMATS

    if form not in FORMATS:
        raise ValueError(f"no form {form!r}; there is {', '.join(FORMATS)}.")


Form = Annotated[
    str,
    Parameter(
        validator=_has_form,
        help="text, or another form; an unknown one is answered with those there are.",
    ),
]


def main(words: list[str] | None = None) -> int:
    """Run the command line and give the exit code; whatever was given, the answer is a line, not a traceback."""
    try:
        code = app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as err:
        return refuse(f"{err} See: tocsin --help")
    except Unusable as err:
        return refuse(str(err))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    return code if isinstance(code, int) else 0


def refuse(why: str) -> int:
    """Say on stderr, in one line, why nothing was done."""
    print(f"tocsin: {' '.join(why.split())}", file=sys.stderr)
    return 2


@app.command
def read(paths: Paths, *, known: Known = Known(), json: Json = False) -> int:
    """Read reports into claims: events, quotes, labels, norms, numbers, places, dates."""
    from tocsin.desk import show
    from tocsin.desk.day import read_paths

    day = read_paths(paths, known)
    show.print_lines(show.readings_json(day) if json else show.readings_text(day))
    return show.complain(day)


@app.command
def actor(phrase: str, *, on: str | None = None, language: str = "en", json: Json = False) -> int:
    """Say who a phrase names: country or organisation, sector, office, on a date (`--on 2024-03-01`)."""
    from tocsin.desk import show

    return show.actor(phrase, on, language, as_json_=json)


@app.command
def stories(paths: Paths, *, known: Known = Known(), json: Json = False) -> int:
    """Group reports into stories, and lay their outlets side by side."""
    from tocsin.desk import show
    from tocsin.desk.day import gather_paths

    day = gather_paths(paths, known)
    show.print_lines(show.stories_json(day) if json else show.stories_text(day))
    return show.complain(day)


@app.command
def brief(
    paths: Paths, *, known: Known = Known(), format: Form = "text", out: Path | None = None
) -> int:
    """Write the five-part brief of every story: why it matters, what is known, said, contested, what comes next."""
    from tocsin.desk import show
    from tocsin.desk.day import brief_of, gather_paths

    day = gather_paths(paths, known)
    show.product(brief_of(day, format), out)
    return show.complain(day)


@app.command
def digest(
    paths: Paths, *, known: Known = Known(), format: Form = "text", out: Path | None = None
) -> int:
    """Write the digest of all stories: highlights, labels by party, what is contested."""
    from tocsin.desk import show
    from tocsin.desk.day import digest_of, gather_paths

    day = gather_paths(paths, known)
    show.product(digest_of(day, format), out)
    return show.complain(day)


@lexicon.command
def check(language: str | None = None, *, json: Json = False) -> int:
    """Check the lexicon of acts of a language, or all: mistakes, conflicts, lines never read, and what is covered."""
    from tocsin.desk import lexicons

    return lexicons.checked(language, json=json)


@annotate.command(name="export")
def export_claims(
    paths: Paths,
    *,
    format: Literal["jsonld", "csv"] = "jsonld",
    known: Known = Known(),
    out: Path | None = None,
) -> int:
    """Write the claims of reports for review, as W3C Web Annotations or as a table; answers go back by `annotate import`."""
    from tocsin.desk import annotations

    return annotations.exported(paths, known, format, out)


@annotate.command(name="import")
def import_claims(file: Path, *, by: str, gold: Path | None = None) -> int:
    """Seal the verdicts of a reviewed file beside the reading; --gold FILE also writes rows that `run.py accuracy` scores."""
    from tocsin.desk import annotations

    return annotations.imported(file, by, gold)


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
def list_(*, json: Json = False) -> int:
    """List the incidents of the register, newest version each."""
    from tocsin.desk import incidents

    return incidents.listing(json=json)


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
) -> int:
    """Export one incident as a folder or .zip that an auditor verifies offline; --captures adds the captured pages."""
    from tocsin.desk import incidents

    return incidents.exported(number, out, by, captures=captures)


@app.command
def verify(export: Path, *, policy: Path | None = None, json: Json = False) -> int:
    """Check an exported incident without any ledger, against a policy file that you already hold."""
    from tocsin.desk import incidents

    return incidents.verified(export, policy, json=json)


@app.command
def fsck(*, json: Json = False) -> int:
    """Check all that this node's ledger and vault hold, and name each item that is not what was sealed."""
    from tocsin.desk import incidents

    return incidents.checked(json=json)


@app.command
def demo(*, out: Path | None = None) -> int:
    """Run the day's work on the bundled reports: print the brief, write the HTML, say where it lies."""
    from tocsin.desk.demo import demo as run

    return run(out)


@app.command
def doctor(*, json: Json = False) -> int:
    """Say what this node has and lacks: parser, gazetteer, languages, folders, and what each lack costs."""
    from tocsin.desk.doctor import doctor as examine

    return examine(json=json)
