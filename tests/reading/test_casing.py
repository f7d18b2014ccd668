"""Text in capitals gets its ordinary case back: common words small, names, months and abbreviations as they are written."""

import pytest

from tocsin.reading.casing import restored
from tocsin.reading.lexicon import lexicon
from tocsin.reading.wordbook import Wordbook, wordbook

CASES = [
    (
        "THE MAYOR OF ARVELTO, CARLOS TAMM, WAS KIDNAPPED ON 5 JANUARY BY ARMED MEN.",
        "The mayor of Arvelto, Carlos Tamm, was kidnapped on 5 January by armed men.",
    ),
    (
        "THE ARMY OF NORTHERN LIBERATION (ANL) CLAIMED THE EXPLOSION OF THE BRIDGE.",
        "The Army of Northern Liberation (ANL) claimed the explosion of the bridge.",
    ),
    (
        "I THINK SOMEONE FOUND AN AK-47 RIFLE AND 200 KG OF DYNAMITE IN SAN TARVO.",
        "I think someone found an AK-47 rifle and 200 kg of dynamite in San Tarvo.",
    ),
    (
        "THE PEASANTS' MACHINEGUNS WERE DEACTIVATED; NEWSMEN DISCUSSED THE ANTIDRUG PLAN.",
        "The peasants' machineguns were deactivated; newsmen discussed the antidrug plan.",
    ),
]


@pytest.mark.parametrize(("capitals", "ordinary"), CASES)
def test_capitals_go_back_to_ordinary_case(capitals: str, ordinary: str) -> None:
    assert restored(capitals, lexicon("en")) == ordinary


def test_text_in_ordinary_case_stays_as_it_is() -> None:
    text = "The mayor of Arvelto was kidnapped by ARMED MEN on Monday."

    assert restored(text, lexicon("en")) is text


def test_the_list_of_words_knows_forms_of_verbs_and_plurals() -> None:
    book = wordbook()

    assert isinstance(book, Wordbook)
    assert book.plain("discussed")
    assert book.verb("kidnapping")
    assert book.noun("cartridges")
    assert not book.plain("arvelto")
    assert not book.noun("arvelto")


def test_a_word_without_end_is_no_noun() -> None:
    assert restored("RE" * 4000 + " WAS HERE.", lexicon("en")).startswith("Rere")
