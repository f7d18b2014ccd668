"""Shelves: what is derived and can be built anew. Reports and incidents at hand, found by words and filters."""

from tocsin.ledger.shelves.analyser import folded, words
from tocsin.ledger.shelves.question import FILTERS, BadQuestion, Box, Question, Term, question, word
from tocsin.ledger.shelves.shelf import Found, Item, Shelf, ShelfUnusable

__all__ = [
    "FILTERS",
    "BadQuestion",
    "Box",
    "Found",
    "Item",
    "Question",
    "Shelf",
    "ShelfUnusable",
    "Term",
    "folded",
    "question",
    "word",
    "words",
]
