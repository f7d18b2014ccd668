"""What a node keeps: the ledger, the evidence vault, the shelf of reports; errors of the ledger become one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.desk.settings import Unusable, home, room_for
from tocsin.ledger import Ledger, LedgerError, NoExport, Vault
from tocsin.records import Incident, Report, canonical, name_of


class Node(NamedTuple):
    """An open ledger with its vault, and the folder of the shelf that holds the reports incidents cite."""

    ledger: Ledger
    vault: Vault
    reports: Path

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

    def shelve(self, report: Report) -> None:
        """Keep a report at hand; the shelf can be rebuilt from the captured bytes."""
        (self.reports / f"{name_of(report)}.json").write_bytes(canonical(report))

    def shelved(self) -> dict[str, Report]:
        """Every report at hand, by name."""
        files = sorted(self.reports.glob("report-*.json"))
        return {f.stem: msgspec.json.decode(f.read_bytes(), type=Report) for f in files}


@contextmanager
def node() -> Iterator[Node]:
    """This node, open. What the ledger cannot do is raised as Unusable, in its own words."""
    folder = room_for(home())
    with in_one_line():
        ledger = Ledger(folder / "ledger.sqlite")
        try:
            yield Node(ledger, Vault(folder / "evidence"), room_for(folder / "shelves" / "reports"))
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
