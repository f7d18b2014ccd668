"""What the sealed records of an export prove: each one its place in the log, all together that none is missing."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.ledger.fields import REDACTED, redacted_root
from tocsin.ledger.notes import Body
from tocsin.ledger.private import BadCover, Cover, committed, cover
from tocsin.ledger.proofs import BadProof, proof
from tocsin.ledger.tiles import BadBundle, entries_in
from tocsin.ledger.trails import claimed, subjects
from tocsin.ledger.tree import grown, leaf_hash, split
from tocsin.records import BadRecord, State, plain

Files = Mapping[str, bytes]
Seal = Mapping[str, Any]


class Fails(Exception):
    """A check that does not hold."""


def entry_of(data: bytes, seal: Seal) -> tuple[bytes, str]:
    """What the log shows of the record in `data`, whole or redacted, that is listed so; and what is to be said of it.

    Raises Fails, BadRecord.
    """
    record, shown = plain(data), seal.get("cover")
    if shown is not None and record.get("is") == REDACTED:
        name, root, hidden = redacted_root(record)
        if (name, root) != (seal["name"], _cover(shown.encode()).fields):
            raise Fails(f"what it shows is not from {seal['name']}")
        return shown.encode(), f"{hidden} of {len(record['fields'])} fields are withheld"
    if f"{record.get('is')}-{hashlib.sha256(data).hexdigest()[:32]}" != seal["name"]:
        raise Fails(f"its bytes are not those of {seal['name']}")
    if shown is None:
        return data, ""
    if committed(bytes.fromhex(seal["salt"]), data) != _cover(shown.encode()).commitment:
        raise Fails("its salt does not lead from these bytes to its cover")
    return shown.encode(), ""


def proven(files: Files, entry: bytes, name: str, index: int | None) -> None:
    """Nothing, if the proof of `name` leads from `entry`, at `index` if it is said, to the checkpoint; else Fails."""
    written = files.get(f"log/proofs/{name}.tlog-proof", b"")
    try:
        read = proof(written)
        read.check(entry)
    except BadProof as err:
        raise Fails(str(err)) from err
    if index not in (None, read.index) or isinstance(index, bool) or read.extra is not None:
        raise Fails(f"there is no proof that {name} is entry {index}")
    if str(read.checkpoint).encode() != files["log/checkpoint"] or str(read).encode() != written:
        raise Fails("its proof is not one to log/checkpoint")


def left_out(files: Files, manifest: Mapping[str, Any], head: Body) -> Iterator[tuple[State, str]]:
    """(state, why) for what keeps an export from being all that was sealed about the incident since it was opened.

    Raises Fails if the entries are not those of the log.
    """
    since, key = manifest["since"], bytes.fromhex(manifest["key"])
    entries = _entries(files, since, head)
    seals = [seal for seal in manifest["sealed"] if seal["index"] >= since]
    private = [seal for seal in seals if "cover" in seal and seal["name"].startswith("incident-")]
    for seal in private:
        if not _cover(seal["cover"].encode()).of_trail(key):
            raise Fails(f"the key is not that of the trail of {seal['name']}")
    about, shown, hidden = _about(files, manifest, seals), {seal["index"] for seal in seals}, False
    for index, entry in enumerate(entries, since):
        found = _cover_or_record(entry)
        if index in shown:
            continue
        hidden = hidden or isinstance(found, Cover)
        if found.of_trail(key) if isinstance(found, Cover) else subjects(found) & about:
            yield "fails", f"entry {index} is about this incident and is not here"
    if hidden and not private:
        yield (
            "unchecked",
            "private entries may have been left out: no private version proves the key",
        )


def _entries(files: Files, since: int, head: Body) -> list[bytes]:
    try:
        entries = entries_in(files["log/entries"])
        found = grown(split(files["log/before"]), since, map(leaf_hash, entries))
    except (BadBundle, ValueError) as err:
        raise Fails(f"the log does not show these from entry {since} on") from err
    if found != (head.size, head.root):
        raise Fails(f"the log does not show these from entry {since} on")
    return entries


def _about(files: Files, manifest: Mapping[str, Any], seals: list[Seal]) -> set[str]:
    """What belongs to the trail, as the versions say. Raises Fails if one names a version before it that is not here."""
    about = {seal["name"] for seal in manifest["sealed"]}
    for seal in manifest["sealed"]:
        try:
            record = plain(files.get(seal["path"], b""))
        except BadRecord:
            continue  # said where the seal is checked
        if record.get("is") == "incident":
            about |= claimed(seal["name"], record)
            if record.get("supersedes") not in (None, *[one["name"] for one in seals]):
                raise Fails(f"the version before {seal['name']} is not here")
    return about


def _cover_or_record(entry: bytes) -> Cover | dict[str, Any]:
    try:
        return cover(entry)
    except BadCover:
        pass
    try:
        return plain(entry)
    except BadRecord:
        return {}


def _cover(entry: bytes) -> Cover:
    try:
        return cover(entry)
    except BadCover as err:
        raise Fails(str(err)) from err
