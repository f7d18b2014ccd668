"""Organisations: who stood how on which day."""

import pytest

from tocsin.atlas import (
    UnknownOrganisation,
    countries,
    members_on,
    memberships,
    standing_on,
    status_on,
)


@pytest.mark.parametrize(
    ("country", "org", "on", "status"),
    [
        ("BLR", "SCO", "2024-07-03", "observer"),
        ("BLR", "SCO", "2024-07-04", "member"),
        ("LAO", "SCO", "2025-08-31", None),
        ("LAO", "SCO", "2025-09-01", "sco_partner"),
        ("MNG", "SCO", "2025-09-01", "sco_partner"),
        ("FIN", "NATO", "2023-04-03", None),
        ("FIN", "NATO", "2023-04-04", "member"),
        ("GBR", "EU", "2020-01-31", "member"),
        ("GBR", "EU", "2020-02-01", None),
        ("CHE", "UN", "2002-09-09", None),
        ("CHE", "UN", "2002-09-10", "member"),
    ],
)
def test_status_is_a_function_of_the_day(country, org, on, status):
    assert status_on(country, org, on) == status


@pytest.mark.parametrize(
    ("org", "on", "count"),
    [
        ("SCO", "2001-06-15", 6),
        ("SCO", "2025-07-15", 10),
        ("UN", "1945-12-31", 51),
        ("UN", "1990-09-01", 159),
        ("UN", "2012-01-01", 193),
        ("EU", "2025-01-01", 27),
        ("EU", "2019-01-01", 28),
        ("NATO", "2025-01-01", 32),
        ("AU", "2018-01-01", 55),
        ("OSCE", "2020-01-01", 57),
        ("AL", "2020-01-01", 22),
        ("ASEAN", "2020-01-01", 10),
        ("BRICS", "2025-02-01", 10),
        ("GCC", "2000-01-01", 6),
    ],
)
def test_an_organisation_had_so_many_members_on_a_day(org, on, count):
    members = members_on(org, on)

    assert len(members) == len(set(members)) == count


def test_sixteen_states_have_a_status_in_the_sco_without_being_members_in_july_2025():
    facts = [m for m in memberships("SCO") if m.holds("2025-07-15") and m.status != "member"]

    assert len(facts) == 16


def test_sources_that_disagree_stay_beside_the_fact():
    fact = standing_on("BLR", "SCO", "2024-07-04")

    assert fact.source and "Aug 2024" in fact.note


def test_nobody_stands_in_two_ways_at_once():
    for org in ("SCO", "UN", "EU", "NATO", "BRICS", "AU", "AL", "CSTO"):
        for on in ("1950-01-01", "1980-01-01", "2003-01-01", "2016-03-14", "2025-09-01"):
            standing = [m.country for m in memberships(org) if m.holds(on)]
            assert len(standing) == len(set(standing)), (org, on)


def test_every_present_member_is_a_country_of_the_atlas():
    for org in ("SCO", "UN", "EU", "NATO", "BRICS", "AU", "AL", "OSCE", "CIS", "G20"):
        assert set(members_on(org, "2025-01-01")) <= countries().keys()


def test_an_unknown_organisation_is_named_with_those_that_are_kept():
    with pytest.raises(UnknownOrganisation, match="SCO"):
        members_on("LEAGUE", "2020-01-01")
