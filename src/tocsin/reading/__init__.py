"""Reports become claims: sentences, actors, events, quotes, dates, places, norms, quantities."""

from tocsin.reading.actors import Cast
from tocsin.reading.kit import Kit, kit
from tocsin.reading.parse import Parsed, Parser, Token, parser
from tocsin.reading.read import read
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.tree import Tree

__all__ = [
    "Cast",
    "Kit",
    "Parsed",
    "Parser",
    "Sentence",
    "Token",
    "Tree",
    "kit",
    "parser",
    "read",
    "sentences",
]
