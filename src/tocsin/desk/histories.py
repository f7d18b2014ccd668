"""An incident over time: what each version changed, the register on a day, what newer reports add, the checklist."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from tocsin.desk.answers import said
from tocsin.desk.day import DONE, gather_paths
from tocsin.desk.incidents import captured, custody_of
from tocsin.desk.node import Node, node
from tocsin.desk.options import Known
from tocsin.desk.settings import Unusable, now
from tocsin.desk.show import as_json, complain
from tocsin.records import Assessment, BadDate, Capture, Custody, Incident, Review, edtf
from tocsin.register import (
    BadRevision,
    Edit,
    Held,
    as_of,
    checklist,
    grown,
    history,
    open_incident,
    revise,
    same_happening,
)


def moment_of(day: str) -> datetime:
    """The end of a day, month or year that somebody names. Raises Unusable."""
    try:
        found = edtf(day)
    except BadDate as err:
        raise Unusable(f"--on {err}") from err
    if found.last is None or found.open_year or not 0 < found.last < date.max.toordinal():
        raise Unusable(f"--on {day!r} is no day; write it as 2024-03-01")
    return datetime.combine(date.fromordinal(found.last), time(23, 59, 59), UTC)


def stood(on: str, *, json: bool) -> int:
    """Print the register as it stood at the end of a day."""
    with node() as here:
        found = as_of(here.every(Incident), moment_of(on))
    if json:
        rows = [
            said(number=i.number, title=i.title, status=i.status, standing=i.standing)
            for i in found.values()
        ]
        print(as_json(rows))
        return DONE
    for i in found.values():
        print(f"{i.number}  {i.status:<8} {i.standing:<28} {i.title}")
    if not found:
        print(f"No incident was open by {on}.")
    return DONE


def changed(number: str, *, json: bool) -> int:
    """Print what each version of an incident changed: when, by whom, why, line by line."""
    with node() as here:
        here.incident(number)
        steps = list(history(here.versions(number)))
    if json:
        print(as_json([said(at=s.at, by=s.by, why=s.why, lines=s.lines) for s in steps]))
        return DONE
    for step in steps:
        print(f"{step.at:%Y-%m-%d %H:%MZ}  {step.by}" + (f": {step.why}" if step.why else ""))
        print("\n".join(f"    {line}" for line in step.lines) or "    nothing that is shown")
    return DONE


def updated(number: str, paths: Sequence[Path], known: Known, by: str, note: str) -> int:
    """Seal the next version of an incident with what newer reports add; nothing that stood is taken away."""
    day = gather_paths(paths, known)
    with node() as here:
        _, newest = here.incident(number)
        stories = [(s, h) for s in day.stories for h in s.happenings]
        told = same_happening(newest, [h for _, h in stories])
        if told is None:
            raise Unusable(
                f"no single happening of these reports has the category and the day or place of {number}; give the "
                "reports of one story, the older ones with the newer"
            )
        cited = {p.report: day.reports[p.report] for p in told.passages}
        captures = captured(day, cited, here)
        fresh = open_incident(
            number, (told,), story=next(s for s, h in stories if h == told), reports=day.reports,
            readings=day.readings, captures=captures, opened_by=by, opened_at=now(),
        )  # fmt: skip
        try:
            next_ = revise(
                newest, Edit(seen=newest, changes=grown(newest, fresh), by=by, at=now(), note=note)
            )
        except BadRevision as err:
            raise Unusable(f"these reports add nothing to {number}: {err}") from err
        here.shelve(cited, day.readings)
        here.seal(*captures, *custody_of(captures, by, now()), next_)
        steps = list(history(here.versions(number)))
    print(f"{number} has a new version: {note}")
    print("\n".join(f"    {line}" for line in steps[-1].lines))
    return complain(day)


def examined(number: str, *, json: bool) -> int:
    """Print the checklist of the Berkeley Protocol for an incident."""
    with node() as here:
        lines = list(checklist(_held(here, number)))
    if json:
        print(
            as_json(
                [
                    said(id=i.id, phase=i.phase, asks=i.asks, answers=i.answers, state=state)
                    for i, state in lines
                ]
            )
        )
        return DONE
    for phase in dict.fromkeys(item.phase for item, _ in lines):
        print(phase.capitalize())
        for item, met in lines:
            if item.phase == phase:
                print(f"  {met:<12} {item.asks}\n               {item.answers}")
    states = [state for _, state in lines]
    print(
        f"{states.count('met')} of {len(lines)} met; {states.count('for a person')} are for a person to say"
    )
    return DONE


def _held(here: Node, number: str) -> Held:
    _, incident = here.incident(number)
    digests = {e.digest for e in incident.evidence}
    custody = dict[str, tuple[Custody, ...]]()
    for step in here.every(Custody):
        if step.evidence in digests:
            custody[step.evidence] = (*custody.get(step.evidence, ()), step)
    return Held(
        incident=incident,
        reports={name: one.report for name, one in here.cited(incident).items()},
        captures={c.report: c for c in here.every(Capture)},
        custody=custody,
        assessments=tuple(here.every(Assessment)),
        reviews=tuple(here.every(Review)),
        in_vault=frozenset(d for d in digests if here.vault.holds(d)),
    )
