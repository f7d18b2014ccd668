"""Rules on their own: exact fractions, vetoes, quorums, chains."""

import msgspec
import pytest

from tocsin.council.procedure import Rule
from tocsin.council.rules import Tally, decided

ALL = frozenset("ABCDEFGHIJ")


def tally(**said):
    return Tally(
        eligible=ALL,
        **{k: frozenset(v) if isinstance(v, str) and k != "matter" else v for k, v in said.items()},
    )


def rule(**said):
    return msgspec.convert(said, Rule)


CASES = [
    ("consensus, nobody objects", rule(kind="consensus"), tally(yes="AB"), "adopted"),
    ("consensus, a no is an objection", rule(kind="consensus"), tally(no="C"), "broken"),
    ("consensus minus a named party", rule(kind="consensus"), tally(object="C", ignored="C"), "adopted"),
    ("the named party alone is passed over", rule(kind="consensus"), tally(object="CD", ignored="C"), "broken"),
    ("consensus minus one, any one", rule(kind="consensus", tolerate=1), tally(object="C"), "adopted"),
    ("consensus minus one, two object", rule(kind="consensus", tolerate=1), tally(object="CD"), "broken"),
    ("an amendment is none under consensus", rule(kind="consensus"), tally(amend="C"), "adopted"),
    ("an amendment breaks silence", rule(kind="silence"), tally(amend="C"), "broken"),
    ("unless only objections break it", rule(kind="silence", **{"break": ["object"]}), tally(amend="C"), "adopted"),
    ("who did not acknowledge is not silent", rule(kind="silence", requires_ack=True), tally(acked="ABCDEFGHI"), "lapsed"),
    ("all acknowledged", rule(kind="silence", requires_ack=True), tally(acked="ABCDEFGHIJ"), "adopted"),
    ("who stayed out need not acknowledge", rule(kind="silence", requires_ack=True), tally(acked="ABCDEFGHI", away="J"), "adopted"),
    ("all stayed out", rule(kind="consensus"), tally(away="ABCDEFGHIJ"), "lapsed"),
    ("who was cut off did not consent", rule(kind="silence"), tally(cut_off="J"), "lapsed"),
    ("consensus with a quorum", rule(kind="consensus", quorum=3), tally(yes="AB"), "lapsed"),
    ("simple majority", rule(kind="majority"), tally(yes="ABC", no="DE"), "adopted"),
    ("half is no majority", rule(kind="majority"), tally(yes="AB", no="DE"), "not adopted"),
    ("half is at least half", rule(kind="majority", strict=False), tally(yes="AB", no="DE"), "adopted"),
    ("abstentions do not count among voting", rule(kind="majority"), tally(yes="ABC", no="DE", abstain="FGHIJ"), "adopted"),
    ("abstentions count among present", rule(kind="majority", of="present"), tally(yes="ABC", no="DE", abstain="FGHIJ"), "not adopted"),
    ("a majority of all", rule(kind="majority", of="all"), tally(yes="ABCDEF"), "adopted"),
    ("five of ten are no majority of all", rule(kind="majority", of="all"), tally(yes="ABCDE"), "not adopted"),
    ("two thirds are exact", rule(kind="majority", threshold="2/3", strict=False), tally(yes="AB", no="C"), "adopted"),
    ("more than two thirds", rule(kind="majority", threshold="2/3"), tally(yes="AB", no="C"), "not adopted"),
    ("nobody voted", rule(kind="majority"), tally(), "not adopted"),
    ("a veto", rule(kind="majority"), tally(yes="ABCDEFGHI", no="J", vetoers="J"), "not adopted"),
    ("no veto on procedure", rule(kind="majority", veto="p", veto_on="substance"), tally(yes="ABCDEFGHI", no="J", vetoers="J", matter="procedure"), "adopted"),
    ("a torn vote of who may veto", rule(kind="majority"), tally(yes="ABCDEFGHI", no="J", void="J", vetoers="J"), "not adopted"),
    ("a torn vote is no yes and stays in the count", rule(kind="majority"), tally(yes="AB", no="C", void="DE"), "not adopted"),
    ("a torn vote helps no quorum", rule(kind="majority", quorum="1/2"), tally(yes="ABCD", no="E", void="E"), "lapsed"),
    ("a quorum of half", rule(kind="majority", quorum="1/2"), tally(yes="ABCD", abstain="E"), "adopted"),
    ("an objection helps no quorum", rule(kind="majority", quorum="1/2"), tally(yes="ABCD", object="E"), "lapsed"),
    ("quorum as many as votes needed", rule(kind="majority", of="all", threshold="2/3", strict=False, quorum="votes needed"), tally(yes="ABCDEF"), "lapsed"),
    ("then seven are needed and there", rule(kind="majority", of="all", threshold="2/3", strict=False, quorum="votes needed"), tally(yes="ABCDEFG"), "adopted"),
    ("weights", rule(kind="majority", weight="people"), tally(yes="A", no="BCD"), "adopted"),
    ("who weighs nothing", rule(kind="majority", weight="people"), tally(yes="EFGHIJ", no="B"), "not adopted"),
    ("double majority, both", rule(kind="majority", also=[{"kind": "majority", "weight": "people"}]), tally(yes="ABC", no="D"), "adopted"),
    ("double majority, one of two", rule(kind="majority", also=[{"kind": "majority", "weight": "people"}]), tally(yes="BCD", no="A"), "not adopted"),
    ("no consensus, then two thirds", rule(kind="consensus", fallback=[{"kind": "majority", "threshold": "2/3", "strict": False}]), tally(yes="AB", no="C"), "adopted"),
    ("no consensus, and no two thirds", rule(kind="consensus", fallback=[{"kind": "majority", "threshold": "2/3", "strict": False}]), tally(yes="A", no="C"), "not adopted"),
    ("the chain for procedure", rule(kind="consensus", fallback=[{"kind": "majority", "on": "procedure"}, {"kind": "majority", "threshold": "2/3", "strict": False}]), tally(yes="ABC", no="DE", matter="procedure"), "adopted"),
    ("the chain for substance", rule(kind="consensus", fallback=[{"kind": "majority", "on": "procedure"}, {"kind": "majority", "threshold": "2/3", "strict": False}]), tally(yes="ABC", no="DE"), "not adopted"),
    ("a chain without a link for it", rule(kind="consensus", fallback=[{"kind": "majority", "on": "procedure"}]), tally(no="DE"), "broken"),
]  # fmt: skip
WEIGHTS = {"people": {"A": 10, "B": 1, "C": 1, "D": 1}}


@pytest.mark.parametrize(
    ("rule", "tally", "outcome"), [pytest.param(*c[1:], id=c[0]) for c in CASES]
)
def test_a_rule_gives_this_outcome(rule, tally, outcome):
    found = decided(rule, tally, WEIGHTS)

    assert found.outcome == outcome, found.why
    assert found.why
