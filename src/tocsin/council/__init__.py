"""Incidents become cases: members consult, decide, respond, and all compute the same result.

A case is a set of signed acts. `check` stands before anything is kept; `state` says where a case stands at an hour, a
pure function of charter, procedure and acts; `replay` plays a plain-text dialogue. Its records are in `tocsin.records`.
"""

from tocsin.council.audience import readers
from tocsin.council.charters import read_charter
from tocsin.council.deadlines import Deadline, resolve, shown, span, stamp
from tocsin.council.dialogue import Dialogue, read_dialogue
from tocsin.council.drafting import Hand, case_of, opening
from tocsin.council.errors import (
    BadAct,
    BadCharter,
    BadDialogue,
    BadProcedure,
    BadSignature,
    ClockAhead,
    UnknownKey,
)
from tocsin.council.filings import Filing, filings
from tocsin.council.fold import state
from tocsin.council.linting import Finding, findings
from tocsin.council.loading import procedure, procedures, read_procedure
from tocsin.council.offers import offered
from tocsin.council.procedure import POSITIONS, SAYINGS, Procedure, Step, name_of_procedure
from tocsin.council.replaying import Failure, Replayed, replay
from tocsin.council.responses import responses
from tocsin.council.rights import allowed, stands
from tocsin.council.signing import LARGEST_ACT, Filed, Ring, act_id, check, ring, sign
from tocsin.council.standing import (
    CaseState,
    Claimed,
    ItemState,
    Matter,
    Note,
    Right,
    Said,
    state_hash,
)

__all__ = [
    "LARGEST_ACT",
    "POSITIONS",
    "SAYINGS",
    "BadAct",
    "BadCharter",
    "BadDialogue",
    "BadProcedure",
    "BadSignature",
    "CaseState",
    "Claimed",
    "ClockAhead",
    "Deadline",
    "Dialogue",
    "Failure",
    "Filed",
    "Filing",
    "Finding",
    "Hand",
    "ItemState",
    "Matter",
    "Note",
    "Procedure",
    "Replayed",
    "Right",
    "Ring",
    "Said",
    "Step",
    "UnknownKey",
    "act_id",
    "allowed",
    "case_of",
    "check",
    "filings",
    "findings",
    "name_of_procedure",
    "offered",
    "opening",
    "procedure",
    "procedures",
    "read_charter",
    "read_dialogue",
    "read_procedure",
    "readers",
    "replay",
    "resolve",
    "responses",
    "ring",
    "shown",
    "sign",
    "span",
    "stamp",
    "stands",
    "state",
    "state_hash",
]
