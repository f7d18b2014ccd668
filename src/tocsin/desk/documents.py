"""Documents from a case at the desk: the case found, its texts fetched, the document written."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from tocsin.briefing.documents import BadDocument, Document, Form, Kind, written
from tocsin.council import BadDialogue, CaseState, Procedure, read_dialogue, replay
from tocsin.desk.cases import case_like, procedure_of
from tocsin.desk.day import DONE
from tocsin.desk.drafts import paragraphs
from tocsin.desk.node import node
from tocsin.desk.settings import Unusable, now
from tocsin.desk.show import product
from tocsin.ledger import EvidenceMissing, Vault
from tocsin.records import Charter

# Documents of a forum as a whole; the others are a member's.
OF_ALL = ("statement", "report")


def document_of(
    kind: Kind,
    state: CaseState,
    charter: Charter,
    procedure: Procedure,
    bodies: Mapping[str, str],
    member: str | None = None,
) -> Document:
    """A document of a case as it stands at the hour of its state; a member's is that of who acted first, or of `member`."""
    about = state.about
    if about is None:
        raise Unusable("the act that opens the case is not here, so nothing can be written of it")
    runs = sorted(
        (m for item in state.items.values() for m in item.matters if m.by),
        key=lambda m: (m.started or state.now, m.id),
    )
    sender = member or (charter.forum if kind in OF_ALL or not runs else runs[0].by or "")
    asked = next((m.to for m in runs if m.by == sender), ())
    others = [m for m in asked or charter.members if m != sender]
    return Document(
        kind=kind,
        sender=sender,
        to=f"the members of {charter.forum}" if kind in OF_ALL else ", ".join(others),
        reference=about.reference,
        date=state.now,
        subject=about.title,
        paragraphs=tuple(paragraphs(state, charter, procedure, bodies)),
        signature=(f"For {sender}", "Name, office, signature: ____________________"),
        exercise=state.exercise,
        marking=f"For {', '.join(about.audience)}" if about.audience else None,
    )


def issued(wanted: str, kind: Kind, form: Form, member: str | None, out: Path | None) -> int:
    """Write a document of a case, or of the last hour of a dialogue's file, which is always flagged as an exercise."""
    made = (_of_dialogue if wanted.endswith(".txt") else _of_case)(wanted, kind, member)
    try:
        data = written(made, form, _fonts())
    except BadDocument as err:
        raise Unusable(str(err)) from err
    if out is None and form in ("pdf", "docx"):
        raise Unusable(f"a {form} is no text for a terminal; give --out a file")
    product(data, out)
    return DONE


def _fonts() -> Path | None:
    told = os.environ.get("TOCSIN_FONTS")
    if told and not Path(told).is_dir():
        raise Unusable(f"TOCSIN_FONTS is {told}, which is no folder")
    return Path(told) if told else None


def _of_case(wanted: str, kind: Kind, member: str | None) -> Document:
    with node() as here:
        case = case_like(here, wanted)
        hashes = {act.body_hash for act in case.acts.values() if act.body_hash}
        bodies = {h: text for h in hashes if (text := _text(here.vault, h)) is not None}
    return document_of(
        kind, case.state(now()), case.charter, procedure_of(case.about), bodies, member
    )


def _text(vault: Vault, digest: str) -> str | None:
    """A filed text; None where it is not here or is no text."""
    try:
        return vault.get(digest).decode("utf-8")
    except (EvidenceMissing, UnicodeDecodeError):
        return None


def _of_dialogue(wanted: str, kind: Kind, member: str | None) -> Document:
    file = Path(wanted)
    try:
        played = replay(read_dialogue(file.read_text("utf-8"), file.name))
    except (BadDialogue, UnicodeDecodeError) as err:
        raise Unusable(str(err)) from err
    except OSError as err:
        raise Unusable(
            f"{file}: {err.strerror or err}; give a case or the file of a dialogue"
        ) from err
    return document_of(
        kind, replace(played.state, exercise=True), played.charter, played.procedure, {}, member
    )
