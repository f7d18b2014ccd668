"""Reports become claims: sentences, actors, events, quotes, dates, places, norms, quantities."""

from tocsin.reading.actors import Cast
from tocsin.reading.audit import Audit, audit
from tocsin.reading.dates import dates
from tocsin.reading.kit import GateName, Kit, kit
from tocsin.reading.parse import MODELS, Parsed, Parser, Token, parser
from tocsin.reading.places import located, places
from tocsin.reading.quantities import quantities
from tocsin.reading.read import read
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.tree import Tree

__all__ = [
    "MODELS",
    "Audit",
    "Cast",
    "GateName",
    "Kit",
    "Parsed",
    "Parser",
    "Sentence",
    "Token",
    "Tree",
    "audit",
    "dates",
    "kit",
    "located",
    "parser",
    "places",
    "quantities",
    "read",
    "sentences",
]
