"""What is kept was signed by a key that the charter knows; everything else is refused, and the refusal says why."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.council.made import DAY, END, HOUR, PROCEDURES, START, Play, league, often
from tocsin.council import (
    LARGEST_ACT,
    BadAct,
    BadSignature,
    ClockAhead,
    UnknownKey,
    act_id,
    check,
    ring,
    sign,
    stands,
)
from tocsin.records import Act, Key, canonical

PRIVATE = {
    m: Ed25519PrivateKey.from_private_bytes(m.encode() * 10 + b"--") for m in league(4).members
}
PUBLIC = {m: k.public_key().public_bytes_raw().hex() for m, k in PRIVATE.items()}
CHARTER = league(
    4, keys=tuple(Key(member=m, key=k, held="own", since=START) for m, k in PUBLIC.items())
)
KEYS = ring(CHARTER)


def begun() -> tuple[Play, str]:
    play = Play(PROCEDURES["silence"], CHARTER)
    return play, play.open()


def objection() -> Act:
    play, text = begun()
    return play.made("XAD", "object", on=text)


def signed(act: Act, member: str = "XAD") -> bytes:
    return canonical(sign(act, PRIVATE[member]))


def test_an_act_that_its_member_signed_is_kept_under_its_id():
    act = objection()
    filed = check(signed(act), KEYS, START)

    assert (filed.id, filed.act.member, filed.act.type) == (act_id(act), "XAD", "object")
    assert act_id(filed.act) == act_id(act), "a signature is no part of what is named"


def test_a_second_signature_of_the_same_member_is_checked_too():
    act = sign(sign(objection(), PRIVATE["XAD"]), PRIVATE["XAD"])
    torn = replace(act, sigs=(act.sigs[0], act.sigs[1][:-4] + "0000"))

    assert check(canonical(act), KEYS, START).act == act
    with pytest.raises(BadSignature, match="does not hold"):
        check(canonical(torn), KEYS, START)


def big() -> bytes:
    return signed(replace(objection(), args={"text": "x" * 1_000_000}))


def altered() -> bytes:
    return signed(objection()).replace(b'"object"', b'"lift"')


BAD = {
    "an unknown key": (
        lambda: canonical(sign(replace(objection(), key="a" * 64), PRIVATE["XAD"])),
        UnknownKey,
        ("XAD", "object", "unknown key aaaaaaaa", "its keys are"),
    ),
    "an unknown member": (
        lambda: signed(replace(objection(), member="ZZZ")),
        UnknownKey,
        ("ZZZ", "knows no such member"),
    ),
    "another member's key": (
        lambda: canonical(sign(objection(), PRIVATE["XAC"])),
        BadSignature,
        ("XAD", "first signature must be by its key"),
    ),
    "no signature": (lambda: canonical(objection()), BadSignature, ("XAD",)),
    "an altered act": (altered, BadSignature, ("XAD: lift", "does not hold")),
    "an unknown verb": (
        lambda: signed(replace(objection(), type="annex")),
        BadAct,
        ("XAD: annex", "unknown verb", "abstain, accept-amendment"),
    ),
    "another version": (
        lambda: signed(replace(objection(), v=2)),
        BadAct,
        ("version 2", "version 1"),
    ),
    "a body of a megabyte": (big, BadAct, (f"there may be {LARGEST_ACT}", "name its hash")),
    "a clock far ahead": (
        lambda: signed(replace(objection(), at=START + 3 * DAY)),
        ClockAhead,
        ("XAD", "runs 3 d ahead", "set the clock of XAD"),
    ),
    "a key said to be hosted": (
        lambda: signed(replace(objection(), held="hosted")),
        BadAct,
        ("says its key is hosted", "the charter says own"),
    ),
    "no JSON": (lambda: b'{"is":"act"', BadAct, ("no act",)),
    "another record": (lambda: b'{"is":"key"}', BadAct, ("no act",)),
    "a float": (lambda: b'{"is":"act","v":1.5}', BadAct, ("float",)),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_act_is_refused_with_who_what_and_where_the_case_stands(name):
    made, error, said = BAD[name]
    play, _ = begun()
    where = {play.hands["XAA"].case: stands(play.state(), "XAD")}

    with pytest.raises(error) as refused:
        check(made(), KEYS, START, where)

    for part in said:
        assert part in str(refused.value)
    if error is not BadAct and "JSON" not in name:
        assert (
            "text is running, the next clock ends 2031-07-17 09:00Z; XAD may: ack text-a, object text-a"
            in str(refused.value)
        )


def test_an_act_of_a_case_that_is_not_here_is_told_which_there_are():
    elsewhere = signed(replace(objection(), case="case-" + "0" * 32, type="annex"))

    with pytest.raises(BadAct, match=r"There is no case case-0000.*there is case-1"):
        check(elsewhere, KEYS, START, {"case-1": "open"})


def test_a_clock_a_day_ahead_is_let_in_and_a_second_more_waits():
    check(signed(replace(objection(), at=START + DAY)), KEYS, START)
    with pytest.raises(ClockAhead):
        check(signed(replace(objection(), at=START + DAY + timedelta(seconds=1))), KEYS, START)


def test_a_key_that_a_member_added_may_sign():
    fresh = Ed25519PrivateKey.from_private_bytes(b"n" * 32)
    public = fresh.public_key().public_bytes_raw().hex()
    play, _ = begun()
    adding = play.made("XAD", "key-add", args={"key": public, "held": "own"})
    act = replace(objection(), key=public)

    assert check(canonical(sign(act, fresh)), ring(CHARTER, [adding]), START).act.key == public
    with pytest.raises(UnknownKey):
        check(canonical(sign(act, fresh)), KEYS, START)


@often
@given(
    st.binary(max_size=60)
    | st.dictionaries(
        st.text(max_size=6), st.none() | st.integers() | st.text(max_size=4), max_size=5
    ).map(lambda d: json.dumps({"is": "act"} | d).encode())
)
def test_strangers_bytes_are_only_ever_a_bad_act(data):
    with pytest.raises(BadAct):
        check(data, KEYS, START)


@often
@given(st.integers(0, 400), st.integers(0, 255))
def test_one_changed_byte_is_never_kept_as_the_act_that_was_signed(place, value):
    data = bytearray(signed(objection()))
    place %= len(data)
    if data[place] == value:
        return
    data[place] = value
    try:
        kept = check(bytes(data), KEYS, START)
    except BadAct:
        return
    assert kept.id == act_id(objection()), "only how it is written may differ"


def test_in_the_fold_an_act_whose_history_never_comes_waits_and_says_for_what():
    play, text = begun()
    play.act("XAD", "beat")
    act = play.made("XAD", "object", on=text)
    without = [a for a in play.acts().values() if a.type != "beat"]
    found = play.state(END + HOUR, [*without, act])

    assert [(n.member, n.type) for n in found.waiting] == [("XAD", "object")]
    assert "waits for history: act-" in found.waiting[0].why
    assert found.items["text"].outcome == "adopted"


def test_in_the_fold_an_act_with_an_unknown_key_and_one_out_of_its_place_are_refused():
    play, text = begun()
    act = play.made("XAD", "object", on=text)
    wrong = [
        replace(act, key="f" * 64),
        replace(act, seq=act.seq + 5),
        replace(act, prev=()),
        replace(act, member="XAC", key=CHARTER.keys[2].key),
        replace(act, type="annex"),
    ]
    found = play.state(END + HOUR, [a for a in play.acts().values() if a != act] + wrong)
    why = " ".join(n.why for n in found.refused)

    for part in (
        "unknown key",
        "follows act",
        "none for the first",
        "that of another member",
        "unknown verb",
    ):
        assert part in why
