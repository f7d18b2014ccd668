import msgspec
import pytest

from tests.stories.press import (
    act,
    counted,
    dated,
    named,
    read,
    readings,
    report,
    somebody,
    span,
    town,
)
from tocsin.records import Place
from tocsin.stories import gather

LAKEPORT = 900001
HEAD = "The mill of Brennia's harbour office in Lakeport"
FIRST = report(
    f"A blast destroyed {HEAD} on Monday. At least five people were killed, the Guild said.",
    day="2031-04-01",
)
SECOND = report(
    f"{HEAD} was hit in Monday's blast; Costmark's ministry said that Avaria carried out the attack. "
    "Nine people were killed, the Harbour Watch said. The toll has risen to 12, Lake Radio said.", day="2031-04-02"
)  # fmt: skip


def destroyed(where=FIRST, **more):
    return act(
        where, f"A blast destroyed {HEAD} on Monday", "ASSAULT", "destroyed", mode="destroy", date="2031-04-01",
        recipients=(somebody(where, "Brennia's harbour office", country="BRE", sector="GOV"),),
        place=town(where, "Lakeport", "BRE"), **more,
    )  # fmt: skip


def people(where, words, **more):
    crowd = somebody(where, words.split(" were")[0], country=None, sector="CVL")
    return [
        act(where, words, "ASSAULT", "killed", recipients=(crowd,)),
        counted(where, words, "killed", **more),
    ]


def hit(**more):
    return act(
        SECOND, f"{HEAD} was hit in Monday's blast", "ASSAULT", "hit", date="2031-04-01",
        recipients=(somebody(SECOND, "Brennia's harbour office", country="BRE", sector="GOV"),), **more,
    )  # fmt: skip


def carried_out(**more):
    return act(
        SECOND, "Avaria carried out the attack", "ASSAULT", "carried out", **more,
        speaker=somebody(SECOND, "Costmark's ministry", country="COS", sector="GOV"),
        recipients=(somebody(SECOND, "the attack", country=None, link="written"),),
    )  # fmt: skip


def story(*second):
    first = read(FIRST, destroyed(), *people(FIRST, "At least five people were killed", low=5))
    (found,) = gather(named(FIRST, SECOND), readings(first, read(SECOND, *second))).stories
    return [h for h in found.happenings if h.category == "ASSAULT"]


AVARIA = somebody(SECOND, "Avaria")
NINE = people(SECOND, "Nine people were killed", low=9, best=9, high=9)
TWELVE = counted(
    SECOND, "The toll has risen to 12", "killed", low=12, best=12, high=12, counted_by="Lake Radio"
)


def test_what_destroyed_whom_it_killed_and_who_is_said_to_have_done_it_are_one_happening():
    (one,) = story(hit(), carried_out(initiators=(AVARIA,)), *NINE)

    assert [(p.side, p.code) for p in one.parties] == [("recipient", "BRE"), ("initiator", "AVA")]
    assert (one.date, one.place, one.reality) == ("2031-04-01", "Lakeport", "alleged")


def test_tolls_stand_side_by_side_each_with_its_passage_and_the_one_that_rose_is_an_update():
    (one,) = story(hit(), carried_out(initiators=(AVARIA,)), *NINE, TWELVE)

    (killed,) = [f for f in one.facts if f.property == "killed"]
    assert [a.value for a in killed.answers] == ["5 or more", "9", "12"]
    assert killed.status == "update"
    assert killed.why is not None and "12 is told as risen" in killed.why


def test_a_part_of_the_dead_says_nothing_against_a_number_of_all():
    some = counted(
        SECOND, "Nine people were killed", "killed", low=3, best=3, high=3, side="soldiers"
    )

    (one,) = story(hit(), NINE[0], some)

    (killed,) = [f for f in one.facts if f.property == "killed"]
    assert (killed.status, killed.why) == ("scope", "3 counts soldiers only")


@pytest.mark.parametrize(
    "other",
    [
        act(
            SECOND,
            "Costmark's ministry said that Avaria",
            "ASSAULT",
            "said",
            date="2031-04-01",
            initiators=(somebody(SECOND, "Brennia's harbour office", country="BRE"),),
        ),
        hit(place=town(SECOND, "Lake Radio", "BRE")),
        act(SECOND, "The toll has risen to 12", "ASSAULT", "risen", date="2031-04-03"),
    ],
    ids=["the other direction", "another town", "another day"],
)
def test_what_cannot_be_the_same_act_of_force_stays_another(other):
    assert len(story(other)) == 2


def test_what_is_only_asked_about_is_no_happening():
    text = f"{HEAD} was hit. Avaria has not said whether it carried out the attack."
    where = report(text)
    asked = act(
        where, "Avaria has not said whether it carried out the attack", "ASSAULT", "carried out",
        reality="hypothetical", initiators=(somebody(where, "Avaria"),),
    )  # fmt: skip

    (found,) = gather(named(where), readings(read(where, asked))).stories

    assert found.happenings == ()


def test_visiting_a_country_attending_a_summit_and_meeting_somebody_are_three_acts():
    text = "Edda Lund visited Avaria. Edda Lund attended the African Union summit. Edda Lund met Tom Berg of Avaria."
    where = report(text)
    lund = somebody(where, "Edda Lund", country="DOR", sector="GOV", office="minister")
    met = [
        act(where, "Edda Lund visited Avaria", "CONSULT", "visited", mode="visit", initiators=(lund,),
            recipients=(somebody(where, "Avaria"),)),
        act(where, "Edda Lund attended the African Union summit", "CONSULT", "attended", initiators=(lund,),
            recipients=(somebody(where, "African Union", org="AU", country="IGO"),)),
        act(where, "Edda Lund met Tom Berg of Avaria", "CONSULT", "met", initiators=(lund,),
            recipients=(somebody(where, "Tom Berg", country="AVA", sector="GOV", office="minister"),)),
    ]  # fmt: skip

    (found,) = gather(named(where), readings(read(where, *met))).stories

    assert len(found.happenings) == 3


def test_a_report_that_only_speaks_of_an_act_stands_with_those_that_tell_it():
    debate = report(
        "Dorland asked the league to sit about the attack of April 1 in Lakeport.",
        "Dorland wants a session",
        "2031-04-02",
    )
    start, end = span(debate, "Lakeport")
    lake = Place(
        start=start, end=end, name="Lakeport", geonameid=LAKEPORT, country="BRE", precision="city"
    )
    told = act(
        FIRST, f"A blast destroyed {HEAD} on Monday", "ASSAULT", "destroyed", date="2031-04-01",
        recipients=(somebody(FIRST, "Brennia's harbour office", country="BRE", sector="GOV"),),
        place=msgspec.structs.replace(town(FIRST, "Lakeport", "BRE"), geonameid=LAKEPORT),
    )  # fmt: skip
    first = read(FIRST, told)
    second = read(
        debate, dates=(dated(debate, "April 1", "2031-04-01", "2031-04-01"),), places=(lake,)
    )

    (found,) = gather(named(FIRST, debate), readings(first, second)).stories

    (one,) = found.happenings
    assert [p.quote for p in one.passages][1:] == ["attack of April 1 in Lakeport"]
    assert one.origins == 2
