"""The lines of a page laid out: what each of them is, and which of them belong together."""

from collections.abc import Iterable

from tocsin.intake.credits import caption
from tocsin.intake.furniture import furniture
from tocsin.intake.lines import Line, lines

PARAGRAPH, CERTAINLY = 12, 25  # words of a line that is a sentence, and of one that needs no stop
NARROWEST, WIDEST = 45, 120  # characters of a line of text wrapped by hand
LAID_OUT = 20_000  # lines among which menus and captions are looked for; no page of a newspaper has as many
HANGING = 3  # lines that go on with the line before, from which a text counts as wrapped by hand


class Sheet:
    """The lines of a page and the kind of each: "paragraph", "line", "caption", or a kind of furniture.

    `dropped` are the lines that are not read, each with the reason.
    """

    def __init__(self, text: str) -> None:
        self.text, self.lines = text, lines(text)
        self._blocks: dict[int, tuple[int, Line]] = {}
        for line in self.lines:
            width = self._blocks.get(line.block, (0, line))[0]
            self._blocks[line.block] = max(width, len(line.text)), line
        self.kinds: list[str] = []
        for i in range(len(self.lines)):
            self.kinds.append(self._kind(i))
        self.paragraphs = [i for i, kind in enumerate(self.kinds) if kind == "paragraph"]
        self.dropped: dict[int, str] = {}
        hanging = sum(self.hangs(i) for i in range(len(self.lines)))
        self.wrapped = hanging >= HANGING and hanging * 5 > len(self.lines) * 2

    def _kind(self, i: int) -> str:
        line = self.lines[i]
        if i >= LAID_OUT or self.hangs(i):
            return "paragraph" if _full(line) else "line"
        if caption(line) is not None:
            return "caption"
        return furniture(line) or ("paragraph" if _full(line) else "line")

    def hangs(self, i: int) -> bool:
        """Does line `i` go on with the sentence of the line before, as in text wrapped by hand?

        The lines of such a block are of one width, its last line stops, and no line had room for the first
        word of the next.
        """
        line, before = self.lines[i], self.lines[i - 1] if i else None
        if before is None or before.block != line.block or before.stops:
            return False
        width, last = self._blocks[line.block]
        full = len(before.text) + 1 + len(line.text.split(None, 1)[0]) > width
        running = self.kinds[i - 1] in ("line", "paragraph")
        return (
            width <= WIDEST and len(before.text) >= NARROWEST and full and _closes(last) and running
        )

    def wraps(self, i: int) -> bool:
        """Does the sentence of line `i` go on in the next line?"""
        if i + 1 >= len(self.lines) or self.lines[i + 1].block != self.lines[i].block:
            return False
        return self.lines[i + 1].text[0].islower() or self.hangs(i + 1)

    def alone(self, i: int) -> bool:
        """Does line `i` stand for itself? In text wrapped by hand only a line between blank lines does."""
        if self.hangs(i) or self.wraps(i):
            return False
        around = [self.lines[j].block for j in (i - 1, i + 1) if 0 <= j < len(self.lines)]
        return not self.wrapped or self.lines[i].block not in around

    def rest(self, indexes: Iterable[int]) -> list[int]:
        """Those of `indexes` whose lines are read."""
        return [i for i in indexes if i not in self.dropped]


def _closes(line: Line) -> bool:
    return line.stops or line.text[-1] in ":;"


def _full(line: Line) -> bool:
    return line.weight >= CERTAINLY or (line.weight >= PARAGRAPH and line.stops)
