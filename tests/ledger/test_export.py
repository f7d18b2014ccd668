"""Exports, and the two verifiers, which must agree on every one of them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ledger.made import MOMENT, PAGE, Made, capture, register
from tocsin.ledger import (
    BadPolicy,
    EvidenceMissing,
    ExportError,
    NoExport,
    NotInLedger,
    Vault,
    Verdict,
    export,
    policy,
    verify,
    verify_alone,
)
from tocsin.records import Custody, Incident, canonical, keep


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    register_here = register(tmp_path_factory.mktemp("register"))
    register_here.export("folder")
    register_here.export("bare", pages=False)
    register_here.export("one.zip")
    yield register_here
    register_here.ledger.close()


def both(place: Path, trusted: Path | None) -> Verdict:
    """The verdict on an export, on which both verifiers agree word for word in everything but the reasons."""
    ours = verify(place, policy(trusted.read_text("utf-8")) if trusted else None)
    alone = verify_alone.verify(
        place, verify_alone.Policy(trusted.read_text("utf-8")) if trusted else None
    )
    assert [(one.state, one.item) for one in ours.items] == [
        (state, item) for state, item, _ in alone[1:]
    ]
    assert (ours.state, "export", f"{ours.unchecked} unchecked") == alone[0]
    return ours


def states(verdict: Verdict) -> dict[str, str]:
    return {one.item: one.state for one in verdict.items}


def test_an_export_holds_what_was_sealed_about_the_incident_and_nothing_of_others(
    made: Made,
) -> None:
    folder = made.home / "folder"
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    records = {
        name.partition("/records/")[2].partition("-")[0] for name in found if "/records/" in name
    }

    assert {"README.txt", "incident.json", "verify.py", "log/checkpoint", "log/policy"} < found
    assert {f"evidence/{made.digest}", f"evidence/{made.digest}.json"} < found
    assert records == {"incident", "capture", "custody", "assessment"}
    assert sum("/records/" in name for name in found) == 4
    assert (
        sum("/proofs/" in name for name in found) == 6
    )  # these, the incident itself, and this export
    assert keep((folder / "incident.json").read_bytes()).name == made.incident
    assert (folder / f"evidence/{made.digest}").read_bytes() == PAGE


def test_captured_bytes_go_along_only_where_asked_for(made: Made) -> None:
    assert (made.home / "folder" / "evidence" / made.digest).exists()
    assert not (made.home / "bare" / "evidence" / made.digest).exists()
    verdict = both(made.home / "bare", made.policy("quorum none"))

    assert (verdict.state, verdict.unchecked) == ("ok", 1)
    assert states(verdict)[f"evidence/{made.digest}"] == "unchecked"


def test_an_item_of_evidence_lists_its_passages(made: Made) -> None:
    item = json.loads((made.home / "folder" / "evidence" / f"{made.digest}.json").read_bytes())

    assert item["digest"] == made.digest
    assert [p["quote"] for p in item["passages"]] == ["Delegations of Avaria and Brennia met in P"]


@pytest.mark.parametrize("name", ["folder", "one.zip"])
def test_an_untouched_export_is_ok_under_the_auditors_policy(made: Made, name: str) -> None:
    verdict = both(made.home / name, made.policy("quorum none"))

    assert (verdict.state, verdict.unchecked) == ("ok", 0)
    assert set(states(verdict).values()) == {"ok"}


@pytest.mark.parametrize("name", ["folder", "one.zip", "bare"])
def test_without_a_policy_nobody_is_trusted(made: Made, name: str) -> None:
    assert both(made.home / name, None).state == "unverifiable"


def test_a_log_the_policy_does_not_know_has_not_signed(made: Made) -> None:
    stranger = made.home / "stranger.policy"
    stranger.write_text("quorum none\n")

    assert both(made.home / "folder", stranger).state == "unsigned"


def test_a_quorum_of_witnesses_has_to_have_signed(tmp_path: Path) -> None:
    made = register(tmp_path)
    made.export("before")
    both_sign = made.policy("group all-of all w0 w1", "quorum all-of")
    assert both(made.home / "before", both_sign).state == "unwitnessed"
    assert both(made.home / "before", made.policy("quorum none")).state == "ok"

    made.export(
        "again"
    )  # the same record of the same moment: it keeps its place, and so does the head
    made.cosign()
    made.export("after")

    assert both(made.home / "after", both_sign).state == "ok"
    assert both(made.home / "after", made.policy("quorum w1")).state == "ok"
    made.ledger.close()


def test_the_same_export_twice_is_the_same_bytes(made: Made) -> None:
    made.export("two.zip")
    made.export("three.zip")

    assert (made.home / "two.zip").read_bytes() == (made.home / "three.zip").read_bytes()


def test_each_export_is_an_entry_of_the_log(made: Made) -> None:
    done = export(
        made.ledger, made.incident, made.home / "dorland", by="DOR", at=MOMENT + timedelta(days=1)
    )

    entry = made.ledger.read(done.record).word
    assert isinstance(entry, Custody)
    assert (entry.act, entry.by, entry.evidence) == ("exported", "DOR", made.incident)


def test_an_earlier_version_can_be_exported_by_its_name(made: Made) -> None:
    export(made.ledger, made.first, made.home / "first", by="DOR", at=MOMENT)

    assert keep((made.home / "first" / "incident.json").read_bytes()).name == made.first
    assert both(made.home / "first", made.policy("quorum none")).state == "ok"


def test_passages_without_an_item_of_evidence_stand_together(made: Made) -> None:
    version = made.ledger.read(made.incident).word
    assert isinstance(version, Incident)
    loose = Incident(
        number="2031-2", title="Meeting, Port Selm", opened_at=MOMENT, opened_by="AVA", happenings=version.happenings,
    )  # fmt: skip
    name = made.ledger.append(loose).name

    export(made.ledger, name, made.home / "loose", by="AVA", at=MOMENT)

    held = json.loads((made.home / "loose" / "evidence" / "passages.json").read_bytes())
    assert [p["start"] for p in held["passages"]] == [0]
    assert both(made.home / "loose", made.policy("quorum none")).state == "ok"


def test_an_export_goes_nowhere_where_something_is(made: Made) -> None:
    before = len(made.ledger)

    with pytest.raises(ExportError, match="is there already"):
        made.export("folder")
    assert len(made.ledger) == before


def test_an_export_that_cannot_be_written_leaves_nothing(made: Made) -> None:
    (made.home / "file").write_text("")

    for name in ("file/under", "file/under.zip"):
        with pytest.raises(ExportError, match="cannot be written"):
            made.export(name)
    assert [p.name for p in made.home.iterdir() if p.name.startswith(".")] == []


def test_captured_bytes_that_are_gone_stop_the_export(made: Made) -> None:
    empty = Vault(made.home / "empty")

    with pytest.raises(EvidenceMissing):
        export(made.ledger, made.incident, made.home / "gone", by="AVA", at=MOMENT, captures=empty)
    assert not (made.home / "gone").exists()


def test_only_an_incident_is_exported(made: Made) -> None:
    wrong = made.ledger.append(capture(9)).name
    orphan = Incident(
        number="2031-3", title="Meeting", opened_at=MOMENT, opened_by="AVA", happenings=(), supersedes=wrong,
    )  # fmt: skip

    for name in (wrong, "incident-0", made.ledger.append(orphan).name):
        with pytest.raises(NotInLedger):
            export(made.ledger, name, made.home / "wrong", by="AVA", at=MOMENT)


# The one file that travels in the export.


def alone(*words: str | Path, place: Path) -> subprocess.CompletedProcess[str]:
    """Run the verify.py of an export, with Python's standard library and nothing else."""
    line = [sys.executable, "-I", "-S", str(place / "verify.py"), *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_the_program_in_the_export_checks_it_alone(made: Made) -> None:
    done = alone("--policy", made.policy("quorum none"), place=made.home / "folder")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("ok           export: 0 unchecked\n")
    assert "ok           incident.json\n" in done.stdout


def test_the_program_says_it_in_json_too(made: Made) -> None:
    done = alone(made.home / "one.zip", "--json", place=made.home / "folder")

    said = json.loads(done.stdout)
    assert done.returncode == 1 and said["state"] == "unverifiable"
    assert {"item": "incident.json", "state": "unverifiable", "why": ""} in said["items"]


def test_a_policy_from_inside_the_export_proves_nothing(made: Made) -> None:
    inside = made.home / "folder" / "log" / "policy"

    done = alone("--policy", inside, place=made.home / "folder")

    assert done.returncode == 1 and done.stdout.startswith("unverifiable")


def test_where_nothing_can_be_checked_the_exit_code_is_2(made: Made, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.policy").write_text("trust everybody\n")
    place = made.home / "folder"
    for words in (
        [tmp_path / "nowhere"],
        [tmp_path / "empty"],
        [tmp_path / "bad.policy"],
        [place, "--policy", tmp_path / "bad.policy"],
        [place, "--policy", tmp_path / "no.policy"],
    ):
        done = alone(*words, place=place)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("nothing could be checked: ")


def test_the_program_is_one_file_of_at_most_500_lines_on_the_standard_library() -> None:
    text = Path(verify_alone.__file__).read_text("utf-8")
    imports = {
        line.split()[1].partition(".")[0]
        for line in text.split("\n")
        if line.startswith(("import ", "from "))
    }

    assert len(text.splitlines()) <= 500
    assert imports <= set(sys.stdlib_module_names)


def test_its_main_gives_the_exit_code(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    folder, asked = str(made.home / "folder"), str(made.policy("quorum none"))

    assert verify_alone.main([folder, "--policy", asked]) == 0
    assert verify_alone.main([folder, "--json"]) == 1
    assert verify_alone.main([f"{folder}-nowhere"]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "ok           export: 0 unchecked"
    assert json.loads(out.splitlines()[-1])["state"] == "unverifiable"
    assert err.startswith("nothing could be checked: there is no ")


def test_what_is_no_export_is_named(made: Made, tmp_path: Path) -> None:
    (tmp_path / "diary.zip").write_bytes(b"PK\x03\x04 a diary")
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "a b").write_text("")
    (tmp_path / "linked").symlink_to(made.home / "folder")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "incident.json").symlink_to(made.home / "folder" / "incident.json")
    for name in ("nowhere", "diary.zip", "empty", "odd", "links"):
        with pytest.raises(NoExport):
            verify(tmp_path / name)
        with pytest.raises(verify_alone.NoExport):
            verify_alone.verify(tmp_path / name, None)


def test_the_policies_of_both_verifiers_are_one_language(made: Made) -> None:
    from tests.ledger.test_proofs import BAD_POLICIES, QUORUMS, W

    for text, _ in BAD_POLICIES.values():
        with pytest.raises(BadPolicy):
            policy(text)
        with pytest.raises(verify_alone.BadPolicy):
            verify_alone.Policy(text)
    for text, _, _ in QUORUMS:
        verify_alone.Policy(text.format(*(one.verifier for one in W)))


def test_a_record_is_exported_in_its_canonical_bytes(made: Made) -> None:
    data = (made.home / "folder" / "incident.json").read_bytes()

    assert data == canonical(keep(data).word)
