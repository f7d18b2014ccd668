"""Export an incident: a folder or .zip that an auditor checks offline with the one file that lies in it.

incident.json              the incident's sealed bytes
evidence/SHA256.json       an item of evidence: digest, size, title, address, and the passages taken from it
evidence/passages.json     the passages whose reports have no item of evidence
evidence/SHA256            captured bytes, only where asked for
log/checkpoint             the head of the log, with every signature the ledger holds
log/records/NAME.json      what else is sealed about it: earlier versions, captures, custody, assessments, tombstones
log/manifest.json          every file with its SHA-256, every sealed record with its index, and how many there are
log/export.json            the sealed record of this export; it names the manifest's SHA-256
log/proofs/NAME.tlog-proof the proof of each sealed record
log/policy                 what the exporter suggests to trust; a verifier never reads it
verify.py, README.txt      how to check
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from tocsin.ledger.bundle import packed
from tocsin.ledger.errors import ExportError, NotInLedger
from tocsin.ledger.log import Entry, Ledger
from tocsin.ledger.vault import Vault, sync, write_whole
from tocsin.ledger.verify import EXPORTED
from tocsin.records import (
    Assessment,
    Capture,
    Custody,
    Evidence,
    Incident,
    Kept,
    Passage,
    Tombstone,
    Word,
    name_of,
)

_KINDS = ("incident", "capture", "custody", "assessment", "tombstone")


class Exported(msgspec.Struct, frozen=True):
    """Where an export lies, and the name of the sealed record that says so."""

    place: Path
    record: str
    files: int


def export(
    ledger: Ledger,
    incident: str,
    place: Path,
    *,
    by: str,
    at: datetime,
    captures: Vault | None = None,
) -> Exported:
    """The incident of that name, with its trail and its proofs, in `place`: a new folder, or a .zip by its ending.

    `by` and `at` go to the log as a custody entry "exported" before anything is handed out. With `captures`, the
    captured bytes go along. Raises NotInLedger, ExportError if `place` is taken or cannot be written, EvidenceMissing
    or EvidenceAltered if captured bytes are asked for and not sound. A half export never stays.
    """
    if place.exists():
        raise ExportError(f"{place} is there already; an export goes to a new folder or .zip")
    trail = _trail(ledger, incident)
    files = dict(_files(ledger, incident, trail, captures))
    files["log/manifest.json"] = _manifest(incident, files, trail)
    digest = hashlib.sha256(files["log/manifest.json"]).hexdigest()
    done = Custody(evidence=incident, act="exported", by=by, at=at, note=EXPORTED + digest)
    receipt = ledger.append(done)
    size = ledger.head().size  # one checkpoint for all, whatever is sealed meanwhile
    files["log/checkpoint"] = str(ledger.head(size).note).encode()
    files["log/export.json"] = Kept.of(done).data
    for name in [*(entry.name for _, entry in trail), receipt.name]:
        files[f"log/proofs/{name}.tlog-proof"] = str(ledger.prove(name, size)).encode()
    _place(files, place)
    return Exported(place, receipt.name, len(files))


def _trail(ledger: Ledger, incident: str) -> list[tuple[str, Entry]]:
    """The sealed records an export holds, with their paths, in the order of the log."""
    version = ledger.read(incident).word
    if not isinstance(version, Incident):
        raise NotInLedger(f"{incident} is no incident; an export is of one")
    versions, earlier = {incident: version}, version.supersedes
    while earlier is not None and earlier not in versions:
        found = ledger.read(earlier).word
        if not isinstance(found, Incident):
            raise NotInLedger(f"{earlier} is no incident; {incident} says it supersedes it")
        versions[earlier], earlier = found, found.supersedes
    about = _Subject(versions)
    of = [e for kind in _KINDS for e in ledger.scan(kind) if about.concerns(e.name, e.kept.word)]
    return [
        ("incident.json" if entry.name == incident else f"log/records/{entry.name}.json", entry)
        for entry in sorted(of, key=lambda entry: entry.index)
    ]


class _Subject:
    """What an incident's versions speak of: their names, their reports, their evidence."""

    def __init__(self, versions: dict[str, Incident]) -> None:
        self.names = set(versions)
        self.reports = {p.report for version in versions.values() for p in _passages(version)}
        self.digests = {item.digest for version in versions.values() for item in version.evidence}

    def concerns(self, name: str, word: Word) -> bool:
        """Whether a record belongs to the trail. Earlier exports do not: each is a trail of its own."""
        match word:
            case Incident():
                return name in self.names
            case Capture():
                return word.report in self.reports or word.digest in self.digests
            case Custody():
                return word.act != "exported" and word.evidence in self.digests | self.names
            case Assessment():
                return word.about in self.names
        return isinstance(word, Tombstone) and (
            word.name in self.names or word.digest in self.digests
        )


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


def _files(
    ledger: Ledger, incident: str, trail: Iterable[tuple[str, Entry]], captures: Vault | None
) -> Iterator[tuple[str, bytes]]:
    version: Incident | None = None
    for path, entry in trail:
        yield path, entry.kept.data
        if entry.name == incident and isinstance(entry.kept.word, Incident):
            version = entry.kept.word
    assert version is not None  # the trail begins at the incident itself
    yield from _evidence(version)
    if captures is not None:
        yield from (
            (f"evidence/{item.digest}", captures.get(item.digest)) for item in version.evidence
        )
    yield "log/policy", f"log {ledger.verifier}\nquorum none\n".encode()
    yield "verify.py", (resources.files("tocsin.ledger") / "verify_alone.py").read_bytes()
    yield "README.txt", _readme(ledger, version).encode()


def _evidence(version: Incident) -> Iterator[tuple[str, bytes]]:
    passages = dict.fromkeys(_passages(version))
    for item in version.evidence:
        cited = [p for p in passages if p.report == item.report]
        yield f"evidence/{item.digest}.json", _json(_item(item, cited))
    known = {item.report for item in version.evidence}
    if loose := [p for p in passages if p.report not in known]:
        yield "evidence/passages.json", _json({"passages": msgspec.to_builtins(loose)})


def _item(item: Evidence, cited: list[Passage]) -> dict[str, Any]:
    return {**msgspec.to_builtins(item), "passages": msgspec.to_builtins(cited)}


def _manifest(incident: str, files: dict[str, bytes], trail: list[tuple[str, Entry]]) -> bytes:
    listed = [
        {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for path, data in sorted(files.items())
    ]
    sealed = [{"path": path, "name": entry.name, "index": entry.index} for path, entry in trail]
    return _json(
        {"v": 1, "incident": incident, "count": len(sealed), "files": listed, "sealed": sealed}
    )


def _json(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _readme(ledger: Ledger, version: Incident) -> str:
    text = (resources.files("tocsin.ledger") / "export_readme.txt").read_text("utf-8")
    name = name_of(version)
    return text.format(number=version.number, title=version.title, name=name, origin=ledger.origin)


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
