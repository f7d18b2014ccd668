"""Witnesses and mirrors: what partners of a log see, remember, sign, and hold against it."""

import hashlib
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import vectors
from tests.ledger.made import KEY, WITNESSES, captures
from tocsin.ledger import (
    BadNote,
    Ledger,
    LedgerBehind,
    LedgerDamaged,
    LedgerUnwritable,
    Signer,
    Verifier,
)
from tocsin.ledger.notes import COSIGNATURE, note, opened
from tocsin.ledger.partners import BadLog, Mirror, Uncosigned, have_cosigned
from tocsin.ledger.store import Store
from tocsin.ledger.tiles import publish
from tocsin.ledger.witness import Answer, BadRequest, Witness, asked, request, split_view

NOW = 1_900_000_000


def witness(*logs: Verifier, path: Path | None = None) -> Witness:
    return Witness(Store(path, 5), WITNESSES[0], logs or (KEY.verifier,))


def at(size: int, first: int = 0) -> Ledger:
    """A ledger of that many records, numbered from `first`."""
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(size + first)[first:])
    return ledger


def asks(ledger: Ledger, old: int, size: int | None = None) -> bytes:
    return request(old, ledger.prove_growth(old, size), str(ledger.head(size).note))


def test_every_step_of_the_public_conversation_comes_out_as_it_says() -> None:
    known = vectors("ledger/witness_sequence")
    key = Signer("witness.example/w1", bytes.fromhex(known["witness_seed_hex"]), COSIGNATURE)
    assert str(key.verifier) == known["witness_vkey"] and len(known["steps"]) == 22
    here = Witness(Store(None, 5), key, [Verifier.read(known["log_vkey"])])

    for step in known["steps"]:
        answer = here.add_checkpoint(step["request"].encode(), NOW)
        assert (step["step"], answer.status) == (step["step"], step["status"])
        if step["expect_body"] == "cosig":
            text = step["request"].partition("\n\n")[2].partition("\n\n")[0] + "\n"
            assert opened(note(f"{text}\n{answer.body}"), [key.verifier])[0].time == NOW
        elif step["expect_body"] is not None:
            assert (answer.body, answer.media) == (step["expect_body"], "text/x.tlog.size")


def test_a_node_has_its_log_cosigned_as_it_grows_and_finds_out_where_the_witness_stands() -> None:
    ledger, here = at(3), witness()

    def send(data: bytes) -> Answer:
        return here.add_checkpoint(data, NOW)

    for size in (3, 3, 10, 300):
        ledger.extend(captures(size))
        head = have_cosigned(ledger, WITNESSES[0].verifier, send)
        assert head.size == size
        assert len(opened(note(head.note or ""), [KEY.verifier, WITNESSES[0].verifier])) == 2
    assert here.checkpoint(hashlib.sha256(KEY.name.encode()).hexdigest()).status == 200
    assert here.checkpoint("00").status == 404
    assert witness().checkpoint(hashlib.sha256(KEY.name.encode()).hexdigest()).status == 404


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(422, "no\n"), "answers 422: no"),
        (Answer(409, "many\n"), "answers 409: many"),
        (Answer(200, "hello\n"), "no cosignature of its"),
        (Answer(409, "1\n"), "answers 409: 1"),
    ],
)
def test_what_a_witness_refuses_is_told_in_its_words(answer: Answer, says: str) -> None:
    with pytest.raises(Uncosigned, match=says):
        have_cosigned(at(3), WITNESSES[0].verifier, lambda _: answer)


def test_t04_a_rewritten_log_is_not_cosigned_again() -> None:
    here = witness()
    assert here.add_checkpoint(asks(at(300), 0), NOW).status == 200

    assert here.add_checkpoint(asks(at(400, first=1), 300), NOW).status == 422
    assert list(here.parted()) == []  # two sizes: a wrong proof would look the same


def test_t05_a_shortened_log_is_smaller_than_the_witness_remembers() -> None:
    here, short = witness(), at(5)
    here.add_checkpoint(asks(at(11), 0), NOW)

    assert here.add_checkpoint(asks(short, 5), NOW) == Answer(409, "11\n", "text/x.tlog.size")
    with pytest.raises(LedgerBehind, match=r"has 5 records here; witness\.example/1 has seen 11"):
        have_cosigned(short, WITNESSES[0].verifier, lambda data: here.add_checkpoint(data, NOW))


def test_t09_two_trees_of_one_size_are_kept_with_both_signed_checkpoints() -> None:
    here, one, other = witness(), at(5), at(5, first=1)
    here.add_checkpoint(asks(one, 0), NOW)
    for _ in range(2):
        assert here.add_checkpoint(asks(other, 5), NOW).status == 422

    (parted,) = here.parted()

    assert (parted.one, parted.other) == (one.head().note, other.head().note)
    assert split_view(parted.one, parted.other, KEY.verifier) == parted
    assert split_view(parted.one, parted.one, KEY.verifier) is None
    assert split_view(parted.one, str(at(6).head().note), KEY.verifier) is None
    with pytest.raises(BadNote):
        split_view(parted.one, parted.other, WITNESSES[0].verifier)


def test_of_two_requests_at_once_from_one_size_the_loser_gets_409(tmp_path: Path) -> None:
    path = tmp_path / "witness.db"
    here, ledger = witness(path=path), at(9)
    here.add_checkpoint(asks(ledger, 0, 9), NOW)
    ledger.extend(captures(12))
    longer = at(15)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")  # both have been read and checked before either may store
    answers = list[Answer]()
    threads = [
        threading.Thread(target=lambda data=data: answers.append(here.add_checkpoint(data, NOW)))
        for data in (asks(ledger, 9), asks(longer, 9))
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    holder.execute("ROLLBACK")
    holder.close()
    for thread in threads:
        thread.join()

    assert sorted(answer.status for answer in answers) == [200, 409]
    (loser,) = [answer for answer in answers if answer.status == 409]
    assert loser.body in ("12\n", "15\n")


def test_what_a_witness_saw_it_remembers_after_a_restart(tmp_path: Path) -> None:
    first = witness(path=tmp_path / "w.db")
    first.add_checkpoint(asks(at(9), 0), NOW)

    again = witness(path=tmp_path / "w.db")

    assert again.add_checkpoint(asks(at(12), 0), NOW).body == "9\n"
    assert again.add_checkpoint(asks(at(12), 9), NOW).status == 200


@given(st.binary(max_size=100), st.text(max_size=60), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_strangers_requests_are_only_ever_refused(data: bytes, text: str, place: int) -> None:
    good = asks(at(3), 0).decode()
    spoilt = f"{good[:place]}{text}{good[place:]}".encode("utf-8", "surrogatepass")
    here = witness()
    for given_bytes in (data, text.encode("utf-8", "surrogatepass"), spoilt, b"x" * 1_000_001):
        try:
            asked(given_bytes)
        except BadRequest:
            assert here.add_checkpoint(given_bytes, NOW).status == 400
        else:
            assert here.add_checkpoint(given_bytes, NOW).status in (200, 400, 403, 404, 409, 422)


# Mirrors.


def fetch_from(folder: Path):
    return lambda path: (folder / path).read_bytes()


def test_a_mirror_holds_every_file_of_the_log_it_follows(tmp_path: Path) -> None:
    ledger, size = at(1), 0
    mirror = Mirror(tmp_path / "mirror", KEY.verifier)
    for grown in (1, 1, 255, 256, 257, 700):
        ledger.extend(captures(grown))
        size = publish(ledger, tmp_path / "log", size)
        assert mirror.update(fetch_from(tmp_path / "log")).size == size

    whole = tmp_path / "whole"
    publish(ledger, whole)
    for file in (file for file in whole.rglob("*") if file.is_file()):
        assert (mirror.folder / file.relative_to(whole)).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (at(300, first=1), "do not lead to the root"),
        (at(250, first=1), "do not lead to the root"),
        (at(200), "had 250 entries and shows 200"),
    ],
)
def test_a_log_that_changed_or_shrank_is_shown_with_both_checkpoints(
    tmp_path: Path, now: Ledger, says: str
) -> None:
    publish(at(250), tmp_path / "before")
    mirror = Mirror(tmp_path / "mirror", KEY.verifier)
    mirror.update(fetch_from(tmp_path / "before"))
    publish(now, tmp_path / "now")

    with pytest.raises(BadLog, match=says) as caught:
        mirror.update(fetch_from(tmp_path / "now"))

    assert (caught.value.seen, caught.value.shown) == (at(250).head().note, now.head().note)
    assert mirror.head() == at(250).head().note


def test_an_entry_that_is_not_under_its_leaf_is_not_kept(tmp_path: Path) -> None:
    publish(at(5), tmp_path / "log")
    bundle = tmp_path / "log" / "tile" / "entries" / "000.p" / "5"
    sound = bundle.read_bytes()
    for spoilt in (sound[:-1], sound.replace(b"report", b"retort", 1)):
        bundle.write_bytes(spoilt)
        with pytest.raises(BadLog, match=r"tile/entries/000\.p/5 of .* is not over"):
            Mirror(tmp_path / "mirror", KEY.verifier).update(fetch_from(tmp_path / "log"))
    assert not (tmp_path / "mirror").exists()


def test_a_checkpoint_of_another_key_or_log_is_not_followed(tmp_path: Path) -> None:
    publish(at(5), tmp_path / "log")
    other = Signer("register.example/other", KEY.seed)
    renamed = Signer(KEY.name, bytes(32))
    for key in (other, renamed):
        with pytest.raises(BadLog, match="shows no checkpoint of its"):
            Mirror(tmp_path / "m", key.verifier).update(fetch_from(tmp_path / "log"))
    text = "register.example/elsewhere\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    (tmp_path / "log" / "checkpoint").write_text(f"{text}\n{KEY.sign(text)}")
    with pytest.raises(BadLog, match=r"a checkpoint of register\.example/elsewhere"):
        Mirror(tmp_path / "m", KEY.verifier).update(fetch_from(tmp_path / "log"))


def test_a_mirror_whose_folder_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    publish(at(5), tmp_path / "log")
    (tmp_path / "file").write_text("")

    with pytest.raises(LedgerUnwritable, match="the mirror"):
        Mirror(tmp_path / "file" / "m", KEY.verifier).update(fetch_from(tmp_path / "log"))


# An old copy of a log must not go on.


def test_t24_a_restored_old_copy_is_read_and_takes_nothing_new(tmp_path: Path) -> None:
    path, here = tmp_path / "ledger.db", witness()
    ledger = Ledger(path, key=KEY)
    ledger.extend(captures(9))
    with sqlite3.connect(path) as db, sqlite3.connect(tmp_path / "old.db") as copy:
        db.backup(copy)
    ledger.extend(captures(20))
    have_cosigned(ledger, WITNESSES[0].verifier, lambda data: here.add_checkpoint(data, NOW))
    ledger.close()
    for file in tmp_path.glob("ledger.db*"):
        file.unlink()
    (tmp_path / "old.db").rename(path)

    again = Ledger(path, key=KEY)

    assert len(list(again.scan())) == 9
    assert "witness.example/1 has seen 20 of it: this is an older copy" in (again.behind() or "")
    with pytest.raises(LedgerBehind, match="Restore a newer backup"):
        again.extend(captures(20))
    assert len(again) == 9


def test_a_partner_tells_an_old_copy_what_it_has_seen() -> None:
    ledger = at(5)
    assert ledger.behind() is None

    ledger.heed(str(at(4).head().note))
    assert ledger.append(captures(6)[5]).index == 5
    ledger.heed(str(at(9).head().note))

    assert "a partner has seen 9" in (ledger.behind() or "")
    with pytest.raises(BadNote):
        ledger.heed(str(WITNESSES[0].sign("x", 1)))


def test_what_was_witnessed_is_kept_whole_or_told_of(tmp_path: Path) -> None:
    path, seen = tmp_path / "ledger.db", tmp_path / "log.witnessed"
    ledger = Ledger(path, key=KEY)
    ledger.heed(str(at(9).head().note))
    ledger.close()
    assert seen.read_text() == at(9).head().note

    for spoilt in ("", "a note\n\n— a AAAAAAAA\n"):
        seen.write_text(spoilt)
        with pytest.raises(LedgerDamaged, match="restore it from a partner"):
            Ledger(path, key=KEY)
    seen.unlink()
    ledger = Ledger(path, key=KEY)
    seen.mkdir()
    with pytest.raises(LedgerUnwritable, match="cannot be written"):
        ledger.heed(str(at(9).head().note))
