"""Patterns of words as tables write them: "*" ends a word openly, "(a|b)" is a choice, "..." up to 80 characters.

"..." stays within a sentence; "#" is a number in digits; "@name" takes over a class of words.
"""

import re
from collections.abc import Iterable, Mapping

_GAP = r"[^.!?]{0,80}?"


def pattern(written: str, classes: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern of a table, to be looked for in small letters; whole words only."""
    for name, words in (classes or {}).items():
        written = written.replace(f"@{name}", words)
    body = written.replace(" ... ", rf"\b{_GAP}\b").replace("*", r"\w*").replace("#", r"\d[\d,.]*")
    return re.compile(rf"\b(?:{body})(?!\w)")


def lowered(text: str) -> str:
    """A text as patterns are looked for in it: small letters, one kind of apostrophe, no line breaks."""
    return text.lower().replace("’", "'").replace("\n", " ")


def count(low: str, patterns: Iterable[re.Pattern[str]]) -> int:
    """How many of the patterns stand in a text."""
    return sum(p.search(low) is not None for p in patterns)
