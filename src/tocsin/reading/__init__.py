"""Reports become claims: sentences, actors, events, quotes, dates, places, norms, quantities."""

from tocsin.reading import annotations, deeds, model, worksheet
from tocsin.reading.actors import Cast
from tocsin.reading.audit import Audit, audit
from tocsin.reading.casing import restored
from tocsin.reading.cells import cells
from tocsin.reading.dates import dates
from tocsin.reading.kinds import BadKinds, Weighed, kinds
from tocsin.reading.kit import GateName, Kit, kit
from tocsin.reading.news import is_one_happening
from tocsin.reading.parse import MODELS, Parsed, Parser, Token, parser
from tocsin.reading.places import located, places
from tocsin.reading.quantities import quantities
from tocsin.reading.read import Prepared, composed, prepared, read
from tocsin.reading.review import BadReview, Reviewed, corrections
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.tree import Tree
from tocsin.reading.why import Weighing, Why, why

__all__ = [
    "MODELS",
    "Audit",
    "BadKinds",
    "BadReview",
    "Cast",
    "GateName",
    "Kit",
    "Parsed",
    "Parser",
    "Prepared",
    "Reviewed",
    "Sentence",
    "Token",
    "Tree",
    "Weighed",
    "Weighing",
    "Why",
    "annotations",
    "audit",
    "cells",
    "composed",
    "corrections",
    "dates",
    "deeds",
    "is_one_happening",
    "kinds",
    "kit",
    "located",
    "model",
    "parser",
    "places",
    "prepared",
    "quantities",
    "read",
    "restored",
    "sentences",
    "why",
    "worksheet",
]
