"""Bytes become text: the mark at the beginning, the declared charset, UTF-8, and at last a guess."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from tocsin.records import Flag

GUESSED_FROM = 64 * 1024
LOOKED_AT = 8192
# A few bad bytes in a UTF-8 text are damage; more mean that it is no UTF-8.
DAMAGE = 1 / 200
UTF8 = "utf-8"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Single-byte charsets decode anything, so a declaration of one is believed only after UTF-8 has failed.
_ONE_BYTE = (
    "ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 "
    "iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u koi8_r koi8_u cp1250 cp1251 cp1252 "
    "cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 tis-620 mac-roman mac-cyrillic"
)
_MORE_BYTES = (
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be gb2312 gbk gb18030 big5 big5hkscs "
    "shift_jis cp932 euc_jp iso2022_jp euc_kr cp949 johab hz"
)
SINGLE_BYTE = frozenset(_ONE_BYTE.split())
CHARSETS = SINGLE_BYTE | frozenset(_MORE_BYTES.split())
BINARY = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstandard-compressed data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"RIFF", "a sound, film or WebP file"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Decoded(NamedTuple):
    """A text, the charset it was read in, and whether that was a guess or bytes had to be replaced by U+FFFD."""

    text: str
    charset: str
    unsure: bool = False


class NoText(ValueError):
    """These bytes are no text; the message says what they seem to be."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, read in the first charset that fits.

    Order: byte order mark; a declared multi-byte charset; UTF-8; a declared single-byte charset; a guess.
    NUL characters become U+FFFD; nothing else is changed. Raises NoText.
    """
    for mark, charset in MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], charset)
    wide = _wide(data)
    if wide:
        return _replacing(data, wide)
    refuse_binary(data)
    for charset in _order(declared):
        text = _strictly(data, charset)
        if text is not None:
            return Decoded(text, charset)
    return _guessed(data)


def captured(decoded: Decoded, *, cut: bool) -> frozenset[Flag]:
    """What to say of a capture: how it is written was unsure; only its beginning was kept."""
    said: dict[Flag, bool] = {"decoding": decoded.unsure, "truncated": cut}
    return frozenset(flag for flag, holds in said.items() if holds)


def refuse_binary(data: bytes) -> None:
    """Nothing, if `data` may be text. Raises NoText naming what it seems to be."""
    for magic, what in BINARY:
        if data.startswith(magic):
            raise NoText(f"is no text, it seems to be {what}")
    beginning = data[:LOOKED_AT]
    if len(CONTROL.findall(beginning)) * 50 > len(beginning):
        raise NoText("is no text, it seems to be binary data")


def known(charset: str | None) -> str | None:
    """The usual name of a charset that text may come in, or None: codecs that are no charsets are refused."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return name if name in CHARSETS else None


def _order(declared: str | None) -> tuple[str, ...]:
    charset = known(declared)
    if charset is None or charset == UTF8:
        return (UTF8,)
    if charset not in SINGLE_BYTE:
        return (charset, UTF8)
    # Who writes "latin-1" on a page means what Windows calls so (WHATWG Encoding Standard, labels).
    return (UTF8, "cp1252" if charset in ("ascii", "iso8859-1") else charset)


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset)
    except (UnicodeDecodeError, UnicodeError):
        return None
    return None if "\0" in text else text


def _replacing(data: bytes, charset: str) -> Decoded:
    text = data.decode(charset, "replace").replace("\0", "\ufffd")
    return Decoded(text, charset, "\ufffd" in text)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows by its zeros: in Latin script every second byte is one."""
    beginning = data[: LOOKED_AT & ~1]
    if len(beginning) < 8 or b"\0" not in beginning:
        return None
    half = len(beginning) // 2
    first, second = beginning[0::2].count(0), beginning[1::2].count(0)
    if second * 5 > half * 3 and first * 20 < half:
        return "utf-16-le"
    if first * 5 > half * 3 and second * 20 < half:
        return "utf-16-be"
    return None


def _guessed(data: bytes) -> Decoded:
    damaged = _replacing(data, UTF8)
    if damaged.text.count("\ufffd") <= max(1, len(damaged.text) * DAMAGE):
        return damaged
    best = from_bytes(data[:GUESSED_FROM]).best()
    charset = known(best.encoding) if best else None
    if charset is None:
        return damaged
    guess = _replacing(data, charset)
    if guess.text.count("\ufffd") > damaged.text.count("\ufffd"):
        return damaged
    return guess._replace(unsure=True)
