"""Who may see what: markings, their join, and the audience that follows from one.

TLP 2.0 tells a recipient what it may do next; the audience is an explicit list. What is not marked is the own member's
alone. A product inherits the join of its sources, which nobody may see who may not see each of them.
"""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from functools import reduce

from tocsin.records import Marking, Tlp

LEVELS: tuple[Tlp, ...] = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def join(markings: Iterable[Marking | None]) -> Marking | None:
    """The marking of what is made from things with these markings; None (the own member's) if one has none.

    The strictest level, all compartments, only those to whom all are released, every caveat, the latest embargo.
    The order makes no difference, and twice is once. Of nothing at all the join is TLP:CLEAR. What a marking says
    about itself (of, by, at, signatures) is not inherited.
    """
    nothing: Marking | None = Marking(tlp="TLP:CLEAR")
    return reduce(_joined, markings, nothing)


def _joined(a: Marking | None, b: Marking | None) -> Marking | None:
    if a is None or b is None:
        return None
    return Marking(
        tlp=max(a.tlp, b.tlp, key=LEVELS.index),
        compartments=tuple(sorted({*a.compartments, *b.compartments})),
        release=_released(a, b),
        originator_control=a.originator_control or b.originator_control,
        no_attribution=a.no_attribution or b.no_attribution,
        exercise=a.exercise or b.exercise,
        embargo=max((one.embargo for one in (a, b) if one.embargo), default=None),
    )


def _released(a: Marking, b: Marking) -> tuple[str, ...] | None:
    """To whom both are released; None to nobody but the own member, or with TLP:CLEAR to everybody."""
    listed = [set(one.release) for one in (a, b) if one.release is not None]
    if any(one.release is None and one.tlp != "TLP:CLEAR" for one in (a, b)) or not listed:
        return None
    return tuple(sorted(set.intersection(*listed)))


def audience(
    marking: Marking | None, own: str, bodies: Mapping[str, Set[str]], now: datetime
) -> frozenset[str]:
    """The bodies that may read what is so marked, to be shown before anything leaves and frozen when it does.

    own     the member whose it is; it always may
    bodies  every body there is: the compartments it is cleared for
    now     before the end of an embargo it is the own member's alone
    """
    if marking is None or (marking.embargo is not None and now < marking.embargo):
        return frozenset({own})
    everybody = marking.tlp == "TLP:CLEAR" and marking.release is None
    named = bodies if everybody else marking.release or ()
    cleared = {one for one in named if {*marking.compartments} <= bodies.get(one, set())}
    return frozenset({own} | {one for one in cleared if one in bodies})


def lowers(before: Marking, after: Marking) -> bool:
    """Whether `after` lets anybody see more, or do more with it, than `before`: then its originator must sign it."""
    return join((before, after)) != join((after,))
