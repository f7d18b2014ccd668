"""The form for programs: the same structure, its keys sorted, every sentence with its slots and passages."""

from typing import Any

import msgspec

from tocsin.briefing.sheet import Brief, Digest

VERSION = 1


class BadSheet(ValueError):
    """Bytes that are no brief or digest of ours; the message says where."""


def write(sheet: Brief | Digest, width: int = 0) -> str:
    """A brief or digest as JSON with an "is" for each kind of part; absent means not said.

    `width` is for forms that have one; it changes nothing here.
    """
    data = msgspec.json.encode({"v": VERSION, "sheet": sheet}, order="sorted")
    return msgspec.json.format(data, indent=1).decode() + "\n"


def load(data: bytes | str) -> Brief | Digest:
    """The brief or digest that `write` wrote. Raises BadSheet."""
    try:
        return msgspec.json.decode(data, type=_Enclosed).sheet
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise BadSheet(f"no brief or digest: {err}") from err


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `write` gives; it changes only with VERSION."""
    return msgspec.json.schema(_Enclosed)


class _Enclosed(msgspec.Struct):
    v: int
    sheet: Brief | Digest
