"""Keys of members: signed by a root that lies offline, counted and voided by the order of the log."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import Key, Marking, Revocation, Tombstone, Word, canonical, keep
from tocsin.sharing import keyring, public, sign, signers

AT = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)
ROOT, NODE, DESK, NEXT, THIEF, OTHER = (bytes([n] * 32) for n in range(1, 7))


def key(seed: bytes, role: str, member: str = "AVA", held: str = "own") -> Key:
    return Key(member=member, key=public(seed), held=held, since=AT, role=role, name=role)  # type: ignore[arg-type]


ROOTS = [key(ROOT, "root"), key(OTHER, "root", "BRE")]


def revoked(seed: bytes, by: bytes, member: str = "AVA") -> Revocation:
    return sign(Revocation(member=member, key=public(seed), reason="rotated", at=AT), by)


def test_a_key_counts_from_its_record_to_its_revocation() -> None:
    ring = keyring(ROOTS, [(4, sign(key(NODE, "node"), ROOT)), (9, revoked(NODE, ROOT))])

    said = [ring.standing(public(NODE), index) for index in (3, 4, 8, 9)]
    assert [why is None for why in said] == [False, True, True, False]
    assert "counts from index 4 on; this stands at 3" in (said[0] or "")
    assert "was revoked at index 9; this stands at 9" in (said[3] or "")
    assert [k.role for k in ring.of("AVA", 5)] == ["root", "node"]
    assert [k.role for k in ring.of("AVA", 9)] == ["root"]


def test_t17_what_a_stolen_old_key_signs_after_rotation_is_void() -> None:
    rotation = [(4, sign(key(NODE, "node"), ROOT)), (9, sign(key(DESK, "node"), ROOT)), (10, revoked(NODE, ROOT))]  # fmt: skip
    ring = keyring(ROOTS, rotation)

    marking = sign(Marking(tlp="TLP:GREEN", of="incident-1", by="AVA", at=AT), NODE)
    (signer,) = signers(marking)

    assert ring.standing(signer, 7) is None
    assert "was revoked at index 10; this stands at 12" in (ring.standing(signer, 12) or "")
    assert ring.standing(public(DESK), 12) is None


def test_a_new_root_is_signed_by_the_one_before_it_and_then_signs_alone() -> None:
    turn = [(3, sign(key(NEXT, "root"), ROOT)), (4, revoked(ROOT, NEXT))]
    ring = keyring(
        ROOTS, [*turn, (5, sign(key(NODE, "node"), NEXT)), (6, sign(key(DESK, "person"), ROOT))]
    )

    assert ring.standing(public(NODE), 7) is None
    assert ring.standing(public(DESK), 7) == f"{public(DESK)[:16]}… is no key of a member"
    assert [(one.at, "not signed by a root" in one.why) for one in ring.unheeded] == [(6, True)]


NOT_HEEDED: list[tuple[Word, str]] = [
    (key(NODE, "node"), "not signed by a root key of AVA"),
    (sign(key(NODE, "node"), THIEF), "not signed by a root key of AVA"),
    (sign(key(NODE, "node"), OTHER), "not signed by a root key of AVA"),
    (sign(key(ROOT, "node"), ROOT), "is a key of AVA already"),
    (revoked(NODE, ROOT), "is no key of AVA"),
    (revoked(ROOT, ROOT, member="BRE"), "is no key of BRE"),
    (revoked(ROOT, THIEF), "is not signed by a root key of AVA"),
]


@pytest.mark.parametrize(("record", "says"), NOT_HEEDED)
def test_what_no_root_signed_changes_nothing_and_is_listed(record: Word, says: str) -> None:
    before, after = keyring(ROOTS, []), keyring(ROOTS, [(7, record)])

    assert after.spans == before.spans
    assert [one.at for one in after.unheeded] == [7] and says in after.unheeded[0].why


def test_a_node_key_signs_no_other_key() -> None:
    ring = keyring(ROOTS, [(1, sign(key(NODE, "node"), ROOT)), (2, sign(key(DESK, "person"), NODE))])  # fmt: skip

    assert public(DESK) not in ring.spans


def test_a_second_revocation_changes_nothing() -> None:
    ring = keyring(
        ROOTS, [(1, sign(key(NODE, "node"), ROOT)), (5, revoked(NODE, ROOT)), (7, revoked(NODE, ROOT))]
    )  # fmt: skip

    assert ring.spans[public(NODE)].until == 5
    assert "was revoked before, at index 5" in ring.unheeded[0].why


def test_who_keeps_a_key_is_said_with_it_and_other_records_are_passed_over() -> None:
    stone = Tombstone(name="x", digest="0", reason="r", basis="b", by="AVA", at=AT)
    ring = keyring(ROOTS, [(0, stone), (1, sign(key(NODE, "node", held="hosted"), ROOT))])

    assert ring.spans[public(NODE)].key.held == "hosted"
    assert ring.unheeded == ()


def test_a_key_without_the_role_of_a_root_is_none() -> None:
    assert keyring([key(ROOT, "node")], []).spans == {}


def test_a_signed_record_is_kept_as_it_came_and_its_signature_goes_with_it() -> None:
    record = sign(sign(key(NODE, "node"), ROOT), THIEF)

    assert keep(canonical(record)).word == record
    assert signers(record) == (public(ROOT), public(THIEF))


@given(st.text(max_size=40), st.integers(0, 200))
def test_lines_that_do_not_hold_are_nobodys(text: str, place: int) -> None:
    good = sign(key(NODE, "node"), ROOT).sigs[0]
    spoilt = f"{good[:place]}{text}{good[place:]}"
    record = Key(member="AVA", key=public(NODE), held="own", since=AT, role="node", name="node", sigs=(spoilt, text))  # fmt: skip

    assert set(signers(record)) <= {public(ROOT)}
    assert spoilt == good or not signers(record) or bytes.fromhex(spoilt.partition(" ")[2])
