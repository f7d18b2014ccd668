"""One record, one byte form: RFC 8785 under a strict subset, held against an independent implementation."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from hypothesis import given

from tests.gold import vectors
from tests.records.words import words
from tocsin.records import (
    LARGEST_INTEGER,
    NAME,
    Act,
    BadRecord,
    Capture,
    Kept,
    Word,
    canonical,
    name_of,
    name_of_bytes,
)

MOMENT = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)


def act(**args: Any) -> Act:
    return Act(
        v=1, forum="league", case="case-1", member="AVA", key="k", seq=1, type="propose", at=MOMENT,
        held="own", args=args,
    )  # fmt: skip


@given(words)
def test_the_canonical_bytes_are_those_of_rfc_8785(word: Word) -> None:
    data = canonical(word)

    assert data == rfc8785.dumps(json.loads(data))


@given(words)
def test_a_name_is_the_kind_and_the_digest_of_the_bytes(word: Word) -> None:
    data = canonical(word)

    name = name_of(word)

    assert name == f"{type(word).__name__.lower()}-{hashlib.sha256(data).hexdigest()[:32]}"
    assert name == name_of_bytes(type(word), data) == Kept.of(word).name
    assert NAME.fullmatch(name)


def test_the_vectors_of_the_scheme_come_out_where_they_hold_no_floats_and_only_ascii_keys() -> None:
    cases = {case["case"]: case for case in vectors("ledger/jcs")["cases"]}

    for name in ("structures", "unicode"):
        given_bytes = base64.b64decode(cases[name]["input_b64"]).replace(b"56.0", b"56")
        data = canonical(act(vector=json.loads(given_bytes)))
        assert base64.b64decode(cases[name]["output_b64"]) in data


def test_control_characters_are_written_as_the_scheme_says() -> None:
    data = canonical(act(words='\u0000\b\t\n\f\r\u001f"\\/\u007f\u2028😀'))

    assert rb'"words":"\u0000\b\t\n\f\r\u001f\"\\/' + "\x7f\u2028😀".encode() + b'"' in data


OUTSIDE = {
    "a float": {"x": 1.5},
    "a float in a list": {"x": [{"y": 0.0}]},
    "a float in a tuple": {"x": (0.5,)},
    "not a number": {"x": float("nan")},
    "infinity": {"x": float("inf")},
    "an integer beyond 2^53-1": {"x": LARGEST_INTEGER + 1},
    "an integer below -(2^53-1)": {"x": -LARGEST_INTEGER - 1},
    "an integer beyond 64 bits": {"x": 1 << 70},
    "a key outside ASCII": {"ключ": 1},
    "a lone surrogate": {"x": "\ud800"},
    "a key that is no text": {"x": {1: 2}},
    "an object that JSON does not know": {"x": object()},
}


@pytest.mark.parametrize("args", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_lies_outside_the_subset_has_no_canonical_form(args: dict[str, Any]) -> None:
    with pytest.raises(BadRecord):
        canonical(act(**args))


def test_the_message_says_where_it_stands_and_what_is_allowed() -> None:
    with pytest.raises(
        BadRecord, match=r"Act\.args\.x\[1\] holds a float \(0\.5\); write thousandths"
    ):
        canonical(act(x=[1, 0.5]))


def test_what_is_not_said_takes_no_bytes() -> None:
    sealed = Capture(report="r", digest="d", text_digest="t", size=1)

    assert (
        canonical(sealed)
        == b'{"digest":"d","is":"capture","report":"r","size":1,"text_digest":"t"}'
    )


def test_integers_go_to_nine_quadrillion_on_both_sides() -> None:
    largest = 9_007_199_254_740_991

    assert b'"x":[9007199254740991,-9007199254740991]' in canonical(act(x=[largest, -largest]))
    for beyond in (largest + 1, -largest - 1):
        with pytest.raises(BadRecord, match="integers go to ±9007199254740991"):
            canonical(act(x=beyond))


def test_a_record_cannot_be_changed() -> None:
    sealed = Capture(report="r", digest="d", text_digest="t", size=1)

    with pytest.raises(AttributeError):
        sealed.report = "another"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Kept.of(sealed).data = b"{}"  # type: ignore[misc]


def test_decimals_are_kept_as_text() -> None:
    assert b'"x":"1.50"' in canonical(act(x=Decimal("1.50")))


def test_composed_and_decomposed_letters_are_two_texts() -> None:
    def capture(report: str) -> Capture:
        return Capture(report=report, digest="d", text_digest="t", size=1)

    assert name_of(capture("\u00e9")) != name_of(capture("e\u0301"))
