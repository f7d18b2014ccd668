"""Whether the words say enough of an act for an event: somebody in a public role, and a second side where it needs one."""

from collections.abc import Sequence

from tocsin.reading.arguments import Frame
from tocsin.reading.lexicon import Line
from tocsin.reading.parties import coded, keys
from tocsin.records import Actor

TWO_SIDED = frozenset(["ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "AID", "COOPERATE"])


def enough(
    line: Line, f: Frame, who: Sequence[Actor], whom: Sequence[Actor], *, by_means: bool = False
) -> bool:
    """Whether the words say enough: somebody in a public role, and a second side where the act needs one.

    `by_means`: the subject is what it was done with ("missiles hit"), so that the doer is not said.
    """
    if not any(map(coded, who)) and not any(map(coded, whom)):
        return False
    if (
        who
        and all(a.sector == "JRN" for a in who)
        and line.category in ("COOPERATE", "AID", "ASSAULT")
    ):
        return False
    if not who:
        return f.passive or (
            line.category == "ASSAULT" and (by_means or (line.pos == "n" and not f.get("with")))
        )
    if not whom:
        if _stands_alone(line, f, who):
            return True
        if line.pos == "n" and not f.get("light") and len(keys(who)) < 2:
            return False
        return bool(any(map(coded, who))) and (
            len(who) > 1
            or line.category not in TWO_SIDED
            or bool(line.needs)
            or any(map(f.get, line.whom))  # on something that is no party: "the strike"
        )
    return True


def _stands_alone(line: Line, f: Frame, who: Sequence[Actor]) -> bool:
    """Whether a noun tells an act without a second side: "Avaria's air campaign", "the League summit in Brennia"."""
    if line.pos != "n" or not all(map(coded, who)):
        return False
    if line.category == "ASSAULT":
        return bool(line.mode and f.get("poss"))
    summit = line.act == "summit" and (f.get("in") or f.get("at"))
    return bool(summit) and all(a.org and a.country == "IGO" for a in who)
