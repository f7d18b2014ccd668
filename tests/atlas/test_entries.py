"""Names and what they stand for."""

import pytest

from tocsin.atlas import lookup, match, surfaces


@pytest.mark.parametrize(
    ("phrase", "country", "kind"),
    [
        ("US", "USA", "country"),
        ("the U.S.", "USA", "country"),
        ("Côte d'Ivoire", "CIV", "country"),
        ("Cote d’Ivoire", "CIV", "country"),
        ("Türkiye", "TUR", "country"),
        ("Finnish", "FIN", "demonym"),
        ("Ulaanbaatar", "MNG", "capital"),
        ("Downing Street", "GBR", "seat"),
        ("United Nations", "IGO", "org"),
    ],
)
def test_a_name_stands_for_its_country(phrase, country, kind):
    entry = lookup(phrase)[0]

    assert (entry.country, entry.kind) == (country, kind)


@pytest.mark.parametrize("phrase", ["us", "turkey", "polish", "who", "jordan", "chad"])
def test_a_common_word_is_no_country(phrase):
    assert lookup(phrase) == ()


def test_names_are_found_at_word_boundaries_and_with_their_capitals():
    text = "Nigeria asked us, Finland’s envoys said in Chinatown; a turkey crossed the U.S. border."

    found = [(text[m.start : m.end], m.entries[0].country) for m in match(text)]

    assert found == [("Nigeria", "NGA"), ("Finland", "FIN"), ("U.S.", "USA")]


def test_keys_of_surfaces_are_folded():
    assert surfaces("en")["finland"][0].country == "FIN"


@pytest.mark.parametrize(
    "text",
    ["New Mexico", "the Indian Ocean", "the South China Sea", "the Persian Gulf", "New Jersey"],
)
def test_a_country_inside_a_longer_place_is_not_named(text):
    assert list(match(f"Ships and trains left {text} on Monday.")) == []


def test_a_bloc_without_a_name_is_no_organisation():
    assert lookup("the bloc") == ()
