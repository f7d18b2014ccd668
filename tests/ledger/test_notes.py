"""Signed notes and checkpoints of C2SP, against public vectors and against strangers."""

import base64
from collections.abc import Callable
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


def test_a_note_has_a_million_letters_and_not_one_more() -> None:
    end = f"\n\n{Line('n', b'1234', b'5')}"
    longest = "a" * (1_000_000 - len(end)) + end

    assert str(note(longest)) == longest
    with pytest.raises(BadNote, match="a note of 1000001 bytes; there may be 1000000"):
        note("a" + longest)


def test_a_note_has_a_hundred_signatures_and_not_one_more() -> None:
    line = str(Line("n", b"1234", b"5"))

    assert len(note(f"{HEAD}\n{line * 100}").lines) == 100
    with pytest.raises(BadNote, match="the note has 101 signatures; there may be 100"):
        note(f"{HEAD}\n{line * 101}")


@pytest.mark.parametrize("text", ["", HEAD, HEAD + "\n", signed()[:-1]])
def test_what_has_no_text_and_signatures_is_told_what_a_note_is(text: str) -> None:
    with pytest.raises(BadNote, match=r"^a note is text, an empty line and signature lines"):
        note(text)


def test_a_note_may_say_nothing() -> None:
    line = Line("n", b"1234", b"5")

    assert note(f"\n\n{line}") == ("\n", (line,))


def test_a_key_of_another_kind_may_have_any_length_but_none() -> None:
    shortest = Verifier("n", 9, b"x")

    assert Verifier.read(str(shortest)) == shortest
    with pytest.raises(BadNote, match="is no key; a key is NAME"):
        Verifier.read(str(Verifier("n", 9, b"")))


def test_a_private_key_may_have_a_plus_in_its_base64() -> None:
    key = Signer("n", bytes(2) + b"\xfb\xef\xbe" * 10)

    assert key.secret().count("+") > 4
    assert Signer.read(key.secret()) == key


def test_a_private_key_of_a_kind_we_only_read_is_refused() -> None:
    for kind in (0, 2, 3, 5, ML_DSA):
        with pytest.raises(BadNote, match="no private key"):
            Signer.read(Signer("n", bytes(32), kind).secret())


def test_a_cosigner_that_says_no_time_means_the_first_second() -> None:
    seen = Verifier("w", COSIGNATURE, bytes(32)), Verifier("w", ML_DSA, bytes(1312))

    for key in seen:
        assert key.message(HEAD) == key.message(HEAD, 0) != key.message(HEAD, 1)


def test_names_of_255_bytes_are_cosigned_and_no_longer_ones() -> None:
    def said(name: str, origin: str) -> bytes:
        return Verifier(name, ML_DSA, bytes(1312)).message(str(Body(origin, 3, bytes(32))), 5)

    long = b"n" * 255, b"o" * 255
    assert said(*(name.decode() for name in long)) == (
        b"subtree/v1\n\0\xff" + long[0] + bytes(7) + b"\5\xff" + long[1] + bytes(15) + b"\3" + bytes(32)
    )  # fmt: skip
    for name, origin in (("n" * 256, "o"), ("n", "o" * 256)):
        with pytest.raises(
            BadNote, match=rf"^the names {name[:40]}, {origin[:40]} are too long to cosign$"
        ):
            said(name, origin)


def test_a_line_that_stands_twice_is_one_signature() -> None:
    twice = f"{HEAD}\n{LOG.sign(HEAD)}{LOG.sign(HEAD)}"

    assert [one.by for one in opened(note(twice), [LOG.verifier])] == [LOG.verifier]


LONG = "x" * 90
REPEATED = {
    "a key": (lambda: Verifier.read(f"{LONG} +0+AAAA"), rf"^'{LONG[:80]}' is no key"),
    "a key's id": (lambda: Verifier.read(f"n+{LONG}+AQAA"), rf"; '{LONG[:16]}' is written$"),
    "a private key's id": (lambda: Signer.read(f"PRIVATE+KEY+n+{LONG}+AQ{'A' * 42}"), rf"its id '{LONG[:16]}'$"),
    "a line": (lambda: note(f"a\n\n{LONG}\n"), rf"^'{LONG[:80]}' is no signature line"),
    "a size": (lambda: body(f"o\n{LONG}\nAAAA\n"), rf"size is '{LONG[:20]}'; it is a decimal"),
    "a root": (lambda: body(f"o\n3\n{'A' * 80}\n"), rf"root is '{'A' * 60}'; it is 32 bytes"),
    "no base64": (lambda: bytes_of("!" * 90), rf"^'{'!' * 60}' is no base64$"),
    "other base64": (lambda: bytes_of("A" * 82 + "B="), rf"^'{'A' * 60}' is no base64 in its one spelling$"),
}  # fmt: skip


@pytest.mark.parametrize(("read", "says"), REPEATED.values(), ids=REPEATED.keys())
def test_of_what_is_refused_the_beginning_is_repeated(read: Callable[[], Any], says: str) -> None:
    with pytest.raises(BadNote, match=says):
        read()


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
