"""A quotation in two parts, the words and whose they are, so that a page can set them apart.

Also the words of a table's cell, each with who calls it so.
"""

from typing import NamedTuple

from tocsin.briefing.sheet import Brief, Cell, Sentence

LINES, POINTS = 4, 2


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


def gist(brief: Brief) -> tuple[Sentence, ...]:
    """The few lines of a story that stand on a front: what is known first, then what is contested."""
    parts = {part.id: part for part in brief.sections}
    said = [s for g in parts["known"].groups for s in ((g.head,) if g.head else ()) + g.sentences]
    lines = dict.fromkeys(s for s in said if s.template.startswith("line."))
    points = [
        g.head
        for g in parts["contested"].groups
        if g.head and g.mark == "contradicts" and g.head.template == "question.property"
    ]
    return (*list(lines)[:LINES], *points[:POINTS])


def cell_words(cell: Cell) -> list[str]:
    """The words of a cell as they are shown: what a thing is called stands in quotation marks, with who says it."""
    if not cell.by:
        return list(cell.words)
    return [
        f"“{words}” ({by})" if by else f"“{words}”"
        for words, by in zip(cell.words, cell.by, strict=True)
    ]
