"""Reports become claims: sentences, actors, events, quotes, dates, places, norms, quantities."""

from tocsin.reading.actors import Cast
from tocsin.reading.kit import GateName, Kit, kit
from tocsin.reading.parse import MODELS, Parsed, Parser, Token, parser
from tocsin.reading.read import read
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.tree import Tree

__all__ = [
    "MODELS",
    "Cast",
    "GateName",
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
