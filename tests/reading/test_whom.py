"""On whom an act is, where the words do not say it right behind the verb, and who does not act though named."""

import pytest

from tests.reading.invented import events, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Costmark welcomed assurances on trade from Brennia.", "COS | SUPPORT | BRE | actual"),
        (
            "Brennia signed an accord to supply Costmark with wheat.",
            "BRE | SUPPORT | COS | actual",
        ),
        (
            "Avaria and Brennia began a new round of joint military exercises.",
            "AVA+BRE | COOPERATE | - | actual",
        ),
        (
            "Costmark launched a mediation effort between Avaria and Brennia.",
            "COS | CONSULT third-party | AVA+BRE | actual",
        ),
        (
            "Brennian soldiers have cordoned off the roads leading into Dorland.",
            "BRE MIL | COERCE restrict | DOR | actual",
        ),
        (
            "Avaria has granted asylum to five Brennian army officers holed up in an embassy.",
            "AVA | AID | BRE MIL | actual",
        ),
        ("Avaria wants Brennia to help Dorland.", "AVA | REQUEST | BRE | actual"),
        (
            "Missiles fired by the Avarian army struck a Brennian depot.",
            "AVA MIL | ASSAULT | BRE | actual",
        ),
        (
            "The Northern League (NL) is sending observers to Dorland.",
            "NOL | AID | DOR | actual",
        ),
    ],
)
def test_whom_an_act_is_on_is_found_below_its_words(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Avaria and Brennia have agreed to share data on Dorland.",
            "AVA+BRE | AGREE | - | actual",
        ),
        (
            "The ambassadors of Avaria and Brennia presented their credentials to Dorland's president.",
            "AVA GOV+BRE GOV | CONSULT visit | DOR GOV | actual",
        ),
        (
            "Both the Avarian army and the Brennian army are guilty of violating the ceasefire.",
            "AVA MIL+BRE MIL | ASSAULT | the ceasefire | actual",
        ),
        (
            "Lawmakers and officials in Avaria welcomed the Brennian offer.",
            "AVA LEG+AVA GOV | SUPPORT | BRE | actual",
        ),
        (
            "The Avarian foreign minister criticized the Avarian parliament.",
            "AVA GOV | ACCUSE disapprove | AVA LEG | actual",
        ),
    ],
)
def test_those_who_act_together_are_one_side(text, expected):
    assert told(text) == [expected]


def test_each_state_of_a_list_has_its_own_words():
    (event,) = events("Avarian, Brennian and Costmarkian troops attacked Dorland.")

    assert [(a.name, a.start, a.end) for a in event.initiators] == [
        ("Avaria", 0, 7),
        ("Brennia", 9, 17),
        ("Costmark", 22, 40),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avaria-backed rebels attacked Dorland.", ["REB | ASSAULT | DOR | actual"]),
        (
            "Ethnic Brennians in Dorland are demanding protection from Costmark.",
            ["DOR CVL | REQUEST | COS | actual"],
        ),
        ("Two Avarian villagers were killed by a storm in Brennia.", []),
        (
            "The Northern League imposed sanctions on Avaria in response to its invasion of Brennia.",
            ["NOL | SANCTION | AVA | actual", "- | ASSAULT x-occupy | BRE | actual"],
        ),
        (
            "Avaria's president sent fighter jets to destroy Brennia's dam.",
            ["AVA GOV | MOBILIZE weapons | BRE | actual"],
        ),
    ],
)
def test_nobody_does_what_the_words_do_not_say(text, expected):
    assert told(text) == expected


def test_concern_over_attacks_blames_nobody_who_was_attacked():
    assert not [
        e
        for e in events("The Northern League expressed concern over the attacks on Avaria.")
        if e.category == "ACCUSE" and any(a.country == "AVA" for a in e.recipients)
    ]


def test_an_attack_that_will_be_discussed_has_been():
    text = "The envoys of Costmark will discuss the Brennian attack on Avaria."

    assert "BRE | ASSAULT | AVA | actual" in told(text)


def test_attacks_told_again_are_on_the_state_that_was_struck():
    text = (
        "Avarian and Brennian strikes on Dorland went on. "
        "The attacks carried out by Avaria and Brennia against power plants were condemned."
    )

    assert [e.recipients[0].country for e in events(text) if e.category == "ASSAULT"] == [
        "DOR",
        "DOR",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dorland mourned the dead of Avaria's 12-day air campaign.",
            "AVA | ASSAULT aerial | - | actual",
        ),
        ("The Northern League summit in Avarton ended on Monday.", "NOL | CONSULT | - | actual"),
        (
            "Costmark watched Avaria's war in Brennia closely.",
            "AVA | ASSAULT | BRE | actual",
        ),
    ],
)
def test_some_nouns_tell_an_act_by_themselves(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Costmark aids Avaria in rebuilding dams after conflict with Brennia",
            "COS | AID | AVA | actual",
        ),
        (
            "Four Brennian villagers were killed in Avarian tank shelling near the river.",
            "AVA MIL | ASSAULT | BRE CVL | actual",
        ),
        (
            "On a visit to Dorland, Avarian President Ivo Tamm voiced support for Brennia.",
            "AVA GOV | SUPPORT | BRE | actual",
        ),
        (
            "Costmark established ties with the Republic of Dorland.",
            "COS | SUPPORT | DOR | actual",
        ),
    ],
)
def test_slips_of_the_parser_are_mended(text, expected):
    assert expected in told(text)
