"""People judge, others review; a word of confirmation needs two of them and no dissent."""

from datetime import timedelta
from typing import Any

import pytest

from tests.register.made import MOMENT
from tests.register.test_opening import opened
from tocsin.records import Assessment, Review, name_of
from tocsin.register import BANDS, BadAssessment, assess, assessed, judged, review

FIRST = opened()
LATER = MOMENT + timedelta(hours=1)


def assessment(**more: Any) -> Assessment:
    said: dict[str, Any] = {"about": name_of(FIRST), "by": "the League", "at": MOMENT, "method": "two readers", "credibility": 1, **more}  # fmt: skip
    return Assessment(**said)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"method": " "}, "without saying how"),
        ({"credibility": None}, "judges nothing about .*almost-no-chance"),
        ({"confidence": "high"}, "confidence without a likelihood"),
        ({"reviewed_by": "the League"}, "reviews their own"),
    ],
)
def test_a_judgement_without_method_or_object_or_second_person_is_refused(more, why):
    with pytest.raises(BadAssessment, match=why):
        assess(assessment(**more))


def test_nobody_reviews_their_own_judgement_and_a_dissent_says_why():
    with pytest.raises(BadAssessment, match="a second person reviews it"):
        review(assessment(), "the League", LATER, agrees=True, note=None)
    with pytest.raises(BadAssessment, match="dissents without a reason"):
        review(assessment(), "BRE", LATER, agrees=False, note=" ")


def test_confirmation_takes_a_review_that_agrees_and_none_that_dissents():
    one = assess(assessment())
    agreed = review(one, "BRE", LATER, agrees=True, note=None)
    dissent = review(one, "COS", LATER, agrees=False, note="one source only")
    foreign = Review(assessment="assessment-of-others", by="BRE", at=LATER, agrees=True)

    assert assessed(FIRST, [one], []) == "contested"
    assert assessed(FIRST, [one], [foreign]) == "contested"
    assert assessed(FIRST, [one], [agreed]) == "confirmed by the League"
    assert assessed(FIRST, [one], [agreed, dissent]) == "contested"


def test_likelihood_and_confidence_are_said_apart_with_review_and_dissent():
    one = assessment(
        likelihood="likely", confidence="moderate", credibility=2, dissent=("BRE abstained",)
    )
    said = judged(one, [review(one, "COS", LATER, agrees=False, note="no site visit")])

    assert said == (
        "the League, 2031-07-16 09:00Z, two readers; likely (55 to 80 %); confidence in this: moderate; "
        "credibility 2 (probably true); not reviewed; dissent: BRE abstained; COS dissents: no site visit"
    )
    assert "reviewed by COS" in judged(one, [review(one, "COS", LATER, agrees=True, note=None)])


def test_the_bands_follow_one_another_without_gap():
    edges = [(low, high) for _, _, low, high in BANDS.values()]
    assert [high for _, high in edges][:-1] == [low for low, _ in edges][1:]
