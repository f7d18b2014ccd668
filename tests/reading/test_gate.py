"""Which sentences are parsed at all; the share of gold sentences kept is held here."""

import pytest

from tests.gold import gold
from tocsin.reading.gate import gate
from tocsin.reading.lexicon import lexicon


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [
        ("Avaria accused Brennia of closing the river.", True),
        ("AVARIA ACCUSED BRENNIA OF CLOSING THE RIVER.", True),
        ("An Avarian airstrike hit the harbour.", True),
        ("The soup was warm and the evening long.", False),
        ("", False),
    ],
)
def test_the_gate_opens_for_words_of_action(sentence: str, opens: bool) -> None:
    assert gate(lexicon("en"), "default").opens(sentence) is opens


def test_a_gate_that_is_off_lets_everything_through() -> None:
    assert gate(lexicon("en"), "off").opens("The soup was warm.")


def test_the_strict_gate_lets_nothing_through_that_the_default_one_stops() -> None:
    sentence = "The soup was warm and the evening long."

    assert not gate(lexicon("en"), "strict").opens(sentence)


@pytest.mark.parametrize("name", ["sentences/plv", "triples/gsr"])
def test_the_default_gate_keeps_97_of_100_gold_sentences(name: str) -> None:
    default = gate(lexicon("en"), "default")
    rows = gold(name)

    assert sum(default.opens(row["text"]) for row in rows) >= 0.97 * len(rows)
