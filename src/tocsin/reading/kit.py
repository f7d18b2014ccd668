"""What a reader needs at hand: the language's tables, the names of the atlas, a parser if there is one, a gate."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from tocsin.atlas import Entry, Gazetteer, Role
from tocsin.reading.gate import Gate
from tocsin.reading.gate import gate as open_gate
from tocsin.reading.lexicon import Lexicon, lexicon
from tocsin.reading.names import Names
from tocsin.reading.parse import Parser
from tocsin.reading.plain import Plain, plain

GateName = Literal["off", "default", "strict"]


class Kit(NamedTuple):
    """A reader's tools for one language. `parser` None means reading without a model: fewer claims, no error.

    `names` are names beyond the atlas that this reader was given; the atlas is always there. `plain` is what sentences
    are read by that are not parsed, None where there is a parser or the language has no grammar.
    """

    language: str
    lexicon: Lexicon | None
    gate: Gate
    parser: Parser | None = None
    gazetteer: Gazetteer | None = None
    names: Names | None = None
    plain: Plain | None = None

    @property
    def gate_name(self) -> GateName:
        """Which gate this kit reads behind."""
        return self.gate.name

    @property
    def reader(self) -> str:
        """The name under which readings of this kit are kept: language, gate, parser."""
        parser = self.parser.name if self.parser else "no model"
        return re.sub(r"\s+", "-", f"tocsin/{self.language}/{self.gate.name}/{parser}")


def kit(
    language: str = "en",
    parser: Parser | None = None,
    gazetteer: Gazetteer | None = None,
    gate: GateName = "default",
    more: Mapping[str, tuple[Entry, ...]] | None = None,
    nouns: Mapping[str, Role] | None = None,
) -> Kit:
    """A kit for `language`; `more` are names beyond the atlas and `nouns` role nouns, and come before the atlas."""
    acts = lexicon(language)
    names = Names(more or {}, nouns) if more or nouns else None
    unparsed = plain(language) if parser is None else None
    return Kit(language, acts, open_gate(acts, gate), parser, gazetteer, names, unparsed)
