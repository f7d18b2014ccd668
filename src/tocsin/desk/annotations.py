"""Claims out for review and corrections back in: the second layer, sealed beside the machine's reading."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tocsin import __version__
from tocsin.desk.answers import said
from tocsin.desk.day import DONE, read_paths
from tocsin.desk.node import node
from tocsin.desk.options import Known
from tocsin.desk.settings import Unusable, now
from tocsin.desk.show import as_json, complain, product
from tocsin.reading import BadReview, Reviewed, annotations, cells, corrections, worksheet
from tocsin.records import Claim, Correction, Report


class Form(NamedTuple):
    """A form that claims go out in and come back in."""

    write: Callable[[Iterable[Reviewed], str], str]
    read: Callable[[str, Mapping[str, str]], Iterator[Reviewed]]


FORMS = {
    "jsonld": Form(annotations.written, annotations.read),
    "csv": Form(worksheet.written, worksheet.read),
}


def exported(paths: Sequence[Path], known: Known, form: str, out: Path | None) -> int:
    """Write the claims of all reports for review; the reports stay on this node's shelf, so that answers can be checked."""
    day = read_paths(paths, known)
    with node() as here:
        here.shelve(day.reports, day.readings)
    rows = (Reviewed(claim) for reading in day.readings.values() for claim in reading.claims)
    product(FORMS[form].write(rows, f"Tocsin {__version__}"), out)
    return complain(day)


def imported(file: Path, by: str, gold: Path | None) -> int:
    """Seal the corrections in `file` as said by `by` now; with `gold`, also write rows for `run.py accuracy`.

    Raises Unusable if the file cannot be read, says nothing, or speaks of reports that this node does not have.
    """
    with node() as here:
        reports = here.shelved()
        found = _corrections(_text(file), {name: r.text for name, r in reports.items()}, by)
        here.ledger.extend(found, private=True)
    if gold is not None:
        _write_rows(gold, reports, found)
    counted = Counter(c.verdict for c in found)
    print(f"{len(found)} sealed: {', '.join(f'{n} {verdict}' for verdict, n in counted.items())}")
    return DONE


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as err:
        raise Unusable(f"{file} cannot be read: {err.strerror or err}") from err
    except UnicodeDecodeError as err:
        raise Unusable(f"{file} is not UTF-8, at byte {err.start}") from err


def _corrections(text: str, texts: Mapping[str, str], by: str) -> tuple[Correction, ...]:
    form = FORMS["jsonld" if text.lstrip().startswith("{") else "csv"]
    try:
        found = tuple(corrections(form.read(text, texts), by, now()))
    except BadReview as err:
        raise Unusable(str(err)) from err
    if not found:
        raise Unusable("no claim in it has a verdict; write confirmed, changed, refused or added")
    return found


def _write_rows(gold: Path, reports: Mapping[str, Report], found: Sequence[Correction]) -> None:
    """One row a report, as the task `annotations` of `run.py accuracy` reads it."""
    by_report: dict[str, list[Correction]] = {}
    for c in found:
        claim = c.read or c.stands
        if claim is not None:
            by_report.setdefault(claim.passage.report, []).append(c)
    lines = (as_json(_row(reports[name], name, mine)) for name, mine in by_report.items())
    try:
        gold.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as err:
        raise Unusable(f"{gold} cannot be written: {err.strerror or err}") from err
    print(f"written to {gold}", file=sys.stderr)


def _row(report: Report, name: str, mine: Sequence[Correction]) -> dict[str, Any]:
    published = report.published.value if report.published else None
    told = [said(verdict=c.verdict, read=_plain(c.read), stands=_plain(c.stands)) for c in mine]
    return said(
        id=name, title=report.title, text=report.text, lang=report.language, published=published,
        corrections=told,
    )  # fmt: skip


def _plain(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {"start": claim.passage.start, "end": claim.passage.end, **cells(claim)}
