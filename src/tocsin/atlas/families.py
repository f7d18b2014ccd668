"""Act families, named by what was done, decided by coded fields alone; what a party calls the act plays no part."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from tocsin.atlas.actions import categories, contexts, modes, sectors
from tocsin.atlas.countries import countries
from tocsin.atlas.entries import DATA
from tocsin.atlas.tables import BadTable
from tocsin.records import Actor, Event

HAPPENED = ("actual", "alleged", "historical")


class Family(msgspec.Struct, frozen=True, omit_defaults=True):
    """A family an act belongs to. `letter` and `norm` point to the paragraph of UNGA 3314 art. 3 that describes such acts."""

    id: str
    title: str
    letter: str | None = None
    norm: str | None = None


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    family: str
    category: str
    letter: str | None = None
    norm: str | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    sender: tuple[str, ...] = msgspec.field(default=(), name="from")
    to: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    abroad: bool = False
    reality: tuple[str, ...] = HAPPENED


class _Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    title: str


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    family: tuple[_Title, ...]
    rule: tuple[_Rule, ...]


@cache
def _table() -> _Table:
    try:
        plain = tomllib.loads((DATA / "families.toml").read_text("utf-8"))
        table = msgspec.convert(plain, _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"families.toml: {err}") from None
    for number, rule in enumerate(table.rule, 1):
        _check(rule, f"families.toml: rule {number}", frozenset(f.id for f in table.family))
    return table


def _check(rule: _Rule, where: str, known: frozenset[str]) -> None:
    if rule.family not in known:
        raise BadTable(f"{where}: no family {rule.family!r}; there is {', '.join(sorted(known))}")
    if rule.category not in categories():
        raise BadTable(f"{where}: no category {rule.category!r}")
    wrong = [m for m in rule.modes if (rule.category, m) not in modes()]
    wrong += [c for c in rule.contexts if c not in contexts()]
    wrong += [s for s in (*rule.sender, *rule.to) if s and s not in sectors()]
    if wrong:
        raise BadTable(f"{where}: unknown {', '.join(wrong)}")


@cache
def families() -> Mapping[str, str]:
    """The families' titles by id."""
    return MappingProxyType({f.id: f.title for f in _table().family})


def family(event: Event) -> tuple[Family, ...]:
    """The families the event's coded fields put it in, each once, the most specific rule of each; often none.

    Only what happened or is alleged to have happened counts, unless a rule says otherwise (staying after an
    agreed withdrawal is a withdrawal negated). The order is that of the table.
    """
    found: dict[str, Family] = {}
    for rule in _table().rule:
        if rule.family not in found and _fits(rule, event):
            title = families()[rule.family]
            found[rule.family] = Family(rule.family, title, rule.letter, rule.norm)
    return tuple(found.values())


def _fits(rule: _Rule, event: Event) -> bool:
    return (
        rule.category == event.category
        and event.reality in rule.reality
        and (not rule.modes or event.mode in rule.modes)
        and (not rule.contexts or not set(rule.contexts).isdisjoint(event.contexts))
        and (not rule.sender or any(_of_state(a, rule.sender) for a in event.initiators))
        and (not rule.to or any((a.sector or "") in rule.to for a in event.recipients))
        and (not rule.place or (event.place is not None and event.place.kind in rule.place))
        and (not rule.abroad or _abroad(event))
    )


def _of_state(actor: Actor, allowed: tuple[str, ...]) -> bool:
    return actor.country in countries() and (actor.sector or "") in allowed


def _abroad(event: Event) -> bool:
    """Whether some initiator and some recipient, or the place, belong to different states."""
    own = {a.country for a in event.initiators} & countries().keys()
    theirs = {a.country for a in event.recipients} & countries().keys()
    if event.place is not None and event.place.country in countries():
        theirs.add(event.place.country)
    return any(a != b for a in own for b in theirs)
