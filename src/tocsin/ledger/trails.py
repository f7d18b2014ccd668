"""The trail of an incident: everything sealed about it from the records of its opening on, in the order of the log.

To the trail belong the incident's versions (by its number), the captures and the custody of its evidence and of the
reports it cites, assessments of it with their reviews, judgements that it is the same as another, markings, tombstones.
Which fields tell is a table that both verifiers have. Exports are entries of their own and belong to no trail.
"""

import hmac
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tocsin.ledger.errors import LedgerDamaged
from tocsin.ledger.fields import decoded
from tocsin.ledger.leaves import Leaf
from tocsin.records import BadRecord

if TYPE_CHECKING:
    from tocsin.ledger.tables import Tables

SUBJECTS = {
    "incident": ("number",),
    "capture": ("report", "digest"),
    "custody": ("evidence",),
    "assessment": ("about",),
    "review": ("assessment",),
    "sameness": ("a", "b"),
    "marking": ("of",),
    "tombstone": ("name", "digest"),
}
_CLAIMING = ("incident", "assessment")  # in this order: the one is about the other
_MANY = 500


def subjects(record: dict[str, Any]) -> set[str]:
    """What a record, as plain JSON, is about: numbers, names, digests."""
    if record.get("act") == "exported":
        return set()
    said = (record.get(field) for field in SUBJECTS.get(str(record.get("is")), ()))
    return {subject for subject in said if isinstance(subject, str)}


def claimed(name: str, incident: dict[str, Any]) -> set[str]:
    """What belongs to an incident's trail, by one of its versions: its number, its name, its reports and evidence."""
    return {str(incident.get("number")), name, *told(incident, ("report", "digest"))}


def told(value: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """The texts that stand under these keys anywhere in a record."""
    if isinstance(value, dict):
        yield from (value[key] for key in keys if isinstance(value.get(key), str))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from told(one, keys)


class Trails:
    """Which incidents a record belongs to, as far as the incidents of the log say so."""

    def __init__(self, secret: bytes) -> None:
        self._secret = hmac.digest(secret, b"tocsin/trail@v1", "sha256")
        self._numbers: dict[str, set[str]] = {}
        self._seen = dict.fromkeys(_CLAIMING, 0)

    def key(self, number: str) -> bytes:
        """The key of an incident, for those who may see its whole trail."""
        return hmac.digest(self._secret, number.encode(), "sha256")

    def learn(self, tables: "Tables") -> None:
        """Take in the incidents and assessments that the log holds and that were not known yet."""
        for kind in _CLAIMING:
            while page := tables.entries(self._seen[kind], _MANY, kind):
                for index, leaf in page:
                    self._claim(leaf.name, _of(leaf))
                    self._seen[kind] = index + 1

    def keys(self, batch: Iterable[tuple[str, bytes]]) -> list[list[bytes]]:
        """For each record of a batch, given by name and bytes, the keys of the incidents it belongs to.

        Incidents that are opened in the batch count from its first record on.
        """
        records = [(name, decoded(data)) for name, data in batch]
        for kind in _CLAIMING:
            for name, record in records:
                if record.get("is") == kind:
                    self._claim(name, record)
        return [[self.key(n) for n in sorted(self._about(record))] for _, record in records]

    def _about(self, record: dict[str, Any]) -> set[str]:
        return set[str]().union(*(self._numbers.get(one, ()) for one in subjects(record)))

    def _claim(self, name: str, record: dict[str, Any]) -> None:
        """What belongs to an incident from now on because of a version of it, or an assessment of it."""
        if record.get("is") == "incident":
            for subject in claimed(name, record):
                self._numbers.setdefault(subject, set()).add(str(record.get("number")))
        elif about := self._about(record):
            self._numbers.setdefault(name, set()).update(about)


def _of(leaf: Leaf) -> dict[str, Any]:
    try:
        record = decoded(leaf.data)
    except BadRecord as err:
        raise LedgerDamaged(f"{leaf.name} is not what was sealed; run `tocsin fsck`") from err
    return record if isinstance(record, dict) else {}
