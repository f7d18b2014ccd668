"""Who and what is harmed, by whom and by what means, with or without a public role; and what of it a report is about."""

import pytest

from tests.reading.invented import reading
from tocsin.reading import deeds
from tocsin.reading.harmwords import lines
from tocsin.records import Part


def told(text: str) -> list[str]:
    """Each harm as kind, stage, who, whom, what, by what."""

    def words(parts: tuple[Part, ...]) -> str:
        return "+".join(text[p.start : p.end] for p in parts) or "-"

    return [
        f"{h.kind} {h.stage}: {words(tuple(d.part for d in h.doers))} > {words(h.victims)} / {words(h.targets)} by {words(h.means)}"
        for h in reading(text).harms
    ]


HARMS = [
    ("Two peasants were killed in the village.", "attack accomplished: - > peasants / - by -"),
    (
        "Rebels bombed a power pylon near the river.",
        "bombing accomplished: Rebels > - / power pylon by -",
    ),
    (
        "A car bomb exploded outside the courthouse.",
        "bombing accomplished: - > - / courthouse by car bomb",
    ),
    ("Gunmen kidnapped a judge on Monday.", "kidnapping accomplished: Gunmen > judge / - by -"),
    (
        "Unidentified men set fire to three buses.",
        "arson accomplished: Unidentified men > - / buses by -",
    ),
    ("The guards were attacked with grenades.", "attack accomplished: - > guards / - by grenades"),
    (
        "A group of armed men attacked the bridge.",
        "attack accomplished: armed men > - / bridge by -",
    ),
    ("Police defused a bomb at the station.", "bombing attempted: - > - / station by bomb"),
    ("The gang threatened the judge.", "attack threatened: gang > judge / - by -"),
    ("Robbers robbed a bank in the capital.", "robbery accomplished: Robbers > - / bank by -"),
]


@pytest.mark.parametrize(("text", "expected"), HARMS)
def test_the_words_tell_who_was_harmed_by_what(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_an_effect_is_of_the_kind_of_what_is_told_beside_it() -> None:
    text = "A bomb exploded in the market on Monday. Two women were wounded."

    assert [h.kind for h in reading(text).harms] == ["bombing", "bombing"]


def test_what_happens_as_a_rule_is_no_single_harm() -> None:
    assert not reading("Mines kill people in every war.").harms


def test_nobody_is_no_doer() -> None:
    harms = reading("No group killed the two farmers.").harms

    assert all(not h.doers for h in harms)


BLAMED = [
    ("The League claimed responsibility for the attack on the bridge.", "claimed"),
    ("The police accused the Northern Front of the murder.", "accused by authorities"),
    ("Villagers blamed the Northern Front for the attack.", "accused"),
    ("The Northern Front may have been involved in the murder.", "possible"),
]


@pytest.mark.parametrize(("text", "firmness"), BLAMED)
def test_it_is_kept_how_firmly_somebody_is_said_to_have_done_it(text: str, firmness: str) -> None:
    found = reading(text)

    assert firmness in {
        d.firmness for d in (*found.blamed, *(d for h in found.harms for d in h.doers))
    }


def test_a_last_name_points_to_where_the_whole_name_stands() -> None:
    text = "Mayor Ivo Marten Tamm was kidnapped on Monday. Tamm was killed on Tuesday."

    victims = [p for h in reading(text).harms for p in h.victims]

    assert {deeds.words_of(p, text) for p in victims} == {"Ivo Marten Tamm"}


def test_deeds_name_everybody_and_everything_once() -> None:
    text = "Rebels bombed a bridge on Monday. The rebels also bombed the bridge with dynamite."

    found = deeds.gathered(reading(text).harms, text)

    assert [(d.kind, [n.name for n in d.targets]) for d in found] == [("bombing", ["bridge"])]


def test_a_body_and_its_abbreviation_are_one() -> None:
    text = "Army of Northern Liberation (ANL) rebels killed a mayor. The ANL claimed responsibility for the murder."
    found = reading(text)

    bodies = deeds.bodies([*(d for h in found.harms for d in h.doers), *found.blamed], text)

    assert len(bodies) == 1
    assert bodies[0].firmness == "claimed"


def test_harm_is_news_in_the_lede_or_with_its_day() -> None:
    fill = "The council met in the hall. It spoke of prices. It spoke of roads. "
    late = fill + "Rebels bombed a bridge."
    dated = fill + "Rebels bombed a bridge on Monday."

    assert not deeds.is_news(reading(late).harms, late, reading(late).dates)
    assert deeds.is_news(reading(dated).harms, dated, reading(dated).dates)


def test_every_line_of_the_table_has_a_kind_and_a_place() -> None:
    for group in lines().values():
        for line in group:
            assert line.place.startswith("harms.tsv:")


def test_a_harm_told_by_somebody_has_its_speaker() -> None:
    text = "Avaria\u2019s foreign minister Ivo Tamm said: \u201cRebels bombed the bridge on Monday.\u201d"

    harm = reading(text).harms[0]

    assert harm.speaker is not None
    assert harm.speaker.name == "Ivo Tamm"
