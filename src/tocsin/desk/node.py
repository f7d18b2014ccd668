"""What a node keeps: the ledger, the evidence vault, the shelf; errors of the ledger become one line."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from tocsin.desk.settings import Unusable, home, room_for
from tocsin.desk.shelving import Shelved, of_incident, of_report, report_in
from tocsin.ledger import Ledger, LedgerError, NoExport, Receipt, Vault
from tocsin.ledger.shelves import Found, Shelf, question
from tocsin.records import Assessment, Custody, Incident, Reading, Report, Word
from tocsin.register import passages

REPORTS = question("kind:report")
Kind = TypeVar("Kind", bound=Word)


class Node(NamedTuple):
    """An open ledger with its vault, and the shelf that holds reports and the newest incidents at hand."""

    ledger: Ledger
    vault: Vault
    shelf: Shelf

    def every(self, kind: type[Kind]) -> Iterator[Kind]:
        """The sealed records of a kind, in the order of the log."""
        for entry in self.ledger.scan(kind.__name__.lower()):
            if isinstance(entry.kept.word, kind):
                yield entry.kept.word

    def incidents(self) -> dict[str, tuple[str, Incident]]:
        """The newest version of every incident, by number, with the name it is sealed under."""
        newest = {}
        for entry in self.ledger.scan("incident"):
            if isinstance(entry.kept.word, Incident):
                newest[entry.kept.word.number] = (entry.name, entry.kept.word)
        return newest

    def incident(self, number: str) -> tuple[str, Incident]:
        """The newest version of one incident. Raises Unusable that says which numbers there are."""
        known = self.incidents()
        if number not in known:
            there = ", ".join(known) or "none yet; `tocsin incident open` makes one"
            raise Unusable(f"there is no incident {number}; there is {there}")
        return known[number]

    def versions(self, number: str) -> tuple[Incident, ...]:
        """Every version of one incident, in the order of the log."""
        return tuple(one for one in self.every(Incident) if one.number == number)

    def seal(self, *records: Word) -> Receipt:
        """Seal records, private, and put the incidents among them on the shelf; the receipt of the last."""
        sealed = tuple(_unguessable(one) for one in records)
        receipt = self.ledger.extend(sealed, private=True)[-1]
        self.shelf.put(of_incident(one) for one in sealed if isinstance(one, Incident))
        return receipt

    def shelve(self, day_reports: Mapping[str, Report], readings: Mapping[str, Reading]) -> None:
        """Put reports on the shelf with their readings; all of it can be had again from the captured bytes."""
        self.shelf.put(of_report(r, readings.get(name)) for name, r in day_reports.items())

    def report(self, name: str) -> Shelved | None:
        """A report of the shelf with its reading."""
        item = self.shelf.read(name)
        return None if item is None else report_in(item)

    def shelved(self) -> dict[str, Report]:
        """Every report at hand, by name, the newest first."""
        found, page = dict[str, Report](), self.shelf.find(REPORTS)
        while page.items:
            found.update((item.name, report_in(item).report) for item in page.items)
            page = self.shelf.find(REPORTS, after=page.after) if page.after else Found(())
        return found

    def cited(self, incident: Incident) -> dict[str, Shelved]:
        """The reports that an incident's passages lie in, by name, as far as they are at hand."""
        names = dict.fromkeys(p.report for p in passages(incident))
        found = {name: self.report(name) for name in names}
        return {name: one for name, one in found.items() if one is not None}


def _unguessable(record: Word) -> Word:
    """The record with a nonce of its own, if it is of a kind that has one: nobody guesses it from its name."""
    if isinstance(record, (Assessment, Custody, Incident)):
        return replace(record, nonce=secrets.token_hex(16))
    return record


@contextmanager
def node() -> Iterator[Node]:
    """This node, open. What the ledger cannot do is raised as Unusable, in its own words."""
    folder = room_for(home())
    with in_one_line():
        ledger = Ledger(os.environ.get("TOCSIN_LEDGER") or folder / "ledger.sqlite", folder=folder)
        try:
            shelf = Shelf(f"sqlite:///{room_for(folder / 'shelves') / 'shelf.sqlite'}")
            try:
                yield Node(ledger, Vault(folder / "evidence"), shelf)
            finally:
                shelf.close()
        finally:
            ledger.close()


@contextmanager
def in_one_line() -> Iterator[None]:
    """Errors of the ledger and of exports, and a full disk, as Unusable."""
    try:
        yield
    except (LedgerError, NoExport) as err:
        raise Unusable(str(err)) from err
    except OSError as err:
        raise Unusable(f"{err.filename or 'the node'}: {err.strerror or err}") from err
