"""What can go wrong with a ledger, one name for each thing somebody can do something about."""


class LedgerError(Exception):
    """The ledger cannot do what was asked; nothing was half written."""


class LedgerBusy(LedgerError):
    """Another process kept writing for longer than we waited; try again."""


class LedgerUnwritable(LedgerError):
    """The ledger's place cannot be written: a full disk, a missing or protected folder. Make room, then try again."""


class LedgerDamaged(LedgerError):
    """What lies in the ledger's file is not what was sealed; `tocsin fsck` says where."""


class NotInLedger(LedgerError, KeyError):
    """No record of that name stands in this ledger."""

    __str__ = Exception.__str__  # KeyError would put the message in quotation marks


class VaultError(LedgerError):
    """The vault cannot give the evidence that was asked for."""


class EvidenceMissing(VaultError):
    """There are no bytes of that digest here."""


class EvidenceAltered(VaultError):
    """The bytes are not those of the digest: restore them from a copy; the digest stays what was sealed."""


class ExportError(LedgerError):
    """The export cannot be made there; nothing was left behind."""
