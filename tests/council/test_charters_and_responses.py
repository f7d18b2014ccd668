"""Charters are read strictly; what was agreed shows by whom, until when and how far it is; a meeting keeps each version."""

import pytest

from tests.council.made import HOUR, START, Play, league
from tocsin.council import BadCharter, opening, procedure, read_charter, responses, stamp
from tocsin.council.errors import BadProcedure

CHARTER = (
    """
forum = "league.example"
members = ["XAA", "XAB"]
registrars = ["SEC", "XAA"]
procedures = ["silence"]
[roles]
chair = "SEC"
council = ["XAA", "XAB"]
[[keys]]
member = "XAA"
key = "KEYA"
held = "own"
since = 2031-01-01T00:00:00Z
[[keys]]
member = "XAB"
key = "KEYB"
held = "hosted"
host = "SEC"
since = 2031-01-01T00:00:00Z
[[keys]]
member = "SEC"
key = "KEYC"
held = "own"
since = 2031-01-01T00:00:00Z
[[calendars]]
name = "seat"
zone = "Asia/Tashkent"
weekend = [5, 6]
holidays = ["2031-09-01"]
""".replace("KEYA", "a" * 64)
    .replace("KEYB", "b" * 64)
    .replace("KEYC", "c" * 64)
)


def test_a_charter_file_gives_members_registrars_roles_keys_and_calendars():
    found = read_charter(CHARTER, "league.toml")

    assert found.roles == (("chair", "SEC"), ("council", "XAA"), ("council", "XAB"))
    assert [k.host for k in found.keys] == [None, "SEC", None]
    assert found.calendars[0].zone == "Asia/Tashkent"


BAD = {
    "no TOML": (("forum", "[forum"), "no charter"),
    "an unknown type": (('["XAA", "XAB"]\nreg', "7\nreg"), "no charter"),
    "a member twice": (('["XAA", "XAB"]\nreg', '["XAA", "XAA", "XAB"]\nreg'), "each once"),
    "no registrar": (('["SEC", "XAA"]', "[]"), "at least one, in the order"),
    "a stranger's key": (('member = "SEC"', 'member = "ZZZ"'), "ZZZ is no member"),
    "who could not sign": (('member = "SEC"', 'member = "XAB"'), "SEC has none and could not sign"),
    "no key": (("c" * 64, "cc"), "is no Ed25519 public key"),
    "no zone": (("Asia/Tashkent", "Asia/Nowhere"), "is no zone"),
    "no procedure": (('["silence"]', '["quiet"]'), "there is no 'quiet'"),
    "too many receipts": (
        ("[roles]", "receipts = 2\nsuspended = ['ZZZ']\n[roles]"),
        "at least one, and fewer",
    ),
    "a stranger suspended": (("[roles]", "suspended = ['ZZZ']\n[roles]"), "ZZZ is no member"),
    "roles that are none": (('[roles]\nchair = "SEC"', "roles = 3\n[other]"), "no charter"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_charter_that_cannot_be_used_is_refused_with_what_would_be_right(name):
    (old, new), said = BAD[name]
    assert old in CHARTER

    with pytest.raises(BadCharter, match=r"league\.toml: ") as refused:
        read_charter(CHARTER.replace(old, new, 1), "league.toml")

    assert said in str(refused.value)


def agreed() -> tuple[Play, str]:
    """A decision to act, sealed, and the chair's right to assign tasks."""
    play = Play(procedure("tasks"), league(4))
    play.act("XAA", "open", args=opening(play.case))
    play.everywhere()
    text = play.act("XAB", "propose", on="agree", body_hash="b" * 64)
    play.everywhere()
    for member in ("XAA", "XAB", "XAC"):
        play.act(member, "yes", on=text)
    play.everywhere()
    play.now += 25 * HOUR
    play.everywhere()
    for member in play.hands:
        play.act(member, "beat")
    play.everywhere()
    play.act("XAA", "seal", on=text, args={"outcome": "adopted"})
    play.everywhere()
    return play, text


def assigned(play: Play, **args: str) -> str:
    until = {"until": stamp(play.now + 48 * HOUR), "to": ["XAD"], "name": "task-a"}
    task = play.act("XAA", "assign", on="task", args=until | args)
    play.everywhere()
    return task


@pytest.mark.parametrize(
    ("verbs", "hours", "state"),
    [
        ((), 1, "agreed"),
        (("ack",), 1, "under way"),
        (("report",), 1, "under way"),
        (("done",), 1, "done"),
        ((), 49, "lapsed"),
        (("done",), 49, "done late"),
    ],
)
def test_a_task_is_a_response_with_its_decision_day_and_evidence(verbs, hours, state):
    play, text = agreed()
    task = assigned(play, form="letter")
    due = stamp(play.now + 48 * HOUR)
    play.now += hours * HOUR
    for verb in verbs:
        play.act("XAD", verb, on=task, body_hash="e" * 64)
    play.everywhere()
    found = responses(play.state(), play.procedure)

    assert [(r.item, r.form, r.by, r.due, r.state, r.agreed_by) for r in found] == [
        ("task-a", "letter", ("XAD",), due, state, text)
    ]
    assert found[0].evidence == (() if verbs in ((), ("ack",)) else ("e" * 64,))


def test_a_form_that_is_none_of_ours_is_a_measure():
    play, _ = agreed()
    assigned(play, form="parade")

    assert [r.form for r in responses(play.state(), play.procedure)] == ["measure"]


def test_a_meeting_keeps_agenda_speakers_in_their_order_and_each_delegations_own_version():
    play = Play(procedure("meeting"), league(4))
    play.act("XAA", "open", args=opening(play.case))
    play.everywhere()
    session = play.act("XAA", "convene", on="session", args={"hour": stamp(START + 30 * HOUR)})
    play.everywhere()
    play.act("XAA", "agenda", on=session, body_hash="a" * 64)
    play.everywhere()
    for member, capacity in (("XAC", "defence"), ("XAB", "foreign")):
        play.now += HOUR
        play.act(member, "speak", on=session, args={"capacity": capacity})
        play.everywhere()
    for member in ("XAB", "XAC"):
        play.act(member, "readout", on=session, body_hash=member * 2)
    play.act("XAA", "minutes", on=session)
    play.everywhere()
    meeting = play.state().items["session"].matters[0]

    assert meeting.outcome == "held"
    assert [(s.member, s.capacity) for s in meeting.sayings["speak"]] == [
        ("XAC", "defence"),
        ("XAB", "foreign"),
    ]
    assert {s.member: s.body_hash for s in meeting.sayings["readout"]} == {
        "XAB": "XABXAB",
        "XAC": "XACXAC",
    }


def test_a_charter_names_only_procedures_that_there_are():
    with pytest.raises(BadProcedure):
        procedure("quiet")
