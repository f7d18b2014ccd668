#!/usr/bin/env python3
"""Check a Tocsin export offline: one file, nothing but Python's standard library.

    python3 verify.py EXPORT --policy FILE [--json]

EXPORT is the folder or the .zip (by default where this file lies). FILE says whom you trust, in the lines of
c2sp.org/tlog-policy, and must come from outside the export, as should this program: both could be altered there.

What is checked, item by item:
 1. every file is listed in log/manifest.json with its SHA-256 and size, and nothing listed is missing;
 2. the manifest's SHA-256 stands in log/export.json, a sealed record that names the incident;
 3. every sealed record has a proof to the checkpoint (RFC 6962 tree, c2sp.org/tlog-proof), from its bytes or from the
    cover that the log shows if it is private; fields withheld from a redacted copy are counted;
 4. log/entries is all that the log shows since the incident was opened, and nothing about it is left out here;
 5. captured bytes in evidence/ are those whose SHA-256 the incident names;
 6. the checkpoint is signed by a log of your policy and cosigned by its quorum of witnesses (Ed25519, RFC 8032).

States: ok; fails (a check does not hold); unsigned (nobody has signed, or no log of your policy); unwitnessed (signed,
but by fewer witnesses than your quorum); unverifiable (no policy from outside the export); unchecked (not seen, such as
captured bytes that are not in this export). The whole has the gravest state of its parts, in the order fails, unsigned,
unwitnessed, unverifiable, ok; unchecked is counted beside it.
Exit: 0 the whole is ok; 1 it is not; 2 there is no export or no policy that could be read.
"""

# fmt: off
from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

STATES, LARGEST_FILE, MOST_FILES = (("fails", "unsigned", "unwitnessed", "unverifiable", "ok"), 1 << 30, 100_000)
PATH = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,3}")
DECIMAL = re.compile(r"0|[1-9][0-9]{0,15}")
KEY_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
LINE = re.compile(rf"— ({KEY_NAME.pattern}) (.*)")
INDEX = re.compile(rb"c2sp\.org/tlog-proof@v1\nindex (0|[1-9][0-9]{0,15})\n")
CORE = ("incident.json", "log/before", "log/checkpoint", "log/entries", "log/export.json", "log/manifest.json")
ABOUT = {"incident": ["number"], "capture": ["report", "digest"], "custody": ["evidence"], "assessment": ["about"],
         "tombstone": ["name", "digest"], "review": ["assessment"], "sameness": ["a", "b"], "marking": ["of"]}  # which fields say what a record is about
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ZIP_ERRORS = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, KeyError)
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T
Key = tuple[str, bytes, int, bytes]  # name, id, kind (1 log, 4 witness), public key
Files = dict[str, bytes]
Head = tuple[str, int, bytes]  # a checkpoint: origin, size, root
Finding = tuple[str, str, str]  # state, item, why
class NoExport(Exception):
    """There is nothing here that could be checked."""
class Fails(Exception):
    """A check that does not hold."""
class BadPolicy(Exception):
    """The policy cannot be read."""

# ---- Ed25519 as in RFC 8032 (5.1), verification only
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def add(a: Point, b: Point) -> Point:
    """The sum of two points."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    x, y, z, t = f - e, h - g, h + g, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P
def times(k: int, point: Point) -> Point:
    """The point added to itself k times."""
    total = (0, 1, 1, 0)
    while k:
        if k & 1:
            total = add(total, point)
        point, k = add(point, point), k >> 1
    return total
def point_of(raw: bytes) -> Point:
    """The point that 32 bytes encode."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if len(raw) != 32 or y >= P or (x * x - square) % P or (x == 0 and sign):
        raise Fails("no point of the curve")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P

BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature holds."""
    s = int.from_bytes(signature[32:], "little")
    with suppress(Fails):
        key, r = point_of(public), point_of(signature[:32])
        k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
        a, b = times(s if s < L else 0, BASE), add(r, times(k % L, key))
        same = (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P
        return len(signature) == 64 and s < L and same
    return False

# ---- the tree of RFC 6962, checked as RFC 9162 (2.1.3.2) says
def sha(*parts: bytes) -> bytes:
    """The SHA-256 of the parts together."""
    return hashlib.sha256(b"".join(parts)).digest()
def included(entry: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether the path leads from the entry's leaf to the root."""
    number, last, at = index, size - 1, sha(b"\0", entry)
    for step in path:
        if last == 0 or len(step) != 32:
            return False
        right = number & 1 or number == last
        at = sha(b"\1", step, at) if right else sha(b"\1", at, step)
        while right and number and not number & 1:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
    return 0 <= index < size and last == 0 and at == root
def root_over(peaks: list[tuple[int, bytes]], leaves: list[bytes]) -> bytes:
    """The root over complete subtrees (height, root), each lower than the one before, and leaves after them."""
    for leaf in leaves:
        peaks = [*peaks, (0, leaf)]
        while len(peaks) > 1 and peaks[-2][0] == peaks[-1][0]:
            (height, left), (_, right) = peaks[-2:]
            peaks[-2:] = [(height + 1, sha(b"\1", left, right))]
    root = peaks[-1][1] if peaks else sha()
    for _, peak in peaks[-2::-1]:
        root = sha(b"\1", peak, root)
    return root

# ---- notes, keys and policies of c2sp.org
def bytes_of(written: str) -> bytes:
    """The bytes of standard base64 in its one spelling."""
    with suppress(ValueError):
        raw = base64.b64decode(written, validate=True)
        if base64.b64encode(raw).decode() == written:
            return raw
    raise Fails(f"{written[:60]!r} is no base64 in its one spelling")
def text_of(data: bytes) -> str:
    """The UTF-8 text of a file without control characters but the newline."""
    with suppress(UnicodeDecodeError):
        if not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text := data.decode("utf-8")):
            return text
    raise Fails("it is no UTF-8, or holds control characters")
def read_note(data: bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """A checkpoint's text and its signature lines (name, id, signature), none if all were taken off."""
    text = text_of(data)
    cut = text.rfind("\n\n")
    if cut < 0 and text.endswith("\n"):
        return text, []
    lines = [LINE.fullmatch(line) for line in text[cut + 2 : -1].split("\n")]
    raw = [(line[1], bytes_of(line[2])) for line in lines if line]
    if cut < 0 or text[-1] != "\n" or len(raw) < len(lines) or len(raw) > 100 or min(len(r) for _, r in raw) < 5:
        raise Fails("it is no signed note")
    return text[: cut + 1], [(name, signature[:4], signature[4:]) for name, signature in raw]
def read_body(text: str) -> tuple[str, int, bytes]:
    """What a checkpoint says: origin, size, root."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not DECIMAL.fullmatch(lines[1]):
        raise Fails("it is not origin, size, root")
    if len(root := bytes_of(lines[2])) != 32:
        raise Fails(f"its root has {len(root)} bytes")
    return lines[0], int(lines[1]), root

class Policy:
    """Whom the auditor trusts: logs, witnesses and groups by name, and the quorum (None: nobody need witness)."""
    def __init__(self, text: str) -> None:
        self.logs: list[Key] = []
        self.witnesses: dict[str, Key] = {}
        self.groups: dict[str, tuple[int, list[str]]] = {}
        self.quorums: list[str | None] = []
        for number, line in enumerate(text.split("\n"), 1):
            words = [word for word in re.split(r"[ \t]+", line) if word]
            remark = not words or words[0].startswith("#")
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line) or not (remark or self.takes(*words)):
                raise BadPolicy(f"line {number}: {line[:60]!r} is no line of a policy here")
        if len(self.quorums) != 1:
            raise BadPolicy("a policy has one quorum line; `quorum none` if no witness is needed")
    def takes(self, kind: str, *rest: str) -> bool:
        """Whether the words of a line have their place, and are now part of the policy."""
        if kind == "log" and len(rest) in (1, 2):
            self.logs += (key := self.key(rest[0], 1, self.logs))
            return bool(key)
        if kind == "witness" and len(rest) in (2, 3) and self.free(rest[0]):
            key = self.key(rest[1], 4, [*self.witnesses.values()])
            self.witnesses.update((rest[0], one) for one in key)
            return bool(key)
        if kind == "group" and len(rest) > 2 and self.free(rest[0]):
            name, count, *members = rest
            least = {"any": "1", "all": str(len(members))}.get(count, count)
            taken = [one for _, others in self.groups.values() for one in others] + members
            if any(self.free(one) or taken.count(one) > 1 for one in members):
                return False
            if not re.fullmatch("[0-9]{1,9}", least) or not 1 <= int(least) <= len(members):
                return False
            self.groups[name] = int(least), members
            return True
        none = rest == ("none",)
        self.quorums += [None if none else "".join(rest[:1])]
        return kind == "quorum" and len(self.quorums) == 1 and (none or (len(rest) == 1 and not self.free(rest[0])))
    def free(self, name: str) -> bool:
        """Whether a name is nobody's yet."""
        return name != "none" and name not in self.witnesses and name not in self.groups
    @staticmethod
    def key(vkey: str, kind: int, others: list[Key]) -> list[Key]:
        """The public key `name+id+base64` of that kind, unless it is none or is there already."""
        name, _, rest = vkey.partition("+")
        digest, _, written = rest.partition("+")
        with suppress(Fails):
            key_id, raw = sha(name.encode(), b"\n", bytes_of(written))[:4], bytes_of(written)
            good = KEY_NAME.fullmatch(name) and key_id.hex() == digest and raw[:1] == bytes([kind]) and len(raw) == 33
            return [(name, key_id, kind, raw[1:])] if good and all(raw[1:] != one[3] for one in others) else []
        return []
    def judge(self, origin: str, text: str, lines: list[tuple[str, bytes, bytes]]) -> tuple[str, str]:
        """The state of a checkpoint of `origin`, and why it is not ok."""
        good = [key for key in [*self.logs, *self.witnesses.values()] if holds(key, text, lines)]
        if not any(key[2] == 1 and key[0] == origin for key in good):
            return "unsigned", f"no log of your policy has signed as {origin}"
        there = {name for name, key in self.witnesses.items() if key in good}
        for name, (least, members) in self.groups.items():  # a group names only what stands above it
            there |= {name} if len(there.intersection(members)) >= least else set()
        if self.quorums[0] is not None and self.quorums[0] not in there:
            return "unwitnessed", f"your quorum {self.quorums[0]!r} has not signed"
        return "ok", ""
def holds(key: Key, text: str, lines: list[tuple[str, bytes, bytes]]) -> bool:
    """Whether a key has signed; Fails if a signature of its is there and does not hold."""
    name, key_id, kind, public = key
    for signature in [line[2] for line in lines if line[:2] == (name, key_id)][:1]:
        time, rest = (signature[:8], signature[8:]) if kind == 4 else (b"", signature)
        stated = b"cosignature/v1\ntime %d\n" % int.from_bytes(time, "big") if kind == 4 else b""
        if not signed(public, stated + text.encode(), rest):
            raise Fails(f"the signature of {name} does not hold")
        return True
    return False

# ---- the export
def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON whose keys all stand once."""
    if len(found := dict(pairs)) != len(pairs):
        raise Fails("a key stands twice in one object")
    return found
def read_json(data: bytes) -> dict[str, Any]:
    """The object in strict JSON: no key twice, no floats."""
    try:
        hooks: Any = {"parse_float": int, "parse_constant": int}  # no record holds what int refuses
        found = json.loads(data.decode("utf-8"), object_pairs_hook=once, **hooks)
    except (ValueError, RecursionError):
        raise Fails("it is no JSON") from None
    if not isinstance(found, dict):
        raise Fails("it is no object")
    return found
def packed(files: Files) -> bytes:
    """The .zip that holds these files: stored, sorted, without dates, so that every byte is fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[path])
    return out.getvalue()
def unpacked(data: bytes, findings: list[Finding]) -> Files:
    """The files of a .zip. A packaging that is not ours is a finding: it holds bytes that nobody sealed."""
    files: Files = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                path, odd = info.filename, info.compress_type or info.flag_bits & 1
                if odd or not PATH.fullmatch(path) or path in files or info.file_size > len(data):
                    raise NoExport(f"the .zip holds {path[:60]!r} as no export of ours does")
                files[path] = archive.read(info)
    except ZIP_ERRORS as err:
        raise NoExport(f"it is no .zip that can be read: {err}") from None
    if packed(files) != data:
        findings.append(("fails", "the .zip", "not packed as it was written; check it unpacked"))
    return files
def read_folder(folder: Path) -> Files:
    """The files of a folder by path; links and odd names are refused."""
    files: Files = {}
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if not PATH.fullmatch(path) or file.is_symlink() or not (file.is_file() or file.is_dir()):
            raise NoExport(f"there is {path[:60]!r}, which no export has")
        if file.is_file():
            if file.stat().st_size > LARGEST_FILE or len(files) >= MOST_FILES:
                raise NoExport(f"{path} is too much; {MOST_FILES} files of {LARGEST_FILE} bytes")
            files[path] = file.read_bytes()
    return files
def read_cover(entry: bytes) -> tuple[bytes, bytes, list[bytes]]:
    """What the log shows of a private record: a commitment, the root of its salted fields, tags of its trails."""
    header, *lines = text_of(entry).split("\n")
    raw = [bytes_of(line) for line in lines[:-1]]
    sizes, sound = [len(one) for one in raw], header == "tocsin/private@v1" and lines[-1:] == [""]
    if not sound or sizes != [32, 32] + [16] * (len(raw) - 2):
        raise Fails("the entry is no cover of a private record")
    return raw[0], raw[1], raw[2:]
def read_redacted(record: dict[str, Any]) -> tuple[str, bytes, int]:
    """The name that a redacted copy goes by, the root over its fields, how many are withheld."""
    try:
        shown = [field for field in record["fields"] if not isinstance(field, str)]
        (name,) = (value for _, pointer, value in shown if pointer == "")
        fields = [f if isinstance(f, str) else sha(b"\0", COMPACT.encode(f).encode()).hex() for f in record["fields"]]
        leaves = [bytes.fromhex(field) for field in fields]
    except (KeyError, TypeError, ValueError):
        raise Fails("it is no redacted copy of one record") from None
    return name, root_over([], leaves), len(leaves) - len(shown)
def entry_of(data: bytes, seal: dict[str, Any]) -> tuple[bytes, str]:
    """What the log shows of a record that is listed so, whole or redacted, and what is to be said of it; or Fails."""
    record, shown = read_json(data), seal.get("cover")
    if shown is not None and record.get("is") == "redacted":
        name, root, hidden = read_redacted(record)
        if (name, root) != (seal["name"], read_cover(shown.encode())[1]):
            raise Fails(f"what it shows is not from {seal['name']}")
        return shown.encode(), f"{hidden} of {len(record['fields'])} fields are withheld"
    if f"{record.get('is')}-{sha(data).hex()[:32]}" != seal["name"]:
        raise Fails(f"its bytes are not those of {seal['name']}")
    if shown is None:
        return data, ""
    if sha(bytes.fromhex(seal["salt"]), data) != read_cover(shown.encode())[0]:
        raise Fails("its salt does not lead from these bytes to its cover")
    return shown.encode(), ""
def check_proof(files: Files, entry: bytes, name: str, index: int, head: Head) -> None:
    """Nothing, if the proof of an entry leads to the checkpoint; else Fails."""
    proof = text_of(files.get(f"log/proofs/{name}.tlog-proof", b""))
    top, _, note = proof.partition("\n\n")
    lines = top.split("\n")
    if lines[:2] != ["c2sp.org/tlog-proof@v1", f"index {index}"] or len(lines) > 66:
        raise Fails(f"there is no proof that {name} is entry {index}")
    if note.encode() != files["log/checkpoint"]:
        raise Fails("its proof is not one to log/checkpoint")
    if not included(entry, index, head[1], [bytes_of(line) for line in lines[2:]], head[2]):
        raise Fails("its proof does not lead from these bytes to the checkpoint")
def check_manifest(files: Files, head: Head) -> tuple[dict[str, Any], set[str]]:
    """The manifest, if log/export.json seals it, and the files that it cannot list; else Fails."""
    record, manifest = read_json(files["log/export.json"]), read_json(files["log/manifest.json"])
    note = f"sha256 of log/manifest.json: {sha(files['log/manifest.json']).hex()}"
    if (record["act"], record["note"], record["evidence"]) != ("exported", note, manifest["incident"]):
        raise Fails("log/export.json does not seal this manifest")
    name = f"custody-{sha(files['log/export.json']).hex()[:32]}"
    proof, seal = f"log/proofs/{name}.tlog-proof", {"name": name}
    known = {*CORE[1:], proof}
    if "log/export.cover" in files:
        known |= {"log/export.cover", "log/export.salt"}
        seal["cover"] = files["log/export.cover"].decode("ascii")
        seal["salt"] = files["log/export.salt"].hex()
    found = INDEX.match(files.get(proof, b""))
    entry, _ = entry_of(files["log/export.json"], seal)
    check_proof(files, entry, name, int(found[1]) if found else -1, head)
    if ("incident.json", manifest["incident"]) not in [(seal["path"], seal["name"]) for seal in manifest["sealed"]]:
        raise Fails("the manifest does not list incident.json as the incident that was exported")
    return manifest, known
def left_out(files: Files, manifest: dict[str, Any], head: Head) -> list[Finding]:
    """What was sealed about the incident since it was opened and is not here; Fails if the log does not show these."""
    since, key, entries = (manifest["since"], bytes.fromhex(manifest["key"]), read_entries(files, manifest["since"], head))
    seals = [seal for seal in manifest["sealed"] if seal["index"] >= since]
    versions = [seal for seal in seals if "cover" in seal and seal["name"][:9] == "incident-"]
    for seal in versions:
        if not tagged(read_cover(seal["cover"].encode()), key):
            raise Fails(f"the key is not that of the trail of {seal['name']}")
    about, here = claimed(files, manifest["sealed"], seals), {seal["index"] for seal in seals}
    others = [(index, *belongs(entry, key, about)) for index, entry in enumerate(entries, since) if index not in here]
    left = [("fails", f"entry {index} is about this incident and is not here") for index, mine, _ in others if mine]
    if not versions and any(private for _, _, private in others):
        left.append(("unchecked", "private entries may have been left out: no private version proves the key"))
    return [(state, "log/entries", why) for state, why in left]
def read_entries(files: Files, since: int, head: Head) -> list[bytes]:
    """What the log shows from an index on, if that with what is before it has the checkpoint's root; else Fails."""
    data, before, entries, at = files["log/entries"], files["log/before"], [], 0
    while at < len(data):
        begin, at = at + 2, at + 2 + int.from_bytes(data[at : at + 2], "big")
        entries.append(data[begin:at])
    heights = [h for h in range(since.bit_length() - 1, -1, -1) if since >> h & 1]
    peaks = [(h, before[32 * n : 32 * n + 32]) for n, h in enumerate(heights)]
    root = root_over(peaks, [sha(b"\0", entry) for entry in entries])
    if at != len(data) or len(before) != 32 * len(heights) or (since + len(entries), root) != head[1:]:
        raise Fails(f"the log does not show these from entry {since} on")
    return entries
def tagged(cover: tuple[bytes, bytes, list[bytes]], key: bytes) -> bool:
    """Whether a private record belongs to the trail with that key."""
    return hmac.digest(key, cover[0], "sha256")[:16] in cover[2]
def belongs(entry: bytes, key: bytes, about: set[str]) -> tuple[bool, bool]:
    """Whether an entry of the log is about the incident, and whether it is private."""
    with suppress(Fails):
        return tagged(read_cover(entry), key), True
    with suppress(Fails):
        record = read_json(entry)
        fields = ABOUT.get(str(record.get("is")), ()) if record.get("act") != "exported" else ()
        return any(isinstance(record.get(field), str) and record[field] in about for field in fields), False
    return False, False
def claimed(files: Files, sealed: list[dict[str, Any]], since: list[dict[str, Any]]) -> set[str]:
    """What belongs to the trail, as the versions say: number, names, reports, digests; Fails if a version is missing."""
    about: set[str] = {seal["name"] for seal in sealed}
    for seal in sealed:
        record: dict[str, Any] = {}
        with suppress(Fails):  # said where the seal is checked
            record = read_json(files.get(seal["path"], b""))
        if record.get("is") == "incident":
            about |= {str(record.get("number")), *told(record, ("report", "digest"))}
            if record.get("supersedes") not in (None, *[one["name"] for one in since]):
                raise Fails(f"the version before {seal['name']} is not here")
    return about
def told(value: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """The texts that stand under these keys anywhere in a record."""
    if isinstance(value, dict):
        yield from (value[key] for key in keys if isinstance(value.get(key), str))
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from told(inner, keys)
def check_items(files: Files, manifest: dict[str, Any], known: set[str]) -> list[Finding]:
    """Files that differ from the manifest, are missing or are not in it; captured bytes that are not here."""
    findings: list[Finding] = []
    for entry in manifest["files"]:
        path, data = entry["path"], files.get(entry["path"])
        if not PATH.fullmatch(path):
            raise Fails(f"it lists {path[:60]!r}, which no export has")
        known.add(path)
        if data is None:
            findings.append(("fails", path, "it is in the manifest and not here"))
        elif (sha(data).hex(), len(data)) != (entry["sha256"], entry["size"]):
            findings.append(("fails", path, "its bytes are not those of the manifest"))
    known |= {f"log/proofs/{seal['name']}.tlog-proof" for seal in manifest["sealed"]}
    findings += [("fails", path, "it is here and not in the manifest") for path in sorted(set(files) - known)]
    with suppress(Fails):  # what is wrong with the incident itself is said where its seal is checked
        for digest in told(read_json(files["incident.json"]), ("digest",)):
            path = f"evidence/{digest}"
            if path not in files:
                findings.append(("unchecked", path, "the captured bytes are not in this export"))
            elif sha(files[path]).hex() != digest:
                findings.append(("fails", path, "these are not the bytes of that SHA-256"))
    return findings
def check(files: Files, policy: Policy | None, findings: list[Finding]) -> str:
    """Every check in its order; what is to be said goes to the findings. The state of what is not named there."""
    item, state, why = ("log/checkpoint", "unverifiable", "whom to trust was not said; give a policy from outside")
    try:
        text, lines = read_note(files[item])
        head = read_body(text)
        if not lines:
            findings.append(("unsigned", item, "every signature was taken off"))
            return "unchecked"
        if policy:
            state, why = policy.judge(head[0], text, lines)
        findings.append((state, item, why))
        item = "log/manifest.json"
        manifest, known = check_manifest(files, head)
        findings += check_items(files, manifest, known)
        for seal in manifest["sealed"]:
            try:
                entry, why = entry_of(files.get(seal["path"], b""), seal)
                check_proof(files, entry, seal["name"], seal["index"], head)
                findings += [(state, seal["path"], why)] if why else []
            except Fails as err:
                findings.append(("fails", seal["path"], str(err)))
        item = "log/entries"
        findings += left_out(files, manifest, head)
        return state
    except Fails as err:
        findings.append(("fails", item, str(err)))
    except (KeyError, TypeError, AttributeError, ValueError):
        findings.append(("fails", item, "it is not what an export of ours holds"))
    return "unchecked"
def verify(export: Path, policy: Policy | None) -> list[Finding]:
    """The state of the whole ("export") and of each item, and why. Raises NoExport if nothing can be checked."""
    findings: list[Finding] = []
    if not export.exists():
        raise NoExport(f"there is no {export}")
    files = read_folder(export) if export.is_dir() else unpacked(export.read_bytes(), findings)
    missing = [path for path in CORE if path not in files]
    if missing == list(CORE):
        raise NoExport(f"{export} lacks {', '.join(missing)}")
    findings += [("fails", path, "it is missing") for path in missing]
    state = "unchecked" if missing else check(files, policy, findings)
    named = {item for _, item, _ in findings}
    findings += [(state, path, "") for path in files if path not in named and not path.startswith("log/proofs/")]
    whole = min((found[0] for found in findings if found[0] in STATES), key=STATES.index)
    count = f"{sum(found[0] == 'unchecked' for found in findings)} unchecked"
    return [(whole, "export", count), *sorted(findings, key=lambda found: found[1:])]
def main(words: list[str] | None = None) -> int:
    """Check an export as the command line says; the exit code."""
    parser = argparse.ArgumentParser(description="Check a Tocsin export offline.")
    parser.add_argument("export", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--policy", type=Path, help="whom you trust; from outside the export")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    said = parser.parse_args(words)
    try:
        inside = said.policy and said.export.resolve() in said.policy.resolve().parents
        policy = Policy(said.policy.read_text("utf-8")) if said.policy and not inside else None
        whole, *items = verify(said.export, policy)
    except (NoExport, BadPolicy, OSError, UnicodeDecodeError) as err:
        sys.stderr.write(f"nothing could be checked: {err}\n")
        return 2
    lines = [f"{state:12} {item}" + (f": {why}" if why else "") for state, item, why in [whole, *items]]
    if said.json:
        rows = [{"item": item, "state": state, "why": why} for state, item, why in items]
        lines = [json.dumps({"state": whole[0], "items": rows})]
    sys.stdout.write("\n".join(lines).encode("ascii", "backslashreplace").decode() + "\n")
    return 0 if whole[0] == "ok" else 1

if __name__ == "__main__":
    sys.exit(main())
