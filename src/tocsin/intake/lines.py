"""The lines of a text with their places, and how much each of them says."""

import re
import unicodedata
from functools import cached_property

_LINE = re.compile(r"[^\r\n]+")
_BREAKS = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_WORD = re.compile(r"\w+(?:[’'‌-]\w+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_STOP = re.compile(r"[.!?…。！？؟۔][”\"’»」』)\]]*$")
_BULLET = re.compile(r"[•●▪‣·*–—-]\s+")
_LOOSE = re.compile(r"[\W_]+")
LONG = 4000


class Line:
    """A line that is not blank: characters [start, end) without the spaces around, and the block it stands in."""

    def __init__(self, start: int, text: str, block: int) -> None:
        self.start, self.end = start, start + len(text)
        self.text, self.block = text, block

    @cached_property
    def weight(self) -> int:
        """How many words the line has; two Chinese or Japanese characters count as one."""
        beginning = self.text[:LONG]
        wide = len(_WIDE.findall(beginning))
        return len(_WORD.findall(_WIDE.sub(" ", beginning) if wide else beginning)) + wide // 2

    @cached_property
    def stops(self) -> bool:
        """Does the line end as a sentence ends?"""
        return bool(_STOP.search(self.text[-8:]))

    @cached_property
    def bullet(self) -> bool:
        """Is the line an item of a list?"""
        return bool(_BULLET.match(self.text))

    @cached_property
    def key(self) -> str:
        """The letters and digits of the line alone, the same for lines that differ in case, space and marks."""
        return loose(self.text)


def lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order; blank lines part the blocks."""
    found: list[Line] = []
    block, last = 0, 0
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if not stripped:
            continue
        if found and _BREAKS.search(text, last, match.start() + 1):
            block += 1
        found.append(Line(match.start() + match[0].index(stripped), stripped, block))
        last = match.end()
    return found


def loose(words: str) -> str:
    """Letters and digits of `words` in one case, one space between; for comparing what was typed twice."""
    return _LOOSE.sub(" ", unicodedata.normalize("NFKC", words).casefold()).strip()
