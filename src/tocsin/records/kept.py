"""Records from outside: the bytes are kept as they came, the word is how this node reads them.

A newer node may say more than we know. Its bytes are passed on unchanged (python-tuf ADR 0008), so a name and a
signature over them still hold here. Bytes need not be in canonical order to be kept: what was signed is what counts.
"""

import json
from typing import Any, NoReturn, Union

import msgspec

from tocsin.records.cases import Act, Case, Charter, Key, Response, Revocation
from tocsin.records.corrections import Correction
from tocsin.records.incidents import (
    Assessment,
    Custody,
    Evidence,
    Incident,
    Notification,
    Review,
    Sameness,
    Tombstone,
)
from tocsin.records.reports import Report, Source
from tocsin.records.seals import Capture, Checkpoint, Marking, Seal
from tocsin.records.word import BadRecord, Kept, Word, refuse_what_is_outside

SEALED: tuple[type[Word], ...] = (
    Act,
    Assessment,
    Capture,
    Case,
    Charter,
    Checkpoint,
    Correction,
    Custody,
    Evidence,
    Incident,
    Key,
    Marking,
    Notification,
    Report,
    Response,
    Review,
    Revocation,
    Sameness,
    Seal,
    Source,
    Tombstone,
)
LARGEST_RECORD = 16 * 1024 * 1024

_KINDS = ", ".join(kind.__name__.lower() for kind in SEALED)
_decoder = msgspec.json.Decoder(Union[SEALED])  # noqa: UP007 - a union of a tuple has no other form


def keep(data: bytes) -> Kept:
    """The record in `data`, JSON of any sealed kind (its field "is" says which), with the bytes as they came.

    Fields this node does not know survive in `Kept.data`. Refused with BadRecord: text that is not UTF-8 or not JSON,
    a key twice, NaN, infinities and other floats, integers beyond ±(2^53-1), keys outside ASCII, lone surrogates,
    unknown kinds, missing or ill-typed fields, more than LARGEST_RECORD bytes.
    """
    plain(data)
    try:
        return Kept(data, _decoder.decode(data))
    except (msgspec.DecodeError, RecursionError) as err:
        raise BadRecord(f"no record of ours: {err}; kinds are {_KINDS}") from err


def plain(data: bytes) -> dict[str, Any]:
    """The JSON object in `data`, whatever it is about, read as strictly as `keep` reads. Raises BadRecord."""
    if len(data) > LARGEST_RECORD:
        raise BadRecord(f"a record of {len(data)} bytes; there may be {LARGEST_RECORD}")
    try:
        found = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except BadRecord:
        raise
    except (ValueError, RecursionError) as err:
        raise BadRecord(f"no JSON: {err}") from err
    if not isinstance(found, dict):
        raise BadRecord("a record is a JSON object with the field `is`")
    refuse_what_is_outside(found, str(found.get("is")))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadRecord(f"the key {twice!r} stands twice in one object; once is allowed")
    return found


def _no_float(written: str) -> NoReturn:
    raise BadRecord(f"a record holds the float {written}; write thousandths or text")
