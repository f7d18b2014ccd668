"""Acts are signed: their bytes, their names, and the check that stands before anything is kept.

An act's id is `act-` and the whole SHA-256 of its canonical bytes without signatures: 128 bits would do for names of
our own, but here two different acts under one id would be a way to say two things at once.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec.structs import replace

from tocsin.council.deadlines import shown, span
from tocsin.council.errors import BadAct, BadSignature, ClockAhead, UnknownKey
from tocsin.council.procedure import DAY, VERBS
from tocsin.records import Act, BadRecord, Charter, Key, canonical, plain

LARGEST_ACT = 64 * 1024  # bytes; what is longer is a body, which an act names by its hash
MOST_SIGNATURES = 8
AHEAD = DAY

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Act)


class Filed(NamedTuple):
    """An act under its id."""

    id: str
    act: Act


def act_id(act: Act) -> str:
    """The id of an act: the same whoever has signed it so far."""
    return f"act-{hashlib.sha256(_encoder.encode(replace(act, sigs=()))).hexdigest()}"


def sign(act: Act, key: Ed25519PrivateKey) -> Act:
    """The act with one more signature. Raises BadRecord if the act holds what no record may."""
    signature = key.sign(canonical(replace(act, sigs=()))).hex()
    return replace(
        act, sigs=(*act.sigs, f"{key.public_key().public_bytes_raw().hex()} {signature}")
    )


class Ring:
    """The keys that may sign in a forum: those of the charter and those that later acts of their members added."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys = {(k.member, k.key): k for k in keys}
        self._public: dict[str, Ed25519PublicKey] = {}

    def public(self, key: str) -> Ed25519PublicKey:
        """The public key of those hex digits, read once. Raises ValueError if they are none."""
        if key not in self._public:
            self._public[key] = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        return self._public[key]

    def get(self, member: str, key: str) -> Key | None:
        """That key, if it is the member's."""
        return self.keys.get((member, key))


def ring(charter: Charter, acts: Iterable[Act] = ()) -> Ring:
    """The keys of a charter, and those added by `key-add` among acts that were already checked."""
    added = (
        Key(member=a.member, key=str(a.args.get("key")), held=a.args.get("held", "own"), since=a.at)
        for a in acts
        if a.type == "key-add" and a.args.get("held", "own") in ("own", "hosted")
    )
    return Ring((*charter.keys, *added))


def check(data: bytes, keys: Ring, now: datetime, stands: Mapping[str, str] | None = None) -> Filed:
    """The act in `data`, whose every signature holds over it; nothing else may be kept.

    data    the bytes of one act as they came
    keys    who may sign; from the charter that the case pins
    now     this node's hour: an act of a clock more than a day ahead waits outside
    stands  {case: where it stands and what is allowed}, for the message of a refusal
    raises  BadAct (malformed, too large, unknown verb), UnknownKey, BadSignature, ClockAhead
    """
    act = _read(data)
    where = _where(act, stands or {})
    _sayable(act, where)
    _known(act, keys, where)
    _signed(act, keys, where)
    if act.at - now > AHEAD:
        ahead = span(act.at - now)
        raise ClockAhead(
            f"{_who(act)}: its clock runs {ahead} ahead of this node's ({shown(now)}); set the clock of {act.member}, "
            f"or offer the act again then{where}"
        )
    return Filed(act_id(act), act)


def _read(data: bytes) -> Act:
    if len(data) > LARGEST_ACT:
        raise BadAct(
            f"an act of {len(data)} bytes; there may be {LARGEST_ACT}: put the text into a body and name its hash"
        )
    try:
        plain(data)
        return _decoder.decode(data)
    except (BadRecord, msgspec.DecodeError, RecursionError) as err:
        raise BadAct(f'no act: {err}; an act is one JSON object that says "is":"act"') from err


def _who(act: Act) -> str:
    on = f" on {act.on[:16]}" if act.on else ""
    return f"{act.member}: {act.type}{on}, act {act.seq} in {act.case[:13]}"


def _where(act: Act, stands: Mapping[str, str]) -> str:
    if not stands:
        return ""
    return (
        f". {stands.get(act.case, f'There is no case {act.case}; there is ' + ', '.join(stands))}"
    )


def _sayable(act: Act, where: str) -> None:
    if act.v != 1:
        raise BadAct(f"{_who(act)}: an act of version {act.v}; this node reads version 1{where}")
    if act.type not in VERBS:
        raise BadAct(f"{_who(act)}: unknown verb; known are {', '.join(sorted(VERBS))}{where}")
    if act.seq < 0 or len(act.sigs) > MOST_SIGNATURES:
        raise BadAct(
            f"{_who(act)}: acts count from 0 and bear at most {MOST_SIGNATURES} signatures{where}"
        )


def _known(act: Act, keys: Ring, where: str) -> None:
    key = keys.get(act.member, act.key)
    if key is None:
        known = ", ".join(k[:8] for m, k in keys.keys if m == act.member)
        told = f"its keys are {known}" if known else "the charter knows no such member"
        raise UnknownKey(f"{_who(act)}: signed with the unknown key {act.key[:8]}; {told}{where}")
    if act.held != key.held:
        raise BadAct(f"{_who(act)}: says its key is {act.held}; the charter says {key.held}{where}")


def _signed(act: Act, keys: Ring, where: str) -> None:
    data = canonical(replace(act, sigs=()))
    if not act.sigs or not act.sigs[0].startswith(f"{act.key} "):
        raise BadSignature(
            f"{_who(act)}: its first signature must be by its key {act.key[:8]}{where}"
        )
    for line in act.sigs:
        signer, _, signature = line.partition(" ")
        if keys.get(act.member, signer) is None:
            raise UnknownKey(
                f"{_who(act)}: also signed with {signer[:8]}, no key of {act.member}{where}"
            )
        try:
            keys.public(signer).verify(bytes.fromhex(signature), data)
        except (InvalidSignature, ValueError) as err:
            raise BadSignature(
                f"{_who(act)}: the signature by {signer[:8]} does not hold over the act; nobody said this{where}"
            ) from err
