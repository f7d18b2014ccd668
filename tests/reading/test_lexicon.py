"""The lexicon of acts: every line is checked, mistakes are told with file and line."""

from pathlib import Path

import pytest

from tocsin.atlas import BadTable, rows
from tocsin.reading.lemma import forms, lemma
from tocsin.reading.lexicon import COLUMNS, lexicon, line, word_classes


def table(tmp_path: Path, row: str) -> Path:
    path = tmp_path / "acts.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + row + "\n", "utf-8")
    return path


def test_the_english_lexicon_is_whole_and_large() -> None:
    acts = lexicon("en")

    assert acts is not None and len(acts) >= 900


def test_a_language_without_a_lexicon_has_none() -> None:
    assert lexicon("xx") is None


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("greet\tq\t\tCONSULT", "pos is 'q'"),
        ("greet\tv\t\tGREET", "category is 'GREET'"),
        ("greet\tv\t\tCONSULT\twave", "mode is 'wave'"),
        ("greet\tv\tobj=@friend\tCONSULT", "@friend is no class"),
        ("greet\tv\thand\tCONSULT", "need is 'hand'"),
        ("greet\tv\t\tCONSULT\t\t\tsubj\teverybody", "whom is 'everybody'"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(BadTable, match="acts.tsv:2: .*" + complaint):
        for r in rows(table(tmp_path, row), COLUMNS):
            line(r, {})


def test_a_class_can_take_over_a_class_above_it(tmp_path: Path) -> None:
    path = tmp_path / "classes.tsv"
    path.write_text("class\twords\nboat\tship canoe\nvessel\t@boat raft\n", "utf-8")

    assert word_classes(path)["vessel"] == {"ship", "canoe", "raft"}


@pytest.mark.parametrize(
    ("word", "tag", "base"),
    [
        ("accused", "VBD", "accuse"), ("met", "VBD", "meet"), ("struck", "VBN", "strike"),
        ("ratified", "VBD", "ratify"), ("urging", "VBG", "urge"), ("stopped", "VBD", "stop"),
        ("killing", "VBG", "kill"), ("expelled", "VBN", "expel"), ("lay", "VB", "lay"),
        ("embassies", "NNS", "embassy"), ("strikes", "NNS", "strike"), ("gunmen", "NNS", "gunman"),
        ("talks", "NNS", "talk"), ("agrees", "VBZ", "agree"), ("agreed", "VBD", "agree"),
    ],
)  # fmt: skip
def test_a_word_is_brought_to_its_base_form(word: str, tag: str, base: str) -> None:
    acts = lexicon("en")

    assert acts is not None
    assert lemma(word, tag, acts.bases) == base


@pytest.mark.parametrize(
    "base", ["accuse", "stop", "ratify", "meet", "expel", "raid", "bomb", "deploy"]
)
def test_every_form_of_a_verb_comes_back_to_its_base(base: str) -> None:
    acts = lexicon("en")
    assert acts is not None

    tags = {"ing": "VBG", "ed": "VBD", "s": "VBZ"}
    for form in forms(base, "v"):
        tag = next((t for end, t in tags.items() if form.endswith(end)), "VBD")
        assert lemma(form, tag if form != base else "VB", acts.bases) == base
