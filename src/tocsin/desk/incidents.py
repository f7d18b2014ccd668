"""Incidents at the desk: opened from happenings and sealed, listed, shown, exported, verified."""

import mimetypes
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tocsin.atlas import LoadedTitle, title
from tocsin.briefing import EVENT_FORMATS, FORMATS, events
from tocsin.briefing import incident as sheet_of
from tocsin.desk.answers import said
from tocsin.desk.day import DONE, Day, dossier, gather_paths, width
from tocsin.desk.node import Node, in_one_line, node
from tocsin.desk.options import Known
from tocsin.desk.settings import Unusable, now
from tocsin.desk.show import as_json, complain, product
from tocsin.ledger import BadPolicy, Policy, Verdict, export, fsck, policy, verify
from tocsin.records import Capture, Custody, CustodyAct, Happening, Incident, Story
from tocsin.register import BadRevision, Edit, OldVersion, open_incident, revise

DOES_NOT_HOLD = 1
TAKEN_IN: tuple[CustodyAct, ...] = ("collected", "hashed", "ingested")


def open_from(
    paths: Sequence[Path], known: Known, wanted: str | None, org: str, by: str, *, json: bool
) -> int:
    """Seal an incident about one happening (STORY/N, or N of the only story), or list the happenings there are."""
    day = gather_paths(paths, known)
    if wanted is None:
        return _happenings(day, json=json)
    story, happening = _find(day, wanted)
    moment = now()
    with node() as here:
        cited = {p.report: day.reports[p.report] for p in happening.passages}
        captures = captured(day, cited, here)
        opened = open_incident(
            _number(here, happening, moment),
            (happening,),
            story=story,
            reports=day.reports,
            readings=day.readings,
            captures=captures,
            opened_by=by,
            opened_at=moment,
            org=org,
        )
        here.shelve(cited, day.readings)
        receipt = here.seal(*captures, *custody_of(captures, by, moment), opened)
        head = here.ledger.head()
    answer = {
        "number": opened.number,
        "title": opened.title,
        "record": receipt.name,
        "index": receipt.index,
    }
    text = f"{opened.number}  {opened.title}\nsealed as {receipt.name}, number {receipt.index} of {head.size}"
    print(as_json(answer) if json else text)
    return complain(day)


def _happenings(day: Day, *, json: bool) -> int:
    listed = [(f"{s.id}/{n}", title(h)) for s in day.stories for n, h in enumerate(s.happenings, 1)]
    if json:
        print(as_json([{"happening": key, "title": name} for key, name in listed]))
    else:
        print("Choose one with --happening:")
        print("\n".join(f"  {key}  {name}" for key, name in listed))
    return complain(day)


def _find(day: Day, wanted: str) -> tuple[Story, Happening]:
    story_id, _, number = wanted.rpartition("/")
    stories = [
        s for s in day.stories if s.id == story_id or (not story_id and len(day.stories) == 1)
    ]
    for story in stories:
        if number.isdecimal() and 0 < int(number) <= len(story.happenings):
            return story, story.happenings[int(number) - 1]
    raise Unusable(
        f"there is no happening {wanted!r}; leave --happening out to see those there are"
    )


def _number(here: Node, happening: Happening, moment: datetime) -> str:
    year = (happening.date or "")[:4]
    year = year if year.isdecimal() else f"{moment:%Y}"
    taken = sum(number.startswith(f"I-{year}-") for number in here.incidents())
    return f"I-{year}-{taken + 1:04d}"


def captured(day: Day, reports: Iterable[str], here: Node) -> tuple[Capture, ...]:
    """The files behind reports, put into the vault."""
    found = []
    for name in reports:
        report, path = day.reports[name], day.taken.files[name]
        data = path.read_bytes()
        found.append(
            Capture(
                report=name,
                digest=here.vault.put(data),
                text_digest=report.text_digest,
                size=len(data),
                url=report.url,
                source=report.source,
                published=report.published,
                media_type=mimetypes.guess_type(path.name)[0],
            )
        )
    return tuple(found)


def custody_of(captures: Sequence[Capture], by: str, at: datetime) -> tuple[Custody, ...]:
    """The first entries of each piece's chain of custody: who took it in, and that its digest was taken."""
    digests = dict.fromkeys(c.digest for c in captures)
    return tuple(Custody(evidence=d, act=step, by=by, at=at) for d in digests for step in TAKEN_IN)


def listing(*, json: bool) -> int:
    """All incidents, newest version each."""
    with node() as here:
        found = here.incidents()
    if json:
        rows = [
            said(number=i.number, title=i.title, status=i.status, standing=i.standing, record=name)
            for name, i in found.values()
        ]
        print(as_json(rows))
        return DONE
    for _, i in found.values():
        print(f"{i.number}  {i.status:<8} {i.standing:<28} {i.title}")
    if not found:
        print("No incident yet. `tocsin incident open PATH…` makes one.")
    return DONE


def tabled(form: str, out: Path | None) -> int:
    """The incidents as a table of events, in a form that briefing has."""
    with node() as here:
        found = [one for _, one in here.incidents().values()]
        cited = {name: held for one in found for name, held in here.cited(one).items()}
    readings = {name: held.reading for name, held in cited.items() if held.reading}
    whole = dossier({n: h.report for n, h in cited.items()}, readings, incidents=tuple(found))
    product(EVENT_FORMATS[form](events(whole, found)), out)
    return DONE


def shown(number: str, form: str) -> int:
    """One incident on paper."""
    with node() as here:
        _, found = here.incident(number)
        reports = {name: one.report for name, one in here.cited(found).items()}
    whole = dossier(reports, {}, incidents=(found,))
    print(FORMATS[form].write(sheet_of(whole, found), width()))
    return DONE


class Wish(NamedTuple):
    """What somebody wants changed in an incident, who they are, why, and the version they had before them."""

    by: str
    note: str
    title: str | None = None
    status: str | None = None
    seen: str | None = None


def edited(number: str, wish: Wish) -> int:
    """Seal the next version of an incident. Raises Unusable if the edit is refused, with what has changed since."""
    with node() as here:
        _, newest = here.incident(number)
        seen = here.ledger.read(wish.seen).word if wish.seen else newest
        changes = said(title=wish.title, status=wish.status)
        if not isinstance(seen, Incident):
            raise Unusable(f"{wish.seen} is no version of an incident")
        try:
            fresh = revise(
                newest, Edit(seen=seen, changes=changes, by=wish.by, at=now(), note=wish.note)
            )
        except (OldVersion, BadRevision, LoadedTitle) as err:
            raise Unusable(str(err)) from err
        receipt = here.seal(fresh)
    print(f"{number} is now {receipt.name}, number {receipt.index}: {fresh.title} ({fresh.status})")
    return DONE


def checked(*, json: bool) -> int:
    """Check ledger and vault; exit 1 if an item is not what was sealed."""
    with node() as here:
        found = [(f.item, f.wrong) for f in fsck(here.ledger, here.vault)]
        size = len(here.ledger)
    if json:
        print(as_json([{"item": item, "wrong": wrong} for item, wrong in found]))
    else:
        print(
            "\n".join(f"fails  {item}: {wrong}" for item, wrong in found)
            or f"all {size} records hold"
        )
    return DOES_NOT_HOLD if found else DONE


def exported(
    number: str, out: Path, by: str, *, captures: bool, withhold: tuple[str, ...] = ()
) -> int:
    """Write an export and say how an auditor checks it."""
    with node() as here:
        name, found = here.incident(number)
        vault = here.vault if captures else None
        done = export(here.ledger, name, out, by=by, at=now(), captures=vault, withhold=withhold)
        line = f"log {here.ledger.verifier}"
    print(f"{found.number} is in {done.place} ({done.files} files), and its export is in the log.")
    print("An auditor checks it with: python3 verify.py . --policy POLICY")
    print("Hand them this policy by another way than the export:")
    print(f"{line}\nquorum none")
    return DONE


def verified(place: Path, trusted: Path | None, *, json: bool) -> int:
    """Check an export; exit 0 only if the whole is ok."""
    with in_one_line():
        verdict = verify(place, _policy(trusted, place))
    if json:
        items = [said(item=c.item, state=c.state, why=c.why or None) for c in verdict.items]
        print(as_json({"state": verdict.state, "items": items}))
    else:
        _print_verdict(place, verdict)
    return DONE if verdict.state == "ok" else DOES_NOT_HOLD


def _policy(path: Path | None, place: Path) -> Policy | None:
    if path is None or place.resolve() in path.resolve().parents:
        return None  # a policy from inside the export would be the export vouching for itself
    try:
        return policy(path.read_text("utf-8"), path.name)
    except (BadPolicy, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err


def _print_verdict(place: Path, verdict: Verdict) -> None:
    for item in verdict.items:
        print(f"{item.state:<12} {item.item}" + (f": {item.why}" if item.why else ""))
    beside = f" ({verdict.unchecked} unchecked)" if verdict.unchecked else ""
    print(f"{place}: {verdict.state}{beside}")
    if verdict.state == "unverifiable":
        print("Give --policy FILE with the keys that you already hold.", file=sys.stderr)
