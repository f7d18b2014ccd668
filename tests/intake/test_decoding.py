"""Bytes become text: marks, declarations, guesses, and damage that is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.pages import LEAD, MORE
from tocsin.intake.decoding import NoText, decode, known

RUSSIAN = (
    "Министры Аварии и Бреннии встретились во вторник в бухте, чтобы обсудить пограничный переход. "
    * 6
)
CHINESE = "阿瓦里亚和布伦尼亚两国外长星期二在海湾举行会谈，讨论边境口岸问题。" * 8


@pytest.mark.parametrize(
    "data, declared, text",
    [
        (LEAD.encode(), None, LEAD),
        (b"\xef\xbb\xbf" + LEAD.encode(), None, LEAD),
        (LEAD.encode("utf-16"), None, LEAD),
        (LEAD.encode("utf-16-be"), None, LEAD),
        (LEAD.encode("utf-32"), None, LEAD),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "KOI8-R", RUSSIAN),
        (CHINESE.encode("gb18030"), "gb2312", CHINESE),
        (CHINESE.encode("big5", "ignore"), "big5", CHINESE.encode("big5", "ignore").decode("big5")),
        ("Zoë’s café".encode("cp1252"), "iso-8859-1", "Zoë’s café"),
        ("Zoë’s café".encode(), "iso-8859-1", "Zoë’s café"),
        (RUSSIAN.encode(), "no-such-charset", RUSSIAN),
        (LEAD.encode(), "rot13", LEAD),
    ],
)
def test_the_first_charset_that_fits_is_taken(data, declared, text):
    assert decode(data, declared)[::2] == (text, False)


def test_a_charset_that_nobody_declared_is_guessed_and_that_is_said():
    assert decode(RUSSIAN.encode("cp1251"))[::2] == (RUSSIAN, True)


def test_a_few_damaged_bytes_are_replaced_and_that_is_said():
    data = (LEAD + " Zoë " + MORE).encode().replace("ë".encode(), b"\xeb")

    assert decode(data) == (f"{LEAD} Zo\ufffd {MORE}", "utf-8", True)


@pytest.mark.parametrize(
    "data, seems",
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"%PDF-1.4", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x7fELF\x02", "a program"),
        (b"SQLite format 3\0", "a database"),
        (bytes(range(32)) * 8, "binary data"),
    ],
)
def test_what_is_no_text_is_named_by_what_it_seems_to_be(data, seems):
    with pytest.raises(NoText, match=f"is no text, it seems to be {seems}"):
        decode(data)


@pytest.mark.parametrize(
    "name",
    [
        "rot13",
        "base64",
        "zip",
        "idna",
        "punycode",
        "unicode_escape",
        "utf-7",
        "",
        None,
        "\0",
        "x" * 99,
    ],
)
def test_codecs_that_are_no_charsets_are_not_taken_for_one(name):
    assert known(name) is None


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "gb18030", "iso-2022-jp", "cp1251", "utf-16", "hz"]),
)
def test_any_bytes_are_text_or_are_no_text(data, declared):
    try:
        text = decode(data, declared).text
    except NoText:
        return
    assert "\0" not in text
    text.encode()
