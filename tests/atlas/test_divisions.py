"""States, provinces, counties: what lies between a country and its towns."""

import pytest

from tocsin.atlas import counties_named, countries, divisions, divisions_named


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [("Maine", "USA", "ME"), ("Ore.", "USA", "OR"), ("Tasmania", "AUS", "06")],
)
def test_a_division_goes_by_its_name_and_its_abbreviations(name, country, admin1):
    (found,) = divisions_named(name)

    assert (found.country, found.admin1) == (country, admin1)


def test_a_region_that_spans_countries_or_whose_belonging_is_disputed_has_no_country():
    assert {d.country for n in ("Middle East", "Kashmir") for d in divisions_named(n)} == {None}


def test_every_division_lies_on_the_globe_and_in_a_country_there_is():
    for d in divisions():
        assert abs(d.lat) <= 90_000_000, d
        assert abs(d.lon) <= 180_000_000, d
        assert d.country is None or d.country in countries(), d


def test_a_county_says_in_which_divisions_there_is_one_of_its_name():
    assert len(counties_named("Lincoln County")) > 10
    assert counties_named("No Such County") == ()
