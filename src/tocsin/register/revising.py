"""Revise an incident: a new version that names the one before. No answer is ever lost, no edit overwrites another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from tocsin.atlas import neutral
from tocsin.records import Answer, Fact, Incident, Passage, Question, name_of, stands

FIXED = ("number", "opened_at", "opened_by", "supersedes", "revised_at", "revised_by")


class Change(msgspec.Struct, frozen=True):
    """What differs between two versions in one field."""

    field: str
    before: Any
    after: Any


class OldVersion(ValueError):
    """The edit was made on a version that is no longer the newest; `difference` is what has changed since."""

    def __init__(self, message: str, difference: tuple[Change, ...]) -> None:
        super().__init__(message)
        self.difference = difference


class BadRevision(ValueError):
    """A change that a revision may not make; the message says which and what is allowed."""


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's edit: the version they had before them, what they change, who they are, when, and why."""

    seen: Incident
    changes: Mapping[str, Any]
    by: str
    at: datetime
    note: str


def revise(newest: Incident, edit: Edit) -> Incident:
    """The next version of an incident, which supersedes `newest`.

    Raises OldVersion with the difference if the edit was made on another version; BadRevision if it changes what is
    fixed, takes an answer away or changes nothing; LoadedTitle if its title judges.
    """
    if edit.seen != newest:
        changed = difference(edit.seen, newest)
        fields = ", ".join(change.field for change in changed)
        raise OldVersion(
            f"{edit.by} edits incident {newest.number} as of {name_of(edit.seen)}; the newest version is "
            f"{name_of(newest)}, which differs in {fields}; look at the difference and edit that one",
            changed,
        )
    _refuse_fixed(edit.changes)
    changes = {
        **edit.changes,
        "supersedes": name_of(newest),
        "revised_at": edit.at,
        "revised_by": edit.by,
        "note": edit.note,
    }
    revised = msgspec.structs.replace(newest, **changes)
    _refuse_losses(newest, revised)
    neutral(revised.title)
    return revised


def difference(before: Incident, after: Incident) -> tuple[Change, ...]:
    """The fields in which two versions differ, in the order of the record."""
    pairs = ((f, getattr(before, f), getattr(after, f)) for f in Incident.__struct_fields__)
    return tuple(Change(field, a, b) for field, a, b in pairs if a != b)


class Moved(msgspec.Struct, frozen=True):
    """A passage that is no longer where the incident says: "moved" elsewhere in the text, or "lost" from it."""

    passage: Passage
    state: Literal["moved", "lost"]


def moved(incident: Incident, texts: Mapping[str, str]) -> tuple[Moved, ...]:
    """The passages of an incident that do not stand where they stood, in `texts` by report; none is dropped.

    A report whose text is not given has lost its passages.
    """
    found = list[Moved]()
    for passage in dict.fromkeys(passages(incident)):
        state = stands(passage, texts.get(passage.report, ""))
        if state != "here":
            found.append(Moved(passage, state))
    return tuple(found)


def passages(of: Any) -> Iterator[Passage]:
    """Every passage in a record, wherever it stands."""
    match of:
        case Passage():
            yield of
        case msgspec.Struct():
            for field in of.__struct_fields__:
                yield from passages(getattr(of, field))
        case tuple():
            for inner in of:
                yield from passages(inner)


def _refuse_fixed(changes: Mapping[str, Any]) -> None:
    allowed = [field for field in Incident.__struct_fields__ if field not in FIXED]
    wrong = [field for field in changes if field not in allowed]
    if wrong or not changes:
        what = f"changes {', '.join(wrong)}" if wrong else "changes nothing"
        raise BadRevision(f"the revision {what}; it may change {', '.join(allowed)}")


def _refuse_losses(before: Incident, after: Incident) -> None:
    for what, old, new in (
        ("fact", before.facts, after.facts),
        ("question", before.questions, after.questions),
    ):
        gone = next((pair for pair in _answers(old) if not _stands(pair, _answers(new))), None)
        if gone:
            of, answer = gone
            raise BadRevision(
                f"the revision takes the answer {answer.value!r} from the {what} {of!r}; answers are only added"
            )


def _answers(of: Iterable[Fact | Question]) -> list[tuple[str, Answer]]:
    return [(one.property, answer) for one in of for answer in one.answers]


def _stands(pair: tuple[str, Answer], among: Iterable[tuple[str, Answer]]) -> bool:
    """Whether an answer still stands: the same value for the same property, with all its passages and speakers."""
    of, answer = pair
    return any(
        of == other_of
        and answer.value == other.value
        and set(answer.passages) <= set(other.passages)
        and set(answer.speakers) <= set(other.speakers)
        for other_of, other in among
    )
