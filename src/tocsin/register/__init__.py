"""Happenings become incidents: neutral titles, facts, questions, who called it what, norms, members, standing."""

from tocsin.register.assessing import (
    BANDS,
    CREDIBILITY,
    BadAssessment,
    agreed,
    assess,
    assessed,
    judged,
    review,
)
from tocsin.register.checklist import Held, Item, Line, checklist, items
from tocsin.register.growing import grown, same_happening
from tocsin.register.history import Step, as_of, changes, history, sealed_at
from tocsin.register.matrix import matrix, undefined
from tocsin.register.members import affected
from tocsin.register.near import Sources
from tocsin.register.norms import hinted, invoked
from tocsin.register.notifying import BadNotification, as_said_by, notification
from tocsin.register.opening import NoHappening, open_incident, questions_of
from tocsin.register.revising import (
    BadRevision,
    Change,
    Edit,
    Moved,
    OldVersion,
    difference,
    moved,
    passages,
    revise,
)
from tocsin.register.sameness import BadSameness, same, standing_verdicts, united
from tocsin.register.standing import standing, would_settle

__all__ = [
    "BANDS",
    "CREDIBILITY",
    "BadAssessment",
    "BadNotification",
    "BadRevision",
    "BadSameness",
    "Change",
    "Edit",
    "Held",
    "Item",
    "Line",
    "Moved",
    "NoHappening",
    "OldVersion",
    "Sources",
    "Step",
    "affected",
    "agreed",
    "as_of",
    "as_said_by",
    "assess",
    "assessed",
    "changes",
    "checklist",
    "difference",
    "grown",
    "hinted",
    "history",
    "invoked",
    "items",
    "judged",
    "matrix",
    "moved",
    "notification",
    "open_incident",
    "passages",
    "questions_of",
    "review",
    "revise",
    "same",
    "same_happening",
    "sealed_at",
    "standing",
    "standing_verdicts",
    "undefined",
    "united",
    "would_settle",
]
