"""Where a case stands, on paper: its items and texts, the round table of members, the clocks that run."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from tocsin.council import CaseState, Matter, Note, Procedure, shown, span, stamp, state_hash
from tocsin.records import Case, Charter

EXERCISE = "EXERCISE EXERCISE EXERCISE"


def standing_lines(title: str, procedure: Procedure, state: CaseState) -> list[str]:
    """The case line by line: an item each, its texts below it, then what came late or was refused."""
    partly = ", partly unchecked" if procedure.unchecked else ""
    found = [EXERCISE] if state.exercise else []
    found.append(
        f"{title} ({procedure.id}, confidence {procedure.confidence}{partly}), at {shown(state.now)}"
    )
    for item in state.items.values():
        unchecked = "  (unchecked)" if item.unchecked else ""
        found.append(f"  {item.id:<16} {item.outcome or item.stage}{unchecked}")
        for matter in item.matters:
            found += (
                [f"    {line}" for line in matter_lines(matter)] if matter.id != item.id else []
            )
    found += [f"  late     {_said(n)}" for n in state.late]
    found += [f"  refused  {_said(n)}" for n in state.refused]
    found += [f"  waiting  {_said(n)}" for n in state.waiting if n.type not in ("receipt", "beat")]
    found += [
        f"  two signed histories of {m}: restored backup, shared or stolen key?"
        for m in state.histories
    ]
    if state.hosted:
        found.append(f"  keys held by a node for their member: {', '.join(state.hosted)}")
    return [*found, f"  state {state_hash(state)[:16]}"]


def matter_lines(m: Matter) -> list[str]:
    """One running of an item: outcome, positions, what is on record, whose clock runs on."""
    ends = f", until {shown(m.deadline.instant)}" if m.deadline and not m.outcome else ""
    sealed = ", sealed" if m.final else ", provisional" if m.leading and m.outcome else ""
    why = f": {m.why}" if m.why and (m.outcome or m.disputed) else ""
    found = [
        f"{m.name}: {m.outcome or ('disputed' if m.disputed else 'running')}{sealed}{ends}{why}"
    ]
    found += [f"  {member}: {position}" for member, position in m.positions.items()]
    found += [f"  {kind}: {', '.join(s.member for s in said)}" for kind, said in m.sayings.items()]
    found += [f"  said nothing: {', '.join(m.silent)}"] if m.silent else []
    found += [
        f"  {member} was cut off, its clock runs until {shown(t)}"
        for member, t in m.cut_off.items()
    ]
    found += [
        f"  {c.type} {c.outcome} by {c.by} does not follow: {c.why}"
        for c in m.claims
        if not c.follows
    ]
    return found + [f"  contested: {why}" for why in m.contested]


def _said(note: Note) -> str:
    return f"{note.member} {note.type}: {note.why}"


def standing_json(about: Case, state: CaseState) -> dict[str, Any]:
    """The case as JSON: its items with outcome, finality and deadline."""
    items = {
        i.id: {
            "outcome": i.outcome,
            "final": i.final,
            "deadline": stamp(i.deadline) if i.deadline else None,
        }
        for i in state.items.values()
    }
    return {
        "case": state.case,
        "reference": about.reference,
        "title": about.title,
        "exercise": state.exercise,
        "items": items,
        "state_hash": state_hash(state),
    }


def table_lines(charter: Charter, state: CaseState) -> list[str]:
    """Members by texts: position, acknowledged, silent, cut off, two histories; then what was said at meetings."""
    found = [EXERCISE] if state.exercise else []
    for item in state.items.values():
        for m in (m for m in item.matters if m.id != item.id):
            found.append(f"{m.name} ({item.id}): {m.outcome or item.stage}")
            if item.kind == "decide":
                found += [f"  {member}  {_seat(m, member, state)}" for member in charter.members]
            else:
                found += [f"  {line}" for line in matter_lines(m)[1:]]
    return found or ["Nothing is before the members yet."]


def _seat(m: Matter, member: str, state: CaseState) -> str:
    words = [m.positions.get(member, "silent" if member in m.silent else "")]
    words += [
        kind
        for kind, said in m.sayings.items()
        if member in {s.member for s in said} and kind not in words
    ]
    words += ["acknowledged"] if member in m.acked else []
    words += [f"cut off, until {shown(m.cut_off[member])}"] if member in m.cut_off else []
    words += ["two histories"] if member in state.histories else []
    told = m.told.get(member)
    words += [f"told {shown(told)}"] if told else []
    return ", ".join(w for w in words if w)


def clock_lines(states: Iterable[tuple[Case, CaseState]], now: datetime) -> list[str]:
    """Every clock that runs, the soonest first: how long it still runs, in which case, what happens with whom."""
    return [line for _, line in sorted(_clocks(states, now))]


def _clocks(
    states: Iterable[tuple[Case, CaseState]], now: datetime
) -> Iterator[tuple[datetime, str]]:
    for about, state in states:
        for item in state.items.values():
            for m in item.matters:
                if m.deadline and not m.outcome:
                    end = max([m.deadline.instant, *m.cut_off.values()])
                    who = f" for {', '.join(m.to)}" if m.to and len(m.to) < 4 else ""
                    flag = "EXERCISE  " if state.exercise else ""
                    left = f"in {span(end - now)}" if end >= now else f"{span(now - end)} ago"
                    yield (
                        end,
                        f"{flag}{shown(end)}  {left:<14} {about.reference or about.title}: {m.name} ({item.kind}){who}",
                    )
