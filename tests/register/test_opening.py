"""Happenings become an incident: whose word is whose, what contradicts, who is silent."""

import msgspec
import pytest

from tests.register.made import (
    CAPTURES,
    DENIED,
    MEETING,
    MOMENT,
    POST,
    RADIO,
    READINGS,
    REPORTS,
    WHEN,
    WIRE,
    at,
    speaker,
)
from tocsin.atlas import UnknownOrganisation
from tocsin.records import (
    Called,
    Characterisation,
    Claim,
    Event,
    Happening,
    Incident,
    Invocation,
    Party,
    Reading,
    canonical,
    keep,
)
from tocsin.register import (
    NoHappening,
    affected,
    open_incident,
    standing,
    undefined,
    would_settle,
)
from tocsin.register.near import apart, party
from tocsin.register.near import speaker as speaker_of


def opened(
    *happenings: Happening, org: str = "SCO", readings: dict[str, Reading] = READINGS
) -> Incident:
    return open_incident(
        "2030-1", happenings or [MEETING], story=None, reports=REPORTS, readings=readings, captures=CAPTURES,
        opened_by="desk", opened_at=MOMENT, org=org,
    )  # fmt: skip


def test_an_incident_has_a_neutral_title_and_a_category_as_alleged_by_whom() -> None:
    incident = opened()

    assert (
        incident.title
        == "Meeting of Kazakhstan, Uzbekistan, Laos and Norway, Port Selm, 1 July 2030"
    )
    assert (incident.category, incident.alleged_by) == ("CONSULT", ("Port Selm Post", "UZB"))
    assert incident.facts == MEETING.facts


def test_an_incident_can_be_sealed_and_read_back() -> None:
    incident = opened()

    assert keep(canonical(incident)).word == incident


def test_every_contradiction_is_a_question_with_all_its_answers() -> None:
    (question,) = opened().questions

    assert question.property == "when"
    assert question.answers == WHEN.answers
    assert question.would_settle is not None and "record of the day itself" in question.would_settle
    assert would_settle("capacity of a minister") == would_settle("other")


def test_the_matrix_says_who_called_it_what_and_that_the_others_were_not_asked() -> None:
    called = opened().called

    said = [(cell.party, cell.words) for cell in called if cell.state == "said"]
    assert said == [
        ("Minister of Avaria", "act of aggression"),
        ("SCO", "state terrorism"),
        ("Dorland Wire", "meeting"),
    ]
    silent = [cell.party for cell in called if cell.state == "not asked"]
    assert silent[:3] == ["KAZ", "UZB", "LAO"]
    assert {"CHN", "IND", "TJK"} < set(silent) and "NOR" not in silent
    assert len(silent) == len(set(silent))


def test_words_without_an_agreed_definition_say_so() -> None:
    notes = {cell.words: cell.note for cell in opened().called}

    assert notes["act of aggression"] is not None and notes["act of aggression"].startswith(
        "aggression: "
    )
    assert notes["state terrorism"] is not None
    assert notes["meeting"] is None
    assert undefined("государственный терроризм", "ru") is not None
    assert undefined("a road closure", "en") is None


def test_who_has_spoken_is_not_silent() -> None:
    spoken = Claim(
        passage=at(POST, "Port Selm on"), says=Characterisation(words="useful", of="act"), rule="r",
        speaker=speaker("a minister", "KAZ"),
    )  # fmt: skip
    reading = msgspec.structs.replace(READINGS[POST], claims=(*READINGS[POST].claims, spoken))

    cells = [cell for cell in opened(readings={POST: reading}).called if cell.party == "KAZ"]

    assert cells == [Called(party="KAZ", state="said", words="useful", passage=spoken.passage)]


def test_norms_are_those_that_speakers_invoke_and_hints_stand_apart() -> None:
    norms = opened().norms

    assert [(n.norm, n.by, n.hint, n.said) for n in norms] == [
        ("UNC.2.4", "Minister of Avaria", False, "violated"),
        ("UNSC.487", None, True, None),
    ]
    assert norms[0].unchecked
    assert norms[1].caution is not None and norms[1].passage is not None


def test_a_norm_the_atlas_does_not_have_is_marked_unchecked() -> None:
    invoked = Claim(passage=at(POST, "met in"), says=Invocation(norm="League.7"), rule="r")
    reading = msgspec.structs.replace(READINGS[POST], claims=(invoked, invoked), hints=())

    (norm,) = opened(readings={POST: reading}).norms

    assert (norm.norm, norm.by, norm.unchecked, norm.caution) == (
        "League.7",
        "Port Selm Post",
        True,
        None,
    )


def test_members_are_shown_with_their_status_on_the_day() -> None:
    members = {member.country: (member.status, member.on) for member in opened().affected}

    assert members["KAZ"] == members["UZB"] == ("member", "2030-07-01")
    assert "NOR" not in members


@pytest.mark.parametrize(
    ("date", "on"), [("XXXX-04-13", None), (None, None), ("2010-05-01/2010-05-03", "2010-05-01")]
)
def test_where_the_year_is_open_the_status_is_open_too(date: str | None, on: str | None) -> None:
    happening = Happening(
        category="CONSULT", passages=(), parties=MEETING.parties, date=date, country="IRN"
    )

    members = {member.country: member for member in affected([happening], "SCO")}

    assert members["KAZ"].on == on
    assert (members["KAZ"].status is None) == (on is None)
    assert "NOR" not in members
    assert on is None or members["IRN"].status == "observer"


def test_without_a_day_nobody_is_said_to_be_silent_but_those_affected() -> None:
    happening = msgspec.structs.replace(MEETING, date="XXXX-04-13")

    silent = [cell.party for cell in opened(happening).called if cell.state == "not asked"]

    assert silent == ["KAZ", "UZB", "LAO"]


def test_an_organisation_the_atlas_does_not_keep_is_named() -> None:
    with pytest.raises(UnknownOrganisation, match="League of Avaria"):
        opened(org="League of Avaria")


def test_evidence_is_the_captured_bytes_of_the_reports_that_tell_of_it_each_once() -> None:
    evidence = opened().evidence

    assert [(e.digest[0], e.size, e.media_type, e.report) for e in evidence] == [
        ("a", 7, "text/html", POST),
        ("b", 8, "application/octet-stream", WIRE),
    ]
    assert evidence[0].title == "From Port Selm Post" and evidence[0].url == "https://a.example/1"


def test_an_incident_needs_a_happening() -> None:
    with pytest.raises(NoHappening, match="incident 7 has no happening"):
        open_incident(
            "7", [], story=None, reports={}, readings={}, opened_by="desk", opened_at=MOMENT
        )


def test_claims_far_from_the_happening_are_not_drawn_in() -> None:
    far = Claim(
        passage=at(RADIO, "A closing word."), says=Characterisation(words="far", of="act"), rule="r"
    )
    told = msgspec.structs.replace(
        MEETING, passages=(at(RADIO, "Nothing more was known on Monday."),)
    )
    reading = Reading(report=RADIO, reader="test", claims=(far,))

    incident = opened(told, readings={RADIO: reading})

    assert [cell.words for cell in incident.called if cell.state == "said"] == []
    assert incident.alleged_by == ()


STANDINGS = [
    (0, False, None, "reported by one origin"),
    (1, False, None, "reported by one origin"),
    (2, False, None, "reported independently"),
    (9, True, None, "contested"),
    (1, True, "the League", "confirmed by the League"),
]


@pytest.mark.parametrize(("origins", "contested", "body", "words"), STANDINGS)
def test_a_standing_is_a_word_of_the_table(
    origins: int, contested: bool, body: str | None, words: str
) -> None:
    assert standing(origins, contested=contested, confirmed_by=body) == words


def test_a_contradiction_or_a_denial_makes_an_incident_contested() -> None:
    agreed = msgspec.structs.replace(MEETING, facts=MEETING.facts[1:])
    denying = msgspec.structs.replace(READINGS[WIRE], claims=(*READINGS[WIRE].claims, DENIED))

    assert opened().standing == "contested"
    assert opened(agreed).standing == "reported independently"
    assert opened(agreed, readings={**READINGS, WIRE: denying}).standing == "contested"


def test_reports_that_are_not_at_hand_leave_their_claims_to_a_nameless_outlet() -> None:
    claim = READINGS[WIRE].claims[3]

    assert party(claim, {}) == speaker_of(claim, {}) == "outlet not stated"
    assert isinstance(READINGS[POST].claims[0].says, Event)
    assert apart(at(POST, "Ministers of"), at(POST, "Kazakhstan")) == 1
    assert apart(at(POST, "Kazakhstan"), at(POST, "Ministers of")) == 1
    assert (
        affected(
            [
                Happening(
                    category="CONSULT",
                    passages=(),
                    parties=(Party(name="Avaria", side="initiator"),),
                )
            ],
            "SCO",
        )
        == ()
    )
