"""The standing of an incident in words of a declared table, and what would settle a question."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from tocsin.atlas import BadTable

DATA = files("tocsin.register") / "data"


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
    fits = (
        rule
        for rule in _rules()
        if (not rule.confirmed or confirmed_by)
        and (not rule.contested or contested)
        and origins >= rule.origins
    )
    return next(fits).word.format(body=confirmed_by)  # the last one fits always


@cache
def _rules() -> tuple[Rule, ...]:
    return rules_in((DATA / "standing.toml").read_text("utf-8"))


def rules_in(text: str) -> tuple[Rule, ...]:
    """The rules written in `text`, in their order; the last fits always. Raises BadTable."""
    try:
        found = msgspec.convert(tomllib.loads(text), _Table).standing
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"standing.toml: {err}") from None
    last = found[-1] if found else None
    if last is None or last.confirmed or last.contested or last.origins:
        raise BadTable("standing.toml: the last rule must fit always: a word and no condition")
    return found


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
