"""What can go wrong with a ledger, one name for each thing somebody can do something about."""


class LedgerError(Exception):
    """The ledger cannot do what was asked; nothing was half written."""


class LedgerBusy(LedgerError):
    """Another process kept writing for longer than we waited; try again."""


class LedgerUnwritable(LedgerError):
    """The ledger's place cannot be written: a full disk, a missing or protected folder. Make room, then try again."""


class LedgerDamaged(LedgerError):
    """What lies in the ledger's file is not what was sealed; `tocsin fsck` says where."""


class LedgerBehind(LedgerError):
    """This log is an older copy of one that others have seen longer: it can be read, and takes no new records."""

    @classmethod
    def seen(cls, origin: str, here: int, there: int, by: str) -> "LedgerBehind":
        """The error of a log of `here` records of which `by` has seen `there`."""
        return cls(
            f"{origin} has {here} records here; {by} has seen {there} of it: this is an older copy. Appending would "
            "fork the log, so it is read-only. Restore a newer backup; if there is none, begin a log under a new "
            "name and key, and tell your partners why (docs/evidence.md)"
        )


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
