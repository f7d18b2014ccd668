"""The floor of the house: append, read, scan, head, prove. What is kept is sealed; nothing sealed ever changes."""

from tocsin.ledger.bundle import NoExport
from tocsin.ledger.errors import (
    EvidenceAltered,
    EvidenceMissing,
    ExportError,
    LedgerBehind,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerUnwritable,
    NotInLedger,
    VaultError,
)
from tocsin.ledger.export import Exported, export
from tocsin.ledger.fsck import Finding, fsck
from tocsin.ledger.log import Entry, Ledger, Receipt
from tocsin.ledger.notes import BadNote, BadSignature, NobodyKnown, Note, Signer, Verifier
from tocsin.ledger.partners import BadLog, Mirror, Uncosigned, have_cosigned
from tocsin.ledger.policy import BadPolicy, Policy, policy
from tocsin.ledger.proofs import BadProof, Proof, proof
from tocsin.ledger.tiles import BadPath, publish, tile_of, tiling
from tocsin.ledger.vault import Vault
from tocsin.ledger.verify import Checked, Verdict, verify
from tocsin.ledger.witness import Answer, Parted, Witness, split_view

__all__ = [
    "Answer",
    "BadLog",
    "BadNote",
    "BadPath",
    "BadPolicy",
    "BadProof",
    "BadSignature",
    "Checked",
    "Entry",
    "EvidenceAltered",
    "EvidenceMissing",
    "ExportError",
    "Exported",
    "Finding",
    "Ledger",
    "LedgerBehind",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerError",
    "LedgerUnwritable",
    "Mirror",
    "NoExport",
    "NobodyKnown",
    "NotInLedger",
    "Note",
    "Parted",
    "Policy",
    "Proof",
    "Receipt",
    "Signer",
    "Uncosigned",
    "Vault",
    "VaultError",
    "Verdict",
    "Verifier",
    "Witness",
    "export",
    "fsck",
    "have_cosigned",
    "policy",
    "proof",
    "publish",
    "split_view",
    "tile_of",
    "tiling",
    "verify",
]
