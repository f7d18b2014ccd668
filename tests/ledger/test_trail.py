"""Exports of private incidents: complete, redacted where asked for, and still proven; both verifiers agree."""

import importlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.ledger.made import KEY, MOMENT, PAGE, REPORT, TEXT, Made, captures
from tests.ledger.test_export import alone, both, states
from tests.ledger.test_tamper import written
from tocsin.ledger import ExportError, Ledger, Vault, export, fsck, verify_alone
from tocsin.ledger.bundle import Bundle
from tocsin.ledger.notes import Body
from tocsin.ledger.private import cover
from tocsin.ledger.sealed import left_out as left_out_of
from tocsin.ledger.tiles import bundle, entries_in
from tocsin.ledger.tree import leaf_hash
from tocsin.records import (
    Assessment,
    Capture,
    Custody,
    Evidence,
    Happening,
    Incident,
    Tombstone,
    name_of,
    passage,
)

DESK = "Harbour master of Port Selm"


def private_register(home: Path, *, nonce: str | None = "5e" * 16) -> Made:
    """A register as a node keeps it: everything private, two incidents in one log, records of both in turn."""
    ledger = Ledger(home / "ledger.db", key=KEY)
    vault = Vault(home / "evidence")
    ledger.extend(captures(3), private=True)
    digest = vault.put(PAGE)
    item = Evidence(digest=digest, size=len(PAGE), media_type="text/html", report=REPORT)
    told = Happening(
        category="CONSULT", passages=(passage(REPORT, TEXT, 0, 42),), place="Port Selm"
    )
    first = Incident(
        number="2031-1", title="Meeting, Port Selm", opened_at=MOMENT, opened_by=DESK, happenings=(told,), evidence=(item,),
        nonce=nonce,
    )  # fmt: skip
    page = Capture(report=REPORT, digest=digest, text_digest="0" * 64, size=len(PAGE))
    ledger.extend(
        [page, Custody(evidence=digest, act="collected", by="AVA", at=MOMENT), first], private=True
    )
    other = Incident(
        number="2031-2", title="Talks, Port Selm", opened_at=MOMENT, opened_by="BRE", happenings=()
    )
    ledger.append(other, private=True)
    second = Incident(
        number="2031-1", title="Meeting of Avaria and Brennia, Port Selm", opened_at=MOMENT, opened_by=DESK,
        happenings=(told,), evidence=(item,), supersedes=name_of(first), revised_by="BRE",
        revised_at=MOMENT + timedelta(hours=1), nonce=nonce and "5f" * 16,
    )  # fmt: skip
    ledger.append(second, private=True)
    later = [
        Assessment(about=name_of(other), by="BRE", at=MOMENT, method="two readers"),
        Assessment(about=name_of(second), by=DESK, at=MOMENT, method="two readers", nonce=nonce),
        Custody(evidence=digest, act="verified", by="AVA", at=MOMENT + timedelta(hours=2)),
    ]
    for record in later:
        ledger.append(record, private=True)
    return Made(home, ledger, vault, digest, name_of(first), name_of(second))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    here = private_register(tmp_path_factory.mktemp("private"))
    here.export("folder")
    here.export("one.zip")
    yield here
    here.ledger.close()


def test_a_private_incident_is_exported_with_what_proves_it(made: Made) -> None:
    verdict = both(made.home / "folder", made.policy("quorum none"))

    assert (verdict.state, verdict.unchecked) == ("ok", 0)
    assert both(made.home / "one.zip", made.policy("quorum none")).state == "ok"
    manifest = json.loads((made.home / "folder" / "log" / "manifest.json").read_text())
    assert (manifest["since"], manifest["count"]) == (3, 6)
    assert list(fsck(made.ledger, made.vault)) == []


def test_the_entries_tell_nothing_of_other_incidents(made: Made) -> None:
    entries = entries_in((made.home / "folder" / "log" / "entries").read_bytes())

    assert len(entries) == 9 and all(cover(entry) for entry in entries)


def test_the_same_export_of_a_private_incident_is_the_same_bytes(made: Made) -> None:
    made.export("two.zip")
    made.export("three.zip")

    assert (made.home / "two.zip").read_bytes() == (made.home / "three.zip").read_bytes()


# What an exporter might leave out.


def left_out(made: Made, ending: str, *names: str) -> Path:
    """An export that the exporter itself made without some records, its manifest sealed as if that were all."""
    room = importlib.import_module(
        "tocsin.ledger.export"
    )  # the door gives the function of that name
    trail = room.trail_of(made.ledger, made.incident)
    less = trail._replace(entries=tuple(e for e in trail.entries if e.name not in names))
    place = made.home / f"less{ending}"
    done = Custody(evidence=made.incident, act="exported", by="AVA", at=MOMENT, note=ending)
    room.written(made.ledger, less, place, done)
    return place


def test_t13_an_entry_that_the_exporter_left_out_is_found_by_its_place(made: Made) -> None:
    custody = Custody(
        evidence=made.digest, act="verified", by="AVA", at=MOMENT + timedelta(hours=2)
    )
    place = left_out(made, "-custody", name_of(custody))

    verdict = both(place, made.policy("quorum none"))

    assert verdict.state == "fails"
    assert [(one.item, one.why) for one in verdict.items if one.state == "fails"] == [
        ("log/entries", "entry 10 is about this incident and is not here")
    ]


def test_a_version_that_the_exporter_left_out_is_missed_by_the_next(made: Made) -> None:
    verdict = both(left_out(made, "-version", made.first), made.policy("quorum none"))

    (failed,) = [one for one in verdict.items if one.state == "fails"]
    assert failed.why == f"the version before {made.incident} is not here"


def test_an_open_entry_that_was_left_out_is_found_by_what_it_says(tmp_path: Path) -> None:
    from tests.ledger.made import register

    made = register(tmp_path)
    stone = Tombstone(
        name=made.incident, digest="0" * 64, reason="r", basis="b", by="AVA", at=MOMENT
    )
    made.ledger.append(stone)
    verdict = both(left_out(made, "-open", name_of(stone)), made.policy("quorum none"))

    assert [one.why for one in verdict.items if one.state == "fails"] == [
        "entry 11 is about this incident and is not here"
    ]
    made.ledger.append(captures(99)[98], private=True)
    made.export("beside private entries", pages=True)
    later = both(made.home / "beside private entries", made.policy("quorum none"))
    assert states(later)["log/entries"] == "unchecked" and later.state == "ok"
    made.ledger.close()


def lied(made: Made, name: str, **change: Any) -> Path:
    """An export by an exporter who says something false about its trail, and seals that."""
    room = importlib.import_module("tocsin.ledger.export")
    trail = room.trail_of(made.ledger, made.incident)._replace(**change)
    done = Custody(evidence=made.incident, act="exported", by="AVA", at=MOMENT, note=name)
    room.written(made.ledger, trail, made.home / name, done)
    return made.home / name


def test_a_key_of_another_incident_hides_nothing(made: Made) -> None:
    version = made.ledger.read(made.incident).word
    assert isinstance(version, Incident)

    verdict = both(
        lied(made, "key", version=replace(version, number="2031-9")), made.policy("quorum none")
    )

    assert [one.why for one in verdict.items if one.state == "fails"] == [
        f"the key is not that of the trail of {made.first}"
    ]


@pytest.mark.parametrize("since", [6, 8])
def test_a_beginning_after_the_opening_is_not_believed(made: Made, since: int) -> None:
    verdict = both(lied(made, f"since {since}", since=since), made.policy("quorum none"))

    (failed,) = [one for one in verdict.items if one.state == "fails"]
    assert failed.item == "log/entries" and "the version before" in failed.why


def test_what_is_neither_cover_nor_record_belongs_to_no_trail() -> None:
    for entry in (b"\xff", b"[]", b"{}", b'{"is":7}', b'{"is":"custody","evidence":["x"]}'):
        head = Body("o", 1, leaf_hash(entry))
        files = {"log/entries": bundle([entry]), "log/before": b""}
        manifest = {"since": 0, "key": "00", "sealed": []}

        assert list(left_out_of(files, manifest, head)) == []
        assert verify_alone.left_out(files, manifest, tuple(head)) == []


Change = Callable[[dict[str, bytes]], None]


def cut(files: dict[str, bytes]) -> None:
    """One entry of the log is not shown."""
    files["log/entries"] = bundle(entries_in(files["log/entries"])[:-1])


def cut_within(files: dict[str, bytes]) -> None:
    files["log/entries"] = files["log/entries"][:-1]


def one_byte_more(files: dict[str, bytes]) -> None:
    files["log/entries"] += b"\0"


def other_peak(files: dict[str, bytes]) -> None:
    files["log/before"] = bytes(64)


def fewer_peaks(files: dict[str, bytes]) -> None:
    files["log/before"] = files["log/before"][:32]


def more_peaks(files: dict[str, bytes]) -> None:
    files["log/before"] += bytes(32)


def no_entries(files: dict[str, bytes]) -> None:
    del files["log/entries"]


@pytest.mark.parametrize(
    "change", [cut, cut_within, one_byte_more, other_peak, fewer_peaks, more_peaks, no_entries]
)
def test_entries_that_are_not_the_logs_are_found(
    made: Made, tmp_path: Path, change: Change
) -> None:
    files = dict(Bundle.read(made.home / "folder").files)
    change(files)

    verdict = both(written(files, tmp_path / "changed"), made.policy("quorum none"))

    assert verdict.state == "fails"
    failed = [one.item for one in verdict.items if one.state == "fails"]
    assert failed == ["log/entries"]


def spoilt_salt(files: dict[str, bytes]) -> None:
    files["log/export.salt"] = bytes(32)


def no_salt(files: dict[str, bytes]) -> None:
    del files["log/export.salt"]


def no_cover(files: dict[str, bytes]) -> None:
    del files["log/export.cover"]


def other_cover(files: dict[str, bytes]) -> None:
    files["log/export.cover"] = entries_in(files["log/entries"])[0]


def odd_cover(files: dict[str, bytes]) -> None:
    files["log/export.cover"] = b"\xff\n"


@pytest.mark.parametrize("change", [spoilt_salt, no_salt, no_cover, other_cover, odd_cover])
def test_a_private_record_of_the_export_needs_its_cover_and_salt(
    made: Made, tmp_path: Path, change: Change
) -> None:
    files = dict(Bundle.read(made.home / "folder").files)
    change(files)

    assert both(written(files, tmp_path / "changed"), made.policy("quorum none")).state == "fails"


# Redaction.


def test_words_that_are_withheld_are_nowhere_in_an_export_and_the_rest_is_proven(
    made: Made,
) -> None:
    place = made.home / "redacted"

    export(made.ledger, made.incident, place, by="AVA", at=MOMENT, withhold=["harbour MASTER"])

    verdict = both(place, made.policy("quorum none"))
    assert (verdict.state, verdict.unchecked) == ("ok", 0)
    for file in (file for file in place.rglob("*") if file.is_file() and file.name != "verify.py"):
        assert b"arbour" not in file.read_bytes(), file
    said = {one.item: one.why for one in verdict.items}
    assert said["incident.json"].endswith("fields are withheld")
    assert said["incident.json"].startswith("2 of ")
    shown = json.loads((place / "incident.json").read_text())["fields"]
    assert ["/title", "Meeting of Avaria and Brennia, Port Selm"] in [
        f[1:] for f in shown if isinstance(f, list)
    ]
    done = alone("--policy", made.policy("quorum none"), place=place)
    assert (
        done.returncode == 0
        and f"ok           incident.json: {said['incident.json']}\n" in done.stdout
    )


def test_a_redacted_title_and_passages_do_not_slip_out_beside_the_record(made: Made) -> None:
    place = made.home / "untitled"

    export(
        made.ledger,
        made.incident,
        place,
        by="AVA",
        at=MOMENT,
        withhold=["Port Selm", "Brennia met"],
    )

    assert both(place, made.policy("quorum none")).state == "ok"
    assert "(title withheld)" in (place / "README.txt").read_text()
    item = json.loads((place / "evidence" / f"{made.digest}.json").read_text())
    assert item["passages"] == []
    for file in (file for file in place.rglob("*") if file.is_file() and file.name != "verify.py"):
        assert b"Port Selm" not in file.read_bytes(), file


def test_a_field_changed_in_a_redacted_copy_is_found(made: Made, tmp_path: Path) -> None:
    place = made.home / "for tampering"
    export(made.ledger, made.incident, place, by="AVA", at=MOMENT, withhold=["harbour master"])
    files = dict(Bundle.read(place).files)
    for old, new in (
        (b"Avaria and", b"Dorland an"),
        (b'"/is"', b'"/si"'),
        (b'"redacted"', b'"incident"'),
    ):
        spoilt = {**files, "incident.json": files["incident.json"].replace(old, new)}
        assert spoilt != files
        verdict = both(
            written(spoilt, tmp_path / old.decode().strip('"/')), made.policy("quorum none")
        )
        assert states(verdict)["incident.json"] == "fails"


def test_what_cannot_be_withheld_is_not_exported(made: Made, tmp_path: Path) -> None:
    from tests.ledger.made import register

    whole = tmp_path / "whole"
    with pytest.raises(ExportError, match="captured pages cannot be redacted"):
        export(
            made.ledger,
            made.incident,
            whole,
            by="AVA",
            at=MOMENT,
            captures=made.vault,
            withhold=["x"],
        )
    for folder, make, says in (
        ("open", register, "sealed open"),
        ("bare", private_register, "sealed without a nonce"),
    ):
        (tmp_path / folder).mkdir()
        here = (
            make(tmp_path / folder, nonce=None)
            if make is private_register
            else make(tmp_path / folder)
        )
        with pytest.raises(ExportError, match=says):
            export(here.ledger, here.incident, whole, by="AVA", at=MOMENT, withhold=["Port Selm"])
        here.ledger.close()
    assert not whole.exists()
