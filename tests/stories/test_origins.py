from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.press import act, named, read, readings, report, somebody
from tocsin.stories import copies, gather, origins

TEXT = (
    "The ferry Marigold ran aground off Port Elin on Monday and 212 passengers were taken ashore by fishing boats, the "
    "coastguard of Avaria said after a long night of wind, rain and high waves in the narrow strait between the islands."
)
OWN = report(
    "In Dorland the barley harvest is the best in nine years, the union of growers says.",
    source="Dorland Daily",
)


def test_a_copy_adds_no_origin():
    pile = named(*[report(TEXT, source=f"Paper {n}") for n in range(5)], OWN)

    found = origins(pile, copies(pile))

    assert sorted(len(o.reports) for o in found) == [1, 5]
    assert {o.reason for o in found} == {"one text", "a report of its own"}


@settings(deadline=None)
@given(st.integers(1, 6))
def test_however_many_papers_reprint_a_text_its_story_has_one_origin(papers):
    (story,) = gather(named(*[report(TEXT, source=f"Paper {n}") for n in range(papers)])).stories

    assert len(story.origins) == 1
    assert len(story.reports) == papers


def test_reports_that_credit_one_agency_count_once():
    pile = named(report(TEXT, agency="Costmark Wire"), report(OWN.text, agency="COSTMARK WIRE"))

    (one,) = origins(pile)

    assert one.reason == "agency: costmark wire"


def test_reports_whose_every_claim_came_through_one_witness_count_once():
    texts = [
        report(f"{start} the ferry ran aground, according to Radio Elin.")
        for start in ("On Monday", "Late at night")
    ]
    told = [
        read(r, act(r, "the ferry ran aground", "COERCE", "ran", via=("Radio Elin",)))
        for r in texts
    ]

    (one,) = origins(named(*texts), (), readings(*told))

    assert one.reason == "witness: radio elin"


def test_a_digest_of_others_reporting_adds_no_origin_unless_it_is_all_there_is():
    digest = report(TEXT, flags=("aggregator",))

    assert [o.reports for o in origins(named(digest, OWN))] == [(named(OWN)[0][0],)]
    assert len(origins(named(digest))) == 1


def test_a_speaker_whom_three_reports_quote_counts_once_and_outlets_in_their_own_voice_each_count():
    texts = [
        report("The ferry of Avaria ran aground off Port Elin in heavy weather before sunrise."),
        report(
            "Off Port Elin, fog and a broken lamp: that is why the ferry of Avaria ran aground."
        ),
        report(
            "Before sunrise the ferry of Avaria ran aground, with schoolchildren on board, off Port Elin."
        ),
    ]

    def told(speaker):
        return readings(
            *[
                read(
                    r,
                    act(
                        r, r.text, "COERCE", "ran", date="2031-05-05", recipients=(somebody(r, "Avaria"),),
                        speaker=somebody(r, "ferry", "Edda Lund") if speaker else None,
                    ),
                )
                for r in texts
            ]
        )  # fmt: skip

    counts = []
    for speaker in (True, False):
        (story,) = gather(named(*texts), told(speaker)).stories
        (when,) = [f for h in story.happenings for f in h.facts if f.property == "when"]
        counts.append(when.answers[0].origins)

    assert counts == [1, 3]
