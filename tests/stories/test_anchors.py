import pytest

from tests.stories.press import dated, named, read, readings, report, span
from tocsin.records import Place, name_of
from tocsin.stories import bounds, gather, keys, place
from tocsin.stories.anchors import anchors
from tocsin.stories.placing import Candidate

LAKEPORT, HILLTON = 900001, 900002


def towned(where, words, geonameid, *, at=None):
    start, _ = span(where, at or words)
    return Place(
        start=start, end=start + len(words), name=words, geonameid=geonameid, country="AVA", precision="city"
    )  # fmt: skip


TOLD = report(
    "A blast levelled the customs house in Lakeport on Monday, firefighters said. Windows broke as far as the harbour.",
    "Customs house in Lakeport levelled",
    "2031-04-01",
)
ASKED = report(
    "Dorland has asked the league to sit in emergency session about the attack of April 1 in Lakeport. Delegates expect long hours, "
    "a chairwoman and interpreters.",
    "Dorland wants an emergency session",
    "2031-04-02",
)
ELSEWHERE = report(
    "A blast levelled the customs house in Hillton on Monday, firefighters said. Windows broke as far as the harbour.",
    "Customs house in Hillton levelled",
    "2031-04-01",
)
LATER = report(
    "Costmark has asked the league to sit about the attack of April 3 in Lakeport. Delegates expect short hours.",
    "Costmark wants a session",
    "2031-04-03",
)
RECALLED = report(
    f"Fishers of Avaria sold their boats. {'The price of herring fell again. ' * 40}\nThe attack of April 1 in Lakeport was far away.",
    "Fishers of Avaria sell boats",
    "2031-04-02",
)


def told(where, words, day, town="Lakeport", geonameid=LAKEPORT):
    return read(
        where, dates=(dated(where, words, day, day),), places=(towned(where, town, geonameid),)
    )


WEEKS = report(ASKED.text, ASKED.title, "2031-04-12")
COUNTED = report(
    "Nine people died in the blast in Lakeport of Dorland's boats, the radio said on Wednesday. The divers went home.",
    "Nine dead, the radio says",
    "2031-04-02",
)
STRUCK = report(
    "Costmark's envoy said after the attack of April 1 on Dorland's boats in Lakeport that the lake is calm.",
    "Calm on the lake",
    "2031-04-02",
)

READINGS = readings(
    told(WEEKS, "April 1", "2031-04-01"),
    told(COUNTED, "Wednesday", "2031-04-02"),
    told(STRUCK, "April 1", "2031-04-01"),
    told(TOLD, "Monday", "2031-04-01"),
    told(ASKED, "April 1", "2031-04-01"),
    told(ELSEWHERE, "Monday", "2031-04-01", "Hillton", HILLTON),
    told(LATER, "April 3", "2031-04-03"),
    told(RECALLED, "April 1", "2031-04-01"),
)


def groups(*reports):
    gathered = gather(named(*reports), {name_of(r): READINGS[name_of(r)] for r in reports})
    return sorted(len(s.reports) for s in gathered.stories)


@pytest.mark.parametrize(
    ("other", "stories"),
    [(ASKED, [2]), (LATER, [1, 1]), (RECALLED, [1, 1]), (WEEKS, [1, 1])],
    ids=["asked about", "of another day", "recalled far down", "asked about long after"],
)
def test_a_report_that_is_about_the_act_another_tells_stands_in_its_story(other, stories):
    assert groups(TOLD, other) == stories


def test_one_act_in_one_town_is_the_reason_that_is_kept():
    (story,) = gather(named(TOLD, ASKED), READINGS).stories

    assert "one act: force, Lakeport, 2031-04-01" in story.joins[0].reasons


def test_an_act_in_another_town_is_no_reason():
    (story, *_) = gather(named(ASKED, ELSEWHERE), READINGS).stories

    assert len(story.reports) == 1


def test_one_report_is_placed_by_the_act_it_is_about():
    new = READINGS[name_of(ASKED)]

    placed = place(ASKED, new, [Candidate("the blast", TOLD, READINGS[name_of(TOLD)])])

    assert placed.story == "the blast"
    assert keys(ASKED, new) & keys(TOLD, READINGS[name_of(TOLD)])


def test_without_readings_reports_are_compared_by_their_words_alone():
    assert len(gather(named(TOLD, ASKED)).stories) == 2


def test_the_day_on_which_somebody_spoke_is_not_the_day_of_the_act():
    days = [a.days for r in (COUNTED, STRUCK) for a in anchors(r, READINGS[name_of(r)])]

    assert days == [(), (bounds("2031-04-01"),)]
