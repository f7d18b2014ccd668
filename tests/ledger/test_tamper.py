"""What an attacker does, who notices, and which item is named. The numbers are those of the scenarios we accept.

"Insider" means full write access to the node's files; an insider can drop the triggers of the database.
"""

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ledger.made import KEY, MOMENT, PAGE, REPORT, Made, capture, captures, register
from tests.ledger.test_export import both, states
from tocsin.ledger import (
    Ledger,
    LedgerDamaged,
    LedgerError,
    NoExport,
    fsck,
    verify,
    verify_alone,
)
from tocsin.ledger.bundle import Bundle, packed
from tocsin.ledger.tree import consistent, included, leaf_hash, node_hash
from tocsin.records import BadRecord, Capture, Custody, Kept, Tombstone, keep, name_of


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    register_here = register(tmp_path)
    yield register_here
    register_here.ledger.close()


def insider(path: Path, *statements: str) -> None:
    """Change the database's file behind the ledger's back."""
    with sqlite3.connect(path) as db:
        for table in ("entry", "tile", "checkpoint"):
            for what in ("update", "delete"):
                db.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{what}")
        for statement in statements:
            db.execute(statement)
    db.close()


def found(made: Made) -> dict[str, str]:
    return {finding.item: finding.wrong for finding in fsck(made.ledger, made.vault)}


def test_a_sound_register_has_no_findings(made: Made) -> None:
    assert found(made) == {}


def test_t01_a_flipped_bit_of_evidence_is_found_and_the_others_are_fine(made: Made) -> None:
    other = made.vault.put(b"another page")
    file = made.vault.folder / made.digest[:2] / made.digest
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])

    assert list(found(made)) == [made.digest]
    assert made.vault.holds(other)


def test_t02_evidence_replaced_together_with_its_record_is_found(made: Made) -> None:
    forged = made.vault.put(b"a forged page")
    old = made.ledger.read(name_of(page(made))).data
    new = old.replace(made.digest.encode(), forged.encode())
    with sqlite3.connect(made.home / "ledger.db") as db:
        db.execute("DROP TRIGGER entry_refuses_update")
        db.execute("UPDATE entry SET data = ? WHERE data = ?", (new, old))
    db.close()

    assert name_of(page(made)) in found(made)


def page(made: Made) -> Capture:
    return Capture(report=REPORT, digest=made.digest, text_digest="0" * 64, size=len(PAGE))


def test_t03_a_record_edited_in_the_database_is_found_and_not_given_out(made: Made) -> None:
    insider(
        made.home / "ledger.db",
        f"UPDATE entry SET data = CAST(replace(CAST(data AS TEXT), 'Avaria', 'Dorland') AS BLOB) WHERE name = '{made.incident}'",
    )

    assert list(found(made)) == [made.incident]
    with pytest.raises(LedgerDamaged, match="is not what was sealed"):
        made.ledger.read(made.incident)


def test_t03_bytes_that_are_no_record_any_more_are_not_given_out(made: Made) -> None:
    insider(made.home / "ledger.db", f"UPDATE entry SET data = '{{' WHERE name = '{made.incident}'")

    with pytest.raises(LedgerDamaged, match="is not what was sealed: no JSON"):
        made.ledger.read(made.incident)


@pytest.mark.parametrize("data", ["'{'", "'[]'", "CAST(data AS TEXT) || ' '"])
def test_t03_a_private_record_edited_in_the_database_is_found_and_named(
    tmp_path: Path, data: str
) -> None:
    from tests.ledger.test_trail import private_register

    made = private_register(tmp_path)
    insider(
        tmp_path / "ledger.db", f"UPDATE entry SET data = {data} WHERE name = '{made.incident}'"
    )

    assert list(found(made)) == [made.incident]
    made.ledger.close()
    again = Ledger(tmp_path / "ledger.db", key=KEY)
    if data == "'{'":
        with pytest.raises(LedgerDamaged, match="run `tocsin fsck`"):
            again.append(capture(7), private=True)
    again.close()


@pytest.mark.parametrize(
    "change",
    ["salt = zeroblob(32)", "cover = x'00'", "cover = (SELECT cover FROM private LIMIT 1)"],
)
def test_a_salt_or_a_cover_edited_in_the_database_is_found(tmp_path: Path, change: str) -> None:
    from tests.ledger.test_trail import private_register

    made = private_register(tmp_path)
    with sqlite3.connect(tmp_path / "ledger.db") as db:
        db.execute("DROP TRIGGER private_refuses_update")
        db.execute(f"UPDATE private SET {change} WHERE position = 7")
    db.close()

    assert made.incident in found(made)
    made.ledger.close()


def test_t04_an_old_entry_edited_and_the_log_rebuilt_does_not_grow_from_an_older_checkpoint() -> (
    None
):
    honest, forged = Ledger.in_memory(KEY), Ledger.in_memory(KEY)
    honest.extend(captures(300))
    older = honest.head()
    forged.extend([capture(999), *captures(400)])

    path = forged.prove_growth(older.size)

    roots = bytes.fromhex(older.root), bytes.fromhex(forged.head().root)
    assert not consistent(older.size, forged.head().size, *roots, path)


def test_t05_a_shortened_log_does_not_open_and_is_smaller_than_remembered(made: Made) -> None:
    insider(made.home / "ledger.db", "DELETE FROM entry WHERE position > 5")

    assert any(item.startswith("checkpoint") for item in found(made))
    with pytest.raises(LedgerDamaged, match="run `tocsin fsck`"):
        Ledger(made.home / "ledger.db", key=KEY)
    with pytest.raises(LedgerDamaged):
        made.ledger.append(capture(77))


def test_t05_a_log_whose_checkpoints_were_taken_away_does_not_open(made: Made) -> None:
    insider(made.home / "ledger.db", "DELETE FROM checkpoint")

    assert found(made) == {"checkpoint": "the log has none; it was taken away"}
    with pytest.raises(LedgerDamaged, match="newest checkpoint says none"):
        Ledger(made.home / "ledger.db", key=KEY)


@pytest.mark.parametrize(
    ("where", "named"), [("position = 1", "entry 1"), ("position IN (1, 2)", "entries 1 to 2")]
)
def test_t06_a_deleted_entry_is_a_leaf_without_a_record(made: Made, where: str, named: str) -> None:
    insider(made.home / "ledger.db", f"DELETE FROM entry WHERE {where}")

    assert found(made)[named] == "the log has a leaf there, and no record"


SWAP = ("UPDATE entry SET position = -1 WHERE position = 3", "UPDATE entry SET position = 3 WHERE position = 4",
        "UPDATE entry SET position = 4 WHERE position = -1")  # fmt: skip


def test_t08_two_entries_in_another_order_are_found_by_the_checkpoint(made: Made) -> None:
    insider(made.home / "ledger.db", *SWAP)

    assert list(found(made)) == ["checkpoint 11"]
    assert "between entry 0 and 10" in found(made)["checkpoint 11"]


def test_t08_two_entries_in_another_order_are_named_by_their_tile(made: Made) -> None:
    made.ledger.extend(captures(300))
    insider(made.home / "ledger.db", *SWAP)

    assert found(made)["tile 0/0"] == "it is not over these records; entries that differ: 3, 4"


def test_t08_a_tile_that_was_taken_away_is_found(made: Made) -> None:
    made.ledger.extend(captures(300))
    insider(made.home / "ledger.db", "DELETE FROM tile")

    assert "tile 0/0" in found(made)


def test_a_checkpoint_signed_by_another_key_is_found(made: Made) -> None:
    insider(
        made.home / "ledger.db", "UPDATE checkpoint SET line = '— x AAAAAAAAAA==\n' WHERE size = 11"
    )

    assert list(found(made)) == ["checkpoint 11"]


def test_t10_dropped_witnesses_are_unwitnessed_and_not_ok(made: Made) -> None:
    made.export("first")
    made.cosign()
    made.export("folder")
    asked = made.policy("group all-of all w0 w1", "quorum all-of")
    folder = made.home / "folder"
    assert both(folder, asked).state == "ok"
    for file in [folder / "log" / "checkpoint", *(folder / "log" / "proofs").iterdir()]:
        file.write_text(
            "".join(x for x in file.read_text().splitlines(True) if "— witness" not in x)
        )

    assert both(folder, asked).state == "unwitnessed"


Change = Callable[[dict[str, bytes], Made], None]


def swapped(files: dict[str, bytes], made: Made) -> None:
    """T11: an attachment is swapped and the manifest set right."""
    change(files, f"evidence/{made.digest}", b"a forged page")
    remade(files)


def retitled(files: dict[str, bytes], made: Made) -> None:
    """T12: the title is changed in the incident and in the manifest."""
    change(files, "incident.json", files["incident.json"].replace(b"Avaria", b"Dorland"))
    remade(files)


def readme(files: dict[str, bytes], made: Made) -> None:
    """T12: words around the sealed parts are changed."""
    files["README.txt"] = files["README.txt"].replace(b"Meeting", b"Quarrel")


def program(files: dict[str, bytes], made: Made) -> None:
    """T12: the program that checks is changed."""
    files["verify.py"] += b"\nprint('ok')\n"


def left_out(files: dict[str, bytes], made: Made) -> None:
    """T13: an earlier version is left out."""
    del files[f"log/records/{made.first}.json"]


def left_out_and_remade(files: dict[str, bytes], made: Made) -> None:
    """T13: an earlier version is left out, of the manifest too."""
    del files[f"log/records/{made.first}.json"]
    del files[f"log/proofs/{made.first}.tlog-proof"]
    remade(files)


def added(files: dict[str, bytes], made: Made) -> None:
    """Something nobody sealed is laid beside."""
    files["evidence/more.html"] = b"more"


def unproven(files: dict[str, bytes], made: Made) -> None:
    """A proof is taken away."""
    del files[f"log/proofs/{made.first}.tlog-proof"]


def unsigned(files: dict[str, bytes], made: Made) -> None:
    """T14: every signature is taken off."""
    for path in files:
        if path == "log/checkpoint" or path.startswith("log/proofs/"):
            files[path] = b"".join(
                x for x in files[path].splitlines(True) if not x.startswith("—".encode())
            ).removesuffix(b"\n")
            files[path] += b"" if files[path].endswith(b"\n") else b"\n"


def no_manifest(files: dict[str, bytes], made: Made) -> None:
    """The manifest is taken away."""
    del files["log/manifest.json"]


def odd_path(files: dict[str, bytes], made: Made) -> None:
    """The manifest lists a file outside the export."""
    manifest = json.loads(files["log/manifest.json"])
    manifest["files"].append({"path": "../../etc/passwd", "sha256": "0", "size": 0})
    resealed(files, made, manifest)


def other_incident(files: dict[str, bytes], made: Made) -> None:
    """The manifest is sealed for another incident than lies here."""
    manifest = json.loads(files["log/manifest.json"])
    manifest["sealed"] = [seal for seal in manifest["sealed"] if seal["path"] != "incident.json"]
    resealed(files, made, manifest)


def wrong_shape(files: dict[str, bytes], made: Made) -> None:
    """The manifest is sealed and is none."""
    resealed(files, made, {"incident": made.incident, "sealed": 7, "files": []})


def wrong_index(files: dict[str, bytes], made: Made) -> None:
    """The manifest gives a record another place."""
    manifest = json.loads(files["log/manifest.json"])
    manifest["sealed"][0]["index"] += 1
    resealed(files, made, manifest)


def wrong_name(files: dict[str, bytes], made: Made) -> None:
    """The manifest gives a record another's name."""
    manifest = json.loads(files["log/manifest.json"])
    manifest["sealed"][0]["name"] = manifest["sealed"][1]["name"]
    resealed(files, made, manifest)


def extra_in_proof(files: dict[str, bytes], made: Made) -> None:
    """A proof carries data that nobody signs."""
    path = f"log/proofs/{made.first}.tlog-proof"
    files[path] = files[path].replace(b"\nindex", b"\nextra AAAA\nindex")


def other_checkpoint(files: dict[str, bytes], made: Made) -> None:
    """A proof leads to another checkpoint of the log than lies here."""
    made.ledger.append(capture(4711))
    files[f"log/proofs/{made.first}.tlog-proof"] = str(made.ledger.prove(made.first)).encode()


def change(files: dict[str, bytes], path: str, data: bytes) -> None:
    assert files[path] != data
    files[path] = data


def remade(files: dict[str, bytes]) -> None:
    """Set the manifest right after a change, as a courier without the log's key can."""
    import hashlib

    manifest = json.loads(files["log/manifest.json"])
    manifest["files"] = [
        {
            "path": e["path"],
            "sha256": hashlib.sha256(files[e["path"]]).hexdigest(),
            "size": len(files[e["path"]]),
        }
        for e in manifest["files"]
        if e["path"] in files
    ]
    manifest["sealed"] = [seal for seal in manifest["sealed"] if seal["path"] in files]
    files["log/manifest.json"] = json.dumps(manifest).encode()


def resealed(files: dict[str, bytes], made: Made, manifest: dict[str, Any]) -> None:
    """Seal another manifest, as an exporter who writes nonsense could: then only its content is wrong."""
    import hashlib

    files["log/manifest.json"] = json.dumps(manifest).encode()
    digest = hashlib.sha256(files["log/manifest.json"]).hexdigest()
    note = f"sha256 of log/manifest.json: {digest}"
    old = keep(files["log/export.json"]).name
    sealed = Custody(evidence=made.incident, act="exported", by="AVA", at=MOMENT, note=note)
    name = made.ledger.append(sealed).name
    files["log/export.json"] = Kept.of(sealed).data
    files["log/checkpoint"] = str(made.ledger.head().note).encode()
    del files[f"log/proofs/{old}.tlog-proof"]
    for path in [*files]:
        if path.startswith("log/proofs/"):
            files[path] = str(
                made.ledger.prove(Path(path).name.removesuffix(".tlog-proof"))
            ).encode()
    files[f"log/proofs/{name}.tlog-proof"] = str(made.ledger.prove(name)).encode()


TAMPERINGS: list[tuple[Change, str, str]] = [
    (swapped, "fails", "log/manifest.json"),
    (retitled, "fails", "log/manifest.json"),
    (readme, "fails", "README.txt"),
    (program, "fails", "verify.py"),
    (left_out, "fails", "log/records/{first}.json"),
    (left_out_and_remade, "fails", "log/manifest.json"),
    (added, "fails", "evidence/more.html"),
    (unproven, "fails", "log/records/{first}.json"),
    (unsigned, "unsigned", "log/checkpoint"),
    (no_manifest, "fails", "log/manifest.json"),
    (odd_path, "fails", "log/manifest.json"),
    (other_incident, "fails", "log/manifest.json"),
    (wrong_shape, "fails", "log/manifest.json"),
    (wrong_index, "fails", "log/records/"),
    (wrong_name, "fails", "log/records/"),
    (other_checkpoint, "fails", "log/records/{first}.json"),
    (extra_in_proof, "fails", "log/records/{first}.json"),
]


@pytest.mark.parametrize(
    ("tamper", "state", "item"), TAMPERINGS, ids=[t[0].__name__ for t in TAMPERINGS]
)
@pytest.mark.parametrize("ending", ["", ".zip"])
def test_a_tampered_export_is_found_and_the_item_named(
    made: Made, tamper: Change, state: str, item: str, ending: str
) -> None:
    made.export("good")
    files = Bundle.read(made.home / "good").files
    asked = made.policy("quorum none")

    tamper(files, made)
    place = written(files, made.home / f"tampered{ending}")

    verdict = both(place, asked)
    named = [one.item for one in verdict.items if one.state == state]
    assert verdict.state == state
    assert any(one.startswith(item.format(first=made.first)) for one in named), named
    assert both(place, None).state == state


def written(files: dict[str, bytes], place: Path) -> Path:
    if place.suffix == ".zip":
        place.write_bytes(packed(files))
        return place
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place


def test_a_signature_that_does_not_hold_is_worse_than_none(made: Made) -> None:
    made.export("folder")
    file = made.home / "folder" / "log" / "checkpoint"
    text, _, line = file.read_text().partition("\n\n")
    file.write_text(f"{text}\n\n{KEY.sign('another text')}")
    assert line

    verdict = both(made.home / "folder", made.policy("quorum none"))

    assert verdict.state == "fails" and states(verdict)["log/checkpoint"] == "fails"
    assert states(verdict)["incident.json"] == "unchecked"


def test_t18_a_deletion_with_its_tombstone_leaves_everything_else_sound(made: Made) -> None:
    (made.vault.folder / made.digest[:2] / made.digest).unlink()
    assert found(made) == {
        made.digest: "it was collected, and is not in the vault; nothing says that it was deleted"
    }

    made.ledger.append(
        Tombstone(
            name="e", digest=made.digest, reason="court order", basis="art. 3", by="AVA", at=MOMENT
        )
    )

    assert found(made) == {}
    made.export("folder", pages=False)
    assert both(made.home / "folder", made.policy("quorum none")).state == "ok"


def test_t20_an_entry_of_two_hashes_is_not_taken_for_their_node() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")

    assert not included(leaf_hash(left + right), 0, 1, (), node_hash(left, right))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    register_here = register(tmp_path_factory.mktemp("small"))
    register_here.export("folder")
    register_here.export("one.zip")
    yield register_here
    register_here.ledger.close()


def test_t25_no_changed_byte_of_any_sealed_part_is_accepted(small: Made) -> None:
    """Every byte of the files that carry the proof; those of README.txt and verify.py by sample below."""
    files = Bundle.read(small.home / "folder").files
    trusted = verify_alone.Policy(small.policy("quorum none").read_text())
    paths = [path for path in files if path.startswith("log/") or path == "incident.json"]
    for path in sorted(paths, key=lambda path: len(files[path]))[:6]:
        for place in range(0, len(files[path]), 7):
            spoilt = bytearray(files[path])
            spoilt[place] ^= 1
            found: list[verify_alone.Finding] = []
            state = verify_alone.check({**files, path: bytes(spoilt)}, trusted, found)
            assert "fails" in [one[0] for one in found] or state != "ok", (path, place)


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_t25_no_changed_bit_of_a_zip_is_accepted(
    small: Made, tmp_path: Path, where: float, bit: int
) -> None:
    data = bytearray((small.home / "one.zip").read_bytes())
    data[int(where * len(data))] ^= 1 << bit
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(data)
    trusted = small.policy("quorum none")

    try:
        assert both(spoilt, trusted).state == "fails"
    except NoExport:
        with pytest.raises(verify_alone.NoExport):
            verify_alone.verify(spoilt, None)


@given(st.integers(0, 100), st.integers(0, 10_000), st.integers(0, 7))
@example(98, 3525, 0)  # the word "digest" of an item of evidence
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_t25_no_changed_bit_of_a_folder_is_accepted(
    small: Made, which: int, where: int, bit: int
) -> None:
    files = Bundle.read(small.home / "folder").files
    path = sorted(files)[which % len(files)]
    spoilt = bytearray(files[path] or b"\0")
    spoilt[where % len(spoilt)] ^= 1 << bit

    place = small.home / "spoilt"
    try:
        verdict = both(written({**files, path: bytes(spoilt)}, place), small.policy("quorum none"))
        assert verdict.state in ("fails", "unsigned")
    finally:
        (place / path).write_bytes(files[path])


GAMES = {
    "duplicate keys": b'{"is":"tombstone","is":"act"}',
    "1.0 for 1": b'{"is":"capture","report":"r","digest":"d","text_digest":"t","size":1.0}',
    "NaN": b'{"is":"capture","report":"r","digest":"d","text_digest":"t","size":NaN}',
    "a lone surrogate": rb'{"is":"capture","report":"\ud800","digest":"d","text_digest":"t","size":1}',
}


@pytest.mark.parametrize("data", GAMES.values(), ids=GAMES.keys())
def test_t26_games_with_the_form_are_refused_by_every_reader(data: bytes) -> None:
    with pytest.raises(BadRecord):
        keep(data)
    if b"surrogate" not in data and b"ud800" not in data:
        with pytest.raises(verify_alone.Fails):
            verify_alone.read_json(data)


def test_a_list_is_no_object_to_the_program_that_travels() -> None:
    with pytest.raises(verify_alone.Fails, match="no object"):
        verify_alone.read_json(b"[]")


BOMBS: dict[str, Callable[[zipfile.ZipFile], None]] = {
    "a path that leaves": lambda z: z.writestr("../incident.json", b"{}"),
    "a path from the root": lambda z: z.writestr("/incident.json", b"{}"),
    "a path with a drive": lambda z: z.writestr("C:\\incident.json", b"{}"),
    "a folder": lambda z: z.writestr("log/", b""),
    "a compressed bomb": lambda z: z.writestr(
        "incident.json", bytes(5_000_000), zipfile.ZIP_DEFLATED
    ),
}


@pytest.mark.parametrize("put", BOMBS.values(), ids=BOMBS.keys())
def test_a_hostile_zip_is_no_export(tmp_path: Path, put: Callable[[zipfile.ZipFile], None]) -> None:
    place = tmp_path / "hostile.zip"
    with zipfile.ZipFile(place, "w") as archive:
        put(archive)

    with pytest.raises(NoExport):
        verify(place)
    with pytest.raises(verify_alone.NoExport):
        verify_alone.verify(place, None)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_names_a_file_twice_is_no_export(tmp_path: Path) -> None:
    place = tmp_path / "twice.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("incident.json", b"{}")
        archive.writestr("incident.json", b"{ }")

    with pytest.raises(NoExport):
        verify(place)
    with pytest.raises(verify_alone.NoExport):
        verify_alone.verify(place, None)


def test_a_zip_packed_anew_is_told_to_be_unpacked(small: Made, tmp_path: Path) -> None:
    place = tmp_path / "anew.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for path, data in Bundle.read(small.home / "one.zip").files.items():
            archive.writestr(path, data)

    verdict = both(place, small.policy("quorum none"))

    assert verdict.state == "fails"
    assert [one.item for one in verdict.items if one.state == "fails"] == ["the .zip"]


@given(st.binary(max_size=200), st.sampled_from(["incident.json", "log/checkpoint", "log/manifest.json",
                                                 "log/export.json"]))  # fmt: skip
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_strangers_exports_raise_only_the_doors_own_error(
    small: Made, tmp_path: Path, data: bytes, path: str
) -> None:
    files = Bundle.read(small.home / "folder").files | {path: data}
    place = tmp_path / "strange.zip"
    for content in (data, b"PK\x05\x06" + data, packed(files)):
        place.write_bytes(content)
        try:
            verdict = both(place, None)
        except LedgerError:
            continue
        assert verdict.state == "fails"


def test_a_table_that_was_taken_away_is_damage(made: Made) -> None:
    insider(made.home / "ledger.db", "DROP TABLE entry")

    with pytest.raises(LedgerDamaged, match="no such table"):
        made.ledger.read(made.incident)


def test_a_file_too_large_for_any_export_is_not_read(made: Made) -> None:
    made.export("folder")
    with (made.home / "folder" / "huge").open("wb") as file:
        file.truncate((1 << 30) + 1)  # a hole: it takes no room

    with pytest.raises(NoExport, match="too much"):
        verify(made.home / "folder")
    with pytest.raises(verify_alone.NoExport, match="too much"):
        verify_alone.verify(made.home / "folder", None)
