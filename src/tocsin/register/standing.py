"""The standing of an incident in words of a declared table, and what would settle a question."""

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec

from tocsin.atlas import BadTable
from tocsin.register.loaded import DATA


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a standing and when it applies; {body} is who confirmed."""

    word: str
    confirmed: bool = False
    contested: bool = False
    origins: int = 0


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    standing: tuple[Rule, ...]


def standing(origins: int, *, contested: bool, confirmed_by: str | None = None) -> str:
    """The word for an incident reported by so many independent origins; the first rule of the table that fits."""
    for rule in rules():
        if (
            (not rule.confirmed or confirmed_by)
            and (not rule.contested or contested)
            and origins >= rule.origins
        ):
            return rule.word.format(body=confirmed_by)
    raise BadTable("standing.toml: the last rule must fit always")


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order. Raises BadTable."""
    try:
        read = tomllib.loads((DATA / "standing.toml").read_text("utf-8"))
        return msgspec.convert(read, _Table).standing
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"standing.toml: {err}") from None


def would_settle(property: str) -> str:
    """What would settle a question about a property ("when", "killed", "capacity of …")."""
    table = _settle()
    return table.get(property, table["other"])


@cache
def _settle() -> Mapping[str, str]:
    return {
        str(property): str(what)
        for property, what in tomllib.loads((DATA / "settle.toml").read_text("utf-8")).items()
    }
