"""Names and territories in dispute: which code the atlas gives, why, and how the house words it."""

import tomllib
from functools import cache

import msgspec

from tocsin.atlas.entries import DATA, iso2_codes
from tocsin.atlas.tables import BadTable


class Contested(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case: its names, the code given ("" for none), the standard behind it, the reason, and neutral wording."""

    id: str
    names: tuple[str, ...]
    code: str
    standard: str
    why: str
    wording: str
    sector: str | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[Contested, ...]


@cache
def contested() -> tuple[Contested, ...]:
    """All cases, in the order of the table. Raises BadTable."""
    try:
        plain = tomllib.loads((DATA / "contested.toml").read_text("utf-8"))
        cases = msgspec.convert(plain, _Table).case
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"contested.toml: {err}") from None
    for case in cases:
        if case.code and case.code not in iso2_codes():
            raise BadTable(f"contested.toml: {case.id}: no country {case.code!r}")
    return cases
