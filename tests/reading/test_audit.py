"""The audit of a lexicon: every fault of a line is told with its file and line."""

from pathlib import Path

import pytest

from tocsin.reading import audit
from tocsin.reading.audit import Finding, audit_of, audit_of_patterns
from tocsin.reading.lexicon import COLUMNS
from tocsin.reading.wordorder import Order


def faults(folder: Path, *lines: str) -> list[Finding]:
    (folder / "classes.tsv").write_text("class\twords\nboat\tship canoe\n", "utf-8")
    table = "\n".join(["\t".join(COLUMNS), *lines])
    (folder / "acts.tsv").write_text(table + "\n", "utf-8")
    return list(audit_of(folder).findings)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_to_be_mended_in_a_lexicon_of_ours(language: str) -> None:
    found = audit(language)

    assert found is not None
    assert found.findings == ()


@pytest.mark.parametrize(
    ("lines", "kind", "says"),
    [
        (["greet\tv\t\tHELLO"], "mistake", "category is 'HELLO'"),
        (["greet\tv\tobj=@car\tCONSULT"], "mistake", "@car is no class"),
        (["greet\tv\tobj\tCONSULT", "greet\tv\tobj\tSUPPORT"], "conflict", "CONSULT in acts.tsv:2"),
        (
            ["greet\tv\tobj\tCONSULT", "greet\tv\tobj\tCONSULT"],
            "unreachable",
            "acts.tsv:2 is tried",
        ),
        (
            ["board\tv\tobj=@boat\tASSAULT", "board\tv\tobj=ship\tCOERCE"],
            "unreachable",
            "acts.tsv:2 is tried",
        ),
        (["board\tv\tobj=air_ship\tCOERCE"], "unknown word", "'air ship' is no single word"),
        (["board\tv\tobj=ships\tCOERCE"], "unknown word", "'ship' is"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(
    tmp_path: Path, lines: list[str], kind: str, says: str
) -> None:
    (found,) = faults(tmp_path, *lines)

    assert (found.place, found.kind) == (f"acts.tsv:{len(lines) + 1}", kind)
    assert says in found.says


@pytest.mark.parametrize(
    "lines",
    [
        ["greet\tv\t\tCONSULT", "greet\tv\tobj\tSUPPORT"],
        ["board\tv\tobj=ship\tCOERCE", "board\tv\tobj=canoe\tASSAULT"],
        ["board\tv\tobj=ship\tCOERCE", "board\tn\tobj=ship\tASSAULT"],
        ["board\tv\t!with=ship\tCOERCE", "board\tv\t!to\tASSAULT"],
        ["greet\tv\tobj=@actor\tCONSULT", "greet\tv\tobj\tSUPPORT"],
    ],
)
def test_lines_that_differ_in_what_they_ask_for_stand_side_by_side(
    tmp_path: Path, lines: list[str]
) -> None:
    assert faults(tmp_path, *lines) == []


def test_a_bad_line_does_not_hide_those_after_it(tmp_path: Path) -> None:
    found = faults(tmp_path, "greet\tq\t\tCONSULT", "greet\tv\t\tHELLO", "greet\tv\t\tCONSULT")

    assert [f.place for f in found] == ["acts.tsv:2", "acts.tsv:3"]


def test_what_has_no_line_is_said(tmp_path: Path) -> None:
    faults(tmp_path, "greet\tv\t\tCONSULT\tmeet")

    found = audit_of(tmp_path)

    assert dict(found.coverage) == {("CONSULT", "meet"): 1}
    assert ("AID", None) in found.missing and ("CONSULT", None) not in found.missing


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["met\tv\t\tCONSULT", "met ; saw\tv\t\tCONSULT"], ["unreachable"]),
        (["met\tv\t\tCONSULT", "met\tv\t\tREJECT"], ["conflict"]),
        (["met\tv\t\tCONSULT", "met\tv\tnear=halfway\tAGREE"], ["unreachable"]),
        (["met\tv\tnear=halfway\tAGREE", "met\tv\t\tCONSULT"], []),
        (["met\tv\twho\tCONSULT", "met\tv\twho whom\tAGREE"], ["conflict"]),
        (["met\tx\t\tCONSULT", "\tv\t\tCONSULT"], ["mistake", "mistake"]),
    ],
)
def test_of_patterns_the_first_line_of_the_file_is_taken(
    tmp_path: Path, lines: list[str], kinds: list[str]
) -> None:
    (tmp_path / "plain.tsv").write_text("\n".join(["\t".join(COLUMNS), *lines]) + "\n", "utf-8")

    found = audit_of_patterns(tmp_path, Order(order="who action whom"))

    assert [f.kind for f in found.findings] == kinds
