"""Scales of judgement as data: reliability, credibility, likelihood, confidence, proof, precision."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from tocsin.atlas.entries import DATA
from tocsin.atlas.tables import BadTable


@cache
def scales() -> Mapping[str, Any]:
    """The scales by name, as they stand in scales.json; codes stay the same, words are for showing."""
    try:
        plain: dict[str, Any] = msgspec.json.decode((DATA / "scales.json").read_bytes())
    except msgspec.DecodeError as err:
        raise BadTable(f"scales.json: {err}") from None
    return MappingProxyType(plain)
