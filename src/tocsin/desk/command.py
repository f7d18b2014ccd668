"""The command line: `tocsin COMMAND …`. A command finds its inputs, asks the rooms, answers; it decides nothing.

Exit codes: 0 done, 1 checked and does not hold, 2 nothing usable, 3 done but some inputs were skipped.
Imports are inside the commands, so that `tocsin --help` answers at once.
"""

import sys
from pathlib import Path
from typing import Literal

from cyclopts import App, CycloptsError

from tocsin import __version__
from tocsin.desk.case_command import act, case, charter, clocks, forum, position
from tocsin.desk.document_command import document
from tocsin.desk.incident_command import assess, incident, keep, review, same, search, submit
from tocsin.desk.key_command import key
from tocsin.desk.ledger_command import backup, evidence, log, restore
from tocsin.desk.options import Flag, Form, Json, Known, Model, Paths, SomePaths
from tocsin.desk.settings import Unusable

app = App(
    name="tocsin",
    version=__version__,
    help="Reads reporting into claims tied to passages, lays outlets side by side, keeps a sealed register of incidents.",
    help_format="plaintext",
)
app.command(incident)
app.command(charter)
app.command(case)
app.command(log)
app.command(key)
app.command(evidence)
for _command in (
    keep,
    search,
    submit,
    assess,
    review,
    same,
    backup,
    restore,
    act,
    position,
    forum,
    clocks,
    document,
):
    app.command(_command)
lexicon = App(name="lexicon", help="Check the lexicons of acts.")
app.command(lexicon)
annotate = App(name="annotate", help="Give claims out for review, and take corrections back.")
app.command(annotate)


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
def read(
    paths: Paths,
    *,
    reader: Literal["rules", "llm"] = "rules",
    known: Known = Known(),
    model: Model = Model(),
    json: Json = False,
) -> int:
    """Read reports into claims: events, quotes, labels, norms, numbers, places, dates; with --reader llm, acts by your model."""
    from tocsin.desk import asking, show
    from tocsin.desk.day import read_paths

    day = read_paths(paths, known) if reader == "rules" else asking.read_paths(paths, known, model)
    show.print_lines(show.readings_json(day) if json else show.readings_text(day))
    return show.complain(day)


@app.command
def why(
    place: str, *, report: str | None = None, known: Known = Known(), json: Json = False
) -> int:
    """Say why a claim stands at FILE:OFFSET, or at which step it was left out: gate, parse, lines tried, sides, words."""
    from tocsin.desk import why as chain

    return chain.told(place, known, report, json=json)


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


@app.command(name="procedures")
def procedures_(name: str | None = None, *, json: Json = False) -> int:
    """List the procedures with how sure they are; with a name, show its steps; with a .toml file, check it."""
    from tocsin.desk.procedures import listed

    return listed(name, json=json)


@app.command
def replay(file: Path, *, json: Json = False) -> int:
    """Replay a plain-text dialogue of a case and say where it stands; exit 1 if a line of it does not hold."""
    from tocsin.desk.replays import replayed

    return replayed(file, json=json)


@app.command
def serve(
    paths: SomePaths = None,
    *,
    port: int = 8027,
    browser: Flag = False,
    known: Known = Known(),
) -> int:
    """Serve the desk's pages to this machine: the stories of the reports, and this node's register; Ctrl-C ends it."""
    from tocsin.desk.day import gather_paths
    from tocsin.desk.demo import REPORTS
    from tocsin.desk.web import House
    from tocsin.desk.web import serve as run

    day = gather_paths(paths or [REPORTS], known)
    run(House(day), port, browser=browser)
    return 0


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
