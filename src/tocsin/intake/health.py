"""What is wrong with a text, as flags: nothing is hidden, a reader decides what to make of it."""

import re
from collections.abc import Sequence

from tocsin.intake.furniture import holds
from tocsin.intake.lines import Line, loose
from tocsin.records import Flag

ORDER: tuple[Flag, ...] = (
    "doubled",
    "cut-off",
    "menu",
    "aggregator",
    "live-blog",
    "no-date",
    "bad-date",
    "short",
    "decoding",
    "unknown-language",
    "truncated",
)
SHORT = 200
ENDS = 40  # lines at the beginning and at the end where a page says how it was made
LONG_ENOUGH_TO_BREAK_OFF = 12
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[[.…]+\]|[,،，;])\s*$")
_LETTER_LAST = re.compile(r"[^\W\d_]$")
_POSTED = re.compile(
    r"(?:\d{1,2}[:.h]\d\d(?:\s*(?:[ap]\.?m\.?|GMT|UTC|ET|CET|MSK|BST))?|\d{1,2}\s?(?:m|min|mins|h|hrs?|hours?|minutes?) ago)",
    re.IGNORECASE,
)
POSTS = 4


def breaks_off(paragraphs: Sequence[Line]) -> bool:
    """Does the last paragraph stop in the middle of a sentence?"""
    if not paragraphs:
        return False
    last = paragraphs[-1]
    if _BREAKS_OFF.search(last.text[-12:]):
        return True
    heavy = len(paragraphs) > 1 and last.weight >= LONG_ENOUGH_TO_BREAK_OFF and not last.bullet
    return heavy and bool(_LETTER_LAST.search(last.text[-1:])) and paragraphs[-2].stops


def stump(text: str, paragraph: Line) -> tuple[int, int] | None:
    """The few words after the last full sentence of a paragraph that breaks off with dots: too few to be read."""
    cut = re.search(r"(?:\.\.\.|…)\s*$", paragraph.text[-12:])
    if cut is None:
        return None
    stops = list(re.finditer(r"[.!?][”\"’)]*\s+(?=\S)", paragraph.text[-400:]))
    if not stops:
        return None
    begin = paragraph.end - len(paragraph.text[-400:]) + stops[-1].end()
    return (begin, paragraph.end) if len(text[begin : paragraph.end].split()) <= 8 else None


def aggregated(all_lines: Sequence[Line], digest_heads: int, sourced: bool) -> bool:
    """Is this a digest that a machine made of others' reporting?

    It says so itself, or it has two headings of a digest above bullets and paragraphs and names nobody who wrote.
    """
    ends = all_lines if len(all_lines) < 2 * ENDS else [*all_lines[:ENDS], *all_lines[-ENDS:]]
    if any(len(x.text) < 400 and holds(x.key, "machine") for x in ends):
        return True
    return digest_heads >= 2 and not sourced and sum(x.bullet for x in all_lines) >= 2


def live(title: str | None, all_lines: Sequence[Line]) -> bool:
    """Several posts under one address: the headline says so, or four lines are only the hour of a post."""
    if title and holds(loose(title), "live"):
        return True
    hours = sum(len(x.text) < 20 and bool(_POSTED.fullmatch(x.text)) for x in all_lines)
    return hours >= POSTS


def ordered(flags: set[Flag]) -> tuple[Flag, ...]:
    """The flags in the order of the list, so that the same text always gives the same record."""
    return tuple(flag for flag in ORDER if flag in flags)
