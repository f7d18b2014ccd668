"""How the acts of a case lie before the members: when each was received, on what it is, who has received it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from tocsin.council.history import whole
from tocsin.council.procedure import Procedure
from tocsin.council.view import Forum, View
from tocsin.records import Act, Charter


class Filing(NamedTuple):
    """One act as it lies: its effective hour (None: nobody's receipt dates it yet), the item it is about, the act that
    started the running of the item that it answers, and who received it when, by their own signed word."""

    at: datetime | None = None
    item: str | None = None
    running: str | None = None
    received: Mapping[str, datetime] = {}


def filings(charter: Charter, procedure: Procedure, acts: Mapping[str, Act]) -> dict[str, Filing]:
    """Every act of `acts` by id; one whose history is not all here lies nowhere yet."""
    here, _ = whole(acts)
    view = View(Forum(charter), procedure, here)
    return {id_: _filed(view, id_, act) if id_ in here else Filing() for id_, act in acts.items()}


def _filed(view: View, id_: str, act: Act) -> Filing:
    item, running = view.place(act)
    return Filing(view.effective(id_), item, running, view.told(id_))
