"""Keys at the desk: a root that lies apart issues and revokes, the log tells who counts."""

import json

import pytest

from tests.desk.test_register import run

__all__ = ["run"]


@pytest.fixture
def root(run, home, tmp_path):
    """A root of Avaria in a file apart, known to this node."""
    _, out, _ = run("key", "new", tmp_path / "root.key")
    home.mkdir(exist_ok=True)
    (home / "roots").write_text(f"AVA {out}")
    return tmp_path / "root.key"


def made(run, place):
    return run("key", "new", place)[1].strip()


def test_a_key_is_issued_counted_and_revoked(run, root, tmp_path):
    node = made(run, tmp_path / "node.key")
    code, out, _ = run(
        "key",
        "issue",
        node,
        "--root",
        root,
        "--member",
        "AVA",
        "--role",
        "node",
        "--name",
        "register",
    )
    assert code == 0 and f"{node[:16]}… is a node key of AVA from index 0" in out

    code, out, _ = run(
        "key", "revoke", node, "--root", root, "--member", "AVA", "--reason", "rotated"
    )
    assert code == 0 and "is void from index 1 of the log on (rotated)" in out

    told = json.loads(run("key", "list", "--json")[1])
    assert [(k["role"], k["since"], k.get("until")) for k in told["keys"]] == [
        ("root", 0, None),
        ("node", 0, 1),
    ]
    code, out, _ = run("key", "list")
    assert code == 0 and "AVA      node     since 0 until 1  register (own)" in out


def test_what_the_log_would_not_heed_is_not_sealed(run, root, tmp_path):
    node, stranger = made(run, tmp_path / "node.key"), tmp_path / "stranger.key"
    made(run, stranger)
    issue = ("key", "issue", node, "--member", "AVA", "--role", "node", "--name", "register")

    assert run(*issue, "--root", stranger)[2].endswith(
        "is not signed by a root key of AVA that counts here\n"
    )
    assert (
        "is no key of AVA"
        in run("key", "revoke", node, "--root", root, "--member", "AVA", "--reason", "lost")[2]
    )
    assert json.loads(run("log", "head", "--json")[1])["size"] == 0


def test_a_key_that_is_none_is_told(run, root, tmp_path, home):
    words = ("--member", "AVA", "--role", "node", "--name", "n", "--root")
    assert "is no public key; one is 64 hex digits" in run("key", "issue", "00", *words, root)[2]
    assert "is no public key" in run("key", "issue", "zz" * 32, *words, root)[2]
    for text in ("00", "not hex"):
        (tmp_path / "bad.key").write_text(text)
        assert "holds no key" in run("key", "issue", "00" * 32, *words, tmp_path / "bad.key")[2]
    assert "a key goes to a new file" in run("key", "new", root)[2]
    assert oct(root.stat().st_mode)[-3:] == "600"
    (home / "roots").write_text("AVA\n")
    assert "roots:1: 'AVA' is no root" in run("key", "list")[2]


def test_without_roots_it_says_where_they_stand(run, home):
    assert "holds a line `MEMBER KEY` for each" in run("key", "list")[1]


def test_a_record_that_no_root_signed_is_listed_as_not_heeded(run, root, home):
    from tocsin.desk.node import node
    from tocsin.desk.settings import now
    from tocsin.records import Key

    with node() as here:
        here.ledger.append(Key(member="AVA", key="00" * 32, held="own", since=now(), role="node"))

    assert (
        "not heeded  0: 0000000000000000… is not signed by a root key of AVA"
        in run("key", "list")[1]
    )
