"""Names of places: what is one, what is not, and which of its namesakes a name means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import gold
from tocsin.reading.capitals import capitals
from tocsin.reading.places import located, places

# text | places found, each as words@country (- where no country is told)
FOUND = """
The ferry from Lisbon reached Oslo.                               | Lisbon@PRT Oslo@NOR
Ships wait in the Strait of Hormuz.                               | Strait of Hormuz@-
The fair in Portland, Ore., drew a crowd.                         | Portland@USA Ore.@USA
The fair in Portland, Maine, drew a crowd.                        | Portland@USA Maine@USA
A market opened in Quito, the capital of Ecuador.                 | Quito@ECU Ecuador@ECU
The road from Ghent to Bruges was closed.                         | Ghent@BEL Bruges@BEL
The concert hall on Harbour Street burned.                        | Harbour Street@-
Highway 12 is open again.                                         | Highway 12@-
The delegation flew to New Zealand.                               | New Zealand@NZL
"""

NONE = [
    "Mayor Lincoln opened the fair.",
    "Jordan Walker sang. Walker bowed.",
    "The talks on Monday in March went well.",
    "A reading of the report took an hour.",
    "The Avarian delegation left early.",
]


def table(rows: str) -> list[list[str]]:
    return [[c.strip() for c in row.split("|")] for row in rows.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), table(FOUND))
def test_names_of_places_are_found_with_their_country(text, expected, gazetteer):
    found = places(text, gazetteer)

    assert " ".join(f"{text[p.start : p.end]}@{p.country or '-'}" for p in found) == expected


@pytest.mark.parametrize("text", NONE)
def test_persons_months_and_plain_words_are_no_places(text, gazetteer):
    assert [p.name for p in places(text, gazetteer)] == []


def test_the_state_named_after_a_town_says_which_town(gazetteer):
    oregon, _ = places("The fair in Portland, Ore., drew a crowd.", gazetteer)
    maine, _ = places("The fair in Portland, Maine, drew a crowd.", gazetteer)

    assert oregon.point is not None
    assert maine.point is not None
    assert oregon.point.lon < -120_000_000 < maine.point.lon


def test_the_other_places_of_a_report_say_which_namesake_is_meant(gazetteer):
    alone, *_ = places("The fair in Cordoba was opened.", gazetteer)
    among, *_ = places(
        "The fair in Cordoba was opened. Guests came from Seville, Granada and Malaga.",
        gazetteer,
    )

    assert (alone.country, among.country) == ("ARG", "ESP")


def test_a_place_says_how_exact_its_point_is(gazetteer):
    found = places("From Ecuador to Quito, to Texas, to the Strait of Hormuz.", gazetteer)

    assert [p.precision for p in found] == ["country", "city", "region", "region"]


def test_without_a_gazetteer_countries_regions_and_curated_places_are_known():
    found = places("From Ecuador to Quito, to Texas.", None)

    assert [p.name for p in found if p.point] == ["Ecuador", "Texas"]


def test_an_adjective_of_a_country_is_a_place_only_where_asked():
    text = "The Portuguese ferry left."

    assert places(text, None) == ()
    assert [p.country for p in places(text, None, adjectives=True)] == ["PRT"]


def test_a_title_gives_context_but_no_places_of_its_own(gazetteer):
    (found,) = places(
        "The fair in Cordoba was opened.", gazetteer, title="Seville, Granada and Malaga, Spain"
    )

    assert found.country == "ESP"


def test_given_names_are_put_on_the_map_as_they_stand(gazetteer):
    text = "reading is a town near oxford in england"

    (reading,) = located(text, [(0, 7)], gazetteer)

    assert (reading.name, reading.country) == ("reading", "GBR")


LISTED = """
ru | Россия и Китай открыли ярмарку.            | Россия@RUS Китай@CHN
fr | Le Portugal a ouvert une foire à Toulouse. | Portugal@PRT Toulouse@FRA
zh | 中国代表团访问了里斯本。                      | 中国@CHN 里斯本@PRT
fa | هیئتی از پرتغال به قزاقستان رفت.           | پرتغال@PRT قزاقستان@KAZ
ar | وصل وفد من البرتغال إلى كازاخستان.         | البرتغال@PRT كازاخستان@KAZ
"""


@pytest.mark.parametrize(("language", "text", "expected"), table(LISTED))
def test_other_languages_name_countries_and_large_towns(language, text, expected, gazetteer):
    found = places(text, gazetteer, language=language)

    assert " ".join(f"{text[p.start : p.end]}@{p.country}" for p in found) == expected


names = st.sampled_from(
    [
        "Paris",
        "St.",
        "Texas",
        ",",
        "Mayor",
        "Lake",
        "of",
        "County",
        "in",
        "Highway",
        "9",
        "O’Brien’s",
        "U.S.",
        "-",
        "a",
        "\n",
        "Ill",
        ".",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(names, max_size=20).map(" ".join) | st.text(max_size=60))
def test_whatever_the_text_places_stand_in_order_and_inside_it(text):
    found = places(text, None, adjectives=True)

    ends = [0]
    for p in found:
        assert ends[-1] <= p.start < p.end <= len(text)
        ends.append(p.end)
    assert places(text, None, adjectives=True) == found


@pytest.mark.parametrize(("name", "least"), [("lgl", 750), ("geowebnews", 750)])
def test_names_of_the_gold_sets_are_found(name, least, gazetteer):
    hits = said = asked = 0
    for row in gold(f"places/{name}")[:60]:
        found = places(row["text"], gazetteer, adjectives=True)
        must = [g for g in row["places"] if not g.get("optional")]
        hits += sum(any(p.start < g["end"] and p.end > g["start"] for p in found) for g in must)
        said, asked = said + len(found), asked + len(must)

    assert 2000 * hits >= least * (said + asked)


CAPITALS = """
The delegation flew to the Norwegian capital.     | Oslo@NOR
They met in the capital of Portugal.              | Lisbon@PRT
They met in the Norwegian capital, Oslo.          |
They met in the Avarian capital.                  |
They moved their capital to another bank.         |
"""


@pytest.mark.parametrize(("text", "expected"), table(CAPITALS))
def test_a_capital_may_be_named_by_its_country_alone(text, expected, gazetteer):
    found = capitals(text, gazetteer)

    assert " ".join(f"{p.name}@{p.country}" for p in found) == expected
