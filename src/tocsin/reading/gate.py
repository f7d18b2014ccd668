"""Which sentences can hold an act at all: one fast pass over the words, so that the rest is never parsed."""

from functools import cache
from typing import Literal

from tocsin.atlas import fold
from tocsin.reading.lexicon import Lexicon
from tocsin.reading.names import Words


class Gate:
    """Lets sentences through. "off" lets all through, "strict" asks for a word that seldom means anything else."""

    def __init__(self, name: Literal["off", "default", "strict"], words: Words | None) -> None:
        self.name = name
        self._words = words

    def opens(self, text: str) -> bool:
        """Whether the sentence `text` may hold an act."""
        if self.name == "off" or self._words is None:
            return True
        return self._words.any(fold(text))


@cache
def gate(lexicon: Lexicon | None, name: Literal["off", "default", "strict"]) -> Gate:
    """The gate of a lexicon; without a lexicon every sentence passes."""
    if lexicon is None:
        return Gate("off", None)
    return Gate(name, Words(lexicon.triggers(strict=name == "strict")))
