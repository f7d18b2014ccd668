"""A quotation in two parts, the words and whose they are, so that a page can set them apart."""

from typing import NamedTuple

from tocsin.briefing.sheet import Sentence


class Parted(NamedTuple):
    """What stands before the words ("1 March: "), the words with their marks, and what comes after."""

    before: str
    words: str
    after: str


def parted(sentence: Sentence) -> Parted | None:
    """The parts of a quotation; None for a sentence of our own or a quotation set in running text."""
    words = [i.text for slot in sentence.slots if slot.name == "words" for i in slot.items]
    if not sentence.template.startswith("quote.") or len(words) != 1:
        return None
    quoted = f"“{words[0]}”"
    at = sentence.text.find(quoted)
    if at < 0:
        return None
    before, after = sentence.text[:at], sentence.text[at + len(quoted) :]
    return Parted(before.rstrip(), quoted, after.lstrip(" —"))
