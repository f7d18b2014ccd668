"""Titles neutral by rule, and the words that have no place in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.atlas import BadTable, categories, modes
from tocsin.records import Happening, Party
from tocsin.register import LoadedTitle, date_words, loaded_words, neutral, title
from tocsin.register.standing import rules_in
from tocsin.register.titles import _check, table_in


def happening(category: str, mode: str | None = None, **more: object) -> Happening:
    return Happening(category=category, mode=mode, passages=(), **more)  # type: ignore[arg-type]


def by(*names: str) -> tuple[Party, ...]:
    return tuple(Party(name=name, side="initiator") for name in names)


def to(*names: str) -> tuple[Party, ...]:
    return tuple(Party(name=name, side="recipient") for name in names)


KAZ = Party(name="Astana", side="initiator", code="KAZ")
UZB = Party(name="the Uzbek minister", side="recipient", code="UZB")
TITLES = [
    (happening("CONSULT"), "Talks"),
    (happening("CONSULT", parties=by("Avaria")), "Talks concerning Avaria"),
    (happening("CONSULT", "multilateral", parties=by("Avaria", "Brennia") + to("Costmark")),
     "Meeting of Avaria, Brennia and Costmark"),
    (happening("CONSULT", "visit", parties=(KAZ, UZB), place="Port Selm", date="2030-07-01"),
     "Visit: Kazakhstan and Uzbekistan, Port Selm, 1 July 2030"),
    (happening("CONSULT", country="KAZ", date="2025-07"), "Talks, Kazakhstan, July 2025"),
    (happening("CONSULT", country="XXX"), "Talks"),
    (happening("CONSULT", parties=(Party(name="Dorland", side="initiator", code="XXX"),)), "Talks concerning Dorland"),
    (happening("ASSAULT", "aerial", place="Port Selm", date="2024-04-01"), "Strike, Port Selm, 1 April 2024"),
    (happening("ASSAULT", "aerial", parties=by("Avaria") + to("Brennia")), "Strike on Brennia"),
    (happening("ASSAULT", "no such mode", parties=to("Brennia")), "Use of force against Brennia"),
    (happening("ASSAULT", parties=(Party(name="Avaria’s embassy", side="recipient", code="XXA"),)),
     "Use of force against Avaria’s embassy"),
    (happening("ASSAULT", parties=to("the innocent victims")), "Use of force"),
    (happening("ASSAULT", parties=to("The Regime")), "Use of force"),
    (happening("CONSULT", place="occupied Port Selm", country="KAZ"), "Talks, Kazakhstan"),
    (happening("ACCUSE", parties=by("Avaria") + to("Avaria")), "Statement by Avaria"),
    (happening("CONSULT", parties=(KAZ, Party(name="x", side="recipient", code="USA"))),
     "Talks between Kazakhstan and the United States"),
    (happening("SANCTION", parties=to("Council of Avaria", "League Secretariat")),
     "Restrictive measures concerning Council of Avaria and the League Secretariat"),
    (happening("UNCODED", parties=by("Avaria")), "Event concerning Avaria"),
    (happening("CONSULT", parties=(KAZ, UZB), country="KAZ"), "Talks between Kazakhstan and Uzbekistan"),
    (happening("UNCODED"), "Event"),
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
    (None, None),
    ("2024-04-01", "1 April 2024"),
    ("2025-06", "June 2025"),
    ("2025", "2025"),
    ("XXXX-04-13", "13 April"),
    ("2025-06-XX", "June 2025"),
    ("2025~", "about 2025"),
    ("2025?", "2025"),
    ("2025-06-13/2025-06-24", "13 to 24 June 2025"),
    ("2025-05-30/2025-06-02", "30 May to 2 June 2025"),
    ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
    ("2025-06-13/..", "since 13 June 2025"),
    ("/2025-06-13", "until 13 June 2025"),
    ("2025-21", "2025"),
    ("XXXX-XX-XX", "XXXX-XX-XX"),
    ("[2024,2025]", "[2024,2025]"),
]


@pytest.mark.parametrize(("date", "words"), DATES)
def test_dates_are_written_as_precisely_as_they_are_known(
    date: str | None, words: str | None
) -> None:
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


@pytest.mark.parametrize(
    ("category", "mode", "templates", "says"),
    [
        ("CONSULT", "nonsense", ("Talks",), "has no such mode"),
        ("CONSULT", "any", ("Hostile talks",), "judges: hostile"),
        ("CONSULT", "any", ("Talks of {whom}", "Talks"), "'whom' is no field"),
        ("CONSULT", "any", ("Talks of {all}",), "must fit without names"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(
    category: str, mode: str, templates: tuple[str, ...], says: str
) -> None:
    with pytest.raises(BadTable, match=says):
        _check(category, mode, templates)


BAD_TABLES = {
    "no TOML": ("other = [", "titles.toml: "),
    "no other": ('the = []\nthe_words = []', "other"),
    "an unknown category": ('the = []\nthe_words = []\nother = ["Event"]\n[DANCE]\nany = ["Dance"]', "no category 'DANCE'"),
    "no template": ('the = []\nthe_words = []\nother = []', "must fit without names"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_a_table_of_titles_that_cannot_be_used_is_named(text: str, says: str) -> None:
    with pytest.raises(BadTable, match=says):
        table_in(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("standing = [", "standing.toml: "),
        ("standing = []", "the last rule must fit always"),
        ('[[standing]]\nword = "x"\norigins = 2', "the last rule must fit always"),
        ('[[standing]]\nword = "x"\nscore = 2', "score"),
    ],
)
def test_a_table_of_standings_that_cannot_be_used_is_named(text: str, says: str) -> None:
    with pytest.raises(BadTable, match=says):
        rules_in(text)
