"""Sides of acts that refer to one another."""

from tests.reading.spoken_text import trees
from tocsin.reading import Cast, Tree, kit
from tocsin.reading.events import events
from tocsin.reading.lexicon import lexicon


def test_an_act_within_an_act_does_not_ask_for_its_own_doer_for_ever():
    text = "The coast guard was engaged in heavy clashes with members of an armed group."
    parsed: list[Tree] = trees(text)
    cast = Cast.of(text, parsed, kit("en"))

    found = [e for t in parsed for e in events(t, cast, lexicon("en"))]

    assert len(found) <= 2
