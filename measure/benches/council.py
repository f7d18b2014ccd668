"""Benches of the council: where a case stands from all its acts, and what stands before an act is kept."""

import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from measure.benches.bench import Bench, Work
from tocsin.council import Hand, case_of, check, opening, procedure, ring, sign, state
from tocsin.records import Act, Charter, Key, canonical, name_of

START = datetime(2031, 7, 16, 9, tzinfo=UTC)
END = START + timedelta(hours=72)
MEMBERS = tuple(f"XA{chr(65 + n)}" for n in range(10))
PRIVATE = {m: Ed25519PrivateKey.from_private_bytes(m.encode().ljust(32, b"-")) for m in MEMBERS}
CHARTER = Charter(
    forum="league.example",
    members=MEMBERS,
    registrars=MEMBERS[:3],
    keys=tuple(
        Key(member=m, key=k.public_key().public_bytes_raw().hex(), held="own", since=START)
        for m, k in PRIVATE.items()
    ),
)
POSITIONS = ("ack", "yes", "opinion", "lift", "interpret", "object", "lift", "yes")
OF_A_CASE = 500
SEALED = END + timedelta(hours=1)
CLOSING = 34  # acts after the clock has ended: everybody is heard from, the chair seals


def numbers(size: int) -> list[int]:
    """The numbers of `size` acts."""
    return list(range(size))


@cache
def case(number: int, size: int) -> tuple[Act, ...]:
    """A case under the silence procedure with about `size` acts: positions that change, signs of life, receipts of all of them, a seal."""
    rules = procedure("silence")
    about = case_of(CHARTER, rules, "A matter", reference=f"C-{number}")
    hands = {k.member: Hand(CHARTER, name_of(about), k) for k in CHARTER.keys}
    acts: list[Act] = []
    fresh: list[tuple[str, Act]] = []

    def say(member: str, type_: str, at: datetime, **more: Any) -> str:
        id_, act = hands[member].write(type_, at, **more)
        acts.append(act)
        fresh.append((id_, act))
        for hand in hands.values():
            hand.take(id_, act)
        return id_

    def receive(receivers: Sequence[str], at: datetime) -> None:
        batch = {i: at for i, _ in fresh}
        fresh.clear()
        for receiver in receivers:
            if made := hands[receiver].receipt(batch, at):
                acts.append(made[1])
                for hand in hands.values():
                    hand.take(*made)

    say("XAA", "open", START, args=opening(about))
    text = say("XAA", "propose", START, on="text", body_hash="b" * 64)
    while len(acts) < size - CLOSING:
        at = START + (END - START) * len(acts) / size
        receive(("XAA", "XAB"), at)
        for n, member in enumerate(MEMBERS):
            on = text if n % 3 else None
            say(member, POSITIONS[(len(acts) + n) % len(POSITIONS)] if on else "beat", at, on=on)
    for member in MEMBERS:
        say(member, "beat", SEALED)
    receive(MEMBERS, SEALED)
    say("XAA", "seal", SEALED, on=text, args={"outcome": "broken"})
    receive(("XAB",), SEALED)
    return tuple(acts)


def cold(inputs: Sequence[Any]) -> Work:
    """Seconds in which 100,000 acts are folded, about 500 a case, each from nothing."""
    cases: list[tuple[Act, ...]] = []
    while sum(map(len, cases)) < len(inputs):
        cases.append(case(len(cases), OF_A_CASE))

    def work() -> float:
        began = time.process_time()
        for acts in cases:
            state(CHARTER, procedure("silence"), acts, SEALED)
        return time.process_time() - began

    return work


def refold(inputs: Sequence[Any]) -> Work:
    """Milliseconds within which 95 of 100 cases of 500 acts are folded."""
    cases = [case(n, OF_A_CASE) for n in range(max(20, len(inputs) // OF_A_CASE))]

    def work() -> float:
        took = []
        for acts in cases:
            began = time.process_time()
            state(CHARTER, procedure("silence"), acts, SEALED)
            took.append(time.process_time() - began)
        return 1000 * statistics.quantiles(took, n=20)[18]

    return work


def ingest(inputs: Sequence[Any]) -> Work:
    """Acts read from bytes and checked, every signature included."""
    signed = [canonical(sign(a, PRIVATE[a.member])) for a in case(0, len(inputs))]
    keys = ring(CHARTER)

    def work() -> float:
        return len([check(data, keys, SEALED) for data in signed])

    return work


BENCHES = (
    Bench("fold, cold, 100,000 acts", "s", numbers, cold, 100_000, better="less", told=True, note="204 cases, each with a seal"),
    Bench("fold, case of 500 acts, 95 of 100", "ms", numbers, refold, 50_000, better="less", told=True),
    Bench("ingest", "acts/s", numbers, ingest, 2_000),
)  # fmt: skip
