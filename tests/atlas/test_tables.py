"""Tables: what can be used, and how a mistake is reported."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.atlas import BadTable, choice, rows

COLUMNS = ("name", "kind")


def test_remarks_and_empty_lines_are_passed_over(tmp_path):
    table = tmp_path / "t.tsv"
    table.write_text("# remark\n\nname\tkind\nAvaria\tstate\nBrennia\n", "utf-8")

    found = list(rows(table, COLUMNS))

    assert [dict(r) for r in found] == [
        {"name": "Avaria", "kind": "state"},
        {"name": "Brennia", "kind": ""},
    ]
    assert found[1].place == "t.tsv:5"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nam\tkind\n", "t.tsv:1: the header is"),
        ("name\tkind\na\tb\tc\n", "t.tsv:2: 3 cells"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path, text, said):
    table = tmp_path / "t.tsv"
    table.write_text(text, "utf-8")

    with pytest.raises(BadTable, match=said):
        list(rows(table, COLUMNS))


def test_a_cell_outside_the_allowed_words_is_reported_with_them(tmp_path):
    table = tmp_path / "t.tsv"
    table.write_text("name\tkind\nAvaria\tplanet\n", "utf-8")
    (row,) = rows(table, COLUMNS)

    with pytest.raises(BadTable, match=r"t.tsv:2: kind is 'planet'; there is state"):
        choice(row, "kind", frozenset({"state"}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_table_or_a_bad_one(tmp_path, text):
    table = tmp_path / "t.tsv"
    table.write_text(text, "utf-8")

    try:
        assert all(set(row) == set(COLUMNS) for row in rows(table, COLUMNS))
    except BadTable as err:
        assert "t.tsv:" in str(err)
