"""Keys at the desk: made, issued and revoked by a member's root, listed as the log tells them."""

import os
import secrets
from pathlib import Path
from typing import Literal

from tocsin.desk.answers import said
from tocsin.desk.day import DONE
from tocsin.desk.node import node
from tocsin.desk.settings import Unusable, home, now
from tocsin.desk.show import as_json
from tocsin.ledger import Ledger
from tocsin.records import Key, Revocation
from tocsin.sharing import Keyring, keyring, public, sign

Role = Literal["root", "node", "person", "log", "witness"]
Reason = Literal["rotated", "lost", "compromised", "ended"]
ROOTS = "roots"


def made(file: Path) -> int:
    """A new key in a file that only its owner reads; its public half is told."""
    seed = secrets.token_bytes(32)
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as err:
        raise Unusable(f"{file}: {err.strerror}; a key goes to a new file") from err
    with os.fdopen(opened, "w") as written:
        written.write(f"{seed.hex()}\n")
    print(public(seed))
    return DONE


def issued(
    root: Path, member: str, key: str, role: Role, name: str, held: Literal["own", "hosted"]
) -> int:
    """A key of a member, signed by its root, sealed for all to see. Raises Unusable if the log would not heed it."""
    record = Key(member=member, key=_public(key), held=held, since=now(), role=role, name=name)
    with node() as here:
        index = _sealed(here.ledger, sign(record, _seed(root)))
    print(f"{key[:16]}… is a {role} key of {member} from index {index} of the log on")
    return DONE


def revoked(root: Path, member: str, key: str, reason: Reason) -> int:
    """A key voided from here on, signed by its member's root."""
    record = Revocation(member=member, key=_public(key), reason=reason, at=now())
    with node() as here:
        index = _sealed(here.ledger, sign(record, _seed(root)))
    print(f"{key[:16]}… of {member} is void from index {index} of the log on ({reason})")
    return DONE


def listed(*, json: bool) -> int:
    """Every key that the log tells of, between which indexes it counts, and records that no root signed."""
    with node() as here:
        ring = _ring(here.ledger)
    rows = [
        said(key=k, member=s.key.member, role=s.key.role, name=s.key.name, held=s.key.held, since=s.since, until=s.until)
        for k, s in ring.spans.items()
    ]  # fmt: skip
    if json:
        unheeded = [said(index=one.at, why=one.why) for one in ring.unheeded]
        print(as_json({"keys": rows, "unheeded": unheeded}))
        return DONE
    for k, s in ring.spans.items():
        until = "" if s.until is None else f" until {s.until}"
        about = f"{s.key.name or ''} ({s.key.held})".strip()
        print(
            f"{k[:16]}…  {s.key.member:<8} {s.key.role or 'key':<8} since {s.since}{until}  {about}"
        )
    for one in ring.unheeded:
        print(f"not heeded  {one.at}: {one.why}")
    if not ring.spans:
        print(f"no roots are known; {home() / ROOTS} holds a line `MEMBER KEY` for each")
    return DONE


def _sealed(ledger: Ledger, record: Key | Revocation) -> int:
    """The index of a record about keys in the log, if the log's keyring heeds it."""
    ring, size = _ring(ledger), len(ledger)
    after = keyring(_roots(), [*_records(ledger), (size, record)])
    if after.spans == ring.spans:
        raise Unusable(after.unheeded[-1].why)
    return ledger.append(record).index


def _ring(ledger: Ledger) -> Keyring:
    return keyring(_roots(), _records(ledger))


def _records(ledger: Ledger) -> list[tuple[int, Key | Revocation]]:
    found = {
        entry.index: entry.kept.word
        for kind in ("key", "revocation")
        for entry in ledger.scan(kind)
        if isinstance(entry.kept.word, Key | Revocation)
    }
    return [(index, found[index]) for index in sorted(found)]


def _roots() -> list[Key]:
    """The members' first roots, as this node's operator was told them by another way than the log."""
    path = home() / ROOTS
    if not path.exists():
        return []
    roots = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        words = line.split()
        if len(words) != 2:
            raise Unusable(f"{path}:{number}: {line[:60]!r} is no root; a line is MEMBER KEY")
        roots.append(
            Key(member=words[0], key=_public(words[1]), held="own", since=now(), role="root")
        )
    return roots


def _public(key: str) -> str:
    try:
        if len(bytes.fromhex(key)) == 32:
            return key.lower()
    except ValueError:
        pass
    raise Unusable(f"{key[:70]!r} is no public key; one is 64 hex digits")


def _seed(file: Path) -> bytes:
    try:
        seed = bytes.fromhex(file.read_text("ascii").strip())
    except (OSError, ValueError) as err:
        raise Unusable(f"{file} holds no key; `tocsin key new FILE` makes one") from err
    if len(seed) != 32:
        raise Unusable(f"{file} holds no key; `tocsin key new FILE` makes one")
    return seed
