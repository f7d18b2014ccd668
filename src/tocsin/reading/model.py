"""Acts by a language model that the user has: what it is asked, and what of its answer stands in the text.

Only the acts are the model's. Speakers, numbers, places and dates are read as always, and every word it gives must be
found in the sentence: what is not there is dropped and counted. The claims are the same records, with the rule
"model:NAME". This module neither opens a connection nor waits; the desk carries questions and answers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

import msgspec

from tocsin.atlas import categories, modes
from tocsin.reading.kit import Kit
from tocsin.reading.read import Prepared
from tocsin.reading.sentences import Sentence
from tocsin.reading.vocabulary import words
from tocsin.records import Actor, Event, Reality, Span

AT_ONCE = 12  # sentences of one question
LONGEST = 1_500  # characters of a sentence that is asked about
BEFORE = 4  # words before an act in which a negation is its own
REALITIES: tuple[Reality, ...] = get_args(Reality)
NEGATIONS = words("negations")

INSTRUCTIONS = """\
You code events in news sentences. For each act that a sentence tells of, give: the number of the sentence; `act`, the words \
of the predicate, copied exactly; `category` and `mode` of PLOVER 2.0 (mode null where none fits); `who` and `whom`, the words \
that name each party, copied exactly from the same sentence, never from elsewhere; `reality`. Leave out what you are unsure of. \
A sentence without an act gives nothing. Answer with JSON only."""


Found = tuple[Sentence, Event]


class Told(msgspec.Struct, frozen=True):
    """An act as a model tells it: every text is to be found in the sentence."""

    sentence: int
    act: str
    category: str
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    mode: str | None = None
    reality: Reality = "actual"


class Answer(msgspec.Struct, frozen=True):
    """What a model answers to one question."""

    events: tuple[Told, ...]


class Asked(NamedTuple):
    """One question: the sentences it is about, in order, and the messages of the chat."""

    sentences: tuple[Sentence, ...]
    messages: tuple[dict[str, str], ...]


class Grounded(NamedTuple):
    """The acts that stand in the text, and how many were dropped, by reason."""

    found: tuple[Found, ...]
    dropped: Counter[str]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer; every field is required and none beside them is allowed, as strict servers ask."""
    texts = {"type": "array", "items": {"type": "string"}}
    fields: dict[str, Any] = {
        "sentence": {"type": "integer"},
        "act": {"type": "string"},
        "category": {"enum": list(categories())},
        "mode": {"anyOf": [{"enum": sorted({mode for _, mode in modes()})}, {"type": "null"}]},
        "who": texts,
        "whom": texts,
        "reality": {"enum": list(REALITIES)},
    }
    event = _closed(fields)
    return _closed({"events": {"type": "array", "items": event}})


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}  # fmt: skip


def questions(made: Prepared, kit: Kit) -> Iterator[Asked]:
    """What is asked about a report: the sentences that pass the gate, some at a time."""
    text = made.text
    kept = [
        s
        for s in made.split
        if s.end - s.start <= LONGEST and kit.gate.opens(text[s.start : s.end], kit.names)
    ]
    for first in range(0, len(kept), AT_ONCE):
        some = tuple(kept[first : first + AT_ONCE])
        told = "\n".join(f"{n}. {_line(text, s)}" for n, s in enumerate(some, 1))
        yield Asked(
            some, ({"role": "system", "content": INSTRUCTIONS}, {"role": "user", "content": told})
        )


def _line(text: str, s: Sentence) -> str:
    return " ".join(text[s.start : s.end].split())


def answer(written: str) -> Answer:
    """The answer in what a model wrote, with or without a fence and words around it. Raises ValueError."""
    start, end = written.find("{"), written.rfind("}")
    if start < 0 or end < start:
        raise ValueError("there is no JSON object in the answer")
    return msgspec.json.decode(written[start : end + 1], type=Answer)


def grounded(made: Prepared, asked: Asked, told: Answer, model: str) -> Grounded:
    """The acts of an answer that hold in the text of the report, as events of ours; the rest is counted by reason."""
    found, dropped = list[Found](), Counter[str]()
    for one in told.events:
        event = _event(made, asked, one, model)
        if isinstance(event, str):
            dropped[event] += 1
        else:
            found.append((asked.sentences[one.sentence - 1], event))
    return Grounded(tuple(found), dropped)


def _event(made: Prepared, asked: Asked, told: Told, model: str) -> Event | str:
    """The event, or why it is dropped."""
    if not 1 <= told.sentence <= len(asked.sentences):
        return "no such sentence"
    if told.category not in categories():
        return "no such category"
    s = asked.sentences[told.sentence - 1]
    act = _find(made.text, s, told.act)
    if act is None:
        return "act not in the text"
    who, whom = (_parties(made, s, said) for said in (told.who, told.whom))
    if who is None or whom is None:
        return "party not in the text"
    if not who and not whom:
        return "nobody with a public role"
    if {_code(a) for a in who} & {_code(a) for a in whom}:
        return "the same on both sides"
    if told.reality == "actual" and _negated(made.text, s, act[0]):
        return "negated in the text"
    return Event(
        category=told.category,
        mode=told.mode if (told.category, told.mode) in modes() else None,
        act=Span(start=act[0], end=act[1]),
        reality=told.reality,
        rule=f"model:{model}",
        initiators=tuple(who),
        recipients=tuple(whom),
    )


def _find(text: str, s: Sentence, said: str) -> tuple[int, int] | None:
    """Where words stand in a sentence, white space and case apart; the first time if they do more than once."""
    parts = [re.escape(part) for part in said.split()]
    if not parts:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
    m = pattern.search(text, s.start, s.end)
    return m.span() if m else None


def _parties(made: Prepared, s: Sentence, said: Sequence[str]) -> list[Actor] | None:
    """The actors that words name; None if some words are not in the sentence. Who has no public role is left out."""
    found = list[Actor]()
    for words_ in said:
        at = _find(made.text, s, words_)
        if at is None:
            return None
        actor = made.cast.resolve(*at)
        if actor is not None and _code(actor) not in map(_code, found):
            found.append(actor)
    return found


def _code(a: Actor) -> tuple[str | None, str | None, str | None, str]:
    return a.country, a.org, a.sector, a.name


def _negated(text: str, s: Sentence, at: int) -> bool:
    before = re.findall(r"[\w’']+", text[s.start : at].lower())[-BEFORE:]
    return any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in before)
