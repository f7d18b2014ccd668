"""Signed notes and checkpoints of C2SP, against public vectors and against strangers."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import vectors
from tocsin.ledger import BadNote, BadSignature, NobodyKnown, Signer, Verifier
from tocsin.ledger.notes import (
    COSIGNATURE,
    ML_DSA,
    MOST_SIGNATURES,
    Body,
    Line,
    body,
    bytes_of,
    note,
    opened,
)

LOG = Signer("register.example/log", bytes(range(32)))
WITNESS = Signer("witness.example/w", bytes(range(1, 33)), COSIGNATURE)
HEAD = str(Body("register.example/log", 3, bytes(32)))


def signed(text: str = HEAD) -> str:
    return f"{text}\n{LOG.sign(text)}{WITNESS.sign(text, 1_900_000_000)}"


def outcome(data: bytes, vkeys: list[str]) -> tuple[str, list[str]]:
    """What becomes of a note, in the words of the vectors, and whose signatures hold."""
    try:
        found = opened(note(data), [Verifier.read(vkey) for vkey in vkeys])
    except NobodyKnown:
        return "unverified", []
    except BadSignature:
        return "invalid", []
    except BadNote:
        return "malformed", []
    return "ok", [one.by.name for one in found]


def test_every_public_vector_of_notes_comes_out_as_it_says() -> None:
    cases = vectors("ledger/signed_note")["cases"]

    assert len(cases) == 16
    for case in cases:
        got, names = outcome(base64.b64decode(case["note_b64"]), case["vkeys"])
        assert (case["case"], got, names) == (case["case"], case["want"], case["verified_names"])


def test_every_vector_of_cosigned_checkpoints_comes_out_as_it_says() -> None:
    for case in vectors("ledger/cosign_and_proofs")["cosigned_checkpoints"]:
        got, names = outcome(case["note"].encode(), case["vkeys"])
        assert (case["case"], got, names) == (case["case"], case["want"], case.get("verified", []))


def test_every_vector_of_post_quantum_cosignatures_comes_out_as_it_says() -> None:
    known = vectors("ledger/mldsa44_cosign")
    witness = Verifier.read(known["vkey"])

    assert len(known["cases"]) == 6
    for case in known["cases"]:
        got, names = outcome(case["note"].encode(), [known["vkey"]])
        assert (case["case"], got) == (case["case"], case["want"])
        assert names == ([witness.name] if got == "ok" else [])
        held = case["want"] == "ok" and opened(note(case["note"]), [witness])[0].time
        assert held in (False, case["time"])


def test_a_post_quantum_cosignature_is_over_a_checkpoint_and_nothing_else() -> None:
    witness = Verifier("witness.example/pq", ML_DSA, bytes(1312))

    for text in ("no checkpoint\n", str(Body("o" * 256, 3, bytes(32)))):
        with pytest.raises(BadNote):
            witness.check(text, bytes(2428))


def test_a_kind_of_signature_we_do_not_know_is_passed_over() -> None:
    stranger = Verifier("witness.example/new", 9, bytes(40))
    line = Line(stranger.name, stranger.id, bytes(64))

    got = outcome(f"{signed()}{line}".encode(), [str(stranger), str(LOG.verifier)])

    assert got == ("ok", [LOG.name])


def test_a_note_is_written_as_it_was_read() -> None:
    assert str(note(signed())) == signed()


def test_log_and_witness_sign_one_checkpoint_and_the_witness_says_when() -> None:
    held = opened(note(signed()), [LOG.verifier, WITNESS.verifier])

    assert [(one.by.name, one.time) for one in held] == [
        ("register.example/log", None),
        ("witness.example/w", 1_900_000_000),
    ]


def test_a_cosignature_without_a_time_is_none() -> None:
    with pytest.raises(ValueError, match="needs a time"):
        WITNESS.sign(HEAD)


def test_keys_are_written_as_they_were_read() -> None:
    for key in (LOG, WITNESS):
        assert Signer.read(key.secret()) == key
        assert Verifier.read(str(key.verifier)) == key.verifier


def test_a_private_key_does_not_show_itself() -> None:
    assert repr(LOG) == "Signer('register.example/log')"


BAD_KEYS = {
    "nothing": "",
    "no id": "name",
    "no key": "name+00000000+",
    "another id": str(LOG.verifier).replace("+", "+0", 1),
    "a name with a space": "a b+00000000+AQ==",
    "no base64": "name+00000000+!!!!",
    "too short": str(Verifier("n", 1, b"short")),
    "too long": str(Verifier("n", 4, bytes(33))),
}


@pytest.mark.parametrize("vkey", BAD_KEYS.values(), ids=BAD_KEYS.keys())
def test_what_is_no_key_is_refused(vkey: str) -> None:
    with pytest.raises(BadNote):
        Verifier.read(vkey)


@pytest.mark.parametrize(
    "skey",
    ["", "PRIVATE+KEY+n+00000000", LOG.secret()[8:], LOG.secret().replace("+KEY+r", "+KEY+s"),
     Signer("a b", bytes(32)).secret(), "PRIVATE+KEY+n+00000000+AQ==", "PRIVATE+KEY+n+00000000+!"],
)  # fmt: skip
def test_what_is_no_private_key_is_refused_and_not_repeated(skey: str) -> None:
    with pytest.raises(BadNote) as caught:
        Signer.read(skey)

    assert base64.b64encode(b"\1" + LOG.seed).decode() not in str(caught.value)


BAD_NOTES = {
    "nothing": "",
    "no signature": HEAD,
    "an empty line and no signature": HEAD + "\n",
    "no newline at the end": signed()[:-1],
    "a control character": signed("a\tb\n"),
    "a name with a plus": HEAD + "\n— a+b AAAAAAAAAA==\n",
    "a hyphen for the dash": HEAD + "\n- name AAAAAAAAAA==\n",
    "a short signature": HEAD + "\n— name AAAAAA==\n",
    "two spaces": HEAD + "\n— name  AAAAAAAAAA==\n",
    "a second spelling of base64": HEAD + "\n— name AAAAAAB=\n",
    "a lone surrogate": "\ud800\n\n— name AAAAAAAAAA==\n",
    "too many signatures": HEAD + "\n" + "— name AAAAAAAAAA==\n" * (MOST_SIGNATURES + 1),
    "too many bytes": "a" * 1_000_001,
}


@pytest.mark.parametrize("text", BAD_NOTES.values(), ids=BAD_NOTES.keys())
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        note(text)


BAD_BODIES = ["", "origin\n", "origin\n3\n", "origin\n03\n" + "A" * 43 + "=\n", "o\n-1\n" + "A" * 43 + "=\n",
              "o\n3\nAAAA\n", "o\n3\n!\n", "\n3\n" + "A" * 43 + "=\n", HEAD[:-1], HEAD + "\n"]  # fmt: skip


@pytest.mark.parametrize("text", BAD_BODIES)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        body(text)


def test_a_checkpoint_says_origin_size_and_root_and_may_say_more() -> None:
    assert body(HEAD) == body(HEAD + "more\n") == ("register.example/log", 3, bytes(32))


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_changed_bit_of_a_checkpoint_is_taken_for_signed(place: int, bit: int) -> None:
    data = bytearray(signed().encode())
    data[place % len(data)] ^= 1 << bit

    got, names = outcome(bytes(data), [str(LOG.verifier), str(WITNESS.verifier)])

    assert (
        got != "ok" or len(names) == 1
    )  # a spoilt name or id makes one line a stranger's, never a false one


@given(st.binary(max_size=80), st.text(max_size=40))
def test_strangers_bytes_raise_only_bad_note(data: bytes, text: str) -> None:
    reads: list[Any] = [
        note,
        lambda x: body(str(x)),
        lambda x: Verifier.read(str(x)),
        lambda x: Signer.read(str(x)),
    ]
    for read in [*reads, lambda x: bytes_of(str(x))]:
        for given_bytes in (data, text, f"{HEAD}\n{text}", f"{HEAD}\n— {text}\n"):
            try:
                read(given_bytes)
            except BadNote:
                continue
