"""Commands about the log and the evidence: what partners, auditors and operators ask for."""

from pathlib import Path

from cyclopts import App

from tocsin.desk.options import Json

log = App(
    name="log", help="The sealed log: its head and files, witnesses, mirrors, time stamps, audit."
)
evidence = App(name="evidence", help="Evidence: its custody, packages for archives, their check.")


@log.command
def head(*, json: Json = False) -> int:
    """Say the log's name, size, root and keys, who has cosigned it, and whether it is an older copy."""
    from tocsin.desk import logs

    return logs.head(json=json)


@log.command
def publish(folder: Path) -> int:
    """Write the log as static files (C2SP tlog-tiles) that any web server can serve."""
    from tocsin.desk import logs

    return logs.published(folder)


@log.command
def cosign() -> int:
    """Ask the witnesses of TOCSIN_HOME/policy to cosign the log's head."""
    from tocsin.desk import logs

    return logs.cosigned()


@log.command
def mirror() -> int:
    """Bring the mirrors of the partners' logs in TOCSIN_HOME/policy up to date, every byte checked."""
    from tocsin.desk import logs

    return logs.mirrored()


@log.command
def serve(*, port: int = 8470) -> int:
    """Serve the log's files and the witness over the partners' logs, on this machine only."""
    from tocsin.desk import logs

    return logs.serve(port)


@log.command
def audit(*, json: Json = False) -> int:
    """Show the entries whose stated times do not fit their places in the log."""
    from tocsin.desk import logs

    return logs.audited(json=json)


@log.command
def stamp(url: str, *, roots: Path, name: str | None = None) -> int:
    """Have the log's head stamped by a time stamp authority (RFC 3161); --roots FILE holds whom to trust, in PEM."""
    from tocsin.desk import logs

    return logs.stamped(url, roots, name)


def backup(file: Path) -> int:
    """Write everything that this node cannot make again to one file."""
    from tocsin.desk import logs

    return logs.backed_up(file)


def restore(file: Path, *, database: str | None = None) -> int:
    """Restore a backup where there is no ledger yet; --database URL puts its ledger in an empty PostgreSQL database."""
    from tocsin.desk import logs

    return logs.restored(file, database)


@evidence.command
def show(digest: str, *, json: Json = False) -> int:
    """Show the chain of custody of a piece of evidence, named by its SHA-256."""
    from tocsin.desk import evidence as room

    return room.shown(digest, json=json)


@evidence.command
def delete(digest: str, *, by: str, reason: str, basis: str) -> int:
    """Delete captured bytes for good, where the law asks for it: a tombstone with reason and legal basis stays."""
    from tocsin.desk import evidence as room

    return room.deleted(digest, by, reason, basis)


@evidence.command
def pack(number: str, out: Path, *, by: str = "desk") -> int:
    """Pack an incident for an archive: a BagIt folder with its export, the captured pages as WACZ, PROV, RO-Crate."""
    from tocsin.desk import evidence as room

    return room.packed(number, out, by)


@evidence.command
def check(place: Path) -> int:
    """Check a bag, a WACZ or a WARC: every file and record against its digest."""
    from tocsin.desk import evidence as room

    return room.checked(place)
