"""What happens when acts meet: parallel texts, amendments, two seals, late evidence, revoked keys, hosted keys."""

import copy

from msgspec.structs import replace

from tests.council.made import DAY, END, HOUR, PROCEDURES, START, Play, key, league, made
from tocsin.council import act_id, stands
from tocsin.records import Key, name_of

LATER = END + 30 * DAY


def text_of(play: Play, now=LATER):
    return play.state(now).items["text"].matters[0]


def heard(play: Play, *members: str) -> None:
    """These members are heard from, by each other."""
    for member in members:
        play.act(member, "beat")
    play.everywhere(*members)


def test_an_objection_and_a_yes_of_different_members_stand_side_by_side():
    play = Play(PROCEDURES["consensus"], league(4))
    text = play.open()
    play.act("XAB", "yes", on=text)
    play.act("XAC", "object", on=text)
    play.everywhere()

    assert text_of(play).positions == {"XAB": "yes", "XAC": "object"}


def test_two_texts_at_once_are_both_before_the_members_unless_one_excludes_the_other():
    for exclusive, count in ((False, 2), (True, 1)):
        quiet = PROCEDURES["silence"]
        rules = replace(quiet, steps=(replace(quiet.steps[0], exclusive=exclusive),))
        play = Play(rules, league(4))
        play.open()
        play.act("XAB", "propose", on="text", args={"name": "text-b"})
        play.everywhere()

        assert len(play.state(LATER).items["text"].matters) == count


def test_positions_on_a_text_that_was_amended_lapse_and_say_so():
    play = Play(PROCEDURES["consensus"], league(4))
    text = play.open()
    play.act("XAC", "object", on=text, args={"text": "b" * 64})
    amendment = play.act("XAD", "amend", on=text, body_hash="c" * 64)
    play.everywhere()
    play.now += HOUR
    play.act("XAA", "accept-amendment", on=amendment)
    play.everywhere()
    found = play.state(LATER)

    assert found.items["text"].outcome == "adopted"
    assert found.items["text"].matters[0].text == "c" * 64
    assert found.items["text"].deadline == END + HOUR, "the clock starts again with the new text"
    assert ["superseded text" in n.why for n in found.refused] == [True]


def test_only_who_proposed_a_text_accepts_an_amendment_or_withdraws_it():
    play = Play(PROCEDURES["consensus"], league(4))
    text = play.open()
    amendment = play.act("XAD", "amend", on=text, body_hash="c" * 64)
    play.everywhere()
    play.act("XAD", "accept-amendment", on=amendment)
    play.act("XAC", "withdraw", on=text)
    play.everywhere()
    assert {n.type for n in play.state(LATER).refused} == {"accept-amendment", "withdraw"}
    play.act("XAA", "withdraw", on=text)
    play.everywhere()

    assert (text_of(play).outcome, text_of(play).why) == ("lapsed", "withdrawn by XAA")


def test_an_objection_in_time_that_a_seal_did_not_see_contests_it_and_opens_a_right_to_reopen():
    play = Play(PROCEDURES["silence"], league(4, receipts=1))
    text = play.open()
    play.now = END - HOUR
    play.act("XAD", "object", on=text)
    play.give("XAD", ["XAC"])
    play.receive("XAC")
    play.now = END + HOUR
    heard(play, "XAA", "XAB")
    play.act("XAA", "seal", on=text, args={"outcome": "adopted"})
    play.everywhere("XAA", "XAB")
    assert text_of(play).final
    play.everywhere()
    found = text_of(play, play.now)

    assert (found.outcome, found.final, found.disputed) == ("adopted", True, False)
    assert "broken by XAD" in found.contested[0]
    assert "XAD may: reopen text" in stands(play.state(), "XAD")
    play.act("XAB", "propose", on="text", args={"name": "text-b"})
    play.everywhere()
    assert "reopen it first" in play.state().refused[0].why
    play.now += HOUR
    play.act("XAD", "reopen", on="text")
    play.everywhere()
    play.now += HOUR
    play.act("XAB", "propose", on="text", args={"name": "text-c"})
    play.everywhere()
    assert [m.name for m in play.state().items["text"].matters] == ["text-a", "text-c"]


def sealed_twice() -> tuple[Play, str]:
    """The chair seals two outcomes on two histories of its own, each following from what it had seen."""
    play = Play(PROCEDURES["silence"], league(5, receipts=1))
    text = play.open()
    play.now = END - HOUR
    play.act("XAE", "object", on=text)
    play.give("XAE", ["XAD"])
    play.receive("XAD")
    play.now = END + HOUR
    backup = copy.deepcopy(play.hands["XAA"])
    heard(play, "XAA", "XAB", "XAC")
    play.act("XAA", "seal", on=text, args={"outcome": "adopted"})
    play.give("XAA", ["XAB"])
    play.hands["XAA"], play.came["XAA"] = backup, {}
    heard(play, "XAA", "XAD", "XAE")
    play.act("XAA", "seal", on=text, args={"outcome": "broken"})
    play.everywhere()
    return play, text


def test_two_contradicting_seals_withhold_the_result_until_the_next_registrar_decides():
    play, text = sealed_twice()
    found = text_of(play)

    assert (found.outcome, found.final, found.disputed) == (None, False, True)
    assert "sealed twice" in found.why
    assert "XAA" in play.state().histories
    play.now += HOUR
    heard(play, *play.charter.members)
    play.act("XAB", "seal", on=text, args={"outcome": "broken"})
    play.everywhere()
    assert (text_of(play).outcome, text_of(play).final) == ("broken", True)


def test_a_seal_that_members_must_cosign_holds_when_enough_have():
    rules = made("silence", "")
    rules = replace(
        rules, steps=(replace(rules.steps[0], seal=replace(rules.steps[0].seal, cosign=2)),)
    )
    play = Play(rules, league(4))
    text = play.open()
    play.now = END + HOUR
    heard(play, *play.charter.members)
    seal = play.act("XAA", "seal", on=text, args={"outcome": "adopted"})
    play.everywhere()
    assert not text_of(play).final
    play.act("XAB", "cosign", on=seal, args={"outcome": "adopted"})
    play.act("XAC", "cosign", on=seal, args={"outcome": "broken"})
    play.everywhere()
    assert not text_of(play).final, "one of the two cosigned something else"
    play.act("XAD", "cosign", on=seal)
    play.everywhere()

    assert text_of(play).final
    assert text_of(play).claims[0].cosigned == ("XAB", "XAD")


def test_a_hosted_key_is_shown_and_is_no_second_witness_beside_its_host():
    keys = tuple(
        Key(
            member=f"XA{c}",
            key=key(f"XA{c}"),
            held="hosted" if c == "C" else "own",
            since=START - DAY,
            host="XAB" if c == "C" else None,
        )
        for c in "ABCD"
    )
    for witnesses, outcome in ((("XAB", "XAC"), "adopted"), (("XAB", "XAA"), "broken")):
        play = Play(PROCEDURES["silence"], league(4, keys=keys, registrars=("XAD",)))
        text = play.open("XAA")
        objection = play.act(
            "XAD", "object", on=text
        )  # XAD is the only registrar and cannot date its own acts
        play.give("XAD", witnesses)
        for member in witnesses:
            play.receipt_at(member, objection, END)

        assert play.state(LATER).items["text"].outcome == outcome
        assert play.state(LATER).hosted == ("XAC",)


def test_suspended_members_and_excluded_parties_take_no_part():
    excluding = made(
        '{ kind = "consensus", exclude = "parties" }', '[roles]\nparties = "named at opening"\n'
    )
    play = Play(excluding, league(4, suspended=("XAD",)))
    play.case = replace(play.case, parties=(("parties", "XAC"),))
    fresh = Play(excluding, play.charter)
    fresh.case = play.case
    for hand in fresh.hands.values():
        hand.case = name_of(fresh.case)
    text = fresh.open()
    fresh.act("XAC", "object", on=text)
    fresh.act("XAD", "object", on=text)
    fresh.everywhere()
    found = fresh.state(LATER)

    assert found.items["text"].outcome == "adopted"
    assert found.items["text"].matters[0].to == ("XAA", "XAB")
    assert len([n for n in found.refused if "takes no part" in n.why]) == 2


def test_a_case_under_a_disabled_or_another_edition_of_a_procedure_is_not_open():
    play = Play(PROCEDURES["silence"], league(4))
    play.open()
    disabled = replace(PROCEDURES["silence"], enabled=False)
    other = Play(disabled, play.charter)
    other.open()
    found = other.state(LATER)
    assert (found.items, found.opened) == ({}, None)
    assert any("is disabled" in n.why for n in found.refused)

    play.procedure = disabled
    assert any("another edition" in n.why for n in play.state(LATER).refused)


def test_an_act_on_an_item_that_is_not_there_is_refused_with_those_that_are():
    play = Play(PROCEDURES["silence"], league(4))
    play.open()
    play.act("XAB", "object", on="annex")
    play.act("XAB", "join", on="text")
    play.everywhere()

    whys = [n.why for n in play.state(LATER).refused]
    assert any("there is no item annex; there is text" in w for w in whys)
    assert any("join does not move text" in w for w in whys)


def test_a_recalled_statement_is_no_longer_among_them_and_changes_no_outcome():
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    reservation = play.act("XAC", "reserve", on=text)
    play.everywhere()
    before = text_of(play)
    play.act("XAC", "recall", on=text, args={"act": reservation})
    play.everywhere()

    assert [s.member for s in before.sayings["reserve"]] == ["XAC"]
    assert text_of(play).sayings == {}
    assert text_of(play).outcome == before.outcome


def test_acts_that_nobody_has_received_wait():
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    play.act("XAD", "object", on=text)
    found = play.state(LATER)

    assert [(n.type, n.why) for n in found.waiting] == [("object", "waits for receipts")]
    assert found.items["text"].outcome == "adopted"


def test_what_builds_on_an_act_that_is_not_here_waits_with_it():
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    missing = play.act("XAD", "beat")
    play.everywhere()
    play.act("XAD", "object", on=text)
    play.everywhere()
    here = [a for i, a in play.acts().items() if i != missing]

    waiting = {n.type for n in play.state(LATER, here).waiting}
    assert waiting == {"receipt", "object"}


def test_a_seal_by_one_who_has_not_seen_the_text_follows_from_nothing():
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open("XAB")
    alone = Play(PROCEDURES["silence"], play.charter).hands["XAA"]
    alone.case = play.hands["XAA"].case
    _, seal = alone.write("seal", END + HOUR, on=text, args={"outcome": "adopted"})
    found = play.state(LATER, [*play.acts().values(), seal])

    assert not found.items["text"].final
    assert "the text was not among it" in found.items["text"].matters[0].claims[0].why


def test_an_act_out_of_place_that_honest_nodes_have_seen_does_not_keep_them_waiting():
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    wrong = replace(play.made("XAD", "object", on=text), seq=99)
    id_ = act_id(wrong)
    for member in ("XAA", "XAB", "XAC"):
        play.hands[member].take(id_, wrong)
        play.came[member][id_] = play.now
    play.everywhere("XAA", "XAB", "XAC")
    play.act("XAB", "yes", on=text)
    play.everywhere("XAA", "XAB", "XAC")
    found = play.state(LATER, play.hands["XAA"].held.values())

    assert [n.type for n in found.waiting] == []
    assert [n.why for n in found.refused] == ["act 99 follows act 3"]
    assert found.items["text"].matters[0].positions == {"XAB": "yes"}
    assert found.items["text"].outcome == "adopted"
    assert found.histories == {}
