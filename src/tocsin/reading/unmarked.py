"""A report without the signs that its language may write or leave out (vowel signs, the stretch of a line), and the way back.

Words with such signs are those without them ("هدّد" is "هدد"). What is read in the bare text is told of the text as written.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import structs

from tocsin.records import Passage, Report, name_of, passage

T = TypeVar("T")
SIGNS = 4  # upon one letter


class Bare(NamedTuple):
    """A report with its text as it is read, and where each of its characters stands in the text as written."""

    report: Report
    written: Report
    at: Sequence[int]

    @classmethod
    def of(cls, report: Report, signs: str) -> "Bare | None":
        """The report without `signs`; None where its text has none of them."""
        at = [n for n, c in enumerate(report.text) if c not in signs]
        if len(at) == len(report.text):
            return None
        text = "".join(report.text[n] for n in at)
        skip = tuple((bisect_left(at, a), bisect_left(at, b)) for a, b in report.skip)
        return cls(structs.replace(report, text=text, skip=skip), report, at)

    def place(self, offset: int) -> int:
        """Where a character of the text as written stands in the bare text; a sign stands where its letter does."""
        return max(0, bisect_left(self.at, offset + 1) - 1)

    def back(self, value: T) -> T:
        """A record read in the bare text, or a tuple of such, with every span in it as it stands in the text as written."""
        moved: Any = self._moved(value)
        return moved  # type: ignore[no-any-return]

    def _moved(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._moved, value))
        if isinstance(value, Passage):
            span = self._span(value.start, value.end)
            return passage(name_of(self.written), self.written.text, *span)
        if not isinstance(value, msgspec.Struct):
            return value
        changed = {f: self._moved(getattr(value, f)) for f in value.__struct_fields__}
        if isinstance(changed.get("start"), int) and isinstance(changed.get("end"), int):
            changed["start"], changed["end"] = self._span(changed["start"], changed["end"])
        return structs.replace(value, **changed)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the bare text in the text as written, with the signs upon its last letter."""
        stop = self.at[end] if end < len(self.at) else len(self.written.text)
        return self.at[start], min(stop, self.at[end - 1] + 1 + SIGNS)
