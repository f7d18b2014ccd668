"""The time machine: the register as it stood at a moment, and what changed from version to version, by whom and why."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from tocsin.records import Answer, Fact, Incident, Question
from tocsin.register.revising import difference


class Step(NamedTuple):
    """What one version changed: when, by whom, why, and a line for each thing that is not as it was."""

    at: datetime
    by: str
    why: str | None
    lines: tuple[str, ...]


def sealed_at(version: Incident) -> datetime:
    """When a version was made: opened, or revised."""
    return version.revised_at or version.opened_at


def as_of(versions: Iterable[Incident], moment: datetime) -> dict[str, Incident]:
    """The newest version of each incident at a moment, by number; one opened later is not there yet."""
    found = dict[str, Incident]()
    for version in sorted(versions, key=sealed_at):
        if sealed_at(version) <= moment:
            found[version.number] = version
    return found


def history(versions: Iterable[Incident]) -> Iterator[Step]:
    """What each version of one incident changed, the first one that it was opened."""
    before: Incident | None = None
    for version in sorted(versions, key=sealed_at):
        by = version.revised_by or version.opened_by
        lines = (f"opened: {version.title}",) if before is None else tuple(changes(before, version))
        yield Step(sealed_at(version), by, version.note, lines)
        before = version


def changes(before: Incident, after: Incident) -> Iterator[str]:
    """A line for each thing in which two versions differ: fields, and fact by fact, answer by answer."""
    for change in difference(before, after):
        match change.field:
            case "facts" | "questions":
                yield from _of_facts(change.field.rstrip("s"), change.before, change.after)
            case "title" | "status" | "standing" | "category":
                yield f"{change.field}: {change.before} → {change.after}"
            case "supersedes" | "revised_at" | "revised_by" | "note":
                pass
            case _:
                yield f"{change.field}: {_how_many(change.before)} → {_how_many(change.after)}"


def _how_many(value: object) -> str:
    return str(len(value)) if isinstance(value, tuple) else str(value)


def _of_facts(
    what: str, before: tuple[Fact | Question, ...], after: tuple[Fact | Question, ...]
) -> Iterator[str]:
    old, new = ({one.property: one for one in side} for side in (before, after))
    for property_, one in new.items():
        known = old.get(property_)
        if known is None:
            yield f"{what} {property_}: new, {_values(one.answers)}"
            continue
        had = {a.value for a in known.answers}
        yield from (f"{what} {property_}: + {a.value}" for a in one.answers if a.value not in had)
        yield from _turned(what, known, one)


def _turned(what: str, known: Fact | Question, one: Fact | Question) -> Iterator[str]:
    for name in ("status", "resolution"):
        was, now = getattr(known, name, None), getattr(one, name, None)
        if was != now:
            yield f"{what} {one.property}: {name} {was or 'open'} → {now or 'open'}"


def _values(answers: Iterable[Answer]) -> str:
    return " | ".join(a.value for a in answers) or "no answer"
