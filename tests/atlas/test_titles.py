"""Titles neutral by rule, and the words that have no place in one."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.atlas import (
    LoadedTitle,
    act,
    acts,
    categories,
    date_words,
    has_title,
    headline,
    loaded_words,
    modes,
    neutral,
    title,
    weightiest,
)
from tocsin.records import Happening, Party

Side = Literal["initiator", "recipient"]


def happening(category: str, mode: str | None = None, **more: object) -> Happening:
    return Happening(category=category, mode=mode, passages=(), **more)  # type: ignore[arg-type]


def party(name: str, side: Side, code: str | None = None) -> Party:
    return Party(name=name, side=side, code=code)


def by(*names: str) -> tuple[Party, ...]:
    """Parties with codes that no table has: they go by the names of the report."""
    return tuple(party(name, "initiator", f"X{name}") for name in names)


def to(*names: str) -> tuple[Party, ...]:
    return tuple(party(name, "recipient", f"X{name}") for name in names)


KAZ = party("Astana", "initiator", "KAZ")
UZB = party("the Uzbek minister", "recipient", "UZB")
TITLES = [
    (happening("CONSULT"), "Meeting"),
    (happening("CONSULT", parties=by("Avaria")), "Meeting of Avaria"),
    (happening("CONSULT", "multilateral", parties=by("Avaria", "Brennia") + to("Costmark")),
     "Meeting of Avaria, Brennia and Costmark"),
    (happening("CONSULT", "visit", parties=(KAZ, UZB), place="Port Selm", date="2030-07-01T09:00"),
     "Visit by Kazakhstan to Uzbekistan, Port Selm, 1 July 2030"),
    (happening("CONSULT", country="KAZ", date="2025-07"), "Meeting, Kazakhstan, July 2025"),
    (happening("CONSULT", country="XXX"), "Meeting"),
    (happening("CONSULT", parties=(KAZ, party("AU", "recipient", "AU"))),
     "Meeting between Kazakhstan and the African Union"),
    (happening("CONSULT", parties=(KAZ, party("x", "recipient", "USA"))),
     "Meeting between Kazakhstan and the United States"),
    (happening("CONSULT", parties=(KAZ, UZB), country="KAZ"), "Meeting between Kazakhstan and Uzbekistan"),
    (happening("ASSAULT", "aerial", place="Port Selm", date="2024-04-01"), "Airstrike, Port Selm, 1 April 2024"),
    (happening("ASSAULT", "aerial", parties=by("Avaria") + to("Brennia")), "Airstrike on Brennia"),
    (happening("ASSAULT", "aerial", parties=by("Avaria")), "Airstrike"),
    (happening("ASSAULT", "no such mode", parties=to("Brennia")), "Use of force against Brennia"),
    (happening("ASSAULT", parties=to("Avaria’s embassy")), "Use of force against Avaria’s embassy"),
    (happening("ASSAULT", parties=(party("Seven members", "recipient"),), place="Port Selm"), "Use of force, Port Selm"),
    (happening("ASSAULT", parties=(party("Seven members", "recipient", "KAZ"),)), "Use of force against Kazakhstan"),
    (happening("ASSAULT", parties=(party("An air strike", "initiator"),)), "Use of force"),
    (happening("ASSAULT", parties=to("The Regime")), "Use of force"),
    (happening("CONSULT", place="occupied Port Selm", country="KAZ"), "Meeting, Kazakhstan"),
    (happening("ACCUSE", parties=by("Avaria") + to("Avaria")), "Expression of disapproval by Avaria"),
    (happening("ACCUSE", parties=by("Avaria") + to("Brennia")), "Expression of disapproval by Avaria of Brennia"),
    (happening("AID", parties=to("Brennia")), "Assistance to Brennia"),
    (happening("AID", parties=by("Avaria") + to("Brennia")), "Assistance by Avaria to Brennia"),
    (happening("MOBILIZE", "x-incursion-air", parties=by("Avaria") + to("Brennia")), "Entry into the airspace of Brennia"),
    (happening("RETREAT", "ceasefire", parties=by("Avaria") + to("Brennia")), "Ceasefire between Avaria and Brennia"),
    (happening("UNCODED", parties=by("Avaria")), "Act by Avaria"),
    (happening("UNCODED"), "Act"),
]  # fmt: skip


@pytest.mark.parametrize(("given_happening", "wanted"), TITLES, ids=[t[1] for t in TITLES])
def test_a_title_says_what_was_done_to_what_where_and_when(
    given_happening: Happening, wanted: str
) -> None:
    assert title(given_happening) == wanted


@pytest.mark.parametrize("category", [*categories()])
def test_every_category_and_mode_has_a_neutral_title(category: str) -> None:
    for mode in [None, *(name for of, name in modes() if of == category)]:
        for parties in ((), by("Avaria"), to("Brennia"), by("Avaria") + to("Brennia")):
            assert loaded_words(title(happening(category, mode, parties=parties))) == ()


DATES = [
    ("2024-04-01", "1 April 2024"),
    ("2024-04-01T17:00:00", "1 April 2024"),
    ("2025-06", "June 2025"),
    ("2025", "2025"),
    ("XXXX-04-13", "13 April, year not stated"),
    ("XXXX-04", "April, year not stated"),
    ("XXXX-XX-XX", "year not stated"),
    ("2025-06-XX", "June 2025"),
    ("2025~", "about 2025"),
    ("2025?", "2025"),
    ("2025-06-13/2025-06-24", "13 to 24 June 2025"),
    ("XXXX-04-13/XXXX-04-15", "13 to 15 April, year not stated"),
    ("2025-05-30/2025-06-02", "30 May to 2 June 2025"),
    ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
    ("2025-06-13/..", "since 13 June 2025"),
    ("/2025-06-13", "until 13 June 2025"),
    ("2025-21", "2025-21"),
    ("soon", "soon"),
    ("[2024,2025]", "[2024,2025]"),
]


@pytest.mark.parametrize(("date", "words"), DATES)
def test_dates_are_written_as_precisely_as_they_are_known(date: str, words: str) -> None:
    assert date_words(date) == words


@given(st.text(max_size=30))
def test_any_date_has_some_words(date: str) -> None:
    assert isinstance(date_words(date), str)


LOADED = [
    ("The aggression against Avaria", ("aggression",)),
    ("Unprovoked invasion of Port Selm", ("unprovoked", "invasion")),
    ("Regime forces and Terrorists near Port Selm", ("regime", "terrorists")),
    ("Retaliatory strike", ("retaliatory",)),
    ("Агрессия против Аварии", ("агрессия",)),
    ("Террористический акт в порту", ("террористическии",)),
    ("تجاوز به آواریا", ("تجاوز",)),
    ("حمله رژیم به بندر", ("رژیم",)),
    ("العدوان على أفاريا", ("العدوان",)),
    ("对港口的侵略行为", ("侵略",)),
    ("恐怖袭击", ("恐怖",)),
    ("L’agression contre l’Avarie", ("agression",)),
    ("Le régime d’Avarie", ("regime",)),
]


@pytest.mark.parametrize(("text", "words"), LOADED, ids=[text for text, _ in LOADED])
def test_words_that_judge_are_found_in_every_language_of_the_desk(
    text: str, words: tuple[str, ...]
) -> None:
    assert loaded_words(text) == words
    with pytest.raises(LoadedTitle, match=r"judges: .*; say what was done"):
        neutral(text)


FINE = [
    "Strike on the consular section of an embassy, Port Selm, 1 April 2024",
    "Meeting of Avaria and Brennia",
    "Statement on the “aggression” against Avaria",
    'Talks on the "illegal" closure',
    "Déclaration sur l’« agression »",
    "Заявление об «агрессии»",
    "بیانیه درباره «تجاوز»",
    "بيان حول «العدوان»",
    "关于“侵略”的声明",
    "关于「侵略」的声明",
    "International Criminal Court: ruling concerning Avaria",
    "Meeting of the Regional Anti-Terrorist Structure, Tashkent",
    "Flood of the Ganges",
    "Удар по порту Сельм",
    "حمله به بندر سلم",
    "ضربة على الميناء",
    "对港口的打击",
    "Frappe sur le port de Selm",
]


@pytest.mark.parametrize("text", FINE)
def test_plain_titles_and_quoted_words_are_left_alone(text: str) -> None:
    assert loaded_words(text) == ()
    assert neutral(text) == text


@given(st.text(max_size=60))
def test_any_text_is_linted_and_quoted_text_never_judges(text: str) -> None:
    assert isinstance(loaded_words(text), tuple)
    assert loaded_words("«" + text.replace("«", "").replace("»", "") + "»") == ()


def test_every_category_has_words_of_its_own_and_every_line_is_of_one() -> None:
    assert {of for of, mode in acts() if not mode} == {*categories(), "*"}
    assert {of for of, _ in modes()} <= categories().keys()


def test_no_word_for_an_act_judges() -> None:
    for words in acts().values():
        for word in words.words:
            assert loaded_words(word) == (), (words.category, words.mode, word)


def test_an_act_without_words_of_its_mode_goes_by_its_category() -> None:
    assert act("ASSAULT", "no such mode") == act("ASSAULT")


PORT = {"place": "Port Selm"}


@pytest.mark.parametrize(
    ("reality", "said"),
    [
        ("actual", "Assistance to Brennia"),
        ("alleged", "Reported: Assistance to Brennia"),
        ("future", "Announced: Assistance to Brennia"),
        ("historical", "Assistance to Brennia"),
    ],
)
def test_a_headline_says_how_real_a_happening_is(reality: str, said: str) -> None:
    assert headline(happening("AID", parties=to("Brennia"), reality=reality)) == said


def test_what_only_a_speaker_says_is_reported() -> None:
    told = happening("AID", parties=to("Brennia"))

    assert headline(told, ["Oren Dask"]).startswith("Reported: ")
    assert not headline(told, ["Oren Dask", None]).startswith("R")


@pytest.mark.parametrize(
    ("one", "has"),
    [
        (happening("ASSAULT", **PORT), True),
        (happening("ASSAULT"), False),
        (happening("UNCODED", **PORT), False),
        (happening("ASSAULT", reality="negated", **PORT), False),
        (happening("ASSAULT", parties=(party("At least five people", "recipient"),)), False),
    ],
)
def test_what_has_a_title(one: Happening, has: bool) -> None:
    assert has_title(one) is has


def test_the_weightiest_is_told_by_most_and_as_a_fact_and_is_a_deed() -> None:
    ranked = [
        happening("ACCUSE", origins=3, **PORT),
        happening("CONSULT", **PORT),
        happening("AID", **PORT),
        happening("ACCUSE", **PORT),
        happening("ASSAULT", reality="alleged", **PORT),
        happening("ASSAULT", reality="historical", **PORT),
        happening("ASSAULT"),
    ]

    assert weightiest(ranked[::-1]) == ranked
