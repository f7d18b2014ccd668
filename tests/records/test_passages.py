"""Passages and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import AROUND, passage, stands

TEXT = "Delegations of Avaria and Brennia met in Port Selm on Monday. They meet again in spring."


def test_a_passage_carries_its_words_and_what_stands_around_them() -> None:
    found = passage("report-1", TEXT, 15, 21)

    assert (found.quote, found.before, found.after) == ("Avaria", TEXT[:15], TEXT[21 : 21 + AROUND])


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, len(TEXT) + 1)])
def test_what_is_no_span_of_the_text_is_no_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is no passage"):
        passage("report-1", TEXT, start, end)


@given(st.text(min_size=1), st.data())
def test_a_passage_stands_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert stands(passage("report-1", text, start, end), text) == "here"


def test_a_passage_moves_with_its_words_and_is_lost_without_them() -> None:
    found = passage("report-1", TEXT, 15, 21)

    assert stands(found, "Corrected. " + TEXT) == "moved"
    assert stands(found, TEXT.replace("Avaria", "Dorland")) == "lost"
