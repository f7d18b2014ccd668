"""`run.py vectors [DIR]`: every published or derived vector of the log's formats, and how many come out as they say.

DIR is the folder of gold sets (TOCSIN_GOLD, default ../shared/data); the vectors lie in DIR/ledger. Exit 1 if one does
not come out, 2 if they are not there.
"""

import base64
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.ledger import (
    BadNote,
    BadPath,
    BadProof,
    BadTimestamp,
    Signer,
    Verifier,
    Witness,
    policy,
    proof,
    tiling,
)
from tocsin.ledger import check_timestamp as time_of
from tocsin.ledger.notes import COSIGNATURE, BadSignature, NobodyKnown, note, opened
from tocsin.ledger.store import Store
from tocsin.ledger.tiles import ENTRIES, Tiling, tiles_of
from tocsin.ledger.timestamps import Timestamp
from tocsin.ledger.tree import TILE, Frontier, consistent, included, leaf_hash, root_of
from tocsin.records import BadRecord, plain

Rows = Any
NOW = 1_900_000_000


class Row(NamedTuple):
    """A set of vectors: its name, how many there are, those that do not come out as they say."""

    name: str
    cases: int
    wrong: tuple[str, ...]


def main(words: Sequence[str] | None = None) -> int:
    """Run every vector, print one table."""
    said = list(words if words is not None else sys.argv[1:])
    folder = Path(said[0] if said else os.environ.get("TOCSIN_GOLD", "../shared/data")) / "ledger"
    if not folder.is_dir():
        print(f"there are no vectors in {folder}; name the folder of gold sets", file=sys.stderr)
        return 2
    rows = list(run(folder))
    for row in rows:
        print(
            f"{row.name:<44}{row.cases - len(row.wrong):>5} of {row.cases:>4}  {', '.join(row.wrong)}".rstrip()
        )
    return 1 if any(row.wrong for row in rows) else 0


def run(folder: Path) -> Iterator[Row]:
    """A row for each set."""
    for name, file, cases in SETS:
        outcomes = dict(cases(json.loads((folder / f"{file}.json").read_text("utf-8"))))
        yield Row(name, len(outcomes), tuple(case for case, holds in outcomes.items() if not holds))
    yield _timestamp(folder / "rfc3161")


def raw(written: str | None) -> bytes:
    """The bytes of a hash in base64."""
    return base64.b64decode(written or "")


Cases = Iterator[tuple[str, bool]]


def inclusion(given: Rows) -> Cases:
    """Proofs of inclusion."""
    for row in given["inclusion"]:
        path = [raw(step) for step in row["proof"] or ()]
        got = included(
            raw(row["leafHash"]), row["leafIdx"], row["treeSize"], path, raw(row["root"])
        )
        yield row["case"], got is not row["wantErr"]


def consistency(given: Rows) -> Cases:
    """Proofs of growth. An old size of 0 proves nothing and is refused here; a witness accepts it (below)."""
    for row in given["consistency"]:
        path = [raw(step) for step in row["proof"] or ()]
        got = consistent(row["size1"], row["size2"], raw(row["root1"]), raw(row["root2"]), path)
        yield row["case"], got is (not row["wantErr"] and row["size1"] > 0)


def roots(given: Rows) -> Cases:
    """Roots of the RFC's eight leaves, and of growing trees up to a million leaves."""
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in given["rfc6962"]["leaves_hex"]]
    for size, root in enumerate(given["rfc6962"]["root_by_size_hex"]):
        yield f"rfc6962/{size}", root_of(leaves[:size]).hex() == root
    edge, size = Frontier(), 0
    for written, root in sorted(
        given["decimal_leaves_root_by_size_hex"].items(), key=lambda r: int(r[0])
    ):
        edge.grow(leaf_hash(b"%d" % i) for i in range(size, int(written)))
        size = int(written)
        yield f"decimal/{size}", edge.root().hex() == root


def outcome(data: bytes, vkeys: list[str]) -> tuple[str, list[str]]:
    """What becomes of a note, in the words of the vectors, and whose signatures hold."""
    try:
        found = opened(note(data), [Verifier.read(vkey) for vkey in vkeys])
    except NobodyKnown:
        return "unverified", []
    except BadSignature:
        return "invalid", []
    except BadNote:
        return "malformed", []
    return "ok", [one.by.name for one in found]


def notes(given: Rows) -> Cases:
    """Signed notes."""
    for case in given["cases"]:
        got = outcome(raw(case["note_b64"]), case["vkeys"])
        yield case["case"], got == (case["want"], case["verified_names"])


def cosigned(given: Rows) -> Cases:
    """Checkpoints with cosignatures."""
    for case in given["cosigned_checkpoints"]:
        got = outcome(case["note"].encode(), case["vkeys"])
        yield case["case"], got == (case["want"], case.get("verified", []))


def post_quantum(given: Rows) -> Cases:
    """Checkpoints with ML-DSA-44 cosignatures."""
    for case in given["cases"]:
        yield case["case"], outcome(case["note"].encode(), [given["vkey"]])[0] == case["want"]


def proofs(given: Rows) -> Cases:
    """Proof files, under a policy of the log and its witness."""
    trusted = policy(f"log {given['log_vkey']}\nwitness w {given['witness_vkey']}\nquorum w\n")
    for case in given["tlog_proofs"]:
        try:
            found = proof(case["proof"])
            found.check(case["entry"].encode())
            keys = [*trusted.logs, *trusted.witnesses.values()]
            got = trusted.met([one.by for one in opened(found.checkpoint, keys)])
        except (BadProof, BadNote):
            got = False
        yield case["case"], got is case["want"]


def paths(given: Rows) -> Cases:
    """Paths of tiles, right and wrong."""
    for case in given["valid"]:
        level = ENTRIES if case["level"] == "entries" else case["level"]
        named = Tiling(level, case["index"], case["width"])
        yield case["path"], str(named) == case["path"] and tiling(case["path"]) == named
    for path in given["invalid"]:
        try:
            tiling(path)
        except BadPath:
            yield path, True
        else:
            yield path, False


def tiles(given: Rows) -> Cases:
    """Which tiles a log of a size has."""
    for size, levels in given["tiles_needed_by_size"].items():
        found = {level: {"full": 0, "partial": 0} for level in levels}
        for named in tiles_of(int(size)):
            at = found.setdefault(str(named.level), {"full": 0, "partial": 0})
            if named.width == TILE:
                at["full"] += 1
            else:
                at["partial"] = named.width
        yield f"size {size}", found == levels


def conversation(given: Rows) -> Cases:
    """What a witness answers, step by step."""
    key = Signer("witness.example/w1", bytes.fromhex(given["witness_seed_hex"]), COSIGNATURE)
    here = Witness(Store(None, 5), key, [Verifier.read(given["log_vkey"])])
    for step in given["steps"]:
        answer = here.add_checkpoint(step["request"].encode(), NOW)
        right = answer.status == step["status"]
        if step["expect_body"] == "cosig":
            text = step["request"].partition("\n\n")[2].partition("\n\n")[0] + "\n"
            right = (
                right and outcome(f"{text}\n{answer.body}".encode(), [str(key.verifier)])[0] == "ok"
            )
        elif step["expect_body"] is not None:
            right = right and answer.body == step["expect_body"]
        yield step["step"], right


def canonical_json(given: Rows) -> Cases:
    """RFC 8785, within our subset: what holds floats or keys outside ASCII is refused, the rest comes out as it says."""
    for case in given["cases"]:
        text, wanted = raw(case["input_b64"]), raw(case["output_b64"])
        value = json.loads(text)
        try:
            plain(b'{"v":' + text + b"}")
        except BadRecord as err:
            yield case["case"], "float" in str(err) or "ASCII" in str(err)
        else:
            written = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            yield case["case"], written.encode() == wanted


def _timestamp(place: Path) -> Row:
    asked, reply = (place / "q.tsq").read_bytes(), (place / "r.tsr").read_bytes()
    made = Timestamp(1, "vector", asked, reply)
    outcomes = {}
    for text, right in ((b"checkpoint root", True), (b"another text", False)):
        try:
            time_of(made, text, (place / "ca.pem").read_text())
            outcomes[text.decode()] = right
        except BadTimestamp:
            outcomes[text.decode()] = not right
    return Row(
        "time stamp (RFC 3161)", 2, tuple(text for text, holds in outcomes.items() if not holds)
    )


SETS: tuple[tuple[str, str, Callable[[Rows], Cases]], ...] = (
    ("Merkle proofs, inclusion", "merkle_proofs", inclusion),
    ("Merkle proofs, consistency", "merkle_proofs", consistency),
    ("roots", "roots", roots),
    ("signed notes", "signed_note", notes),
    ("cosigned checkpoints", "cosign_and_proofs", cosigned),
    ("proof files (tlog-proof)", "cosign_and_proofs", proofs),
    ("cosignatures, ML-DSA-44", "mldsa44_cosign", post_quantum),
    ("tile paths", "tile_paths", paths),
    ("tiles by size", "tile_paths", tiles),
    ("witness conversation, steps", "witness_sequence", conversation),
    ("canonical JSON (RFC 8785)", "jcs", canonical_json),
)

if __name__ == "__main__":
    sys.exit(main())
