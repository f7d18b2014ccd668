"""W3C PROV as JSON: the custody of evidence in words that others' tools read.

Evidence is an entity, a step of custody an activity, who did it an agent. Nothing is said here that the log does not
say; each activity names its place in the log.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.ledger.custody import Step

_MAKES = ("collected", "ingested", "derived", "copied", "restored", "redacted")


def prov(chains: Mapping[str, Iterable[Step]], origin: str) -> bytes:
    """The chains of custody of pieces of evidence, by digest, as PROV-JSON; `origin` names the log they stand in."""
    told: dict[str, dict[str, Any]] = {
        "prefix": {"tocsin": "urn:tocsin:", "sha256": "urn:sha256:"},
        "entity": {},
        "activity": {},
        "agent": {},
        "wasAssociatedWith": {},
        "used": {},
        "wasGeneratedBy": {},
    }
    for digest, steps in chains.items():
        told["entity"][f"sha256:{digest}"] = {"prov:type": "tocsin:Evidence"}
        for step in steps:
            _tell(told, digest, step, origin)
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _tell(told: dict[str, dict[str, Any]], digest: str, step: Step, origin: str) -> None:
    name, agent = f"tocsin:entry-{step.index}", f"tocsin:agent-{step.by}"
    about = {"tocsin:note": step.note, "tocsin:odd": step.odd}
    told["activity"][name] = {
        "prov:type": f"tocsin:{step.act}",
        "prov:startTime": step.at.isoformat(),
        "tocsin:log": origin,
        "tocsin:index": step.index,
        **{key: value for key, value in about.items() if value is not None},
    }
    told["agent"][agent] = {"prov:label": step.by}
    told["wasAssociatedWith"][f"_:by-{step.index}"] = {"prov:activity": name, "prov:agent": agent}
    made = step.act in _MAKES
    told["wasGeneratedBy" if made else "used"][f"_:of-{step.index}"] = {
        "prov:entity": f"sha256:{digest}",
        "prov:activity": name,
    }
