"""Statements in a dialogue about what must hold: each is asked of the state, and answered with what stands instead."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tocsin.council.deadlines import shown
from tocsin.council.dialogue import base
from tocsin.council.errors import BadDialogue
from tocsin.council.procedure import OUTCOMES, SAYINGS
from tocsin.council.standing import CaseState, ItemState, Matter

STAGES = ("not open", "open", "running", "disputed", "contested")
_FIRST = sorted(
    {*STAGES, *(o for known in OUTCOMES.values() for o in known)}, key=len, reverse=True
)


class Asked(NamedTuple):
    """A statement and where it stands."""

    said: str
    where: str


class Put(NamedTuple):
    """A statement put to a state: its form's match, the state, texts by name, and members by any of their names."""

    asked: Asked
    found: re.Match[str]
    now: CaseState
    names: Mapping[str, str]
    who: Callable[[str], str]


def holds(
    asked: Asked, now: CaseState, names: Mapping[str, str], who: Callable[[str], str]
) -> str | None:
    """None if the statement holds; else what stands instead. Raises BadDialogue if it cannot be understood."""
    if asked.said == "the case is an exercise":
        return None if now.exercise else "it is not flagged as an exercise"
    for form, answer in _FORMS:
        if found := form.fullmatch(asked.said):
            return answer(Put(asked, found, now, names, who))
    raise BadDialogue(
        f"{asked.where}: {asked.said!r} is neither an act nor a statement; statements are: TEXT is adopted, sealed · "
        "ITEM is overdue · XAB may request ITEM · XAB may not … · XAB has two histories · XAB has until HOUR · "
        "TEXT has dissociate of XAB · TEXT was told to XAB · the case is an exercise"
    )


def _subject(put: Put, word: str) -> Matter | ItemState:
    now = put.now
    matter = now.matter(put.names.get(word, word))
    if matter and (word not in now.items or matter.id != word):
        return matter
    if word in now.items:
        item = now.items[word]
        return item.matters[-1] if len(item.matters) == 1 and item.matters[0].id != word else item
    raise BadDialogue(
        f"{put.asked.where}: nothing is called {word!r}; there is {', '.join([*put.names, *now.items])}"
    )


def _is(put: Put) -> str | None:
    subject = _subject(put, put.found["what"])
    stands, whole = described(subject)
    first, *more = (p.strip() for p in put.found["how"].rstrip(".").split(","))
    stage = next((f for f in _FIRST if first == f or first.startswith(f"{f} ")), None)
    if stage is None:
        raise BadDialogue(
            f"{put.asked.where}: {first!r} is no outcome; there is {', '.join(_FIRST)}"
        )
    right = stage in stands and all(p in whole for p in (first.removeprefix(stage).strip(), *more))
    return None if right else whole


def described(subject: Matter | ItemState) -> tuple[tuple[str, ...], str]:
    """The outcomes and stages that can be said of an item or text, and all about it in one line."""
    if isinstance(subject, ItemState):
        stage = subject.outcome or subject.stage
        also = ("open",) if stage == "running" else ()
        ends = "".join(f"; {m.why}" for m in subject.matters if m.why)
        due = f", until {shown(subject.deadline)}" if subject.deadline else ""
        return (stage, *also), f"{stage}{due}{', sealed' if subject.final else ''}{ends}"
    stands = [subject.outcome or ("disputed" if subject.disputed else "running")]
    said = [stands[0]]
    if subject.outcome in OUTCOMES["decide"] and subject.leading is not None:
        said.append("sealed, final" if subject.final else "provisionally, provisional")
    said += [w for w in (subject.why, *subject.contested) if w]
    said += [f"until {shown(subject.deadline.instant)}"] if subject.deadline else []
    said += [f"waits for {m} until {shown(t)}" for m, t in subject.cut_off.items()]
    said += [f"{c.type} by {c.by} does not follow" for c in subject.claims if not c.follows]
    if subject.contested:
        stands.append("contested")
        said.append("contested")
    if stands[0] == "running":
        stands.append("open")
    return tuple(stands), ", ".join(said)


def _may(put: Put) -> str | None:
    member, verb = put.who(put.found["who"]), base(put.found["verb"])
    if verb is None:
        raise BadDialogue(f"{put.asked.where}: {put.found['verb']!r} is no act")
    mine = [r for r in put.now.rights if r.by == member]
    has = any(r.act == verb and put.found["on"] in (None, r.on) for r in mine)
    if has != bool(put.found["not"]):
        return None
    return f"{member} may {', '.join(f'{r.act} {r.on}' for r in mine) or 'do nothing'}"


def _histories(put: Put) -> str | None:
    return (
        None
        if put.who(put.found["who"]) in put.now.histories
        else f"two histories: {', '.join(put.now.histories) or 'nobody'}"
    )


def _until(put: Put) -> str | None:
    clocks = [
        shown(t)
        for i in put.now.items.values()
        for m in i.matters
        if (t := m.cut_off.get(put.who(put.found["who"])))
    ]
    return (
        None
        if f"{put.found['hour'].removesuffix('Z')}Z" in clocks
        else f"its own clocks: {', '.join(clocks) or 'none'}"
    )


def _has(put: Put) -> str | None:
    subject = _subject(put, put.found["what"])
    sayings = subject.sayings if isinstance(subject, Matter) else {}
    said = {s.member for s in sayings.get(put.found["kind"], ())}
    if put.found["kind"] == "silence" and isinstance(subject, Matter):
        said = set(subject.silent)
    wanted = {put.who(w) for w in re.split(r",\s*|\s+and\s+", put.found["who"])}
    return (
        None if said == wanted else f"{put.found['kind']} of {', '.join(sorted(said)) or 'nobody'}"
    )


def _told(put: Put) -> str | None:
    subject = _subject(put, put.found["what"])
    told = subject.told if isinstance(subject, Matter) else {}
    at = told.get(put.who(put.found["who"]))
    if bool(put.found["not"]) == (at is None) and (
        not put.found["hour"] or (at and shown(at) == f"{put.found['hour'].removesuffix('Z')}Z")
    ):
        return None
    return f"told at {shown(at)}" if at else "not told"


_HOUR = r"(?P<hour>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?Z?)"
_FORMS = (
    (re.compile(r"(?P<who>\S+) has two histories"), _histories),
    (re.compile(rf"(?P<who>\S+) has until {_HOUR}"), _until),
    (re.compile(rf"(?P<what>\S+) has (?P<kind>{'|'.join((*SAYINGS, 'silence'))}) of (?P<who>.+)"), _has),
    (re.compile(rf"(?P<what>\S+) was (?P<not>not )?told to (?P<who>\S+)(?: at {_HOUR})?"), _told),
    (re.compile(r"(?P<who>\S+) may (?P<not>not )?(?P<verb>vote yes|vote no|stay out|\S+)(?: (?:to |on |from )?(?P<on>\S+))?"), _may),
    (re.compile(r"(?P<what>\S+) (?:is|are) (?P<how>.+)"), _is),
)  # fmt: skip
