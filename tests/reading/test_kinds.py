"""What kind of happening a passage is about, and whether a report tells one happening or sums up."""

import pytest

from tests.reading.invented import reading
from tocsin.reading import is_one_happening, kinds

KINDS = [
    ("Warplanes bombed a depot near the border on Monday.", "air-strike"),
    ("Artillery shells hit the harbour overnight.", "artillery-missile"),
    ("A suicide bomber struck the gate.", "suicide-bombing"),
    ("A roadside bomb exploded beside a bus.", "remote-explosive"),
    ("Gunmen abducted four engineers.", "abduction"),
    ("The two sides agreed on a ceasefire.", "agreement"),
    ("Thousands marched peacefully against the new tax.", "peaceful-protest"),
    ("Police used tear gas to disperse the crowd.", "protest-broken-up"),
    ("Rebels seized the town of Arvel.", "group-takes-territory"),
    ("Government troops recaptured the town of Arvel.", "state-takes-territory"),
    ("Police found a cache of rifles and ammunition.", "weapons-seized"),
    ("A strong earthquake shook the island.", "natural-disaster"),
    ("The tanker leaked oil into the bay.", "man-made-disaster"),
    ("The Northern Front claimed responsibility for the blast.", "attribution"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_passage_is_of_the_kind_that_its_words_tell(text: str, kind: str) -> None:
    assert kinds(text)[0].kind == kind


def test_a_passage_about_nothing_of_the_kind_has_none() -> None:
    assert kinds("The library opens at nine and closes at five.") == ()


def test_a_language_without_a_table_has_no_kinds() -> None:
    assert kinds("Warplanes bombed a depot.", "xx") == ()


HAPPENING = "On 3 May 2025, gunmen shot two farmers in Arvel village. Both were killed."
SITUATION = (
    "Months of fighting have displaced tens of thousands in the valley, a new report said. Human rights groups "
    "called on the government to end the crisis. Since January aid workers have warned of a humanitarian disaster."
)


def test_a_report_of_one_happening_is_told_from_one_that_sums_up() -> None:
    assert is_one_happening(reading(HAPPENING), HAPPENING)
    assert not is_one_happening(reading(SITUATION), SITUATION)
