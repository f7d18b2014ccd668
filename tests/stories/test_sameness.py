"""What may be said to be told alike: one act of the same parties, and nothing that only speaks of one happening."""

import pytest

from tests.stories.press import named
from tests.stories.test_alike import press
from tocsin.stories.common import common
from tocsin.stories.origins import origins
from tocsin.stories.told import Told

FILL = "Schools stay closed. The road to the airport is long. A conference of journalists begins in a week."


def told_alike(one: str, other: str, language: str = "en") -> list[list[str]]:
    both = named(press(one, "en"), press(f"{other} {FILL}", language))
    facts = common(Told(both, {}, origins(both)))
    return [[a.value for a in f.answers] for f in facts if f.property == "told alike"]


ACT = "Divers recovered the anchor of a tanker from the seabed near the pipeline."


def test_one_act_in_two_languages_is_told_alike():
    other = "Водолазы подняли со дна якорь танкера у трубопровода."

    assert told_alike(ACT, other, "ru") == [[ACT, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Norway asked the council to meet on the anchor that divers recovered near the pipeline.",
            "Iceland opposed a text on the anchor that divers recovered near the pipeline.",
        ),
        (
            "Divers recovered 4 anchors from the seabed near the pipeline.",
            "Divers recovered 9 anchors from the seabed near the pipeline.",
        ),
        (
            "Divers recovered the anchor of a tanker near the pipeline",
            "Divers recovered an anchor of the tanker at the pipeline",
        ),
        (ACT, ACT),
    ],
    ids=["acts of two states", "two numbers", "headings", "one wording"],
)
def test_what_is_no_second_telling_of_one_act_is_not_told_alike(one, other):
    assert told_alike(one, other) == []
