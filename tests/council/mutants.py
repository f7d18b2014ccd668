"""Mistakes that a fold could make, planted one at a time, each with what must find it out.

Most generic properties let two of the first three through: a mutant is caught by the invariant that is about it.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

from msgspec.structs import replace

from tests.council.made import (
    DAY,
    END,
    HOUR,
    MINUTE,
    PROCEDURES,
    Play,
    league,
)
from tocsin.council import deadlines, fold, history, positions, sitting, view

LATER = END + 30 * DAY


class Mutant(NamedTuple):
    """A planted mistake: what it is called, how it is planted, and the case that must come out otherwise with it."""

    name: str
    planted: Callable[[], Any]
    found_by: Callable[[], None]


def claimed_time_trusted() -> Any:
    return patch.object(view.View, "_date", lambda self, id_: self.acts[id_].at)


def back_dating_changes_nothing() -> None:
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    play.now, play.shift = END + HOUR, -2 * HOUR
    play.act("XAD", "object", on=text)
    play.everywhere()

    assert play.state(LATER).items["text"].outcome == "adopted"


def one_branch_of_a_fork_picked() -> Any:
    def one(acts: Any, ids: Any, *, forked: bool) -> list[str]:
        return sorted(ids)[:1]

    return patch.multiple(
        positions,
        latest=one,
        _last=lambda s, timely, end: tuple(
            s.view.acts[i].type for i in one(s.view.acts, timely, forked=True)
        ),
    )


def an_objection_on_any_branch_counts_and_torn_votes_are_void() -> None:
    for number in range(8):
        for first, second in (("yes", "no"), ("no", "yes")):
            play = Play(PROCEDURES["consensus"], league(4))
            text = play.open()
            play.now += number * MINUTE
            _fork(play, text, first, second)

            assert play.state(LATER).items["text"].outcome == "broken"


def _fork(play: Play, text: str, first: str, second: str) -> None:
    play.act("XAD", first, on=text)
    play.everywhere()
    play.restore("XAD", 3)
    play.now += MINUTE
    play.act("XAD", second, on=text)
    play.everywhere()


def arrival_order() -> Any:
    return patch.object(view, "_order", lambda filed: 0)


def order_of_arrival_does_not_matter() -> None:
    quiet = PROCEDURES["silence"]
    play = Play(replace(quiet, steps=(replace(quiet.steps[0], exclusive=True),)), league(4))
    play.open()
    for member in ("XAB", "XAC"):
        play.now += HOUR
        play.act(member, "propose", on="text", body_hash=member, args={"name": member})
        play.everywhere()
    acts = list(play.acts().values())
    for seed in range(20):
        random.Random(seed).shuffle(acts)

        assert play.state(LATER, acts) == play.state(LATER)


@contextmanager
def receipts_outside_the_past_of_a_seal() -> Iterator[None]:
    real = fold.past

    def wide(acts: Any, id_: str) -> set[str]:
        return real(acts, id_) | {i for i, a in acts.items() if a.type in ("receipt", "object")}

    with patch.object(fold, "past", wide):
        yield


def a_seal_is_not_undone_by_receipts_that_its_signer_had_not_seen() -> None:
    play = Play(PROCEDURES["silence"], league(4, receipts=1))
    text = play.open()
    play.now = END - HOUR
    objection = play.act("XAD", "object", on=text)
    play.give("XAD", ["XAC"])
    play.receive("XAC")  # in time, but the chair does not hear of it
    play.now = END + HOUR
    play.act("XAB", "beat")
    play.everywhere("XAA", "XAB")
    play.act("XAA", "seal", on=text, args={"outcome": "adopted"})
    play.everywhere()
    sealed = play.state(LATER).items["text"].matters[0]

    assert objection in play.acts()
    assert (sealed.outcome, sealed.final, bool(sealed.contested)) == ("adopted", True, True)


def the_last_second_excluded() -> Any:
    real = sitting.Sitting.deadline

    def sooner(self: Any, *args: Any) -> Any:
        end = real(self, *args)
        if isinstance(end, deadlines.Deadline):
            return deadlines.Deadline(end.instant - timedelta(microseconds=1), end.rule, end.zone)
        return end

    return patch.object(sitting.Sitting, "deadline", sooner)


def the_second_of_the_deadline_counts() -> None:
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    play.now = END
    play.act("XAD", "object", on=text)
    play.everywhere()

    assert play.state(LATER).items["text"].outcome == "broken"


def tolling_uncapped() -> Any:
    def endless(toll: Any, end: datetime, contact: datetime | None) -> datetime:
        return contact + 6 * HOUR if contact else end + 3650 * DAY

    return patch.object(positions, "_tolled", endless)


def tolling_ends_at_its_cap() -> None:
    play = Play(PROCEDURES["tolled"], league(4))
    text = play.open()
    _without(play, "XAD", END - 8 * HOUR, END)
    assert play.state(END + 2 * DAY).items["text"].outcome == "lapsed"
    play.now = END + 3 * DAY
    play.act("XAD", "object", on=text)
    play.everywhere()

    assert play.state(LATER).items["text"].outcome == "lapsed"
    assert [n.type for n in play.state(LATER).late] == ["object"]


def _without(play: Play, cut_off: str, *hours: datetime) -> None:
    rest = [m for m in play.hands if m != cut_off]
    for hour in hours:
        play.now = hour
        for member in rest:
            play.act(member, "beat")
        play.everywhere(*rest)


def no_tolling() -> Any:
    return patch.object(positions, "_clock", lambda s, draft, end, hours: end)


def silence_of_who_is_cut_off_is_no_consent() -> None:
    play = Play(PROCEDURES["tolled"], league(4))
    play.open()
    _without(play, "XAD", END - 8 * HOUR, END)

    assert play.state(END + HOUR).items["text"].outcome is None


def late_merge_heals_the_past() -> Any:
    def healed(s: Any, timely: list[str], end: datetime | None) -> tuple[str, ...]:
        acts = s.view.acts
        forked = not any(a.type == "merge" for a in acts.values())
        return tuple(sorted({acts[i].type for i in history.latest(acts, timely, forked=forked)}))

    return patch.object(positions, "_last", healed)


def a_merge_after_the_deadline_heals_nothing() -> None:
    play = Play(PROCEDURES["consensus"], league(4))
    text = play.open()
    play.act("XAD", "no", on=text)
    play.everywhere()
    play.restore("XAD", 3)
    play.now += MINUTE
    play.act("XAD", "beat")
    play.act("XAD", "yes", on=text)
    play.everywhere()
    assert play.state(LATER).items["text"].outcome == "broken"
    play.now = END + HOUR
    play.merge("XAD")
    play.act("XAD", "yes", on=text)
    play.everywhere()

    assert play.state(LATER).items["text"].outcome == "broken"


def one_receipt_is_enough() -> Any:
    real = view.Forum.__init__

    def lax(self: Any, charter: Any) -> None:
        real(self, charter)
        self.enough = 1

    return patch.object(view.Forum, "__init__", lax)


def one_receipt_of_a_member_is_not_enough() -> None:
    play = Play(PROCEDURES["silence"], league(7))
    text = play.open()
    play.now = END
    objection = play.act("XAG", "object", on=text)
    play.give("XAG", ["XAF"])
    play.receive("XAF")
    play.now = END + 2 * HOUR
    play.everywhere()

    assert play.state(LATER).items["text"].outcome == "adopted"
    assert objection in {n.act for n in play.state(LATER).late}


def what_a_registrar_says_is_believed() -> Any:
    return patch.object(fold, "closed", lambda s, step, matter: _trusting(s, matter))


def _trusting(s: Any, matter: Any) -> Any:
    for _, _, act in s.view.about.get(matter.id, ()):
        if act.type == "seal":
            return replace(matter, outcome=act.args.get("outcome"), final=True)
    return matter


def a_seal_that_does_not_follow_is_none() -> None:
    play = Play(PROCEDURES["silence"], league(4))
    text = play.open()
    play.act("XAD", "object", on=text)
    play.everywhere()
    play.now = END + HOUR
    play.everywhere()
    play.act("XAA", "seal", on=text, args={"outcome": "adopted"})
    play.everywhere()

    assert play.state(LATER).items["text"].outcome == "broken"


MUTANTS = (
    Mutant("claimed time trusted", claimed_time_trusted, back_dating_changes_nothing),
    Mutant("one branch of a fork picked", one_branch_of_a_fork_picked, an_objection_on_any_branch_counts_and_torn_votes_are_void),
    Mutant("arrival order", arrival_order, order_of_arrival_does_not_matter),
    Mutant("receipts outside the seal's past", receipts_outside_the_past_of_a_seal, a_seal_is_not_undone_by_receipts_that_its_signer_had_not_seen),
    Mutant("T exclusive", the_last_second_excluded, the_second_of_the_deadline_counts),
    Mutant("tolling uncapped", tolling_uncapped, tolling_ends_at_its_cap),
    Mutant("no tolling", no_tolling, silence_of_who_is_cut_off_is_no_consent),
    Mutant("late merge heals the past", late_merge_heals_the_past, a_merge_after_the_deadline_heals_nothing),
    Mutant("one receipt is enough", one_receipt_is_enough, one_receipt_of_a_member_is_not_enough),
    Mutant("a registrar's word is believed", what_a_registrar_says_is_believed, a_seal_that_does_not_follow_is_none),
)  # fmt: skip


def killed(mutant: Mutant) -> bool:
    """Whether the case that is about it finds the planted mistake out."""
    with mutant.planted():
        try:
            mutant.found_by()
        except AssertionError:
            return True
    return False
