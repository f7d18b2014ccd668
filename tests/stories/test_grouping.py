from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import gold
from tests.stories.press import act, named, read, readings, report, somebody, town
from tocsin.records import Published, Report, name_of
from tocsin.stories import Candidate, gather, keys, place

FERRY = [
    report(
        "The ferry Marigold ran aground off Port Elin on Monday. All 212 passengers were taken ashore by fishing boats, "
        "the coastguard of Avaria said.",
        "Ferry Marigold runs aground off Port Elin",
        "2031-05-05",
    ),
    report(
        "Fishing boats brought 212 passengers ashore after the ferry Marigold struck a reef near Port Elin, Avaria's "
        "coastguard reported.",
        "Passengers rescued from ferry Marigold",
        "2031-05-05",
    ),
    report(
        "Divers began to inspect the ferry Marigold, aground off Port Elin since Monday. The 212 passengers are safe.",
        "Divers inspect grounded ferry Marigold",
        "2031-05-06",
    ),
]
HARVEST = [
    report(
        "Farmers in southern Dorland expect the best barley harvest in nine years, the growers' union said on Tuesday.",
        "Best barley harvest in nine years expected in Dorland",
        "2031-05-06",
    ),
    report(
        "Dorland's growers' union foresees the largest barley harvest for nine years after a mild spring.",
        "Mild spring promises large barley harvest",
        "2031-05-06",
    ),
]
OTHER_FERRY = report(
    "The ferry Juniper ran aground off Cape Thorne. All passengers were taken ashore by fishing boats, the coastguard said.",
    "Ferry Juniper runs aground off Cape Thorne",
    "2031-09-20",
)
ALL = named(*FERRY, *HARVEST, OTHER_FERRY)


def grouped(found) -> set[frozenset[str]]:
    return {frozenset(s.reports) for s in found.stories}


def names(*reports) -> frozenset[str]:
    return frozenset(name for name, _ in named(*reports))


def test_reports_of_one_happening_form_a_story_and_look_alikes_of_another_day_do_not():
    assert grouped(gather(ALL)) == {names(*FERRY), names(*HARVEST), names(OTHER_FERRY)}


@settings(max_examples=20, deadline=None)
@given(st.permutations(ALL))
def test_the_order_in_which_reports_come_changes_no_story(order):
    assert gather(order) == gather(ALL)


def test_a_report_given_twice_counts_once():
    assert gather([*ALL, ALL[0]]) == gather(ALL)


def test_every_join_says_which_report_and_what_decided():
    story = next(s for s in gather(ALL).stories if len(s.reports) == 3)

    assert [j.report for j in story.joins] == list(story.reports[1:])
    assert all(j.to in story.reports and j.reasons[0].startswith("likeness: ") for j in story.joins)
    assert any("marigold" in reason for j in story.joins for reason in j.reasons)


def test_a_story_says_when_its_first_and_last_reports_appeared():
    story = next(s for s in gather(ALL).stories if len(s.reports) == 3)

    assert (story.first, story.last) == ("2031-05-05", "2031-05-06")


def test_nothing_gives_no_stories():
    assert gather([]) == ((), ())


def test_a_story_of_which_nothing_was_read_is_titled_by_its_earliest_report_in_quotation_marks():
    story = next(s for s in gather(ALL).stories if OTHER_FERRY.title in s.title)

    assert story.title == "“Ferry Juniper runs aground off Cape Thorne”"


def test_countries_named_as_places_keep_reports_with_the_same_words_apart():
    one, other = (
        report(
            f"The trade ministers discussed tariffs, fisheries and railway links at their yearly meeting in {where}. "
            "They agreed to meet again and praised the talks on tariffs and fisheries.",
            "Trade ministers discuss tariffs and fisheries",
        )
        for where in ("Iceland", "Uruguay")
    )

    assert len(gather(named(one, other)).stories) == 2
    assert len(gather(named(one, report(one.text + " No date was set.", one.title))).stories) == 1


def test_acts_read_on_days_that_exclude_each_other_keep_reports_apart():
    text = "Envoys of Avaria met envoys of Brennia at the lake house and spoke about the ferry line and the lighthouse."
    one, other = (
        report(text, "Envoys meet at lake house"),
        report(text + " Tea was served.", "Envoys meet"),
    )
    met = [
        act(
            r,
            text,
            "CONSULT",
            "met",
            date=day,
            initiators=(somebody(r, "Avaria"),),
            recipients=(somebody(r, "Brennia"),),
        )
        for r, day in ((one, "2031-03-01"), (other, "2031-08-01"))
    ]

    together = gather(named(one, other))
    apart = gather(named(one, other), readings(read(one, met[0]), read(other, met[1])))

    assert len(together.stories) == 1
    assert len(apart.stories) == 2


def test_other_people_acting_for_the_same_states_speak_against_one_story():
    text = "{} of Avaria met {} of Brennia at the lake house, and they spoke about the ferry line and the {}."
    pairs = (
        ("Edda Lund", "Tam Oresh", "lighthouse keeper"),
        ("Ivo Brandt", "Una Sorel", "winter timetable"),
    )
    pile = [report(text.format(*names)) for names in pairs]
    told = [
        read(
            r,
            act(
                r, r.text, "CONSULT", "met",
                initiators=(somebody(r, x, country="AVA", office="minister"),),
                recipients=(somebody(r, y, country="BRE", office="minister"),),
            ),
        )
        for r, (x, y, _) in zip(pile, pairs, strict=True)
    ]  # fmt: skip

    unread = place(pile[0], None, [Candidate("story-lake", pile[1])])
    known = place(pile[0], told[0], [Candidate("story-lake", pile[1], told[1])])

    assert known.considered[0][1] < unread.considered[0][1]


def test_a_caption_is_not_what_a_report_is_about():
    caption = "Ministers at the AU summit in Kenya on 2 March."
    text = f"{caption} Farmers in Dorland expect a mild spring and the best barley harvest in nine years."
    plain, shown = report(text), report(text, captions=((0, len(caption)),))

    assert any("kny" in key or "kenya" in key for key in keys(plain))
    assert not any("kny" in key or "kenya" in key for key in keys(shown))


def test_reports_in_two_languages_meet_by_names_numbers_and_places():
    english = FERRY[0]
    spanish = Report(
        title="El ferry Marigold encalla frente a Port Elin",
        text="El ferry Marigold encalló el lunes frente a Port Elin. Los 212 pasajeros fueron llevados a tierra, dijo "
        "la guardia costera de Avaria.",
        language="es",
        digest="",
        text_digest="",
        published=Published(value="2031-05-05", precision="day", how="given"),
    )

    assert names(english, spanish) in grouped(gather(named(english, spanish, *HARVEST)))


def test_a_new_report_is_placed_in_the_story_it_belongs_to_with_its_reasons():
    candidates = [Candidate("story-ferry", r) for r in FERRY[:2]] + [
        Candidate("story-harvest", r) for r in HARVEST
    ]

    placed = place(FERRY[2], None, candidates)

    assert placed.story == "story-ferry"
    assert placed.join and placed.join.report == name_of(FERRY[2]) and len(placed.join.reasons) > 1
    assert [story for story, _ in placed.considered] == ["story-ferry", "story-harvest"]


def test_a_report_of_something_new_opens_a_story_of_its_own():
    assert place(OTHER_FERRY, None, [Candidate("story-harvest", r) for r in HARVEST]).story is None
    assert place(OTHER_FERRY, None, []) == (None, None, ())


def test_reports_of_one_story_share_a_key_to_look_each_other_up_by():
    assert keys(FERRY[0]) & keys(FERRY[2])
    assert not keys(FERRY[0]) & keys(HARVEST[1])


def test_a_place_that_was_read_is_a_key_in_every_language():
    there = report("The ship lies at Port Elin.")
    harbour = town(there, "Port Elin", "AVA")
    with_id = read(
        there, places=(type(harbour)(start=17, end=26, name="Port Elin", geonameid=4242),)
    )

    assert "name:geo:4242" in keys(there, with_id)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6), st.sampled_from(["en", "fa", "zh", None]))
def test_whatever_strangers_write_every_report_stands_in_exactly_one_story(texts, language):
    pile = dict(
        named(
            *[Report(title=None, text=t, language=language, digest=t, text_digest=t) for t in texts]
        )
    )

    found = gather(pile.items())

    assert sorted(name for s in found.stories for name in s.reports) == sorted(pile)
    assert all(
        p.quote == pile[p.report].text[p.start : p.end] for c in found.copies for p in c.passages
    )


def bcubed(rows, groups) -> float:
    of = {name: number for number, group in enumerate(groups) for name in group}
    gold_sizes, found_sizes = Counter(r["story"] for r in rows), Counter(of.values())
    both = Counter((r["story"], of[r["id"]]) for r in rows)
    precision = sum(n * n / found_sizes[g] for (_, g), n in both.items())
    recall = sum(n * n / gold_sizes[s] for (s, _), n in both.items())
    return 2 * precision * recall / (precision + recall) / len(rows)


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("allsides", 0.93),
        ("ecbplus", 0.87),
        ("meantime", 0.95),
        ("basil", 0.95),
        ("newswcl50", 0.95),
    ],
)
def test_stories_of_the_gold_sets_are_told_apart(name, floor):
    rows = gold(f"grouping/{name}")
    pile = [
        (r["id"], Report(title=r["title"], text=r["text"], language=r["lang"], digest="", text_digest="",
         published=Published(value=r["date"][:10], precision="day", how="given") if r.get("date") else None))
        for r in rows
    ]  # fmt: skip

    assert bcubed(rows, [s.reports for s in gather(pile).stories]) >= floor
