"""What a person sees of readings, actors and stories on a terminal; products are briefing's."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tocsin.atlas import actor as coded
from tocsin.atlas import country_name
from tocsin.desk.answers import report_answer, said, stories_answer
from tocsin.desk.day import DONE, SOME_SKIPPED, Day, width
from tocsin.desk.settings import Unusable
from tocsin.records import (
    Actor,
    Characterisation,
    Claim,
    Counted,
    Denial,
    Event,
    Happening,
    Invocation,
    Quote,
)


def print_lines(lines: Iterable[str]) -> None:
    """Lines to stdout."""
    for line in lines:
        print(line)


def as_json(answer: Any) -> str:
    """An answer as one line of JSON."""
    return msgspec.json.encode(answer).decode()


def complain(day: Day) -> int:
    """Name each input that was skipped on stderr; the exit code: 3 if there was one, else 0."""
    for skipped in day.taken.skipped:
        print(f"tocsin: {skipped}", file=sys.stderr)
    return SOME_SKIPPED if day.taken.skipped else DONE


def readings_json(day: Day) -> Iterator[str]:
    """One JSON object a report."""
    for name, report in day.reports.items():
        yield as_json(report_answer(name, report, day.readings[name]))


def readings_text(day: Day) -> Iterator[str]:
    """Each report with its claims in the order of the text, one a line."""
    for name, report in day.reports.items():
        when = report.published.value if report.published else "no date"
        head = [report.source or "outlet not stated", when, report.language or "language unknown"]
        yield f"{report.title or name}\n  {' · '.join(head + list(report.flags))}"
        for claim in day.readings[name].claims:
            yield f"    {_claim_line(claim)}"
        yield ""


def _claim_line(claim: Claim) -> str:
    words = " ".join(claim.passage.quote.split())
    speaker = " < ".join([claim.speaker.name if claim.speaker else "the outlet", *claim.via])
    return shortened(
        f"{claim.passage.start:>6}  {claim_kind(claim):<38}  {speaker}: {words}", width() - 4
    )


def shortened(line: str, columns: int) -> str:
    """A line that fits, with a sign where it was cut."""
    return line if len(line) <= columns else line[: columns - 1].rstrip() + "…"


def claim_kind(claim: Claim) -> str:
    """What a claim says, in codes: who, act, whom, or what else it is."""
    match claim.says:
        case Event(category=category, mode=mode, initiators=who, recipients=whom, reality=reality):
            act = f"{category} {mode or ''}".strip() + (
                "" if reality == "actual" else f" ({reality})"
            )
            return f"{_codes(who)} → {act} → {_codes(whom)}"
        case Quote(direct=direct):
            return "quote, direct" if direct else "quote"
        case Characterisation(of=of, target=target):
            return f"called, of {target or of}"
        case Invocation(norm=norm):
            return f"invokes {norm}"
        case Denial():
            return "denies"
        case Counted(quantity=q):
            return f"{q.kind} {q.best if q.best is not None else (q.low or q.high)}"


def _codes(actors: tuple[Actor, ...]) -> str:
    return "+".join(a.org or a.country or a.name for a in actors) or "?"


def actor(phrase: str, on: str | None, language: str, *, as_json_: bool) -> int:
    """Who a phrase names. Raises Unusable if nobody is known by it, or if `on` is no day."""
    if on is not None and not _is_day(on):
        raise Unusable(f"{on!r} is no day; write it as 2024-03-01")
    found = coded(phrase, on=on, language=language)
    if found is None:
        raise Unusable(f"no country, organisation or public office is known as {phrase!r}")
    fields = ("name", "country", "org", "sector", "office")
    answer = said(
        **{f: getattr(found, f) for f in fields}, **{"from": found.since, "to": found.until}
    )
    if as_json_:
        print(as_json(answer))
        return 0
    for key, value in answer.items():
        print(f"{key:<8} {value}{_spelled(key, value)}")
    return 0


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _spelled(key: str, value: str) -> str:
    if key != "country" or len(value) != 3 or value == "IGO":
        return ""
    return f" ({country_name(value)})"


def stories_json(day: Day) -> Iterator[str]:
    """One JSON object with all stories and copies."""
    ids = {name: r.given_id or day.taken.files[name].name for name, r in day.reports.items()}
    yield as_json(stories_answer(day.gathered, ids))


def stories_text(day: Day) -> Iterator[str]:
    """Each story with its reports, why they are together, and its happenings with every fact that has answers."""
    for story in day.stories:
        yield f"{story.title}\n  {story.id} · {_counted(len(story.reports), 'report')} · {_counted(len(story.origins), 'independent origin')}"
        for join in story.joins:
            yield f"    {_outlet(day, join.report)} joined {_outlet(day, join.to)}: {', '.join(join.reasons)}"
        for number, happening in enumerate(story.happenings, 1):
            where = " · ".join(x for x in (happening.date, happening.place) if x)
            parties = ", ".join(f"{p.name} ({p.side})" for p in happening.parties)
            yield f"  {number}. {happening.category} {happening.mode or ''} ({happening.reality}) {parties} {where}".rstrip()
            yield from _facts_text(day, happening)
        yield ""


def _facts_text(day: Day, happening: Happening) -> Iterator[str]:
    for fact in happening.facts:
        yield f"     {fact.property}: {fact.status}" + (f" ({fact.why})" if fact.why else "")
        for answer in fact.answers:
            places = {_outlet(day, p.report): None for p in answer.passages}
            yield f"       {answer.value}: {', '.join(places)}"


def _outlet(day: Day, report: str) -> str:
    return day.reports[report].source or day.taken.files[report].name


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def product(text: str | bytes, out: Path | None) -> None:
    """A product, text or its bytes, to stdout, or to the file `out`. Raises Unusable if that cannot be written."""
    data = text.encode() if isinstance(text, str) else text
    if out is None:
        said = data.decode()
        print(said, end="" if said.endswith("\n") else "\n")
        return
    try:
        out.write_bytes(data)
    except OSError as err:
        why = err.strerror or str(err)
        raise Unusable(f"{out} cannot be written ({why}); give --out a file that can") from err
    print(f"written to {out}", file=sys.stderr)
