"""What a case gives a document: its records in sentences, by the part of the document that they belong to."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from tocsin.briefing.documents import Paragraph, Part
from tocsin.council import CaseState, Matter, Procedure, responses, shown
from tocsin.records import Charter

# Acts on a text that are on record and do not block, as a document says them.
ON_RECORD = {
    "abstain": "abstained on",
    "opinion": "put an opinion on record on",
    "reserve": "made a reservation on",
    "interpret": "made an interpretative statement on",
    "dissociate": "dissociated itself from",
    "stay-out": "did not take part in",
}


def paragraphs(
    state: CaseState, charter: Charter, procedure: Procedure, bodies: Mapping[str, str]
) -> Iterator[Paragraph]:
    """All that the records of a case say, as paragraphs; `bodies` are the filed texts at hand, by their hash."""
    runs = [m for item in state.items.values() for m in item.matters]
    runs.sort(key=lambda m: (m.started or state.now, m.id))
    yield Paragraph("participants", f"Members of {charter.forum}: {', '.join(charter.members)}.")
    for m in runs:
        if m.by or m.outcome:
            yield Paragraph("facts", _fact(m))
        if state.items[m.item].kind == "decide":
            yield Paragraph("decisions", _decision(m))
        if state.items[m.item].kind == "ask" and m.outcome in (None, "overdue"):
            yield Paragraph("requests", _request(m))
        yield from _said(m)
        if m.deadline and m.outcome is None:
            yield Paragraph("deadlines", _clock(m))
        yield from _filed(m, bodies)
    yield from _tasks(state, procedure)
    yield from _gaps(state, procedure)


def _at(hour: datetime | None) -> str:
    return f"{shown(hour)}: " if hour else "hour not received: "


def _fact(m: Matter) -> str:
    by = f", begun by {m.by}" if m.by else ""
    hour = f", for {shown(m.hour)}" if m.hour else ""
    to = f", for {', '.join(m.to)}" if m.to and len(m.to) < 4 else ""
    item = "" if m.name == m.item else f" ({m.item})"
    return f"{_at(m.started)}{m.name}{item}{by}{to}{hour}: {_outcome(m)}."


def _outcome(m: Matter) -> str:
    word = m.outcome or ("disputed" if m.disputed else "open")
    final = ", sealed" if m.final else ", provisional" if m.leading and m.outcome else ""
    return f"{word}{final}"


def _decision(m: Matter) -> str:
    why = f"; {m.why}" if m.why else ""
    silent = f" Said nothing: {', '.join(m.silent)}." if m.silent else ""
    contested = "".join(f" Contested: {why}." for why in m.contested)
    return f"{m.name}: {_outcome(m)}{why}.{silent}{contested}"


def _request(m: Matter) -> str:
    until = f", until {shown(m.deadline.instant)}" if m.deadline else ""
    over = "; overdue" if m.outcome else ""
    return f"{m.name}: asked by {m.by or 'nobody yet'} of {', '.join(m.to)}{until}{over}."


def _clock(m: Matter) -> str:
    if m.deadline is None:
        return ""
    to = f" for {', '.join(m.to)}" if m.to else ""
    return f"{shown(m.deadline.instant)}: {m.name}{to} ({m.deadline.rule})."


def _said(m: Matter) -> Iterator[Paragraph]:
    for position in dict.fromkeys(m.positions.values()):
        who = ", ".join(member for member, held in m.positions.items() if held == position)
        yield Paragraph("positions", f"{m.name}, {position}: {who}.")
    for kind, words in ON_RECORD.items():
        if said := m.sayings.get(kind):
            who = ", ".join(dict.fromkeys(s.member for s in said))
            part: Part = "participants" if kind == "stay-out" else "positions"
            yield Paragraph(part, f"{who} {words} {m.name}.")


def _filed(m: Matter, bodies: Mapping[str, str]) -> Iterator[Paragraph]:
    filed = [(m.by or "", m.name, m.started, m.text)] if m.text else []
    filed += [
        (s.member, f"{kind}, {m.name}", s.at, s.body_hash)
        for kind, said in m.sayings.items()
        for s in said
        if s.body_hash
    ]
    for member, name, at, digest in filed:
        yield Paragraph("enclosures", f"{name}, filed by {member}: SHA-256 {digest}.")
        if digest in bodies:
            hour = f", {shown(at)}" if at else ""
            yield Paragraph("texts", bodies[digest], source=f"{name}, filed by {member}{hour}")
        else:
            yield Paragraph("gaps", f"The text of {name} is not held here.")


def _tasks(state: CaseState, procedure: Procedure) -> Iterator[Paragraph]:
    for one in responses(state, procedure):
        due = f", until {shown(datetime.fromisoformat(one.due))}" if one.due else ""
        filed = f"; {len(one.evidence)} filed as evidence" if one.evidence else ""
        yield Paragraph(
            "tasks", f"{one.item} ({one.form}) by {', '.join(one.by)}{due}: {one.state}{filed}."
        )


def _gaps(state: CaseState, procedure: Procedure) -> Iterator[Paragraph]:
    for note in (*state.late, *state.refused):
        yield Paragraph("gaps", f"{note.member}, {note.type}: {note.why}.")
    for member in state.histories:
        yield Paragraph("gaps", f"{member} has signed two histories; both are kept.")
    for item in state.items.values():
        for m in item.matters:
            if m.unheard:
                yield Paragraph("gaps", f"{m.name}: not heard of yet: {', '.join(m.unheard)}.")
        if item.unchecked:
            yield Paragraph(
                "gaps", f"The step {item.id} of {procedure.id} is unchecked: {item.unchecked}."
            )
