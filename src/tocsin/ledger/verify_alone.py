#!/usr/bin/env python3
"""Check a Tocsin export offline: one file, nothing but Python's standard library.

    python3 verify.py EXPORT --policy FILE [--json]

EXPORT is the folder or the .zip (by default where this file lies). FILE says whom you trust, in the lines of
c2sp.org/tlog-policy, and must come from outside the export, as should this program: both could be altered there.

What is checked, item by item:
 1. every file is listed in log/manifest.json with its SHA-256 and size, and nothing listed is missing;
 2. the manifest's SHA-256 stands in log/export.json, a sealed record that names the incident;
 3. every sealed record (incident.json, log/export.json, log/records/*) has a proof in log/proofs that leads from
    its bytes to the checkpoint (RFC 6962 tree, c2sp.org/tlog-proof), and is named by its own SHA-256;
 4. captured bytes in evidence/ are those whose SHA-256 the incident names;
 5. the checkpoint is signed by a log of your policy and cosigned by its quorum of witnesses (Ed25519, RFC 8032).

States: ok; fails (a check does not hold); unsigned (nobody has signed, or no log of your policy); unwitnessed (signed, but
by fewer witnesses than your quorum); unverifiable (no policy from outside the export); unchecked (captured bytes
that are not in this export: their digest is sealed, they themselves were not seen). The whole has the gravest
state of its parts, in the order fails, unsigned, unwitnessed, unverifiable, ok; unchecked is counted beside it.
Exit: 0 the whole is ok; 1 it is not; 2 there is no export or no policy that could be read.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

STATES = ("fails", "unsigned", "unwitnessed", "unverifiable", "ok")
LARGEST_FILE, MOST_FILES = 1 << 30, 100_000
PATH = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,3}")
DECIMAL = re.compile(r"0|[1-9][0-9]{0,15}")
KEY_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
INDEX = re.compile(rb"c2sp\.org/tlog-proof@v1\nindex (0|[1-9][0-9]{0,15})\n")
CORE = ("incident.json", "log/checkpoint", "log/export.json", "log/manifest.json")
ZIP_ERRORS = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, KeyError)

Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T
Key = tuple[str, bytes, int, bytes]  # name, id, kind (1 log, 4 witness), public key
Files = dict[str, bytes]
Finding = tuple[str, str, str]  # state, item, why


class NoExport(Exception):
    """There is nothing here that could be checked."""


class Fails(Exception):
    """A check that does not hold."""


class BadPolicy(Exception):
    """The policy cannot be read."""


# ---- Ed25519 as in RFC 8032 (5.1), verification only

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
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
    try:
        key, r = point_of(public), point_of(signature[:32])
    except Fails:
        return False
    if len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    a, b = times(s, BASE), add(r, times(k % L, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P


# ---- the tree of RFC 6962, checked as RFC 9162 (2.1.3.2) says


def included(entry: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether the path leads from the entry's leaf to the root."""
    number, last, at = index, size - 1, hashlib.sha256(b"\0" + entry).digest()
    for step in path:
        if last == 0 or len(step) != 32:
            return False
        right = number & 1 or number == last
        at = hashlib.sha256(b"\1" + (step + at if right else at + step)).digest()
        while right and number and not number & 1:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
    return 0 <= index < size and last == 0 and at == root


# ---- notes, keys and policies of c2sp.org


def bytes_of(written: str) -> bytes:
    """The bytes of standard base64 in its one spelling."""
    try:
        raw = base64.b64decode(written, validate=True)
    except ValueError:
        raise Fails(f"{written[:60]!r} is no base64") from None
    if base64.b64encode(raw).decode() != written:
        raise Fails(f"{written[:60]!r} is no base64 in its one spelling")
    return raw


def text_of(data: bytes) -> str:
    """The UTF-8 text of a file without control characters but the newline."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Fails("it is no UTF-8") from None
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text):
        raise Fails("it holds control characters")
    return text


def read_note(data: bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """A checkpoint's text and its signature lines (name, id, signature), none if all were taken off."""
    text = text_of(data)
    cut = text.rfind("\n\n")
    if cut < 0 and text.endswith("\n"):
        return text, []
    if (
        cut < 0
        or not text.endswith("\n")
        or text.count("\n", cut + 2) > 100
        or cut + 2 == len(text)
    ):
        raise Fails("it is no signed note")
    return text[: cut + 1], [read_line(line) for line in text[cut + 2 : -1].split("\n")]


def read_line(line: str) -> tuple[str, bytes, bytes]:
    """A signature line: name, key id, signature."""
    dash, _, rest = line.partition(" ")
    name, _, written = rest.partition(" ")
    raw = bytes_of(written)
    if dash != "—" or not KEY_NAME.fullmatch(name) or len(raw) < 5:
        raise Fails(f"{line[:60]!r} is no signature line")
    return name, raw[:4], raw[4:]


def read_body(text: str) -> tuple[str, int, bytes]:
    """What a checkpoint says: origin, size, root."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not DECIMAL.fullmatch(lines[1]):
        raise Fails("it is not origin, size, root")
    root = bytes_of(lines[2])
    if len(root) != 32:
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
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line) or not (remark or self.takes(words)):
                raise BadPolicy(f"line {number}: {line[:60]!r} is no line of a policy here")
        if len(self.quorums) != 1:
            raise BadPolicy("a policy has one quorum line; `quorum none` if no witness is needed")

    def takes(self, words: list[str]) -> bool:
        """Whether the words of a line have their place, and are now part of the policy."""
        kind, *rest = words
        if kind == "log" and len(rest) in (1, 2):
            key = self.key(rest[0], 1, self.logs)
            self.logs += [key] if key else []
            return key is not None
        if kind == "witness" and len(rest) in (2, 3) and self.free(rest[0]):
            key = self.key(rest[1], 4, list(self.witnesses.values()))
            self.witnesses.update({rest[0]: key} if key else {})
            return key is not None
        if kind == "group" and len(rest) > 2 and self.free(rest[0]):
            members = rest[2:]
            least = {"any": "1", "all": str(len(members))}.get(rest[1], rest[1])
            taken = [name for _, names in self.groups.values() for name in names] + members
            if any(self.free(name) or taken.count(name) > 1 for name in members):
                return False
            if not re.fullmatch("[0-9]{1,9}", least) or not 1 <= int(least) <= len(members):
                return False
            self.groups[rest[0]] = int(least), members
            return True
        self.quorums += [None if rest == ["none"] else "".join(rest[:1])]
        known = rest == ["none"] or (len(rest) == 1 and not self.free(rest[0]))
        return kind == "quorum" and len(self.quorums) == 1 and known

    def free(self, name: str) -> bool:
        """Whether a name is nobody's yet."""
        return name != "none" and name not in self.witnesses and name not in self.groups

    @staticmethod
    def key(vkey: str, kind: int, others: list[Key]) -> Key | None:
        """The public key `name+id+base64` of that kind, unless it is none or is there already."""
        name, _, rest = vkey.partition("+")
        digest, _, written = rest.partition("+")
        try:
            raw = bytes_of(written)
        except Fails:
            return None
        key_id = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        good = KEY_NAME.fullmatch(name) and key_id.hex() == digest and raw[:1] == bytes([kind])
        if not good or len(raw) != 33 or any(raw[1:] == other[3] for other in others):
            return None
        return name, key_id, kind, raw[1:]

    def judge(
        self, origin: str, text: str, lines: list[tuple[str, bytes, bytes]]
    ) -> tuple[str, str]:
        """The state of a checkpoint of `origin`, and why it is not ok."""
        keys = [*self.logs, *self.witnesses.values()]
        good = [key for key in keys if holds(key, text, lines)]
        if not any(key[2] == 1 and key[0] == origin for key in good):
            return "unsigned", f"no log of your policy has signed as {origin}"
        there = {name for name, key in self.witnesses.items() if key in good}
        for name, (
            least,
            members,
        ) in self.groups.items():  # a group names only what stands above it
            there |= {name} if len(there.intersection(members)) >= least else set()
        if self.quorums[0] is not None and self.quorums[0] not in there:
            return "unwitnessed", f"your quorum {self.quorums[0]!r} has not signed"
        return "ok", ""


def holds(key: Key, text: str, lines: list[tuple[str, bytes, bytes]]) -> bool:
    """Whether a key has signed; Fails if a signature of its is there and does not hold."""
    name, key_id, kind, public = key
    for signature in [line[2] for line in lines if line[:2] == (name, key_id)][:1]:
        message = text.encode()
        if kind == 4:  # a cosignature: 8 bytes of time stand before the signature and are signed
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + message
        if not signed(public, message, signature[8:] if kind == 4 else signature):
            raise Fails(f"the signature of {name} does not hold")
        return True
    return False


# ---- the export


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON whose keys all stand once."""
    if len(dict(pairs)) != len(pairs):
        raise Fails("a key stands twice in one object")
    return dict(pairs)


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
                try:
                    files[path] = archive.read(info)
                except ZIP_ERRORS:
                    findings.append(("fails", path, "it cannot be read from the .zip"))
                    files[path] = b""
    except ZIP_ERRORS:
        raise NoExport("it is no .zip that can be read") from None
    if not findings and packed(files) != data:
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


def check_sealed(files: Files, path: str, seal: dict[str, Any], size: int, root: bytes) -> None:
    """Nothing, if a sealed record has its name, its index and a proof to the checkpoint; else Fails."""
    data, name, index = files.get(path, b""), seal["name"], seal["index"]
    if f"{read_json(data).get('is')}-{hashlib.sha256(data).hexdigest()[:32]}" != name:
        raise Fails(f"its bytes are not those of {name}")
    proof = text_of(files.get(f"log/proofs/{name}.tlog-proof", b""))
    head, _, note = proof.partition("\n\n")
    lines = head.split("\n")
    if lines[:2] != ["c2sp.org/tlog-proof@v1", f"index {index}"] or len(lines) > 66:
        raise Fails(f"there is no proof that {name} is entry {index}")
    if note.encode() != files["log/checkpoint"]:
        raise Fails("its proof is not one to log/checkpoint")
    if not included(data, index, size, [bytes_of(line) for line in lines[2:]], root):
        raise Fails("its proof does not lead from these bytes to the checkpoint")


def check_manifest(files: Files, size: int, root: bytes) -> tuple[dict[str, Any], set[str]]:
    """The manifest, if log/export.json seals it, and the files that it cannot list; else Fails."""
    record, manifest = read_json(files["log/export.json"]), read_json(files["log/manifest.json"])
    digest = hashlib.sha256(files["log/manifest.json"]).hexdigest()
    said = (record["act"], record["note"], record["evidence"])
    if said != ("exported", f"sha256 of log/manifest.json: {digest}", manifest["incident"]):
        raise Fails("log/export.json does not seal this manifest")
    name = f"custody-{hashlib.sha256(files['log/export.json']).hexdigest()[:32]}"
    proof = f"log/proofs/{name}.tlog-proof"
    found = INDEX.match(files.get(proof, b""))
    seal = {"name": name, "index": int(found[1]) if found else -1}
    check_sealed(files, "log/export.json", seal, size, root)
    sealed = [(seal["path"], seal["name"]) for seal in manifest["sealed"]]
    if ("incident.json", manifest["incident"]) not in sealed:
        raise Fails("the manifest does not list incident.json as the incident that was exported")
    return manifest, {*CORE[1:], proof}


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
        elif (hashlib.sha256(data).hexdigest(), len(data)) != (entry["sha256"], entry["size"]):
            findings.append(("fails", path, "its bytes are not those of the manifest"))
    known |= {f"log/proofs/{seal['name']}.tlog-proof" for seal in manifest["sealed"]}
    strange = sorted(set(files) - known)
    findings += [("fails", path, "it is here and not in the manifest") for path in strange]
    for digest in evidence_of(files["incident.json"]):
        path = f"evidence/{digest}"
        if path not in files:
            findings.append(("unchecked", path, "the captured bytes are not in this export"))
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            findings.append(("fails", path, "these are not the bytes of that SHA-256"))
    return findings


def evidence_of(incident: bytes) -> list[str]:
    """The digests an incident names; what is wrong with the incident itself is said where its seal is checked."""
    try:
        items = read_json(incident).get("evidence")
    except Fails:
        return []
    listed = items if isinstance(items, list) else []
    named = [item.get("digest") for item in listed if isinstance(item, dict)]
    return [digest for digest in named if isinstance(digest, str)]


def check(files: Files, policy: Policy | None, findings: list[Finding]) -> str:
    """Every check in its order; what is to be said goes to the findings. The state of what is not named there."""
    item, state = "log/checkpoint", "unverifiable"
    why = "whom to trust was not said; give a policy from outside the export"
    try:
        text, lines = read_note(files[item])
        origin, size, root = read_body(text)
        if not lines:
            findings.append(("unsigned", item, "every signature was taken off"))
            return "unchecked"
        if policy:
            state, why = policy.judge(origin, text, lines)
        findings.append((state, item, why))
        item = "log/manifest.json"
        manifest, known = check_manifest(files, size, root)
        findings += check_items(files, manifest, known)
        for seal in manifest["sealed"]:
            try:
                check_sealed(files, seal["path"], seal, size, root)
            except Fails as err:
                findings.append(("fails", seal["path"], str(err)))
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
    items = [path for path in files if path not in named and not path.startswith("log/proofs/")]
    findings += [(state, path, "") for path in items]
    whole = min((found[0] for found in findings if found[0] in STATES), key=STATES.index)
    unchecked = sum(found[0] == "unchecked" for found in findings)
    head = (whole, "export", f"{unchecked} unchecked")
    return [head, *sorted(findings, key=lambda found: found[1:])]


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
    shown = [(state, ": ".join(said).removesuffix(": ")) for state, *said in [whole, *items]]
    lines = [f"{state:12} {said}" for state, said in shown]
    if said.json:
        rows = [{"item": item, "state": state, "why": why} for state, item, why in items]
        lines = [json.dumps({"state": whole[0], "items": rows})]
    sys.stdout.write("\n".join(lines).encode("ascii", "backslashreplace").decode() + "\n")
    return 0 if whole[0] == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
