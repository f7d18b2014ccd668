"""Which acts belong to a case: its opening, and what fits into it by key, case and place in its member's chain."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from tocsin.council.procedure import VERBS, Procedure, name_of_procedure
from tocsin.council.standing import Note
from tocsin.council.view import Forum
from tocsin.records import Act, BadRecord, Case, name_of

Opening = tuple[str, Act, Case]

_name = lru_cache(maxsize=64)(name_of)  # a charter and a case are named again in every fold


def opening_of(
    forum: Forum,
    procedure: Procedure,
    filed: Mapping[str, Act],
    case: str | None,
    refused: list[Note],
) -> Opening | None:
    """The act that opens the case: it carries the Case whose name its acts bear, under this charter and procedure."""
    found = []
    for id_, act in filed.items():
        if act.type == "open" and case in (None, act.case):
            about = _about(act)
            if isinstance(about, str):
                refused.append(note_on(id_, act, "refused", about))
            elif barred := _unopened(forum, procedure, act, about):
                refused.append(note_on(id_, act, "refused", barred))
            else:
                found.append((id_, act, about))
    if not found:
        why = "no case is open: nothing here opens it under this charter and procedure"
        refused += [note_on(i, a, "refused", why) for i, a in filed.items() if a.type != "open"]
    return min(found, key=lambda o: (o[1].case, o[0]), default=None)


def _about(act: Act) -> Case | str:
    try:
        about = msgspec.convert(act.args.get("case"), Case)
        return (
            about
            if _name(about) == act.case
            else "the case it states has another name than its acts bear"
        )
    except (msgspec.ValidationError, BadRecord) as err:
        return f"states no case: {err}"


def _unopened(forum: Forum, procedure: Procedure, act: Act, about: Case) -> str | None:
    if about.charter != _name(forum.charter) or act.forum != forum.charter.forum:
        return f"opened under the charter {about.charter} of {act.forum}, not this one"
    if about.procedure != name_of_procedure(procedure):
        return f"opened under another edition of the procedure, {about.procedure}"
    if not procedure.enabled:
        return f"the procedure {procedure.id} is disabled: {procedure.note or procedure.confidence}"
    if (act.member, act.key) not in forum.keys:
        return f"{act.member} is not known to the charter by that key"
    return None


def fitting(
    forum: Forum, filed: Mapping[str, Act], opening: Opening, refused: list[Note]
) -> tuple[dict[str, Act], dict[str, str]]:
    """The acts of this case by known keys, and of those that are out of place, why.

    What is out of place has no influence, but stays in the graph: an honest node may have seen it and named it, and must
    not wait for ever for what all have.
    """
    keys = set(forum.keys)
    for act in filed.values():
        if act.type == "key-add" and (act.member, act.key) in forum.keys:
            keys.add((act.member, str(act.args.get("key"))))
    found = {}
    misplaced = {note.act: note.why for note in refused}
    refused.clear()
    for id_, act in filed.items():
        if why := _foreign(act, opening[1], keys):
            refused.append(note_on(id_, act, "refused", why))
            misplaced.pop(id_, None)
            continue
        found[id_] = act
        if why := _misplaced(act, filed):
            misplaced[id_] = why
    return found, misplaced


def _foreign(act: Act, opening: Act, keys: set[tuple[str, str]]) -> str | None:
    """Why an act is none of this case's: no node of the case would have kept it."""
    if act.case != opening.case or act.forum != opening.forum:
        return f"an act of another case: it is bound to {act.case} of {act.forum}"
    if (act.member, act.key) not in keys:
        return f"unknown key: {act.member} has none that begins with {act.key[:8]}"
    return None


def _misplaced(act: Act, filed: Mapping[str, Act]) -> str | None:
    """Why an act has no place in its member's chain, or says nothing that this node understands."""
    if act.v != 1 or act.type not in VERBS:
        return f"unknown verb {act.type}, version {act.v}"
    if len(act.prev) > (2 if act.type == "merge" else 1) or (act.seq == 0) != (not act.prev):
        return f"act {act.seq} with {len(act.prev)} acts before it; one, or two for a merge, none for the first"
    before = [filed[p] for p in act.prev if p in filed]
    if any(b.member != act.member for b in before):
        return "its history is that of another member"
    if before and len(before) == len(act.prev) and act.seq != 1 + max(b.seq for b in before):
        return f"act {act.seq} follows act {max(b.seq for b in before)}"
    return None


def note_on(id_: str, act: Act, weighs: str, why: str) -> Note:
    """A note on an act that no item was asked about."""
    return Note(id_, act.member, act.type, "waiting" if weighs == "waiting" else "refused", why)
