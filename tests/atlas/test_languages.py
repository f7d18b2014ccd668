"""Names in the languages of the desk: as they change, as they are written together."""

import pytest

from tocsin.atlas import actor, fold, languages, match, roles, surfaces


def found(text, language):
    return [(text[m.start : m.end], m.entries[0].country) for m in match(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "ru",
            "Исландией, Новой Зеландии и финских",
            [("Исландией", "ISL"), ("Новой Зеландии", "NZL"), ("финских", "FIN")],
        ),
        ("ru", "ООН в Канаде", [("ООН", "IGO"), ("Канаде", "CAN")]),
        ("fr", "les Finlandais d’Islande et l’ONU", [("Islande", "ISL"), ("ONU", "IGO")]),
        (
            "ar",
            "وقالت كندا والنرويج بفنلندا",
            [("كندا", "CAN"), ("النرويج", "NOR"), ("فنلندا", "FIN")],
        ),
        ("fa", "کانادا و نروژ", [("کانادا", "CAN"), ("نروژ", "NOR")]),
        ("zh", "冰岛和联合国在芬兰", [("冰岛", "ISL"), ("联合国", "IGO"), ("芬兰", "FIN")]),
    ],
)
def test_names_are_found_as_the_language_writes_them(language, text, names):
    seen = found(text, language)

    assert [n for n in names if n not in seen] == []


def test_letters_written_in_two_ways_are_one():
    assert fold("كندي") == fold("کندی")
    assert fold("Орёл") == fold("орел")


def test_folding_keeps_every_character_in_its_place():
    for text in ("İstanbul’da", "Straße", "ﬁn", "كندا", "Орёл"):
        assert len(fold(text)) == len(text)


def test_a_title_before_its_country_is_read_too():
    entry = actor("министр иностранных дел Исландии", language="ru")

    assert (entry.country, entry.sector, entry.office) == ("ISL", "GOV", "foreign minister")


@pytest.mark.parametrize("language", ["ru", "fr", "fa", "ar", "zh"])
def test_each_language_of_the_desk_has_names_and_roles(language):
    assert len(surfaces(language)) > 300
    assert len(roles(language)) >= 45


def test_a_language_without_tables_still_has_the_names_of_countries():
    assert [c for _, c in found("ფინეთი", "ka")] == ["FIN"]
    assert roles("ka") == {}


def test_the_languages_of_the_house_are_those_that_have_a_table_of_names():
    assert languages()[0] == "en"
    assert {"ar", "fa", "fr", "ru", "zh"} <= set(languages())
    assert "ka" not in languages()
