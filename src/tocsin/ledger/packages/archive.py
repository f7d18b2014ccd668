"""Everything about an incident for an archive: a bag with the export, the captured pages as WACZ, PROV and RO-Crate."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tocsin.ledger.custody import custody
from tocsin.ledger.log import Ledger
from tocsin.ledger.packages.bagit import bag
from tocsin.ledger.packages.crate import crate
from tocsin.ledger.packages.items import Item
from tocsin.ledger.packages.prov import prov
from tocsin.ledger.packages.wacz import wacz
from tocsin.ledger.vault import Vault
from tocsin.records import Capture, Evidence, Incident


class Archive(NamedTuple):
    """Who packs what for whom: the incident's version, the packer, the moment."""

    incident: Incident
    by: str
    at: datetime


def archive(
    ledger: Ledger, vault: Vault, made: Archive, exported: dict[str, bytes]
) -> dict[str, bytes]:
    """The files of a bag: `exported` (the files of an export of the incident), the evidence and what is known of it.

    Raises EvidenceMissing, EvidenceAltered if a page is not in the vault as it was sealed.
    """
    version = made.incident
    items = list(_items(ledger, vault, version.evidence, made.at))
    chains = {item.digest: custody(ledger, item.digest) for item in version.evidence}
    payload = {f"export/{path}": data for path, data in exported.items()}
    payload["evidence.wacz"] = wacz(items, version.title, made.at)
    payload["prov.json"] = prov(chains, ledger.origin)
    about = f"Incident {version.number} of the register {ledger.origin}, with its evidence"
    payload["ro-crate-metadata.json"] = crate(payload, version.title, about, made.at, made.by)
    told = {
        "Source-Organization": made.by,
        "External-Identifier": version.number,
        "External-Description": version.title,
        "Bagging-Date": f"{made.at:%Y-%m-%d}",
    }
    return bag(payload, told)


def _items(
    ledger: Ledger, vault: Vault, evidence: Iterable[Evidence], at: datetime
) -> Iterable[Item]:
    captures = {
        word.digest: word
        for entry in ledger.scan("capture")
        if isinstance(word := entry.kept.word, Capture)
    }
    for one in evidence:
        capture = captures.get(one.digest)
        captured = (capture.captured_at if capture else None) or at
        yield Item(vault.get(one.digest), one.media_type, captured, one.url, one.title)
