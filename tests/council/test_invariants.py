"""What holds of every case, whatever its members do and whenever it arrives (I1 to I16), on generated plays.

A normal run takes 500 plays for each, `run.py deep` takes 10,000; `mutants.py` shows that each of these can fail.
"""

import random
from datetime import timedelta, timezone

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.council.made import (
    DAY,
    END,
    HOUR,
    PROCEDURES,
    START,
    Play,
    key,
    league,
    often,
    outcome_of,
    played,
    rules,
    steps,
)
from tocsin.council import case_of, opening, readers, stamp, state, state_hash
from tocsin.records import Key, name_of

LATER = END + 30 * DAY
CLOSE = (("settle", 0, 13, 15), ("seal", 0, 0, 15), ("all", 0, 0, 15))
seeds = st.integers(0, 2**32)
few = st.sampled_from((league(4), league(4, receipts=1)))


@often
@given(rules, steps, few, seeds)
def test_i1_neither_order_nor_repetition_of_acts_matters(rule, ops, charter, seed):
    play = played(rule, ops, charter=charter)
    acts = list(play.acts().values())
    twice = acts + random.Random(seed).sample(acts, len(acts) // 2)
    random.Random(seed).shuffle(twice)

    assert state_hash(play.state(LATER)) == state_hash(play.state(LATER, twice))


@often
@given(rules, steps, few, seeds)
def test_i2_nodes_that_have_exchanged_all_their_acts_hold_one_state(rule, ops, charter, seed):
    play = played(rule, ops, charter=charter)
    order = list(play.hands)
    random.Random(seed).shuffle(order)
    for _ in range(2):
        for giver in order:
            play.give(giver, order)

    states = {state_hash(play.state(LATER, hand.held.values())) for hand in play.hands.values()}

    assert len(states) == 1


@often
@given(rules, steps, steps, few)
def test_i3_a_seal_that_held_is_never_flipped_by_what_comes_later(rule, before, after, charter):
    play = played(rule, (*before, *CLOSE, *after), charter=charter)
    whole = play.state(LATER).items["text"].matters[0]

    for hand in play.hands.values():
        part = play.state(acts=hand.held.values()).items["text"].matters[0]
        if part.final:
            assert whole.disputed or (whole.final and whole.outcome == part.outcome)


@often
@given(st.sampled_from(("silence", "acknowledged", "tolled", "consensus")), steps, few)
def test_i4_adopted_without_a_vote_means_that_nobody_objected_in_time(rule, ops, charter):
    play = played(rule, ops, charter=charter)
    text = play.state(LATER).items["text"].matters[0]
    assume(text.outcome == "adopted" and not text.final)

    acts = play.acts()
    lifted = {a.member for a in acts.values() if a.type in ("lift", "yes", "abstain")}
    in_touch = text.deadline.instant if text.cut_off else text.closed  # others' clocks may run on
    for id_, act in acts.items():
        if act.type in ("object", "no") and (rule != "consensus" or act.member not in lifted):
            end = text.cut_off.get(act.member, in_touch)
            assert not received_by(play, id_, end), act.member
    if rule == "acknowledged":
        said = {
            a.member
            for i, a in acts.items()
            if a.type in ("ack", "yes", "no", "abstain") and received_by(play, i, END)
        }
        assert said | {text.by} == set(play.charter.members)


def received_by(play: Play, id_: str, end) -> bool:
    """Whether the registrar, or enough others, say that they had an act by then: worked out as the paper says it."""
    said = {}
    for act in play.acts().values():
        hour = act.args.get("received", {}).get(id_) if act.type == "receipt" else None
        if hour and hour <= stamp(end):
            said[act.member] = hour
    signer = play.acts()[id_].member
    registrar = next(r for r in play.charter.registrars if r != signer)
    enough = play.charter.receipts or len(play.charter.members) // 3 + 1
    return registrar in said or len(said.keys() - {signer}) >= enough


@often
@given(rules, steps, st.integers(-400, 400))
def test_i5_what_signers_claim_of_the_hour_changes_nothing(rule, ops, hours):
    claimed = played(rule, ops, shift=hours * HOUR)

    assert outcome_of(claimed.state(LATER)) == outcome_of(played(rule, ops).state(LATER))


@often
@given(st.integers(-3, 3), st.booleans(), st.integers(4, 10))
def test_i6_in_time_is_when_registrar_or_enough_others_received_it_by_the_second_of_the_deadline(
    seconds, registrar, count
):
    play = Play(PROCEDURES["silence"], league(count))
    text = play.open("XAB")
    members = play.charter.members
    enough = count // 3 + 1
    witnesses = members[:1] if registrar else members[1 : 1 + enough]
    objection = play.act(members[-1], "object", on=text)
    play.give(members[-1], members)
    for witness in witnesses:
        play.receipt_at(witness, objection, END + timedelta(seconds=seconds))

    outcome = play.state(END + HOUR).items["text"].outcome

    assert outcome == ("broken" if seconds <= 0 else "adopted")


@often
@given(st.integers(4, 10))
def test_i6_one_receipt_too_few_is_not_enough(count):
    play = Play(PROCEDURES["silence"], league(count))
    text = play.open("XAB")
    members = play.charter.members
    objection = play.act(members[-1], "object", on=text)
    play.give(members[-1], members)
    for witness in members[1 : 1 + count // 3]:
        play.receipt_at(witness, objection, END)

    assert play.state(END + HOUR).items["text"].outcome == "adopted"


positions = st.sampled_from(("yes", "no", "abstain", "object", None))


def torn(
    rule: str, others: list[str], one: str | None, other: str | None, which: tuple[bool, bool]
) -> Play:
    """A case in which the last member says `one` on one history and `other` on a second; `which` of them exist."""
    play = Play(PROCEDURES[rule], league(len(others) + 2))
    text = play.open("XAA")
    for member, position in zip(play.charter.members[1:], others, strict=False):
        if position:
            play.act(member, position, on=text)
    play.everywhere()
    last = play.charter.members[-1]
    for position, there in zip((one, other), which, strict=True):
        if there:
            play.act(last, position or "beat", on=text if position else None)
            play.everywhere()
            play.restore(last, 3)
    return play


@often
@given(rules, st.lists(positions, min_size=2, max_size=4), positions, positions)
def test_i7_what_is_adopted_with_two_histories_of_a_member_is_adopted_with_each_alone(
    rule, others, one, other
):
    both = torn(rule, others, one, other, (True, True)).state(LATER).items["text"].outcome
    alone = [
        torn(rule, others, one, other, w).state(LATER).items["text"].outcome
        for w in ((True, False), (False, True))
    ]

    if both == "adopted":
        assert alone == ["adopted", "adopted"]
    if rule in ("silence", "acknowledged", "tolled", "consensus") and {one, other} & {
        "object",
        "no",
    }:
        assert both != "adopted"


@often
@given(
    rules,
    steps,
    few,
    st.lists(st.sampled_from(("object", "yes", "no", "receipt", "seal")), min_size=1, max_size=5),
)
def test_i8_acts_and_receipts_of_outsiders_change_nothing(rule, ops, charter, types):
    play = played(rule, ops, charter=charter)
    before = outcome_of(play.state(LATER))
    text = play.state(LATER).items["text"].matters[0].id
    outsider = Play(
        play.procedure,
        league(
            4, keys=(*play.charter.keys, Key(member="ZZZ", key=key("ZZZ"), held="own", since=START))
        ),
    )
    stranger = outsider.hands["ZZZ"]
    stranger.case = name_of(play.case)
    received = {"received": {i: stamp(START) for i in play.acts()}}
    made = [
        stranger.write(
            t, START, on=text, args=received if t == "receipt" else {"outcome": "adopted"}
        )[1]
        for t in types
    ]

    assert outcome_of(play.state(LATER, [*play.acts().values(), *made])) == before


@often
@given(
    st.sampled_from(("majority", "two thirds", "consensus", "silence")),
    st.lists(positions, min_size=3, max_size=7),
    st.data(),
)
def test_i9_a_no_that_becomes_a_yes_never_unmakes_and_an_objection_never_makes_a_decision(
    rule, said, data
):
    def outcome(votes: list[str | None]) -> str | None:
        play = Play(PROCEDURES[rule], league(len(votes)))
        text = play.open("XAA")
        for member, vote in zip(play.charter.members, votes, strict=True):
            if vote:
                play.act(member, vote, on=text)
        play.everywhere()
        return play.state(LATER).items["text"].outcome

    at = data.draw(st.integers(0, len(said) - 1))
    before = outcome(said)
    if said[at] in ("no", "object") and before == "adopted":
        assert outcome([*said[:at], "yes", *said[at + 1 :]]) == "adopted"
    if said[at] is None and before != "adopted":
        assert outcome([*said[:at], "object", *said[at + 1 :]]) != "adopted"


@often
@given(rules, steps, st.permutations(range(4)))
def test_i10_members_of_equal_weight_may_change_names(rule, ops, order):
    names = [f"XA{chr(65 + n)}" for n in order]
    keys = tuple(Key(member=m, key=key(m), held="own", since=START - DAY) for m in names)
    renamed = league(4, members=tuple(names), registrars=tuple(names[:3]), keys=keys)
    as_named = played(rule, ops, charter=league(4)).state(LATER).items["text"].matters[0]
    other = played(rule, ops, charter=renamed).state(LATER).items["text"].matters[0]

    assert (other.outcome, other.final, other.closed) == (
        as_named.outcome,
        as_named.final,
        as_named.closed,
    )
    assert {names.index(m): p for m, p in other.positions.items()} == {
        ord(m[2]) - 65: p for m, p in as_named.positions.items()
    }


@often
@given(rules, steps, st.integers(-12, 14))
def test_i11_the_zone_in_which_an_hour_is_written_changes_nothing(rule, ops, zone):
    play = played(rule, ops)
    here = timezone(timedelta(hours=zone))

    assert outcome_of(play.state(LATER.astimezone(here))) == outcome_of(play.state(LATER))


@often
@given(rules, steps)
def test_i12_outcomes_are_read_from_headers_alone(rule, ops):
    play = played(rule, ops)
    bytes_only = [
        msgspec.json.decode(msgspec.json.encode(a), type=type(a)) for a in play.acts().values()
    ]

    assert state_hash(play.state(LATER, bytes_only)) == state_hash(play.state(LATER))


@often
@given(
    st.lists(st.sampled_from(league(6).members), max_size=4),
    st.lists(st.sampled_from(league(6).members), max_size=2),
)
def test_i13_only_the_audience_of_a_case_may_hold_its_acts(audience, parties):
    charter = league(6, registrars=("XAA",))
    case = case_of(
        charter,
        PROCEDURES["silence"],
        "A matter",
        audience=tuple(audience),
        parties=tuple(("addressee", p) for p in parties),
    )
    may = readers(charter, case)

    assert may == ({*audience, *parties, "XAA"} if audience else set(charter.members))


@often
@given(rules, steps, st.sampled_from(("case", "forum")))
def test_i14_acts_of_another_case_or_forum_are_refused(rule, ops, what):
    play = played(rule, ops)
    moved = [msgspec.structs.replace(a, **{what: "case-" + "0" * 32}) for a in play.acts().values()]
    mixed = play.state(LATER, [*play.acts().values(), *moved])

    assert outcome_of(mixed) == outcome_of(play.state(LATER))
    assert len([n for n in mixed.refused if "another case" in n.why]) >= len(
        [a for a in moved if a.type != "open"]
    )


@often
@given(rules, steps, few)
def test_i15_whatever_has_a_clock_ends(rule, ops, charter):
    text = played(rule, ops, charter=charter).state(LATER + 3650 * DAY).items["text"].matters[0]

    assert text.outcome or text.disputed


@often
@given(rules, steps, st.integers(1, 40))
def test_i16_acts_of_a_revoked_key_are_void_from_the_receipt_of_the_revocation_on(rule, ops, hours):
    play = played(rule, ops)
    at = play.now
    play.act("XAD", "key-revoke", args={"key": key("XAD")})
    play.everywhere()
    before = outcome_of(play.state(LATER))
    text = play.state(LATER).items["text"].matters[0].id
    play.now = at + hours * HOUR
    stolen = [play.act("XAD", t, on=text) for t in ("object", "yes")]
    play.everywhere("XAA", "XAB", "XAC")
    play.give("XAD", ("XAA", "XAB", "XAC"))
    for member in ("XAA", "XAB", "XAC"):
        play.receive(member)
    now = play.state(LATER)

    assert positions_of(outcome_of(now)) == positions_of(before)
    assert {n.act for n in now.refused if "void" in n.why} >= set(stolen)


def positions_of(outcome):
    return [(m[0], m[6]) for m in outcome]


def test_a_case_opened_twice_in_the_same_words_is_one_case():
    play = Play(PROCEDURES["silence"], league(4))
    play.open()
    play.act("XAB", "open", args=opening(play.case))
    play.everywhere()

    assert (
        state(play.charter, play.procedure, play.acts().values(), LATER).items["text"].outcome
        == "adopted"
    )
