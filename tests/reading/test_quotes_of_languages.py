"""Quotes of languages read without a parser, by their cue words. Our own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.spoken_text import split, unmarked
from tocsin.reading.speakers import spoken

LINES = """
ru ⟦«Дорога открыта»⟧, — сказал ⟨министр Тамм⟩.
ru ⟨Министр Тамм⟩ сообщил, что ⟦дорога открыта⟧.
ru ⟨Министр⟩ заявил: ⟦«Дорога открыта»⟧.
ru По словам ⟨министра⟩, ⟦дорога открыта⟧.
uk ⟦«Дорога відкрита»⟧, — сказав ⟨міністр Тамм⟩.
uk ⟨Міністр⟩ повідомив, що ⟦дорога відкрита⟧.
fr ⟦« La route est ouverte »⟧, a déclaré ⟨le ministre Tamm⟩.
fr ⟨Le ministre⟩ a affirmé que ⟦la route était ouverte⟧.
fr ⟨Le ministre⟩ a déclaré : ⟦« La route est ouverte. »⟧
fr Selon ⟨le ministre⟩, ⟦la route est ouverte⟧.
ar وقال ⟨الوزير تام⟩: ⟦"الطريق مفتوح"⟧.
ar أعلن ⟨الوزير⟩ أن ⟦الطريق مفتوح⟧.
fa ⟨وزیر⟩ گفت: ⟦«راه باز است»⟧.
fa ⟨وزیر⟩ اعلام کرد که ⟦راه باز است⟧.
zh ⟨部长⟩表示：⟦“道路已经开放。”⟧
zh ⟨部长⟩表示，⟦道路已经开放⟧。
zh ⟦“道路已经开放，”⟧⟨部长⟩说。
""".strip().splitlines()


@pytest.mark.parametrize("line", LINES)
def test_a_quote_is_given_to_its_speaker_by_the_cue_word(line):
    language, marked = line.split(" ", 1)
    text, speakers, contents = unmarked(marked)

    (found,) = spoken(text, split(text), [], language)

    assert [text[a:b] for a, b in found.found.content] == contents
    assert text[slice(*found.found.speaker)] == speakers[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Министры встретились в понедельник."),
        ("fr", "Les ministres se sont rencontrés lundi."),
        ("zh", "两位部长周一会面。"),
        ("xx", "Tamm said: “The road is open.”"),
    ],
)
def test_a_plain_sentence_or_an_unknown_language_has_no_quote(language, text):
    assert spoken(text, split(text), [], language) == ()


@given(
    st.sampled_from(["ru", "uk", "fr", "ar", "fa", "zh"]),
    st.text() | st.lists(st.sampled_from(["«", "»", "“", "”", "сказал", "что", "a déclaré", "que", "قال", "که", "گفت", "表示", "，", ",", ".", "\n", "Тамм"]), max_size=20).map(" ".join),
)  # fmt: skip
def test_any_text_gives_quotes_within_it(language, text):
    for v in spoken(text, split(text), [], language):
        assert all(0 <= a < b <= len(text) for a, b in v.found.content)
