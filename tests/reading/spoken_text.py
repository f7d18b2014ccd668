"""Texts of tests read the way a report is read, and plain-text tables in which ⟨speaker⟩ and ⟦content⟧ are marked."""

import re

from tocsin.reading.attribution import Attribution
from tocsin.reading.cues import cues
from tocsin.reading.parse import parser
from tocsin.reading.sentences import Sentence, sentences
from tocsin.reading.speakers import Voiced, spoken
from tocsin.reading.tree import Tree

MARKS = re.compile("[⟨⟩⟦⟧]")


def unmarked(line: str) -> tuple[str, list[str], list[str]]:
    """The text of a marked line, its speakers and its contents."""
    speakers = re.findall("⟨(.*?)⟩", line)
    contents = [MARKS.sub("", c) for c in re.findall("⟦(.*?)⟧", line)]
    return MARKS.sub("", line), speakers, contents


def split(text: str) -> list[Sentence]:
    return list(sentences(text))


def trees(text: str, *, parsed: bool = True) -> list[Tree]:
    model = parser() if parsed else None
    return [Tree(p) for p in model.parse(text, split(text))] if model else []


def voices(text: str, *, parsed: bool = True) -> tuple[Voiced, ...]:
    return spoken(text, split(text), trees(text, parsed=parsed))


def attribution(text: str, *, parsed: bool = True) -> Attribution:
    return Attribution.of(voices(text, parsed=parsed), text, split(text), cues())
