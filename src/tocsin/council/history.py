"""Which acts count at all: the graph of acts by their parents, without those whose history is not here yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tocsin.records import Act

Acts = Mapping[str, Act]


def whole(acts: Acts) -> tuple[dict[str, Act], dict[str, str]]:
    """The acts whose every ancestor is here, and for each of the others the id of an ancestor it waits for."""
    waits: dict[str, str] = {}
    for id_, act in acts.items():
        for parent in (*act.prev, *act.seen):
            if parent not in acts:
                waits[id_] = parent
    if not waits:
        return dict(acts), {}
    children = defaultdict(list)
    for id_, act in acts.items():
        for parent in (*act.prev, *act.seen):
            children[parent].append(id_)
    todo = sorted(waits)
    while todo:
        id_ = todo.pop()
        for child in children[id_]:
            if child not in waits:
                waits[child] = waits[id_]
                todo.append(child)
    return {id_: act for id_, act in acts.items() if id_ not in waits}, waits


def past(acts: Acts, id_: str) -> set[str]:
    """The ids of an act's ancestors, without its own: what its signer had seen."""
    found: set[str] = set()
    todo = [*acts[id_].prev, *acts[id_].seen]
    while todo:
        parent = todo.pop()
        if parent not in found:
            found.add(parent)
            todo += [*acts[parent].prev, *acts[parent].seen]
    return found


def chain(acts: Acts, id_: str) -> set[str]:
    """The ids of the acts that stand before one in its own member's history."""
    found: set[str] = set()
    todo = list(acts[id_].prev)
    while todo:
        parent = todo.pop()
        if parent not in found:
            found.add(parent)
            todo += acts[parent].prev
    return found


def forks(acts: Acts) -> dict[str, tuple[str, str]]:
    """Members who signed two histories, each with the first two acts that stand in one place of them.

    Two acts of one number, or two after one act: an honest member with one key and one memory signs neither.
    """
    places: dict[tuple[str, int], str] = {}
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for id_, act in acts.items():
        other = places.setdefault((act.member, act.seq), id_)
        if other != id_:
            found[act.member].append((act.seq, min(other, id_), max(other, id_)))
            places[act.member, act.seq] = min(other, id_)
    first = {member: min(twins) for member, twins in found.items()}
    return {member: (one, other) for member, (_, one, other) in first.items()}


def latest(acts: Acts, ids: Iterable[str], *, forked: bool) -> list[str]:
    """Of a member's acts `ids`, those that no later one of them replaces: one, or one for each branch of a fork."""
    ids = list(ids)
    if not forked:
        return [max(ids, key=lambda i: acts[i].seq)] if ids else []
    replaced: set[str] = set()
    for id_ in ids:
        if id_ not in replaced:
            replaced |= chain(acts, id_)
    return sorted(i for i in ids if i not in replaced)
