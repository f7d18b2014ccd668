"""A dialogue that cannot be read is refused with its line; one that does not come out says what stands instead."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.council import BadDialogue, read_dialogue, replay, state_hash

GOOD = (Path(__file__).parent / "dialogues" / "silence-good.txt").read_text("utf-8")
HEAD = "procedure silence\n"
FIRST = "2031-07-16 09:00  chair  proposes text-a\n"

BAD = {
    "nothing": ("", 1, "nothing happens"),
    "no procedure": (FIRST, 1, "no procedure"),
    "an unknown procedure": ("procedure quiet\n" + FIRST, 1, "there is no procedure 'quiet'"),
    "no hour": (HEAD + FIRST + "chair proposes text-b\n", 3, "a line begins with its hour"),
    "no such hour": (HEAD + "2031-02-30 09:00  chair  proposes text-a\n", 2, "is no hour"),
    "time that goes back": (HEAD + FIRST + "2031-07-15 09:00  XAC  objects\n", 3, "forward in time"),
    "nobody": (HEAD + "2031-07-16 09:00  clerk  proposes text-a\n", 2, "nobody is called 'clerk'"),
    "no such thing": (HEAD + FIRST + "2031-07-16 10:00  XAC  objects to text-z\n", 3, "nothing is called 'text-z'"),
    "no such state": (HEAD + FIRST + "2031-07-16 10:00  text-a is fine\n", 3, "'fine' is no outcome"),
    "no such subject": (HEAD + FIRST + "2031-07-16 10:00  text-z is open\n", 3, "nothing is called 'text-z'"),
    "no statement": (HEAD + FIRST + "2031-07-16 10:00  XAC  hums\n", 3, "neither an act nor a statement"),
    "no such right": (HEAD + FIRST + "2031-07-16 10:00  XAC may hum text-a\n", 3, "'hum' is no act"),
    "no step for it": (HEAD + "2031-07-16 10:00  XAC  assigns task-a\n", 2, "has no step that begins with assign"),
    "no amendment": (HEAD + FIRST + "2031-07-16 10:00  chair  accepts the amendment of XAC\n", 3, "nobody has amended"),
    "a head without numbers": (HEAD + "receipts many\n" + FIRST, 1, "the head cannot be read"),
    "a weight for nobody": (HEAD + "weight people XAA\n" + FIRST, 1, "the head cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_dialogue_that_cannot_be_read_is_refused_with_its_line(name):
    text, line, said = BAD[name]

    with pytest.raises(BadDialogue) as refused:
        replay(read_dialogue(text, "bad.txt"))

    assert str(refused.value).startswith(f"bad.txt:{line}: ")
    assert said in str(refused.value)


WRONG = {
    "2031-07-17 09:00  text-a is adopted": "running",
    "2031-07-17 09:00  XAC  objects — late by 1 min": "counts",
    "2031-07-17 09:00  XAC has two histories": "nobody",
    "2031-07-17 09:00  XAC has until 2031-07-20 09:00": "none",
    "2031-07-17 09:00  XAC may not object to text-a": "XAC may",
    "2031-07-17 09:00  XAC may seal text-a": "XAC may",
    "2031-07-17 09:00  text-a has reserve of XAC": "nobody",
    "2031-07-17 09:00  text-a was not told to XAC": "told at 2031-07-16 09:00Z",
    "2031-07-17 09:00  text-a was told to XAC at 2031-07-17 09:00": "told at 2031-07-16 09:00Z",
    "2031-07-17 09:00  the case is an exercise": "not flagged",
    "2031-07-17 09:00  text is lapsed": "running",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_line_that_does_not_hold_is_told_with_what_stands_instead(line):
    found = replay(read_dialogue(f"{HEAD}{FIRST}{line}\n")).failures

    assert [f.line for f in found] == [3]
    assert WRONG[line] in found[0].instead


def test_what_a_cut_off_member_says_is_delivered_when_it_is_back():
    text = (
        HEAD
        + FIRST
        + "2031-07-17 09:00  XAC is cut off\n2031-07-17 10:00  XAC  objects — not delivered\n"
    )
    back = "2031-07-17 11:00  XAC is back\n                  text-a is broken by XAC\n"

    assert not replay(read_dialogue(text + back)).failures


def test_one_who_was_cut_off_when_a_text_came_acknowledges_it_when_back():
    text = HEAD + "2031-07-16 08:00  chair  opens\n2031-07-16 08:30  XAC is cut off\n" + FIRST
    text += "2031-07-17 09:00  XAC is back\n2031-07-19 09:00  text-a is adopted\n"

    assert not replay(read_dialogue(text)).failures


def test_weights_calendars_and_hosted_keys_stand_in_the_head():
    head = "members XAA..XAD\nweight people XAA 10 XAB 1\ncalendar seat Europe/Vienna Sat Sun 2031-12-25\nhosted XAC at XAB\n"
    played = replay(read_dialogue(HEAD + head + FIRST))

    assert [w.weight for w in played.charter.weights] == [10, 1]
    assert (played.charter.calendars[0].weekend, played.charter.calendars[0].holidays) == (
        (5, 6),
        ("2031-12-25",),
    )
    assert played.state.hosted == ("XAC",)


def test_a_dialogue_replayed_twice_gives_one_hash():
    assert len({state_hash(replay(read_dialogue(GOOD)).state) for _ in range(2)}) == 1


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from([*GOOD.splitlines(), *WRONG, *(t for t, _, _ in BAD.values())]), max_size=6
    ),
    st.text(max_size=30),
)
def test_whatever_is_in_a_dialogue_it_is_replayed_or_refused(lines, strange):
    for text in (
        "\n".join(lines),
        HEAD + "\n".join(lines),
        HEAD + FIRST + strange,
        HEAD + FIRST + "2031-07-16 10:00  " + strange,
    ):
        try:
            found = replay(read_dialogue(text))
        except BadDialogue:
            continue
        assert found.state.now
