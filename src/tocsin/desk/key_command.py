"""Commands about keys. A member's root key belongs on a machine without a network; its file is named where it signs."""

from pathlib import Path
from typing import Literal

from cyclopts import App

from tocsin.desk.options import Json

Role = Literal["root", "node", "person", "log", "witness"]
Reason = Literal["rotated", "lost", "compromised", "ended"]

key = App(name="key", help="Keys of members: made, issued and revoked by a root, listed.")


@key.command
def new(file: Path) -> int:
    """Make a key in a new file that only its owner reads, and say its public half."""
    from tocsin.desk import keys

    return keys.made(file)


@key.command
def issue(
    public: str,
    *,
    root: Path,
    member: str,
    role: Role,
    name: str,
    held: Literal["own", "hosted"] = "own",
) -> int:
    """Seal a member's key, signed by its root (--root FILE): for a node, a person's office, a log, a witness, the next root."""
    from tocsin.desk import keys

    return keys.issued(root, member, public, role, name, held)


@key.command
def revoke(public: str, *, root: Path, member: str, reason: Reason) -> int:
    """Void a member's key from here on, signed by its root (--root FILE)."""
    from tocsin.desk import keys

    return keys.revoked(root, member, public, reason)


@key.command(name="list")
def list_(*, json: Json = False) -> int:
    """List the keys that the log tells of, from where to where they count; roots stand in TOCSIN_HOME/roots."""
    from tocsin.desk import keys

    return keys.listed(json=json)
