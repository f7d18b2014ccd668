"""The calendar file of cases (iCalendar, RFC 5545): each deadline an instant, each meeting an hour, all in UTC."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from tocsin.council import CaseState, Matter
from tocsin.records import Case

HOUR = timedelta(hours=1)


def calendar(states: Iterable[tuple[Case, CaseState]]) -> bytes:
    """Every deadline that runs and every meeting that is convened, as one file; the same cases give the same bytes.

    An entry says the case, what ends or meets, and for whom; an exercise says so in its title. Members are codes.
    """
    file = Calendar()
    file.add("prodid", "-//Tocsin//cases//EN")
    file.add("version", "2.0")
    for entry in sorted(_entries(states)):
        file.add_component(_event(entry))
    return bytes(file.to_ical())


class _Entry(NamedTuple):
    at: datetime
    uid: str
    stamp: datetime
    lasts: timedelta
    title: str
    about: str


def _entries(states: Iterable[tuple[Case, CaseState]]) -> Iterator[_Entry]:
    for about, state in states:
        for m in (m for item in state.items.values() for m in item.matters):
            if m.deadline and not m.outcome:
                end = max([m.deadline.instant, *m.cut_off.values()])
                yield _entry(about, state, m, "deadline", end)
            if m.hour:
                yield _entry(about, state, m, "meeting", m.hour)


def _entry(about: Case, state: CaseState, m: Matter, what: str, at: datetime) -> _Entry:
    flag = "EXERCISE EXERCISE EXERCISE " if state.exercise else ""
    rule = f"{m.deadline.rule}; " if m.deadline and what == "deadline" else ""
    return _Entry(
        at=at,
        uid=f"{what}-{m.id}-{state.case or about.title}@{about.forum}",
        stamp=m.started or state.opened or at,
        lasts=HOUR if what == "meeting" else timedelta(),
        title=f"{flag}{about.reference or about.title}: {m.name} ({what})",
        about=f"{flag}{about.title}. {rule}for {', '.join(m.to) or 'all members'}",
    )


def _event(entry: _Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.at.astimezone(UTC))
    if entry.lasts:
        event.add("dtend", (entry.at + entry.lasts).astimezone(UTC))
    event.add("summary", entry.title)
    event.add("description", entry.about)
    event.add("transp", "OPAQUE" if entry.lasts else "TRANSPARENT")
    return event
