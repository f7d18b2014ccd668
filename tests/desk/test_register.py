"""The register at the desk: reports kept and found, members notify, people judge, incidents grow and are looked back at."""

import json

import pytest

from tocsin.desk.command import main
from tocsin.desk.demo import SHOWN

WIRE, GAZETTE, LEVANT = (SHOWN / name for name in ("01-meridian-wire.html", "02-harbour-gazette.html", "04-levant-daily-post.html"))  # fmt: skip
NOTIFICATION = """\
member = "XAB"
title = "Two drones over the northern district"
text = '''
On 4 March 2031 two drones crossed the border and fell near Port Avar. Four people were injured.
'''
when = "2031-03-04"
where = "Port Avar"
point = "10.5, 20.25"
category = "MOBILIZE"
asks = "a meeting of the members"
[effects]
injured = { best = 4 }
[[evidence]]
file = "wreck.txt"
collected_by = "the border guard"
collected_at = "2031-03-04"
[marking]
tlp = "TLP:GREEN"
"""


@pytest.fixture
def run(home, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "92")

    def call(*words):
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def opened(run):
    """An incident opened from two reports, and its number."""
    _, out, _ = run("incident", "open", WIRE, GAZETTE, "--json")
    strike = next(h["happening"] for h in json.loads(out) if "Damascus" in h["title"])
    _, out, _ = run("incident", "open", WIRE, GAZETTE, "--happening", strike, "--json")
    return json.loads(out)["number"]


def test_what_is_kept_is_found_by_words_filters_and_days(run):
    code, out, _ = run("keep", WIRE, GAZETTE)
    assert code == 0 and "2 reports are kept" in out

    for asked in (
        "consular",
        "category:ASSAULT",
        "since:2024-04 source:meridian_wire",
        "place:33.5,36.3~50km",
    ):
        _, out, _ = run("search", asked)
        assert "Meridian Wire" in out, asked
    assert "Nothing on the shelf" in run("search", "zeppelin")[1]
    _, out, _ = run("search", "Damascus", "--most", "1", "--json")
    page = json.loads(out)
    assert len(page["items"]) == 1 and page["whole"]
    _, out, _ = run("search", "Damascus", "--most", "1", "--after", page["after"])
    assert "There are more" not in out and "report-" in out
    assert "there is no filter 'colour'" in run("search", "colour:red")[2]


def test_a_notification_is_the_member_s_claim_with_its_files_kept(run, tmp_path):
    (tmp_path / "wreck.txt").write_text("a serial number")
    file = tmp_path / "notification.toml"
    file.write_text(NOTIFICATION)

    code, out, _ = run("submit", file)
    assert code == 0
    assert "XAB notifies: Two drones" in out and "claims of XAB, none of ours" in out
    assert "wreck.txt" in out and "collected by the border guard" in out
    assert "Notification of XAB" in run("search", "kind:notification drones")[1]
    assert run("fsck")[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('member = "XAB"', 'member = " "', "member is empty"),
        ('when = "2031-03-04"', 'when = "yesterday"', "when: 'yesterday' is no date"),
        ('"MOBILIZE"', '"INVADE"', "category is 'INVADE'; there is"),
        ("10.5, 20.25", "north", "point is 'north'"),
        ("{ best = 4 }", "{ many = 4 }", "it says low, best or high"),
        ('"wreck.txt"', '"../secret"', "lies outside the notification's folder"),
        ('"wreck.txt"', '"none.txt"', "cannot be read"),
        ("asks =", "begs =", "unknown field `begs`"),
    ],
)
def test_a_notification_that_cannot_be_taken_says_which_field(run, tmp_path, old, new, why):
    (tmp_path / "wreck.txt").write_text("a serial number")
    file = tmp_path / "notification.toml"
    file.write_text(NOTIFICATION.replace(old, new))

    code, _, err = run("submit", file)
    assert code == 2 and why in err
    assert "Nothing on the shelf" in run("search", "drones")[1]


def test_people_assess_and_review_and_the_standing_follows(run, opened):
    code, out, _ = run(
        "assess", opened, "--by", "XAB", "--method", "two readers", "--credibility", 1
    )
    assert code == 0 and "not reviewed" in out
    name = out.partition(":")[0]

    assert "a second person reviews it" in run("review", name, "--by", "XAB")[2]
    code, out, _ = run("review", name, "--by", "XAC")
    assert code == 0 and "now stands as: confirmed by XAB" in out
    assert "reviewed by XAC" in run("incident", "assessments", opened)[1]
    assert "standing:" in run("incident", "history", opened)[1]
    code, out, _ = run("review", name, "--by", "XAD", "--dissents", "--note", "one source only")
    assert code == 0 and "now stands as" in out and "confirmed" not in out.splitlines()[-1]
    assert "judges nothing" in run("assess", opened, "--by", "XAB", "--method", "x")[2]
    assert run("assess", "incident-0", "--by", "XAB", "--method", "x", "--credibility", 2)[0] == 2


def test_newer_reports_add_to_an_incident_and_the_register_can_be_seen_as_it_stood(run, opened):
    code, out, _ = run(
        "incident", "update", opened, WIRE, GAZETTE, LEVANT, "--note", "the second day"
    )
    assert code == 0, out
    assert "has a new version: the second day" in out and "evidence: 2 → 3" in out

    _, out, _ = run("incident", "history", opened)
    assert out.count("desk") == 2 and "opened: " in out
    again = run("incident", "update", opened, WIRE, GAZETTE, LEVANT, "--note", "again")
    assert again[0] == 2 and "add nothing" in again[2]
    assert opened in run("incident", "list", "--on", "2999-01-01")[1]
    assert "No incident was open" in run("incident", "list", "--on", "2001")[1]
    assert "is no day" in run("incident", "list", "--on", "XXXX-01-01")[2]


def test_two_incidents_are_judged_one_and_parted_again(run, opened):
    _, out, _ = run("incident", "open", WIRE, "--json")
    other = next(h["happening"] for h in json.loads(out) if "Damascus" in h["title"])
    _, out, _ = run("incident", "open", WIRE, "--happening", other, "--json")
    second = json.loads(out)["number"]

    assert (
        f"{opened} = {second}"
        in run("same", opened, second, "--by", "XAB", "--reason", "one strike")[1]
    )
    _, out, _ = run(
        "same", second, opened, "--by", "XAC", "--reason", "two buildings", "--verdict", "different"
    )
    assert " = " not in out
    assert "name two" in run("same", opened, opened, "--by", "XAB", "--reason", "x")[2]
    assert "there is no incident" in run("same", opened, "I-1", "--by", "XAB", "--reason", "x")[2]


def test_the_checklist_says_what_is_met_what_is_not_and_what_a_person_must_say(run, opened):
    _, out, _ = run("incident", "checklist", opened)
    assert "of 28 met" in out

    _, out, _ = run("incident", "checklist", opened, "--json")
    states = {row["id"]: row["state"] for row in json.loads(out)}
    assert states["hash"] == states["custody"] == states["availability"] == "met"
    assert states["persistence"] == states["verified"] == "not met"
    assert states["risk"] == "for a person"


def test_the_incidents_are_a_table_that_researchers_can_read(run, opened, tmp_path):
    _, out, _ = run("incident", "table")
    assert out.splitlines()[0].startswith("event_id,event_date,") and opened in out
    code, _, _ = run(
        "incident", "table", "--format", "geojson", "--out", tmp_path / "events.geojson"
    )
    features = json.loads((tmp_path / "events.geojson").read_text("utf-8"))["features"]
    assert code == 0 and features[0]["properties"]["event_type"] == "ASSAULT"
