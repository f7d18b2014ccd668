"""The languages of the desk and their catalogues, `languages/CODE.po`."""

import gettext
import io
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = {
    "en": "English",
    "fa": "فارسی",
    "ar": "العربية",
    "ru": "Русский",
    "zh": "中文",
    "fr": "Français",
}


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The words of a language; those of the templates themselves where there is no catalogue."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        words = read_po(file, locale=language)
    made = io.BytesIO()
    write_mo(made, words)
    made.seek(0)
    return gettext.GNUTranslations(made)


def right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return Locale.parse(language).text_direction == "rtl"
