"""Strangers' text made safe to print: no control characters, no hidden direction marks, and how wide it is."""

import unicodedata
from collections.abc import Iterator

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """One line of text: white space becomes a space, controls a replacement sign, direction marks nothing."""
    return " ".join("".join(_kept(c) for c in text).split())


def _kept(char: str) -> str:
    if char.isspace():
        return " "
    if char in _DIRECTION:
        return ""
    return "\ufffd" if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") else char


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide signs, none for marks set over others."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken between words, and inside a word only where it is too long."""
    lines: list[str] = []
    line = ""
    for word in _pieces(plain(text), max(width, 1)):
        longer = f"{line} {word}" if line else word
        if columns(longer) <= width or not line:
            line = longer
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        piece = ""
        for char in word:
            if columns(piece + char) > width:
                yield piece
                piece = ""
            piece += char
        yield piece


def padded(text: str, width: int) -> str:
    """A text filled with spaces to `width` columns."""
    return text + " " * (width - columns(text))
