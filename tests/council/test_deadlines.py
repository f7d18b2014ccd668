"""Clocks: elapsed hours are elapsed, days are those of the seat, and the written instant rules."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.council.made import HOUR, START, Play, league
from tocsin.council import opening, read_procedure, resolve, span, stamp
from tocsin.council.deadlines import later, length, moment, parts, possible, shown, working_day
from tocsin.council.procedure import Clock
from tocsin.records import Calendar

SEAT = Calendar(name="seat", zone="America/New_York", holidays=("2022-05-30",))


def test_forty_eight_hours_are_elapsed_hours_over_a_change_of_the_clocks():
    before = datetime(2031, 3, 29, 12, tzinfo=UTC)  # Vienna changes its clocks that night

    assert resolve(Clock(elapsed="PT48H"), before).instant == before + 48 * HOUR


@pytest.mark.parametrize(
    ("duration", "end"),
    [("P1M", "2031-02-28"), ("P12M", "2032-01-31"), ("P1Y1M", "2032-02-29"), ("P2W", "2031-02-14"), ("P30D", "2031-03-02")],
)  # fmt: skip
def test_months_go_by_the_calendar(duration, end):
    assert later(datetime(2031, 1, 31, tzinfo=UTC), duration).date() == date.fromisoformat(end)


@pytest.mark.parametrize("written", ["", "P", "PT", "48 hours", "PT48", "-PT1H", "P1.5D"])
def test_what_is_no_duration_is_refused(written):
    with pytest.raises(ValueError, match="is no duration"):
        parts(written)


def test_a_month_has_no_fixed_length():
    with pytest.raises(ValueError, match="no fixed length"):
        length("P1M")


def test_ten_working_days_after_a_veto_end_at_the_seat_and_pass_over_a_holiday():
    # A veto of 26 May 2022, a holiday on the 30th: the tenth working day is 10 June. The debate was on 8 June.
    veto = datetime(2022, 5, 26, 22, 30, tzinfo=UTC)
    found = resolve(Clock(working_days=10, start="opening"), veto, SEAT)

    assert found.instant == datetime(2022, 6, 11, 3, 59, 59, tzinfo=UTC)
    assert found.rule == "10 working days from opening"
    assert possible(Clock(working_days=10), SEAT, veto, found.instant)


def test_a_weekend_may_be_any_days():
    friday = Calendar(name="seat", weekend=(4, 5))

    assert working_day(friday, date(2031, 7, 17), 1) == date(2031, 7, 20)


@pytest.mark.parametrize(("days", "right"), [(-3, False), (0, True), (3, False)])
def test_an_instant_that_is_the_end_in_no_zone_cannot_be_it(days, right):
    start = datetime(2031, 7, 16, 9, tzinfo=UTC)
    clock = Clock(working_days=5)
    instant = resolve(clock, start, SEAT).instant + timedelta(days=days)

    assert possible(clock, SEAT, start, instant) is right


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (1, "1 s"),
        (60, "1 min"),
        (7800, "2 h 10 min"),
        (90061, "1 d 1 h"),
        (86400, "1 d"),
    ],
)
def test_a_length_of_time_is_said_in_its_two_largest_units(seconds, said):
    assert span(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize("written", [None, 7, "soon", "2031-07-16T09:00:00", ["2031"]])
def test_what_states_no_instant_with_a_zone_states_none(written):
    assert moment(written) is None


def test_instants_are_written_in_utc_and_shown_with_seconds_where_there_are_any():
    second = START + timedelta(seconds=1)

    assert moment(stamp(second)) == second
    assert (shown(START), shown(second)) == ("2031-07-16 09:00Z", "2031-07-16 09:00:01Z")


DAYS = """title = "Debate"
source = "made for a test"
confidence = "high"
enabled = true
[[item]]
id = "debate"
kind = "meet"
by = "chair"
clock = { working_days = 10, from = "opening" }
[[item]]
id = "report"
kind = "do"
by = "members"
clock = { before = "PT72H", from = "debate" }
"""


def debated(until: str | None):
    """A case whose opening states when ten working days end; the chair convenes the debate for the ninth day."""
    play = Play(read_procedure(DAYS, "debate"), league(4, calendars=(SEAT,)))
    stated = {"until": {"debate": until}} if until else {}
    play.act("XAA", "open", args=opening(play.case) | stated)
    play.everywhere()
    play.act("XAA", "convene", on="debate", args={"hour": stamp(START + timedelta(days=9))})
    play.everywhere()
    return play


def test_the_instant_that_the_opening_states_is_the_deadline_and_what_is_due_before_it_follows():
    end = resolve(Clock(working_days=10), START, SEAT).instant
    items = debated(stamp(end)).state().items

    assert items["debate"].matters[0].deadline.instant == end
    assert items["debate"].matters[0].deadline.zone == "America/New_York"
    assert items["report"].deadline == START + timedelta(days=6)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (None, "must carry the instant"),
        (stamp(START + HOUR), "is in no zone the end of 10 working days"),
    ],
)
def test_without_a_possible_instant_the_clock_cannot_start(until, why):
    found = debated(until).state()

    assert why in next(n.why for n in found.refused if n.type == "convene")


def test_a_calendar_that_the_charter_does_not_have_is_named():
    play = Play(read_procedure(DAYS, "debate"), league(4))
    play.act("XAA", "open", args=opening(play.case))
    play.everywhere()
    play.act("XAA", "convene", on="debate")
    play.everywhere()

    assert "the charter has no calendar seat" in play.state().refused[0].why
