"""Characterisations, and who is their speaker. Invented states; the words are whoever's they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.spoken_text import split, trees, voices
from tocsin.reading.attribution import Attribution
from tocsin.reading.cues import cues
from tocsin.reading.labels import Scene, label_claims, labels
from tocsin.records import Characterisation


def scene(text: str, *, parsed: bool = True) -> Scene:
    spoken = voices(text, parsed=parsed)
    at = Attribution.of(spoken, text, split(text), cues())
    return Scene(text, split(text), trees(text, parsed=parsed), [v.found for v in spoken], at)


def read(text: str, *, parsed: bool = True) -> list[tuple[str, str, str | None, str | None]]:
    """Words, of what, target, speaker."""
    return [
        (text[c.start : c.end], c.of, c.target, c.voice.speaker.name if c.voice.speaker else None)
        for c in labels(scene(text, parsed=parsed))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Brennian regime closed the road.", ("Brennian regime", "actor", None, None)),
        ("Tamm said that the Brennian regime had closed the road.", ("Brennian regime", "actor", None, "Tamm")),
        ("The terrorist airstrikes hit the harbour.", ("terrorist airstrikes", "act", "airstrikes", None)),
        ("The ships left the occupied territories.", ("occupied territories", "place", None, None)),
        ("Brennia kept silent, with Avaria calling the closure “unprovoked.”", ("unprovoked", "act", "the closure", "Avaria")),
        ("Tamm described the vote as “an empty gesture.”", ("an empty gesture", "act", "the vote", "Tamm")),
        ("Tamm referred to the closure as an “act of aggression.”", ("act of aggression", "act", "the closure", "Tamm")),
        ("Referring to the closure as an “act of aggression,” Tamm called for talks.", ("act of aggression", "act", "the closure", "Tamm")),
        ("“The closure was a flagrant violation of our treaty,” Tamm said.", ("flagrant violation", "act", "The closure", "Tamm")),
        ("Tamm denounced the “sham vote” in the north.", ("sham vote", "act", None, "Tamm")),
        ("The so-called council met on Monday.", ("so-called council", "actor", "council", None)),
    ],
)  # fmt: skip
def test_words_of_judgement_are_kept_with_target_and_speaker(text, expected):
    assert expected in read(text)


def test_both_sides_words_are_read_alike():
    one = read("Avaria called the raid “unprovoked.” Brennia called the raid “legitimate.”")

    assert {(words, speaker) for words, _, _, speaker in one} == {
        ("unprovoked", "Avaria"),
        ("legitimate", "Brennia"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday.",
        "Tamm said the road was open.",
        "The exhibition is called “Northern Light”.",
        "Tamm said there was “grave concern” in the harbour.",
    ],
)
def test_plain_words_are_no_characterisation(text):
    assert read(text) == []


def test_a_claim_has_the_words_as_they_stand():
    text = "Avaria called the raid “unprovoked.”"

    (claim,) = label_claims("report-x", text, labels(scene(text)))

    assert claim.says == Characterisation(words="unprovoked", of="act", target="the raid")
    assert claim.passage.quote == "unprovoked"
    assert claim.speaker.name == "Avaria"


@pytest.mark.parametrize("parsed", [True, False])
def test_labels_need_no_parser(parsed):
    assert ("terrorist raids", "act", "raids", None) in read(
        "The terrorist raids went on.", parsed=parsed
    )


PIECES = st.sampled_from(["“", "”", '"', "regime", "called", "as", "the", "Avaria", "unprovoked", "terrorist", ".", ",", "\n", "raid"])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text())
def test_any_text_gives_labels_within_it(text):
    for c in labels(scene(text)):
        assert 0 <= c.start < c.end <= len(text)
