"""Charter files: TOML read strictly, so that what a forum lives by can be written and read by its lawyers."""

import re
import tomllib

import msgspec

from tocsin.council.deadlines import zone_known
from tocsin.council.errors import BadCharter
from tocsin.council.loading import procedures
from tocsin.records import Charter

_KEY = re.compile(r"[0-9a-f]{64}")


def read_charter(text: str, name: str) -> Charter:
    """The charter in a TOML file's text: the fields of `Charter`, with `[[keys]]`, `[[calendars]]`, `[[weights]]` as tables.

    Roles are a table too: `[roles]` with a member or a list of members for each, and so are `[names]`, a name for a
    code. Raises BadCharter naming the file and what would be right.
    """
    try:
        said = tomllib.loads(text)
        roles = said.get("roles", {})
        said["roles"] = [
            (r, m) for r, held in roles.items() for m in ([held] if isinstance(held, str) else held)
        ]
        said["names"] = list(said.get("names", {}).items())
        found = msgspec.convert({"is": "charter"} | said, Charter)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, AttributeError, TypeError) as err:
        raise BadCharter(f"{name}: no charter: {err}") from err
    if wrong := _wrong(found):
        raise BadCharter("\n".join(f"{name}: {w}" for w in wrong))
    return found


def _wrong(charter: Charter) -> list[str]:
    known = {*charter.members, *charter.registrars, *(m for _, m in charter.roles)}
    found = []
    if not charter.members or len(set(charter.members)) < len(charter.members):
        found.append("members: at least one, and each once")
    if not charter.registrars:
        found.append("registrars: at least one, in the order in which they stand in for each other")
    found += [
        f"keys: {k.member} is no member, registrar or holder of a role"
        for k in charter.keys
        if k.member not in known
    ]
    found += [
        f"keys: {k.key[:12]!r} is no Ed25519 public key; write 64 hex digits"
        for k in charter.keys
        if not _KEY.fullmatch(k.key)
    ]
    keyed = {k.member for k in charter.keys}
    found += [f"keys: {m} has none and could not sign" for m in sorted(known - keyed)]
    found += [f"names: {m} is no member" for m, _ in charter.names if m not in known]
    found += [f"suspended: {m} is no member" for m in charter.suspended if m not in charter.members]
    found += [
        f"calendars: {c.zone!r} is no zone; write one such as Europe/Vienna"
        for c in charter.calendars
        if not zone_known(c.zone)
    ]
    found += [
        f"procedures: there is no {p!r}; there is {', '.join(procedures())}"
        for p in charter.procedures
        if p not in procedures()
    ]
    if charter.receipts is not None and not 0 < charter.receipts < len(charter.members):
        found.append(
            f"receipts: {charter.receipts}; at least one, and fewer than the {len(charter.members)} members"
        )
    return found
