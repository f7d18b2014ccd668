"""Proof files and policies of C2SP."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import vectors
from tocsin.ledger import BadPolicy, BadProof, Policy, Proof, Signer, Verifier, policy, proof
from tocsin.ledger.notes import COSIGNATURE, Body, Note, opened
from tocsin.ledger.proofs import HEADER
from tocsin.ledger.tree import leaf_hash, node_hash

LOG = Signer("register.example/log", bytes(range(32)))
W = [Signer(f"witness.example/{n}", bytes([n] * 32), COSIGNATURE) for n in range(1, 5)]
LEFT, RIGHT = leaf_hash(b"left"), leaf_hash(b"right")
BODY = Body(LOG.name, 2, node_hash(LEFT, RIGHT))


def a_proof(**more: Any) -> Proof:
    said: dict[str, Any] = {"index": 0, "path": (RIGHT,), **more}
    return Proof(checkpoint=Note(str(BODY), (LOG.sign(str(BODY)),)), **said)


def test_every_vector_of_proof_files_comes_out_as_it_says() -> None:
    known = vectors("ledger/cosign_and_proofs")
    asked = policy(f"log {known['log_vkey']}\nwitness w {known['witness_vkey']}\nquorum w\n")
    for case in known["tlog_proofs"]:
        assert (case["case"], holds(case, asked)) == (case["case"], case["want"])


def holds(case: dict[str, Any], asked: Policy) -> bool:
    try:
        found = proof(case["proof"])
        found.check(case["entry"].encode())
    except BadProof:
        return False
    keys = [*asked.logs, *asked.witnesses.values()]
    return asked.met([one.by for one in opened(found.checkpoint, keys)])


def test_a_proof_is_written_as_it_was_read() -> None:
    for one in (a_proof(), a_proof(extra=b""), a_proof(extra=b"more"), a_proof(path=())):
        assert proof(str(one)) == one == proof(str(one).encode())


def test_a_proof_says_which_checkpoint_it_leads_to() -> None:
    assert a_proof().check(b"left") == BODY


@pytest.mark.parametrize(
    "bad",
    [
        a_proof(index=1),
        a_proof(index=2),
        a_proof(path=()),
        a_proof(path=(RIGHT, RIGHT)),
        a_proof(path=(LEFT,)),
    ],
)
def test_a_proof_of_something_else_does_not_hold(bad: Proof) -> None:
    with pytest.raises(BadProof, match="the path does not lead to"):
        bad.check(b"left")


def test_a_proof_whose_checkpoint_is_none_does_not_hold() -> None:
    with pytest.raises(BadProof, match="checkpoint is none"):
        Proof(0, (), Note("no checkpoint\n", ())).check(b"left")


GOOD = str(a_proof())
BAD = {
    "nothing": "",
    "another header": GOOD.replace("@v1", "@v2"),
    "no index": GOOD.replace("index 0\n", ""),
    "a leading zero": GOOD.replace("index 0", "index 00"),
    "extra that is no base64": GOOD.replace("index", "extra !\nindex"),
    "extra twice": GOOD.replace("index", "extra AA==\nextra AA==\nindex"),
    "a short hash": GOOD.replace("index 0\n", "index 0\nAAAA\n"),
    "a path without end": GOOD.replace("index 0\n", "index 0\n" + f"{'A' * 43}=\n" * 65),
    "no checkpoint": GOOD.partition("\n\n")[0],
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(BadProof):
        proof(text)


SAYS = {
    "a header and nothing more": (f"{HEADER}\n\n{BODY}\n{LOG.sign(str(BODY))}", r"this one with \['c2sp[^,]*'\]$"),
    "a third line": (GOOD.replace("index 0", "no index"), r"this one with \['c2sp[^,]*', 'no index'\]$"),
    "a spoilt extra and nothing more": (f"{HEADER}\nextra !\n\n{BODY}\n{LOG.sign(str(BODY))}", "'!' is no base64"),
    "a step of 60 bytes": (GOOD.replace("index 0\n", f"index 0\n{'A' * 80}\n"), rf"^'{'A' * 60}' is no hash of 32"),
    "65 steps": (str(a_proof(path=(RIGHT,) * 65)), "a path of 65 hashes; there may be 64"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), SAYS.values(), ids=SAYS.keys())
def test_a_refused_proof_is_told_what_stands_there(text: str, says: str) -> None:
    with pytest.raises(BadProof, match=says):
        proof(text)


def test_a_path_may_have_64_steps() -> None:
    longest = a_proof(path=(RIGHT,) * 64)

    assert proof(str(longest)) == longest


def test_a_proof_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_proof().index = 1  # type: ignore[misc]


@given(st.binary(max_size=60), st.text(max_size=30), st.integers(0, 500))
def test_strangers_proofs_raise_only_bad_proof(data: bytes, text: str, place: int) -> None:
    spoilt = GOOD[:place] + text + GOOD[place:]
    for given_bytes in (data, text, spoilt, spoilt.encode("utf-8", "surrogatepass")):
        try:
            proof(given_bytes).check(b"left")
        except BadProof:
            continue


TWO_OF_THREE = f"""
# the log, then those who watch it
log {LOG.verifier} https://register.example/
witness A {W[0].verifier}
\twitness B {W[1].verifier} https://witness.example/b
witness C {W[2].verifier}
group two 2 A B C
witness D {W[3].verifier}
group all-of all two D
quorum all-of
"""
QUORUMS = [
    ("quorum none", [], True),
    ("witness A {0}\nquorum A", [], False),
    ("witness A {0}\nquorum A", [0], True),
    ("witness A {0}\nquorum A", [1], False),
    ("witness A {0}\nwitness B {1}\ngroup g any A B\nquorum g", [1], True),
    ("witness A {0}\nwitness B {1}\ngroup g all A B\nquorum g", [1], False),
    ("witness A {0}\nwitness B {1}\ngroup g all A B\nquorum g", [0, 1], True),
    (TWO_OF_THREE, [0, 1, 2], False),
    (TWO_OF_THREE, [0, 3], False),
    (TWO_OF_THREE, [0, 2, 3], True),
]


@pytest.mark.parametrize(("text", "who", "met"), QUORUMS)
def test_a_quorum_is_met_by_enough_witnesses(text: str, who: list[int], met: bool) -> None:
    asked = policy(text.format(*(one.verifier for one in W)))

    assert asked.met([W[n].verifier for n in who]) is met


A = f"witness A {W[0].verifier}\n"
BAD_POLICIES = {
    "nothing": ("", "no quorum line"),
    "no quorum": (A, "no quorum line"),
    "two quorums": ("quorum none\nquorum none", "policy:2:"),
    "an unknown line": ("trust everybody\nquorum none", "policy:1:.*there is log VKEY"),
    "a key that is none": ("log key\nquorum none", "policy:1:"),
    "a witness's key for a log": (f"log {W[0].verifier}\nquorum none", "of kind 4; here it is 1"),
    "a log's key for a witness": (f"witness A {LOG.verifier}\nquorum none", "of kind 1; here it is 4"),
    "a log twice": (f"log {LOG.verifier}\nlog {LOG.verifier}\nquorum none", "twice"),
    "a witness twice": (f"{A}witness B {W[0].verifier}\nquorum none", "policy:2:.*twice"),
    "a name twice": (f"{A}witness A {W[1].verifier}\nquorum none", "taken"),
    "a witness named none": (f"witness none {W[0].verifier}\nquorum none", "taken"),
    "a quorum of nobody": ("quorum A", "no witness or group of the lines above"),
    "a group before its member": (f"group g any A\n{A}quorum g", "policy:1:"),
    "a group of too many": (f"{A}group g 2 A\nquorum g", "1-1"),
    "a group of none": (f"{A}group g 0 A\nquorum g", "1-1"),
    "a group of some": (f"{A}group g some A\nquorum g", "any, all"),
    "a group of ²": (f"{A}group g ² A\nquorum g", "any, all"),
    "a group without members": (f"{A}group g any\nquorum g", "policy:2:"),
    "a member twice": (f"{A}group g any A\ngroup h any A\nquorum g", "in a group already"),
    "a control character": ("quorum none\r\n", "control character"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), BAD_POLICIES.values(), ids=BAD_POLICIES.keys())
def test_what_is_no_policy_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BadPolicy, match=says):
        policy(text)


@given(st.lists(st.sampled_from(["log", "witness", "group", "quorum", "A", "B", "none", "any", "1", "\n", "#",
                                 str(LOG.verifier), str(W[0].verifier)])))  # fmt: skip
def test_any_lines_are_a_policy_or_a_bad_one(words: list[str]) -> None:
    try:
        read = policy(" ".join(words))
    except BadPolicy:
        return
    assert isinstance(read.met([]), bool)
    assert all(isinstance(key, Verifier) for key in read.logs)
