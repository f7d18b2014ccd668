"""Meanings and numbers: the same in six languages, and never more than stands in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.stories.concepts import LANGUAGES, concepts, expressions, folded, glossed, tokens
from tocsin.stories.lines import bones, sentences
from tocsin.stories.numerals import numbers

FERRY = {
    "en": "The ship dropped its anchor near the cable.",
    "fr": "Le navire a jeté l’ancre près du câble.",
    "ru": "Судно бросило якорь рядом с кабелем.",
    "ar": "ألقت السفينة مرساة بالقرب من الكابل.",
    "fa": "کشتی نزدیک کابل لنگر انداخت.",
    "zh": "这艘船在电缆附近抛锚。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_means_the_same_in_every_language(language):
    said = {c.name for c in concepts(FERRY[language], language)}

    assert {"ship", "anchor", "cable"} <= said


def test_a_language_without_a_gloss_means_nothing_to_it():
    assert not glossed("sw")
    assert concepts("Meli ilitia nanga karibu na kebo.", "sw") == []


def test_of_expressions_the_longest_is_meant():
    names = [c.name for c in concepts("The foreign ministry spoke of warning shots.", "en")]

    assert "foreign_ministry" in names and "warning_shot" in names
    assert "shoot" not in names


def test_every_language_has_a_word_for_nearly_every_meaning():
    every = {name for name, _, _ in expressions("en")}

    for language in LANGUAGES:
        have = {name for name, _, _ in expressions(language)}
        assert len(every - have) <= len(every) // 50


def test_arabic_is_read_with_and_without_what_is_written_on_to_it():
    for written in ("سفينة", "والسفينة", "بالسفينة", "للسفينة"):
        assert [c.name for c in concepts(written, "ar")] == ["ship"]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Twenty-four ferries, 1,173 kilometres, 1.36 miles and two harbours", [24, 1173, 2]),
        ("fr", "quarante-huit heures, 136 000 passagers, dix-huit ports", [48, 136000, 18]),
        ("ru", "двадцать четыре парома, около 140 тысяч пассажиров и двух причалов", [24, 140000, 2]),
        ("ar", "ثلاث سفن وأربعة موانئ و34 راكبا", [3, 4, 34]),
        ("fa", "چهل و هشت ساعت و ۳۴ مسافر و سه بندر", [48, 34, 3]),
        ("zh", "三艘船、二十四名船员，约3000名乘客，第2231号决议", [3, 24, 3000]),
    ],
)  # fmt: skip
def test_numbers_are_read_in_figures_and_in_words(language, text, values):
    assert [n.value for n in numbers(text, language)] == values


@pytest.mark.parametrize(
    "spellings",
    [("Pistorius", "Писториус", "بيستوريوس", "پیستوریوس"), ("Mokhber", "Мохбер", "مخبر"), ("Araghchi", "Арагчи", "عراقچی", "عراقجي")],
)  # fmt: skip
def test_a_name_has_the_same_bones_in_every_script(spellings):
    assert len({bones(s) for s in spellings}) == 1


def test_sentences_end_where_they_end_and_not_at_an_hour():
    text = "It left at 9:45 a.m. British time. “We wait,” he said.\n船已离港。乘客平安。"

    assert [text[a:b] for a, b in sentences(text)] == [
        "It left at 9:45 a.m. British time.",
        "“We wait,” he said.",
        "船已离港。",
        "乘客平安。",
    ]


@given(st.text(max_size=120), st.sampled_from([*LANGUAGES, "sw"]))
def test_whatever_a_text_holds_meanings_numbers_and_sentences_lie_inside_it(text, language):
    found = [*concepts(text, language), *numbers(text, language), *tokens(text)]

    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert "".join("".join(text[a:b].split()) for a, b in sentences(text)) == "".join(text.split())
    assert folded(folded(text)) == folded(text)
