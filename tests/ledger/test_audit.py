"""The audit view and the chain of custody: what does not fit is shown, with the reason, and nothing is refused."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.made import KEY, MOMENT, WITNESSES, captures
from tests.ledger.test_timestamps import Authority, authority
from tocsin.ledger import Ledger, audit, chain, custody, fsck, stamp
from tocsin.records import Custody, CustodyAct, Key

__all__ = ["authority"]
DIGEST = "a" * 64


def step(act: CustodyAct, hours: float = 0, evidence: str = DIGEST) -> Custody:
    return Custody(evidence=evidence, act=act, by="AVA", at=MOMENT + timedelta(hours=hours))


def cosigned(ledger: Ledger, at: datetime) -> None:
    head = ledger.head()
    text = str(head.note).partition("\n\n")[0] + "\n"
    ledger.cosign(
        head.size, str(WITNESSES[0].sign(text, int(at.timestamp()))), WITNESSES[0].verifier
    )


def test_times_that_fit_their_places_are_not_shown() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.extend([step("collected"), *captures(2), step("hashed", -0.5)])
    cosigned(ledger, MOMENT + timedelta(minutes=5))
    ledger.append(step("accessed", 1))

    assert list(audit(ledger)) == []


def test_t07_a_back_dated_entry_is_shown_as_late_and_stays() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.append(step("collected"))
    cosigned(ledger, MOMENT + timedelta(minutes=5))
    late = Custody(evidence=DIGEST, act="accessed", by="AVA", at=datetime(2024, 1, 1, tzinfo=UTC))
    ledger.append(late)

    (odd,) = audit(ledger)

    assert (odd.index, odd.at.year) == (1, 2024)
    assert odd.why == "a late entry: the log was witnessed without it at 2031-07-16T09:05:00+00:00"
    assert ledger.read(odd.name).word == late and list(fsck(ledger)) == []


def test_t07_a_time_stamp_bounds_what_comes_after_it(authority: Authority) -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.append(
        Custody(evidence=DIGEST, act="collected", by="AVA", at=datetime(2024, 1, 1, tzinfo=UTC))
    )
    _, moment = stamp(ledger, "one", authority, authority.roots)
    ledger.append(
        Custody(evidence=DIGEST, act="hashed", by="AVA", at=datetime(2024, 1, 2, tzinfo=UTC))
    )

    (odd,) = audit(ledger)

    assert odd.index == 1 and odd.why.endswith(moment.isoformat())


def test_t23_a_clock_set_back_three_days_keeps_the_order_of_the_log_and_is_flagged() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.append(step("collected"))
    ledger.append(step("hashed", -72))
    ledger.append(step("accessed", -71))
    ledger.append(step("copied", 1))

    odd = list(audit(ledger))

    assert [one.index for one in odd] == [1, 2]
    assert all(one.why.startswith("an entry before it states 2031-07-16T09:00:00+00:00: a clock was set back") for one in odd)  # fmt: skip
    assert [entry.index for entry in ledger.scan()] == [0, 1, 2, 3]


def test_a_record_says_when_by_one_of_its_times() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.append(step("collected"))
    ledger.append(Key(member="AVA", key="00", held="own", since=MOMENT - timedelta(days=9)))

    assert [one.index for one in audit(ledger)] == [1]


# The chain of custody.

WHOLE: tuple[CustodyAct, ...] = (
    "collected", "hashed", "ingested", "accessed", "copied", "exported", "transferred", "derived", "redacted",
    "verified", "moved", "deleted", "restored",
)  # fmt: skip


def test_all_fourteen_acts_have_their_place() -> None:
    assert {*WHOLE, "failed_check"} == {*get_args(CustodyAct)}


def test_a_whole_life_has_nothing_odd() -> None:
    ledger = Ledger.in_memory(KEY)
    for hour, act in enumerate(WHOLE):
        ledger.append(step(act, hour))
        ledger.append(step("collected", hour, evidence="b" * 64))

    steps = custody(ledger, DIGEST)

    assert [(one.act, one.odd) for one in steps] == [(act, None) for act in WHOLE]
    assert [one.index for one in steps] == list(range(0, 26, 2))
    assert custody(ledger, "c" * 64) == ()


ODD: list[tuple[list[Custody], str]] = [
    ([step("copied")], "nothing says how it came in"),
    ([step("hashed"), step("accessed")], "nothing says how it came in"),
    ([step("collected"), step("deleted"), step("accessed")], "it was deleted at 2031-07-16T09:00:00+00:00"),
    ([step("collected", 2), step("hashed", 1)], "the step before it states 2031-07-16T11:00:00+00:00"),
    ([step("collected"), step("failed_check")], "the bytes were not those of the digest"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "why"), ODD)
def test_a_step_that_does_not_fit_is_shown_with_the_reason(steps: list[Custody], why: str) -> None:
    found = chain(enumerate(steps))

    assert [one.odd for one in found if one.odd] == [why] and found[-1].odd == why


@given(st.lists(st.sampled_from(get_args(CustodyAct)), max_size=8))
def test_no_step_is_ever_left_out(acts: list[CustodyAct]) -> None:
    found = chain((n, step(act, n)) for n, act in enumerate(acts))

    assert [one.act for one in found] == acts
