"""Bytes from outside: read strictly, kept as they came."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records.words import plain as plain_values
from tests.records.words import words
from tocsin.records import (
    LARGEST_RECORD,
    SEALED,
    BadRecord,
    Case,
    Happening,
    Incident,
    Word,
    canonical,
    keep,
    name_of,
    passage,
    plain,
)

MOMENT = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)
CASE: dict[str, Any] = {
    "is": "case", "forum": "league", "charter": "charter-1", "procedure": "silence", "title": "A meeting",
}  # fmt: skip


def written(**more: Any) -> bytes:
    return json.dumps(CASE | more).encode()


@given(words)
def test_what_is_written_canonically_is_read_back_the_same(word: Word) -> None:
    kept = keep(canonical(word))

    assert kept.word == word
    assert kept.name == name_of(word)


@given(st.text(st.characters(max_codepoint=127), min_size=1), plain_values)
def test_fields_we_do_not_know_survive_in_the_bytes(key: str, value: Any) -> None:
    data = json.dumps({**CASE, f"new {key}": value}).encode()

    kept = keep(data)

    assert kept.data == data
    assert isinstance(kept.word, Case) and kept.word.title == "A meeting"
    assert json.loads(kept.data)[f"new {key}"] == value


def test_bytes_that_are_not_in_canonical_order_are_kept_as_they_came_because_they_may_be_signed() -> (
    None
):
    data = written()

    kept = keep(data)

    assert kept.data == data != canonical(kept.word)
    assert kept.name != name_of(kept.word)


REFUSED = {
    "a key twice": b'{"is":"case","is":"act"}',
    "a key twice further in": b'{"is":"case","x":{"a":1,"a":1}}',
    "NaN": written()[:-1] + b',"x":NaN}',
    "infinity": written()[:-1] + b',"x":-Infinity}',
    "a float": written(x=1.0),
    "a float with an exponent": written()[:-1] + b',"x":1e400}',
    "an integer beyond 2^53-1": written(x=1 << 53),
    "an integer of 5,000 digits": written()[:-1] + b',"x":' + b"9" * 5000 + b"}",
    "a key outside ASCII": written(ключ=1),
    "a lone surrogate": written()[:-1] + rb',"x":"\ud800"}',
    "bytes that are no UTF-8": written()[:-1] + b',"x":"\xff"}',
    "a byte order mark": b"\xef\xbb\xbf" + written(),
    "an unknown kind": written(**{"is": "sentence"}),
    "a kind that is derived and not sealed": b'{"is":"reading","report":"r","reader":"x"}',
    "no kind": b"{}",
    "a missing field": b'{"is":"case"}',
    "a field of another type": written(title=7),
    "a list": b"[]",
    "a text": b'"case"',
    "nothing": b"",
    "half an object": written()[:-1],
    "two objects": written() + written(),
    "deep nesting": b'{"is":"case","x":' + b"[" * 100_000,
    "nesting that closes": b'{"is":"case","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "too many bytes": b" " * (LARGEST_RECORD + 1),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_no_record_holds_is_refused(data: bytes) -> None:
    with pytest.raises(BadRecord):
        keep(data)


def test_a_refusal_says_which_key_stands_twice() -> None:
    with pytest.raises(BadRecord, match="the key 'title' stands twice"):
        keep(written()[:-1] + b',"title":"Another"}')


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_strangers_bytes_raise_only_bad_record(data: bytes) -> None:
    for read in (keep, plain):
        try:
            read(data)
        except BadRecord:
            continue


@given(words, st.data())
def test_a_record_with_one_byte_changed_is_another_record_or_none(word: Word, data: Any) -> None:
    sealed = bytearray(canonical(word))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))

    try:
        kept = keep(bytes(sealed))
    except BadRecord:
        return
    assert kept.name != name_of(word)


def test_every_sealed_kind_is_known_by_its_lower_case_name() -> None:
    names = [kind.__name__.lower() for kind in SEALED]

    assert len(set(names)) == len(SEALED)
    assert "reading" not in names


def test_a_passage_begins_at_the_first_letter_or_later() -> None:
    def told(start: int) -> bytes:
        at = passage("report-1", "Delegations met.", 0, 11)
        found = Happening(category="CONSULT", passages=(msgspec.structs.replace(at, start=start),))
        return canonical(
            Incident(number="1", title="t", opened_at=MOMENT, opened_by="AVA", happenings=(found,))
        )

    assert keep(told(0)).data == told(0)
    with pytest.raises(BadRecord, match="happenings"):
        keep(told(-1))


def test_an_object_that_is_no_record_is_read_as_strictly() -> None:
    assert plain(b'{"x": "\\u00e9"}') == {"x": "\u00e9"}
    with pytest.raises(BadRecord, match=r"None\.x holds a lone surrogate"):
        plain(b'{"x": "\\ud800"}')


def test_a_record_has_16_mebibytes_and_not_one_more() -> None:
    longest = b'{"x":"%b"}' % (b"a" * (16_777_216 - 8))

    assert len(plain(longest)["x"]) == 16_777_208
    with pytest.raises(BadRecord, match="a record of 16777217 bytes; there may be 16777216"):
        plain(longest + b" ")
