"""The log at the desk: heads, files, witnesses and mirrors over real connections, backups, evidence for archives."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn

from tests.desk.test_register import GAZETTE, WIRE, opened, run
from tests.ledger.test_timestamps import Authority, authority
from tocsin.desk.log_door import door
from tocsin.desk.node import node
from tocsin.ledger import Verifier

__all__ = ["authority", "opened", "run"]


def test_the_head_is_told_in_words_and_in_json(run, opened):
    code, out, _ = run("log", "head")
    assert code == 0 and "cosigned     nobody" in out

    code, out, _ = run("log", "head", "--json")
    told = json.loads(out)
    assert code == 0 and told["size"] > 3 and "behind" not in told
    assert Verifier.read(told["key"]).name == told["origin"]
    assert Verifier.read(told["witness_key"]).name == f"{told['origin']}/witness"


def test_the_log_is_written_as_files_and_goes_on_where_it_stopped(run, opened, tmp_path):
    run("log", "publish", tmp_path / "log")
    run("keep", GAZETTE)
    code, out, _ = run("log", "publish", tmp_path / "log")

    size = json.loads(run("log", "head", "--json")[1])["size"]
    assert code == 0 and out.startswith(f"{size} entries are in")
    assert (tmp_path / "log" / "tile" / "entries" / "000.p" / str(size)).exists()


def test_nothing_that_a_node_seals_can_be_read_from_its_files(run, opened, tmp_path):
    run("log", "publish", tmp_path / "log")

    for file in (file for file in (tmp_path / "log").rglob("*") if file.is_file()):
        assert b"Damascus" not in file.read_bytes() and b"incident" not in file.read_bytes()


def test_stated_times_that_fit_are_said_to(run, opened):
    code, out, _ = run("log", "audit")
    assert (code, out) == (0, "every stated time fits its place in the log\n")
    assert json.loads(run("log", "audit", "--json")[1]) == []


def test_without_a_policy_it_says_what_one_is(run, opened):
    for command in ("cosign", "mirror"):
        code, _, err = run("log", command)
        assert code == 2 and "`witness NAME VKEY URL` for a witness to ask" in err


@contextmanager
def served(home: Path, monkeypatch: pytest.MonkeyPatch, logs: list[Verifier]) -> Iterator[str]:
    """A node's door on a free port of this machine."""
    monkeypatch.setenv("TOCSIN_HOME", str(home))
    with node() as here, socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(door(here, logs), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def test_two_nodes_witness_and_mirror_each_other_over_the_wire(
    run, opened, home, tmp_path, monkeypatch
):
    mine = json.loads(run("log", "head", "--json")[1])
    partner = tmp_path / "partner"
    shutil.copytree(
        home / "shelves", partner / "shelves", symlinks=True, ignore=lambda *_: ["shelf.sqlite"]
    )
    with served(partner, monkeypatch, [Verifier.read(mine["key"])]) as url:
        theirs = json.loads(run("log", "head", "--json")[1])
        monkeypatch.setenv("TOCSIN_HOME", str(home))
        lines = [
            f"log {theirs['key']} {url}",
            f"witness w {theirs['witness_key']} {url}",
            "quorum w",
            "",
        ]
        (home / "policy").write_text("\n".join(lines))

        code, out, _ = run("log", "cosign")
        assert (code, out) == (0, f"w has cosigned {mine['size']} entries\n")
        code, out, _ = run("log", "mirror")
        assert code == 0 and out.startswith(f"{theirs['origin']}: 0 entries are mirrored in")
        for path, status in (("tile/0/000.p/9", 404), ("tile/x", 404), ("0/checkpoint", 404)):
            with pytest.raises(HTTPError) as caught:
                urlopen(f"{url}/{path}")
            assert caught.value.code == status
            caught.value.close()

        # The export carries the cosignature, and an auditor who asks for the witness is content.
        run("incident", "export", opened, tmp_path / "first")
        run("log", "cosign")
        run("incident", "export", opened, tmp_path / "second", "--by", "desk")
    trusted = tmp_path / "auditor.policy"
    trusted.write_text(f"log {mine['key']}\nwitness w {theirs['witness_key']}\nquorum w\n")
    assert run("verify", tmp_path / "first", "--policy", trusted)[0] == 1
    told = json.loads(run("log", "head", "--json")[1])
    assert told["size"] > mine["size"]

    (home / "policy").write_text("\n".join(lines))  # the partner is gone now
    code, out, _ = run("log", "cosign")
    assert code == 1 and out.startswith("w has not: ")
    code, out, _ = run("log", "mirror")
    assert code == 1 and "refused" in out


def test_an_address_that_is_none_of_the_web_is_refused(run, opened, home):
    key = json.loads(run("log", "head", "--json")[1])
    (home / "policy").write_text(f"log {key['key']} file:///etc\nquorum none\n")

    code, _, err = run("log", "mirror")
    assert code == 2 and "'file:///etc' is no address of the web" in err


def test_a_policy_that_cannot_be_read_is_told_with_its_line(run, opened, home):
    (home / "policy").write_text("trust everybody\n")

    code, _, err = run("log", "cosign")
    assert code == 2 and "policy:1:" in err


def test_a_stamp_comes_over_the_wire(run, opened, authority: Authority, tmp_path):
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = authority(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    (tmp_path / "roots.pem").write_text(authority.roots)
    with HTTPServer(("127.0.0.1", 0), Stamps) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        code, out, _ = run(
            "log", "stamp", url, "--roots", tmp_path / "roots.pem", "--name", "harbour"
        )
        server.shutdown()

    assert code == 0 and out.startswith("harbour states that ")
    assert json.loads(run("log", "head", "--json")[1])["stamped"] == ["harbour"]


def test_a_backup_is_restored_to_another_home(run, opened, home, tmp_path, monkeypatch):
    before = json.loads(run("log", "head", "--json")[1])
    code, out, _ = run("backup", tmp_path / "b")
    assert code == 0 and "it holds the log's key" in out
    assert run("restore", tmp_path / "b")[0] == 2

    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "other"))
    code, out, _ = run("restore", tmp_path / "b")

    assert code == 0 and out.startswith(
        f"{before['size']} entries of {before['origin']} are restored"
    )
    assert json.loads(run("log", "head", "--json")[1]) == before
    assert run("fsck")[0] == 0 and run("incident", "show", opened)[0] == 0


def test_an_older_copy_says_so_and_takes_nothing_new(run, opened, home, tmp_path):
    run("backup", tmp_path / "old")
    run("keep", GAZETTE)
    with node() as here:
        here.ledger.heed(str(here.ledger.head().note))
    for file in [*home.glob("ledger.sqlite*"), home / "log.key", home / "witness.key"]:
        file.unlink(missing_ok=True)

    code, out, _ = run("restore", tmp_path / "old")
    assert code == 0 and "this is an older copy" in out
    assert "this is an older copy" in run("log", "head")[1]
    code, _, err = run("keep", WIRE)
    assert code == 2 and "so it is read-only. Restore a newer backup" in err


# Evidence.


def test_the_custody_of_evidence_is_told_and_it_is_packed_for_an_archive(run, opened, tmp_path):
    with node() as here:
        digest = here.incident(opened)[1].evidence[0].digest
    code, out, _ = run("evidence", "pack", opened, tmp_path / "bag")
    assert code == 0 and f"tocsin evidence check {tmp_path / 'bag'}" in out

    steps = json.loads(run("evidence", "show", digest, "--json")[1])
    assert [step["act"] for step in steps] == ["collected", "hashed", "ingested", "copied"]
    assert "copied       desk" in run("evidence", "show", digest)[1]
    assert run("evidence", "check", tmp_path / "bag") == (
        0,
        f"{tmp_path / 'bag'} holds in every part\n",
        "",
    )
    package = tmp_path / "bag" / "data" / "evidence.wacz"
    assert run("evidence", "check", package)[0] == 0
    assert run("evidence", "pack", opened, tmp_path / "bag")[0] == 2

    spoilt = bytearray(package.read_bytes())
    spoilt[200] ^= 1
    package.write_bytes(spoilt)
    code, out, _ = run("evidence", "check", tmp_path / "bag")
    assert (
        code == 1
        and "fails  data/evidence.wacz: its bytes are not those of manifest-sha256.txt" in out
    )
    assert run("evidence", "check", package)[0] == 1


def test_t18_a_page_that_had_to_go_leaves_its_tombstone(run, opened, tmp_path):
    with node() as here:
        digest = here.incident(opened)[1].evidence[0].digest
    why = ("--by", "registrar", "--reason", "court order", "--basis", "article 17")
    code, out, _ = run("evidence", "delete", digest, *why)
    assert code == 0 and "stay in the log" in out

    assert run("fsck")[0] == 0
    assert "deleted      registrar" in run("evidence", "show", digest)[1]
    code, _, err = run("evidence", "delete", digest, *why)
    assert code == 2 and "there is no evidence" in err
    _, out, _ = run("incident", "export", opened, tmp_path / "out")
    (tmp_path / "p").write_text("\n".join(out.splitlines()[-2:]) + "\n")
    assert run("verify", tmp_path / "out", "--policy", tmp_path / "p")[0] == 0
    assert len(list((tmp_path / "out").rglob("tombstone-*.json"))) == 1


def test_t24_a_witness_tells_an_old_copy_what_it_has_seen(run, opened, home, tmp_path, monkeypatch):
    run("backup", tmp_path / "old")
    run("keep", GAZETTE)
    mine = json.loads(run("log", "head", "--json")[1])
    partner = tmp_path / "partner"
    shutil.copytree(
        home / "shelves", partner / "shelves", symlinks=True, ignore=lambda *_: ["shelf.sqlite"]
    )
    with served(partner, monkeypatch, [Verifier.read(mine["key"])]) as url:
        theirs = json.loads(run("log", "head", "--json")[1])
        policy = f"witness w {theirs['witness_key']} {url}\nquorum w\n"
        (home / "policy").write_text(policy)
        monkeypatch.setenv("TOCSIN_HOME", str(home))
        assert run("log", "cosign")[0] == 0

        monkeypatch.setenv(
            "TOCSIN_HOME", str(tmp_path / "other")
        )  # another disk: nothing says what was seen
        assert run("restore", tmp_path / "old")[0] == 0
        (tmp_path / "other" / "policy").write_text(policy)
        assert "behind" not in json.loads(run("log", "head", "--json")[1])
        code, out, _ = run("log", "cosign")

    assert code == 1 and "this is an older copy" in out
    assert "older copy" in json.loads(run("log", "head", "--json")[1])["behind"]
    assert "so it is read-only" in run("keep", WIRE)[2]


def test_what_is_no_evidence_and_no_package_is_told(run, opened, tmp_path):
    code, _, err = run("evidence", "show", "0" * 64)
    assert code == 2 and "nothing is sealed about the evidence" in err
    (tmp_path / "letter.txt").write_text("")
    code, _, err = run("evidence", "check", tmp_path / "letter.txt")
    assert code == 2 and "is no bag" in err
    assert run("evidence", "check", tmp_path / "none.wacz")[0] == 2


def test_words_are_withheld_from_an_export(run, opened, tmp_path):
    code, out, _ = run("incident", "export", opened, tmp_path / "out", "--withhold", "consular")

    assert code == 0
    policy = tmp_path / "auditor.policy"
    policy.write_text("\n".join(out.splitlines()[-2:]) + "\n")
    code, out, _ = run("verify", tmp_path / "out", "--policy", policy)
    assert code == 0 and "fields are withheld" in out
    for file in (
        file for file in (tmp_path / "out").rglob("*") if file.suffix in (".json", ".txt")
    ):
        assert "consular" not in file.read_text("utf-8").casefold(), file
