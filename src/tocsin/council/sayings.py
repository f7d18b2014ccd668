"""What was said on a text, in a meeting, of a task: each kind of act for itself, whenever it came."""

from collections.abc import Iterable

from tocsin.council.procedure import SAYINGS
from tocsin.council.sitting import Sitting
from tocsin.council.standing import Said
from tocsin.council.view import Filed

PROCEEDINGS = ("invite", "agenda", "speak", "minutes", "readout")
REPORTS = ("report", "done")


def statements(s: Sitting, start: Filed) -> dict[str, tuple[Said, ...]]:
    """The six acts on a text; those that are no votes are noted as on record. A recalled one is not among them."""
    found = said(s, start, SAYINGS)
    for kind, made in found.items():
        for one in made:
            if kind not in ("abstain", "stay-out"):
                s.note(one.act, "counts", "on record; it does not block")
    return found


def said(s: Sitting, start: Filed, kinds: Iterable[str]) -> dict[str, tuple[Said, ...]]:
    """The acts of these kinds about one running of an item, in the order in which they were received."""
    recalled = {act.args.get("act") for _, _, act in s.on(start, "recall")}
    found: dict[str, tuple[Said, ...]] = {}
    for kind in kinds:
        for at, id_, act in s.on(start, kind):
            if id_ not in recalled:
                capacity = act.args.get("capacity")
                one = Said(
                    act.member,
                    id_,
                    at,
                    act.body_hash,
                    capacity if isinstance(capacity, str) else None,
                )
                found[kind] = (*found.get(kind, ()), one)
    return found
