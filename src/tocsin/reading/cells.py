"""The cells of a claim: its parts as short words that a person can edit, and the claim that edited cells mean.

Parties are codes with their words, `AVA GOV "Avaria's minister"; BRE "Brennia"`; words must stand in the passage.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import msgspec

from tocsin.atlas import UnknownCountry, categories, country_name, modes
from tocsin.reading.review import BadReview, plain, whole
from tocsin.records import (
    Actor,
    Characterisation,
    Claim,
    Counted,
    Denial,
    Event,
    Invocation,
    Passage,
    Quote,
    Span,
)

Setter = Callable[[dict[str, Any], Claim, str], None]
CELLS = ("kind", "category", "mode", "reality", "who", "whom", "date", "speaker", "words",
         "of", "target", "norm", "said", "number", "low", "best", "high")  # fmt: skip
LONGEST = 15  # digits
_PARTY = re.compile(r"(?:([A-Z][A-Z-]{1,7}) ?)?([A-Z]{3} ?)?\"([^\"]*)\"")
_KINDS: dict[str, dict[str, Any]] = {
    "event": {"category": "", "act": None, "reality": "actual", "rule": "person"},
    "quote": {"content": []},
    "characterisation": {"words": "", "of": "act"},
    "invocation": {"norm": ""},
    "denial": {"denied": None},
    "counted": {"quantity": {"is": "quantity", "kind": ""}},
}


def cells(claim: Claim) -> dict[str, str]:
    """The cells of a claim by column; what it does not have is left out."""
    p, says = claim.passage, claim.says
    found: dict[str, object] = {
        "kind": type(says).__name__.lower(),
        "speaker": _party(claim.speaker),
    }
    match says:
        case Event():
            found |= {
                "category": says.category,
                "mode": says.mode,
                "reality": says.reality,
                "date": says.date,
            }
            found |= {"who": _parties(says.initiators), "whom": _parties(says.recipients)}
            found["words"] = _text(p, [says.act])
        case Quote():
            found["words"] = _text(p, says.content)
        case Characterisation():
            found |= {"words": says.words, "of": says.of, "target": says.target}
        case Invocation():
            found |= {"norm": says.norm, "said": says.said}
        case Denial():
            found["words"] = _text(p, [says.denied])
        case Counted(quantity=q):
            found |= {"number": q.kind, "low": q.low, "best": q.best, "high": q.high}
    return {column: str(value) for column, value in found.items() if value is not None}


def _text(p: Passage, spans: Iterable[Span]) -> str:
    """The words of spans as far as they lie in the passage."""
    inside = (s for s in spans if p.start <= s.start < s.end <= p.end)
    return " … ".join(p.quote[s.start - p.start : s.end - p.start] for s in inside)


def _parties(actors: Iterable[Actor]) -> str:
    return "; ".join(filter(None, map(_party, actors)))


def _party(a: Actor | None) -> str | None:
    if a is None:
        return None
    code = a.org or a.country
    return " ".join(filter(None, [code, a.sector, f'"{_clean(a.name)}"']))


def _clean(name: str) -> str:
    return " ".join(name.replace('"', "'").replace(";", ",").split())


def differing(claim: Claim, mine: Mapping[str, str]) -> dict[str, str]:
    """The cells of `mine` that are not those of the claim."""
    was = cells(claim)
    return {column: cell for column, cell in mine.items() if cell != was.get(column, "")}


def edited(claim: Claim, mine: Mapping[str, str]) -> Claim:
    """The claim with the cells of `mine` that differ from its own put into it. Raises BadReview."""
    fields = plain(claim)
    for column, cell in differing(claim, mine).items():
        _put(fields, claim, column, cell.strip())
    return whole(fields, claim.passage)


def added(where: Passage, mine: Mapping[str, str]) -> Claim:
    """A claim that nobody read, made of cells alone. Raises BadReview."""
    kind = mine["kind"].strip().lower()
    if kind not in _KINDS:
        raise BadReview(f"the kind is {mine['kind']!r}; there is {', '.join(_KINDS)}")
    span = msgspec.to_builtins(Span(start=where.start, end=where.end))
    says = {k: span if v is None else v for k, v in _KINDS[kind].items()} | {"is": kind}
    if kind == "quote":
        says["content"] = [span]
    blank = whole({"says": says, "rule": "person"}, where)
    found = edited(blank, {c: cell for c, cell in mine.items() if cell.strip()} | {"kind": kind})
    if isinstance(found.says, Event) and not found.says.category:
        raise BadReview("an event that is added needs a category")
    return found


def _put(fields: dict[str, Any], claim: Claim, column: str, cell: str) -> None:
    """Puts one edited cell into the fields of a claim, checked."""
    if column == "speaker":
        before = [claim.speaker] if claim.speaker else []
        fields["speaker"] = next(iter(_read_parties(cell, before, claim.passage)), None)
        return
    kind = type(claim.says).__name__.lower()
    if column not in _SETTERS[kind]:
        raise BadReview(f"a claim of the kind {kind} has no {column!r} to be changed")
    _SETTERS[kind][column](fields["says"], claim, cell)


def _whole_number(cell: str, column: str) -> int:
    if not cell.isdecimal() or len(cell) > LONGEST:
        raise BadReview(f"{column} is {cell!r}, no whole number")
    return int(cell)


def _one_of(cell: str, allowed: Iterable[str], column: str) -> str:
    if cell not in allowed:
        raise BadReview(f"{column} is {cell!r}; there is {', '.join(sorted(allowed))}")
    return cell


def _read_parties(cell: str, before: Iterable[Actor], p: Passage) -> list[dict[str, Any]]:
    kept = {_party(a): a for a in before}
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    return [msgspec.to_builtins(kept.get(part) or _actor(part, p)) for part in parts]


def _actor(written_: str, p: Passage) -> Actor:
    found = _PARTY.fullmatch(written_)
    if found is None:
        raise BadReview(
            f'{written_!r} is no party; write CODE SECTOR and its words in quotes: AVA GOV "…"'
        )
    code, sector, name = found[1], found[2], found[3]
    span = _span(name, p)
    is_country = code is not None and _is_country(code)
    return Actor(
        start=span["start"], end=span["end"], name=name, country=code if is_country else None,
        org=None if is_country else code, sector=sector.strip() if sector else None,
    )  # fmt: skip


def _is_country(code: str) -> bool:
    try:
        country_name(code)
    except UnknownCountry:
        return False
    return True


def _span(words: str, p: Passage) -> dict[str, Any]:
    at = p.quote.find(words) if words else -1
    if at < 0:
        raise BadReview(f"the words {words!r} do not stand in the passage {p.quote!r}")
    return {"is": "span", "start": p.start + at, "end": p.start + at + len(words)}


def _side(says: dict[str, Any], claim: Claim, cell: str, side: str) -> None:
    says[side] = _read_parties(cell, getattr(claim.says, side), claim.passage)


def _quoted(says: dict[str, Any], claim: Claim, cell: str) -> None:
    says["content"] = [_span(part, claim.passage) for part in cell.split(" … ")]


def _category(says: dict[str, Any], _: Claim, cell: str) -> None:
    says["category"] = _one_of(cell, categories(), "category")


def _mode(says: dict[str, Any], _: Claim, cell: str) -> None:
    says["mode"] = _one_of(cell, {m for _, m in modes()}, "mode") if cell else None


def _words(says: dict[str, Any], claim: Claim, cell: str, field: str) -> None:
    says[field] = _span(cell, claim.passage)


def _count(says: dict[str, Any], _: Claim, cell: str, column: str) -> None:
    says["quantity"][column] = _whole_number(cell, column) if cell else None


def _counted_kind(says: dict[str, Any], _: Claim, cell: str) -> None:
    says["quantity"]["kind"] = cell


def _field(name: str) -> Setter:
    return lambda says, _, cell: says.update({name: cell or None})


_SETTERS: dict[str, dict[str, Setter]] = {
    "event": {
        "category": _category,
        "mode": _mode,
        "who": partial(_side, side="initiators"),
        "whom": partial(_side, side="recipients"),
        "words": partial(_words, field="act"),
        "reality": _field("reality"),
        "date": _field("date"),
    },
    "quote": {"words": _quoted},
    "characterisation": {name: _field(name) for name in ("words", "of", "target")},
    "invocation": {name: _field(name) for name in ("norm", "said")},
    "denial": {"words": partial(_words, field="denied")},
    "counted": {
        "number": _counted_kind,
        **{name: partial(_count, column=name) for name in ("low", "best", "high")},
    },
}
