"""Norms named, by whom, and how they say they bear; hints kept apart. Statements of invented ministers."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.spoken_text import attribution, split, voices
from tocsin.atlas import norms
from tocsin.reading.denials import denial_claims, denials
from tocsin.reading.norms import hints, invocations, norm_claims
from tocsin.records import Denial, Invocation


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    """Norm, how it bears, speaker."""
    found = invocations(text, split(text), norms(), attribution(text))
    return [(n.norm, n.said, n.voice.speaker.name if n.voice.speaker else None) for n in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tamm said that the raid violated the UN Charter.", [("UNC", "violated", "Tamm")]),
        ("“The raid was a violation of the Non-Proliferation Treaty (NPT), several IAEA resolutions and UN Security Council Resolution 487,” Tamm said.",
         [("NPT", "violated", "Tamm"), ("IAEA.RES", "violated", "Tamm"), ("UNSC.487", "violated", "Tamm")]),
        ("Avaria acted in accordance with Article 51 of the UN Charter, Tamm said.", [("UNC.51", "respected", "Tamm"), ("UNC", "respected", "Tamm")]),
        ("The court read Article 51 of the Harbour Code.", []),
        ("The court read Article 51.", []),
        ("Avaria withdrew from the Non-Proliferation Treaty.", [("NPT", "left", None)]),
        ("Avaria did not violate the UN Charter.", [("UNC", "not violated", None)]),
        ("The UN Charter was signed in 1945.", [("UNC", None, None)]),
        ("The ministers met on Monday.", []),
    ],
)  # fmt: skip
def test_a_norm_is_invoked_by_whoever_names_it(text, expected):
    assert read(text) == expected


def test_wording_that_resembles_a_norm_is_a_hint_and_no_claim():
    text = "The ship entered territorial waters."
    named = invocations(text, split(text), norms(), attribution(text))

    assert named == []
    assert [(text[h.start : h.end], h.norm) for h in hints(text, split(text), norms(), named)] == [
        ("territorial waters", "UNCLOS.2")
    ]


def test_words_that_name_a_norm_are_no_hint_besides():
    text = "Tamm said that the raid violated several IAEA resolutions."
    named = invocations(text, split(text), norms(), attribution(text))

    assert hints(text, split(text), norms(), named) == []


def test_a_claim_says_which_norm_and_how():
    text = "Tamm said that the raid violated the UN Charter."
    named = invocations(text, split(text), norms(), attribution(text))

    (claim,) = norm_claims("report-x", text, named)

    assert claim.says == Invocation(norm="UNC", said="violated")
    assert claim.passage.quote == "UN Charter"


class Twin:
    """Two norms with the very same name."""

    def __init__(self, name: str) -> None:
        self.id, self.instrument = name, "Twin Treaty"

    def explicit(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        return (re.compile("Twin Treaty"),)

    def implied(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        return ()


def test_a_name_shared_by_two_norms_names_neither():
    text = "Tamm invoked the Twin Treaty."

    assert invocations(text, split(text), [Twin("T.1"), Twin("T.2")], attribution(text)) == []


@given(
    st.text()
    | st.sampled_from(["Article 51", "NPT (NPT", "violation of the NPT", "Article 5 of the NPT"])
)
def test_any_text_gives_norms_and_hints_within_it(text):
    named = invocations(text, split(text), norms(), attribution(text))

    assert all(0 <= n.start < n.end <= len(text) for n in named)
    assert all(a.end <= b.start for a, b in pairwise(named))
    assert all(h.end <= len(text) for h in hints(text, split(text), norms(), named))


@pytest.mark.parametrize(
    ("text", "denied", "speaker"),
    [
        ("Tamm denied that Avaria had closed the road.", "Avaria had closed the road", "Tamm"),
        ("Tamm denied any role in the closure.", "any role in the closure", "Tamm"),
        (
            "Tamm rejected claims that Avaria had closed the road.",
            "Avaria had closed the road",
            "Tamm",
        ),
        ("Tamm dismissed reports of a new closure.", "a new closure", "Tamm"),
        ("There was no evidence that the ship had left, Tamm said.", "the ship had left", "Tamm"),
        ("There was no evidence that the ship had left.", "the ship had left", None),
    ],
)
def test_what_is_denied_is_kept_with_who_denies_it(text, denied, speaker):
    (found,) = denials(text, split(text), voices(text), attribution(text))

    assert text[found.start : found.end] == denied
    assert (found.voice.speaker.name if found.voice.speaker else None) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Tamm did not deny that the road was closed.",
        "Tamm rejected the offer.",
        "Dorland has neither confirmed nor denied it.",
        "Dorland has not confirmed or denied the report.",
    ],
)
def test_what_is_not_denied_is_no_denial(text):
    assert denials(text, split(text), voices(text), attribution(text)) == []


def test_a_denial_is_a_claim_about_a_span():
    text = "Tamm denied that Avaria had closed the road."
    found = denials(text, split(text), voices(text), attribution(text))

    (claim,) = denial_claims("report-x", text, found)

    assert isinstance(claim.says, Denial)
    assert text[claim.says.denied.start : claim.says.denied.end] == "Avaria had closed the road"


@given(
    st.text()
    | st.lists(
        st.sampled_from(["denied", "that", "rejected", "claims", "no evidence of", ".", "“"]),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_gives_denials_within_it(text):
    for d in denials(text, split(text), voices(text), attribution(text)):
        assert 0 <= d.start < d.end <= len(text)
