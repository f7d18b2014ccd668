"""Briefs, digests and incidents of an invented league: what they say, and that every sentence is held."""

import msgspec
import pytest

from tests.briefing.league import (
    DOSSIER,
    INCIDENT,
    MEETING,
    READINGS,
    REPORTS,
    SECOND,
    STORY,
    STRIKE,
    A,
    B,
    C,
)
from tocsin.atlas import acts
from tocsin.briefing import Brief, brief, digest, held, incident, sentences_of, table
from tocsin.briefing.known import relation
from tocsin.briefing.lines import line
from tocsin.records import Answer, Fact, Happening, Story

SHEET = brief(DOSSIER, STORY)
WHOLE = msgspec.structs.replace(DOSSIER, stories=(SECOND, STORY), incidents=(INCIDENT,))


def section(sheet: Brief, name: str) -> list[str]:
    """The sentences of one section, heads first in their groups."""
    found = next(s for s in sheet.sections if s.id == name)
    return [s.text for g in found.groups for s in ((g.head,) if g.head else ()) + g.sentences]


def of(*happenings: Happening) -> Story:
    return msgspec.structs.replace(STORY, happenings=happenings)


def told_as(happening: Happening, reality: str) -> list[str]:
    """The known and the coming of a story in which a happening has another reality."""
    claims = {
        name: msgspec.structs.replace(
            reading,
            claims=tuple(
                msgspec.structs.replace(c, says=msgspec.structs.replace(c.says, reality=reality))
                if c.passage in happening.passages and hasattr(c.says, "reality")
                else c
                for c in reading.claims
            ),
        )
        for name, reading in READINGS.items()
    }
    dossier = msgspec.structs.replace(DOSSIER, readings=claims)
    sheet = brief(dossier, of(msgspec.structs.replace(happening, reality=reality)))
    assert held(sheet, REPORTS, claims) == ()
    return section(sheet, "known") + section(sheet, "next")


@pytest.mark.parametrize(
    "sheet",
    [brief(WHOLE, STORY), brief(WHOLE, SECOND), digest(WHOLE), incident(WHOLE, INCIDENT)],
    ids=["story", "second", "digest", "incident"],
)
def test_every_sentence_of_every_product_is_held_by_its_passages(sheet):
    assert held(sheet, REPORTS, READINGS) == ()
    assert len(list(sentences_of(sheet))) > 5


def test_a_brief_has_its_five_parts_in_their_order():
    assert [s.title for s in brief(DOSSIER, STORY).sections] == [
        "Why it matters",
        "What is known",
        "What people say",
        "What is contested",
        "What comes next",
    ]


def test_what_only_a_speaker_says_is_told_as_what_the_speaker_says():
    known = section(brief(DOSSIER, STORY), "known")

    assert known[0] == (
        "According to Ilva Torrin, Dorland carried out an airstrike on Costmark "
        "at the harbour of Costmark on 1 March 2031."
    )
    assert known[1] == "Who did it is said only by Costmark Herald."


def test_persons_stand_with_their_country_and_places_and_days_in_the_line():
    assert "Mira Halloran (Avaria) met Oren Dask (Brennia) in Portmere on 4 March 2031." in section(
        brief(DOSSIER, STORY), "known"
    )


@pytest.mark.parametrize(
    ("reality", "said"),
    [
        ("actual", "Mira Halloran (Avaria) met Oren Dask (Brennia)"),
        (
            "alleged",
            "Reported without confirmation: Mira Halloran (Avaria) met Oren Dask (Brennia)",
        ),
        (
            "negated",
            "According to Portmere Courier, Brennia Post and news.example, "
            "Mira Halloran (Avaria) did not meet Oren Dask (Brennia)",
        ),
        (
            "future",
            "According to Portmere Courier, Brennia Post and news.example, "
            "Mira Halloran (Avaria) will meet Oren Dask (Brennia)",
        ),
        (
            "hypothetical",
            "According to Portmere Courier, Brennia Post and news.example, "
            "Mira Halloran (Avaria) may meet Oren Dask (Brennia)",
        ),
        ("historical", "Background: Mira Halloran (Avaria) met Oren Dask (Brennia)"),
    ],
)
def test_how_real_a_happening_is_always_stands_in_its_line(reality, said):
    lines = told_as(MEETING, reality)

    assert any(line.startswith(said) for line in lines), lines


def test_every_act_in_every_reality_and_shape_makes_a_sentence_that_is_held():
    for words in acts().values():
        for reality in ("actual", "alleged", "negated", "future", "hypothetical", "historical"):
            for kept in (MEETING.parties, MEETING.parties[:1], MEETING.parties[1:], ()):
                happening = msgspec.structs.replace(
                    MEETING,
                    category=words.category,
                    mode=words.mode or None,
                    reality=reality,
                    parties=kept,
                )
                sentence = line(DOSSIER, happening, {})
                sheet = msgspec.structs.replace(
                    SHEET, title=sentence, sections=(), table=None, spots=()
                )
                assert held(sheet, REPORTS) == ()
                assert sentence.text.endswith(".")
                assert "  " not in sentence.text
                assert not sentence.text[0].islower()


def test_an_act_that_nobody_is_named_for_names_nobody():
    nobody = msgspec.structs.replace(STRIKE, parties=STRIKE.parties[1:], reality="actual")
    lines = section(brief(DOSSIER, of(nobody)), "known")

    assert lines[0].startswith("Reported without confirmation: an airstrike on Costmark") or lines[
        0
    ].startswith("An airstrike on Costmark is reported")
    assert "Dorland" not in lines[0]


def test_quotations_come_with_the_chain_they_came_through():
    said = section(brief(DOSSIER, STORY), "said")

    assert (
        "“a standing office to watch, record and answer strikes on members” — Mira Halloran, "
        "foreign minister of Avaria, via Avarian Wire, in Portmere Courier, 5 March 2031" in said
    )


def test_a_party_that_says_nothing_and_one_that_was_asked_have_their_line():
    assert "No words of Dorland are in these reports." in section(brief(WHOLE, STORY), "said")
    assert "Dorland was asked for comment on 6 March 2031." in section(brief(WHOLE, STORY), "said")


def test_a_contradiction_shows_the_passages_of_every_side():
    lines = section(brief(WHOLE, STORY), "contested")

    assert lines[0].startswith("When it took place")
    assert any(s.startswith("1 March 2031: “At least 8") and "Portmere Courier" in s for s in lines)
    assert any(s.startswith("2 March 2031: “Nine people") and "Brennia Post" in s for s in lines)
    assert "Would settle it: the harbour log of 1 and 2 March." in lines


def test_a_denial_is_shown_with_who_denies():
    assert any(
        s.startswith("Dorland denied: “Dorland denies that its aircraft took part")
        for s in section(brief(DOSSIER, STORY), "contested")
    )


def test_what_some_reports_tell_and_others_tell_not_to_have_been_is_told_both_ways():
    answers = (
        Answer(value="happened", passages=(MEETING.passages[0],), origins=1),
        Answer(value="did not happen", passages=(MEETING.passages[1],), origins=1),
    )
    fact = Fact(property="happened", status="contradict", answers=answers)
    sheet = brief(DOSSIER, of(msgspec.structs.replace(MEETING, facts=(fact,))))

    assert section(sheet, "known")[0].startswith("The reports disagree whether Mira Halloran")
    assert section(sheet, "contested")[0].startswith("Whether it took place")
    assert sheet.title.text.startswith("Disputed: Meeting between Avaria and Brennia")
    assert held(sheet, REPORTS, READINGS) == ()


def test_a_forum_of_the_atlas_says_who_stood_how_on_the_day():
    party = msgspec.structs.replace(MEETING.parties[0], code="KAZ", name="Kazakhstan")
    met = msgspec.structs.replace(MEETING, parties=(party,), date="2024-07-04")
    dossier = msgspec.structs.replace(DOSSIER, members=(), forum="SCO")

    why = section(brief(dossier, of(met)), "why")

    assert why[0].startswith("Kazakhstan, named as a party, was a member of the SCO on 4 July 2024")


def test_declared_reasons_say_why_it_matters():
    why = section(brief(DOSSIER, STORY), "why")

    assert why == [
        "Costmark, named as a party, was a member of the League on 1 March 2031 (roll of the League, 2030).",
        "The reports speak of acts of force: an airstrike.",
        "By its coded fields, whatever anybody calls it: damage to infrastructure.",
        "Killed: at least 8 (the harbour authority) and 9 (port officials), two origins, compatible.",
        "Mira Halloran invoked League Charter, art. 2. Caution: the article speaks of disputes, not of strikes.",
        "Mira Halloran called the strike on the harbour of Costmark “act of aggression”.",
        "The reports contradict one another on when it took place.",
    ]


def test_force_in_both_directions_is_a_reason_with_both_days():
    there, back = STRIKE.parties
    answered = msgspec.structs.replace(
        STRIKE,
        parties=(
            msgspec.structs.replace(back, side="initiator"),
            msgspec.structs.replace(there, side="recipient"),
        ),
        date="2031-03-02",
    )
    sheet = brief(DOSSIER, of(STRIKE, answered))

    assert (
        "Acts of force are reported in both directions: by Dorland on 1 March 2031, by Costmark on 2 March 2031."
        in section(sheet, "why")
    )


def test_a_name_that_is_no_proper_name_stands_in_quotation_marks():
    both = msgspec.structs.replace(MEETING.parties[0], name="both powers", code=None)
    loaded = msgspec.structs.replace(MEETING.parties[1], name="the Brennian regime", code=None)
    sheet = brief(DOSSIER, of(msgspec.structs.replace(MEETING, parties=(both, loaded))))

    assert section(sheet, "known")[0].startswith("“both powers” met “the Brennian regime”")
    assert held(sheet, REPORTS, READINGS) == ()


def test_a_state_whose_name_takes_an_article_has_it_in_a_sentence_alone():
    state = msgspec.structs.replace(MEETING.parties[1], name="Federal Union", code="XAE")
    dossier = msgspec.structs.replace(
        DOSSIER, countries={**DOSSIER.countries, "XAE": "Federal Union"}
    )
    sheet = brief(
        dossier, of(msgspec.structs.replace(MEETING, parties=(MEETING.parties[0], state)))
    )

    assert " met the Federal Union in Portmere" in section(sheet, "known")[0]


def test_an_unchecked_citation_says_so():
    norms = {
        key: msgspec.structs.replace(norm, checked=False) for key, norm in DOSSIER.norms.items()
    }
    dossier = msgspec.structs.replace(DOSSIER, norms=norms)

    why = section(brief(dossier, STORY), "why")

    assert any("League Charter, art. 2 (citation not checked)" in s for s in why)


def test_a_story_of_which_nothing_is_known_says_so():
    empty = brief(DOSSIER, Story(id="story-0", title="", reports=(), origins=()))

    assert next(s.text for s in sentences_of(empty)) == "Reports of one development"
    assert section(empty, "next") == ["The reports held say nothing of this."]
    assert held(empty, REPORTS, READINGS) == ()


def test_the_table_has_each_outlets_own_words_and_marks_what_parts_them():
    sheet = table(DOSSIER, STORY)
    when = next(
        line for line in sheet.lines if line.label == "when" and line.status == "contradict"
    )

    assert [c.outlet for c in sheet.columns] == [
        "Portmere Courier",
        "Brennia Post",
        "Costmark Herald",
        "news.example",
    ]
    assert [c.mark for c in when.cells] == ["contradicts", "contradicts", "contradicts", "silent"]
    for cell in when.cells:
        for words in cell.words:
            pieces = [p.strip() for p in words.split("…") if p.strip()]
            assert all(any(p in q.quote for q in cell.passages) for p in pieces)


def test_the_table_shows_what_each_outlet_calls_the_act():
    named = next(line for line in table(DOSSIER, STORY).lines if line.kind == "wording")

    assert named.label == "the strike on the harbour"
    assert [list(zip(c.words, c.by, strict=True)) for c in named.cells] == [
        [("act of aggression", "Mira Halloran")],
        [("the raid", ""), ("unprovoked", "Oren Dask")],
        [("An airstrike", "")],
        [],
    ]


def test_a_digest_puts_the_story_of_most_origins_first():
    front = digest(WHOLE)

    assert [b.id for b in front.briefs] == [STORY.id, SECOND.id]
    assert 1 < len(front.highlights) <= 5


def test_a_digest_says_what_moved_since_the_last_one():
    before = digest(msgspec.structs.replace(DOSSIER, stories=(SECOND,)))
    fewer = msgspec.structs.replace(STORY, reports=(A, B), happenings=(MEETING,))
    earlier = digest(msgspec.structs.replace(DOSSIER, stories=(fewer,)))

    assert [s.text[:5] for s in digest(WHOLE, before).moved] == ["New: "]
    moved = [s.text for s in digest(DOSSIER, earlier).moved]
    assert any(s.startswith("Two reports more on") for s in moved)
    assert any(s.startswith("Newly contested in") for s in moved)
    assert [s.text for s in digest(WHOLE, digest(WHOLE)).moved] == [
        "Nothing has moved since the last digest."
    ]


def test_an_incident_keeps_every_party_as_a_line_of_the_matrix():
    sheet = incident(WHOLE, INCIDENT)

    assert section(sheet, "called") == [
        "Avaria said, on League Charter, art. 2: “act of aggression”",
        "Brennia said: “unprovoked”",
        "Dorland was asked on 6 March 2031; no answer is on record.",
        "Costmark: not asked; nothing on record.",
    ]
    assert [s.text for s in sheet.standfirst][1:] == [
        "Standing: contested",
        "Called “military aggression” by Avaria.",
    ]


def test_an_incident_names_norms_members_and_evidence():
    sheet = incident(WHOLE, INCIDENT)

    assert section(sheet, "norms") == [
        "League Charter, art. 2, invoked by Mira Halloran. Caution: the article speaks of disputes, not of strikes.",
        "League Charter, art. 9: nobody named it; the wording resembles it.",
    ]
    assert section(sheet, "members") == [
        "Costmark: member of the League on 1 March 2031 (roll of the League, 2030).",
        "Dorland: status in the League not stated on 1 March 2031.",
    ]
    assert REPORTS[A].digest in section(sheet, "evidence")[0]


def test_the_same_records_give_the_same_brief():
    assert brief(DOSSIER, STORY) == brief(DOSSIER, STORY)


def test_sources_are_numbered_by_date_and_tell_their_health():
    sources = brief(DOSSIER, STORY).sources

    assert [s.report for s in sources][:3] == [A, B, C]
    assert sources[3].flags == ("no-date", "short")
    assert [s.origin for s in sources] == [1, 2, 3, 1]


def test_a_report_that_gives_two_figures_is_no_second_origin():
    killed = next(f for h in STORY.happenings for f in h.facts if len(f.answers) > 1)
    first, second = killed.answers[:2]
    both = msgspec.structs.replace(
        killed,
        status="scope",
        answers=(first, msgspec.structs.replace(second, passages=first.passages)),
    )

    assert relation(both)[0].value == str(len({p.report for p in first.passages}))
