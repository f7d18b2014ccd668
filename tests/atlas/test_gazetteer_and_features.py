"""Places: the gazetteer, curated features, contested names."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.atlas import (
    Gazetteer,
    NoGazetteer,
    UnknownCountry,
    compile_gazetteer,
    contested,
    countries,
    country_name,
    features,
    features_named,
    lookup,
    neighbours,
)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Lisbon", "PRT", "PPLC"),
        ("Лиссабон", "PRT", "PPLC"),
        ("لشبونة", "PRT", "PPLC"),
        ("里斯本", "PRT", "PPLC"),
        ("tromso", "NOR", "PPL"),
        ("Bavaria", "DEU", "ADM1"),
        ("Исландия", "ISL", "PCLI"),
    ],
)
def test_a_place_is_found_by_its_name_in_any_script(gazetteer, name, country, feature):
    found = gazetteer.find(name)

    assert any(c.country == country and c.feature == feature for c in found)


def test_namesakes_come_the_most_populous_first(gazetteer):
    people = [c.population for c in gazetteer.find("Springfield")]

    assert len(people) > 5
    assert people == sorted(people, reverse=True)


def test_a_name_nobody_bears_is_not_found(gazetteer):
    assert gazetteer.find("Xyzzyville") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_may_be_sought(gazetteer, name):
    assert all(c.lat and c.name for c in gazetteer.find(name))


def test_threads_share_a_gazetteer(gazetteer):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(gazetteer.find, ["Oslo"] * 40))

    assert len(set(found)) == 1


def test_a_gazetteer_may_be_sent_to_another_process(gazetteer):
    assert pickle.loads(pickle.dumps(gazetteer)).find("Oslo") == gazetteer.find("Oslo")


def test_compiling_tells_its_progress_and_replaces_what_was_there(tmp_path):
    path, told = tmp_path / "gazetteer.sqlite", []
    path.write_bytes(b"an older file")

    count = compile_gazetteer(path, lambda done, total: told.append((done, total)))

    assert Gazetteer(path).find("Oslo")
    assert told and all(0 < done <= total + 10_000 for done, total in told)
    assert count > 200_000
    assert [p.name for p in tmp_path.iterdir()] == ["gazetteer.sqlite"]


def test_the_file_keeps_its_attribution(gazetteer):
    assert "GeoNames" in gazetteer.attribution and "CC BY 4.0" in gazetteer.attribution


@pytest.mark.parametrize(
    "content", [None, b"", b"no database at all", b"SQLite format 3\0" + b"\0" * 100]
)
def test_what_is_no_gazetteer_is_refused_by_name(tmp_path, content):
    path = tmp_path / "gazetteer.sqlite"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(NoGazetteer, match=str(path)):
        Gazetteer(path)


def test_there_are_hundreds_of_curated_places_each_on_the_globe():
    assert len(features()) > 500
    for f in features():
        assert abs(f.lat) <= 90_000_000 and abs(f.lon) <= 180_000_000
        assert f.country is None or f.country in countries()
        assert f.precision in ("point", "city", "region", "country")


def test_a_strait_is_found_by_its_other_name():
    assert features_named("hormuz strait")[0].name == "Strait of Hormuz"


def test_waters_between_states_belong_to_none():
    for name in ("Black Sea", "Baltic Sea", "South China Sea", "Persian Gulf", "Strait of Malacca"):
        assert features_named(name)[0].country is None


def test_every_contested_case_says_which_code_and_why():
    for case in contested():
        assert case.names and case.why and case.wording and case.standard


@pytest.mark.parametrize("case", [c for c in contested() if c.code], ids=lambda c: c.id)
def test_a_contested_name_gets_the_code_that_the_table_explains(case):
    for name in case.names:
        assert lookup(name)[0].country == case.code, name


def test_countries_have_names_in_the_languages_of_the_desk():
    for language in ("en", "fa", "ru", "ar", "zh", "fr"):
        assert len({country_name(code, language) for code in countries()}) >= 245


def test_neighbours_are_neighbours_of_each_other():
    for code in countries():
        for other in neighbours(code):
            assert code in neighbours(other), (code, other)


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownCountry, match="QQQ"):
        country_name("QQQ")
