"""The floor of the house: append, read, scan, head, prove. What is kept is sealed; nothing sealed ever changes."""

from tocsin.ledger.bundle import NoExport
from tocsin.ledger.errors import (
    EvidenceAltered,
    EvidenceMissing,
    ExportError,
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
from tocsin.ledger.policy import BadPolicy, Policy, policy
from tocsin.ledger.proofs import BadProof, Proof, proof
from tocsin.ledger.vault import Vault
from tocsin.ledger.verify import Checked, Verdict, verify

__all__ = [
    "BadNote",
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
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerError",
    "LedgerUnwritable",
    "NoExport",
    "NobodyKnown",
    "NotInLedger",
    "Note",
    "Policy",
    "Proof",
    "Receipt",
    "Signer",
    "Vault",
    "VaultError",
    "Verdict",
    "Verifier",
    "export",
    "fsck",
    "policy",
    "proof",
    "verify",
]
