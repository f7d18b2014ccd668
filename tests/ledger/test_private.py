"""Private records: the log shows a cover that tells nothing, and still proves the record, whole or redacted."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.made import KEY, MOMENT, captures
from tests.records.words import words
from tocsin.ledger import Ledger, fsck
from tocsin.ledger.fields import (
    NotRedactable,
    field_leaf,
    fields,
    fields_root,
    redacted,
    redacted_root,
    salted,
)
from tocsin.ledger.private import BadCover, committed, cover, tag
from tocsin.ledger.tree import leaf_hash
from tocsin.records import (
    Assessment,
    BadRecord,
    Capture,
    Custody,
    Evidence,
    Incident,
    Word,
    canonical,
    name_of,
    plain,
)

NOTE = Assessment(about="incident-1", by="AVA", at=MOMENT, method="yes", nonce="5e" * 16)
SALT = bytes(range(32))


def test_t19_nobody_guesses_a_private_record_from_what_the_log_shows() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.append(NOTE, private=True)
    (entry,) = ledger.scan()

    assert entry.cover is not None and b"yes" not in entry.cover
    for guess in (canonical(NOTE), entry.name.encode(), committed(bytes(32), canonical(NOTE))):
        assert leaf_hash(guess) != leaf_hash(entry.cover) and guess not in entry.cover


def test_two_logs_that_seal_one_private_record_show_nothing_alike() -> None:
    one, two = Ledger.in_memory(KEY), Ledger.in_memory(KEY)
    one.append(NOTE, private=True)
    two.append(NOTE, private=True)
    (a,), (b,) = one.scan(), two.scan()

    assert a.kept == b.kept and a.cover != b.cover and one.head().root != two.head().root


def test_who_holds_record_and_salt_proves_that_the_log_holds_it() -> None:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(5))
    receipt = ledger.append(NOTE, private=True)
    entry = next(iter(ledger.scan(since=5)))
    assert entry.cover is not None and entry.salt is not None

    ledger.prove(receipt.name).check(entry.cover)

    assert cover(entry.cover).commitment == committed(entry.salt, canonical(NOTE))
    assert ledger.read(receipt.name).word == NOTE
    assert list(fsck(ledger)) == []


def test_a_private_record_keeps_its_place_and_its_salt_when_it_comes_again() -> None:
    ledger = Ledger.in_memory(KEY)
    first = ledger.append(NOTE, private=True)
    salt = [entry.salt for entry in ledger.scan()]

    assert ledger.append(NOTE, private=True) == first == ledger.append(NOTE)
    assert [entry.salt for entry in ledger.scan()] == salt


def test_a_record_too_long_for_a_bundle_is_sealed_under_a_cover() -> None:
    ledger = Ledger.in_memory(KEY)
    short, long = (
        Assessment(about="incident-1", by="AVA", at=MOMENT, method="x" * size)
        for size in (65_400, 65_600)
    )
    ledger.extend([short, long])

    assert [entry.cover is None for entry in ledger.scan()] == [True, False]


# The trail of an incident.


def incident(number: str, digest: str, supersedes: str | None = None) -> Incident:
    item = Evidence(digest=digest, size=1, media_type="text/html", report=f"report-{digest[:32]}")
    return Incident(
        number=number, title="Meeting, Port Selm", opened_at=MOMENT, opened_by="AVA", happenings=(), evidence=(item,),
        supersedes=supersedes,
    )  # fmt: skip


def test_every_entry_about_an_incident_is_found_with_its_key_and_no_other() -> None:
    ledger = Ledger.in_memory(KEY)
    mine, others = "a" * 64, "b" * 64
    first, other = incident("2031-1", mine), incident("2031-2", others)
    batch = [
        Capture(report="report-" + mine[:32], digest="c" * 64, text_digest="d" * 64, size=1),
        Custody(evidence=mine, act="collected", by="AVA", at=MOMENT),
        first,
    ]
    ledger.extend(batch, private=True)
    ledger.append(other, private=True)
    later = [
        Custody(evidence=others, act="accessed", by="AVA", at=MOMENT),
        Custody(evidence=mine, act="accessed", by="AVA", at=MOMENT),
        Custody(evidence=name_of(first), act="exported", by="AVA", at=MOMENT),
        Assessment(about=name_of(first), by="BRE", at=MOMENT, method="two readers"),
        incident("2031-1", mine, name_of(first)),
    ]
    ledger.extend(later, private=True)

    found = {
        number: [
            entry.index
            for entry in ledger.scan()
            if entry.cover and cover(entry.cover).of_trail(ledger.trails.key(number))
        ]
        for number in ("2031-1", "2031-2", "2031-3")
    }

    assert found == {"2031-1": [0, 1, 2, 5, 7, 8], "2031-2": [3, 4], "2031-3": []}


def test_a_trail_goes_on_after_the_ledger_was_opened_again(tmp_path: Any) -> None:
    first = incident("2031-1", "a" * 64)
    ledger = Ledger(tmp_path / "ledger.db", key=KEY)
    ledger.append(first, private=True)
    ledger.close()
    again = Ledger(tmp_path / "ledger.db", key=KEY)

    again.append(Custody(evidence="a" * 64, act="moved", by="AVA", at=MOMENT), private=True)

    key = again.trails.key("2031-1")
    assert [cover(e.cover or b"").of_trail(key) for e in again.scan()] == [True, True]


def test_two_entries_of_one_trail_have_tags_of_their_own() -> None:
    key = bytes(32)

    assert tag(key, b"one") != tag(key, b"two")


BAD_COVERS = [b"", b"tocsin/private@v1\n", b"\xff", b"tocsin/private@v1\nAAAA\nAAAA\n", b"tocsin/private@v2\n" + b"A" * 43 + b"=\n" + b"A" * 43 + b"=\n"]  # fmt: skip


@pytest.mark.parametrize("entry", [*BAD_COVERS, canonical(NOTE)])
def test_what_is_no_cover_is_refused(entry: bytes) -> None:
    with pytest.raises(BadCover):
        cover(entry)


@given(st.binary(max_size=60), st.lists(st.binary(min_size=16, max_size=16), max_size=3))
def test_a_cover_is_written_as_it_was_read(data: bytes, tags: list[bytes]) -> None:
    from tocsin.ledger.private import Cover

    made = Cover(committed(SALT, data), leaf_hash(data), tuple(tags))

    assert cover(bytes(made)) == made
    for spoilt in (bytes(made)[:-1], bytes(made) + data):
        try:
            assert bytes(cover(spoilt)) == spoilt
        except BadCover:
            continue


# Salted fields, and copies from which some are withheld.


def test_the_fields_of_a_record_are_its_places_in_order() -> None:
    data = b'{"is":"act","args":{"b/c":[1,{"~":null}],"a":[],"e":{}}}'

    assert list(fields("act-1", data)) == [
        ("", "act-1"),
        ("/args/a", []),
        ("/args/b~1c/0", 1),
        ("/args/b~1c/1/~0", None),
        ("/args/e", {}),
        ("/is", "act"),
    ]


@given(words, st.randoms())
def test_whatever_is_withheld_the_root_stays(word: Word, random: Any) -> None:
    record = Assessment(
        about=name_of(word), by="AVA", at=MOMENT, method="reading", nonce="00",
        alternatives=("yes", "no", "perhaps"),
    )  # fmt: skip
    data, name = canonical(record), name_of(record)

    copy = plain(redacted(name, data, SALT, lambda pointer, value: random.random() < 0.4))

    of, root, hidden = redacted_root(copy)
    assert (of, root) == (name, fields_root(name, data, SALT))
    assert hidden >= 1 and "/nonce" not in [f[1] for f in copy["fields"] if isinstance(f, list)]


def test_a_changed_field_of_a_redacted_copy_leads_elsewhere() -> None:
    data, name = canonical(NOTE), name_of(NOTE)
    root = fields_root(name, data, SALT)
    copy = plain(redacted(name, data, SALT, lambda pointer, value: pointer == "/method"))

    for number, field in enumerate(copy["fields"]):
        for spoilt in (["00" * 16, "/x", "y"], "00" * 32, [*field[:-1], "x"] if isinstance(field, list) else ["", "", name]):  # fmt: skip
            changed = [*copy["fields"]]
            changed[number] = spoilt
            try:
                assert redacted_root({"fields": changed})[1] != root
            except BadRecord:
                continue


def test_what_is_withheld_cannot_be_tried_out() -> None:
    data, name = canonical(NOTE), name_of(NOTE)
    copy = redacted(name, data, SALT, lambda pointer, value: pointer == "/method")
    withheld = [field for field in plain(copy)["fields"] if isinstance(field, str)]

    assert len(withheld) == 2 and b"yes" not in copy and SALT.hex().encode() not in copy
    for guess in ("yes", "no"):
        tried = [field_leaf(salted(salt, "/method", guess)).hex() for salt in (b"", bytes(32))]
        assert not {*tried} & {*withheld}


def test_a_record_without_a_nonce_is_not_redacted_for_its_name_would_tell() -> None:
    bare = Assessment(about="incident-1", by="AVA", at=MOMENT, method="yes")

    with pytest.raises(NotRedactable, match="sealed without a nonce"):
        redacted(name_of(bare), canonical(bare), SALT, lambda pointer, value: False)


BAD_COPIES: list[dict[str, Any]] = [
    {}, {"fields": 7}, {"fields": []}, {"fields": [["00", "", 7]]}, {"fields": ["zz" * 32]},
    {"fields": [["00", "", "a"], ["00", "", "b"]]}, {"fields": [[1, 2, 3]]}, {"fields": ["00"]},
]  # fmt: skip


@pytest.mark.parametrize("copy", BAD_COPIES, ids=json.dumps)
def test_what_is_no_redacted_copy_is_refused(copy: dict[str, Any]) -> None:
    with pytest.raises(BadRecord):
        redacted_root(copy)
