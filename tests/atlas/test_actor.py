"""Actor phrases: who is meant, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import gold
from tocsin.atlas import actor, cameo_actor, match, roles, roles_in


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Finnish Foreign Minister", "FIN", "GOV"),
        ("the prime minister of Norway", "NOR", "GOV"),
        ("Iceland's coast guard", "ISL", "MIL"),
        ("police in Uruguay", "URY", "COP"),
        ("UN peacekeepers", "IGO", "MIL"),
        ("Swiss farmers", "CHE", "AGR"),
        ("a Canadian court", "CAN", "JUD"),
        ("New Zealand's opposition leader", "NZL", "OPP"),
        ("leader of the opposition in Botswana", "BWA", "OPP"),
        ("a police spokeswoman", None, "COP"),
        ("the speaker of parliament", None, "LEG"),
        ("Lisbon police", "PRT", "COP"),
        ("the former president of Iceland", "ISL", "ELI"),
        ("Danish and Swedish students", "DNK", "EDU"),
        ("Norway's ambassador to Denmark", "NOR", "GOV"),
        ("a religious leader", None, "REL"),
        ("Norwegian NATO troops", "NOR", "MIL"),
        ("the Chilean Congress", "CHL", "LEG"),
        ("a Human Rights Watch researcher", "NGO", "SOC"),
        ("Bosnia and Herzegovina", "BIH", None),
        ("Myanmar", "MMR", None),
        ("she", None, "UNK"),
    ],
)
def test_a_phrase_has_a_country_and_a_sector(phrase, country, sector):
    found = actor(phrase)

    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["", "yesterday", "the blue door", "turkey sandwich"])
def test_what_names_nobody_is_nobody(phrase):
    assert actor(phrase) is None


def test_a_name_behind_a_title_is_kept_as_written():
    found = actor("Icelandic Foreign Minister Jón Dæmi")

    assert (found.name, found.country, found.office) == ("Jón Dæmi", "ISL", "foreign minister")


@pytest.mark.parametrize(
    ("on", "sector", "office"),
    [
        ("2010-06-01", "GOV", "prime minister"),
        ("2014-12-01", "GOV", "secretary-general"),
        ("2025-01-01", "ELI", "former secretary-general"),
    ],
)
def test_an_office_is_held_from_day_to_day(on, sector, office):
    found = actor("Jens Stoltenberg", on) if on > "2013" else actor("Gordon Brown", "2010-05-10")

    assert found.sector == sector
    assert found.office == office


def test_who_only_stands_behind_an_actor_is_not_the_actor():
    assert actor("a Norwegian-led Kenyan delegation").country == "KEN"


def test_an_actor_of_an_organisation_has_its_code():
    found = actor("European Union legislators")

    assert (found.org, found.sector, cameo_actor(found.org)) == ("EU", "LEG", "IGOEUREEC")


def test_role_nouns_are_found_longest_first_with_their_plurals():
    text = "Prime ministers met police chiefs; a deputy stayed."

    found = [(text[r.start : r.end], r.role.sector) for r in roles_in(text)]

    assert found == [("Prime ministers", "GOV"), ("police chiefs", "COP"), ("deputy", "LEG")]


def test_there_are_hundreds_of_role_nouns():
    assert len(roles("en")) > 1500


def test_most_actor_phrases_of_the_gold_set_are_coded_right():
    rows = gold("actors/ngec")
    said = {row["id"]: actor(row["text"], row.get("date")) for row in rows}
    coded = [r for r in rows if r.get("country")]

    right = sum((e := said[r["id"]]) is not None and e.country == r["country"] for r in coded)

    assert right / len(coded) >= 0.75


@given(st.text())
def test_any_text_has_an_actor_or_none_and_matches_lie_inside_it(text):
    actor(text)

    reach = 0
    for found in match(text):
        assert reach <= found.start < found.end <= len(text)
        reach = found.end


@given(
    st.lists(
        st.sampled_from(
            [
                "Finnish",
                "rebels",
                "in",
                "Chad",
                "of",
                "the",
                "leader",
                "US",
                "-",
                "'s",
                ",",
                "President",
            ]
        )
    )
)
def test_any_row_of_words_has_an_actor_or_none(words):
    found = actor(" ".join(words))

    assert found is None or found.name
