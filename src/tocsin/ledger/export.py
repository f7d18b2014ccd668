"""Export an incident: a folder or .zip that an auditor checks offline with the one file that lies in it.

incident.json              the incident's sealed bytes, or a redacted copy
evidence/SHA256.json       an item of evidence: digest, size, title, address, and the passages taken from it
evidence/passages.json     the passages whose reports have no item of evidence
evidence/SHA256            captured bytes, only where asked for
log/checkpoint             the head of the log, with every signature the ledger holds
log/records/NAME.json      what else is sealed about it: other versions, captures, custody, assessments, tombstones
log/manifest.json          every file with its SHA-256, every sealed record with its index, its cover and salt if private
log/export.json            the sealed record of this export; it names the manifest's SHA-256
log/export.cover, .salt    what the log shows of that record, and its salt, if it is private
log/entries, log/before    every entry of the log since the incident was opened, and the peaks of the tree before: that
                           nothing about the incident was left out
log/proofs/NAME.tlog-proof the proof of each sealed record
log/timestamps/            RFC 3161 replies over checkpoints of the log, if there are any
log/policy                 what the exporter suggests to trust; a verifier never reads it
verify.py, README.txt      how to check
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from tocsin.ledger.bundle import packed
from tocsin.ledger.errors import ExportError, NotInLedger
from tocsin.ledger.leaves import Entry
from tocsin.ledger.log import Ledger
from tocsin.ledger.tiles import bundle
from tocsin.ledger.timestamps import timestamp_files
from tocsin.ledger.trails import SUBJECTS, claimed, subjects
from tocsin.ledger.vault import Vault, sync, write_whole
from tocsin.ledger.verify import EXPORTED
from tocsin.ledger.withheld import NOTHING, Withheld
from tocsin.records import Custody, Evidence, Incident, Passage, plain


class Exported(msgspec.Struct, frozen=True):
    """Where an export lies, and the name of the sealed record that says so."""

    place: Path
    record: str
    files: int


class Trail(NamedTuple):
    """What an export is made of: the version of the incident, all entries about it, the log's size before its opening."""

    version: Incident
    entry: Entry
    entries: tuple[Entry, ...]
    since: int


def export(
    ledger: Ledger,
    incident: str,
    place: Path,
    *,
    by: str,
    at: datetime,
    captures: Vault | None = None,
    withhold: Collection[str] = (),
) -> Exported:
    """The incident of that name, with its trail and its proofs, in `place`: a new folder, or a .zip by its ending.

    `by` and `at` go to the log as a custody entry "exported" before anything is handed out. With `captures`, the
    captured bytes go along. No field that holds one of the words to `withhold` leaves the house; what is shown still
    verifies. Raises NotInLedger, ExportError if `place` is taken or cannot be written or something cannot be withheld,
    EvidenceMissing or EvidenceAltered if captured bytes are asked for and not sound. A half export never stays.
    """
    if place.exists():
        raise ExportError(f"{place} is there already; an export goes to a new folder or .zip")
    if withhold and captures is not None:
        raise ExportError("captured pages cannot be redacted; export without them, or everything")
    made = Custody(evidence=incident, act="exported", by=by, at=at)
    return written(ledger, trail_of(ledger, incident), place, made, captures, Withheld(withhold))


def written(
    ledger: Ledger,
    trail: Trail,
    place: Path,
    made: Custody,
    captures: Vault | None = None,
    hidden: Withheld = NOTHING,
) -> Exported:
    """The export of a trail in its place; `made` is the custody entry of it, to which the manifest's digest is added."""
    try:
        files = dict(_files(ledger, trail, captures, hidden))
    except OSError as err:
        raise ExportError(f"what goes into every export cannot be read: {err}") from err
    files["log/manifest.json"] = _manifest(ledger, trail, files, hidden)
    digest = hashlib.sha256(files["log/manifest.json"]).hexdigest()
    done = replace(made, note=EXPORTED + digest)
    receipt = ledger.append(done, private=trail.entry.cover is not None)
    size = ledger.head().size  # one checkpoint for all, whatever is sealed meanwhile
    files |= _log(ledger, trail, next(ledger.scan("custody", receipt.index)), size)
    _place(files, place)
    return Exported(place, receipt.name, len(files))


def trail_of(ledger: Ledger, incident: str) -> Trail:
    """Everything that is sealed about the incident of that name, in the order of the log. Raises NotInLedger."""
    version = ledger.read(incident).word
    if not isinstance(version, Incident):
        raise NotInLedger(f"{incident} is no incident; an export is of one")
    chain = _chain(ledger, incident, version)
    incidents = ledger.scan("incident")
    versions = [e for e in incidents if _number(e) == version.number or e.name in chain]
    about = set[str]().union(*(claimed(e.name, plain(e.kept.data)) for e in versions))
    found = dict[int, Entry]()
    for kind in SUBJECTS:  # in its order: a review is about an assessment that was found before it
        for entry in ledger.scan(kind):
            if subjects(plain(entry.kept.data)) & about or entry.name in chain:
                found[entry.index] = entry
                about.add(entry.name)
    with ledger.tables() as tables:
        since = tables.begun(versions[0].index)
    (entry,) = (e for e in versions if e.name == incident)
    return Trail(version, entry, tuple(found[index] for index in sorted(found)), since)


def _number(entry: Entry) -> str | None:
    return entry.kept.word.number if isinstance(entry.kept.word, Incident) else None


def _chain(ledger: Ledger, incident: str, version: Incident) -> set[str]:
    """The names of a version and those before it. Raises NotInLedger if one of them is not there."""
    seen, earlier = {incident}, version.supersedes
    while earlier is not None and earlier not in seen:
        seen.add(earlier)
        found = ledger.read(earlier).word
        if not isinstance(found, Incident):
            raise NotInLedger(f"{earlier} is no incident; {incident} says it supersedes it")
        earlier = found.supersedes
    return seen


def _path(trail: Trail, entry: Entry) -> str:
    return "incident.json" if entry == trail.entry else f"log/records/{entry.name}.json"


def _files(
    ledger: Ledger, trail: Trail, captures: Vault | None, hidden: Withheld
) -> Iterator[tuple[str, bytes]]:
    """What the manifest lists."""
    for entry in trail.entries:
        yield _path(trail, entry), hidden.copy(entry)
    for path, found in _evidence(trail.version):
        yield path, _json(hidden.cleaned(found))
    if captures is not None:
        yield from (
            (f"evidence/{item.digest}", captures.get(item.digest))
            for item in trail.version.evidence
        )
    yield from timestamp_files(ledger, trail.since)
    yield "log/policy", f"log {ledger.verifier}\nquorum none\n".encode()
    yield "verify.py", (resources.files("tocsin.ledger") / "verify_alone.py").read_bytes()
    yield "README.txt", _readme(ledger, trail, hidden).encode()


def _evidence(version: Incident) -> Iterator[tuple[str, dict[str, Any]]]:
    passages = dict.fromkeys(_passages(version))
    for item in version.evidence:
        cited = [p for p in passages if p.report == item.report]
        yield f"evidence/{item.digest}.json", _item(item, cited)
    known = {item.report for item in version.evidence}
    if loose := [p for p in passages if p.report not in known]:
        yield "evidence/passages.json", {"passages": msgspec.to_builtins(loose)}


def _passages(of: Any) -> Iterator[Passage]:
    """Every passage in a record, wherever it stands."""
    match of:
        case Passage():
            yield of
        case msgspec.Struct():
            for field in of.__struct_fields__:
                yield from _passages(getattr(of, field))
        case tuple():
            for inner in of:
                yield from _passages(inner)


def _item(item: Evidence, cited: list[Passage]) -> dict[str, Any]:
    return {**msgspec.to_builtins(item), "passages": msgspec.to_builtins(cited)}


def _manifest(ledger: Ledger, trail: Trail, files: dict[str, bytes], hidden: Withheld) -> bytes:
    listed = [
        {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for path, data in sorted(files.items())
    ]
    sealed = [{"path": _path(trail, e), **hidden.seal(e)} for e in trail.entries]
    key = ledger.trails.key(trail.version.number).hex()
    return _json(
        {
            "v": 1,
            "incident": trail.entry.name,
            "count": len(sealed),
            "files": listed,
            "sealed": sealed,
            "since": trail.since,
            "key": key,
        }
    )


def _log(ledger: Ledger, trail: Trail, done: Entry, size: int) -> dict[str, bytes]:
    """What the manifest cannot list, for it comes after it: the record of the export, the checkpoint, proofs, entries."""
    files = {
        "log/export.json": done.kept.data,
        "log/checkpoint": str(ledger.head(size).note).encode(),
        "log/entries": bundle(list(ledger.entries(trail.since, size))),
        "log/before": b"".join(ledger.peaks(trail.since)),
    }
    if done.cover is not None and done.salt is not None:
        files |= {"log/export.cover": done.cover, "log/export.salt": done.salt}
    for entry in (*trail.entries, done):
        path = f"log/proofs/{entry.name}.tlog-proof"
        files[path] = str(ledger.prove(entry.name, size)).encode()
    return files


def _json(plain: Any) -> bytes:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _readme(ledger: Ledger, trail: Trail, hidden: Withheld) -> str:
    text = (resources.files("tocsin.ledger") / "export_readme.txt").read_text("utf-8")
    version = trail.version
    title = "(title withheld)" if hidden.hides("", version.title) else version.title
    return text.format(
        number=version.number, title=title, name=trail.entry.name, origin=ledger.origin
    )


def _place(files: dict[str, bytes], place: Path) -> None:
    """Put the files where they belong, all or none: what is being written has another name until it is whole."""
    fresh = place.with_name(f".{place.name}-{secrets.token_hex(8)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix == ".zip":
            write_whole(place, packed(files))
            return
        for path, data in files.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(data)
        os.sync()  # once for all: an export has thousands of small files
        fresh.rename(place)
        sync(place.parent)
    except OSError as err:
        raise ExportError(
            f"{place} cannot be written: {err.strerror}; name a new folder or .zip where there is room"
        ) from err
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
