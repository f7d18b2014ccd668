"""What an auditor trusts (C2SP tlog-policy): which logs, which witnesses, and how many of them must have signed.

Lines: `log VKEY [URL]`, `witness NAME VKEY [URL]`, `group NAME any|all|K NAME...`, `quorum NAME|none`. Trust comes from
a file that the auditor already holds, never from the export that is being checked.
"""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tocsin.ledger.notes import COSIGNATURE, ED25519, BadNote, Verifier

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class BadPolicy(ValueError):
    """A policy file that cannot be used; the message is file:line, what stands there, what would be right."""


class Group(NamedTuple):
    """Witnesses or groups of which `least` must have witnessed."""

    least: int
    members: tuple[str, ...]


class Policy(NamedTuple):
    """Logs by key, witnesses and groups by name, and the name that must have witnessed (None: nobody need).

    `urls` says where a key's owner is reached, by its line's key as written; a check never needs it.
    """

    logs: tuple[Verifier, ...]
    witnesses: Mapping[str, Verifier]
    groups: Mapping[str, Group]
    quorum: str | None
    urls: Mapping[str, str] = MappingProxyType({})

    def met(self, signed: Collection[Verifier]) -> bool:
        """Whether the witnesses among `signed` make the quorum."""
        if self.quorum is None:
            return True
        witnessed = {name for name, key in self.witnesses.items() if key in signed}
        for name, group in self.groups.items():  # a group names only what stands above it
            if len(witnessed.intersection(group.members)) >= group.least:
                witnessed.add(name)
        return self.quorum in witnessed


class _Reader:
    """The lines read so far, and what they have named."""

    def __init__(self) -> None:
        self.logs: list[Verifier] = []
        self.witnesses: dict[str, Verifier] = {}
        self.groups: dict[str, Group] = {}
        self.grouped: set[str] = set()
        self.quorums: list[str | None] = []
        self.urls: dict[str, str] = {}

    def line(self, words: list[str]) -> None:
        match words:
            case ["log", vkey, *url] if len(url) < 2:
                self.logs.append(self._key(vkey, ED25519, self.logs))
                self.urls |= {vkey: url[0]} if url else {}
            case ["witness", name, vkey, *url] if len(url) < 2:
                key = self._key(vkey, COSIGNATURE, self.witnesses.values())
                self.witnesses[self._new(name)] = key
                self.urls |= {vkey: url[0]} if url else {}
            case ["group", name, least, *members] if members:
                self.groups[self._new(name)] = self._group(least, members)
            case ["quorum", name] if not self.quorums:
                self.quorums.append(None if name == "none" else self._known(name))
            case _:
                raise BadPolicy(
                    f"{' '.join(words)[:60]!r} is no line of a policy; there is log VKEY, witness NAME VKEY, "
                    "group NAME any|all|K NAME..., and one quorum NAME|none"
                )

    def _key(self, vkey: str, kind: int, others: Collection[Verifier]) -> Verifier:
        try:
            key = Verifier.read(vkey)
        except BadNote as err:
            raise BadPolicy(str(err)) from err
        if key.kind != kind:
            raise BadPolicy(f"the key of {key.name} is of kind {key.kind}; here it is {kind}")
        if any(key.public == other.public for other in others):
            raise BadPolicy(f"the key of {key.name} stands here twice")
        return key

    def _new(self, name: str) -> str:
        if name == "none" or name in self.witnesses or name in self.groups:
            raise BadPolicy(f"the name {name!r} is taken")
        return name

    def _known(self, name: str) -> str:
        if name not in self.witnesses and name not in self.groups:
            raise BadPolicy(f"{name!r} is no witness or group of the lines above")
        return name

    def _group(self, least: str, members: list[str]) -> Group:
        for name in map(self._known, members):
            if name in self.grouped:
                raise BadPolicy(f"{name!r} is in a group already; once is allowed")
            self.grouped.add(name)
        need = {"any": "1", "all": str(len(members))}.get(least, least)
        if not (need.isascii() and need.isdigit() and 1 <= int(need[:9]) <= len(members)):
            raise BadPolicy(
                f"{least[:20]!r} of {len(members)} members; there is any, all, 1-{len(members)}"
            )
        return Group(int(need), tuple(members))


def policy(text: str, place: str = "policy") -> Policy:
    """The policy written in `text`, which stands in the file named `place`. Raises BadPolicy with file:line."""
    read = _Reader()
    for number, line in enumerate(text.split("\n"), 1):
        words = [word for word in re.split(r"[ \t]+", line) if word]
        try:
            if found := _CONTROL.search(line):
                raise BadPolicy(f"the control character {found[0]!r} has no place in a policy")
            if words and not words[0].startswith("#"):
                read.line(words)
        except BadPolicy as err:
            raise BadPolicy(f"{place}:{number}: {err}") from err
    if not read.quorums:
        raise BadPolicy(
            f"{place}: there is no quorum line; write `quorum none` if no witness is needed"
        )
    return Policy(tuple(read.logs), read.witnesses, read.groups, read.quorums[0], read.urls)
