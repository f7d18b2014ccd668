"""Incidents as a table of events: what each column holds, and what stays empty rather than being guessed."""

import csv
import io
import json

import pytest
from msgspec import structs

from tests.briefing.league import DOSSIER, INCIDENT, STRIKE
from tocsin.briefing import EVENT_FORMATS, events
from tocsin.records import Answer, Fact, name_of


def row(**changes):
    """The row of the incident with another first happening, or with other facts."""
    facts = changes.pop("facts", INCIDENT.facts)
    happening = structs.replace(STRIKE, **changes)
    (found,) = events(DOSSIER, [structs.replace(INCIDENT, happenings=(happening,), facts=facts)])
    return found


def killed(*values):
    answers = tuple(Answer(value=v, passages=(), origins=1) for v in values)
    return (Fact(property="killed", status="agree", answers=answers),)


def test_a_row_says_who_did_what_where_when_and_who_reports_it():
    found = row()
    assert (found.event_id, found.record) == (INCIDENT.number, name_of(INCIDENT))
    assert (found.event_date, found.date_precision) == ("2031-03-01", 1)
    assert (found.event_type, found.sub_event_type, found.cameo) == ("ASSAULT", "aerial", "195")
    assert (found.actor1_code, found.actor2_code) == ("XAD", "XAC")
    assert found.number_of_sources == 3 and found.number_of_origins == 3
    assert "XAA: act of aggression" in found.called


@pytest.mark.parametrize(
    ("values", "low", "best", "high"),
    [
        (("8",), 8, 8, 8),
        (("8", "9"), 8, None, 9),
        (("at least 8", "9"), 8, None, None),
        (("8 or more",), 8, None, None),
        (("up to 9",), 0, None, 9),
        (("1,200-1,300",), 1200, None, 1300),
        (("some",), None, None, None),
    ],
)
def test_numbers_have_what_any_answer_allows_and_a_best_only_where_all_agree(
    values, low, best, high
):
    found = row(facts=killed(*values))
    assert (found.killed_low, found.killed_best, found.killed_high) == (low, best, high)


@pytest.mark.parametrize(
    ("date", "first", "last", "precision"),
    [
        ("2031-03-01/2031-03-04", "2031-03-01", "2031-03-04", 2),
        ("2031-03", "2031-03-01", "2031-03-31", 4),
        ("2031", "2031-01-01", "2031-12-31", 5),
        ("XXXX-03-01", None, None, None),
        (None, None, None, None),
        ("some day", None, None, None),
    ],
)
def test_a_date_keeps_its_precision_and_an_open_year_stays_open(date, first, last, precision):
    found = row(date=date)
    assert (found.event_date, found.event_date_end, found.date_precision) == (
        first,
        last,
        precision,
    )


def test_the_same_rows_come_as_csv_geojson_and_json():
    rows = [row(), row(place="=cmd()")]
    as_csv = list(csv.DictReader(io.StringIO(EVENT_FORMATS["csv"](rows))))
    as_geojson = json.loads(EVENT_FORMATS["geojson"](rows))
    as_json = json.loads(EVENT_FORMATS["json"](rows))

    assert (
        [r["event_id"] for r in as_csv] == [r["event_id"] for r in as_json] == [INCIDENT.number] * 2
    )
    assert as_csv[1]["location"] == "'=cmd()"  # no spreadsheet runs it
    assert as_geojson["features"][0]["id"] == INCIDENT.number
    assert (
        as_geojson["features"][0]["geometry"] is None
        or as_geojson["features"][0]["geometry"]["type"] == "Point"
    )
