"""Why a claim stands at a place of a report, or why none does: the chain of rules, for whoever mends a lexicon."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tocsin.desk.day import DONE
from tocsin.desk.files import take
from tocsin.desk.kits import kit_for
from tocsin.desk.options import Known
from tocsin.desk.settings import Unusable
from tocsin.desk.show import as_json, claim_kind, print_lines
from tocsin.intake import Given
from tocsin.reading import Weighing, Why, why
from tocsin.records import Report


def told(place: str, known: Known, wanted: str | None, *, json: bool) -> int:
    """Print the steps of reading at `place`, FILE:OFFSET; `wanted` chooses among several reports of the file.

    Raises Unusable if there is no such place.
    """
    name, _, offset = place.rpartition(":")
    if not name or not offset.isdecimal():
        raise Unusable(
            f"{place!r} is no place; write FILE:OFFSET, an offset in characters of the text"
        )
    report = _report(Path(name), known, wanted)
    try:
        found = why(report, kit_for(report.language, known.gate), int(offset))
    except IndexError as err:
        raise Unusable(f"{name}: {err}") from err
    print_lines([as_json(msgspec.to_builtins(found))] if json else _text(found))
    return DONE


def _report(path: Path, known: Known, wanted: str | None) -> Report:
    given = Given(published=known.published, language=known.language, source=known.source)
    taken = take([path], given, known.form)
    found = {r.given_id or name: r for name, r in taken.reports.items()}
    if wanted is None and len(found) == 1:
        return next(iter(found.values()))
    if wanted not in found:
        there = ", ".join(found) or "; ".join(map(str, taken.skipped)) or "none"
        raise Unusable(
            f"{path} holds no one report {wanted or ''}; choose one with --report: {there}"
        )
    return found[wanted]


def _text(found: Why) -> Iterator[str]:
    if found.words is not None:
        yield f"sentence  [{found.start}, {found.end}) {' '.join(found.words.split())}"
    if found.gate is not None:
        yield f"gate      let it through: {found.gate}"
    if found.parse is not None:
        yield f"parse     {found.parse}"
    for act in found.acts:
        yield from _act(act)
    for claim in found.claims:
        yield f"claim     {claim.rule}: {claim_kind(claim)}"
    yield f"step      {found.step}"


def _act(act: Weighing) -> Iterator[str]:
    yield f"act       {act.words!r} at {act.start}"
    for line in act.tried:
        verdict = f"not fulfilled: {line.lacks}" if line.lacks else "fires"
        yield f"  tried   {line.place}  {verdict}  | {' '.join(line.written.split())}"
    if act.category is not None:
        yield f"  reads   {act.category}, {act.reality}" + (
            f" by {act.reality_words!r}" if act.reality_words else ""
        )
    for side in act.sides:
        by = f" ({'; '.join(side.known)})" if side.known else ""
        yield f"  {side.side:<7} {side.slot or 'the act beside'}: {side.words!r} -> {side.codes}{by}"
    if act.by is not None:
        yield f"  said by {act.by}" + (f", by {act.by_words!r}" if act.by_words else "")
    if act.left_out is not None:
        yield f"  left    {act.left_out}"
