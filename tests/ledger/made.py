"""Records, ledgers and a small register made for the tests of this room: invented outlets and states."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tocsin.ledger import Exported, Ledger, Signer, Vault, export
from tocsin.ledger.notes import COSIGNATURE
from tocsin.records import (
    Assessment,
    Capture,
    Custody,
    Evidence,
    Happening,
    Incident,
    Tombstone,
    name_of,
    passage,
)

KEY = Signer("register.example/avaria", bytes(range(32)))
WITNESSES = [Signer(f"witness.example/{n}", bytes([n] * 32), COSIGNATURE) for n in (1, 2)]
MOMENT = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)
PAGE = b"<html>Delegations of Avaria and Brennia met in Port Selm on Monday.</html>"
TEXT = "Delegations of Avaria and Brennia met in Port Selm on Monday."
REPORT = "report-" + "a" * 32


def capture(n: int) -> Capture:
    return Capture(report=f"report-{n:032x}", digest=f"{n:064x}", text_digest="0" * 64, size=n)


def captures(n: int) -> list[Capture]:
    return [capture(i) for i in range(n)]


class Made(NamedTuple):
    """A small register in a folder: one incident in two versions, one page, one export of each form."""

    home: Path
    ledger: Ledger
    vault: Vault
    digest: str
    first: str
    incident: str

    def export(self, name: str, *, pages: bool = True) -> Exported:
        """Export the incident under that name."""
        with_pages = self.vault if pages else None
        return export(
            self.ledger, self.incident, self.home / name, by="AVA", at=MOMENT, captures=with_pages
        )

    def cosign(self) -> None:
        """Have both witnesses sign the newest checkpoint."""
        head = self.ledger.head()
        text = str(head.note).partition("\n\n")[0] + "\n"
        for witness in WITNESSES:
            self.ledger.cosign(head.size, str(witness.sign(text, 1_900_000_000)), witness.verifier)

    def policy(self, *lines: str) -> Path:
        """An auditor's policy file: the log, both witnesses, and the lines given."""
        path = self.home / "auditor.policy"
        named = [f"witness w{n} {one.verifier}" for n, one in enumerate(WITNESSES)]
        path.write_text("\n".join([f"log {self.ledger.verifier}", *named, *lines, ""]), "utf-8")
        return path


def register(home: Path) -> Made:
    ledger = Ledger(home / "ledger.db", key=KEY)
    vault = Vault(home / "evidence")
    digest = vault.put(PAGE)
    item = Evidence(digest=digest, size=len(PAGE), media_type="text/html", report=REPORT)
    told = Happening(
        category="CONSULT", passages=(passage(REPORT, TEXT, 0, 42),), place="Port Selm"
    )
    first = Incident(
        number="2031-1", title="Meeting, Port Selm", opened_at=MOMENT, opened_by="AVA", happenings=(told,),
        evidence=(item,),
    )  # fmt: skip
    second = Incident(
        number="2031-1", title="Meeting of Avaria and Brennia, Port Selm", opened_at=MOMENT, opened_by="AVA",
        happenings=(told,), evidence=(item,), supersedes=name_of(first), revised_by="BRE",
        revised_at=MOMENT + timedelta(hours=1),
    )  # fmt: skip
    page = Capture(report=REPORT, digest=digest, text_digest="0" * 64, size=len(PAGE))
    ledger.extend(
        [
            page,
            Custody(evidence=digest, act="collected", by="AVA", at=MOMENT),
            *captures(3),
            first,
            Custody(evidence="0" * 64, act="collected", by="DOR", at=MOMENT),
            Tombstone(
                name="x", digest="0" * 64, reason="asked for", basis="rule 3", by="DOR", at=MOMENT
            ),
            second,
            Assessment(about=name_of(second), by="BRE", at=MOMENT, method="two readers"),
            Assessment(about="incident-of-others", by="BRE", at=MOMENT, method="two readers"),
        ]
    )
    return Made(home, ledger, vault, digest, name_of(first), name_of(second))
