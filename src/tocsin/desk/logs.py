"""The log at the desk: its head, its files, its witnesses and mirrors, time stamps, the audit view, backups."""

import hashlib
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tocsin.desk.answers import said
from tocsin.desk.day import DONE
from tocsin.desk.node import in_one_line, node
from tocsin.desk.settings import Unusable, home, room_for
from tocsin.desk.show import as_json
from tocsin.ledger import (
    Answer,
    BadPolicy,
    Ledger,
    LedgerBehind,
    LedgerError,
    Mirror,
    Policy,
    Verifier,
    audit,
    backup,
    have_cosigned,
    policy,
    publish,
    restore,
    stamp,
    timestamps,
    witness_key_in,
)

NOT_ALL = 1
_PATIENCE = 20  # seconds
_LARGEST = 16 << 20
PARTNERS = "policy"


def head(*, json: bool) -> int:
    """The log's name, size, root and keys, who has cosigned it, and whether it is an older copy."""
    with node() as here:
        newest = here.ledger.head()
        signers = [line.split(" ")[1] for line in str(newest.note).split("\n") if line[:1] == "—"]
        told = said(
            origin=newest.origin,
            size=newest.size,
            root=newest.root,
            key=str(here.ledger.verifier),
            witness_key=str(witness_key_in(home(), here.ledger.origin).verifier),
            cosigned=[name for name in signers if name != newest.origin],
            stamped=[one.authority for one in timestamps(here.ledger, newest.size)],
            behind=here.ledger.behind(),
        )
    print(as_json(told) if json else "\n".join(f"{key:<12} {_line(told[key])}" for key in told))
    return DONE


def _line(value: object) -> str:
    return ", ".join(map(str, value)) or "nobody" if isinstance(value, list) else str(value)


def published(folder: Path) -> int:
    """Write the log as static files; what is there already is not written again."""
    with node() as here:
        there = folder / "checkpoint"
        since = int(there.read_text("utf-8").split("\n")[1]) if there.exists() else 0
        size = publish(here.ledger, folder, since)
    print(f"{size} entries are in {folder}; any web server can serve it")
    return DONE


def partners() -> Policy:
    """The node's own policy file: whose logs it witnesses and mirrors, who witnesses its own. Raises Unusable."""
    path = home() / PARTNERS
    try:
        return policy(path.read_text("utf-8"), str(path))
    except FileNotFoundError as err:
        lines = "`log VKEY URL` for a log to watch, `witness NAME VKEY URL` for a witness to ask, `quorum none`"
        raise Unusable(f"there is no {path}; it says who the partners are: {lines}") from err
    except (BadPolicy, OSError, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err


def cosigned() -> int:
    """Ask every witness of the policy to cosign the head; exit 1 if one did not."""
    known, failed = partners(), 0
    with node() as here:
        for name, key in known.witnesses.items():
            url = known.urls.get(str(key))
            if url is None:
                continue
            try:
                print(f"{name} has cosigned {_cosigned(here.ledger, key, _web(url))} entries")
            except (LedgerError, OSError) as err:
                failed += 1
                print(f"{name} has not: {err}")
    return NOT_ALL if failed else DONE


def _cosigned(ledger: Ledger, key: Verifier, url: str) -> int:
    """How many entries a witness has cosigned. If it has seen more than lies here, the log is read-only from now on."""
    try:
        return have_cosigned(ledger, key, partial(_post, url)).size
    except LedgerBehind:
        origin = hashlib.sha256(ledger.origin.encode()).hexdigest()
        ledger.heed(_fetch(url, f"{origin}/checkpoint").decode("utf-8", "replace"))
        raise


def _post(url: str, data: bytes) -> Answer:
    try:
        status, body = _ask(Request(f"{url}/add-checkpoint", data))
    except HTTPError as err:
        status, body = err.code, err.read(_LARGEST)
    return Answer(status, body.decode("utf-8", "replace"))


def _ask(request: Request) -> tuple[int, bytes]:
    with urlopen(request, timeout=_PATIENCE) as answer:
        return answer.status, answer.read(_LARGEST)


def _web(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise Unusable(f"{url!r} is no address of the web")
    return url.rstrip("/")


def mirrored() -> int:
    """Bring the mirrors of the partners' logs up to date; exit 1 if one of them is not what it was."""
    known, failed = partners(), 0
    for log in known.logs:
        url = known.urls.get(str(log))
        if url is None:
            continue
        folder = home() / "mirrors" / hashlib.sha256(log.name.encode()).hexdigest()[:16]
        try:
            found = Mirror(folder, log).update(partial(_fetch, _web(url)))
            print(f"{log.name}: {found.size} entries are mirrored in {folder}")
        except (LedgerError, OSError) as err:
            failed += 1
            print(f"{log.name}: {err}")
    return NOT_ALL if failed else DONE


def _fetch(url: str, path: str) -> bytes:
    return _ask(Request(f"{url}/{path}"))[1]


def audited(*, json: bool) -> int:
    """The entries whose stated times do not fit their places in the log."""
    with node() as here:
        found = list(audit(here.ledger))
    if json:
        print(as_json([said(index=o.index, name=o.name, at=o.at, why=o.why) for o in found]))
    else:
        lines = (f"{o.index:>8}  {o.name}  {o.at.isoformat()}  {o.why}" for o in found)
        print("\n".join(lines) or "every stated time fits its place in the log")
    return DONE


def stamped(url: str, roots: Path, name: str | None) -> int:
    """Have the head stamped by an authority, check the stamp, keep it."""
    headers = {"Content-Type": "application/timestamp-query"}
    with node() as here:
        trusted = roots.read_text("utf-8")
        made, moment = stamp(
            here.ledger,
            name or url,
            lambda data: _ask(Request(_web(url), data, headers))[1],
            trusted,
        )
    print(f"{made.authority} states that {made.size} entries were there at {moment.isoformat()}")
    return DONE


def backed_up(place: Path) -> int:
    """Everything that cannot be made again, in one file."""
    with node() as here:
        made = backup(here.ledger, here.vault, place)
    print(
        f"{made.size} entries and {len(made.files)} files are in {place}; it holds the log's key: keep it as safe"
    )
    return DONE


def restored(place: Path, url: str | None) -> int:
    """Put a backup in this node's folder, which holds no ledger yet."""
    with in_one_line():
        made = restore(place, room_for(home()), url)
    print(f"{made.size} entries of {made.origin} are restored in {home()}")
    with node() as here:
        behind = here.ledger.behind()
    if behind:
        print(behind)
    return DONE


def serve(port: int) -> int:
    """Serve the log's files and the witness, on this machine only, until it is stopped."""
    import uvicorn

    from tocsin.desk.log_door import door

    with node() as here:
        print(f"the log's files and the witness are at http://127.0.0.1:{port}/")
        uvicorn.run(door(here, partners().logs), host="127.0.0.1", port=port, log_level="warning")
    return DONE
