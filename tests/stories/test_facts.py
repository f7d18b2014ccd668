import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.press import (
    act,
    counted,
    dated,
    label,
    named,
    quoted,
    read,
    readings,
    report,
    somebody,
    town,
)
from tocsin.records import Quantity
from tocsin.stories import gather

TALKS = "Ministers of Avaria and Brennia held talks on the lake ferry and the shared lighthouse"


def fact(story, about):
    """The one fact of a story with this property."""
    (found,) = [f for h in story.happenings for f in h.facts if f.property == about]
    return found


def gathered(*pairs):
    """The one story of reports with their readings."""
    (story,) = gather(named(*[r for r, _ in pairs]), readings(*[q for _, q in pairs])).stories
    return story


def meeting(where, words, **more):
    return act(
        where, words, "CONSULT", "held talks", **more,
        initiators=(somebody(where, "Avaria"),), recipients=(somebody(where, "Brennia"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("2031-07-15", "2031-07-15", "agree"),
        ("2031-07", "2031-07-15", "compatible"),
        ("XXXX-07-15", "2031-07-15", "compatible"),
        (None, "2031-07-15", "silent"),
    ],
)
def test_days_of_a_happening_agree_or_are_compatible_or_one_report_is_silent(one, other, status):
    a, b = report(f"{TALKS}."), report(f"{TALKS}, an envoy said.")
    days = [read(r, meeting(r, TALKS, date=day)) for r, day in ((a, one), (b, other))]

    assert fact(gathered((a, days[0]), (b, days[1])), "when").status == status


def test_happenings_on_other_days_are_two_and_no_contradiction():
    text = f"{TALKS}. {TALKS.replace('held talks', 'had talks')} a year before."
    a = report(text)
    again = act(
        a, "had talks on the lake ferry and the shared lighthouse a year before", "CONSULT", "had talks", date="2030-07",
        initiators=(somebody(a, "Avaria"),), recipients=(somebody(a, "Brennia"),),
    )  # fmt: skip

    story = gathered((a, read(a, meeting(a, TALKS, date="2031-07-15"), again)))

    assert [h.date for h in story.happenings] == ["2031-07-15", "2030-07"]


DRILL = "the 12-day drill of Costmark's navy"
DATED = report(
    f"Envoys of Avaria met in Lakeport on Tuesday, July 15, to speak of fishing rights. They also spoke of {DRILL} in June, which "
    "closed the strait.",
    "Envoys speak of fishing rights and the strait",
    "2031-07-21",
)
UNDATED = report(
    "Envoys of Avaria spoke of fishing rights in Lakeport on Tuesday. The strait was closed during "
    f"{DRILL} earlier this month.",
    "Envoys speak of the strait and fishing rights",
)


def drill(where, day):
    return act(
        where, DRILL, "MOBILIZE", "drill", date=day, initiators=(somebody(where, "Costmark"),)
    )


def both_drills(*acts):
    first = read(
        DATED, *acts[:1],
        dates=(
            dated(DATED, "Tuesday, July 15", "2031-07-15", "2031-07-15"),
            dated(DATED, "12-day", "P12D", kind="DURATION"),
            dated(DATED, "June", "2031-06", "2031-06"),
        ),
    )  # fmt: skip
    second = read(
        UNDATED, *acts[1:],
        dates=(dated(UNDATED, "Tuesday", "XXXX-WXX-2"), dated(UNDATED, "12-day", "P12D", kind="DURATION")),
    )  # fmt: skip
    return gathered((DATED, first), (UNDATED, second))


def longer(where):
    """The drill with the words that say when: what a reader takes for the passage."""
    return DRILL + (" in June" if where is DATED else " earlier this month")


def test_this_month_in_an_undated_report_is_the_month_its_story_lends_it_and_contradicts_another_month():
    told = [
        act(r, longer(r), "MOBILIZE", "drill", date=d, initiators=(somebody(r, "Costmark"),))
        for r, d in ((DATED, "2031-06"), (UNDATED, None))
    ]

    when = fact(both_drills(*told), "when")

    assert (when.status, [a.value for a in when.answers]) == ("contradict", ["2031-06", "2031-07"])
    assert [len(a.passages) for a in when.answers] == [1, 1]
    assert "has no date of its own; it tells as “Tuesday”" in when.why
    assert "between 2031-07-15 and 2031-07-21" in when.why


def test_an_act_known_by_its_length_alone_is_laid_side_by_side_although_no_lexicon_line_coded_it():
    when = fact(both_drills(), "when")

    assert (when.status, [a.value for a in when.answers]) == ("contradict", ["2031-06", "2031-07"])


SUMMIT = (
    report(
        "Envoys of Avaria spoke about fishing rights on Tuesday, July 15, in Lakeport. The talks came after the African Union "
        "summit in Kenya on July 6-7, which was about harbours.",
        "Envoys speak about fishing rights in Lakeport",
        "2031-07-21",
    ),
    report(
        "On Tuesday envoys of Avaria spoke about fishing rights in Lakeport. The mood was better than at last week's AU summit "
        "in Kenya, a fisherman said.",
        "Fishing rights: envoys in Lakeport",
    ),
)


def test_a_gathering_is_known_by_its_body_and_its_days_and_places_are_compared():
    first, second = SUMMIT
    days = (
        dated(first, "Tuesday, July 15", "2031-07-15", "2031-07-15"),
        dated(first, "July 6-7", "2031-07-06/2031-07-07", "2031-07-06/2031-07-07"),
    )

    story = gathered(
        (first, read(first, dates=days)),
        (second, read(second, dates=(dated(second, "Tuesday", "XXXX-WXX-2"),))),
    )

    (summit,) = story.happenings
    assert [p.code for p in summit.parties] == ["AU"]
    assert (fact(story, "where").status, summit.country) == ("agree", "KEN")
    assert fact(story, "when").status == "compatible"


def test_two_gatherings_of_one_body_on_two_days_are_two_happenings():
    a = report(
        "The AU summit in Kenya on 6 July was long. The AU summit in Kenya on 9 August was short.",
        None,
        "2031-08-21",
    )
    b = report(
        "Harbours: the AU summit in Kenya on 6 July was long. The AU summit in Kenya on 9 August was short.",
        None,
        "2031-08-21",
    )
    told = [
        read(
            r,
            dates=(
                dated(r, "6 July", "2031-07-06", "2031-07-06"),
                dated(r, "9 August", "2031-08-09", "2031-08-09"),
            ),
        )
        for r in (a, b)
    ]

    story = gathered((a, told[0]), (b, told[1]))

    assert sorted(h.date for h in story.happenings) == ["2031-07-06", "2031-08-09"]


def test_an_act_that_one_report_denies_in_other_words_on_no_day_is_no_contradiction():
    a = report(
        "Avaria helps Brennia with grain every winter since the treaty of the lakes was signed."
    )
    b = report(
        "In that bitter quarrel Avaria gave no help at all to Brennia, the lakes treaty of winter grain notwithstanding."
    )
    acts = [
        act(
            r,
            words,
            "AID",
            verb,
            reality=reality,
            initiators=(somebody(r, "Avaria"),),
            recipients=(somebody(r, "Brennia"),),
        )
        for r, words, verb, reality in (
            (a, "Avaria helps Brennia with grain", "helps", "actual"),
            (b, "Avaria gave no help at all to Brennia", "gave", "negated"),
        )
    ]

    story = gathered((a, read(a, acts[0])), (b, read(b, acts[1])))

    assert not [f for h in story.happenings for f in h.facts if f.property == "happened"]


def test_a_list_that_names_one_thing_twice_is_shown_with_both_places():
    a = report(
        "The league was founded by Avaria, Brennia and Costmark, before adding Dorland, Elmark and Avaria in 2023."
    )
    plain = report("The league has Avaria, Brennia, Costmark and Dorland as members.")

    (story,) = gather(named(a)).stories
    (other,) = gather(named(plain)).stories

    assert other.happenings == ()
    assert story.happenings == ()  # founded by and adding are two lists


def test_one_list_with_a_name_twice_contradicts_itself():
    a = report(
        "The league was founded in 2001, before adding Dorland, Elmark, Avaria and Fennia, as well as Avaria in 2023."
    )

    (story,) = gather(named(a)).stories

    listed = fact(story, "listed")
    assert listed.status == "contradict"
    assert [p.quote for answer in listed.answers for p in answer.passages] == [
        "Avaria",
        "Avaria in 2023",
    ]


def test_who_met_whom_differs_where_reports_name_other_people():
    a = report(
        "Minister Edda Lund of Avaria met Minister Olo Ferrin and President Tam Oresh of Brennia in Lakeport."
    )
    b = report(
        "Minister Edda Lund of Avaria met President Tam Oresh of Brennia in Lakeport on the shore."
    )
    people = {
        "Edda Lund": {"country": "AVA", "office": "minister"},
        "Olo Ferrin": {"country": "BRE", "office": "minister"},
        "Tam Oresh": {"country": "BRE", "office": "president"},
    }
    met = [
        act(
            r, r.text, "CONSULT", "met",
            initiators=(somebody(r, "Edda Lund", **people["Edda Lund"]),),
            recipients=tuple(somebody(r, n, **people[n]) for n in ("Olo Ferrin", "Tam Oresh") if n in r.text),
        )
        for r in (a, b)
    ]  # fmt: skip

    took_part = fact(gathered((a, read(a, met[0])), (b, read(b, met[1]))), "who took part")

    assert took_part.status == "differ"
    assert {v.value.count(";") + 1 for v in took_part.answers} == {2, 3}


def test_other_ministers_of_the_same_two_states_meet_in_another_happening():
    a = report("Edda Lund met Tam Oresh in Lakeport. Ivo Brandt met Una Sorel in Hillport.")
    pairs = (
        ("Edda Lund met Tam Oresh", "Edda Lund", "Tam Oresh"),
        ("Ivo Brandt met Una Sorel", "Ivo Brandt", "Una Sorel"),
    )
    met = [
        act(
            a, words, "CONSULT", words,
            initiators=(somebody(a, x, country="AVA", office="minister"),),
            recipients=(somebody(a, y, country="BRE", office="minister"),),
        )
        for words, x, y in pairs
    ]  # fmt: skip

    assert len(gathered((a, read(a, *met))).happenings) == 2


STORM = "The storm sank a ferry of Avaria"


def sinking(where, **more):
    return act(
        where,
        STORM,
        "COERCE",
        "sank",
        initiators=(),
        recipients=(somebody(where, "Avaria"),),
        **more,
    )


@pytest.mark.parametrize(
    ("one", "other", "status", "values"),
    [
        ({"best": 8}, {"low": 8}, "compatible", ["8", "8 or more"]),
        ({"best": 8}, {"best": 9}, "contradict", ["8", "9"]),
        ({"low": 3}, {"best": 10}, "update", ["3 or more", "10"]),
        ({"best": 8}, {"best": 9, "qualifier": "including the captain"}, "scope", ["8", "9"]),
        ({"best": 8}, {"best": 8}, "agree", ["8"]),
    ],
)
def test_numbers_of_a_happening_stand_side_by_side(one, other, status, values):
    a, b = report(f"{STORM} on the lake."), report(f"{STORM} on the lake, said a pilot.")
    effects = [
        read(r, sinking(r, effects=(Quantity(kind="killed", **q),)))
        for r, q in ((a, one), (b, other))
    ]

    killed = fact(gathered((a, effects[0]), (b, effects[1])), "killed")

    assert killed.status == status
    assert sorted(v.value for v in killed.answers) == sorted(values)


def test_a_number_that_stands_in_the_passage_of_an_act_belongs_to_it():
    a = report(f"{STORM}, killing 8 people.")
    whole = act(
        a, f"{STORM}, killing 8 people", "COERCE", "sank", recipients=(somebody(a, "Avaria"),)
    )

    story = gathered((a, read(a, whole, counted(a, "8 people", "killed", best=8))))

    assert fact(story, "killed").answers[0].value == "8"


def test_an_act_told_and_an_act_denied_contradict():
    a, b = (
        report(f"{STORM} on the lake."),
        report(f"{STORM} on the lake, a paper wrote; it did not."),
    )

    story = gathered((a, read(a, sinking(a))), (b, read(b, sinking(b, reality="negated"))))

    assert fact(story, "happened").status == "contradict"


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        (("Port Elin", "AVA"), ("Port Elin", "AVA"), "agree"),
        (("Port Elin", "AVA"), ("Hillport", "AVA"), "differ"),
    ],
)
def test_places_of_a_happening_agree_or_differ(one, other, status):
    texts = [
        report(f"{STORM} off {name}, {tail}.")
        for (name, _), tail in ((one, "it says"), (other, "it is said"))
    ]
    told = [
        read(r, sinking(r, place=town(r, *p))) for r, p in zip(texts, (one, other), strict=True)
    ]

    assert fact(gathered(*zip(texts, told, strict=True)), "where").status == status


def test_the_same_statement_quoted_by_two_outlets_agrees_and_keeps_its_speaker():
    words = "a permanent lighthouse watch to guide ferries and fishing boats"
    a = report(f"“We propose {words},” Edda Lund of Avaria told the league of lake states.")
    b = report(f"Edda Lund told lake states the league should found “{words}” in spring.")

    story = gathered(*((r, read(r, quoted(r, words, r.text, "Edda Lund"))) for r in (a, b)))

    said = fact(story, "said by Edda Lund")
    assert said.status == "agree"
    assert (said.answers[0].origins, said.answers[0].speakers) == (1, ("Edda Lund",))


def test_what_an_act_was_called_is_kept_word_for_word_with_its_speaker():
    a = report(f"{STORM}, which Edda Lund called a disgrace.")
    b = report(f"{STORM}, an unlucky accident.")
    whole = [act(r, r.text, "COERCE", "sank", recipients=(somebody(r, "Avaria"),)) for r in (a, b)]
    lund = somebody(a, "Edda Lund")

    story = gathered(
        (a, read(a, whole[0], label(a, "a disgrace", "act", "what sank the ferry", speaker=lund))),
        (b, read(b, whole[1], label(b, "an unlucky accident", "act", "what sank the ferry"))),
    )

    assert fact(story, "called").status == "differ"
    assert {(w.words, w.speaker) for w in story.wording} == {
        ("a disgrace", "Edda Lund"),
        ("an unlucky accident", None),
    }


@pytest.mark.parametrize(
    ("modes", "mode"),
    [(["third-party", None, None], None), (["third-party", "third-party", None], "third-party")],
)
def test_a_happening_has_the_mode_that_half_of_its_tellings_give(modes, mode):
    texts = [report(f"{TALKS}{tail}.") for tail in ("", ", an envoy said", ", a pilot said")]
    told = [
        read(r, meeting(r, TALKS, mode=m, date="2031-07-15"))
        for r, m in zip(texts, modes, strict=True)
    ]

    assert [h.mode for h in gathered(*zip(texts, told, strict=True)).happenings] == [mode]


def test_titles_are_made_of_act_parties_place_and_day():
    a = report(f"{TALKS} in Lakeport.", "Historic breakthrough humiliates rivals!")
    told = read(a, meeting(a, TALKS, date="2031-07-15", place=town(a, "Lakeport", "AVA")))

    assert gathered((a, told)).title == "Meeting between Avaria and Brennia, Lakeport, 15 July 2031"


def test_titles_call_states_and_organisations_by_name():
    a = report("In Nairobi ministers of Kenya and Uruguay held talks with the AU on the sea road.")
    met = act(
        a, a.text, "CONSULT", "held talks",
        initiators=(somebody(a, "Kenya", country="KEN"), somebody(a, "Uruguay", country="URY")),
        recipients=(somebody(a, "AU", "African Union", country="IGO", org="AU"),),
    )  # fmt: skip

    assert gathered((a, read(a, met))).title == "Meeting of Kenya, Uruguay and the African Union"


def test_words_of_an_outlet_that_stand_for_nobody_known_make_no_title():
    a = report("Critics blame wreckers for the broken lighthouse.", "Lighthouse broken")
    blame = act(
        a,
        a.text,
        "ACCUSE",
        "blame",
        initiators=(somebody(a, "Critics"),),
        recipients=(somebody(a, "wreckers"),),
    )

    assert gathered((a, read(a, blame))).title == "“Lighthouse broken”"


def test_a_story_is_not_titled_by_what_did_not_happen():
    a = report(f"{STORM}? It did not.", "No ferry sank")

    assert gathered((a, read(a, sinking(a, reality="negated")))).title == "“No ferry sank”"


def test_shares_of_two_reports_are_not_taken_for_one_thing():
    a, b = report(f"{STORM} on the lake."), report(f"{STORM} on the lake, said a pilot.")
    told = [
        read(r, sinking(r, effects=(Quantity(kind="share", best=n),)))
        for r, n in ((a, 90), (b, 700))
    ]

    story = gathered((a, told[0]), (b, told[1]))

    assert "share" not in [f.property for h in story.happenings for f in h.facts]


def test_a_table_of_names_is_no_list_that_names_one_thing_twice():
    a = report("Scores: " + ", ".join(["Avaria", "Brennia", "Costmark"] * 30) + ".")

    assert gather(named(a)).stories[0].happenings == ()


def test_an_act_that_is_only_alleged_is_titled_so():
    a = report(f"{STORM}, a letter claims.")

    assert (
        gathered((a, read(a, sinking(a, reality="alleged")))).title
        == "Reported: Restrictive measure against Avaria"
    )


@settings(max_examples=20, deadline=None)
@given(st.permutations([0, 1, 2]))
def test_the_order_of_reports_and_readings_changes_no_happening(order):
    texts = [report(f"{TALKS}{tail}.") for tail in ("", ", an envoy said", ", a pilot said")]
    told = [
        read(r, meeting(r, TALKS, date=d))
        for r, d in zip(texts, ("2031-07", "2031-07-15", None), strict=True)
    ]

    mixed = gather([named(*texts)[n] for n in order], readings(*[told[n] for n in order]))

    assert mixed == gather(named(*texts), readings(*told))
