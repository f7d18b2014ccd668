"""Check an export: each item, and the whole. Trust comes from a policy that the caller already holds.

States, the gravest first:
fails         a check does not hold: bytes, names, proofs, manifest, or a signature of a key we know
unsigned      nobody has signed the checkpoint, or no log of the policy has
unwitnessed   signed, but the quorum of the policy's witnesses has not cosigned; `quorum none` asks for nobody
unverifiable  no policy was given, so nobody is trusted; what could be checked inside the export does hold
unchecked     not seen: captured bytes that the export does not carry, items behind a check that failed, or private
              entries of the log that may belong here and that nothing here tells from others
ok            everything above holds

The whole has the gravest state of its parts; what is unchecked is counted beside it and is never "ok". The program
`verify_alone.py`, which travels in each export, gives the same answers; a test holds the two together.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tocsin.ledger.bundle import PATH, Bundle, NoExport
from tocsin.ledger.notes import (
    ED25519,
    BadNote,
    BadSignature,
    Body,
    NobodyKnown,
    Note,
    body,
    note,
    opened,
    text_of,
)
from tocsin.ledger.policy import Policy
from tocsin.ledger.sealed import Fails, entry_of, left_out, proven
from tocsin.ledger.trails import told
from tocsin.records import BadRecord, State, plain

CORE = (
    "incident.json",
    "log/before",
    "log/checkpoint",
    "log/entries",
    "log/export.json",
    "log/manifest.json",
)
GRAVE: tuple[State, ...] = ("fails", "unsigned", "unwitnessed", "unverifiable", "ok")
EXPORTED = "sha256 of log/manifest.json: "


class Checked(msgspec.Struct, frozen=True):
    """What became of one item of an export: its path, its state, and why it is not ok."""

    item: str
    state: State
    why: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What became of an export: the state of the whole, and every item."""

    state: State
    items: tuple[Checked, ...]

    @property
    def unchecked(self) -> int:
        """How many items were not seen."""
        return sum(one.state == "unchecked" for one in self.items)


def verify(place: Path, policy: Policy | None = None) -> Verdict:
    """The verdict on the export in a folder or .zip, under what the caller trusts. Raises NoExport."""
    bundle = Bundle.read(place)
    missing = [path for path in CORE if path not in bundle.files]
    if missing == list(CORE):
        raise NoExport(f"{place} lacks {', '.join(missing)}")
    found = [Checked(item, "fails", why) for item, why in bundle.wrong]
    found += [Checked(path, "fails", "it is missing") for path in missing]
    rest: State = "unchecked" if missing else _check(bundle.files, policy, found)
    named = {one.item for one in found}
    found += [
        Checked(path, rest)
        for path in bundle.files
        if path not in named and not path.startswith("log/proofs/")
    ]
    whole = min((one.state for one in found if one.state in GRAVE), key=GRAVE.index)
    return Verdict(whole, tuple(sorted(found, key=lambda one: (one.item, one.why))))


def _check(files: dict[str, bytes], policy: Policy | None, found: list[Checked]) -> State:
    """Put what is to be said to `found`; the state of everything that is not named there."""
    item = "log/checkpoint"
    try:
        signed, head = _checkpoint(files[item])
        if not signed.lines:
            found.append(Checked(item, "unsigned", "every signature was taken off"))
            return "unchecked"
        state, why = _judged(signed, head.origin, policy)
        found.append(Checked(item, state, why))
        item = "log/manifest.json"
        manifest, known = _manifest(files)
        found += list(_listed(files, manifest, known))
        for seal in manifest["sealed"]:
            found += _unless_sealed(files, seal, state)
        item = "log/entries"
        found += [Checked(item, left, why) for left, why in left_out(files, manifest, head)]
        return state
    except (Fails, BadNote, BadRecord) as err:
        found.append(Checked(item, "fails", str(err)))
    except (KeyError, TypeError, AttributeError, ValueError):
        found.append(Checked(item, "fails", "it is not what an export of ours holds"))
    return "unchecked"


def _checkpoint(data: bytes) -> tuple[Note, Body]:
    bare = b"\n\n" not in data and data.endswith(b"\n")
    signed = Note(text_of(data), ()) if bare else note(data)
    return signed, body(signed.text)


def _judged(signed: Note, origin: str, policy: Policy | None) -> tuple[State, str]:
    if policy is None:
        return "unverifiable", "whom to trust was not said; give a policy from outside"
    try:
        held = {one.by for one in opened(signed, [*policy.logs, *policy.witnesses.values()])}
    except NobodyKnown:
        held = set()
    except BadSignature as err:
        raise Fails(str(err)) from err
    if not any(key.kind == ED25519 and key.name == origin for key in held):
        return "unsigned", f"no log of your policy has signed as {origin}"
    if not policy.met(held):
        return "unwitnessed", f"your quorum {policy.quorum!r} has not signed"
    return "ok", ""


def _manifest(files: dict[str, bytes]) -> tuple[dict[str, Any], set[str]]:
    """The manifest, if log/export.json seals it, and the files that it cannot list."""
    exported, manifest = plain(files["log/export.json"]), plain(files["log/manifest.json"])
    digest = hashlib.sha256(files["log/manifest.json"]).hexdigest()
    said = (exported["act"], exported["note"], exported["evidence"])
    if said != ("exported", EXPORTED + digest, manifest["incident"]):
        raise Fails("log/export.json does not seal this manifest")
    name = f"custody-{hashlib.sha256(files['log/export.json']).hexdigest()[:32]}"
    seal, known = {"name": name}, {*CORE[1:], f"log/proofs/{name}.tlog-proof"}
    if "log/export.cover" in files:
        known |= {"log/export.cover", "log/export.salt"}
        seal["cover"] = files["log/export.cover"].decode("ascii")
        seal["salt"] = files["log/export.salt"].hex()
    entry, _ = entry_of(files["log/export.json"], seal)
    proven(files, entry, name, None)
    sealed = [(seal["path"], seal["name"]) for seal in manifest["sealed"]]
    if ("incident.json", manifest["incident"]) not in sealed:
        raise Fails("the manifest does not list incident.json as the incident that was exported")
    return manifest, known


def _listed(
    files: dict[str, bytes], manifest: dict[str, Any], known: set[str]
) -> Iterator[Checked]:
    """Files that differ from the manifest, are missing or are not in it; captured bytes that are not here."""
    for entry in manifest["files"]:
        path, data = entry["path"], files.get(entry["path"])
        if not PATH.fullmatch(path):
            raise Fails(f"it lists {path[:60]!r}, which no export has")
        known.add(path)
        if data is None:
            yield Checked(path, "fails", "it is in the manifest and not here")
        elif (hashlib.sha256(data).hexdigest(), len(data)) != (entry["sha256"], entry["size"]):
            yield Checked(path, "fails", "its bytes are not those of the manifest")
    known |= {f"log/proofs/{seal['name']}.tlog-proof" for seal in manifest["sealed"]}
    for path in sorted(set(files) - known):
        yield Checked(path, "fails", "it is here and not in the manifest")
    yield from _captured(files)


def _captured(files: dict[str, bytes]) -> Iterator[Checked]:
    try:
        incident = plain(files["incident.json"])
    except BadRecord:
        return  # what is wrong with the incident itself is said where its seal is checked
    for digest in told(incident, ("digest",)):
        path = f"evidence/{digest}"
        if path not in files:
            yield Checked(path, "unchecked", "the captured bytes are not in this export")
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            yield Checked(path, "fails", "these are not the bytes of that SHA-256")


def _unless_sealed(
    files: dict[str, bytes], seal: dict[str, Any], state: State
) -> Iterator[Checked]:
    try:
        entry, why = entry_of(files.get(seal["path"], b""), seal)
        proven(files, entry, seal["name"], seal["index"])
        if why:
            yield Checked(seal["path"], state, why)
    except (Fails, BadRecord) as err:
        yield Checked(seal["path"], "fails", str(err))
