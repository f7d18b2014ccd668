"""The verifier that travels alone has Ed25519, notes and trees of its own; they must say what ours say."""

import base64
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import vectors
from tocsin.ledger import BadNote, verify_alone
from tocsin.ledger.notes import note
from tocsin.ledger.tree import included, leaf_hash


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.data())
@settings(max_examples=25, deadline=None)
def test_signatures_hold_for_both_or_for_neither(seed: bytes, message: bytes, data: Any) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    place, bit = data.draw(st.integers(0, 63)), data.draw(st.integers(0, 7))
    spoilt = bytearray(signature)
    spoilt[place] ^= 1 << bit

    assert verify_alone.signed(public, message, signature)
    assert not verify_alone.signed(public, message + b".", signature)
    assert (
        verify_alone.signed(public, message, bytes(spoilt))
        == holds(public, message, bytes(spoilt))
        is False
    )
    larger = (
        signature[:32]
        + (int.from_bytes(signature[32:], "little") + verify_alone.L).to_bytes(33, "little")[:32]
    )
    assert not verify_alone.signed(public, message, larger)
    assert not verify_alone.signed(public, message, signature + b"\0")


@given(st.binary(max_size=40), st.binary(max_size=10), st.binary(max_size=70))
@settings(max_examples=60, deadline=None)
def test_strangers_keys_and_signatures_hold_for_neither(
    public: bytes, message: bytes, signature: bytes
) -> None:
    assert not verify_alone.signed(public, message, signature)


def test_both_judge_every_public_note_alike() -> None:
    cases = (
        vectors("ledger/signed_note")["cases"]
        + vectors("ledger/cosign_and_proofs")["cosigned_checkpoints"]
    )
    for case in cases:
        data = case["note"].encode() if "note" in case else base64.b64decode(case["note_b64"])
        try:
            text, lines = verify_alone.read_note(data)
            bare = not lines
            keys = [key for vkey in case["vkeys"] for key in alone_keys(vkey)]
            good = [key for key in keys if verify_alone.holds(key, text, lines)]
            got = "ok" if good else "malformed" if bare else "unverified"
        except verify_alone.Fails as err:
            got = "invalid" if "does not hold" in str(err) else "malformed"
        assert (case["case"], got) == (case["case"], case["want"])


def alone_keys(vkey: str) -> Any:
    policy = verify_alone.Policy("quorum none")
    return policy.key(vkey, 1, []) or policy.key(vkey, 4, [])


def test_both_judge_every_proof_file_alike() -> None:
    known = vectors("ledger/cosign_and_proofs")
    for case in known["tlog_proofs"]:
        head, _, rest = case["proof"].partition("\n\n")
        index, *path = head.split("\n")[1:]
        text, lines = verify_alone.read_note(rest.encode())
        _, size, root = verify_alone.read_body(text)
        number = index.removeprefix("index ")
        steps = [verify_alone.bytes_of(step) for step in path]
        got = (
            bool(verify_alone.DECIMAL.fullmatch(number))
            and verify_alone.included(case["entry"].encode(), int(number), size, steps, root)
            and all(
                verify_alone.holds(alone_keys(known[key])[0], text, lines)
                for key in ("log_vkey", "witness_vkey")
            )
        )
        assert (case["case"], got) == (case["case"], case["want"])


@given(
    st.binary(max_size=20),
    st.integers(-1, 9),
    st.integers(-1, 9),
    st.lists(st.binary(max_size=33), max_size=4),
)
def test_both_follow_a_path_alike(entry: bytes, index: int, size: int, path: list[bytes]) -> None:
    root = leaf_hash(entry)

    assert verify_alone.included(entry, index, size, path, root) == included(
        root, index, size, path, root
    )


@given(st.binary(max_size=60), st.text(max_size=30))
def test_both_read_strangers_notes_alike(data: bytes, text: str) -> None:
    for given_bytes in (data, text.encode(), f"o\n1\n{text}\n\n— {text}\n".encode()):
        try:
            alone: Any = verify_alone.read_note(given_bytes)
            alone = alone if alone[1] else None
        except verify_alone.Fails:
            alone = None
        try:
            ours = note(given_bytes)
        except BadNote:
            ours = None
        assert (alone is None) == (ours is None)
        assert ours is None or alone == (ours.text, [tuple(line) for line in ours.lines])


def test_what_is_no_checkpoint_fails_alone_too() -> None:
    from tests.ledger.test_notes import BAD_BODIES, BAD_KEYS, BAD_NOTES

    for text in BAD_BODIES:
        with pytest.raises(verify_alone.Fails):
            verify_alone.read_body(text)
    for text in [text for text in BAD_NOTES.values() if "\n\n" in text]:
        with pytest.raises(verify_alone.Fails):
            verify_alone.read_note(text.encode("utf-8", "surrogatepass"))
    for vkey in BAD_KEYS.values():
        assert alone_keys(vkey) == []
