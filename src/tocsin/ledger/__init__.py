"""The floor of the house: append, read, scan, head, prove. What is kept is sealed; nothing sealed ever changes."""

from tocsin.ledger.audit import Odd, audit
from tocsin.ledger.backup import Backup, BadBackup, backup, restore
from tocsin.ledger.bundle import NoExport
from tocsin.ledger.custody import Step, chain, custody
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
from tocsin.ledger.export import Exported, Trail, export, trail_of
from tocsin.ledger.fields import NotRedactable
from tocsin.ledger.fsck import Finding, fsck
from tocsin.ledger.keys import witness_key_in
from tocsin.ledger.leaves import Entry, Receipt
from tocsin.ledger.log import Ledger
from tocsin.ledger.notes import BadNote, BadSignature, NobodyKnown, Note, Signer, Verifier
from tocsin.ledger.partners import BadLog, Mirror, Uncosigned, have_cosigned
from tocsin.ledger.policy import BadPolicy, Policy, policy
from tocsin.ledger.private import BadCover, cover
from tocsin.ledger.proofs import BadProof, Proof, proof
from tocsin.ledger.tiles import BadPath, publish, tile_of, tiling
from tocsin.ledger.timestamps import BadTimestamp, Timestamp, check_timestamp, stamp, timestamps
from tocsin.ledger.vault import Vault
from tocsin.ledger.verify import Checked, Verdict, verify
from tocsin.ledger.witness import Answer, Parted, Witness, split_view

__all__ = [
    "Answer",
    "Backup",
    "BadBackup",
    "BadCover",
    "BadLog",
    "BadNote",
    "BadPath",
    "BadPolicy",
    "BadProof",
    "BadSignature",
    "BadTimestamp",
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
    "NotRedactable",
    "Note",
    "Odd",
    "Parted",
    "Policy",
    "Proof",
    "Receipt",
    "Signer",
    "Step",
    "Timestamp",
    "Trail",
    "Uncosigned",
    "Vault",
    "VaultError",
    "Verdict",
    "Verifier",
    "Witness",
    "audit",
    "backup",
    "chain",
    "check_timestamp",
    "cover",
    "custody",
    "export",
    "fsck",
    "have_cosigned",
    "policy",
    "proof",
    "publish",
    "restore",
    "split_view",
    "stamp",
    "tile_of",
    "tiling",
    "timestamps",
    "trail_of",
    "verify",
    "witness_key_in",
]
