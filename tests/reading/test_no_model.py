"""Reading without a parser: fewer claims, no error."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.invented import reading, told
from tocsin.records import stands


def test_the_plainest_order_is_still_read() -> None:
    assert told("Avaria condemned Brennia on Monday.", model=False) == [
        "AVA | ACCUSE disapprove | BRE | actual"
    ]


def test_a_passive_is_left_alone_rather_than_turned_round() -> None:
    assert told("Avaria was condemned by Brennia.", model=False) == []


def test_a_negated_act_is_negated() -> None:
    assert told("Avaria never condemned Brennia.", model=False) == [
        "AVA | ACCUSE disapprove | BRE | negated"
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_model_and_without_an_error(text: str) -> None:
    for claim in reading(text, model=False).claims:
        assert stands(claim.passage, text) == "here"
