"""Plain-text dialogues: what happened, hour by hour, and what must hold then. A diplomat can read and write one.

    # Nobody objects for 72 hours; an objection one minute late is refused.
    procedure silence
    2031-07-16 09:00  chair  proposes text-a
    2031-07-19 09:00  text-a is adopted, provisionally
    2031-07-19 09:01  XAC    objects — late by 1 min, recorded, does not block

The head names the procedure and, where they differ from the usual, `members`, `chair`, `deputy`, `role NAME WHO`,
`party NAME WHO`, `suspended`, `receipts N`, `weight SCALE WHO N`, `calendar NAME ZONE DAYS-OFF HOLIDAYS`, `hosted WHO at WHO`,
`title`, `exercise`, `acknowledgements by hand`. Below it, each line has an hour (UTC; a line without one happens at the
hour before), then who does what, or what must hold. After a dash stands what must become of an act.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from tocsin.council.errors import BadDialogue

# How an act is written → its type. The longest that fits is taken; small words after it are passed over.
VERBS = {
    "opens": "open",
    "requests": "request",
    "asks for": "request",
    "replies": "reply",
    "refuses": "refuse",
    "acknowledges": "ack",
    "proposes": "propose",
    "amends": "amend",
    "accepts the amendment": "accept-amendment",
    "joins": "join",
    "supports": "join",
    "withdraws": "withdraw",
    "objects": "object",
    "lifts": "lift",
    "votes yes": "yes",
    "votes no": "no",
    "agrees": "yes",
    "abstains": "abstain",
    "gives an opinion": "opinion",
    "makes a reservation": "reserve",
    "makes an interpretative statement": "interpret",
    "dissociates": "dissociate",
    "stays out": "stay-out",
    "contests": "contest",
    "invites": "invite",
    "convenes": "convene",
    "sets the agenda": "agenda",
    "speaks": "speak",
    "records": "minutes",
    "reads out": "readout",
    "notifies": "notify",
    "assigns": "assign",
    "does": "done",
    "reports": "report",
    "extends": "extend",
    "declares": "declare",
    "seals": "seal",
    "cosigns": "cosign",
    "reopens": "reopen",
    "recalls": "recall",
    "revokes its key": "key-revoke",
    "merges its histories": "merge",
    "beats": "beat",
}
# What happens to a node rather than in the case.
EVENTS = ("is cut off", "is back", "restores its backup of")
HOUR = r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?Z?"
_LINE = re.compile(rf"(?:(?P<hour>{HOUR})\s+|\s+)(?P<said>\S.*)")
_DASH = re.compile(r"\s+(?:—|–|--)\s+")
_SMALL = frozenset(
    {"to", "on", "of", "from", "the", "its", "a", "an", "in", "as", "with", "objection", "by"}
)


def _plain(written: str) -> str:
    first, _, rest = written.partition(" ")
    first = "do" if first == "does" else first
    plain = f"{first[:-3]}y" if first.endswith("ies") else first.removesuffix("s")
    return f"{plain} {rest}".strip()


_PLAIN = {_plain(written): type_ for written, type_ in VERBS.items()}  # after "may", or of several
_WRITTEN = dict(sorted({**_PLAIN, **VERBS}.items(), key=lambda v: -len(v[0])))


class Line(NamedTuple):
    """A line of a dialogue: its number, its hour, what is said, what must become of the act (None: not said)."""

    number: int
    hour: datetime
    said: str
    expected: str | None


class Dialogue(NamedTuple):
    """A dialogue, read: the words of its head by their first, each with its line number, and its lines."""

    name: str
    head: tuple[tuple[int, str, str], ...]
    lines: tuple[Line, ...]


class Spoken(NamedTuple):
    """An act as a line says it: who, which type, about what, and the instants and names that it gives."""

    who: tuple[str, ...]
    type: str
    on: str | None
    item: str | None
    until: datetime | None
    hour: datetime | None
    members: tuple[str, ...]
    outcome: str | None
    words: str


def read_dialogue(text: str, name: str = "dialogue") -> Dialogue:
    """The dialogue in a text. Raises BadDialogue naming file and line for what is neither head, line nor comment."""
    head: list[tuple[int, str, str]] = []
    lines: list[Line] = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(row.rstrip())
        if found and (found["hour"] or lines):
            lines.append(_line(number, found, lines, name))
        elif not lines and not row[0].isspace():
            key, _, rest = row.strip().partition(" ")
            head.append((number, key, rest.strip()))
        else:
            raise BadDialogue(
                f"{name}:{number}: {row.strip()!r}; a line begins with its hour, 2031-07-16 09:00"
            )
    if not lines:
        raise BadDialogue(
            f"{name}:1: nothing happens; a line is `2031-07-16 09:00  chair  proposes text-a`"
        )
    return Dialogue(name, tuple(head), tuple(lines))


def _line(number: int, found: re.Match[str], before: list[Line], name: str) -> Line:
    hour = instant(found["hour"], f"{name}:{number}") if found["hour"] else before[-1].hour
    if before and hour < before[-1].hour:
        raise BadDialogue(
            f"{name}:{number}: an hour before that of line {before[-1].number}; lines go forward in time"
        )
    said, *expected = _DASH.split(found["said"].strip(), maxsplit=1)
    return Line(number, hour, " ".join(said.split()), expected[0] if expected else None)


def instant(written: str, where: str) -> datetime:
    """The instant of "2031-07-16 09:00", in UTC. Raises BadDialogue if there is no such hour."""
    try:
        return datetime.fromisoformat(written.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError as err:
        raise BadDialogue(f"{where}: {written!r} is no hour; write 2031-07-16 09:00") from err


def spoken(said: str, where: str) -> Spoken | None:
    """The act that a line says, None if it is a statement of what must hold."""
    who, rest = _subjects(said)
    verb = next((v for v in _WRITTEN if f"{rest} ".startswith(f"{v} ")), None)
    if verb is None:
        return None
    words = rest[len(verb) :].strip()
    until, words = _hour(words, "until", where)
    hour, words = _hour(words, "for", where)
    outcome = next(
        (
            o
            for o in ("not adopted", "adopted", "broken", "lapsed")
            if re.search(rf"\b{o}\b", words)
        ),
        None,
    )
    words = words.replace(outcome, " ") if outcome else words
    item = re.search(r"\b(?:under|as part of) (\S+)", words)
    words = words.replace(item[0], " ") if item else words
    members = tuple(re.findall(r"\b[A-Z]{3}\b", words))
    left = [w for w in re.sub(r"\b[A-Z]{3}\b,?( and)?", " ", words).split() if w not in _SMALL]
    on = left[0].rstrip(",") if left else None
    return Spoken(
        who, _WRITTEN[verb], on, item and item[1], until, hour, members, outcome, " ".join(left[1:])
    )


def base(verb: str) -> str | None:
    """The type of an act written without its ending ("reply", "object"), as after "may"."""
    return _PLAIN.get(verb, verb if verb in VERBS.values() else None)


def _subjects(said: str) -> tuple[tuple[str, ...], str]:
    """Who is spoken of, several with commas or "and" between them, and the rest of the line."""
    found: list[str] = []
    words = said.split(" ")
    while words:
        word = words.pop(0)
        found.append(word.rstrip(","))
        if word.endswith(",") or (words and words[0] == "and"):
            words = words[1:] if words and words[0] == "and" else words
            continue
        break
    return tuple(found), " ".join(words)


def _hour(words: str, before: str, where: str) -> tuple[datetime | None, str]:
    found = re.search(rf"\b{before} ({HOUR})", words)
    return (instant(found[1], where), words.replace(found[0], " ")) if found else (None, words)


def headed(dialogue: Dialogue, key: str) -> Iterator[tuple[int, str]]:
    """The lines of the head that begin with a word, with their numbers."""
    yield from ((number, rest) for number, k, rest in dialogue.head if k == key)
