"""The floor of the house: append, read, scan, head, prove. What is kept is sealed; nothing sealed ever changes."""

from tocsin.ledger.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerUnwritable,
    NotInLedger,
    VaultError,
)
from tocsin.ledger.log import Entry, Ledger, Receipt
from tocsin.ledger.notes import BadNote, BadSignature, NobodyKnown, Note, Signer, Verifier
from tocsin.ledger.policy import BadPolicy, Policy, policy
from tocsin.ledger.proofs import BadProof, Proof, proof

__all__ = [
    "BadNote",
    "BadPolicy",
    "BadProof",
    "BadSignature",
    "Entry",
    "Ledger",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerError",
    "LedgerUnwritable",
    "NobodyKnown",
    "NotInLedger",
    "Note",
    "Policy",
    "Proof",
    "Receipt",
    "Signer",
    "VaultError",
    "Verifier",
    "policy",
    "proof",
]
