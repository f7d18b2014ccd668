"""The language of a report: one of the configured ones, or none."""

import pytest

from tests.intake.pages import LEAD
from tocsin.intake import Given, reports
from tocsin.intake.language import language, primary

TEXTS = {
    "en": LEAD,
    "fr": "Les ministres d’Avaria et de Brennia se sont rencontrés mardi pour parler du passage de la frontière.",
    "ru": "Министры Аварии и Бреннии встретились во вторник, чтобы обсудить пограничный переход.",
    "ar": "التقى وزيرا خارجية أفاريا وبرينيا يوم الثلاثاء لبحث المعبر الحدودي بين البلدين.",
    "fa": "وزیران امور خارجه آواریا و برنیا روز سه‌شنبه درباره گذرگاه مرزی گفت‌وگو کردند.",
    "zh": "阿瓦里亚和布伦尼亚两国外长星期二举行会谈，讨论边境口岸问题。",
}
OTHERS = {
    "fi": "Ulkoministerit tapasivat tiistaina keskustellakseen rajanylityspaikasta, molempien maiden viranomaiset kertoivat.",
    "de": "Die Außenminister trafen sich am Dienstag, um über den Grenzübergang zu sprechen.",
    "uk": "Міністри закордонних справ зустрілися у вівторок, щоб обговорити прикордонний перехід.",
    "ur": "دونوں ملکوں کے وزرائے خارجہ نے منگل کو سرحدی گزرگاہ پر بات چیت کی۔",
    "ja": "両国の外相は火曜日に会談し、国境の検問所について話し合った。",
}
CONFIGURED = tuple(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_configured_language_is_known_from_one_sentence(name):
    assert language(TEXTS[name], CONFIGURED) == name


@pytest.mark.parametrize("name", OTHERS)
def test_a_language_that_is_not_configured_is_not_called_by_the_nearest_name(name):
    assert language(OTHERS[name], CONFIGURED) is None
    assert language(OTHERS[name], (*CONFIGURED, name)) == name


@pytest.mark.parametrize("text", ["", "Hm", "12 345 678", "....", "http://"])
def test_too_little_text_has_no_language(text):
    assert language(text, CONFIGURED) is None


def test_a_report_in_an_unknown_language_says_so():
    [report] = reports(OTHERS["fi"].encode(), "a")
    [known] = reports(OTHERS["fi"].encode(), "a", languages=("fi",))

    assert (report.language, "unknown-language" in report.flags) == (None, True)
    assert (known.language, "unknown-language" in known.flags) == ("fi", False)


def test_a_given_language_is_kept_even_if_nothing_is_configured_for_it():
    [report] = reports(LEAD.encode(), "a", given=Given(language="sv-SE"))

    assert (report.language, "unknown-language" in report.flags) == ("sv", True)


@pytest.mark.parametrize(
    "tag, name",
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("zh-Hans-CN", "zh"),
        ("english", None),
        ("", None),
        (None, None),
    ],
)
def test_the_language_of_a_tag_is_its_first_part(tag, name):
    assert primary(tag) == name


def test_words_of_the_page_do_not_decide_its_language():
    menu = "\n".join(["Rechercher", "Accueil", "Haut de page", "Les plus lus"])
    [report] = reports(f"{menu}\n\n{LEAD}\n".encode(), "a")

    assert report.language == "en"
