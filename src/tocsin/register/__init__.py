"""Happenings become incidents: neutral titles, facts, questions, who called it what, norms, members, standing."""

from tocsin.register.matrix import matrix, undefined
from tocsin.register.members import affected
from tocsin.register.near import Sources
from tocsin.register.norms import hinted, invoked
from tocsin.register.opening import NoHappening, open_incident, questions_of
from tocsin.register.revising import (
    BadRevision,
    Change,
    Edit,
    Moved,
    OldVersion,
    assessed,
    difference,
    moved,
    passages,
    revise,
)
from tocsin.register.standing import standing, would_settle

__all__ = [
    "BadRevision",
    "Change",
    "Edit",
    "Moved",
    "NoHappening",
    "OldVersion",
    "Sources",
    "affected",
    "assessed",
    "difference",
    "hinted",
    "invoked",
    "matrix",
    "moved",
    "open_incident",
    "passages",
    "questions_of",
    "revise",
    "standing",
    "undefined",
    "would_settle",
]
