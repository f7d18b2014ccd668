"""Happenings become incidents: neutral titles, facts, questions, who called it what, norms, members, standing."""

from tocsin.register.loaded import LoadedTitle, loaded_words, neutral
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
from tocsin.register.titles import date_words, title

__all__ = [
    "BadRevision",
    "Change",
    "Edit",
    "LoadedTitle",
    "Moved",
    "NoHappening",
    "OldVersion",
    "Sources",
    "affected",
    "assessed",
    "date_words",
    "difference",
    "hinted",
    "invoked",
    "loaded_words",
    "matrix",
    "moved",
    "neutral",
    "open_incident",
    "passages",
    "questions_of",
    "revise",
    "standing",
    "title",
    "undefined",
    "would_settle",
]
