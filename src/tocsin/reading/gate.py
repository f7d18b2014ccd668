"""Which sentences can hold an act at all: one fast pass over the words, so that the rest is never parsed."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from tocsin.atlas import fold, match, roles_in
from tocsin.reading import harmwords
from tocsin.reading.lexicon import Lexicon
from tocsin.reading.names import Names, Words

GateName = Literal["off", "default", "strict"]


class Gate:
    """Lets sentences through. "off" lets all through, "strict" asks for a word that seldom means anything else."""

    def __init__(
        self,
        name: GateName,
        words: Words | None,
        pairs: Sequence[tuple[frozenset[str], frozenset[str]]] = (),
    ) -> None:
        self.name = name
        self._words = words
        self._pairs = pairs
        self._common = Words(w for a, _ in pairs for w in a)
        self._company = Words(w for _, b in pairs for w in b)

    def opens(self, text: str, names: Names | None = None) -> bool:
        """Whether the sentence `text` may hold an act; `names` are known beside those of the atlas."""
        return self.trigger(text, names) is not None

    def trigger(self, text: str, names: Names | None = None) -> str | None:
        """What lets the sentence `text` through: a word of an act, a common verb with its company; None: it stays shut."""
        if self.name == "off" or self._words is None:
            return "no gate"
        low = fold(text)
        if (sure := next(self._words.find(low), None)) is not None:
            return sure[2]
        common = self._common.all(low)
        if not common:
            return None
        company = self._company.all(low)
        for a, b in self._pairs:
            if a & common and b & company:
                return f"{min(a & common)} with {min(b & company)}"
        return f"{min(common)} with two parties" if _peopled(text, names) else None


def _peopled(text: str, names: Names | None) -> bool:
    """Whether the sentence names two different states or bodies, or one and an office."""
    found = [*match(text), *(names.find(text) if names else ())]
    named = {(m.entries[0].country, m.entries[0].org) for m in found}
    if len(named) == 1:
        return any(r.role.office for r in roles_in(text))
    return len(named) > 1


@cache
def gate(lexicon: Lexicon | None, name: GateName) -> Gate:
    """The gate of a lexicon; without a lexicon every sentence passes."""
    if lexicon is None:
        return Gate("off", None)
    if name == "strict":
        return Gate(name, Words(lexicon.triggers(strict=True)))
    words = lexicon.triggers(strict=False) | harmwords.triggers()
    return Gate(name, Words(words), (*lexicon.pairs(), *harmwords.pairs()))
