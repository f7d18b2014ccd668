"""Reports kept at hand, and found again: by words in any script, by filters, by days and places."""

from collections.abc import Sequence
from pathlib import Path

from tocsin.desk.answers import said
from tocsin.desk.day import DONE, read_paths
from tocsin.desk.incidents import captured, custody_of
from tocsin.desk.node import node
from tocsin.desk.options import Known
from tocsin.desk.settings import Unusable, now
from tocsin.desk.shelving import incident_in, report_in
from tocsin.desk.show import as_json, complain
from tocsin.ledger.shelves import BadQuestion, Item, question


def kept(paths: Sequence[Path], known: Known, by: str) -> int:
    """Take in and read reports, seal what was captured, and keep them where they are found again."""
    day = read_paths(paths, known)
    with node() as here:
        captures = captured(day, day.reports, here)
        here.shelve(day.reports, day.readings)
        receipt = here.seal(*captures, *custody_of(captures, by, now()))
        held = len(here.shelf)
    print(
        f"{len(day.reports)} reports are kept; captures sealed up to {receipt.index}; {held} items on the shelf"
    )
    return complain(day)


def found(words: Sequence[str], most: int, after: int | None, *, json: bool) -> int:
    """Print the newest items of the shelf that hold all that is asked."""
    try:
        asked = question(" ".join(words))
    except BadQuestion as err:
        raise Unusable(str(err)) from err
    with node() as here:
        page = here.shelf.find(asked, most, after)
    if json:
        print(
            as_json(
                said(
                    items=[_answer(item) for item in page.items], after=page.after, whole=page.whole
                )
            )
        )
        return DONE
    for item in page.items:
        print(
            f"{(item.published or 'no date')[:10]:<11} {item.title or item.name}\n{'':<11} {_line(item)}"
        )
    if not page.items:
        print("Nothing on the shelf holds all of this. `tocsin keep PATH…` puts reports there.")
    if page.after is not None:
        print(f"There are more: --after {page.after}")
    return DONE


def _answer(item: Item) -> dict[str, object]:
    return said(name=item.name, title=item.title, published=item.published, marks=list(item.marks))


def _line(item: Item) -> str:
    """What an item is: an incident with its standing, or a report with its outlet."""
    if "kind:incident" in item.marks:
        return f"incident {item.name} · {incident_in(item).standing}"
    report = report_in(item).report
    return " · ".join(x for x in (report.source, report.language, item.name) if x)
