"""Quotation marks: which stretches of a text stand between them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "‟": "”", "＂": "＂"}
LONGEST = 20_000  # characters; a mark that closes later than that was typed for something else
_SINGLE = re.compile(
    r"(?<![\w’'.,!?])[‘'](?=[^\s’'])(?:[^‘’'\n“”\"]|(?<=\w)[’'](?=\w)){1,200}[’'](?!\w)"
)
_OPENING = re.compile("[" + "".join(PAIRS) + "\"]|''")
_BEFORE_OPENING = " \t\xa0([—–:―-"


class Quoted(NamedTuple):
    """Characters [start, end) with the marks around them; `open` where the closing mark is missing."""

    start: int
    end: int
    open: bool = False

    def inside(self, text: str) -> str:
        """The words between the marks, with the spaces and the comma before the closing mark taken off."""
        return text[self.start : self.end].strip("“”„‟\"«»「」『』' ").rstrip(",").strip()


def quotations(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quoted, ...]:
    """The outermost quoted stretches of `text` in order: double marks of any script, straight or curly.

    A quotation never leaves its paragraph. A mark that is not closed counts up to the end of the paragraph when the
    next paragraph opens with a mark again (a speech in several paragraphs), else it is no quotation.
    """
    found: list[Quoted] = []
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    for n, (start, end) in enumerate(lines):
        if any(a <= start and end <= b for a, b in skip):
            continue
        follows = text[slice(*lines[n + 1])].lstrip() if n + 1 < len(lines) else ""
        found += _line(text, start, end, goes_on=follows[:1] in ("“", '"', "«"))
    return tuple(found)


def _line(text: str, start: int, end: int, *, goes_on: bool) -> Iterator[Quoted]:
    at, hopeless = start, dict[str, int]()
    while m := _OPENING.search(text, at, end):
        first, at = m.start(), m.end()
        if first < hopeless.get(m[0], 0):
            continue
        if m[0] in ('"', "''") and first > start and text[first - 1] not in _BEFORE_OPENING:
            continue
        if m[0] == "''":
            close = text.find("''", at, min(end, at + LONGEST)) + 1 or None
        else:
            close = _closing(text, first, end)
        if close is not None:
            yield Quoted(first, close + 1)
            at = close + 1
            continue
        hopeless[m[0]] = first + LONGEST  # none of its kind can be closed up to there
        if goes_on and m[0] != "''":
            yield Quoted(first, end, open=True)
            return


def _closing(text: str, at: int, end: int) -> int | None:
    """Where the quotation opened at `at` is closed, nested ones passed over."""
    mark, depth, end = text[at], 0, min(end, at + LONGEST)
    if mark == '"':
        return _straight(text, at, end)
    for n in range(at + 1, end):
        if text[n] == mark:
            depth += 1
        elif text[n] in PAIRS[mark] or text[n] == '"':
            if not depth:
                return n
            depth -= 1
    # a second opening mark that was typed for a closing one leaves the depth above zero
    return next((n for n in range(end - 1, at, -1) if text[n] in PAIRS[mark]), None)


def _straight(text: str, at: int, end: int) -> int | None:
    for n in range(at + 1, end):
        if text[n] in '"”' and not (
            text[n - 1].isspace() and n + 1 < end and text[n + 1].isalnum()
        ):
            return n
    return None


def single(text: str) -> tuple[Quoted, ...]:
    """Stretches between single marks, as in headlines; apostrophes are none."""
    return tuple(Quoted(m.start(), m.end()) for m in _SINGLE.finditer(text))
