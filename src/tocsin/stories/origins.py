"""Independent origins: which reports go back to one text, one agency or one named witness, and so count once."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from tocsin.records import Copy, Origin, Reading, Report


def origins(
    reports: Sequence[tuple[str, Report]],
    copies: Iterable[Copy] = (),
    readings: Mapping[str, Reading] | None = None,
) -> tuple[Origin, ...]:
    """The independent origins of `reports` (named), each with the reason its reports count as one.

    Tied are: copies, reports that credit one agency, reports whose every claim came through one and the same
    witness. A digest of others' reporting ("aggregator") adds no origin where there is any other.
    """
    named = dict(reports)
    ties = {name: _ties(name, report, (readings or {}).get(name)) for name, report in named.items()}
    for copy in copies:
        if copy.a in ties and copy.b in ties:
            ties[copy.a].append(f"one text: {min(copy.a, copy.b)}")
            ties[copy.b].append(f"one text: {min(copy.a, copy.b)}")
    groups = connected(ties)
    own = [g for g in groups if not all("aggregator" in named[name].flags for name in g)]
    return tuple(
        Origin(reports=tuple(sorted(g)), reason=_reason(g, ties)) for g in own or groups[:1]
    )


def _ties(name: str, report: Report, reading: Reading | None) -> list[str]:
    ties = []
    if agency := (report.agency or "").strip():
        ties.append(f"agency: {agency.casefold()}")
    if witness := _only_witness(reading):
        ties.append(f"witness: {witness.casefold()}")
    return ties


def _only_witness(reading: Reading | None) -> str | None:
    """The one name that every claim of a report came through; None if there is any other claim."""
    claims = reading.claims if reading else ()
    named = {claim.via[0] if claim.via else None for claim in claims}
    return named.pop() if len(named) == 1 else None


def _reason(group: Iterable[str], ties: Mapping[str, Sequence[str]]) -> str:
    shared = [tie for name in group for tie in ties[name]]
    common = sorted(
        {
            tie.partition(": ")[0] if tie.startswith("one text") else tie
            for tie in shared
            if shared.count(tie) > 1
        }
    )
    return "; ".join(common) or "a report of its own"


def connected(ties: Mapping[str, Iterable[Hashable]]) -> list[list[str]]:
    """Names in groups, two names in one group if a chain of common ties leads from one to the other; in order."""
    holders: dict[Hashable, list[str]] = defaultdict(list)
    for name, tied in ties.items():
        for tie in tied:
            holders[tie].append(name)
    left, found = dict.fromkeys(sorted(ties)), []
    while left:
        group, queue = set(), [next(iter(left))]
        while queue:
            name = queue.pop()
            if name not in group:
                group.add(name)
                left.pop(name, None)
                queue.extend(other for tie in ties[name] for other in holders[tie])
        found.append(sorted(group))
    return found
