"""Who is a party and who is none: amounts, hours, instruments, drafters, bodies, private persons."""

import pytest

from tests.reading.invented import events, reading, told
from tests.reading.test_events import rows_of
from tocsin.records import Claim, Quote

TABLE = """
Avaria carried out the strike at about 5 p.m. on Monday.
  AVA | ASSAULT | - | actual
An air strike destroyed the Brennian consulate.
  - | ASSAULT destroy | BRE GOV | actual
Missiles hit the Brennian embassy on Monday.
  - | ASSAULT | BRE GOV | actual
Avaria vowed that Brennia would be punished.
  AVA | THREATEN violence | BRE | actual
Avaria promised that the raid would not go unanswered.
  AVA | THREATEN | - | actual
Avaria vowed that Brennia would be held accountable.
  AVA | THREATEN | BRE | actual
Avaria vowed to cooperate with Brennia.
  AVA | AGREE | BRE | actual
The Northern League council will meet on Tuesday at Avaria's request.
  NOL GOV | CONSULT | - | future
  AVA | REQUEST | NOL GOV | actual
An Avarian-drafted Northern League statement condemned Brennia.
  AVA | ACCUSE disapprove | BRE | actual
Brennia was joined by Costmark in attacking Avarian harbours.
  COS+BRE | ASSAULT | AVA | actual
Brennia's 12-day war on Avaria ended in June.
  BRE | ASSAULT | AVA | actual
Avaria retaliated with a barrage of drones against Brennia.
  AVA | ASSAULT | BRE | actual
Avaria called for broadening cooperation between the Northern League countries.
  AVA | REQUEST | NOL | actual
Avaria urged coordination from countries of the Northern League.
  AVA | REQUEST | NOL | actual
Northern League leaders met in Dorland. The organisation condemned Avaria. It praised Costmark.
  NOL GOV | CONSULT | - | actual
  NOL | ACCUSE disapprove | AVA | actual
  NOL | SUPPORT | COS | actual
Robert Miller met the Avarian president.
  - | CONSULT | AVA GOV | actual
"""


@pytest.mark.parametrize(("sentence", "expected"), rows_of(TABLE))
def test_only_whoever_may_act_is_a_party(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_an_amount_is_no_part_of_a_name() -> None:
    (event,) = events("At least five Brennian soldiers were killed by Avarian forces.")

    assert [a.name for a in event.recipients] == ["Brennian soldiers"]
    assert [q.low for q in event.effects] == [5]


def test_the_dead_of_a_strike_are_its_effects_and_no_act_beside_it() -> None:
    (event,) = events(
        "On April 1, Avaria carried out air strikes on a Brennian base in France, which killed two generals "
        "as well as five of their accompanying officers."
    )

    assert event.mode == "aerial"
    assert event.date == "XXXX-04-01"
    assert event.place is not None and event.place.country == "FRA"
    assert [q.best for q in event.effects if q.kind == "killed"] == [7]


def test_the_place_of_an_act_spoken_of_is_not_where_it_was_spoken_of() -> None:
    found = events("Avaria praised Dorland's condemnation of Brennia's air strike in France.")

    assert {e.category: e.place for e in found if e.category in ("SUPPORT", "ACCUSE")} == {
        "SUPPORT": None,
        "ACCUSE": None,
    }


def test_a_day_goes_before_an_hour() -> None:
    (event,) = events("Avarian officials met Brennian officials on 3 May 2024 at 5 p.m.")

    assert event.date == "2024-05-03"


SPEAKERS = [
    ("Avaria’s military spokesman Ivo Tamm told a broadcaster: “This is no base.”", "AVA", "Ivo Tamm"),
    ("Avaria’s ambassador Ivo Tamm said: “Such actions by Brennia are unlawful.”", "AVA", "Ivo Tamm"),
    ("Avaria’s ambassador to Brennia, Ivo Tamm, said that the road was closed.", "AVA", "Ivo Tamm"),
    ("Tamm, speaking for Avaria, said that the road was closed.", "AVA", "Tamm"),
    ("Tamm, of the Avarian mission, said that the road was closed.", "AVA", "Tamm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "country", "name"), SPEAKERS)
def test_the_speaker_is_the_person_with_the_office(text: str, country: str, name: str) -> None:
    claim = _quotes(text)[0]

    assert claim.speaker is not None
    assert (claim.speaker.country, claim.speaker.name) == (country, name)


def test_he_in_what_a_report_added_is_who_was_spoken_of() -> None:
    last = _quotes(
        "Avarian Foreign Minister Ivo Tamm spoke on Monday, according to Avaria Wire Agency. Tamm praised Dorland. "
        "He also suggested opening a second crossing for trade, the report added."
    )[-1]

    assert last.speaker is not None and last.speaker.name == "Ivo Tamm"
    assert last.via == ("Avaria Wire Agency",)


def _quotes(text: str) -> list[Claim]:
    return [c for c in reading(text).claims if isinstance(c.says, Quote)]
